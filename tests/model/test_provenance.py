"""Who relays whom, what is published of claims, and corrections."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet import data, model
from factsheet.data import published_files
from factsheet.model import provenance
from factsheet.plan.messages import english
from tests.conftest import EXPECTED, ROOT


@pytest.fixture(scope="module")
def sheet():
    return model.build(data.read(ROOT / "data", ROOT))


# ---------------------------------------------------------------- roots


@pytest.mark.parametrize("fact", EXPECTED["roots"])
def test_figures_that_lead_to_one_root_count_once(fact, sheet):
    assert set(EXPECTED["roots"][fact]) <= provenance.behind(sheet, fact)


def test_an_article_that_relays_a_figure_is_not_its_root(sheet):
    for figure in sheet.figures.values():
        if figure.via and figure.via != figure.source.id:
            assert figure.source.id not in provenance.roots_of(sheet, figure)


def test_a_source_that_no_chain_connects_to_a_dataset_says_so(real, sheet):
    tree = LexborHTMLParser(real.file("site/sources/index.html").read_text("utf-8"))
    said = {
        s.css_first("h3").attributes["id"]: english()("primary-not-found") in s.text()
        for s in tree.css("section.entry")
    }
    assert all(said[name] for name in EXPECTED["without-primary"])
    assert not any(said[source.id] for source in sheet.sources.values() if source.is_dataset)


def test_a_source_whose_figures_all_credit_nobody_is_where_they_come_from(toy):
    def traced():
        return provenance.is_traced(model.build(data.read(toy.root / "data")), "herald")

    assert not traced()
    path = toy.file("data/figures.csv")
    assert ",survey-note," in path.read_text("utf-8")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    own = [",".join([*ln.split(",")[:5], "herald", *ln.split(",")[6:]]) if ",herald," in ln else ln for ln in lines]
    path.write_text("".join(own), "utf-8")
    assert traced()
    path.write_text(path.read_text("utf-8").replace(',herald,"nearly', ',,"nearly'), "utf-8")
    assert not traced()


def test_claims_are_published_with_their_working(real):
    published = {c["id"]: c for c in json.loads(real.file("site/data/claims.json").read_text("utf-8"))}
    expected = EXPECTED["published-claim"]
    assert expected.items() <= published[expected["id"]].items()
    for name, (arithmetic, verdict) in EXPECTED["verdicts"].items():
        assert (published[name]["arithmetic"], published[name]["verdict"]) == (arithmetic, verdict)
    assert {c["kind"] for c in published.values()} == {"claim", "figure"}
    assert all(c["verdict"] in published_files.VERDICTS.values() for c in published.values())


def test_the_disagreements_page_finds_conflicts_by_itself(real):
    page = real.file("site/disagreements/index.html").read_text("utf-8")
    assert all(f'id="{fact}"' in page for fact in EXPECTED["conflicts"])


# ---------------------------------------------------------------- corrections

CORRECTION = '- date: 2024-02-03\n  kind: revision\n  figure: otters-2020@survey-2022\n  before: "2390"\n  after: "2400"\n  expect: "2400"\n  why: The survey counted again.\n  who: a reader\n'


def test_corrections_are_shown_and_traced(toy):
    toy.file("data/corrections.yml").write_text(CORRECTION)
    toy.file("docs/corrections.md").write_text("# Corrections\n\nWhat changed here.\n\n{{ corrections() }}\n")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout
    page = toy.file("site/corrections/index.html").read_text()
    assert (
        "Revision" in page
        and '<data class="site" data-key="correction.1.before">2390</data>' in page
        and "3 February 2024" in page
    )


def test_a_correction_fails_when_the_source_changes(toy):
    toy.file("data/corrections.yml").write_text(CORRECTION)
    toy.edit("data/figures.csv", "otters-2020,survey-2022,2400,", "otters-2020,survey-2022,2410,")
    assert any(
        "data/corrections.yml:6: 'otters-2020@survey-2022' is expected to be '2400', and is now '2410'" in p
        for p in toy.problems()
    )


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("kind: revision", "kind: revison", "unknown kind 'revison'. Did you mean 'revision'"),
    ("otters-2020@survey-2022", "otters-2020@survey", "unknown figure 'otters-2020@survey'"),
    ("date: 2024-02-03", "date: 2924-02-03", "is in the future"),
])  # fmt: skip
def test_a_correction_at_fault_is_told(old, new, expected, toy):
    toy.file("data/corrections.yml").write_text(CORRECTION.replace(old, new))
    assert any(expected in p for p in toy.problems())
