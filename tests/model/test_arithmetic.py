"""Derived figures: formulas, uncertainty, and what is refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet import data, model
from factsheet.core.problems import Refusal
from factsheet.model import Fact, Figure, Measure, arithmetic
from factsheet.model.intervals import interval
from factsheet.model.periods import parse


@pytest.fixture
def sheet(toy):
    return model.build(data.read(toy.root / "data"))


def figure(
    value, qualifier="exact", period="2020-12-31", place="WLD", kind="stock", unit="otters", measure="m", source=None
):
    made = Fact(
        f"{measure}-{period}-{place}", "a fact", Measure(measure, "m", "d", unit, "p", kind), parse(period), place
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
