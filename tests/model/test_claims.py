"""Claims and verdicts: the worked list of the editorial standard, and what verdicts follow from."""

import ast
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet import data, model
from factsheet.data.published_files import FLAGS, VERDICTS
from factsheet.model import claims, verdicts
from factsheet.model.intervals import interval, last_place
from factsheet.model.verdicts import Evidence, Stated, judge
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


def test_a_forecast_is_shown_with_what_came_on_the_stock_and_on_new_claims(judged):
    (foretold,) = (r for r in judged.values() if r.forecast)
    assert foretold.verdict == "cannot-be-checked" and foretold.rivals == ()
    assert [o.holds for o in foretold.outcomes] == [True] and [o.holds for o in foretold.flows] == [False]


def test_published_sums_keep_all_digits_and_comparisons_their_totals(judged):
    published = {name: tables.claim(judged[name])["computed"] for name in EXPECTED["published"]}
    assert published == EXPECTED["published"]
    totals = [r for r in judged.values() if any(o.total for o in r.outcomes)]
    assert totals and all(tables.claim(r)["computed"] for r in totals)
