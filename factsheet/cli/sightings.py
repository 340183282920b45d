"""`seen`: looks up every quote of a figure in the page at its source's address, today.

A page is read as plain text, without its scripts. A quote counts as seen if the page has its words in one run; line
breaks and other white space do not matter. Datasets have no quotes, and are left to a command that knows their publisher.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from factsheet.cli.link_checker import ALIVE, Answer, Visitor, cell
from factsheet.core import files
from factsheet.core.problems import counted
from factsheet.data import FILES, Folder
from factsheet.model import Figure, Sheet, Source

FILE = f"data/{FILES['checked'].name}"


@dataclass(frozen=True)
class Sighting:
    """What a source's address answered, and which of its figures' quotes the page has, and has not."""

    source: Source
    answer: Answer
    seen: tuple[Figure, ...] = ()
    gone: tuple[Figure, ...] = ()


def quoted(sheet: Sheet) -> list[tuple[Source, list[Figure]]]:
    """The sources that have an address, with their figures that have a quote, in the order of the data."""
    found = ((s, [f for f in sheet.of_source(s.id) if f.quote]) for s in sheet.sources.values() if s.address)
    return [(source, figures) for source, figures in found if figures]


def look(visitor: Visitor, source: Source, figures: Iterable[Figure]) -> Sighting:
    """Ask a source's address, and look the quotes up in the page that it gives."""
    answer, body = visitor.page(source.address)
    if answer.state != ALIVE:
        return Sighting(source, answer)
    words = plain(body)
    figures = tuple(figures)
    seen = tuple(f for f in figures if " ".join(f.quote.split()) in words)
    return Sighting(source, answer, seen, tuple(f for f in figures if f not in seen))


def plain(body: bytes) -> str:
    """The words of a page as a reader meets them, with single spaces."""
    page = LexborHTMLParser(body)
    page.strip_tags(["script", "style", "noscript", "template"])
    page.merge_text_nodes()
    return " ".join((page.root.text() if page.root else "").split())


def report(sightings: list[Sighting], today: date) -> str:
    """What was found, in Markdown: the sources that need a look first, then the rows for checked.csv."""
    ordered = sorted(sightings, key=lambda s: s.answer.state == ALIVE and not s.gone)
    seen, gone = sum(len(s.seen) for s in sightings), [f for s in sightings for f in s.gone]
    lines = [
        f"{counted(len(sightings), 'source')} asked: {counted(seen, 'quote')} seen, {len(gone)} not in their page any more.",
        "",
        "| source | address | result | quotes seen |",
        "|---|---|---|---|",
    ]
    for s in ordered:
        told = f"{len(s.seen)} of {len(s.seen) + len(s.gone)}" if s.answer.state == ALIVE else "not looked for"
        cells = (s.source.id, s.source.address, f"{s.answer.state}: {s.answer.reason}", told)
        lines.append(f"| {' | '.join(map(cell, cells))} |")
    if gone:
        lines += [
            "",
            "Open each page and read the passage again. If the words have changed, change the row; if the number has, add a correction too.",
            "",
        ]
        lines += [f"- data/figures.csv:{f.line}: {cell(f.key)}: “{cell(f.quote)}”" for f in gone]
    if seen:
        lines += [
            "",
            f"Rows for {FILE}:",
            "",
            "```csv",
            *_rows({f.key: today.isoformat() for s in sightings for f in s.seen}),
            "```",
        ]
    return "\n".join(lines)


def write(root: Path, folder: Folder, sightings: Iterable[Sighting], today: date) -> None:
    """Enter today for each figure that was seen; the days of the others stay. Raises OSError where that is not possible."""
    days = {entry.text("figure"): entry.text("date") for entry in folder.checked}
    days |= {figure.key: today.isoformat() for s in sightings for figure in s.seen}
    text = "\n".join([",".join(FILES["checked"].names), *_rows(days)]) + "\n"
    files.replace({root / FILE: text.encode()})


def _rows(days: dict[str, str]) -> Iterator[str]:
    for row in sorted(days.items()):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(row)
        yield line.getvalue()
