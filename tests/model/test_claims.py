"""Claims and verdicts: the worked list of the editorial standard, and everything that can be wrong with an entry."""

import ast
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet import data, model, rules
from factsheet.data.published_files import FLAGS, VERDICTS
from factsheet.model import claim_inputs, claims, verdicts
from factsheet.model.intervals import Interval, interval, last_place
from factsheet.model.verdicts import Evidence, Stated, judge
from factsheet.plan.messages import english
from factsheet.publish import tables
from tests.conftest import EXPECTED, ROOT


@pytest.fixture(scope="module")
def sheet():
    return model.build(data.read(ROOT / "data", ROOT))


@pytest.fixture(scope="module")
def judged(sheet):
    return {r.id: r for r in claims.results(sheet)}


@pytest.mark.parametrize("name", EXPECTED["verdicts"])
def test_verdicts_of_the_worked_list(name, judged):
    assert [VERDICTS.get(judged[name].arithmetic), VERDICTS[judged[name].verdict]] == EXPECTED["verdicts"][name]


@pytest.mark.parametrize("name", EXPECTED["computed"])
def test_what_the_worked_list_computes(name, judged):
    assert [d.shown()[0] for d in judged[name].computed] == EXPECTED["computed"][name]


@pytest.mark.parametrize("name", EXPECTED["computed-on-own-inputs"])
def test_what_an_articles_own_inputs_give(name, judged):
    assert [d.shown()[0] for d in judged[name].own] == EXPECTED["computed-on-own-inputs"][name]


@pytest.mark.parametrize("name", EXPECTED["rival-readings"])
def test_numbers_of_the_data_are_never_mixed_into_arithmetic_but_stand_as_a_rival_reading(name, judged):
    result, expected = judged[name], EXPECTED["rival-readings"][name]
    assert result.arithmetic is None and result.own == ()
    assert [d.shown()[0] for d in result.mixed] == expected["computed"]
    assert set(expected["inputs"]) <= {f.key for f in result.mixed[0].inputs}


@pytest.mark.parametrize("name", EXPECTED["flags"])
def test_flags_are_computed_from_the_words(name, judged):
    assert [FLAGS[flag] for flag in judged[name].flags] == EXPECTED["flags"][name]


@pytest.mark.parametrize("alike", EXPECTED["alike"])
def test_every_statement_of_a_kind_is_flagged_or_none(alike, judged):
    flags = {r.id: "stock-described-as-flow" in r.flags for r in judged.values() if r.id.endswith(alike)}
    assert len(flags) > 1 and len(set(flags.values())) == 1, flags


def test_every_press_figure_beside_a_dataset_figure_is_judged(sheet, judged):
    beside = {
        f.key for f in sheet.figures.values() if not f.source.is_dataset and claims.dataset_figure(sheet, f.fact.id)
    }
    assert beside and beside <= set(judged)


def test_a_changed_input_changes_the_verdict(sheet):
    row, value, expected = EXPECTED["changed-input"].values()
    folder = data.read(ROOT / "data", ROOT)
    figures = [replace(e, fields=e.fields | {"value": str(value)}) if e.id == row else e for e in folder.figures]
    assert figures != folder.figures
    changed = {r.id: VERDICTS[r.verdict] for r in claims.results(model.build(replace(folder, figures=figures)))}
    assert expected.items() <= changed.items()


def test_no_verdict_code_reads_who_said_it():
    """verdicts.py gets numbers alone: neither a source nor a figure ever reaches it."""
    tree = ast.parse((ROOT / "factsheet/model/verdicts.py").read_text("utf-8"))
    names = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} | {
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name)
    }
    assert not names & {"source", "sources", "figure", "via", "publisher", "profile"}
    modules = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert modules <= {
        "__future__",
        "collections.abc",
        "dataclasses",
        "fractions",
        "factsheet.model.intervals",
        "factsheet.model",
    }


def test_the_same_words_get_the_same_verdict_whoever_says_them(tmp_path):
    import shutil

    shutil.copytree(ROOT / "data", tmp_path / "data")
    for name in ("figures.csv", "claims.yml", "sources.yml", "facts.yml"):
        path = tmp_path / "data" / name
        text = path.read_text("utf-8")
        path.write_text(
            text.replace("viewus", "swapped").replace("thebl", "viewus").replace("swapped", "thebl"), "utf-8"
        )
    before = {r.id: (r.arithmetic, r.verdict) for r in claims.results(model.build(data.read(ROOT / "data")))}
    after = {r.id: (r.arithmetic, r.verdict) for r in claims.results(model.build(data.read(tmp_path / "data")))}
    swapped = {
        k.replace("viewus", "swapped").replace("thebl", "viewus").replace("swapped", "thebl"): v
        for k, v in before.items()
    }
    assert swapped == after


def exact(text, calculated=False, rise=False):
    return Stated(text, interval(text, "exact"), True, calculated, rise)


def flow(stated):
    """The same, described as events of a period."""
    return replace(stated, misdescribed=True)


def ev(current=99, **more):
    return Evidence(current=(Fraction(current),), **{k: tuple(map(Fraction, v)) for k, v in more.items()})


MORE = Stated("1000", interval("1000", "more-than"), threshold=True)
# For each row of the scale what passes it, and what passes it too but stops at a row above.
SCALE = {
    "matches": [(exact("12"), ev(12)), (Stated(), Evidence(holds=(False, True))), (flow(Stated()), Evidence(holds=(False,), flows=(True,)))],
    "matches-rounded": [(Stated("12", interval("12", "about")), ev("12.5"))],
    verdicts.DESCRIBED: [(flow(exact("12")), ev(12)), (flow(Stated("12", interval("12", "about"))), ev("12.5", earlier=[12]))],
    verdicts.BACKLOG: [(flow(Stated()), Evidence(holds=(True,), flows=(False, False)))],
    "matches-earlier-edition": [(exact("12"), ev(earlier=[12], mid_year=[12])), (Stated(), Evidence(holds=(False,), held_then=(True,))), (flow(exact("12")), ev(earlier=[12]))],
    "mid-year-figure": [(exact("12"), ev(mid_year=[12], other_dates=[12])), (flow(exact("12")), ev(mid_year=[12]))],
    "another-years-figure": [(exact("12"), ev(other_dates=[12, 13], sums=[12]))],
    "ratio-not-increase": [(exact("300", True, True), ev(200, ratios=[300], sums=[300]))],
    "sum-of-stocks": [(exact("30"), Evidence(sums=(Fraction(30),), other_scopes=(Fraction(30),))), (MORE, Evidence(sums=(Fraction(9000),), flow_sums=(Fraction(900),)))],
    "close-to-sum-of-stocks": [(exact("1000"), Evidence(sums=(Fraction(1004),), other_scopes=(Fraction(1000),)))],
    "different-scope": [(exact("12"), ev(13, other_scopes=[12]))],
    "near-miss": [(exact("123"), ev(153)), (flow(exact("123")), ev(153))],
    verdicts.NOT_SUPPORTED: [(exact("123"), ev(999)), (Stated(), Evidence(holds=(False,))), (flow(Stated()), Evidence(holds=(False,), flows=(False,))), (MORE, Evidence(sums=(Fraction(9000),), flow_sums=(Fraction(1001),)))],
    "cannot-be-checked": [(exact("123"), Evidence()), (Stated(), Evidence())],
}  # fmt: skip


@pytest.mark.parametrize("name", verdicts.VERDICTS)
def test_each_row_of_the_scale_is_given_where_no_row_above_it_passes(name):
    assert [judge(stated, found) for stated, found in SCALE[name]] == [name] * len(SCALE[name])


def test_the_rows_stand_in_the_order_of_the_editorial_standard():
    assert tuple(SCALE) == verdicts.VERDICTS


@pytest.mark.parametrize(
    ("verdict", "flags", "standing"),
    [
        ("matches", (), "right"),
        ("matches-rounded", ("another-places-words",), "partly-right"),
        ("matches-rounded", (verdicts.UNHEDGED,), "right"),
        (verdicts.DESCRIBED, ("stock-described-as-flow",), "partly-right"),
        (verdicts.BACKLOG, (), "partly-right"),
        ("matches-earlier-edition", (), "partly-right"),
        ("near-miss", (), "wrong"),
        (verdicts.NOT_SUPPORTED, (), "wrong"),
        ("cannot-be-checked", ("stock-described-as-flow",), "open"),
    ],
)
def test_a_number_right_in_its_value_alone_is_partly_right(verdict, flags, standing):
    assert verdicts.standing(verdict, flags) == standing


def test_a_value_of_several_other_years_is_not_another_years():
    assert (
        judge(exact("12"), Evidence(current=(Fraction(99),), other_dates=(Fraction(12), Fraction(12))))
        == "not-supported"
    )


def test_a_round_number_without_a_hedge_matches_what_it_may_be_rounded_from_and_is_flagged(toy):
    toy.edit("data/figures.csv", "otters-2020,survey-2022,2400", "otters-2020,survey-2022,2950")
    toy.edit(
        "data/figures.csv", '3000,nearly,kind=flow,survey-note,"nearly 3,000"', '3000,round,,survey-note,"3,000 otters"'
    )
    [found] = [r for r in claims.results(model.build(data.read(toy.root / "data"))) if r.id == "otters-2020@herald"]
    assert found.verdict == verdicts.ROUNDED and found.flags == ("rounded-without-a-hedge",)
    assert (
        judge(Stated("120000", interval("120000", "round")), Evidence(current=(Fraction(118476),))) == verdicts.ROUNDED
    )


@pytest.mark.parametrize(("text", "qualifier", "current", "verdict"), [("400", "at-most", 390, verdicts.ROUNDED), ("400", "at-most", 410, verdicts.NOT_SUPPORTED),
                         ("500/600", "between", 550, verdicts.ROUNDED), ("500/600", "between", 700, verdicts.NOT_SUPPORTED)])  # fmt: skip
def test_a_bound_and_a_range_are_judged_by_their_intervals(text, qualifier, current, verdict):
    assert judge(Stated(text, interval(text, qualifier)), Evidence(current=(Fraction(current),))) == verdict


def test_a_claim_that_a_level_has_doubled_is_refused_with_the_reason(toy):
    toy.edit("data/measures.yml", "kind: stock", "kind: level")
    claim = "- id: doubled\n  test: times\n  figure: rise-2015-2020@herald\n  left: otters-2015\n  right: otters-2020\n"
    toy.file("data/claims.yml").write_text(claim, "utf-8")
    assert any("a 'times' with 'otters-2015', a level" in p and "convention" in p for p in toy.problems())


@given(st.integers(1, 10**7), st.integers(0, 5))
def test_a_value_rounded_to_the_nearest_and_called_about_matches(value, zeros):
    rounded = round(value, -zeros)
    if rounded and 10**zeros <= min(last_place(str(rounded)), Fraction(rounded, 10)):  # u is never above a tenth
        stated = Stated(str(rounded), interval(str(rounded), "about"))
        assert judge(stated, Evidence(current=(Fraction(value),))) in ("matches", "matches-rounded")


# ---------------------------------------------------------------- what can be wrong with an entry

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


def test_a_forecast_is_shown_with_what_came_on_the_stock_and_on_new_claims(judged):
    (foretold,) = (r for r in judged.values() if r.forecast)
    assert foretold.verdict == "cannot-be-checked" and foretold.rivals == ()
    assert [o.holds for o in foretold.outcomes] == [True] and [o.holds for o in foretold.flows] == [False]


def test_published_sums_keep_all_digits_and_comparisons_their_totals(judged):
    published = {name: tables.claim(judged[name])["computed"] for name in EXPECTED["published"]}
    assert published == EXPECTED["published"]
    totals = [r for r in judged.values() if any(o.total for o in r.outcomes)]
    assert totals and all(tables.claim(r)["computed"] for r in totals)
