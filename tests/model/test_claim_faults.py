"""Everything that can be wrong with an entry of claims.yml."""

from fractions import Fraction

import pytest

from factsheet import data, model, rules
from factsheet.model import claim_inputs, claims
from factsheet.model.intervals import Interval
from factsheet.plan.messages import english

GOOD = "- id: herald-more\n  source: herald\n  quote: more otters\n  locator: 1\n  test: exceeds\n  left: otters-2020\n  right: [otters-2015]\n"
FAULTS = {
    "an unknown test": (("test: exceeds", "test: exeeds"), "unknown test 'exeeds'. Did you mean 'exceeds'"),
    "an unknown fact": (("[otters-2015]", "[otters-2016]"), "unknown fact 'otters-2016' in right. Did you mean 'otters-2015'"),
    "inputs of unlike units": (("[otters-2015]", "[dens-2020]"), "inputs of different units or kinds"),
    "a stock beside a flow": (("[otters-2015]", "[births-2020]"), "inputs of different units or kinds"),
    "a mid-year figure in a year-end series": (("[otters-2015]", "[otters-2020-mid]"), "a mid-year figure in a year-end series"),
    "words that nothing tests, without a reason": (("test: exceeds", "test: none"), "a claim that nothing tests has no note"),
    "a level without the number it states": (("test: exceeds", "test: range"), "a 'range' without the figure it states"),
    "nothing on the right": (("[otters-2015]", "[]"), "with 0 facts on the right"),
    "a locator that is no paragraph": (("locator: 1", "locator: title"), "locator 'title' is not a paragraph"),
    "a wording that is none": (("  test:", "  worded: knd=flow\n  test:"), "unknown key 'knd'"),
    "readings of unequal number": (("left: otters-2020\n  right: [otters-2015]", "left: [[otters-2020], [otters-2020]]\n  right: [[otters-2015], [otters-2015], [otters-2015]]"), "2 readings on the left and 3 on the right"),
    "no words": (("  quote: more otters\n", ""), "has no quote"),
    "an unknown source": (("source: herald", "source: heralt"), "source 'heralt' is not one we have read"),
    "an unknown figure": (("  source: herald\n  quote: more otters\n  locator: 1\n", "  figure: otters-2020@heralt\n"), "unknown figure 'otters-2020@heralt'"),
    "a rise that states no number": (("test: exceeds", "test: rise"), "a 'rise' without the figure it states"),
    "a rise that is a count": (("  source: herald\n  quote: more otters\n  locator: 1\n  test: exceeds", "  figure: otters-2020@herald\n  test: rise"), "a 'rise' is a percentage or a multiple, and 'otters-2020@herald' is a stock"),
    "an unknown field": (("  quote:", "  verdict: Matches\n  quote:"), "unknown field 'verdict'"),
}  # fmt: skip


def test_a_sound_claim_is_judged(toy):
    toy.file("data/claims.yml").write_text(GOOD)
    assert toy.problems() == []
    result = claims.results(model.build(data.read(toy.root / "data")))[0]
    assert (result.id, result.kind, result.verdict) == ("herald-more", "claim", "matches")


@pytest.mark.parametrize("case", FAULTS)
def test_a_claim_at_fault_is_told(case, toy):
    (old, new), expected = FAULTS[case]
    assert old in GOOD
    toy.file("data/claims.yml").write_text(GOOD.replace(old, new))
    found = toy.problems()
    assert any(expected in p and p.startswith("data/claims.yml:") for p in found), found
    claims.results(model.build(data.read(toy.root / "data")))  # and nothing breaks


def test_claims_without_any_dataset_are_noted(toy):
    def notes():
        folder = data.read(toy.root / "data")
        return [str(p) for p in rules.check(folder, model.build(folder)) if "every claim stays open" in str(p)]

    toy.file("data/claims.yml").write_text(GOOD)
    assert notes() == []
    toy.edit("data/sources.yml", "type: dataset", "type: report")
    assert len(notes()) == 1 and notes()[0].startswith("data/claims.yml:1: ")


def test_the_working_names_what_is_divided_where_the_time_is_the_same(toy):
    sheet = model.build(data.read(toy.root / "data"), english().label)
    inputs = [sheet.shown(name) for name in ("otters-2020-north", "otters-2020-south")]
    told = english().calculated("times", inputs)
    assert all(figure.fact.label in told for figure in inputs)
    inputs = [sheet.shown(name) for name in ("otters-2015", "otters-2020")]
    assert inputs[0].fact.label not in english().calculated("times", inputs)


SELECTED = """\
- id: herald-rise
  figure: rise-2015-2020@herald
  test: TEST
  left: LEFT
  right: RIGHT
"""


def read_as(toy, test, left, right=""):
    """The readings of a claim, once the rules have nothing against it."""
    text = SELECTED.replace("TEST", test).replace("LEFT", left).replace("RIGHT", right)
    toy.file("data/claims.yml").write_text(text if right else text.replace("  right: \n", ""))
    sheet = model.build(data.read(toy.root / "data"))
    return claim_inputs.readings(sheet, sheet.claims["herald-rise"])


def test_facts_named_by_what_they_have_in_common_are_those_of_the_ids(toy):
    by_id = read_as(toy, "rise", "otters-2015", "otters-2020")
    years = "{measure: otters, place: WLD, season: year-end, period: 2015/2020}"
    assert read_as(toy, "rise", "otters-2015", years) == by_id
    assert read_as(toy, "rise", "{measure: otters, place: WLD, period: 2015-12-31}", "otters-2020") == by_id
    assert toy.problems() == []


def test_selected_facts_are_in_order_of_time_and_without_those_of_the_other_side(toy):
    toy.edit("data/facts.yml", "otters-2015:", "otters-2021:")  # the ids keep no order
    toy.edit("data/facts.yml", "period: 2015-12-31", "period: 2021-12-31")
    toy.edit("data/figures.csv", "otters-2015,survey-2022", "otters-2021,survey-2022")
    toy.edit("data/figures.csv", "otters-2015,gazette", "otters-2021,gazette")
    everywhere = "{measure: otters, place: WLD, season: year-end}"
    assert [way.right for way in read_as(toy, "ranking", "births-2020", everywhere)] == [("otters-2020", "otters-2021")]
    assert [way.right for way in read_as(toy, "ranking", "otters-2021", everywhere)] == [("otters-2020",)]
    one_of_each = f"[[{everywhere}, births-2020], [otters-2020]]"
    assert [len(way.right) for way in read_as(toy, "sum", "", one_of_each)] == [3, 1]


UNSOUND = {
    "an unknown measure": ("{measure: oters}", "unknown measure 'oters'. Did you mean 'otters'"),
    "an unknown place": ("{measure: otters, place: WLT}", "unknown place 'WLT'. Did you mean 'WLD'"),
    "a period that is none": ("{measure: otters, period: last year}", "right.period 'last year' is not ISO 8601"),
    "an unknown key": ("{mesure: otters}", "unknown field 'right.mesure' in 'herald-rise'. Did you mean 'measure'"),
    "nothing selected": ("{measure: otters, period: 1999-12-31}", "no fact with a figure has measure: otters, period: 1999-12-31"),
    "a selection among readings": ("[[otters-2020], [{measure: oters}]]", "unknown measure 'oters'"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSOUND)
def test_a_selection_at_fault_is_told_once_at_its_line(case, toy):
    right, expected = UNSOUND[case]
    read_as(toy, "rise", "otters-2015", right)
    found = toy.problems()
    assert len(found) == 1 and expected in found[0] and found[0].startswith("data/claims.yml:5:"), found


@pytest.mark.parametrize(("stated", "verdict"), [("1000/2500", "matches"), ("1300/2500", "not-supported")])
def test_a_range_holds_if_each_lies_in_it(stated, verdict, toy):
    toy.edit(
        "data/figures.csv",
        'otters-2020,herald,3000,nearly,kind=flow,survey-note,"nearly 3,000",1,',
        f"dens-2020,herald,{stated},between,,,1,1,",
    )
    years = "{measure: otters, place: WLD, season: year-end}"
    toy.file("data/claims.yml").write_text(
        f"- id: herald-range\n  figure: dens-2020@herald\n  test: range\n  left: {years}\n"
    )
    judged = {r.id: r for r in claims.results(model.build(data.read(toy.root / "data")))}
    assert judged["herald-range"].verdict == verdict


def test_a_zero_below_the_line_is_told(toy):
    toy.edit("data/figures.csv", "otters-2015,survey-2022,1200,", "otters-2015,survey-2022,0,")
    toy.file("data/claims.yml").write_text(
        "- id: x\n  figure: rise-2015-2020@herald\n  test: rise\n  left: otters-2015\n  right: otters-2020\n"
    )
    assert any("'otters-2015' is or may be zero" in p for p in toy.problems())


def test_an_edition_older_than_its_figure_is_told(toy):
    toy.edit("data/sources.yml", "issued: 2022-05-06", "issued: 2019-05-06")
    assert any("edition 'survey-2022' of 2019-05-06 is older than 'otters-2020'" in p for p in toy.problems())


def test_an_earlier_edition_is_told_from_the_current_one(toy):
    toy.add(
        "data/sources.yml",
        "  - id: survey-2021\n    type: dataset\n    title: Otter survey\n    version: first\n    issued: 2021-05-06\n    accessed: 2024-01-02\n    custom: {profile: An earlier edition., read: true}\n",
    )
    toy.edit(
        "data/figures.csv",
        "otters-2020,herald,3000,nearly",
        'otters-2020,survey-2021,3000,exact,,,,"table otters",\notters-2020,herald,3000,nearly',
    )
    result = next(r for r in claims.results(model.build(data.read(toy.root / "data"))) if r.id == "otters-2020@herald")
    assert result.verdict == "matches-earlier-edition"


EDITION = """\
  - id: survey-2021
    type: dataset
    title: Otter survey
    version: first
    issued: 2021-01-31
    accessed: 2024-01-02
    custom: {profile: An earlier edition., read: true, edition_of: survey-note}
"""
PASSED = """\
- id: passed
  source: herald
  quote: more than there were
  locator: 1
  test: exceeds
  left: otters-2020
  right: otters-2015
"""


@pytest.mark.parametrize(
    ("issued", "value", "verdict"),
    [
        ("2021-03-04", 900, "matches-earlier-edition"),
        ("2021-01", 900, "matches-earlier-edition"),  # some day of the month in which the edition came out
        ("2020", 900, "matches-earlier-edition"),  # before there was one, the first is taken
        ("2022-06", 900, "not-supported"),  # the edition was out of date by then
        ("2021-03-04", 2900, "not-supported"),
    ],
)
def test_a_claim_that_held_in_the_edition_of_its_day_says_so(issued, value, verdict, toy):
    toy.edit("data/sources.yml", "issued: 2021-03-04", f"issued: {issued}")
    toy.edit("data/sources.yml", "checked: 2024-01-03", "edition_of: survey-note")
    toy.add("data/sources.yml", EDITION)
    toy.edit("data/figures.csv", "otters-2015,survey-2022,1200", "otters-2015,survey-2022,3000")
    for fact, number in (("otters-2015", value), ("otters-2020", 2700)):
        toy.add("data/figures.csv", f'{fact},survey-2021,{number},exact,,,,"table otters",\n')
    toy.file("data/claims.yml").write_text(PASSED)
    [result] = [r for r in claims.results(model.build(data.read(toy.root / "data"))) if r.id == "passed"]
    assert result.verdict == verdict
    assert [o.holds for o in result.then] == ([True] if verdict == "matches-earlier-edition" else [])


def test_point_intervals_are_points():
    assert Interval(Fraction(1), Fraction(1)).is_point


def test_without_the_mark_of_a_forecast_the_same_words_are_checked(toy):
    toy.file("data/claims.yml").write_text(GOOD)
    plain = claims.results(model.build(data.read(toy.root / "data")))[0]
    toy.file("data/claims.yml").write_text(GOOD.replace("  test:", "  forecast: true\n  test:"))
    foretold = claims.results(model.build(data.read(toy.root / "data")))[0]
    assert (plain.verdict, foretold.verdict) == ("matches", "cannot-be-checked")
