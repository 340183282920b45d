"""Escape CSV cells that a spreadsheet would run as formulas."""

from __future__ import annotations

import re

SEPARATOR = ";"

# What begins a formula, even after spaces and quotation marks, in full-width characters too; a signed number is none.
_formula = re.compile(r"[\s'\"]*[=+\-@＝＋－＠]")
_signed = re.compile(r"[+-]\d[\d.,]*%?(?: times)?")


def cell(value: object) -> object:
    """A cell that a spreadsheet reads as text: what looks like a formula gets an apostrophe before it.

    The list of characters is from OWASP, "CSV Injection".
    """
    if isinstance(value, list):
        value = SEPARATOR.join(str(cell(v)) for v in value)
    if isinstance(value, dict):
        value = SEPARATOR.join(f"{k}={v}" for k, v in value.items())
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    if isinstance(value, str) and _formula.match(value) and not _signed.fullmatch(value):
        return f"'{value}"
    return value


def plain(text: str) -> str:
    """The text of a cell, without the apostrophe that `cell` has set before it."""
    return text[1:] if text.startswith("'") and cell(text[1:]) == text else text
