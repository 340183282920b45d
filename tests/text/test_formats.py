"""How numbers and dates are written in each language."""

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal

from factsheet.text import formats, languages
from factsheet.text.dates import dates
from factsheet.text.printed import read
from factsheet.text.units import PERCENT, TIMES, Unit

TAGS = ("en", "de", "fr", "zh-Hans", "zh-Hant")
DOLLAR, RATE = Unit("dollars", "$", "before"), Unit("deaths", per="100000")
SHOWN = [
    ("de", formats.number, ("118476.5",), "118.476,5"),
    ("de-CH", formats.number, ("118476.5",), "118’476.5"),
    ("fr", formats.number, ("118476.5",), "118\u202f476,5"),
    ("zh-Hans", formats.number, ("-118476",), "−118,476"),
    ("zh-Hant", formats.number, ("1158739",), "1,158,739"),
    ("zh-Hans", formats.quantity, ("120000", Unit("people"), "about"), "约120,000"),
    ("zh-Hant", formats.quantity, ("120000", Unit("people"), "about"), "約120,000"),
    ("zh-TW", formats.quantity, ("120000", Unit("people"), "about"), "約120,000"),
    ("zh-Hans", formats.quantity, ("120000", Unit("people"), "nearly"), "近120,000"),
    ("zh-Hans", formats.quantity, ("193000", Unit("people"), "more-than"), "逾193,000"),
    ("zh-Hans", formats.quantity, ("7", TIMES, "at-least"), "至少7倍"),
    ("zh-Hans", formats.quantity, ("7", PERCENT, "at-most"), "至多7%"),
    ("zh-Hans", formats.quantity, ("500/600", Unit("people"), "between"), "介于500与600之间"),
    ("zh-Hant", formats.quantity, ("5/6", PERCENT, "between"), "介於5%與6%之間"),
    ("zh-Hans", formats.quantity, ("12.5", RATE, "exact"), "每100,000中12.5"),
    ("zh-Hans", formats.quantity, ("182700000000", DOLLAR, "exact"), "$182,700,000,000"),
    ("zh-Hans", formats.derived, ("change", "671", None), "+671%"),
    ("zh-Hans", formats.derived, ("change", "660", "680"), "+660%至+680%"),
    ("zh-Hans", formats.derived, ("times", "7.6", "7.8"), "7.6至7.8倍"),
    ("zh-Hans", formats.derived, ("sum", "5", ""), "至少5"),
    ("zh-Hans", formats.day, ("2021-12-31",), "2021年12月31日"),
    ("zh-Hant", formats.day, ("2021-06",), "2021年6月"),
    ("zh-Hant", formats.unit, (TIMES,), "倍數（比值）"),
    ("de", formats.quantity, ("1500000", DOLLAR, "about"), "etwa $1,5 Millionen"),
    ("de", formats.quantity, ("500/600", PERCENT, "between"), "zwischen 500 und 600\u00a0%"),
    ("fr", formats.quantity, ("1500000", DOLLAR, "nearly"), "près de $1,5 million"),
    ("fr", formats.day, ("2021-01-01",), "1er janvier 2021"),
    ("es", formats.day, ("2021-12-31",), "31 de diciembre de 2021"),
    ("es", formats.number, ("118476.5",), "118.476,5"),
    ("xx", formats.day, ("2021-12-31",), "31 December 2021"),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "form", "given", "expected"), SHOWN)
def test_numbers_and_dates_are_written_as_the_language_writes_them(tag, form, given, expected):
    assert form(*given, tag=tag) == expected


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("value", ["0", "7.30", "118476", "1158739", "12.50"])
def test_what_is_written_in_a_language_is_read_back_with_its_value_and_qualifier(tag, value):
    for qualifier in ("exact", "about", "nearly", "more-than", "at-least", "at-most"):
        [number] = read(formats.quantity(value, Unit("people"), qualifier, tag), tag)
        assert (number.value, number.qualifier) == (value, qualifier)


@pytest.mark.parametrize("tag", [*TAGS, "de-CH", "fr-CH", "zh-TW"])
def test_dates_are_those_of_babel_and_are_read_back(tag):
    for month in range(1, 13):
        iso = f"2021-{month:02}-{month + 1:02}"
        british = {"en": "en_GB"}.get(tag, tag.replace("-", "_"))
        assert formats.day(iso, tag) == format_date(date.fromisoformat(iso), "long", british)
        assert dates(formats.day(iso, tag), tag) == [iso]
        assert dates(formats.day(iso[:7], tag), tag) == [iso[:7]]


@pytest.mark.parametrize("tag", ["en", "de", "fr"])
def test_scale_words_are_those_of_babel(tag):
    assert formats.scaled("1000000", tag) in ("1 million", "1 Million")  # where Babel has "1 millions" in French
    for value in ("1500000", "2000000", "3200000000", "182700000000", "19000000000000"):
        power = max(p for p in (6, 9, 12) if Decimal(value) >= 10**p)
        decimals = max(0, -Decimal(value).scaleb(-power).normalize().as_tuple().exponent)
        said = format_compact_decimal(Decimal(value), format_type="long", locale=tag, fraction_digits=decimals)
        assert formats.scaled(value, tag) == said.replace("\u00a0", " ")


@pytest.mark.parametrize("tag", [*TAGS, "de-CH", "de-AT", "fr-CH", "es", "en-GB"])
@pytest.mark.parametrize("value", ["0", "12", "999", "1000", "118476", "12.30", "-1158739.5"])
def test_groups_and_decimals_are_those_of_babel(tag, value):
    form = "#,##0" + ("." + "0" * len(value.partition(".")[2])).rstrip(".")
    said = format_decimal(Decimal(value), format=form, locale=tag.replace("-", "_"))
    assert formats.number(value, tag) == said.replace("-", "−")


def test_chinese_never_shortens_a_number():
    for tag in ("zh-Hans", "zh-Hant", "zh"):
        assert formats.scaled("118476000000", tag) == "118,476,000,000"


@pytest.mark.parametrize("tag", TAGS)
def test_every_qualifier_has_a_word_that_its_language_reads(tag):
    said = languages.qualifiers(tag)
    assert said.keys() == set(formats.QUALIFIERS)
    assert all(languages.hedges(tag)[word] == name for name, word in said.items() if word)
