"""What a built page is made of, as a reader meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(eq=False)
class Carrier:
    """An element that may hold a numeral, with what it says of itself."""

    tag: str
    classes: frozenset[str]
    attributes: dict[str, str]
    text: str = ""
    href: str = ""  # of the link around it, or its own
    marks: tuple[str, ...] = ()  # addresses of the citation marks that follow it
    edges: list[str] = field(default_factory=list)  # signs it runs into

    @property
    def kind(self) -> str:
        """figure, derived, date, quote, source, locator, cite or site."""
        if "figure" in self.classes:
            return "derived" if "derived" in self.classes else ("date" if self.tag == "time" else "figure")
        return next(k for k in ("quote", "source", "locator", "cite", "site", "period") if k in self.classes)


@dataclass
class Piece:
    """A stretch of text within one carrier, or within none."""

    text: str
    carrier: Carrier | None


@dataclass
class Run:
    """Text that a reader sees as one line of thought, in or outside the article."""

    pieces: list[Piece]
    article: bool

    @property
    def text(self) -> str:
        """The run as read."""
        return "".join(p.text for p in self.pieces)


@dataclass
class Page:
    """A built page as met by a reader, a screen reader or a search engine."""

    path: str
    runs: list[Run] = field(default_factory=list)
    carriers: list[Carrier] = field(default_factory=list)
    spoken: list[tuple[str, str]] = field(default_factory=list)  # (where, text) with no element to stand in
    values: list[str] = field(default_factory=list)  # numbers of JSON-LD
    ids: set[str] = field(default_factory=set)
    boxes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    articles: int = 0


def edges(run: Run) -> Iterator[tuple[Carrier, str]]:
    """Carriers of a run that touch a letter, digit or sign outside them, with what they touch."""
    text, at = run.text, 0
    for piece in run.pieces:
        start, end = at, at + len(piece.text)
        at = end
        if piece.carrier is None or not piece.text.strip():
            continue
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if re.match(r"[\w$€£¥#+−-]", before) and not (before == "-" and text[start - 2 : start - 1].isalpha()):
            yield piece.carrier, before + piece.text
        if re.match(r"[\w%‰°²³]", after):
            yield piece.carrier, piece.text + after
