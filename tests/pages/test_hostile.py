"""Hostile text in every field of every data file: refused at its line, or shown as text."""

import csv
import functools
import io
import itertools
import json
import operator
import re
from urllib.parse import unquote

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet import data, model
from factsheet.data import settings
from factsheet.text import writing_systems
from factsheet.text.numerals import find
from tests import calling, hostile
from tests.calling import begun, rendered
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

HARMLESS = "Wordless"
EXTENSIONS = [e if isinstance(e, str) else next(iter(e)) for e in settings.load(ROOT)["markdown_extensions"]]
# Pages that are rendered together. Texts take turns at them: all texts on all pages would take minutes.
PARTS = (("register",), ("sources", "bibliography"), ("claims", "corrections"), ("disagreements", "tables"))
PAGES = tuple(page for part in PARTS for page in part)


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A made-up fact-sheet whose free fields all hold the same text, and its rendered pages."""
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
    """Every page as a browser parses it after templates and Markdown: its elements and texts, in order."""
    told = {}
    texts = [calling.page(hostile.PAGES.get(name) or f"{{{{ {name}() }}}}", name) for name in pages]
    extra = {"contact": "otters@lakeland-survey.net"}
    session = begun(project.root, *texts, extra=extra, site_name="Otters", site_url="https://otters.example/")
    for name in pages:
        html = markdown.markdown(rendered(session, f"docs/{name}.md"), extensions=EXTENSIONS)
        told[name] = list(walked(LexborHTMLParser(session.notice() + html)))
    return told, session


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


# Double quotation marks within others become single ones, by the rules of the styles of citation.
NESTED = {"“": "‘", "”": "’"}


def _nested(harmless, text):
    """Harmless words, with a text in their place whose quotation marks are single where it stands within double ones."""
    return re.sub(
        rf"“{HARMLESS}(?=[.”])|{HARMLESS}",
        lambda m: "“" + text.translate(str.maketrans(NESTED)) if m[0][0] == "“" else text,
        harmless,
    )


def same(harmless, found, text):
    """Whether this is what harmless words gave, with the text in their place."""
    if isinstance(harmless, tuple):
        return len(harmless) == len(found) and all(same(h, f, text) for h, f in zip(harmless, found, strict=True))
    if harmless.startswith("mailto:"):
        harmless, found, text = ("".join(t.split()) for t in (unquote(harmless), unquote(found), text))
    if text.strip() != text:
        harmless, found = harmless.strip(), found.strip()  # Markdown strips headings and paragraphs
    ways = [text, text.strip(), text[:1].upper() + text[1:], hostile.encoded(text), hostile.encoded(text.strip())]
    ways += [HARMLESS] if "noticed by" in harmless and any(find(text)) else []
    told = [harmless.replace(HARMLESS, way) for way in ways]
    told += [_nested(harmless, way) for way in ways if set(way) & set(NESTED)]
    # No full stop is set after a text that ends in a stop of its own.
    told += [harmless.replace(f"{HARMLESS}.", text).replace(HARMLESS, text)] if text.endswith((".", "!", "?")) else []
    return found in [*told, told[0].strip()]


@pytest.fixture(scope="module")
def harmless(planted):
    project = planted(HARMLESS)
    assert project.problems() == []
    return {part: written(project, part)[0] for part in PARTS}


LEFT_OUT = ("no page calls register()", "no page calls sources()")


@pytest.mark.parametrize("kind", [k for k, (verdict, _) in hostile.KINDS.items() if verdict == "shown"])
def test_shown_letter_for_letter(kind, planted, harmless):
    for text, part in zip(hostile.KINDS[kind][1], itertools.cycle(PARTS), strict=False):
        project = planted(text, HARMLESS)
        if writing_systems.stray(text):
            assert any("could pass for another" in problem for problem in project.problems()), text
            continue
        rows = io.StringIO()
        csv.writer(rows).writerow(["register.md", " ".join(text.split()), "how it is shown is another matter"])
        excused = rows.getvalue() if any(find(writing_systems.plain(text))) else ""
        project.file("data/exceptions.csv").write_text(f"page,text,reason\n{excused}", "utf-8")
        found, session = written(project, part)
        told = [*session.plan.loaded.problems, *session.problems]
        assert [p for p in told if not p.what.endswith(LEFT_OUT)] == []  # a part has not all pages of a site
        for page, events in harmless[part].items():
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
    """The position of every text of a file that is not free text: names, kinds, dates, addresses."""
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
    """Each is refused at its line; what `serve` renders nevertheless is text."""
    project = planted(HARMLESS)
    given = {n: json.loads(project.file(f"data/{n}.yml").read_text("utf-8")) for n in hostile.YAMLS}
    quiet, seen = [], {("claims", "quote")}  # shown as they stand
    parts = itertools.cycle((*PARTS, ("charts",)))
    for name, tree in given.items():
        path = project.file(f"data/{name}.yml")
        whole = path.read_text("utf-8")
        for *way, last in held(tree):
            spot = functools.reduce(operator.getitem, way, tree)
            kind = (name, last if isinstance(last, str) else way[-1])
            if kind in seen or (last in ("id", "language") and isinstance(text, str) and model.KEBAB.fullmatch(text)):
                continue
            seen.add(kind)
            kept, spot[last] = spot[last], text
            path.write_text(hostile.as_yaml(tree), "utf-8")
            told, spot[last] = project.problems(), kept
            quiet += [] if any(f"data/{name}.yml" in t for t in told) else [(kind, told)]
            if text == SHARP[0]:
                assert_tame(project, next(parts))
        path.write_text(whole, "utf-8")
    assert quiet == []


def assert_tame(project, pages=(*PAGES, "charts")):
    """While the data have problems, `serve` renders pages all the same: nothing in them runs or links elsewhere."""
    for page, events in written(project, pages)[0].items():
        for tag, attributes in events:
            if not isinstance(attributes, tuple):
                assert tag != "!comment" or "factsheet:" not in attributes
                continue
            assert tag not in ("script", "iframe", "object", "embed", "base", "form", "style", "foreignobject"), page
            for name, value in attributes:
                assert not name.startswith("on") and name not in ("srcdoc", "style", "formaction"), (page, name)
                assert name not in ("href", "src") or re.match(
                    r"https?://|mailto:otters@|[#.\w/-]*$|[.\w/]+#", value
                ), (page, value)


CELLS = ("fact", "source", "value", "qualifier", "worded", "via", "locator")


@pytest.mark.parametrize("text", [t for t in SHARP if isinstance(t, str)], ids=ascii)
def test_a_cell_that_is_a_name_or_a_number_is_never_any_text(text, planted, toy):
    """Each column of a row in turn; the line is the row's."""
    rows = [dict(e.fields) for e in data.read(toy.root / "data", toy.root).figures]
    for column in CELLS:
        changed = [r | {column: text} if n == 2 else r for n, r in enumerate(rows)]
        table = [list(rows[0]), *([*r.values()] for r in changed)]
        with toy.file("data/figures.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(table)
        assert any(t.startswith("data/figures.csv:4: ") for t in toy.problems()), column


@pytest.mark.parametrize("name", hostile.YAMLS)
@pytest.mark.parametrize("case", hostile.FILES)
def test_a_file_that_is_no_list_of_entries_is_told_and_hangs_nothing(case, name, toy):
    text, expected = hostile.FILES[case]
    toy.file(f"data/{name}.yml").write_bytes(text.encode("utf-8", "surrogatepass"))
    told = [p for p in toy.problems() if p.startswith(f"data/{name}.yml")]
    assert told and any(expected in p for p in told), told
    assert all(len(p) < 1000 and p.isprintable() for p in told)


ADDRESSES = (
    "javascript:hit()", "JavaScript:hit()", "data:text/html,x", "vbscript:x", "java\nscript:x", "//evil.example", "/x", "x", "ftp://x.example", "file:///etc/passwd", "https:", "https://", "https:///x",
    "https://user@x.example/", "https://user:word@x.example/", "https://x.example@evil.example/", "https://x.example\\@evil.example/", "https://x.example/a b", "https://x.example/\tx", "https://x.example/\n",
    " https://x.example/", "https://x.example/<b>", "https://x.example/'x", "https://x.example/\"x", "https://x.example/`", "https://еxample.org/", "https://x.example/é", "https://x.example:99999999/", "https://x.example|y/", "https://[::1]/", "https://x.example/{{ x }}",
    "https://-/\u202e", "hxxps://x.example", "https//x.example", "https:x.example", "https://x..", "mailto:x@x.example", "blob:https://x.example/y", "view-source:https://x.example",
)  # fmt: skip


@pytest.mark.parametrize("text", ADDRESSES, ids=ascii)
def test_an_address_leads_to_the_web_and_nowhere_else(text, planted):
    project = planted(HARMLESS)
    path = project.file("data/sources.yml")
    whole = both = path.read_text("utf-8")
    for key in ('"URL": "https://herald.example/otters"', '"archive_url": "https://archive.example/x"'):
        assert key in whole
        instead = f"{key.split(':')[0]}: {hostile.as_yaml(text)}"
        path.write_text(whole.replace(key, instead), "utf-8")
        assert any("address" in t or "invisible" in t for t in project.problems()), key
        both = both.replace(key, instead)
    path.write_text(both, "utf-8")
    assert_tame(project, ("sources",))
    path.write_text(whole, "utf-8")


@pytest.mark.parametrize(
    "text", ["https://x.example", "http://x.example:8080/a/b?c=d&e=%20#f", "https://xn--xample-2of.org/(x)/~y;z=1,2"]
)
def test_an_address_of_the_web_is_accepted(text, planted):
    project = planted(HARMLESS)
    project.edit("data/sources.yml", "https://herald.example/otters", text)
    assert project.problems() == []


def test_relays_that_branch_without_end_are_refused_and_hang_nothing(planted):
    """Two chains at each of sixty steps: more than could ever be listed."""
    project = planted(HARMLESS)
    path = project.file("data/sources.yml")
    whole = json.loads(path.read_text("utf-8"))
    last = whole["references"][-1]
    for n in range(60):
        for side in "ab":
            ahead = [f"step-{n + 1}-{s}" for s in "ab"] if n < 59 else []
            whole["references"].append(last | {"id": f"step-{n}-{side}", "custom": last["custom"] | {"relays": ahead}})
    whole["references"][0]["custom"]["relays"] = ["step-0-a", "step-0-b"]
    path.write_text(hostile.as_yaml(whole), "utf-8")
    assert any("100 or more chains lead from 'herald'" in t for t in project.problems())
    assert_tame(project)


def test_relays_that_go_round_are_refused_and_hang_nothing(planted):
    project = planted(HARMLESS)
    project.edit("data/sources.yml", '"relays": [\n     "survey-note"', '"relays": [\n     "gazette"')
    assert any("returns to it" in t for t in project.problems())
    assert_tame(project)
