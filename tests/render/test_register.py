"""A register of more facts than a page bears: a line a fact where every number leads, the entries by measure beside it."""

import json
import re
import shutil

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.plan.messages import english
from tests.conftest import Project, copy_toy
from tests.publish.test_bibtex import read as pybtex

LIMIT = "  register_on_one_page: {}\n"


@pytest.fixture(scope="module")
def split(tmp_path_factory):
    """The made-up fact-sheet with a register for three facts a page, built."""
    project = copy_toy(tmp_path_factory.mktemp("split") / "toy")
    project.edit("mkdocs.yml", "  generator: false\n", "  generator: false\n" + LIMIT.format(3))
    done = project.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture
def planted(split, tmp_path):
    """A copy of it, to plant things in."""
    shutil.copytree(split.root, tmp_path / "copy")
    return Project(tmp_path / "copy")


def read(project, page):
    return LexborHTMLParser(project.file(f"site/{page}").read_text("utf-8"))


def test_every_number_leads_to_its_line_and_the_line_to_its_entry(split, built_toy):
    lines, whole = read(split, "register/index.html"), read(built_toy, "register/index.html")
    facts = {n.attributes["id"] for n in whole.css("section.entry h3") if "--" not in n.attributes["id"]}
    assert len(facts) == 9
    for fact in facts:
        line = lines.css_first(f"#{fact}")
        assert line.tag == "p" and line.css_first(f'.figure[data-fact="{fact}"]') and line.css_first("cite.source")
        page, anchor = line.css_first("a.details").attributes["href"].split("#")
        entry = read(split, f"register/{page}index.html").css_first(f"section.entry h3#{anchor}").parent
        assert anchor == fact and entry.css_first("ul.figures") and entry.css_first(".entry-tools")


def test_a_line_has_value_kind_source_and_words(split):
    line = read(split, "register/index.html").css_first("#rise-2015-2020").text()
    assert "more than 200%" in line and "ratio" in line and "The Lakeland Herald" in line
    assert "more than 200 percent" in line


def test_calculated_numbers_keep_their_entries(split):
    assert "Formula:" in read(split, "register/index.html").css_first("article").text()


def test_a_number_on_a_page_leads_to_its_entry(split):
    numbers = [n for n in read(split, "index.html").css("a[href]") if n.css_first("data.figure[data-fact]")]
    assert numbers
    for number in numbers:
        page, anchor = number.attributes["href"].split("#")
        assert read(split, f"{page}index.html").css_first(f"section.entry h3#{anchor}"), number.html


def test_no_navigation_grows_by_the_new_pages(split, built_toy):
    """Nothing but the register lists them."""
    pages = [p.name for p in split.file("site/register").iterdir() if p.is_dir()]
    assert sorted(pages) == ["births", "dens", "law", "otters", "rise"]
    for page in ("index.html", "sources/index.html"):
        assert len(read(split, page).css("nav a")) == len(read(built_toy, page).css("nav a"))


def test_each_new_page_has_a_title_and_a_description_and_is_in_the_sitemap(split):
    page = read(split, "register/otters/index.html")
    assert page.css_first("title").text().startswith("Otters")
    told = page.css_first('meta[name="description"]').attributes["content"]
    assert "Otters seen on the day" in told and len(told) <= 160
    assert "register/otters/" in split.file("site/sitemap.xml").read_text("utf-8")
    described = json.loads(page.css_first('script[type="application/ld+json"]').text())
    assert [m["name"] for m in described["variableMeasured"]] == ["Otters"]


def test_search_finds_the_entries_and_not_the_lines(split):
    found = json.loads(split.file("site/search/search_index.json").read_text("utf-8"))["docs"]
    held = [e for e in found if "--" not in e["location"] and "2,400" in e["text"] and "register/" in e["location"]]
    assert [e["location"] for e in held] == ["register/otters/#otters-2020"]
    assert "2400" in held[0]["text"]


def test_search_keeps_few_bytes_for_each_fact(split):
    """Below four hundred bytes a fact, unless quotes, notes and labels are longer than these."""
    found = json.loads(split.file("site/search/search_index.json").read_text("utf-8"))["docs"]
    entries = [e for e in found if re.match(r"register/[a-z]+/#(?!measure)", e["location"])]
    assert len(entries) == 9
    assert sum(len(json.dumps(e)) for e in entries) < 400 * len(entries)


def test_references_are_files_by_measure(split, built_toy):
    """Of many facts, two files each would be more than all else on the site."""
    there = {p.name for p in split.file("site/data/cite").iterdir()}
    assert there == {f"{m}.{e}" for m in ("births", "dens", "law", "otters", "rise") for e in ("bib", "json")}
    link = read(split, "register/otters/index.html").css_first("details.citing a[download]")
    assert link.attributes["href"] == "../../data/cite/otters.bib"
    assert link.parent.text().startswith(english()("cite-together", files="BibTeX"))
    items = json.loads(split.file("site/data/cite/otters.json").read_text("utf-8"))
    whole = json.loads(built_toy.file("site/data/cite/otters.json").read_text("utf-8"))
    assert [i["id"] for i in items] == [i["id"] for i in whole] and len(items) == 5 + 1
    both = pybtex(split.file("site/data/cite/otters.bib").read_text("utf-8"))
    assert set(both) == {i["id"] for i in items}


def test_a_lie_on_a_page_of_entries_is_caught(planted):
    planted.edit("site/register/otters/index.html", ">2,400</data>", ">2,500</data>")
    assert any("shows '2,500' where data/ has '2,400'" in str(p) for p in planted.audit().problems)


def test_a_lie_in_a_line_is_caught(planted):
    planted.edit("site/register/index.html", ">2,400</data>", ">2,500</data>")
    assert any("shows '2,500' where data/ has '2,400'" in str(p) for p in planted.audit().problems)


def test_a_line_that_leads_nowhere_is_caught(planted):
    planted.edit("site/register/index.html", "otters/#otters-2020-mid", "otters/#otters-2020-middle")
    assert any("a line links to 'otters/#otters-2020-middle'" in str(p) for p in planted.audit().problems)


def test_a_fact_without_its_line_is_caught(planted):
    planted.edit("site/register/index.html", 'id="otter-law"', 'id="some-law"')
    assert any("fact 'otter-law' has no anchor in the register" in str(p) for p in planted.audit().problems)


def test_up_to_the_limit_the_register_stays_whole(toy, built_toy):
    toy.edit("mkdocs.yml", "  generator: false\n", "  generator: false\n" + LIMIT.format(9))
    assert toy.build("-q").returncode == 0
    same = [p.file("site/register/index.html").read_text("utf-8") for p in (toy, built_toy)]
    assert same[0] == same[1] and not [p for p in toy.file("site/register").iterdir() if p.is_dir()]


def test_pages_as_files_are_split_as_well(toy):
    toy.edit("mkdocs.yml", "  generator: false\n", "  generator: false\n" + LIMIT.format(3))
    toy.add("mkdocs.yml", "use_directory_urls: false\n")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'href="register/otters.html#otters-2020"' in toy.file("site/register.html").read_text("utf-8")


@pytest.mark.parametrize("value", ["many", "0", "true", "-3", "1.5"])
def test_a_limit_that_is_no_number_of_facts_fails_the_build(value, toy):
    toy.edit("mkdocs.yml", "  generator: false\n", "  generator: false\n" + LIMIT.format(value))
    done = toy.build("-q")
    assert done.returncode == 1 and "extra.register_on_one_page is" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
