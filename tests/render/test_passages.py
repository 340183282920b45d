"""What of an entry can be taken along without a script: its link, its address, and a figure as a passage of HTML."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

PAGE = "site/register/otters/index.html"
ADDRESS = "http://127.0.0.1:8000/register/#otters-2020"


def tree(project, name="register/otters"):
    return LexborHTMLParser(project.file(f"site/{name}/index.html").read_text("utf-8"))


def offered(project):
    """The passage of the entry of a fact, as it is copied."""
    section = tree(project).css_first("section.entry:has(> #otters-2020)")
    (text,) = [code.text() for code in section.css("pre > code") if code.text().startswith("<blockquote")]
    return text


def test_a_figure_can_be_copied_with_its_source_and_the_way_to_its_entry(built_toy):
    found = LexborHTMLParser(offered(built_toy))
    number = found.css_first("blockquote data")
    assert number.attributes == {"value": "2400", "data-fact": "otters-2020", "data-source": "survey-2022"}
    assert number.text() == "2,400" and "Lakeland Survey" in found.css_first("footer cite").text()
    assert found.css_first("blockquote").attributes["cite"] == found.css_first("footer a").attributes["href"] == ADDRESS
    assert not found.css("script, style, [style], [class]")


def test_the_words_that_carry_a_figure_are_in_its_passage(built_toy):
    section = tree(built_toy, "register/rise").css_first("section.entry")
    (text,) = [code.text() for code in section.css("pre > code") if code.text().startswith("<blockquote")]
    assert LexborHTMLParser(text).css_first("q").text() == "more than 200 percent"


def test_every_entry_and_every_heading_has_a_link_to_itself_with_a_name(real):
    pages = [
        p
        for p in sorted(real.file("site").rglob("*.html"))
        if p.name == "index.html" and "/charts/" not in p.as_posix()
    ]
    seen = 0
    for path in pages:
        for heading in LexborHTMLParser(path.read_text("utf-8")).css("article :is(h1, h2, h3)[id]"):
            link = heading.css_first("a.headerlink")
            assert link is not None and link.attributes["href"] == f"#{heading.attributes['id']}", (path, heading.html)
            assert link.attributes.get("aria-label"), (path, heading.html)
            seen += 1
    assert seen > len(pages)


def test_every_entry_says_its_own_address(built_toy):
    for name in ("register/otters", "register/otters/calculated"):
        entries = tree(built_toy, name).css("section.entry")
        assert entries
        for section in entries:
            shown = section.css_first('.entry-tools [data-key="address"]').text()
            assert shown.endswith(f"#{section.css_first('h3').attributes['id']}")
    shown = tree(built_toy, "sources/gazette").css_first('.entry-tools [data-key="address"]').text()
    assert shown.endswith("/sources/gazette/")


def test_a_passage_says_that_a_number_follows_a_break(toy):
    toy.edit("data/facts.yml", "  show: survey-2022\n", "  show: survey-2022\n  break: Another lake was counted.\n")
    assert toy.build("-q").returncode == 0
    assert "(break in coverage)" in LexborHTMLParser(offered(toy)).text()


def escaped(text):
    """The signs of a piece of the passage as the page has them."""
    return re.sub(r'[<>="#:/]', lambda sign: {"/": "/"}.get(sign[0], f"&#{ord(sign[0])};"), text)


CHANGES = {
    "another number": (">2,400<", ">2,401<", "shows '2,401'"),
    "another value": ('value="2400"', 'value="2401"', "value '2401'"),
    "another source": ('cite data-source="survey-2022"', 'cite data-source="herald"', "citation"),
    "another fact": ('data-fact="otters-2020"', 'data-fact="otters-2015"', "of another fact"),
    "another site": ("http://127.0.0.1:8000/register/#otters-2020", "http://other.example/#otters-2020", "is no page or entry of this site"),
    "a number beside it": ("<footer>", "<p>17 beavers</p><footer>", "'17' has no source"),
    "an element that has no place": ("<footer>", "<img><footer>", "has no place in it"),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_the_audit_refuses_in_a_passage(case, site):
    old, new, told = CHANGES[case]
    text = site.file(PAGE).read_text("utf-8")
    start = text.index(escaped('<blockquote cite="http://127.0.0.1:8000/register/#otters-2020"'))
    end = text.index("</code>", start)
    assert escaped(old) in text[start:end], text[start:end]
    changed = text[start:end].replace(escaped(old), escaped(new))
    site.file(PAGE).write_text(text[:start] + changed + text[end:], "utf-8")
    assert any(told in str(problem) for problem in site.audit().problems)


def test_the_audit_refuses_a_citation_of_a_page_with_another_number_or_address(site):
    for old, new in (("release 1.2.3", "release 1.2.4"), ("127.0.0.1", "127.0.0.2")):
        text = site.file(PAGE).read_text("utf-8")
        start = text.index('<data class="site" data-key="citation">')
        site.file(PAGE).write_text(text[:start] + text[start:].replace(old, new, 1), "utf-8")
        assert any("citation" in str(p) or "does not give the address" in str(p) for p in site.audit().problems)
        site.file(PAGE).write_text(text, "utf-8")
