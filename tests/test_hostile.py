"""Hostile text in every field of every data file: refused with its place, or shown as the text it is."""

import functools
import json
import operator
import re

import jinja2
import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet import data, model
from factsheet.book import Book, Page
from factsheet.numerals import find
from tests import hostile
from tests.conftest import ROOT

HARMLESS = "Wordless"
EXTENSIONS = [e if isinstance(e, str) else next(iter(e)) for e in data.settings(ROOT)["markdown_extensions"]]
PAGES = ("register", "sources", "claims", "disagreements", "corrections", "tables")


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A made-up fact-sheet whose free fields all hold one text, whichever is asked for; and its pages, rendered."""
    from tests.conftest import copy_toy

    project = copy_toy(tmp_path_factory.mktemp("hostile") / "toy")
    hostile.complete(project)
    given = hostile.trees(project)
    rows = [dict(e.fields) for e in data.read(project.root / "data", project.root).figures]

    def plant(text, other="x"):
        hostile.plant(project, text, given, rows, other)
        return project

    return plant


def written(project, pages=PAGES):
    """Every page after the templates, Markdown and the parser of a browser have had their turn: elements and texts, in order."""
    told = {}
    for page in pages:
        book = Book(project.root, {}, lambda page=page: Page(f"{page}/", f"docs/{page}.md"))
        text = hostile.PAGES.get(page) or f"{{{{ {page}() }}}}"
        rendered = jinja2.Environment().from_string(text).render(book.macros())
        html = book.complete(markdown.markdown(rendered, extensions=EXTENSIONS), f"{page}/", {})
        told[page] = list(walked(LexborHTMLParser(book.notice() + html)))
    return told, book


def walked(tree):
    """Each element with its attributes, each text."""
    ahead = [tree.root]
    while ahead:
        node = ahead.pop()
        if node.next is not None:
            ahead.append(node.next)
        if node.is_element_node:
            yield node.tag, tuple(sorted((k, v or "") for k, v in node.attributes.items()))
            if node.child is not None:
                ahead.append(node.child)
        else:
            yield node.tag, node.html if node.is_comment_node else node.text_content


def same(harmless, found, text):
    """Whether what is found is what harmless words gave, with the text in their place."""
    if isinstance(harmless, tuple):
        return len(harmless) == len(found) and all(same(h, f, text) for h, f in zip(harmless, found, strict=True))
    if text.strip() != text:
        harmless, found = harmless.strip(), found.strip()  # Markdown strips headings and paragraphs
    ways = [text, text.strip(), text[:1].upper() + text[1:], hostile.encoded(text)]
    ways += [HARMLESS] if "noticed by" in harmless and any(find(text)) else []
    return found in [harmless.replace(HARMLESS, way) for way in ways] + [harmless.replace(HARMLESS, text).strip()]


@pytest.fixture(scope="module")
def harmless(planted):
    project = planted(HARMLESS)
    assert project.problems() == []
    return written(project)[0]


@pytest.mark.parametrize("kind", [k for k, (verdict, _) in hostile.KINDS.items() if verdict == "shown"])
def test_shown_letter_for_letter(kind, planted, harmless):
    for text in hostile.KINDS[kind][1]:
        found, book = written(planted(text, HARMLESS))
        assert book.data_problems + book.problems == [], "\n".join(map(str, book.data_problems))
        for page, events in harmless.items():
            wrong = [(h, f) for h, f in zip(events, found[page], strict=False) if not same(h, f, hostile.spaced(text))]
            assert wrong == [] and len(events) == len(found[page]), (page, text, wrong[:3])


@pytest.mark.parametrize("kind", [k for k, (verdict, _) in hostile.KINDS.items() if verdict == "refused"])
def test_refused_in_every_field_with_its_line_and_a_remedy(kind, planted):
    for text in hostile.KINDS[kind][1]:
        project = planted(text)
        told = data.read(project.root / "data", project.root).problems
        lines = {(p.path, p.line) for p in told}
        for name in (*hostile.YAMLS, "figures"):
            path = f"data/{name}.{'csv' if name == 'figures' else 'yml'}"
            file = project.file(path).read_text("utf-8", "surrogateescape")
            whole = any(p.path == path and re.search("not YAML here|is not UTF-8", p.what) for p in told)
            piece = (hostile.spaced(text) if name == "figures" else hostile.as_yaml(text)[1:-1])[:50]
            held = [n for n, line in enumerate(file.split("\n"), 1) if piece in line]
            assert whole or (held and {(path, n) for n in held} <= lines), (path, held, sorted(lines)[:5])
        assert all(p.what and p.fix and len(str(p)) < 1000 and str(p).isprintable() for p in told)


# ---------------------------------------------------------------- names, numbers, addresses, files


def held(tree, place=()):
    """The places of every text of a file that is no free text: names, kinds, dates, addresses."""
    for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        if isinstance(value, (dict, list)):
            yield from held(value, (*place, key))
        elif not isinstance(key, str) or key not in hostile.FREE:
            yield (*place, key)


SHARP = (
    "x--><script>hit()</script>", "../../x", "{{ config }}", 'x"onfocus=hit()', "__proto__", "javascript:hit()", "no", "0x10", "1e3", "012", "٣", "１２",
    "2012-11-15T00:00:00Z", "-1", "=1+1", "𝟏𝟐", "х", "a b", "A", "x" * 300, " ", "x\u202ey", [["x"]], {"x": "y"}, [[]],
)  # fmt: skip


@pytest.mark.parametrize("text", SHARP, ids=lambda t: ascii(t)[:30])
def test_a_name_a_number_or_a_kind_is_never_any_text(text, planted):
    """Each is refused at its line, and what is rendered nevertheless, under `serve`, is text."""
    project = planted(HARMLESS)
    given = {n: json.loads(project.file(f"data/{n}.yml").read_text("utf-8")) for n in hostile.YAMLS}
    quiet, seen = [], {("sources", "type"), ("claims", "quote")}  # shown as they stand
    for name, tree in given.items():
        path = project.file(f"data/{name}.yml")
        whole = path.read_text("utf-8")
        for *way, last in held(tree):
            spot = functools.reduce(operator.getitem, way, tree)
            kind = (name, last if isinstance(last, str) else way[-1])
            if kind in seen or (last == "id" and isinstance(text, str) and model.KEBAB.fullmatch(text)):
                continue
            seen.add(kind)
            kept, spot[last] = spot[last], text
            path.write_text(hostile.as_yaml(tree), "utf-8")
            told, spot[last] = project.problems(), kept
            quiet += [] if any(f"data/{name}.yml" in t for t in told) else [(kind, told)]
            if text in SHARP[:3]:
                assert_tame(project)
        path.write_text(whole, "utf-8")
    assert quiet == []


def assert_tame(project):
    """While the data are at fault, pages are rendered all the same under `serve`: nothing in them runs or leads astray."""
    for page, events in written(project, (*PAGES, "charts"))[0].items():
        for tag, attributes in events:
            if not isinstance(attributes, tuple):
                assert tag != "!comment" or "factsheet:" not in attributes
                continue
            assert tag not in ("script", "iframe", "object", "embed", "base", "form", "style", "foreignobject"), page
            for name, value in attributes:
                assert not name.startswith("on") and name not in ("srcdoc", "style", "formaction"), (page, name)
                assert name not in ("href", "src") or re.match(r"https?://|[#.\w/-]*$|[.\w/]+#", value), (page, value)
