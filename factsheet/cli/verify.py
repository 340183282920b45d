"""Checks quotes, locators and SHA-256 sums against the texts they were taken from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factsheet.cli import texts
from factsheet.core.problems import FactsheetError, Problem, counted, show
from factsheet.data import Entry, Folder
from factsheet.model import Figure, Sheet, Source

_NOWHERE = "Copy it letter for letter, spaces included."


@dataclass(frozen=True)
class _Spot:
    """Words that are quoted from a text: whose they are, where they are said to stand, and where that is written."""

    name: str
    quote: str
    locator: str
    path: str
    line: int

    def problem(self, what: str, fix: str, column: str, note: bool = False) -> Problem:
        """A problem of these words; in a table, of one of its columns."""
        told = f"{what}, in column {column}" if self.path.endswith(".csv") else what
        return Problem(self.path, self.line, told, fix, note)


def verify(sheet: Sheet, folder: Path) -> Iterator[Problem]:
    """Every quote stands in the paragraph that its locator names, and every text is the one that was read.

    Where a text has changed, each figure and claim that quotes it is reported, with whether its quote is still there.
    Raises FactsheetError where `folder` is no folder.
    """
    if not folder.is_dir():
        raise FactsheetError(
            Problem(str(folder), 0, "no such folder", "Name the folder of texts: make verify TEXTS=dir.")
        )
    for source in sheet.sources.values():
        if not source.read or source.is_dataset:
            continue
        path = folder / f"{source.id}.txt"
        if not path.is_file():
            yield source.entry.problem("", f"no text {show(path)}", f"Save the text of {show(source.id)} there.")
            continue
        try:
            text = texts.read(path)
        except FactsheetError as error:
            yield error.problem
            continue
        yield from _text(sheet, source, text)


def left_out(folder: Folder, sheet: Sheet) -> bool:
    """Whether something in data/ that a quote rests on cannot be used."""
    kinds = ((folder.sources, sheet.sources), (folder.figures, sheet.figures), (folder.claims, sheet.claims))
    return any(entry.id not in kept for entries, kept in kinds for entry in entries)


def quoted(sheet: Sheet) -> int:
    """How many quotes `verify` looks up: those of figures, and of claims with a quote of their own."""
    return sum(len(_spots(sheet, source)) for source in sheet.sources.values())


def _spots(sheet: Sheet, source: Source) -> list[_Spot]:
    """Every quote from a source's text."""
    figures: list[Figure] = [f for f in sheet.of_source(source.id) if f.quote]
    claims: list[Entry] = [c for c in sheet.claims.values() if c.text("source") == source.id and c.text("quote")]
    return [
        *(_Spot(f"figure {show(f.key)}", f.quote, f.locator, "data/figures.csv", f.line) for f in figures),
        *(_Spot(f"claim {show(c.id)}", c.text("quote"), c.text("locator"), c.path, c.at("quote")) for c in claims),
    ]


def _text(sheet: Sheet, source: Source, text: texts.Text) -> Iterator[Problem]:
    changed, spots = text.sha256 != source.text("custom.sha256"), _spots(sheet, source)
    if changed:
        what = f"the text of {show(source.id)} has changed: its SHA-256 is {text.sha256}"
        rest = f"Told one by one: {counted(len(spots), 'quote')} on it" if spots else "No quote rests on it"
        fix = f"{rest}. Read the text again, correct the figures, then the fingerprint."
        yield source.entry.problem("custom.sha256", what, fix)
    head, body = texts.split(text.words, source.text("custom.body.from"), source.text("custom.body.to"))
    if not body:
        what = f"no body from {show(source.text('custom.body.from'))} to {show(source.text('custom.body.to'))}"
        yield source.entry.problem("custom.body", what, "Copy the first words of its first and last paragraph.")
    for spot in spots:
        problem = _misquoted(spot, source, head, body) if body else None
        if problem:
            yield problem
        elif changed:
            stands = "its quote still stands where it did" if body else "its quote cannot be looked up without a body"
            what = f"{spot.name} rests on the changed text of {show(source.id)}; {stands}"
            yield spot.problem(what, "Read the passage again.", "quote", note=True)


def _misquoted(spot: _Spot, source: Source, head: list[str], body: list[str]) -> Problem | None:
    """The quote stands in its paragraph, or in the title where the locator is `title`; None if so."""
    found = [f"paragraph {n}" for n, line in enumerate(body, 1) if spot.quote in line]
    in_title = any(spot.quote in place for place in [*head, source.text("title")])
    if (in_title and spot.locator == "title") or f"paragraph {spot.locator}" in found:
        return None
    if in_title:
        found.append("the title")
    fix = f"It is in {' and '.join(found)}." if found else _NOWHERE
    where = "the title" if spot.locator == "title" else f"paragraph {spot.locator}"
    if spot.locator.isdigit() and int(spot.locator) > len(body):
        where += f", and the body has {len(body)}"
    return spot.problem(
        f"the quote {show(spot.quote)} of {spot.name} is not in {where}", fix, "locator" if found else "quote"
    )
