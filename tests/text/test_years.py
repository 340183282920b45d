"""Which digits in running text are years, and months of years."""

import pytest

from factsheet.text.numerals import find
from factsheet.text.years import is_year

KNOWN = {"2012", "2020", "2024"}


def taken(text, language="en"):
    return [n.text for n in find(text, language) if is_year(n, text, KNOWN, language)]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize(
    ("text", "years"),
    [("2024年底", ["2024"]), ("自2012年至2020年", ["2012", "2020"]), ("2012、2020和2024年", ["2012", "2020", "2024"]), ("2012—2020年", ["2012", "2020"]), ("2024年6月", ["2024", "6"]),
     ("2024 年 12 月底", ["2024", "12"]), ("（2024）", ["2024"]), ("in 2024", ["2024"]), ("end of 2024", ["2024"]), ("None is counted. 2012: otters", ["2012"])],
)  # fmt: skip
def test_a_year_before_its_sign_and_its_month_are_known_whatever_the_page_is_in(text, years, language):
    assert taken(text, language) == years


@pytest.mark.parametrize(
    "text",
    [
        "有2024人",
        "至2012人",
        "2012多人",
        "2012年代",
        "2013年底",
        "6月",
        "2013年6月",
        "2024年13月",
        "2024年6日",
        "约2024人",
        "2012万",
        "2012倍",
        "2024 people",
    ],
)
def test_a_number_that_only_looks_like_a_year_or_a_month_is_none(text):
    found = taken(text, "zh-Hans")
    assert found in ([], ["2024"] if text.startswith("2024年") else [])


def test_a_day_is_no_part_of_a_year():
    assert taken("2024年12月31日") == ["2024", "12"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "seit 2012"),
        ("de", "Ende 2020"),
        ("de", "im März 2020"),
        ("de", "im Marz 2020"),
        ("fr", "en août 2012"),
        ("fr", "en aout 2012"),
        ("fr", "en 2012"),
        ("fr", "depuis 2020"),
        ("es", "since 2012"),
    ],
)
def test_other_languages_lead_up_to_a_year_in_their_own_words_and_in_english(language, text):
    assert len(taken(text, language)) == 1


def test_a_year_may_begin_what_stands_behind_a_sentence_that_ends_in_a_number():
    assert taken("None after 2020. 2012: 14,234") == ["2020", "2012"]
    assert taken("There were 14. 2012 people came") == [] == taken("There were 3 2012: 14")
