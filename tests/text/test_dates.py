"""Dates as texts print them."""

import pytest

from factsheet.text.dates import dates, is_date, spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("November 15, 2012", ["2012-11-15"]),
        ("15 November 2012", ["2012-11-15"]),
        ("in June 2021", ["2021-06"]),
        ("2012, the year that", ["2012"]),
        ("July\u00a01, 2020", ["2020-07-01"]),
        ("February 30, 2020", []),
        ("the 15th of November, 2012", ["2012-11-15"]),
    ],
)
def test_a_printed_date_is_read(text, expected):
    assert dates(text) == expected


def test_only_real_days_are_dates():
    assert is_date("2024-02-29") and is_date("2024-02") and is_date("2024")
    assert not any(map(is_date, ["2023-02-29", "2024-13", "24", "15/11/2012", "２０２４", ""]))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("am 24. Juni 2022", "de", "2022-06-24"),
        ("24.06.2022", "de", "2022-06-24"),
        ("le 1er juin 2021", "fr", "2021-06-01"),
        ("2012年11月15日", "zh-Hans", "2012-11-15"),
        ("2012年11月", "zh-Hant", "2012-11"),
    ],
)
def test_a_date_is_read_as_its_language_prints_it(text, language, expected):
    assert dates(text, language) == [expected]


@pytest.mark.parametrize(("text", "language"), [("on June 24", "en"), ("the 28th of May", "en"), ("am 24. Juni", "de"), ("le 24 juin", "fr"), ("6月24日", "zh")])  # fmt: skip
def test_a_day_without_a_year_is_a_date_that_names_no_year(text, language):
    assert [iso for _, _, iso in spans(text, language)] == [""] and dates(text, language) == []
