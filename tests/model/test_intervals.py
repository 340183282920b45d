"""Intervals of qualifiers, and rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.model.intervals import (
    Interval,
    date_interval,
    interval,
    is_round,
    last_place,
    round_to,
    significant,
    six_digits,
)


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        ("118476", "exact", 118476, 118476),
        ("12000", "about", 11500, 12500),
        ("120000", "nearly", 115000, 120000),
        ("193000", "more-than", 193000, 194000),
        ("60", "more-than", 60, 70),
        ("8", "at-least", 8, None),
        ("0", "about", Fraction(-1, 2), Fraction(1, 2)),
        ("100000", "about", 95000, 105000),
        ("1000000", "nearly", 950000, 1000000),
        ("100000", "more-than", 100000, 200000),
        ("400", "at-most", None, 400),
        ("12000", "round", 11500, 12500),
        ("100000", "round", 95000, 105000),
        ("500/600", "between", 500, 600),
        ("-1.2/0.3", "between", Fraction(-6, 5), Fraction(3, 10)),
        ("-20", "about", -21, -19),
        ("-1.25", "nearly", Fraction(-251, 200), Fraction(-5, 4)),
    ],
)
def test_a_qualifier_makes_a_closed_interval(text, qualifier, low, high):
    assert interval(text, qualifier) == Interval(*(None if end is None else Fraction(end) for end in (low, high)))


def test_the_unit_is_the_place_of_the_last_digit_that_is_not_zero():
    assert last_place("120000") == 10000
    assert last_place("12.30") == Fraction(1, 10)


def test_agreeing_and_conflicting_are_told_by_whether_intervals_meet():
    exact, nearly = interval("118476", "exact"), interval("120000", "nearly")
    assert exact.meets(nearly) and nearly.meets(exact)
    assert not interval("12362", "exact").meets(interval("15362", "exact"))
    assert not interval("12000", "about").meets(interval("15362", "exact"))
    assert interval("5", "at-least").meets(interval("9", "exact"))
    assert interval("5", "at-most").meets(interval("-9", "exact")) and interval("5", "at-most").meets(
        interval("5", "at-least")
    )
    assert not interval("5", "at-most").meets(interval("500/600", "between"))
    assert interval("120000", "round").holds(Fraction(118476))


def test_a_rounded_number_without_a_hedge_is_exact_and_conflicts_with_what_it_was_rounded_from():
    assert not interval("54", "exact").meets(interval("53.9", "exact"))
    assert interval("54", "about").meets(interval("53.9", "exact"))


def test_a_date_given_to_the_year_is_the_interval_of_the_year():
    assert date_interval("2012").holds(date_interval("2012-11-15").low)
    assert not date_interval("2012").meets(date_interval("2013"))


@pytest.mark.parametrize(
    ("value", "digits", "places", "expected"),
    [
        (Fraction(671228, 1000), 5, 0, "671"),
        (Fraction(771, 100), 5, 1, "7.7"),
        (Fraction(12345), 2, None, "12000"),
        (Fraction(-1, 2), 3, 0, "-1"),
        (Fraction(1, 30), 2, None, "0.033"),
        (Fraction(0), 3, 1, "0"),
        (Fraction(10), 1, 1, "10"),
        (Fraction(9996, 1000), 3, None, "10"),
    ],
)
def test_numbers_are_rounded_to_digits_and_places(value, digits, places, expected):
    assert round_to(value, digits, places) == expected


def test_six_significant_digits():
    assert six_digits(100 * (Fraction(118476, 15362) - 1)) == "671.228"


def test_trailing_zeros_of_a_whole_number_bear_no_digits():
    assert significant("12000") == 2
    assert significant("12.30") == 4


@pytest.mark.parametrize(("text", "told"), [("120000", True), ("12000", True), ("1000", True), ("125000", True), ("1234000", False), ("500", False), ("118476", False), ("-12000", True), ("12.000", False)])  # fmt: skip
def test_a_number_looks_round_with_three_digits_at_most_and_three_zeros_at_least(text, told):
    assert is_round(text) == told


numbers = st.fractions(min_value=-(10**7), max_value=10**7, max_denominator=997)


@given(numbers, st.integers(1, 8), st.one_of(st.none(), st.integers(0, 4)))
def test_rounding_outwards_shuts_nothing_out(value, digits, places):
    assert (
        Fraction(Decimal(round_to(value, digits, places, -1)))
        <= value
        <= Fraction(Decimal(round_to(value, digits, places, 1)))
    )


@given(st.integers(1, 10**7), st.integers(0, 6))
def test_a_rounded_number_called_about_holds_what_it_was_rounded_from(value, zeros):
    rounded = round(value, -zeros) if zeros else value
    # Within a tenth, where the interval is not cut short.
    if rounded and 10**zeros <= last_place(str(rounded)) <= Fraction(rounded, 10):
        assert interval(str(rounded), "about").holds(Fraction(value))
