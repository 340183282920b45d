"""The content-security policy of every page, added as the page is rendered.

Static hosting cannot send headers, so the policy stands in a `<meta>` element. Inline scripts are
allowed by hash. Every page allows those of all pages, because instant navigation runs the scripts
of one page under the policy of another. They are known before the first page is written: all are the
theme's, and differ only by how deep a page lies.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url

_inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/)[^>]*>(.*?)</script>", re.DOTALL)
_charset = '<meta charset="utf-8">'
BARE = "404.html"  # the theme's own page: all of the theme, and no text


def inline_scripts(env, config, files, pages: Iterable) -> frozenset[str]:
    """The hashes of the theme's inline scripts, as deep as any of these pages lies."""
    depths = {get_relative_url(".", page.url) for page in pages} | {urlsplit(config.site_url or "/").path}
    theme = env.get_template(BARE)
    texts = (theme.render(get_context(Navigation([], []), files, config, base_url=depth)) for depth in sorted(depths))
    return frozenset(found for text in texts for found in _hashes(text))


def protected(page: str, allowed: frozenset[str]) -> str:
    """A page with a policy: nothing from other sites, no script but the theme's files and the hashed ones, no referrer."""
    # What only this page has, as a template of its own may, is allowed on it alone.
    hashes = sorted(allowed.union(_hashes(page)))
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {' '.join(hashes)}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    added = f'{_charset}<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
    return page.replace(_charset, added, 1)


def _hashes(page: str) -> list[str]:
    """Each inline script of a page, as a policy names it."""
    sums = (hashlib.sha256(script.encode()).digest() for script in _inline.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in sums]
