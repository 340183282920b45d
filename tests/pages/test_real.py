"""The real fact-sheet: what it states, compared with what the articles and the table say."""

import html
import json
import re
from collections import Counter

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.data import settings
from tests.calling import real_sheet
from tests.conftest import EXPECTED, ROOT


@pytest.fixture(scope="session")
def figures(real):
    return json.loads(real.file("site/data/figures.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def sheet():
    return real_sheet()


def test_the_real_site_is_built_and_audited_without_a_problem(real):
    found = real.audit()
    assert found.problems == [] and found.pages == len(list(real.file("site").rglob("*.html")))


@pytest.mark.parametrize("source", EXPECTED["stated"])
def test_every_figure_of_an_article_is_published(source, figures):
    published = Counter(str(f["value"]) for f in figures if f["source"] == source)
    assert Counter(map(str, EXPECTED["stated"][source])) <= published


def test_every_press_figure_has_its_words_and_their_locator(figures, sheet):
    for figure in figures:
        if not sheet.sources[figure["source"]].is_dataset:
            assert figure["quote"] and re.fullmatch(r"\d+|title", figure["locator"])


def test_counts_of_pending_claims_described_as_applications_are_marked(sheet):
    marked = {f.key for f in sheet.figures.values() if dict(f.worded).get("kind") == "flow"}
    assert set(EXPECTED["described-as-flow"]) <= marked


def test_conflicts_are_found_from_intervals(sheet):
    assert set(EXPECTED["conflicts"]) <= {f for f in sheet.by_fact if sheet.conflicts(f)}
    for one, other in EXPECTED["agree"]:
        assert sheet.figures[one].interval.meets(sheet.figures[other].interval)


def test_a_page_that_compares_facts_says_what_their_rows_leave_out(sheet):
    """Whoever is named after "without" in a measure's population is named on each page that compares its facts."""
    said = {m.id: m.population.partition(" without ")[2] for m in sheet.measures.values()}
    assert any(said.values())
    for path in (ROOT / "docs").glob("*.md"):
        text = path.read_text("utf-8")
        compared = re.findall(r'\{\{ *(?:change|disagreement)\("([\w-]+)"', text)
        left_out = {said[sheet.facts[fact].measure.id] for fact in compared}
        if re.search(r"\{\{ *(?:claims|disagreements)\(\)", text):
            left_out = set(said.values())
        named = {name for words in left_out for name in re.findall(r"[A-Z]\w+(?: [A-Z]\w+)*", words)}
        assert [name for name in named if name not in text] == [], path.name


def test_every_page_shows_release_edition_and_disclaimer(real):
    disclaimer = html.escape(settings.load(ROOT)["extra"]["disclaimer"])
    site = real.file("site")
    for path in set(site.rglob("*.html")) - set(site.glob("charts/*/embed/index.html")):  # a chart for other pages
        text = path.read_text("utf-8")
        assert 'data-key="release"' in text and 'data-key="edition"' in text and disclaimer in text, path


def test_the_glossary_defines_only_words_that_readers_meet_on_other_pages(real):
    site = real.file("site")
    pages = {path: LexborHTMLParser(path.read_text("utf-8")) for path in site.rglob("index.html")}
    glossary = pages.pop(site / "glossary/index.html")
    told = " ".join(tree.css_first("article").text() for tree in pages.values() if tree.css_first("article")).lower()
    terms = [term for node in glossary.css("article dt") for term in node.text().lower().split(", ")]
    assert terms and not [term for term in terms if term.strip() not in told]
