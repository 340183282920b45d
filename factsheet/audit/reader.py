"""What a reader meets on a built page: runs of text, the carriers in them, and the words of attributes.

Parsed as a browser parses it (HTML5, Lexbor), scripts off.
"""

from __future__ import annotations

import json
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.audit.parts import Carrier, Page, Piece, Run

# Elements that do not break a line of text; every other element ends the run before and after it.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "button",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tspan",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
SILENT = frozenset(["script", "style", "template"])
SPOKEN = frozenset(
    [
        "alt",
        "title",
        "aria-label",
        "aria-description",
        "aria-valuetext",
        "aria-roledescription",
        "aria-placeholder",
        "placeholder",
        "label",
        "summary",
        "abbr",
    ]
)
# Elements whose content or value this audit cannot see, so that no number can hide in them.
UNSEEN = frozenset(["iframe", "object", "embed", "applet", "frame", "canvas", "portal", "meter", "progress", "marquee"])
# <meta> that speaks to programs about the page's form, not about its subject.
FORMAL = frozenset(["viewport", "generator", "referrer", "color-scheme", "theme-color", "format-detection", "robots"])


_CARRIERS = {
    "data": ("figure", "site"),
    "time": ("figure", "period"),
    "q": ("quote",),
    "cite": ("source",),
    "span": ("locator", "cite"),
    "a": ("cite",),
}


def read(path: str, html: str) -> Page:
    """Read one page."""
    page = Page(path)
    tree = LexborHTMLParser(html)
    if tree.root is not None:
        _Walk(page).over(tree.root)
        _mark(tree, page)
    return page


class _Walk:
    """One pass over a document, in order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.run: list[Piece] = []
        self.carriers: list[Carrier] = []
        self.links: list[str] = []
        self.last_cited: Carrier | None = None
        self.in_article = 0

    def over(self, root: LexborNode) -> None:
        """Walk without recursion: pages nest as deep as their authors like."""
        node = root
        while node is not None:
            enter = self.enter(node)
            child = node.child if enter else None
            if child is not None:
                node = child
                continue
            while node is not None:
                if node.is_element_node:
                    self.leave(node)
                if node.mem_id == root.mem_id:
                    return self.flush()
                if node.next is not None:
                    node = node.next
                    break
                node = node.parent
        return self.flush()

    def enter(self, node: LexborNode) -> bool:
        """Begin a node; whether to go into it."""
        if node.is_text_node:
            self.say(node.text_content or "")
            return False
        if not node.is_element_node:
            return False
        tag, page = node.tag or "", self.page
        attributes = {k: v or "" for k, v in node.attributes.items()}
        if tag == "script" and attributes.get("type") == "application/ld+json":
            self.linked_data(node.text() or "")
        if tag in SILENT:
            return False
        self.attributes_of(tag, attributes)
        if tag not in INLINE:
            self.flush()
        if tag == "article":
            self.in_article += 1
            page.articles += 1
        classes = frozenset(attributes.get("class", "").split())
        if "problem" in classes:
            page.boxes.append(node.text() or "")
            return False
        if tag == "a":
            self.links.append(attributes.get("href", ""))
        if any(c in classes for c in _CARRIERS.get(tag, ())):
            carrier = Carrier(tag, classes, attributes)
            carrier.href = self.links[-1] if self.links else ""
            self.carriers.append(carrier)
            page.carriers.append(carrier)
        return True

    def leave(self, node: LexborNode) -> None:
        """End an element."""
        tag = node.tag or ""
        if tag in SILENT:
            return
        if tag not in INLINE:
            self.flush()
        if tag == "article":
            self.in_article -= 1
        if tag == "a" and self.links:
            self.links.pop()
        classes = (node.attributes.get("class") or "").split()
        if self.carriers and any(c in classes for c in _CARRIERS.get(tag, ())):
            self.carriers.pop()

    def say(self, text: str) -> None:
        """A stretch of text, in the innermost carrier."""
        if not text:
            return
        carrier = self.carriers[-1] if self.carriers else None
        for open_carrier in self.carriers:
            open_carrier.text += text
        self.run.append(Piece(text, carrier))

    def flush(self) -> None:
        """End the run of text."""
        if any(p.text.strip() for p in self.run):
            self.page.runs.append(Run(self.run, self.in_article > 0))
        self.run = []

    def attributes_of(self, tag: str, attributes: dict[str, str]) -> None:
        """What an element says beside its text."""
        page = self.page
        for key, value in attributes.items():
            if key in SPOKEN and value.strip():
                page.spoken.append((f"{key} of <{tag}>", value))
        if "id" in attributes:
            page.ids.add(attributes["id"])
        if tag in ("input", "button", "option", "textarea") and attributes.get("value", "").strip():
            page.spoken.append((f"value of <{tag}>", attributes["value"]))
        if tag == "meta" and attributes.get("name", "").lower() not in FORMAL and "http-equiv" not in attributes:
            name = attributes.get("name") or attributes.get("property") or ""
            if name and not re.search(r"image:(width|height)$|(:|^)url$|image$", name):
                page.spoken.append((f"<meta {name}>", attributes.get("content", "")))
        if tag in UNSEEN:
            page.faults.append(f"<{tag}> shows a reader what cannot be read here")
        if (tag == "ol" and "start" in attributes) or (tag == "li" and "value" in attributes):
            page.faults.append(f"<{tag}> is numbered by hand")
        if tag in ("ol", "ul", "li") and re.search(r"list-style[^;]*[\"']", attributes.get("style", "")):
            page.faults.append(f"<{tag}> is marked with text of its style")

    def linked_data(self, text: str) -> None:
        """Strings and numbers of JSON-LD."""
        try:
            ahead = [json.loads(text, parse_float=str, parse_int=str)]
        except json.JSONDecodeError as error:
            self.page.faults.append(f"JSON-LD cannot be read: {error}")
            return
        while ahead:
            value = ahead.pop()
            if isinstance(value, dict):
                # Addresses, types and days of issue are for programs; all else is said of the subject.
                ahead += [v for k, v in value.items() if not k.startswith("@") and k not in LINKED_FORMAL]
            elif isinstance(value, list):
                ahead += value
            elif isinstance(value, str):
                self.page.spoken.append(("JSON-LD", value))


LINKED_FORMAL = frozenset(
    [
        "url",
        "contentUrl",
        "license",
        "sameAs",
        "identifier",
        "encodingFormat",
        "codeRepository",
        "isBasedOn",
        "temporalCoverage",
        "datePublished",
        "dateModified",
    ]
)


def _mark(tree: LexborHTMLParser, page: Page) -> None:
    """What follows each carrier: its citation marks, and any sign that it runs into."""
    seen: dict[int, Carrier] = {}
    order = iter(page.carriers)
    for node in tree.css(
        "data.figure, data.site, time.figure, time.period, q.quote, cite.source, span.locator, span.cite, a.cite"
    ):
        seen[node.mem_id] = next(order)
    for node in tree.css("data.figure, time.figure"):
        at = node.parent if node.parent is not None and node.parent.tag == "a" else node
        marks, after = [], at.next
        while after is not None:
            if after.is_element_node:
                classes = (after.attributes.get("class") or "").split()
                if after.tag == "a" and "cite" in classes:
                    marks.append(after.attributes.get("href") or "")
                elif not (after.tag == "a" and "break" in classes):
                    break
            elif (after.text_content or "").strip():
                break
            after = after.next
        seen[node.mem_id].marks = tuple(marks)


def plain(html: str) -> str:
    """The text of a scrap of HTML, as the search index keeps it."""
    if "<" not in html and "&" not in html:
        return html
    page = read("", html)
    return " ".join(run.text for run in page.runs)
