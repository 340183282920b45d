"""Words that tell of events, tested on the events behind a stock: what a series of them covers, and what it leaves out."""

import pytest

from factsheet import data, model
from factsheet.model import claims

MEASURES = """\
litters:
  label: Litters
  definition: Litters born in the year.
  unit: litters
  population: litters
  kind: flow
"""
CLAIM = """\
- id: herald-rising
  source: herald
  quote: more and more otters born
  locator: 1
  worded: kind=flow
  test: rising
  right: [otters-2018, otters-2019, otters-2020]
"""


def year_ends(*counts):
    """Facts and figures of the stock at the ends of these years, in all lakes."""
    facts = "".join(
        f"otters-{y}: {{label: Otters, measure: otters, period: {y}-12-31, place: WLD}}\n" for y, _ in counts
    )
    return facts, "".join(f'otters-{y},survey-2022,{n},exact,,,,"table otters; year={y}",\n' for y, n in counts)


def births(*counts, broken="", measure="births"):
    """Facts and figures of the events, by year and lake."""
    facts = "".join(
        f'{measure}-{y}-{p.lower()}: {{label: Births, measure: {measure}, period: "{y}", place: {p}'
        + (", break: Another office counts." if f"{y} {p}" == broken else "")
        + "}\n"
        for y, p, _ in counts
    )
    rows = "".join(
        f'{measure}-{y}-{p.lower()},survey-2022,{n},exact,,,,"table births; year={y}, lake={p}",\n'
        for y, p, n in counts
    )
    return facts, rows


@pytest.fixture
def judged(toy):
    toy.edit("data/measures.yml", "  kind: stock\nbirths", "  kind: stock\n  flows: [births, litters]\nbirths")
    toy.add("data/measures.yml", MEASURES)

    def judge(claim, *parts):
        stock = year_ends((2018, 100), (2019, 200))
        for facts, rows in (stock, *parts):
            toy.add("data/facts.yml", facts)
            toy.add("data/figures.csv", rows)
        toy.file("data/claims.yml").write_text(claim)
        found = data.read(toy.root / "data")
        assert toy.problems() == []
        return next(r for r in claims.results(model.build(found)) if r.id == "herald-rising")

    return judge


FALLING = births((2018, "NLK", 30), (2019, "NLK", 20), (2020, "NLK", 10))
RISING = births((2018, "NLK", 10), (2019, "NLK", 20), (2020, "NLK", 30))


def test_what_holds_for_the_stock_and_fails_for_its_events_is_true_of_the_backlog(judged):
    result = judged(CLAIM, FALLING)
    assert (result.verdict, result.flags) == ("true-of-backlog-only", ("stock-described-as-flow",))


def test_what_holds_for_the_events_it_tells_of_matches_and_is_no_misdescription(judged):
    result = judged(CLAIM, RISING)
    assert (result.verdict, result.flags) == ("matches", ())


def test_it_fails_only_where_it_fails_in_every_unit(judged):
    assert (
        judged(CLAIM, FALLING, births((2018, "NLK", 1), (2019, "NLK", 2), (2020, "NLK", 3), measure="litters")).verdict
        == "matches"
    )


def test_words_that_name_the_stock_are_not_tested_on_its_events(judged):
    result = judged(CLAIM.replace("  worded: kind=flow\n", ""), FALLING)
    assert (result.verdict, result.flows) == ("matches", ())


def test_a_series_that_covers_a_part_can_refute_but_not_confirm(judged):
    assert judged(CLAIM, births((2019, "NLK", 20), (2020, "NLK", 30))).flows == ()


def test_a_part_that_fails_refutes(judged):
    assert judged(CLAIM, births((2019, "NLK", 30), (2020, "NLK", 20))).verdict.startswith("true-of-backlog")


def test_without_a_series_it_is_judged_on_the_stock_and_flagged(judged):
    result = judged(CLAIM)
    assert (result.verdict, result.flags) == ("matches", ("stock-described-as-flow",))


def test_a_place_whose_rows_break_is_left_out_over_years(judged):
    broken = births((2018, "SLK", 1), (2019, "SLK", 500), (2020, "SLK", 999), broken="2019 SLK")
    result = judged(CLAIM, FALLING, broken)
    assert result.verdict.startswith("true-of-backlog") and result.flows[0].holds is False


RANKED = CLAIM.replace("test: rising\n  right: [otters-2018, otters-2019, otters-2020]", "test: ranking\n  left: otters-2020-north\n  right: otters-2020-south")  # fmt: skip


def test_places_are_ranked_among_all_that_have_a_row_with_their_breaks(judged):
    assert judged(RANKED, births((2020, "NLK", 3), (2020, "SLK", 5), broken="2020 SLK")).verdict.startswith(
        "true-of-backlog"
    )


def test_a_place_without_a_row_cannot_be_ranked(judged):
    result = judged(RANKED, births((2020, "SLK", 5)))
    assert (result.verdict, result.flows) == ("matches", ())


def test_only_a_stock_has_events_behind_it(toy):
    toy.edit("data/measures.yml", "  kind: flow\n", "  kind: flow\n  flows: [births]\n")
    assert any("'births' (flow) names 'births' (flow) among its flows" in p for p in toy.problems())
