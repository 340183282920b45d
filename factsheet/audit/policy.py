"""The content-security policy that every page has to begin with: that of `host/policy.py`, written out once more.

It is the engine's, word for word, but for the hashes of the theme's inline scripts.
"""

from __future__ import annotations

import re

DIRECTIVES = (
    r"default-src 'none'; script-src 'self'(?: 'sha256-[\w+/=]+')*; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    r"font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
# A policy applies only to what follows it, so nothing but the encoding may come before.
_policed = re.compile(
    r"\s*<!doctype html>\s*<html[^>]*>\s*<head>\s*<meta charset=\"utf-8\">\s*"
    rf"<meta http-equiv=\"Content-Security-Policy\" content=\"{DIRECTIVES}\">",
    re.IGNORECASE,
)


def fault(html: str) -> str:
    """What is wrong with the beginning of a page; empty if nothing is."""
    return "" if _policed.match(html) else "the page does not begin with a content-security policy"
