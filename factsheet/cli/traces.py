"""Two traces of a site compared: the numerals that one has and the other has not."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from factsheet.core.problems import FactsheetError, Problem, counted, one_line

# What makes two numerals the same; `context` is how a reader meets it, and may change around it.
_SAME = ("page", "kind", "text", "fact", "source", "value", "reason")
NOTHING = "No numeral of the site changes."
TITLE = "Numerals: {gone} gone, {new} new."
SHOWN = 200  # rows; nobody reads more, and the count says how many there are
CONTEXT = 60  # characters


def load(path: Path) -> list[dict[str, str]]:
    """The numerals of a trace. Raises FactsheetError where there is none."""
    if not path.is_file():
        raise FactsheetError(
            Problem(str(path), 0, "the build has written no trace", "Build the site first: make site.")
        )
    return json.loads(path.read_text("utf-8"))


def compared(before: list[dict[str, str]], after: list[dict[str, str]]) -> str:
    """What differs, as Markdown: a line for each numeral that is gone or new, by page."""
    gone, new = _without(before, after), _without(after, before)
    if not gone and not new:
        return NOTHING
    rows = sorted([(n["page"], "gone", n) for n in gone] + [(n["page"], "new", n) for n in new], key=lambda r: r[:2])
    lines = [
        TITLE.format(gone=len(gone), new=len(new)),
        "",
        "| Page | | Kind | Numeral | Where |",
        "|---|---|---|---|---|",
    ]
    lines += [_row(page, what, numeral) for page, what, numeral in rows[:SHOWN]]
    if len(rows) > SHOWN:
        lines += ["", f"And {counted(len(rows) - SHOWN, 'line')} more."]
    return "\n".join(lines)


def _without(these: list[dict[str, str]], those: list[dict[str, str]]) -> list[dict[str, str]]:
    """The numerals of one trace that the other has not, or has fewer times."""
    left = Counter(map(_identity, those))
    return list(_unmatched(these, left))


def _unmatched(numerals: list[dict[str, str]], left: Counter[tuple[str, ...]]) -> Iterator[dict[str, str]]:
    for numeral in numerals:
        key = _identity(numeral)
        if left[key]:
            left[key] -= 1
        else:
            yield numeral


def _identity(numeral: dict[str, str]) -> tuple[str, ...]:
    return tuple(numeral.get(name, "") for name in _SAME)


def _row(page: str, what: str, numeral: dict[str, str]) -> str:
    told = (page, what, numeral["kind"], numeral["text"], one_line(numeral.get("context", ""), CONTEXT))
    return "| " + " | ".join(re.sub(r"([\\|`*_<>\[\]])", r"\\\1", " ".join(cell.split())) for cell in told) + " |"
