"""The model of a built page: runs of text, the carriers in them, and texts in attributes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from factsheet.text import hedges, numerals
from factsheet.text.hanzi import HAN
from factsheet.text.numerals import Numeral


@dataclass(eq=False, slots=True)
class Carrier:
    """An element that may hold a numeral, with its classes and attributes."""

    tag: str
    classes: frozenset[str]
    attributes: dict[str, str]
    text: str = ""
    href: str = ""  # of the link around it, or its own
    anchor: str = ""  # of the link around it
    marks: tuple[str, ...] = ()  # addresses of the citation marks that follow it
    recalled: tuple[str, ...] = ()  # addresses of the sources that what follows it calls taken back
    language: str = "en"
    kind: str = field(init=False)  # figure, derived, date, quote, source, locator, cite, site or period

    def __post_init__(self) -> None:
        self.kind = _kind(self.tag, self.classes)


@functools.lru_cache(maxsize=256)
def _kind(tag: str, classes: frozenset[str]) -> str:
    if "figure" in classes:
        return "derived" if "derived" in classes else ("date" if tag == "time" else "figure")
    return next(k for k in ("quote", "source", "locator", "cite", "site", "period") if k in classes)


class Piece(NamedTuple):
    """A stretch of text within one carrier, or within none."""

    text: str
    carrier: Carrier | None
    unsearched: bool = False  # whether search leaves it out
    written: str = ""  # letter for letter, where that is another text


@dataclass(slots=True)
class Run:
    """Text that a reader sees as one piece, such as a paragraph or a cell, in or outside the article."""

    pieces: list[Piece]
    text: str  # as read
    article: bool
    drawn: str = ""  # in a drawing: `axis` for the label of a tick, else `text`
    carries: bool = False  # whether a carrier is in it
    language: str = "en"
    title: bool = False  # the page's name, in its head
    joined: bool = False  # whether only a line break or the edge of a cell parts it from the run before
    _numerals: tuple[Numeral, ...] | None = None

    @property
    def numerals(self) -> tuple[Numeral, ...]:
        """Every numeral in it, searched for once although the run may stand on many pages."""
        if self._numerals is None:
            self._numerals = numerals.find(self.text, self.language)
        return self._numerals


@dataclass
class Page:
    """A built page as a reader, a screen reader or a search engine meets it."""

    path: str
    runs: list[Run] = field(default_factory=list)
    carriers: list[Carrier] = field(default_factory=list)
    spoken: list[tuple[str, str]] = field(default_factory=list)  # (where, text): attributes and metadata
    details: list[str] = field(default_factory=list)  # addresses of the entries that lines of the register link to
    boxes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    articles: int = 0


_mark = re.compile(r"\s*\[\d+\]")
# Han characters stand without spaces, beside numbers too.
_touches_before, _touches_behind = re.compile(rf"[^\W{HAN}]\Z"), re.compile(rf"[^\W{HAN}]")
_compound = re.compile(r"\w-\Z")
_own_number = re.compile(r"\W?\d")


def edges(run: Run, last: str = "", following: str = "") -> Iterator[tuple[Carrier, str]]:
    """Numbers of a run with a sign, unit or hedge beside them, and the text of both. Citation marks are skipped.

    `last` and `following` are the texts of the runs around it: a hedge may stand before a line break, or in the next cell.
    """
    text, at = run.text, 0
    for piece in run.pieces:
        start, end = at, at + len(piece.text)
        at = end
        carrier = piece.carrier
        if carrier is None or carrier.kind not in ("figure", "derived", "date", "site") or not piece.text.strip():
            continue
        after = end
        while mark := _mark.match(text, after):
            after = mark.end()
        if carrier.kind == "site":
            if touched := _touches_before.search(text[:start]) or _touches_behind.match(text, after):
                yield carrier, f"{touched[0]} {piece.text}"
            continue
        before = text[max(0, start - 60) : start]
        if start <= 60 and not before.strip():
            before = f"{last[-60:]} " if last and not last[-1].isdigit() else ""
        if (found := hedges.before(before, run.language)) and not _compound.search(before):
            yield carrier, found + piece.text
        rest = text[after : after + 60]
        if not rest.strip():
            rest = "" if _own_number.match(following) else f" {following[:60].lstrip()}"
        if found := hedges.behind(rest, 0, run.language):
            yield carrier, piece.text + found
