"""Reads a built page into its model: runs of text, the carriers in them, and texts in attributes.

Lexbor parses the page as a browser does (HTML5), with scripts off.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.audit import json_ld, marks, markup
from factsheet.audit.addresses import resolve
from factsheet.audit.markup import ARTICLE, DRAWING, FRAME, HEAD, SPOKEN, Site
from factsheet.audit.page_model import Carrier, Page, Piece, Run
from factsheet.core import published
from factsheet.text import writing_systems

# Elements that begin a new line of text. Any other element, known or not, stands within a line.
BLOCKS = frozenset(
    "address article aside blockquote body br caption center col colgroup dd desc details dialog dir div dl dt fieldset figcaption figure "
    "footer form g h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main menu meta nav ol optgroup option p pre search section "
    "select summary svg table tbody td text textarea tfoot th thead title tr ul".split()
)
SIGN = "¶"  # the text of the link of a heading or an entry to itself, which is no part of its name
SILENT = frozenset(["script", "style", "template"])
_CARRIERS = {tag: {whole.split()[0] for whole in known} for tag, known in published.CARRIERS.items()}
_SPOKEN = frozenset(SPOKEN)
TEXT = "-text"  # the tag of a text, as the parser has it
_NONE: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=1024)  # thousands of carriers share a few
def _classes(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Item(NamedTuple):
    """The texts of an item of the navigation."""

    runs: list[Run]
    spoken: list[tuple[str, str]]


def read(path: str, tree: LexborHTMLParser, site: Site, repeated: dict[str, Item] | None = None) -> Page:
    """Read one page of `site`.

    `repeated` holds the texts of list items outside articles by their HTML, for all pages of a site, so that a
    navigation that stands on every page is read once.
    """
    page = Page(path)
    if tree.root is not None:
        walk = _Walk(page, site, {} if repeated is None else repeated)
        walk.over(tree.root)
        marks.read(tree, walk.seen)
    return page


class Closing(NamedTuple):
    """What an element began, and so what ends with it."""

    tag: str
    block: bool
    axis: bool = False
    carries: bool = False
    chart: bool = False
    unsearched: bool = False
    language: str = ""
    item: tuple[str, tuple[int, ...]] | None = None  # its HTML, and how much the page held before it


_plain = functools.cache(Closing)  # nearly all elements of a name end nothing else


class _Walk:
    """One pass over a document, in order."""

    def __init__(self, page: Page, site: Site, repeated: dict[str, Item]) -> None:
        self.page = page
        self.site = site
        self.repeated = repeated
        self.run: list[Piece] = []
        self.carrying = False  # whether a carrier is in the run
        self.joins = False  # whether only a line break or the edge of a cell parts it from the last
        self.carriers: list[Carrier] = []
        self.links: list[tuple[str, str]] = []  # the address and the anchor of each link around
        self.languages = ["en"]
        self.seen: dict[int, Carrier] = {}
        self.in_head = self.in_article = self.in_drawing = self.in_axis = self.in_chart = self.unsearched = 0

    def over(self, root: LexborNode) -> None:
        """Walk without recursion: pages nest as deep as their authors like."""
        node, opened = root, []  # the open elements, each with what ends with it
        while node is not None:
            tag = node.tag  # asked once: a page has thousands of nodes
            if tag == TEXT:
                self.say(node.text_content or "")
            elif tag and tag[0].isalpha():  # no comment
                closing = self.enter(node, tag)
                if closing is not None:
                    child = node.child
                    if child is not None:
                        opened.append((node, closing))
                        node = child
                        continue
                    self.leave(closing)
            following = node.next if opened else None
            while following is None and opened:
                node, closing = opened.pop()
                self.leave(closing)
                following = node.next if opened else None
            node = following
        self.flush()

    def enter(self, node: LexborNode, tag: str) -> Closing | None:
        """Begin an element. Returns what ends with it, or None if its content is not read."""
        given = node.attributes
        if None in given.values():
            given = {k: v or "" for k, v in given.items()}
        if tag in SILENT:
            self.silent(tag, given, node.text() or "")
            return None
        block = tag in BLOCKS
        if block:
            self.flush()
            self.joins = tag == "br" or (self.joins and tag in ("td", "th"))
        item = None
        if tag == "li" and not self.within():
            known = self.repeated.get(node.html or "")
            if known is not None:
                self.page.runs += known.runs
                self.page.spoken += known.spoken
                return None
            item = (node.html or "", self.held())
        self.in_head += tag == "head"
        if tag == "article":
            self.in_article += 1
            self.page.articles += 1
        self.in_drawing += tag == "svg"
        classes = _classes(given["class"]) if "class" in given else _NONE
        if "problem" in classes:  # which fails the page whatever it holds, so that is all there is to say of it
            self.page.boxes.append(node.text() or "")
            self.leave(Closing(tag, block))
            return None
        self.known(tag, given)
        if "headerlink" in classes and node.text() == SIGN:
            return None
        if language := given.get("lang", ""):
            self.languages.append(language)
        axis = bool(self.in_chart and self.in_drawing) and "role-axis-label" in classes
        chart, unsearched = "chart" in classes, "data-search-exclude" in given or "headerlink" in classes
        if axis or chart or unsearched:
            self.in_axis += axis
            self.in_chart += chart
            self.unsearched += unsearched
        if tag == "a":
            self.links.append((given.get("href", ""), given.get("id", "")))
            if "details" in classes:
                self.page.details.append(self.links[-1][0])
        carries = tag in _CARRIERS and not classes.isdisjoint(_CARRIERS[tag])
        if carries:
            self.carry(node, tag, classes, given)
        elif self.carriers and not (self.carriers[-1].tag == "cite" and tag == "span" and given.keys() == {"lang"}):
            self.page.problems.append(f"<{tag}> inside a number, a quotation or a citation")
        if axis or carries or chart or unsearched or language or item:
            return Closing(tag, block, axis, carries, chart, unsearched, language, item)
        return _plain(tag, block)

    def known(self, tag: str, given: dict[str, str]) -> None:
        """An element is one that the catalogue knows where it stands. Its attributes may hold text."""
        spoken = []
        if not _SPOKEN.isdisjoint(given):
            spoken = [(f"{key} of <{tag}>", given[key]) for key in SPOKEN if given.get(key, "").strip()]
        if self.in_head:
            found = [*markup.head(tag, given, spoken)]
            if tag == "link" and given.get("rel", "").lower() == "stylesheet":
                found += self.unknown("stylesheet", given.get("href", ""))
        else:
            drawn = DRAWING if self.in_chart else FRAME  # an icon stands in an article as in the frame
            where = drawn if self.in_drawing else ARTICLE if self.in_article else FRAME
            found = markup.faults(tag, given, where, self.site) if tag != "html" else ()
        if found:
            self.page.problems += found
        if spoken:
            self.speak(spoken)

    def unknown(self, kind: str, address: str) -> list[str]:
        """A problem where an address leads to no file of the site. That from the root is of the page that stands in for others."""
        root = address.startswith("/") and not address.startswith("//")
        known = any(address.endswith(f"/{name}") for name in self.site.files) if root else False
        known = known or resolve(self.page.path, address)[0] in self.site.files
        return [] if known else [f"the {kind} '{address}' is not a file of the site"]

    def speak(self, spoken: list[tuple[str, str]]) -> None:
        """Add texts that a reader meets outside the page's body."""
        self.page.spoken += spoken
        for _, text in spoken:
            self.listen(text)

    def listen(self, text: str) -> None:
        """A text holds only characters that its language has."""
        if not writing_systems.foreign(text, self.languages[-1]):
            return
        for name in self.site.names:
            text = text.replace(name, "")
        if sign := writing_systems.foreign(text, self.languages[-1]):
            what = f"the character '{sign}' (U+{ord(sign):04X}) is none of a text in '{self.languages[-1]}'; another language is marked with lang"
            self.page.problems += [what] if what not in self.page.problems else []

    def within(self) -> bool:
        """Whether this is within an article, a drawing, a carrier or a link, where the same HTML may mean something else."""
        return bool(self.in_article or self.in_drawing or self.carriers or self.links)

    def held(self) -> tuple[int, ...]:
        """How many things of each kind the page holds so far."""
        page = self.page
        lists = (page.runs, page.spoken, page.carriers, page.details, page.boxes, page.problems)
        return (*map(len, lists), page.articles)

    def carry(self, node: LexborNode, tag: str, classes: frozenset[str], given: dict[str, str]) -> None:
        """Begin a carrier."""
        if self.carriers:
            self.page.problems.append(f"<{tag} class='{given['class']}'> stands within another carrier")
        href, anchor = self.links[-1] if self.links else ("", "")
        carrier = Carrier(tag, classes, given, href=href, anchor=anchor, language=self.languages[-1])
        self.carriers.append(carrier)
        self.page.carriers.append(carrier)
        self.seen[node.mem_id] = carrier

    def leave(self, closing: Closing) -> None:
        """End an element."""
        tag = closing.tag
        if closing.block:
            self.flush()
            self.joins = tag in ("br", "td", "th")
        self.in_head -= tag == "head"
        self.in_article, self.in_drawing = self.in_article - (tag == "article"), self.in_drawing - (tag == "svg")
        if tag == "a" and self.links:
            self.links.pop()
        if closing is _plain(tag, closing.block):
            return
        self.in_axis -= closing.axis
        self.in_chart -= closing.chart
        self.unsearched -= closing.unsearched
        if closing.carries:
            self.carriers.pop()
        if closing.language:
            self.languages.pop()
        if closing.item:
            html, (runs, spoken, *others) = closing.item
            if list(self.held()[2:]) == others:  # it has texts and nothing else
                self.repeated[html] = Item(self.page.runs[runs:], self.page.spoken[spoken:])

    def say(self, text: str) -> None:
        """A stretch of text, in the innermost carrier."""
        if not self.carriers and not self.run and (not text or text.isspace()):
            return  # a run begins at its first visible character
        carrier, plain = self.carriers[-1] if self.carriers else None, text
        if not text.isascii():
            plain = writing_systems.plain(text)
            if carrier is None or carrier.kind not in ("quote", "source"):  # those are letter for letter as in data/
                self.listen(text)
        for each in self.carriers:
            each.text += text
        self.run.append(Piece(plain, carrier, self.unsearched > 0, "" if plain is text else text))
        self.carrying = self.carrying or carrier is not None

    def flush(self) -> None:
        """End the run of text."""
        if self.run:
            text = "".join([piece.text for piece in self.run])
            if text and not text.isspace():
                drawn = ("axis" if self.in_axis else "text") if self.in_drawing else ""
                self.page.runs.append(
                    Run(
                        self.run,
                        text,
                        self.in_article > 0,
                        drawn,
                        self.carrying,
                        self.languages[-1],
                        self.in_head > 0,
                        self.joins,
                    )
                )
            self.run, self.carrying = [], False

    def silent(self, tag: str, given: dict[str, str], text: str) -> None:
        """Scripts are the theme's, or files of the site; styles and templates stand nowhere."""
        if tag == "script" and given.get("type") == "application/ld+json" and not self.in_article:
            spoken, found = json_ld.read(text)
            self.speak([("JSON-LD", said) for said in spoken])
        elif tag == "script" and "src" in given and not self.in_article:
            found = self.unknown("script", given["src"])
        else:
            where = ARTICLE if self.in_article else HEAD if self.in_head else FRAME
            found = markup.inline(tag, given, text, where, self.site.packages)
        self.page.problems += found
