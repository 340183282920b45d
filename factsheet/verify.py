"""Quotes, locators and fingerprints against the texts they were read from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from factsheet.data import Entry
from factsheet.errors import FactsheetError, Problem, show
from factsheet.model import Figure, Sheet, Source


def verify(sheet: Sheet, texts: Path) -> Iterator[Problem]:
    """Every quote of a text we hold stands in the paragraph its locator names, and the text is the one read."""
    if not texts.is_dir():
        raise FactsheetError(
            Problem(str(texts), 0, "no such folder", "Name the folder of texts: make verify TEXTS=dir.")
        )
    for source in sheet.sources.values():
        if not source.read or source.is_dataset:
            continue
        path = texts / f"{source.id}.txt"
        if not path.is_file():
            yield source.entry.problem("", f"no text {show(path)}", f"Save the text of {show(source.id)} there.")
            continue
        yield from _text(sheet, source, path)


def _text(sheet: Sheet, source: Source, path: Path) -> Iterator[Problem]:
    raw, figures = path.read_bytes(), sheet.of_source(source.id)
    digest = hashlib.sha256(raw).hexdigest()
    if digest != source.text("custom.sha256"):
        resting = ", ".join(f.fact.id for f in figures) or "none"
        what = f"the text of {show(source.id)} has changed: its SHA-256 is {digest}; on it rest {resting}"
        yield source.entry.problem("custom.sha256", what, "Read it again, correct the figures, then the fingerprint.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Problem(str(path), 0, f"the text is not UTF-8: {error}", "Save it as UTF-8.")
        return
    head, body = split(text, source.text("custom.body.from"), source.text("custom.body.to"))
    if not body:
        what = f"no body from {show(source.text('custom.body.from'))} to {show(source.text('custom.body.to'))}"
        yield source.entry.problem("custom.body", what, "Copy the first words of its first and last paragraph.")
        return
    for figure in figures:
        yield from _figure(figure, source, head, body)
    for claim in sheet.claims.values():
        if claim.text("source") == source.id:
            yield from _claim(claim, body)


def _claim(claim: Entry, body: list[str]) -> Iterator[Problem]:
    """The words of a claim that states no number stand in its paragraph."""
    quote, locator = claim.text("quote"), claim.text("locator")
    found = [str(n) for n, line in enumerate(body, 1) if quote in line]
    if locator not in found:
        fix = f"It is in paragraph {' and '.join(found)}." if found else "Copy it letter for letter, spaces included."
        yield claim.problem("quote", f"the quote {show(quote)} of {show(claim.id)} is not in paragraph {locator}", fix)


def split(text: str, first: str, last: str) -> tuple[list[str], list[str]]:
    """The non-blank lines before the body, and the paragraphs of the body; no body if its ends are not found."""
    lines = [line for line in text.splitlines() if line.strip()]
    start = next((n for n, line in enumerate(lines) if line.strip().startswith(first)), None)
    if start is None:
        return lines, []
    end = next((n for n, line in enumerate(lines) if n >= start and line.strip().startswith(last)), None)
    return lines[:start], [] if end is None else lines[start : end + 1]


def _figure(figure: Figure, source: Source, head: list[str], body: list[str]) -> Iterator[Problem]:
    """The quote stands in its paragraph; or in the title, where the locator is `title`."""
    if figure.locator == "title":
        places, named = [*head, source.text("title")], "the title"
    else:
        number = int(figure.locator)
        if number > len(body):
            what = f"{show(figure.key)} names paragraph {number} of {len(body)}"
            yield Problem("data/figures.csv", figure.line, what, "Count the non-blank lines from body.from.")
            return
        places, named = [body[number - 1]], f"paragraph {number}"
    if any(figure.quote in place for place in places):
        return
    found = [str(n) for n, line in enumerate(body, 1) if figure.quote in line]
    what = f"the quote {show(figure.quote)} of {show(figure.key)} is not in {named}"
    fix = f"It is in paragraph {' and '.join(found)}." if found else "Copy it letter for letter, spaces included."
    yield Problem("data/figures.csv", figure.line, what, fix)
