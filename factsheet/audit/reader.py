"""What a reader meets on a built page: runs of text, the carriers in them, and the words of attributes.

Parsed as a browser parses it (HTML5, Lexbor), scripts off.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.audit import attributes as attributes_
from factsheet.audit import linked
from factsheet.audit.parts import Carrier, Page, Piece, Run, clean

# Elements that break a line of text. Every other one, known or not, stands in its line.
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "desc",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "g",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "meta",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "text",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
SILENT = frozenset(["script", "style", "template"])
_CARRIERS = {
    "data": frozenset(["figure", "site"]),
    "time": frozenset(["figure", "period"]),
    "q": frozenset(["quote"]),
    "cite": frozenset(["source"]),
    "span": frozenset(["locator", "cite"]),
    "a": frozenset(["cite"]),
}


def read(path: str, html: str, styles: frozenset[str] = frozenset()) -> Page:
    """Read one page. `styles` are the site's own stylesheets, which are audited apart."""
    page = Page(path)
    tree = LexborHTMLParser(html)
    if tree.root is not None:
        walk = _Walk(page, styles)
        walk.over(tree.root)
        _marks(tree, walk.seen)
    return page


def plain(html: str) -> str:
    """The text of a scrap of HTML, as the search index keeps it."""
    if "<" not in html and "&" not in html:
        return clean(html)
    return " ".join(run.text for run in read("", html).runs)


class _Walk:
    """One pass over a document, in order."""

    def __init__(self, page: Page, styles: frozenset[str]) -> None:
        self.page = page
        self.styles = styles
        self.run: list[Piece] = []
        self.carriers: list[Carrier] = []
        self.links: list[str] = []
        self.seen: dict[int, Carrier] = {}
        self.in_article = 0
        self.in_drawing = 0
        self.in_axis = 0

    def over(self, root: LexborNode) -> None:
        """Walk without recursion: pages nest as deep as their authors like."""
        node = root
        while node is not None:
            child = node.child if self.enter(node) else None
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
        tag, attributes = node.tag or "", {k: v or "" for k, v in node.attributes.items()}
        if tag in SILENT:
            self.silent(tag, attributes, node.text() or "")
            return False
        attributes_.read(self.page, tag, attributes, self.styles)
        if tag in BLOCKS:
            self.flush()
        if tag == "article":
            self.in_article += 1
            self.page.articles += 1
        classes = frozenset(attributes.get("class", "").split())
        self.in_drawing += tag == "svg"
        self.in_axis += self.in_drawing > 0 and "role-axis-label" in classes
        if "problem" in classes:
            self.page.boxes.append(node.text() or "")
            return False
        if tag == "a":
            self.links.append(attributes.get("href", ""))
        if classes & _CARRIERS.get(tag, frozenset()):
            self.carry(node, tag, classes, attributes)
        elif self.carriers:
            self.page.faults.append(f"<{tag}> inside a number, a quotation or a citation")
        return True

    def carry(self, node: LexborNode, tag: str, classes: frozenset[str], attributes: dict[str, str]) -> None:
        """Begin a carrier."""
        named = classes & frozenset(["figure", "site", "period", "quote", "source", "locator", "cite"])
        if len(named) > 1 or self.carriers or "hidden" in attributes or "style" in attributes:
            self.page.faults.append(f"<{tag} class='{attributes.get('class', '')}'> is no carrier the macros write")
        carrier = Carrier(tag, classes, attributes, href=self.links[-1] if self.links else "")
        self.carriers.append(carrier)
        self.page.carriers.append(carrier)
        self.seen[node.mem_id] = carrier

    def leave(self, node: LexborNode) -> None:
        """End an element."""
        tag = node.tag or ""
        if tag in SILENT:
            return
        if tag in BLOCKS:
            self.flush()
        if tag == "article":
            self.in_article -= 1
        self.in_axis -= self.in_drawing > 0 and "role-axis-label" in (node.attributes.get("class") or "").split()
        self.in_drawing -= tag == "svg"
        if node.mem_id in self.seen and self.carriers:
            self.carriers.pop()
        if tag == "a" and self.links and "problem" not in (node.attributes.get("class") or ""):
            self.links.pop()

    def say(self, text: str) -> None:
        """A stretch of text, in the innermost carrier."""
        if not text:
            return
        for carrier in self.carriers:
            carrier.text += text
        self.run.append(Piece(clean(text), self.carriers[-1] if self.carriers else None))

    def flush(self) -> None:
        """End the run of text."""
        if any(p.text.strip() for p in self.run):
            drawn = ("axis" if self.in_axis else "text") if self.in_drawing else ""
            self.page.runs.append(Run(self.run, self.in_article > 0, drawn))
        self.run = []

    def silent(self, tag: str, attributes: dict[str, str], text: str) -> None:
        """Scripts, styles and templates: what could write on the page, unless the theme ships it."""
        page, kind = self.page, attributes.get("type", "").split(";")[0].strip().lower()
        if tag == "script" and kind == "application/ld+json":
            spoken, fault = linked.read(text)
            page.spoken += [("JSON-LD", s) for s in spoken]
            page.faults += [fault] if fault else []
        elif tag == "script" and "src" in attributes:
            if not attributes_.THEME_FILE.match(attributes["src"]):
                page.faults.append(f"a script of its own, '{attributes['src']}', could write what is not audited")
        elif tag == "style":
            page.styles.append(text)
        elif self.in_article and kind != "application/json":
            page.faults.append(f"a <{tag}> in the article could write what is not audited")


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
