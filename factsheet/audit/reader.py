"""Reads a built page into its model: runs of text, the carriers in them, and texts in attributes.

Lexbor parses the page as a browser does (HTML5), with scripts off.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.audit import attributes, json_ld
from factsheet.audit.page_model import Carrier, Page, Piece, Run
from factsheet.text import confusables

# Elements that begin a new line of text. Any other element, known or not, stands within a line.
BLOCKS = frozenset(
    (
        "address article aside blockquote body br caption center col colgroup dd desc details dialog dir div dl dt "
        "fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main "
        "menu meta nav ol optgroup option p pre search section select summary svg table tbody td text textarea tfoot "
        "th thead title tr ul"
    ).split()
)
# Bidirectional overrides, embeddings and isolates.
_turning = re.compile("[\u202a-\u202e\u2066-\u2069]")
SILENT = frozenset(["script", "style", "template"])
_CARRIERS = {
    "data": frozenset(["figure", "site"]),
    "time": frozenset(["figure", "period"]),
    "q": frozenset(["quote"]),
    "cite": frozenset(["source"]),
    "span": frozenset(["locator", "cite"]),
    "a": frozenset(["cite"]),
}


_NONE: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=1024)  # thousands of carriers share a few
def _classes(text: str) -> frozenset[str]:
    return frozenset(text.split())


@functools.lru_cache(maxsize=1024)  # most are the punctuation between two elements
def _seen_as(text: str) -> tuple[str, str]:
    """A text as it looks to the eye, and the first character in it that could change its direction."""
    turned = _turning.search(text)
    return confusables.clean(text), turned[0] if turned else ""


class Item(NamedTuple):
    """The texts of an item of the navigation."""

    runs: list[Run]
    spoken: list[tuple[str, str]]


def read(path: str, html: str, styles: frozenset[str] = frozenset(), repeated: dict[str, Item] | None = None) -> Page:
    """Read one page. `styles` are the names of the site's own stylesheets, which are audited separately.

    `repeated` holds the texts of list items outside articles by their HTML, for all pages of a site, so that a
    navigation that stands on every page is read once.
    """
    page = Page(path)
    tree = LexborHTMLParser(html)
    if tree.root is not None:
        walk = _Walk(page, styles, {} if repeated is None else repeated)
        walk.over(tree.root)
        _marks(tree, walk.seen)
    return page


def survey(html: str) -> tuple[Counter[str], str]:
    """The anchors of a page, with how often each occurs, and the page's canonical address (empty if it has none)."""
    tree = LexborHTMLParser(html)
    ids = Counter(node.attributes["id"] or "" for node in tree.css("[id]"))
    own = [
        n.attributes.get("href") or ""
        for n in tree.css("link[rel]")
        if (n.attributes["rel"] or "").lower() == "canonical"
    ]
    return ids, own[-1] if own else ""


def plain(html: str) -> str:
    """The text of a fragment of HTML, as the search index holds it."""
    if "<" not in html and "&" not in html:
        return confusables.clean(html)
    return " ".join(run.text for run in read("", html).runs)


class Closing(NamedTuple):
    """What an element began, and so what ends with it."""

    tag: str
    block: bool
    axis: bool
    linked: bool
    carries: bool
    item: tuple[str, tuple[int, ...]] | None = None  # its HTML, and how much the page held before it


class _Walk:
    """One pass over a document, in order."""

    def __init__(self, page: Page, styles: frozenset[str], repeated: dict[str, Item]) -> None:
        self.page = page
        self.styles = styles
        self.repeated = repeated
        self.run: list[Piece] = []
        self.carrying = False  # whether a carrier is in the run
        self.carriers: list[Carrier] = []
        self.links: list[str] = []
        self.seen: dict[int, Carrier] = {}
        self.in_article = 0
        self.in_drawing = 0
        self.in_axis = 0

    def over(self, root: LexborNode) -> None:
        """Walk without recursion: pages nest as deep as their authors like."""
        node, opened = root, []  # the open elements, each with what ends with it
        while node is not None:
            if node.is_text_node:
                self.say(node.text_content or "")
            elif node.is_element_node:
                closing = self.enter(node)
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

    def enter(self, node: LexborNode) -> Closing | None:
        """Begin an element. Returns what ends with it, or None if its content is not read."""
        tag, given = node.tag or "", node.attributes
        if None in given.values():
            given = {k: v or "" for k, v in given.items()}
        if tag in SILENT:
            self.silent(tag, given, node.text() or "")
            return None
        block = tag in BLOCKS
        if block:
            self.flush()
        item = None
        if tag == "li" and not self.within():
            known = self.repeated.get(node.html or "")
            if known is not None:
                self.page.runs += known.runs
                self.page.spoken += known.spoken
                return None
            item = (node.html or "", self.held())
        if tag in attributes.TELLING or not attributes.KEYS.isdisjoint(given):
            attributes.read(self.page, tag, given, self.styles)
        if tag == "article":
            self.in_article += 1
            self.page.articles += 1
        self.in_drawing += tag == "svg"
        classes = _classes(given["class"]) if "class" in given else _NONE
        axis = self.in_drawing > 0 and "role-axis-label" in classes
        self.in_axis += axis
        if "problem" in classes:
            self.page.boxes.append(node.text() or "")
            self.leave(Closing(tag, block, axis, False, False))
            return None
        if tag == "a":
            self.links.append(given.get("href", ""))
            if "details" in classes:
                self.page.details.append(self.links[-1])
        carries = tag in _CARRIERS and not classes.isdisjoint(_CARRIERS[tag])
        if carries:
            self.carry(node, tag, classes, given)
        elif self.carriers:
            self.page.problems.append(f"<{tag}> inside a number, a quotation or a citation")
        return Closing(tag, block, axis, tag == "a", carries, item)

    def within(self) -> bool:
        """Whether this is within an article, a drawing, a carrier or a link, where the same HTML may mean something else."""
        return bool(self.in_article or self.in_drawing or self.carriers or self.links)

    def held(self) -> tuple[int, ...]:
        """How many things of each kind the page holds so far."""
        page = self.page
        lists = (page.runs, page.spoken, page.carriers, page.details, page.boxes, page.styles, page.problems)
        return (*map(len, lists), page.articles)

    def carry(self, node: LexborNode, tag: str, classes: frozenset[str], given: dict[str, str]) -> None:
        """Begin a carrier."""
        named = classes & frozenset(["figure", "site", "period", "quote", "source", "locator", "cite"])
        if len(named) > 1 or self.carriers or "hidden" in given or "style" in given:
            self.page.problems.append(
                f"<{tag} class='{given.get('class', '')}'> is not a carrier that the macros write"
            )
        carrier = Carrier(tag, classes, given, href=self.links[-1] if self.links else "")
        self.carriers.append(carrier)
        self.page.carriers.append(carrier)
        self.seen[node.mem_id] = carrier

    def leave(self, closing: Closing) -> None:
        """End an element."""
        if closing.block:
            self.flush()
        if closing.tag == "article":
            self.in_article -= 1
        self.in_axis -= closing.axis
        self.in_drawing -= closing.tag == "svg"
        if closing.carries:
            self.carriers.pop()
        if closing.linked:
            self.links.pop()
        if closing.item:
            html, (runs, spoken, *others) = closing.item
            if list(self.held()[2:]) == others:  # it has texts and nothing else
                self.repeated[html] = Item(self.page.runs[runs:], self.page.spoken[spoken:])

    def say(self, text: str) -> None:
        """A stretch of text, in the innermost carrier."""
        if not self.carriers and not self.run and (not text or text.isspace()):
            return  # a run begins at its first visible character
        plain, turning = (text, "") if text.isascii() else _seen_as(text)
        if turning:
            self.page.problems.append(f"the direction mark U+{ord(turning):04X} could show digits in another order")
        for carrier in self.carriers:
            carrier.text += text
        self.run.append(Piece(plain, self.carriers[-1] if self.carriers else None))
        self.carrying = self.carrying or bool(self.carriers)

    def flush(self) -> None:
        """End the run of text."""
        if self.run:
            text = "".join([piece.text for piece in self.run])
            if text and not text.isspace():
                drawn = ("axis" if self.in_axis else "text") if self.in_drawing else ""
                self.page.runs.append(Run(self.run, text, self.in_article > 0, drawn, self.carrying))
            self.run, self.carrying = [], False

    def silent(self, tag: str, given: dict[str, str], text: str) -> None:
        """Scripts, styles and templates: a problem if they could write on the page and are not the theme's."""
        page, kind = self.page, given.get("type", "").split(";")[0].strip().lower()
        if tag == "script" and kind == "application/ld+json":
            spoken, problem = json_ld.read(text)
            page.spoken += [("JSON-LD", s) for s in spoken]
            page.problems += [problem] if problem else []
        elif tag == "script" and "src" in given:
            if not attributes.THEME_FILE.match(given["src"]):
                page.problems.append(
                    f"the script '{given['src']}' is not the theme's and could write text that is not audited"
                )
        elif tag == "style":
            page.styles.append(text)
        elif tag == "script" and kind != "application/json" and not attributes.is_theme_script(text):
            page.problems.append("an inline script that is not the theme's could write text that is not audited")
        elif self.in_article and kind != "application/json":
            page.problems.append(f"a <{tag}> in the article could write text that is not audited")


def _marks(tree: LexborHTMLParser, seen: dict[int, Carrier]) -> None:
    """The citation marks that follow each number."""
    for node in tree.css("data, time"):
        if node.mem_id not in seen:
            continue
        at = node.parent if node.parent is not None and node.parent.tag == "a" else node
        marks, after = [], at.next
        while after is not None:
            if after.is_element_node:
                classes = (after.attributes.get("class") or "").split()
                if after.tag == "a" and "cite" in classes and "hidden" not in after.attributes:
                    marks.append(after.attributes.get("href") or "")
                elif not (after.tag == "a" and "break" in classes):
                    break
            elif (after.text_content or "").strip():
                break
            after = after.next
        seen[node.mem_id].marks = tuple(marks)
