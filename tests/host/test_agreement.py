"""Numbers in any words, units and languages: what two parts work out apart, agrees."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factsheet import model
from factsheet.audit import expected, quantities, times
from factsheet.core.problems import Refusal
from factsheet.data.fields.figures import QUALIFIERS
from factsheet.model import arithmetic, intervals
from factsheet.text import dates, formats, numerals, printed
from factsheet.text.languages import en
from factsheet.text.units import PERCENT, TIMES, Unit
from tests.host.test_fuzz import many, texts
from tests.model.test_arithmetic import figure

pytestmark = pytest.mark.slow

numbers = st.from_regex(model.NUMBER, fullmatch=True)
ranges = st.tuples(numbers, numbers).map("/".join).filter(lambda text: model.is_value(text, "between"))
stated = st.one_of(
    st.tuples(numbers, st.sampled_from([q for q in QUALIFIERS if q != "between"])),
    st.tuples(ranges, st.just("between")),
)


# ---------------------------------------------------------------- numerals


@many
@given(
    st.one_of(
        texts,
        st.lists(
            st.sampled_from(
                [
                    *en.ONES,
                    *en.TENS,
                    *en.SCALES,
                    "and",
                    "-",
                    " ",
                    "fold",
                    "%",
                    "1",
                    ",",
                    ".",
                    "٣",
                    "½",
                ]
            ),
            max_size=30,
        ).map("".join),
    )
)
def test_numerals_are_found_in_order_and_as_they_stand(text):
    found = list(numerals.find(text))
    assert all(text[n.start : n.end] == n.text and n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(any(n.start <= i < n.end for n in found) for i, c in enumerate(text) if c.isdigit())
    printed.read(text), dates.dates(text)


@many
@given(st.integers(2, 10**12))
@example(21)
@example(101)
@example(1001)
def test_a_number_is_read_in_digits_in_groups_and_in_words(number):
    for told_ in (str(number), f"{number:,}", f"{number:,}".replace(",", "\u202f"), spelled(number)):
        assert [p.value for p in printed.read(told_)] == [str(number)], told_


def spelled(number):
    """A whole number in English words."""
    names = {v: k for k, v in (en.ONES | en.TENS).items()}
    if number in names:
        return names[number]
    if number < 100:
        return f"{names[number // 10 * 10]}-{names[number % 10]}"
    for scale in ("trillion", "billion", "million", "thousand", "hundred"):
        size = en.SCALES[scale]
        if number >= size:
            rest = f" {spelled(number % size)}" if number % size else ""
            return f"{spelled(number // size)} {scale}{rest}"
    raise AssertionError(number)


# ---------------------------------------------------------------- values, worked out twice


# With tables of their own, and without: Spanish, and a language that nobody knows.
tags = st.sampled_from(["en", "en-IN", "de", "de-CH", "fr", "zh", "zh-Hans", "zh-Hant", "es", "xx"])


def row(made):
    """The audit's own view of a figure."""
    return expected.Row("f", "s", made.value, made.qualifier, "", "", made.fact.measure.unit, "stock", False, "", "f@s")


@many
@given(stated)
@example(("-0", "about"))
@example(("0.10", "nearly"))
def test_an_interval_holds_its_value_and_is_the_audits(said):
    made = intervals.interval(*said)
    assert made.holds(intervals.number(said[0])) and intervals.number(said[0]) == quantities.number(said[0])
    assert (made.low, made.high) == quantities.bounds(*said)


@many
@given(st.sampled_from([arithmetic.change, arithmetic.times, arithmetic.share, arithmetic.less]), stated, stated, tags)
def test_a_calculated_number_is_shown_as_the_audit_expects_in_each_language(formula, a, b, tag):
    over_time = formula in (arithmetic.change, arithmetic.times)
    first = figure(
        *a, place="NLK" if formula is arithmetic.share else "WLD", period="2015-12-31" if over_time else "2020-12-31"
    )
    second = figure(*b, place="NLK" if formula is arithmetic.less else "WLD")
    try:
        made = formula(first, second)
    except Refusal:
        return
    shown = formats.derived(made.name, *made.shown(), made.unit, tag)
    assert quantities.fault(shown, made.formula, [row(first), row(second)], tag) == ""


@many
@example(("100000000000000000.00000000000", "exact"), Unit("persons"), "fr")
@given(
    stated,
    st.sampled_from(
        [
            Unit("persons"),
            Unit("degrees", "°C"),
            Unit("dollars", "$", "before"),
            Unit("francs", "CHF", "before"),
            Unit("deaths", per="100000"),
            PERCENT,
            TIMES,
        ]
    ),
    tags,
)
def test_a_figure_is_printed_as_the_audit_expects_in_each_language(said, unit, tag):
    view = expected.Row("f", "s", *said, "", "", unit, "stock", False, "", "f@s")
    assert formats.quantity(said[0], unit, said[1], tag) == quantities.shown(view, tag)


@many
@given(st.dates(), tags)
def test_a_date_is_printed_as_the_audit_expects_in_each_language(day, tag):
    iso = day.isoformat()
    assert [formats.day(text, tag) for text in (iso, iso[:7], iso[:4])] == [
        times.spoken(text, tag) for text in (iso, iso[:7], iso[:4])
    ]
