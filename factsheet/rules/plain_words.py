"""The rule of what pages show of data/ as plain words: they hold no number, since a number there would have no source, and no letter that could pass for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factsheet import model
from factsheet.core.problems import Problem, show
from factsheet.data import FILES, Entry, Folder, csl
from factsheet.model import Sheet
from factsheet.text import formats, numerals, writing_systems, years
from factsheet.text.units import unit

# The fields that pages show as they are, outside of carriers; and what a page sets before each, if not a new line.
SHOWN = {
    kind: {path: field.form.shown for path, field in file.paths.items() if field.form.shown is not None}
    for kind, file in FILES.items()
}
FIX = "Take the number out; only figures.csv gives numbers a source."
FIX_UNIT = "Write the base of a rate as a field of the unit: {name: deaths, per: 100000}."
FIX_CORRECTION = "Give numbers as before and after."


def texts(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """What pages show as plain words holds no number but years that a cited fact or source bears, or in a label its own."""
    yield from of(folder, folder)
    known, excused = _years(folder), _excused(folder)
    for entry in (*folder.figures, *folder.claims):
        for key, value in model.pairs(entry.text("worded")):
            if key in ("period", "status"):
                yield from _numbers(entry, "worded", "figure of " if key == "period" else "as ", value, known, excused)


def of(shown: Folder, folder: Folder) -> Iterator[Problem]:
    """The numbers in what pages show of entries, which are those of `folder` or what they are called in another language."""
    known, excused = _years(folder), _excused(folder)
    for kind, fields in SHOWN.items():
        for entry in getattr(shown, kind):
            for key, before in fields.items():
                text = formats.unit(unit(entry.fields.get("unit")) or "") if key == "unit.name" else entry.text(key)
                # A fact without a figure is on no page yet, so nothing else may bear its year.
                own = set(re.findall(r"\d{4}", entry.text("period"))) if (kind, key) == ("facts", "label") else set()
                yield from _numbers(entry, key, before, text, known | own, excused)


def _excused(folder: Folder) -> list[str]:
    """The texts in which exceptions excuse a number."""
    return [writing_systems.plain(" ".join(e.text("text").split())) for e in folder.exceptions]


def _numbers(entry: Entry, key: str, before: str, text: str, known: set[str], excused: list[str]) -> Iterator[Problem]:
    """The numbers of one text, as a reader of the page takes them."""
    read = writing_systems.plain(f"{before}{' '.join(text.split())}")
    spans = [m.span() for e in excused if e in read for m in re.finditer(re.escape(e), read)]
    found = [
        n.text
        for n in numerals.find(read)
        if not years.is_year(n, read, known) and not any(a <= n.start and n.end <= b for a, b in spans)
    ]
    of = f" of {show(entry.id)}" if entry.id else ""
    if sign := writing_systems.stray(text):
        what = f"the character {show(sign)} (U+{ord(sign):04X}) in {key}{of}: it could pass for another"
        yield entry.problem(key, what, "Write the text in the letters of one language, with plain punctuation.")
    elif found:
        what = f"{' and '.join(map(show, dict.fromkeys(found)))} in {key}{of}: a number without a source"
        yield entry.problem(key, what, FIX_UNIT if key == "unit.name" else FIX if entry.id else FIX_CORRECTION)


def _years(folder: Folder) -> set[str]:
    """Years that a fact with a figure, a date or a source bears; also from a malformed date, which another rule reports."""
    given = {e.text("fact") for e in folder.figures}
    dates = {m.id for m in folder.measures if m.text("kind") == "date"}
    dated = {f.id for f in folder.facts if f.text("measure") in dates}
    found = [f.text("period") for f in folder.facts if f.id in given]
    found += [e.text("value") for e in folder.figures if e.text("fact") in dated]
    found += [model.csl_date(e, key) for e in folder.sources for key in csl.DATES[:2]]
    return {year for text in found for year in re.findall(r"(?<!\d)\d{4}(?!\d)", text)}
