"""The register: a line for every fact, where old addresses lead, and a data page for each measure with what there is to tell."""

import itertools
import json
import re
import shutil

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet import data, model
from factsheet.plan import register_pages
from factsheet.plan.messages import english
from tests.conftest import ROOT, Project, copy_toy
from tests.publish.test_bibtex import read as pybtex

QUERY = "https://survey.example/{table}/?year={year}&lake={lake}"
PROFILE = "      profile: The land's own survey.\n"


@pytest.fixture(scope="module")
def lakes(tmp_path_factory):
    """The made-up fact-sheet with lakes enough that the table of a measure is cut, and a survey that answers queries; built."""
    project = copy_toy(tmp_path_factory.mktemp("lakes") / "toy")
    project.edit("data/sources.yml", PROFILE, f"{PROFILE}      query: {QUERY}\n")
    places = [f"{a}{b}{c}" for a in "ABC" for b in "KLMNOPQRST" for c in "UVW"]
    for code in places:
        project.add("data/places.yml", f"{code}: Lake {code.title()}\n")
        for year in ("2015", "2018", "2020"):
            fact = f"otters-{year}-{code.lower()}"
            project.add("data/facts.yml", f"{fact}:\n  measure: otters\n  period: {year}-12-31\n  place: {code}\n")
            locator = f"table counts; year={year}, lake={code}; column otters"
            project.add("data/figures.csv", f'{fact},survey-2022,7,exact,,,,"{locator}",\n')
    pairs = itertools.pairwise(f"otters-2020-{code.lower()}" for code in places)
    sums = " ".join(f'{{{{ sum_of("{a}", "{b}") }}}}' for a, b in pairs)
    project.add("docs/index.md", f"\nLakes in pairs: {sums}\n")
    done = project.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture
def planted(lakes, tmp_path):
    """A copy of it, to plant things in."""
    shutil.copytree(lakes.root, tmp_path / "copy")
    return Project(tmp_path / "copy")


def read(project, page):
    return LexborHTMLParser(project.file(f"site/{page}").read_text("utf-8"))


def pages(project):
    """Every page of the register by its address, but for the index."""
    site = project.file("site")
    return {
        p.parent.relative_to(site).as_posix(): LexborHTMLParser(p.read_text("utf-8"))
        for p in sorted(site.glob("register/*/**/index.html"))
    }


def facts_of(project):
    return model.build(data.read(project.root / "data")).by_fact


# ---------------------------------------------------------------- where numbers and lines lead


@pytest.mark.parametrize("name", ["built_toy", "lakes"])
def test_every_fact_has_a_line_that_leads_to_its_entry(name, request):
    project = request.getfixturevalue(name)
    index = read(project, "register/index.html")
    for fact in facts_of(project):
        line = index.css_first(f'a[id="{fact}"]')
        page, anchor = line.attributes["href"].split("#")
        entry = read(project, f"register/{page}index.html").css_first(f'[id="{anchor}"]')
        assert anchor == fact and entry.tag in ("h3", "a")
    assert not index.css("article .figure"), "the index holds no number, so that none stands there without its source"


def test_a_number_on_a_page_leads_to_its_entry(built_toy):
    numbers = [n for n in read(built_toy, "index.html").css("a[href]") if n.css_first("data.figure")]
    assert numbers
    for number in numbers:
        page, anchor = number.attributes["href"].split("#")
        assert page.startswith("register/") and read(built_toy, f"{page}index.html").css_first(f'[id="{anchor}"]')


def test_no_navigation_lists_the_data_pages(built_toy):
    names = {name.partition("/")[2] for name in pages(built_toy)}
    assert {"births", "dens", "law", "otters", "rise"} <= names
    for link in read(built_toy, "index.html").css("nav a"):
        assert not (link.attributes["href"] or "").startswith("register/otters")


def test_every_page_has_a_title_and_a_description_of_its_own(lakes):
    titles = [tree.css_first("title").text() for tree in pages(lakes).values()]
    told = [tree.css_first('meta[name="description"]').attributes["content"] for tree in pages(lakes).values()]
    assert len(set(titles)) == len(titles) and len(set(told)) == len(told)
    assert all(text and len(text) <= 160 for text in told)


def test_pages_as_files_have_the_same_entries(toy):
    toy.add("mkdocs.yml", "use_directory_urls: false\n")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'href="register/otters.html#otters-2020"' in toy.file("site/register.html").read_text("utf-8")


# ---------------------------------------------------------------- the table


def test_a_table_with_too_many_cells_is_cut_and_each_part_has_its_facts(lakes):
    found = {name: tree for name, tree in pages(lakes).items() if name.startswith("register/otters/from-")}
    assert len(found) > 1
    held = [a.attributes["id"] for tree in found.values() for a in tree.css("td a[id]")]
    plain = [f for f in facts_of(lakes) if f.startswith("otters-") and f not in ("otters-2015", "otters-2020")]
    assert sorted(held) == sorted(plain) and len(plain) > 270
    links = read(lakes, "register/otters/index.html").css("ul.parts a")
    assert len(links) == len(found)


def test_a_cell_leads_to_the_query_that_returns_it(lakes):
    cell = next(a for tree in pages(lakes).values() for a in tree.css('td a[id="otters-2018-aku"]'))
    assert cell.attributes["href"] == "https://survey.example/counts/?year=2018&lake=AKU"


def test_what_follows_a_cell_names_its_fact_and_its_source_for_a_preview(lakes):
    for tree in pages(lakes).values():
        for cell in tree.css("td a[id]"):
            gist = cell.parent.css_first("small.gist")
            assert gist is not None and gist.css_first("cite.source") is not None


def test_a_fact_with_more_to_tell_has_a_block_and_its_cell_leads_there(lakes):
    sheet = model.build(data.read(lakes.root / "data"))
    more = [f for f in sheet.facts.values() if f.id in sheet.by_fact and register_pages.says_more(sheet, f)]
    assert more
    for fact in more:
        tree = read(lakes, f"register/{fact.measure.id}/index.html")
        block = tree.css_first(f'section.entry h3[id="{fact.id}"]').parent
        assert len(block.css("ul.figures > li")) == len(sheet.by_fact[fact.id])


def test_the_rows_of_a_part_weigh_what_they_are_said_to(lakes):
    for name, tree in pages(lakes).items():
        if "/from-" in name:
            assert len(tree.css("table *")) <= register_pages.ALONE + 50


def test_calculated_numbers_stand_on_as_many_pages_as_they_need_each_of_which_leads_to_the_next(lakes):
    made = {name: tree for name, tree in pages(lakes).items() if name.startswith("register/otters/calculated")}
    assert len(made) > 2
    shown = []
    for at, tree in enumerate(made.values(), 1):
        entries = [node.attributes["id"] for node in tree.css("section.entry h3")]
        shown += entries
        assert 0 < len(entries) <= register_pages.OF_CALCULATED
        following = tree.css_first(f'article a[href="../calculated-{at + 1}/"]')
        assert (following is not None) == (at < len(made))
    lines = read(lakes, "register/index.html").css('.lines li a[href*="otters/calculated"]')
    assert len(set(shown)) == len(shown) and {a.attributes["href"].split("#")[1] for a in lines} == set(shown)


def test_the_longer_side_stands_upright():
    sheet = model.build(data.read(ROOT / "data"))
    for measure in sheet.measures:
        facts = [f for f in sheet.facts.values() if f.measure.id == measure and f.id in sheet.by_fact]
        if facts:
            grid = register_pages.grid(sheet, facts)
            assert len(grid.rows) >= len(grid.columns) and sorted(f.id for f in grid.facts) == sorted(
                f.id for f in facts
            )


# ---------------------------------------------------------------- to take along


def test_every_measure_has_its_figures_as_files(lakes):
    whole = json.loads(lakes.file("site/data/figures.json").read_text("utf-8"))
    names = {row["measure"] for row in whole}
    assert {p.name for p in lakes.file("site/data/measures").iterdir()} == {
        f"{n}.{e}" for n in names for e in ("csv", "json")
    }
    for name in names:
        held = json.loads(lakes.file(f"site/data/measures/{name}.json").read_text("utf-8"))
        assert held == [row for row in whole if row["measure"] == name]


def test_references_are_files_by_measure(built_toy):
    link = read(built_toy, "register/otters/index.html").css_first('.take-along a[href$=".bib"]')
    assert link.attributes["href"] == "../../data/cite/otters.bib"
    assert link.parent.text().startswith(english()("cite-together", files="BibTeX"))
    items = json.loads(built_toy.file("site/data/cite/otters.json").read_text("utf-8"))
    assert items[0]["URL"].endswith("/register/otters/")
    assert set(pybtex(built_toy.file("site/data/cite/otters.bib").read_text("utf-8"))) == {i["id"] for i in items}


def test_a_data_page_names_the_pages_that_use_its_figures(built_toy):
    links = read(built_toy, "register/otters/index.html").css("p.used a")
    assert links and all("register" not in link.attributes["href"] for link in links)


# ---------------------------------------------------------------- search


def test_search_has_one_place_for_the_cells_of_a_table(lakes):
    found = json.loads(lakes.file("site/search/search_index.json").read_text("utf-8"))["docs"]
    held = [e["location"] for e in found if e["location"].startswith("register/otters/from-")]
    assert all("#otters" not in location for location in held)
    assert not any("otters-2018-aku" in e["location"] for e in found)


# ---------------------------------------------------------------- what the audit catches


def part_with(project, fact):
    return next(name for name, tree in pages(project).items() if tree.css_first(f'td a[id="{fact}"]'))


FAULTS = {
    "a lie in a cell": (">7</data>", ">8</data>", "shows '8' where data/ has '7'"),
    "a value changed in a cell": ('value="7"', 'value="8"', "value '8' where data/ has '7'"),
    "a query for another year": ("?year=2018&#38;lake=AKU", "?year=2017&#38;lake=AKU", "not to https://survey.example/counts/?year=2018&lake=AKU"),
    "a query of another host": ("https://survey.example/counts/?year=2018&#38;lake=AKU", "https://elsewhere.example/", "not to https://survey.example"),
    "an entry that is gone": ('id="otters-2018-aku"', 'id="otters-2018-zzz"', "fact 'otters-2018-aku' has no entry on the pages of its measure"),
    "a caption without its mark": (r'<caption>(.*?)<a class="cite".*?</a>', r"<caption>\1", "has no citation mark of its source"),
    "a caption with another mark": (r'<caption>(.*?)#survey-2022"', r'<caption>\1#herald"', "has no citation mark of its source"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_table_is_caught(fault, planted):
    old, new, said = FAULTS[fault]
    name = f"site/{part_with(planted, 'otters-2018-aku')}/index.html"
    text = planted.file(name).read_text("utf-8")
    changed = re.sub(old if "(" in old else re.escape(old), new, text, count=1, flags=re.S)
    if changed == text:
        changed = re.sub(re.escape(old).replace("&\\#38;", "&(?:#38;|amp;)?"), new, text, count=1)
    assert changed != text
    planted.file(name).write_text(changed, "utf-8")
    told = [str(p) for p in planted.audit().problems]
    assert any(said in t for t in told), told[:5]


def test_a_line_that_leads_nowhere_is_caught(planted):
    planted.edit("site/register/index.html", "otters/#otters-2020", "otters/#otters-2021")
    assert any("a line links to 'otters/#otters-2021" in str(p) for p in planted.audit().problems)


def test_a_fact_without_its_line_is_caught(planted):
    planted.edit("site/register/index.html", 'id="otter-law"', 'id="some-law"')
    assert any("fact 'otter-law' has no anchor in the register" in str(p) for p in planted.audit().problems)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_lie_in_the_file_of_a_measure_is_caught(ending, planted):
    name = f"site/data/measures/otters.{ending}"
    planted.edit(name, "2400", "2500")
    assert any("does not hold the figures of measure 'otters'" in str(p) for p in planted.audit().problems)


def test_the_file_of_a_measure_that_nobody_counts_is_caught(planted):
    text = planted.file("site/data/measures/otters.csv").read_text("utf-8")
    planted.file("site/data/measures/beavers.csv").write_text(text, "utf-8")
    assert any("does not hold the figures of measure 'beavers'" in str(p) for p in planted.audit().problems)
