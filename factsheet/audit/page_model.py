"""The model of a built page: runs of text, the carriers in them, and texts in attributes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from factsheet.text import numerals
from factsheet.text.numerals import Numeral


@dataclass(eq=False, slots=True)
class Carrier:
    """An element that may hold a numeral, with its classes and attributes."""

    tag: str
    classes: frozenset[str]
    attributes: dict[str, str]
    text: str = ""
    href: str = ""  # of the link around it, or its own
    marks: tuple[str, ...] = ()  # addresses of the citation marks that follow it
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


@dataclass(slots=True)
class Run:
    """Text that a reader sees as one piece, such as a paragraph or a cell, in or outside the article."""

    pieces: list[Piece]
    text: str  # as read
    article: bool
    drawn: str = ""  # in a drawing: `axis` for the label of a tick, else `text`
    carries: bool = False  # whether a carrier is in it
    _numerals: tuple[Numeral, ...] | None = None

    @property
    def numerals(self) -> tuple[Numeral, ...]:
        """Every numeral in it, searched for once although the run may stand on many pages."""
        if self._numerals is None:
            self._numerals = numerals.find(self.text)
        return self._numerals


@dataclass
class Page:
    """A built page as a reader, a screen reader or a search engine meets it."""

    path: str
    runs: list[Run] = field(default_factory=list)
    carriers: list[Carrier] = field(default_factory=list)
    spoken: list[tuple[str, str]] = field(default_factory=list)  # (where, text): attributes and metadata
    values: list[str] = field(default_factory=list)  # numbers of JSON-LD
    details: list[str] = field(default_factory=list)  # addresses of the entries that lines of the register link to
    boxes: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    articles: int = 0

    def forget(self) -> None:
        """Free the memory of a page that has been audited."""
        for held in (self.runs, self.carriers, self.spoken, self.details):
            held.clear()


# Signs, currencies, units and hedges on the page that change the number they stand beside.
_before = re.compile(
    r"(?:[\w]|[$€£¥₹₽₩¢#№+−~≈±<>≤≥×]\s*|(?<![^\W\d_])[-–.,/]|(?<!\w)[−–]\s+"
    r"|\b(?:minus|negative|plus|not|no|more than|less than|fewer than|over|under|above|below|nearly|almost|about|around|roughly|approximately|"
    r"at least|at most|up to|some|only)\s+)\Z",
    re.IGNORECASE,
)
_after = re.compile(
    r"(?:[\w]|\s*[%‰‱％٪﹪°²³$€£¥₹₽₩¢+±×]|\s*-?fold\b|\s+(?:k|m|bn|mn|tn|x|times|usd|eur|gbp|cny|rmb|percentage|points?|km|kg|hours?)\b|[.,/]\d)",
    re.IGNORECASE,
)
_mark = re.compile(r"\s*\[\d+\]")
_word = re.compile(r"\w")


def edges(run: Run) -> Iterator[tuple[Carrier, str]]:
    """Numbers of a run with a sign, unit or hedge beside them, and the text of both. Citation marks are skipped."""
    text, at = run.text, 0
    for piece in run.pieces:
        start, end = at, at + len(piece.text)
        at = end
        if (
            piece.carrier is None
            or piece.carrier.kind not in ("figure", "derived", "date", "site")
            or not piece.text.strip()
        ):
            continue
        before, after = text[max(0, start - 30) : start], end
        while mark := _mark.match(text, after):
            after = mark.end()
        if piece.carrier.kind == "site":
            touched = re.search(r"\w\Z", before) or _word.match(text, after)
            if touched:
                yield piece.carrier, f"{touched[0]} {piece.text}"
            continue
        if (found := _before.search(before)) and not re.search(r"\w-\Z", before):
            yield piece.carrier, found[0] + piece.text
        if found := _after.match(text, after):
            yield piece.carrier, piece.text + found[0]
