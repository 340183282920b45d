"""Words in Han characters that hold a number without being digits, and words that only look as if they did.

Both scripts are here: 两倍 and 兩倍 are one word, double. A single character that is a number, such as 三, is known to
Unicode and needs no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_HALF, _DOUBLE = Decimal("0.5"), Decimal(2)
_TIMES_DOUBLED = {"": 1, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5}
_digit = r"\d〇零一二三四五六七八九十百千万萬亿億两兩几幾"

_word = re.compile(
    rf"""
    (?P<double>[两兩双雙]\s?倍|翻\s?了?\s?倍)
    |
    翻\s?了?\s?(?P<doublings>[{"".join(_TIMES_DOUBLED)}]?)\s?番(?![茄薯禺])   # and not 番茄, a tomato
    |
    (?P<half>半\s?[数數])(?![据據字学學值组組码碼])                            # and not the 数据 of "half the data"
    |
    # Words in which the character is no number, unless they are the middle of one, as 万一 is in 两万一千,
    # or of two other words, as 统一 is in 系统一次.
    (?P<none>(?<![{_digit}])(?:一些|一旦|[两兩]者|第一|(?<![系传傳])[统統]一|(?<![上成近约約逾过過])[万萬]一)(?![{_digit}]))
    """,
    re.VERBOSE,
)


def words(text: str) -> Iterator[tuple[int, int, Decimal | None]]:
    """Where each such word begins and ends, and its value; None for a word that is no number at all."""
    for match in _word.finditer(text):
        value = None
        if match["double"]:
            value = _DOUBLE
        elif match["half"]:
            value = _HALF
        elif match["doublings"] is not None:
            value = _DOUBLE ** _TIMES_DOUBLED[match["doublings"]]
        yield match.start(), match.end(), value
