"""`verify`: checks quotes, locators and SHA-256 sums against the texts they were taken from."""

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
class _Quote:
    """A quote in the data: the figure or claim it belongs to, its words and locator, and the line it is on."""

    owner: str
    words: str
    locator: str
    path: str
    line: int

    def problem(self, what: str, fix: str, column: str, note: bool = False) -> Problem:
        """A problem with this quote; in a CSV file, in the named column."""
        what = f"{what}, in column {column}" if self.path.endswith(".csv") else what
        return Problem(self.path, self.line, what, fix, note)


def verify(sheet: Sheet, folder: Path) -> Iterator[Problem]:
    """Every quote is in the paragraph that its locator names, and every text is still the one that was read.

    If a text has changed, each figure and claim that quotes it is reported, with whether its quote is still there.
    Raises FactsheetError if `folder` is not a folder.
    """
    if not folder.is_dir():
        raise FactsheetError(
            Problem(str(folder), 0, "no such folder", "Name the folder of texts: make verify TEXTS=dir.")
        )
    for source in sheet.sources.values():
        if not source.read or source.is_dataset or not (source.text("custom.sha256") or _quotes(sheet, source)):
            continue  # nothing to look up: a dataset, or a text read for what a profile says
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
    """Whether a source, figure or claim of data/ could not be used, so that its quotes would be missed."""
    kinds = ((folder.sources, sheet.sources), (folder.figures, sheet.figures), (folder.claims, sheet.claims))
    return any(entry.id not in usable for entries, usable in kinds for entry in entries)


def count(sheet: Sheet) -> int:
    """How many quotes `verify` looks up: those of figures, and of claims that state no number."""
    return sum(len(_quotes(sheet, source)) for source in sheet.sources.values())


def _quotes(sheet: Sheet, source: Source) -> list[_Quote]:
    """Every quote from a source's text."""
    figures: list[Figure] = [f for f in sheet.of_source(source.id) if f.quote]
    claims: list[Entry] = [c for c in sheet.claims.values() if c.text("source") == source.id and c.text("quote")]
    return [
        *(_Quote(f"figure {show(f.key)}", f.quote, f.locator, "data/figures.csv", f.line) for f in figures),
        *(_Quote(f"claim {show(c.id)}", c.text("quote"), c.text("locator"), c.path, c.at("quote")) for c in claims),
    ]


def _text(sheet: Sheet, source: Source, text: texts.Text) -> Iterator[Problem]:
    changed, quotes = text.sha256 != source.text("custom.sha256"), _quotes(sheet, source)
    if changed:
        what = f"the text of {show(source.id)} has changed: its SHA-256 is {text.sha256}"
        affected = f"{counted(len(quotes), 'quote')} from it, listed one by one" if quotes else "No quote is from it"
        fix = f"{affected}. Read the text again, correct the figures, then enter the new SHA-256."
        yield source.entry.problem("custom.sha256", what, fix)
    head, body = texts.split(text.words, source.text("custom.body.from"), source.text("custom.body.to"))
    if not body:
        what = (
            f"no body from {show(source.text('custom.body.from'))} to {show(source.text('custom.body.to'))} in its text"
        )
        yield source.entry.problem("custom.body", what, "Copy the first words of its first and last paragraph.")
    for quote in quotes:
        problem = _misquoted(quote, source, head, body) if body else None
        if problem:
            yield problem
        elif changed:
            state = "its quote is still where it was" if body else "its quote cannot be looked up without a body"
            what = f"{quote.owner} quotes the changed text of {show(source.id)}; {state}"
            yield quote.problem(what, "Read the passage again.", "quote", note=True)


def _misquoted(quote: _Quote, source: Source, head: list[str], body: list[str]) -> Problem | None:
    """The problem if a quote is not in its paragraph, or not in the title if its locator is `title`."""
    found = [f"paragraph {n}" for n, line in enumerate(body, 1) if quote.words in line]
    in_title = any(quote.words in line for line in [*head, source.text("title")])
    if (in_title and quote.locator == "title") or f"paragraph {quote.locator}" in found:
        return None
    if in_title:
        found.append("the title")
    fix = f"It is in {' and '.join(found)}." if found else _NOWHERE
    where = "the title" if quote.locator == "title" else f"paragraph {quote.locator}"
    if quote.locator.isdigit() and int(quote.locator) > len(body):
        where += f", and the body has {len(body)}"
    what = f"the quote {show(quote.words)} of {quote.owner} is not in {where}"
    return quote.problem(what, fix, "locator" if found else "quote")
