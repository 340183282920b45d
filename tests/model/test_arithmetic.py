"""Derived figures: formulas, uncertainty, and what is refused."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet import data, model
from factsheet.core.problems import Refusal
from factsheet.data import legal
from factsheet.model import Fact, Figure, Measure, arithmetic
from factsheet.model.intervals import Interval, interval
from factsheet.model.periods import parse
from factsheet.text.units import Unit


@pytest.fixture
def sheet(toy):
    return model.build(data.read(toy.root / "data"))


def figure(
    value, qualifier="exact", period="2020-12-31", place="WLD", kind="stock", unit="otters", measure="m", source=None
):
    made = Fact(
        f"{measure}-{period}-{place}",
        "a fact",
        Measure(measure, "m", "d", unit if isinstance(unit, Unit) else Unit(unit), "p", kind),
        parse(period),
        place,
    )
    return Figure(made, source, value, qualifier, interval(value, qualifier), (), "", "", "", "", 1)


def test_a_change_is_the_increase_and_not_the_ratio(sheet):
    made = arithmetic.change(sheet.shown("otters-2015"), sheet.shown("otters-2020"))
    assert made.value == 100
    assert made.shown() == ("100", None)
    assert made.formula == "100*(b/a-1)"


def test_a_sum_of_places_at_one_time_is_exact(sheet):
    made = arithmetic.total((sheet.shown("otters-2020-north"), sheet.shown("otters-2020-south")))
    assert made.value == 2400


def test_inexact_inputs_give_a_range():
    made = arithmetic.times(figure("12000", "about", "2012-12-31"), figure("120000", "nearly", "2021-12-31"))
    assert made.interval.low == Fraction(115000, 12500)
    assert made.shown() == ("9.2", "11")


def test_an_open_input_gives_an_open_range():
    assert arithmetic.times(figure("10", period="2012-12-31"), figure("30", "at-least")).shown() == ("3", "")


@pytest.mark.parametrize(
    ("value", "shown"),
    [("6712", "571"), ("1035", "3.5"), ("1075", "7.5"), ("1099", "9.9"), ("1100", "10"), ("900", "-10")],
)
def test_a_percentage_is_whole_from_ten_and_has_one_decimal_below(value, shown):
    assert arithmetic.change(figure("1000", period="2012-12-31"), figure(value)).shown() == (shown, None)


def test_no_more_digits_are_shown_than_the_inputs_bear():
    assert arithmetic.change(figure("12", period="2012-12-31"), figure("41")).shown() == ("240", None)


REFUSED = {
    "a stock summed over days": lambda s: arithmetic.total((figure("1"), figure("2", period="2019-12-31", place="NLK"))),
    "a stock added to a flow": lambda s: arithmetic.total((figure("1", place="A"), figure("2", place="B", kind="flow", period="2020"))),
    "persons added to cases": lambda s: arithmetic.total((figure("1", place="A"), figure("2", place="B", unit="cases", measure="c"))),
    "a place counted twice": lambda s: arithmetic.total((figure("1", place="A"), figure("2", place="A"))),
    "a part added to the whole": lambda s: arithmetic.total((figure("1", place="A"), figure("2", place="WLD"))),
    "a sum of one": lambda s: arithmetic.total((figure("1", place="A"),)),
    "the press's sum": lambda s: arithmetic.times(figure("1", kind="sum", period="2012/2020"), figure("2", kind="sum", period="2012/2021")),
    "mid-year against year-end": lambda s: arithmetic.change(figure("1", period="2020-06-30"), figure("2")),
    "unlike measures": lambda s: arithmetic.times(figure("1", measure="a", period="2012-12-31"), figure("2", measure="b")),
    "unlike places": lambda s: arithmetic.times(figure("1", place="A", period="2012-12-31"), figure("2", place="B")),
    "division by zero": lambda s: arithmetic.times(figure("0", period="2012-12-31"), figure("2")),
    "division by what may be zero": lambda s: arithmetic.times(figure("0", "about", "2012-12-31"), figure("2")),
    "a share of another time": lambda s: arithmetic.share(figure("1", place="A", period="2019-12-31"), figure("2")),
    "a share of another unit": lambda s: arithmetic.share(figure("1", unit="dens"), figure("2")),
    "a part larger than its whole": lambda s: arithmetic.share(figure("3", place="A"), figure("2")),
    "a whole as part": lambda s: arithmetic.share(figure("1"), figure("2", place="A")),
    "a percentage of percentages": lambda s: arithmetic.change(figure("1", kind="ratio", unit="%"), figure("2", kind="ratio", unit="%")),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case, sheet):
    with pytest.raises(Refusal) as refusal:
        REFUSED[case](sheet)
    assert refusal.value.fix


hedges = st.sampled_from(["exact", "about", "nearly", "more-than"])
counts = st.integers(10, 10**6)


@given(counts, hedges, counts, hedges, st.fractions(0, 1), st.fractions(0, 1))
def test_no_true_value_that_the_inputs_allow_is_shut_out(a, qa, b, qb, at_a, at_b):
    one, other = figure(str(a), qa, "2012-12-31"), figure(str(b), qb)
    true_a = one.interval.low + at_a * (one.interval.high - one.interval.low)
    true_b = other.interval.low + at_b * (other.interval.high - other.interval.low)
    assert arithmetic.times(one, other).interval.holds(true_b / true_a)
    assert arithmetic.change(one, other).interval.holds(100 * (true_b / true_a - 1))


def level(value, period, qualifier="exact"):
    return figure(value, qualifier, period, kind="level", unit=Unit("degrees", "°C"))


def flow(value, period, place="WLD", qualifier="exact", measure="m"):
    return figure(value, qualifier, period, place, "flow", measure=measure)


def test_the_difference_of_two_levels_keeps_their_decimals_and_their_unit():
    made = arithmetic.less(level("1.55", "2024"), level("-1.2", "2023"))
    assert (made.shown(), made.formula, made.unit.symbol) == (("2.75", None), "a-sum", "°C")


def test_a_whole_less_its_parts_is_what_is_left_and_as_sure_as_they_are():
    made = arithmetic.less(figure("153564"), figure("63169", place="IND"))
    assert made.shown() == ("90395", None)
    assert arithmetic.less(figure("150", "about"), figure("50", "at-most", place="IND")).shown() == ("95", "")


def test_what_is_left_of_a_whole_has_no_break_that_a_part_taken_from_it_shares():
    def broken(value, place, told):
        made = figure(value, place=place)
        return replace(made, fact=replace(made.fact, coverage_break=told))

    whole, part, other = broken("100", "WLD", "north"), broken("40", "NOR", "north"), broken("40", "NOR", "else")
    assert arithmetic.less(whole, part).broken == ()
    assert arithmetic.less(whole, other).broken == (whole, other)
    assert arithmetic.less(broken("100", "WLD", ""), part).broken == (part,)
    assert arithmetic.share(part, whole).broken == (part, whole)


def test_a_flow_is_added_up_over_periods_that_do_not_overlap():
    made = arithmetic.total_over_periods((flow("12.20", "2021"), flow("12.25", "2020")))
    assert made.shown() == ("24.45", None) and [f.fact.period.text for f in made.inputs] == ["2020", "2021"]


def test_a_rate_is_the_favourable_part_of_all_outcomes():
    outcomes = [flow(n, "2024", measure=m) for n, m in (("410", "full"), ("90", "in-part"), ("500", "refused"))]
    made = arithmetic.rate(*outcomes)
    assert (made.value, made.shown(), made.formula) == (50, ("50", None), "100*(a+b)/(a+b+c)")
    assert arithmetic.rate(*outcomes[:2], flow("500", "2024", qualifier="at-least", measure="refused")).shown() == (
        "0",
        "50",
    )


ILLEGAL = {
    "a level's change": lambda: arithmetic.change(level("1.2", "2023"), level("1.55", "2024")),
    "a level's ratio": lambda: arithmetic.times(level("1.2", "2023"), level("1.55", "2024")),
    "a share of a level": lambda: arithmetic.share(level("1.2", "2024"), level("1.55", "2024")),
    "levels added up": lambda: arithmetic.total((level("1.2", "2023"), level("1.55", "2024"))),
    "levels added up over time": lambda: arithmetic.total_over_periods((level("1.2", "2023"), level("1.55", "2024"))),
    "rates added up": lambda: arithmetic.total((figure("1", kind="rate", place="A"), figure("2", kind="rate", place="B"))),
    "a share of rates": lambda: arithmetic.share(figure("1", kind="rate", place="A"), figure("2", kind="rate")),
    "stocks added up over time": lambda: arithmetic.total_over_periods((figure("1", period="2019-12-31"), figure("2"))),
    "counts added up over time": lambda: arithmetic.total_over_periods((figure("1", kind="count", period="2019"), figure("2", kind="count", period="2020"))),
    "flows of periods that overlap": lambda: arithmetic.total_over_periods((flow("1", "2019/2020"), flow("2", "2020"))),
    "flows of two places over time": lambda: arithmetic.total_over_periods((flow("1", "2019", "A"), flow("2", "2020", "B"))),
    "a part of another time": lambda: arithmetic.less(figure("9"), figure("1", period="2019-12-31", place="A")),
    "parts that are more than the whole": lambda: arithmetic.less(figure("9"), figure("6", place="A"), figure("4", place="B")),
    "a part twice": lambda: arithmetic.less(figure("9"), figure("1", place="A"), figure("1", place="A")),
    "a whole less cases": lambda: arithmetic.less(figure("9"), figure("1", place="A", unit="cases", measure="c")),
    "the press's sum less a part": lambda: arithmetic.less(figure("9", kind="sum", period="2012/2020"), figure("1", kind="sum", period="2012/2020", place="A")),
    "a rate of two years": lambda: arithmetic.rate(flow("1", "2023", measure="a"), flow("2", "2024", measure="b"), flow("3", "2024", measure="c")),
    "a rate of two outcomes": lambda: arithmetic.rate(flow("1", "2024", measure="a"), flow("2", "2024", measure="b")),
    "a divisor that may be below zero": lambda: arithmetic.times(figure("9", "at-most", "2012-12-31"), figure("2")),
}  # fmt: skip


@pytest.mark.parametrize("case", ILLEGAL)
def test_what_a_kind_does_not_allow_is_refused_with_the_reason(case):
    with pytest.raises(Refusal) as refusal:
        ILLEGAL[case]()
    assert refusal.value.fix


def test_every_kind_says_why_it_is_refused():
    operations = {operation for allowed in legal.LEGAL.values() for operation in allowed}
    for kind, allowed in legal.LEGAL.items():
        assert all(legal.refusal(o, [kind]) for o in operations - set(allowed))


@pytest.mark.parametrize(
    ("top", "bottom"), [(("-6", "-4"), ("2", "3")), (("-6", "4"), ("2", "3")), (("4", "6"), ("2", "3"))]
)
def test_a_quotient_holds_every_quotient_of_its_ends(top, bottom):
    above, below = (Interval(*map(Fraction, ends)) for ends in (top, bottom))
    found = [x / y for x in (above.low, above.high) for y in (below.low, below.high)]
    assert arithmetic.quotient(above, below) == Interval(min(found), max(found))
