"""The reader of printed numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.text import numerals
from factsheet.text.numerals import dates, find, grouped, is_date, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("118,476", "118476"),
        ("almost 90 millions last year", "90000000"),
        ("a tenfold increase", "10"),
        ("a ten-fold increase", "10"),
        ("the 69-page document", "69"),
        ("surpassed one million", "1000000"),
        ("two hundred and ten thousand", "210000"),
        ("three methods", "3"),
        ("surged by 1,426%", "1426"),
        ("just one percent", "1"),
        ("more than double", "2"),
        ("12.30 metres", "12.30"),
        ("a drop of −5 points", "-5"),
        ("118\u202f476", "118476"),
        ("twenty-one people", "21"),
        ("a hundred and one", "101"),
        ("two hundred one", "201"),
        ("sevenhundredandten", "710"),
        ("two_million", "2000000"),
    ],
)
def test_a_printed_number_is_read(text, expected):
    assert values(text) == [Decimal(expected)]


def test_a_scale_multiplies_the_number_before_it_and_is_no_number_of_its_own():
    assert Decimal(1000000) not in values("90 millions")
    assert Decimal(90) not in values("90 millions")


@pytest.mark.parametrize(
    "text",
    ["half of them", "two million", "twentyfold", "doubled", "seventy percent", "dozens", "a quarter", "twice", "½", "²", "二十",
     "١٢", "the second largest", "two-thirds", "one in ten", "covid19", "zero", "Ⅳ", "hundreds of thousands", "１２", "World War II", "MMXXI", "a couple of days", "a score of them", "🔟", "⚂", "the twenty-first"],
)  # fmt: skip
def test_number_words_and_foreign_digits_are_numerals(text):
    assert list(find(text))


@pytest.mark.parametrize(
    "text",
    [
        "no one knew",
        "one can be in several",
        "often",
        "a manifold",
        "unfold",
        "weight",
        "freight",
        "first",
        "Xi",
        "Washington DC",
        "model X",
        "a couple",
        "a good score",
        "a decade",
    ],
)
def test_words_that_only_look_like_numbers_are_not(text):
    assert not list(find(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("November 15, 2012", ["2012-11-15"]),
        ("15 November 2012", ["2012-11-15"]),
        ("in June 2021", ["2021-06"]),
        ("2012, the year that", ["2012"]),
        ("July\u00a01, 2020", ["2020-07-01"]),
        ("February 30, 2020", []),
    ],
)
def test_a_printed_date_is_read(text, expected):
    assert dates(text) == expected


def test_only_real_days_are_dates():
    assert is_date("2024-02-29") and is_date("2024-02") and is_date("2024")
    assert not any(map(is_date, ["2023-02-29", "2024-13", "24", "15/11/2012", "２０２４", ""]))


def test_a_badly_grouped_number_is_no_number():
    assert grouped("1,18,476") is None and grouped("118,47") is None


@given(
    st.lists(
        st.sampled_from(
            [*numerals._vocabulary, "fivefold", "fold", "forty", "hand", "in", "every", "out", "of", "and", "cent", "quintet", "12,345", "7", "٣",
             "½", "-", "−", "+", "%", "‰", " ", "\n", ".", "'", "_", "é", "ſix", "otter", "tension", "VII", "XL", "MMXX", "Xi"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_looking_only_where_a_numeral_can_begin_misses_none(parts):
    text = "".join(parts)
    assert [m.span() for m in numerals.tokens(text)] == [m.span() for m in numerals.TOKEN.finditer(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("两倍", "2"), ("兩倍", "2"), ("双倍", "2"), ("雙倍", "2"), ("半数", "0.5"), ("半數", "0.5"), ("翻番", "2"),
        ("翻一番", "2"), ("翻了一番", "2"), ("翻了番", "2"), ("翻两番", "4"), ("翻了兩番", "4"), ("翻倍", "2"),
    ],
)  # fmt: skip
def test_words_for_double_and_half_in_chinese_are_one_numeral_with_a_value(text, expected):
    for around in ("{}", "人数增至{}以上。", "超过{}的申请", "近{}，"):
        sentence = around.format(text)
        [found] = find(sentence)
        assert (found.text, found.value) == (text, Decimal(expected))
        assert sentence[found.start : found.end] == text


@pytest.mark.parametrize("text", ["十二万", "12万", "百分之五", "三分之一", "两万一", "三万一千", "二十一些", "第一百次", "传统一百年", "系统一万人", "上万一线", "翻3番"])  # fmt: skip
def test_a_number_in_chinese_is_found_whatever_words_it_resembles(text):
    assert list(find(text))


@pytest.mark.parametrize(
    "text",
    [
        "一些人", "某些", "统一的口径", "統一公布", "第一次", "万一发生", "萬一如此", "一旦被拒", "双方都说", "雙方", "两者都是", "兩者皆然",
        "朝鲜半岛", "半島", "另半数据", "后半数字", "翻番茄", "番号", "数据", "倍感意外",
    ],
)  # fmt: skip
def test_words_in_chinese_that_only_hold_the_sign_of_a_number_are_not_numerals(text):
    assert not list(find(text))
