"""A passage of HTML that a page offers to copy: its number, its words and its source are those of its figure, and nothing else is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from factsheet.audit.page_model import Carrier, Piece, Run

BEGINS = "<blockquote "
# Its elements, each with its attributes; those that hold something of data/ with the class that pages give them.
_IDS = {"data-fact", "data-source", "data-locator"}
_KNOWN = {
    "blockquote": {"cite"}, "p": set(), "footer": set(), "a": {"href"},
    "data": {"value", *_IDS}, "time": {"datetime", *_IDS}, "q": _IDS, "cite": {"data-source"},
}  # fmt: skip
_CARRIERS = {"data": "figure", "time": "figure", "q": "quote", "cite": "source"}


class Passage(HTMLParser):
    """A passage as a run of text with its carriers. What does not belong in it is in `problems`."""

    def __init__(self, text: str, language: str) -> None:
        super().__init__()
        self.carriers: list[Carrier] = []
        self.problems: list[str] = []
        self.addresses: list[str] = []
        self._open: list[str] = []
        self._pieces: list[Piece] = []
        self._carrier: Carrier | None = None
        self._language = language
        self.feed(text)
        self.close()
        if self._open or sorted(c.tag for c in self.carriers) not in (
            sorted(tags) for number in ("data", "time") for tags in ([number, "cite"], [number, "cite", "q"])
        ):
            self.problems.append("it has not one number, one source, and at most one quotation")
        if len(self.addresses) != 2 or len(set(self.addresses)) != 1:
            self.problems.append("it leads to no address, or to several")

    @property
    def run(self) -> Run:
        """What it says."""
        shown = "".join(piece.text for piece in self._pieces)
        return Run(self._pieces, shown, True, carries=True, language=self._language)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        given = {key: value or "" for key, value in attrs}
        if tag not in _KNOWN or not given.keys() <= _KNOWN[tag]:
            self.problems.append(f"<{tag} {' '.join(given)}> has no place in it")
        self.addresses += [given[key] for key in ("cite", "href") if key in given]
        if tag in _CARRIERS:
            self._carrier = Carrier(tag, frozenset([_CARRIERS[tag]]), given, language=self._language)
            self.carriers.append(self._carrier)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element; each paragraph is parted from the next."""
        if not self._open or self._open.pop() != tag:
            self.problems.append(f"</{tag}> ends nothing")
        if self._carrier is not None and self._carrier.tag == tag:
            self._carrier = None
        if tag in ("p", "footer"):
            self._pieces.append(Piece(" ", None))

    def handle_data(self, data: str) -> None:
        """A stretch of text."""
        if self._carrier is not None:
            self._carrier.text += data
        self._pieces.append(Piece(data, self._carrier))

    def faults(self) -> Iterator[str]:
        """What is wrong with its form: it begins and leads to one entry, and its number is of the fact at that anchor."""
        yield from self.problems
        anchors = {re.sub(r"^.*#", "", address) for address in self.addresses}
        for carrier in self.carriers:
            if carrier.kind != "source" and carrier.attributes.get("data-fact") not in anchors:
                yield f"it leads to {', '.join(sorted(anchors))}, and tells '{carrier.text}' of another fact"
