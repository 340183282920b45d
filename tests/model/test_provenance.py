"""Who relays whom, what is published of claims, and corrections."""

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet import data, model
from factsheet.model import provenance, verdicts
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def sheet():
    return model.build(data.read(ROOT / "data", ROOT))


# ---------------------------------------------------------------- voices


def test_articles_that_relay_one_dataset_are_one_root(sheet):
    for fact, root in (("asylum-seekers-2012", "unhcr"), ("returned-2014-2021", "ccp-announcements")):
        behind = provenance.behind(sheet, fact)
        given = sheet.by_fact[fact]
        relaying = {
            f.source.id for f in given if (f.via or f.source.entry.list("custom.relays")) and f.via != f.source.id
        }
        assert root in behind and len(relaying) > 1 and behind.isdisjoint(relaying), fact


def test_a_source_may_be_its_own_root(sheet):
    assert provenance.behind(sheet, "xi-takes-office") == {"viewus", "ij-reportika", "liberty-revolution"}


def test_a_source_that_no_chain_connects_to_a_dataset_says_so(real):
    tree = LexborHTMLParser(real.file("site/sources/index.html").read_text("utf-8"))
    said = {s.css_first("h3").attributes["id"]: "primary not found" in s.text() for s in tree.css("section.entry")}
    assert said["sd-2022-01"] and said["ccp-announcements"]
    assert not any(told for name, told in said.items() if name == "unhcr" or name.startswith("unhcr-"))


def test_claims_are_published_with_their_working(real):
    published = {c["id"]: c for c in json.loads(real.file("site/data/claims.json").read_text("utf-8"))}
    growth = published["viewus-growth-2012-2024"]
    assert growth["arithmetic"] == "Ratio, not increase" and growth["verdict"] == "Not supported by current data"
    assert (
        growth["value"] == 1426 and growth["quote"] == "surged by 1,426%" and growth["computed"] == [1047.24, 1077.97]
    )
    assert (
        growth["formula"] == ["100*(b/a-1)"]
        and growth["edition"] == "unhcr-2026-06"
        and growth["flags"] == ["stock described as flow"]
    )
    assert {c["kind"] for c in published.values()} == {"claim", "figure"}
    assert all(c["verdict"] in verdicts.VERDICTS for c in published.values())


def test_the_disagreements_page_finds_conflicts_by_itself(real):
    page = real.file("site/disagreements/index.html").read_text("utf-8")
    for fact in ("asylum-seekers-2012", "asylum-seekers-2024", "refugees-2012", "refugees-2021"):
        assert f'id="{fact}"' in page
    assert "conflicts" in page and "Given by" in page


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
