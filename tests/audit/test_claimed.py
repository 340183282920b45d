"""Which facts claims are about: the audit's own answer, and the model's."""

import pytest

from factsheet import data, model
from factsheet.audit import claimed
from factsheet.model import claim_inputs
from tests.conftest import ROOT

CLAIMS = """\
- id: by-measure
  figure: rise-2015-2020@herald
  test: sum
  right: PART
"""


def both(root):
    """The facts that the audit finds, and those that the model finds."""
    folder = data.read(root / "data", root)
    sheet = model.build(folder)
    ways = [way for entry in sheet.claims.values() for way in claim_inputs.readings(sheet, entry)]
    named = {entry.text("figure").partition("@")[0] for entry in folder.claims}
    return claimed.facts(folder), (named | {fact for way in ways for fact in (*way.left, *way.right)}) - {""}


@pytest.mark.parametrize(
    "root", [ROOT, *(path.parent for path in sorted(ROOT.glob("examples/*/mkdocs.yml")))], ids=lambda path: path.name
)
def test_the_audit_finds_the_facts_of_every_claim_as_the_model_does(root):
    ours, theirs = both(root)
    assert ours == theirs != set()


@pytest.mark.parametrize("part", [
    "{measure: otters}", "{measure: otters, place: WLD}", "{measure: otters, place: WLD, season: year-end}", "{measure: otters, place: WLD, season: mid-year}",
    "{measure: otters, place: WLD, period: 2016/2020}", "{measure: otters, place: WLD, period: 2015-12-31}", "[{measure: births}, otters-2015]",
    "[[{fact: otters-2015}], [{measure: [otters, births], place: WLD}]]", "{measure: otters, period: [2020-06-30, 2020-12-31]}",
])  # fmt: skip
def test_a_selection_is_the_same_to_both(part, toy):
    toy.file("data/claims.yml").write_text(CLAIMS.replace("PART", part))
    ours, theirs = both(toy.root)
    assert ours == theirs and len(ours) > 1


def test_a_rise_is_published_with_its_formula(toy):
    toy.edit(
        "data/figures.csv", "otters-2020,survey-2022,2400", "otters-2020,survey-2022,2500"
    )  # a rise that is not of 100
    toy.file("data/claims.yml").write_text(
        "- id: herald-rise\n  figure: rise-2015-2020@herald\n  test: rise\n  left: otters-2015\n  right: otters-2020\n",
        "utf-8",
    )
    toy.file("docs/claims.md").write_text(
        "---\ntitle: Claims\ndescription: Claims of papers.\n---\n\n# Claims\n\n{{ claims() }}\n", "utf-8"
    )
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
