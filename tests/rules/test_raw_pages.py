"""What MkDocs would publish as it is: raw pages, which would have no policy, and drawings that hold more than a drawing."""

import re

import pytest

from factsheet.rules import raw_html, svg
from tests.conftest import ROOT, Project, with_own_look

pytestmark = pytest.mark.slow

KINDS = ("html", "HTM", "xhtml", "xht", "xml", "shtml")
PAGE = '<!doctype html><html><meta charset="utf-8"><title>x</title><article>Words of a page<script>hit()</script></article></html>'


@pytest.fixture
def shipped(toy):
    """A project with templates of its own."""
    return with_own_look(toy)


def drawn(inner, attributes=""):
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>\n{inner}\n</svg>'


def told(text):
    return [str(p) for p in svg.faults(text.encode(), "a.svg")]


# ---------------------------------------------------------------- raw pages


def test_raw_pages_and_drawings_with_code_are_refused_by_check_and_build_at_their_paths(shipped):
    names = (
        [f"docs/raw.{kind}" for kind in KINDS]
        + [f"docs/assets/deep/raw.{kind}" for kind in KINDS]
        + ["overrides/raw.xml"]
    )
    for name in names:
        shipped.file(name).parent.mkdir(parents=True, exist_ok=True)
        shipped.file(name).write_text(PAGE, "utf-8")
    drawings = ("docs/assets/drawing.svg", "overrides/assets/drawing.svg")
    for name in drawings:
        shipped.file(name).write_text(drawn("<script>hit()</script>"), "utf-8")
    expected = {*names, *(f"{name}:2" for name in drawings)}
    for command in (("factsheet", "check"), ("mkdocs", "build", "-q")):
        done = shipped.run(*command)
        said = [line for line in (done.stdout + done.stderr).splitlines() if ": " in line and "(note)" not in line]
        assert done.returncode == 1 and {line.split(": ")[0] for line in said} == expected, "\n".join(said)
        assert all("Markdown" in line or "plain SVG" in line for line in said) and len(said) == len(expected)
    assert not list(shipped.file("site").rglob("raw.*"))


def test_an_icon_with_code_which_the_theme_writes_into_every_page_is_refused(shipped):
    shipped.file("overrides/.icons/mark.svg").write_text(drawn("<script>hit()</script>"), "utf-8")
    for command in (("factsheet", "check"), ("mkdocs", "build", "-q")):
        done = shipped.run(*command)
        assert done.returncode == 1 and "overrides/.icons/mark.svg:2: a drawing may not" in done.stdout + done.stderr


def test_what_ships_has_no_raw_page_and_no_drawing_with_code():
    assert Project(ROOT).run("factsheet", "check").returncode == 0
    for path in [*ROOT.glob("docs/**/*.svg"), *ROOT.glob("factsheet/host/theme/**/*.svg")]:
        assert told(path.read_text("utf-8")) == [], path


# ---------------------------------------------------------------- HTML in a page

LISTED = (
    '---\ntitle: <b>x</b>\n---\n<div class="grid cards" markdown>\n\n- x\n\n</div>',
    'x <span class="key" lang="ru">x</span>, <kbd>x</kbd>, H<sub>x</sub>,<br>\nx<br />',
    "<details open markdown><summary>x</summary>x</details>",
    "<https://a.example/x> and <mailto:x@a.example>, x < y > z, a <- b",
    "```html\n<script>x</script>\n```\n~~~\n<b>\n~~~\n`<iframe>` and ``<b> ` <i>``",
    '{{ figure("<b>") }} {% raw %} <!-- <b> --> {# <b> #}',
)
UNLISTED = {
    "<b>x</b>": "HTML in a page: '<b>'", "<script>x</script>": "HTML in a page", "<IMG src=x>": "HTML in a page", "<svg><path/></svg>": "HTML in a page",
    '<p style="x">y</p>': "the attribute 'style' of <p>", "<span hidden>x</span>": "the attribute 'hidden' of <span>", '<div title="17">x</div>': "the attribute 'title'",
    "<span class='x' onclick=x()>x</span>": "the attribute 'onclick'", "<x-otter>x</x-otter>": "HTML in a page", "</article>": "HTML in a page", "<!DOCTYPE x>": "HTML in a page",
    "<template shadowrootmode='open'>x</template>": "HTML in a page", "<style\n>x</style>": "HTML in a page", '<table class="x"><tr><td>x</td></tr></table>': "HTML in a page",
}  # fmt: skip


@pytest.mark.parametrize("text", LISTED)
def test_a_page_may_hold_the_listed_html(text):
    assert list(raw_html.faults(text, "docs/x.md")) == []


@pytest.mark.parametrize("html", UNLISTED)
def test_other_html_in_a_page_is_refused_at_its_line(html):
    problem, *_ = raw_html.faults(f"---\ntitle: x\n---\n\n```\n<b>\n```\n`<b>` {html}\n", "docs/x.md")
    assert (problem.path, problem.line) == ("docs/x.md", 8) and UNLISTED[html] in problem.what


def test_check_refuses_html_in_the_pages_of_the_project(shipped):
    shipped.add("docs/sources.md", "\n<marquee>x</marquee>\n")
    line = len(shipped.file("docs/sources.md").read_text("utf-8").splitlines())
    done = shipped.run("factsheet", "check")
    assert done.returncode == 1 and f"docs/sources.md:{line}: HTML in a page: '<marquee>'" in done.stdout + done.stderr


# ---------------------------------------------------------------- drawings

HARMLESS = {
    "a link within the drawing": '<use xlink:href="#a"/><g id="a" fill="url(#b)"/>',
    "a link to a page of the site": '<a href="../register/#x"><text>x</text></a>',
    "a picture in the file": '<image href="data:image/png;base64,AAAA"/>',
    "a style": "<style>.a { fill: url(#b) } /* https://a.example */</style>",
    "a name space of an editor": '<x:note xmlns:x="https://editor.example/x" x:on="line">made with x</x:note>',
    "words about scripts": "<title>A script, http://a.example and onload=x</title>",
    "a movement": '<animate attributeName="opacity" from="0" to="1"/>',
}
REFUSED = {
    "a script": ("<script>hit()</script>", "the element 'script'"),
    "a script of another name space": ('<s:script xmlns:s="http://www.w3.org/1999/xhtml">hit()</s:script>', "the element 'script'"),
    "foreign content": ("<foreignObject><p>x</p></foreignObject>", "the element 'foreignObject'"),
    "an element of HTML": ('<p xmlns="http://www.w3.org/1999/xhtml">x</p>', "the element 'p'"),
    "a handler": ('<g onclick="hit()"/>', "code, in the attribute 'onclick'"),
    "a handler in capitals": ('<g onLoad="hit()"/>', "code, in the attribute 'onload'"),
    "an outside link": ('<a href="https://a.example/"><text>x</text></a>', "'https://a.example/'"),
    "an outside link of the old form": ('<a xlink:href="//a.example/"><text>x</text></a>', "'//a.example/'"),
    "code as an address": ('<a href="java&#10;script:hit()"><text>x</text></a>', "a link to another place"),
    "a picture from elsewhere": ('<image href="https://a.example/x.png"/>', "'https://a.example/x.png'"),
    "a drawing in a drawing": ('<image href="data:image/svg+xml,x"/>', "'data:image/svg+xml,x'"),
    "a fill from elsewhere": ('<g fill="url(//a.example/x.svg#a)"/>', "'//a.example/x.svg#a'"),
    "a style from elsewhere": ("<style>@import '//a.example/x.css';</style>", "a style from another file"),
    "an escaped address in a style": (r"<style>.a{fill:u\72l(https://a.example)}</style>", "'https://a.example'"),
    "a link that is set later": ('<a><set attributeName="xlink:href" to="javascript:hit()"/></a>', "a change of the attribute 'xlink:href'"),
    "another base": ('<g xml:base="https://a.example/"/>', "'https://a.example/'"),
}  # fmt: skip


@pytest.mark.parametrize("case", HARMLESS)
def test_a_drawing_may_be_a_drawing(case):
    assert told(drawn(HARMLESS[case])) == []


@pytest.mark.parametrize("case", REFUSED)
def test_a_drawing_may_hold_no_code_no_foreign_content_and_no_outside_link(case):
    inner, expected = REFUSED[case]
    (problem,) = told(drawn(inner))
    assert problem.startswith("a.svg:2: a drawing may not hold") and expected in problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<svg", "a.svg:1: the drawing is not XML: unclosed token."),
        ("<html><script>hit()</html>", "a.svg:1: the drawing is not XML: mismatched tag."),
        (f'<?xml-stylesheet href="https://a.example/x.css"?>{drawn("")}', "the instruction 'xml-stylesheet'"),
        (f'<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>{drawn("&b;")}', "declarations of its own"),
        (drawn("", 'onload="hit()"'), "code, in the attribute 'onload'"),
    ],
)
def test_a_drawing_that_hides_what_it_holds_is_refused(text, expected):
    (problem,) = told(text)
    assert expected in problem


# ---------------------------------------------------------------- the built site


@pytest.mark.parametrize(
    "name", ["raw.html", "assets/raw.html", "data/raw.htm", "assets/raw.xhtml", "assets/raw.xml", "charts/raw.XML"]
)
def test_the_audit_refuses_a_document_without_a_policy(name, site):
    site.file(f"site/{name}").parent.mkdir(exist_ok=True)
    site.file(f"site/{name}").write_text(PAGE, "utf-8")
    problems = [str(p) for p in site.audit().problems if p.path == name]
    assert [p for p in problems if "policy" in p or "not one that the site publishes" in p], problems


def test_the_audit_refuses_a_page_whose_policy_was_taken_out_or_comes_too_late(site):
    path = site.file("site/register/index.html")
    text = path.read_text("utf-8")
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', text)[0]
    for changed in (
        text.replace(policy, ""),
        text.replace(policy, "").replace("</body>", f"{policy}</body>"),
        text.replace(policy, f"<script>hit()</script>{policy}"),
    ):
        path.write_text(changed, "utf-8")
        assert [p for p in site.audit().problems if p.path == "register/index.html" and "policy" in p.what]


def test_the_audit_knows_the_documents_that_every_build_makes(site):
    assert {p.name for p in site.file("site").rglob("*.xml")} == {"sitemap.xml", "feed.xml", "opensearch.xml"}
    assert site.audit().problems == []
