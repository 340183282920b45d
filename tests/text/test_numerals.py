"""What counts as a numeral on a page."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.text import numerals
from factsheet.text.numerals import find, grouped


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
