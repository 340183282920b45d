"""Cells of a CSV file that no spreadsheet takes for a formula."""

from __future__ import annotations

import re

SEPARATOR = ";"


# What makes a formula of a cell, wide forms too, behind spaces and quotation marks too; a signed number is none.
_formula = re.compile(r"[\s'\"]*[=+\-@＝＋－＠]")
_signed = re.compile(r"[+-]\d[\d.,]*%?(?: times)?")


def cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: an apostrophe before it makes it text.

    Source of the signs: OWASP, "CSV Injection".
    """
    if isinstance(value, list):
        value = SEPARATOR.join(str(cell(v)) for v in value)
    if isinstance(value, dict):
        value = ";".join(f"{k}={v}" for k, v in value.items())
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    if isinstance(value, str) and _formula.match(value) and not _signed.fullmatch(value):
        return f"'{value}"
    return value
