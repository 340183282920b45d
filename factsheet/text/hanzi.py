"""Numbers in Han characters: words that hold one without being digits, and the value of those that are printed.

Both scripts are here: 两倍 and 兩倍 are one word, double. A single character that is a number, such as 三, is known to
Unicode and needs no list.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from factsheet.text.languages.zh import AMBIGUOUS, DIGITS, DOUBLINGS, FORMAL, FURTHER, NO_NUMBERS, SCALES, TENS

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # in a class of a pattern
letters = re.compile(f"[{HAN}]")

_HALF, _DOUBLE = Decimal("0.5"), Decimal(2)
_digit = r"\d〇零一二三四五六七八九十百千万萬亿億两兩几幾"
_signs = "".join([*DIGITS, *TENS, *SCALES, *FURTHER])
# One that begins or ends with a number's sign is none beside another such sign: 三百度 is no 百度.
_no_numbers = "|".join(
    f"{f'(?<![{_signs}])' if word[0] in _signs else ''}{word}{f'(?![{_signs}])' if word[-1] in _signs else ''}"
    for word in sorted(NO_NUMBERS, key=len, reverse=True)
)
# The same beside a number, which they do not change.
_adverb = "十分(?![之钟鐘])|[百]分[点點比率制]|千[万萬](?=[别別请請记記]|不要|不可|不能|注意|小心)|[万萬]分(?!之)|百姓"
_word = rf"""
    (?P<double>[两兩双雙]\s?倍|翻\s?了?\s?倍|加倍)
    |
    翻\s?了?\s?(?P<doublings>[{"".join(DOUBLINGS)}]?)\s?番(?![茄薯禺])   # and not 番茄, a tomato
    |
    (?P<half>半\s?[数數](?![据據字學学值組组碼码])                        # and not the 数据 of "half the data"
        |[一折]半|半[个個年]|[过過减減]半(?![岛島导導径徑数數])|[腰]\s?[斩斬])
    |
    (?P<loose>成倍|倍增|[俩倆仨])
    |
    # Words in which the character is no number, unless they are the middle of one, as 万一 is in 两万一千,
    # or of two other words, as 统一 is in 系统一次.
    (?P<none>(?<![{_digit}])(?:一些|一旦|[两兩]者|第一|(?<![系传傳])[统統]一|(?<![上成近約约逾过過])[万萬]一)(?![{_digit}])
        |(?<![{_signs}])(?:{_adverb})
        |(?<![{_digit}每])(?:[周週]|星期|礼拜|禮拜)[一二三四五六](?![{_digit}次天年个個人月倍])
        |{_no_numbers})
"""


@functools.cache  # compiled when first needed: it takes a tenth of a second, and many a site has no Han characters
def _words() -> re.Pattern[str]:
    return re.compile(_word, re.VERBOSE)


def words(text: str) -> Iterator[tuple[int, int, Decimal | None, bool]]:
    """Where each such word begins and ends, its value if it has one, and whether it says a number at all."""
    for match in _words().finditer(text):
        yield match.start(), match.end(), _said(match), not match["none"]


def _said(match: re.Match[str]) -> Decimal | None:
    """The value of a word."""
    if match["double"]:
        return _DOUBLE
    if match["half"]:
        return _HALF
    return _DOUBLE ** DOUBLINGS[match["doublings"]] if match["doublings"] is not None else None


_figures = r"\d+(?:[,，]\d+)*(?:\.\d+)?"
_sign = f"[{''.join([*DIGITS, *TENS, *SCALES])}]"
_more = r"[多余餘来來](?=[万萬亿億])|[几幾](?=[十百千万萬亿億])"
_no_tenths = "立为為功了员員都分熟就交果本绩績长長"  # behind 成, which is then no tenth: 成为
_parts, _of = "(?P<parts>[百千万萬]分之)?", f"(?P<of>分之(?:{_figures}|{_sign})+)?"
_tenths = f"(?P<tenths>成(?P<rest>半|{_sign})?(?![{_no_tenths}]))?"
NUMBER = re.compile(f"{_parts}(?P<number>(?:{_figures}|{_sign})(?:{_figures}|{_sign}|{_more})*){_of}{_tenths}")

# On a page a word comes first, and 一 alone is an article. What stands beside digits is part of the number only if it
# multiplies it (180,960万), since a number that a macro wrote may have any word behind it (180,960一直).
_unit = f"[{''.join([*TENS, *SCALES])}兆]"
_page = rf"""
    {_word}
    |
    (?P<formal>[{FORMAL}{AMBIGUOUS}]*[{FORMAL}][{FORMAL}{AMBIGUOUS}]*|[{AMBIGUOUS}]拾[{AMBIGUOUS}]*)[万萬亿億]?
    |
    {_parts}
    (?P<number>
        (?:(?<![人总總件次分系倍指参參多少户戶])[数數](?={_unit})|[几幾](?={_unit}))?
        (?:{_figures}(?={_unit}|分之|成)|(?<=分之){_figures}|(?!一+(?:[^{_signs}倍半成分]|成[{_no_tenths}]|分(?!之)|$))[{_signs}])
        (?:(?!{_adverb})(?:(?<={_unit}){_figures}|(?<!\d)[{_signs}]|{_unit}|{_more}))*
    )
    {_of}
    {_tenths}
"""


@functools.cache
def _on_page() -> re.Pattern[str]:
    return re.compile(_page, re.VERBOSE)


def numerals(text: str) -> Iterator[tuple[int, int, Decimal | None, bool]]:
    """Every number that Han characters make on a page, alone or with digits: where it stands, its value if it has one, and whether it is a percentage."""
    for match in _on_page().finditer(text):
        if match["none"] or (match["number"] and not letters.search(match[0])):
            continue
        if match["number"]:
            value, percent, _ = printed(match)
            yield match.start(), match.end(), value, percent
        else:
            yield match.start(), match.end(), _said(match), False


SINGLE = {sign: Decimal(unit) for sign, unit in {**TENS, **SCALES}.items() if sign != "十"}  # one of it, after a hedge
_grouped = re.compile(r"\d+(?:\.\d+)?|[1-9]\d{0,2}(?:[,，]\d{3})+(?:\.\d+)?|\D")
_piece = re.compile(rf"{_figures}|.")


def printed(match: re.Match[str]) -> tuple[Decimal | None, bool, bool]:
    """The value of a match of `NUMBER`, whether it is a percentage, and whether it stands for more than that: 十多万."""
    run = re.sub("[多余餘来來]", "", match["number"])
    more = len(run) < len(match["number"])
    value = None if re.search(f"[几幾数數{FURTHER}]", run) or match["of"] else _value(run)
    if match["tenths"]:
        rest = {"半": Decimal(5), None: Decimal(0)}.get(match["rest"])
        rest = Decimal(DIGITS.get(match["rest"], 0)) if rest is None else rest
        tenths = value is not None and value < 10
        return (10 * value + rest if tenths else None), True, more
    if match["parts"]:
        return (value if match["parts"] == "百分之" else None), True, more
    return value, False, more


def _value(run: str) -> Decimal | None:
    """The value of digits and characters in a row: 十二万, 11万8476, 二〇二一; None where it has more than one reading, as 两万一."""
    if run in SINGLE:
        return None  # a hundred of something only after a hedge; else part of a word, as 百 is in 百姓
    if all(sign in DIGITS for sign in run):
        unclear = len(run) == 2 and not set(run) & set("〇零")  # 三四 is three or four
        return None if unclear else Decimal("".join(str(DIGITS[sign]) for sign in run))
    total = section = Decimal(0)
    digit: Decimal | None = None
    # What the last unit was, what may still be added, and whether a zero or several figures say where it stands.
    last, bound, placed = 0, 10**13, True
    for piece in _piece.findall(run):
        if unit := TENS.get(piece):
            if unit >= bound or (digit is None and (section or (total and unit > 10))):
                return None
            section, digit, last, bound, placed = (
                section + (1 if digit is None else digit) * unit,
                None,
                unit,
                unit,
                False,
            )
        elif scale := SCALES.get(piece):
            part = section + (digit or 0)
            if last and total and scale >= total:
                return None
            total, section, digit = total + (part or 1) * scale, Decimal(0), None
            last, bound, placed = scale, scale, False
        elif piece in "〇零":
            placed = True
        elif digit is not None:
            return None
        else:
            if not _grouped.fullmatch(piece):
                return None
            digit = Decimal(DIGITS[piece]) if piece in DIGITS else Decimal(re.sub("[,，]", "", piece))
            if digit >= bound and last:
                return None
            placed = placed or len(piece) > 1
    if digit is not None and last > 10 and not placed:
        return None
    return total + section + (digit or 0)
