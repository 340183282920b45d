"""Which bare years in running text are years rather than quantities: those before which a language sets what leads up to a year.

In 中文 a year stands before 年 or alone, and its month, in digits, behind that: 2024年6月, as June 2024 does in English.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from factsheet.text import hedges, languages, writing_systems
from factsheet.text.hanzi import HAN
from factsheet.text.languages import DEFAULT
from factsheet.text.numerals import Numeral

_year = r"(?:1[5-9]|20)\d\d"
# A year that nothing leads up to stands alone: between these signs, at the beginning of a sentence, or as all there is of a cell, a heading or an item.
_opened = re.compile(r"(?:\A|[(\[“‘\"'·;:,/–—→÷+=|…\n（「『：；，、]|[^\W\d_]-|[\w)][.?!。？！](?=\s|\Z))\s*\Z")
_ranged = re.compile(rf"\b{_year}\s*(?:to|and|or|–|-|→|/|至|到)\s*(?:the\s+)?\Z")
_closed = re.compile(
    rf"\s*(?:\Z|[()\]”’\"'·;:,./–—→÷+=|…\n?!（）」』：；，、。](?!\d)|(?:to|and|or|divided by|–|-|→|/)\s*(?:[a-z ]*\b)?{_year}\b|over\b|against\b|\[\d+\])",
    re.IGNORECASE,
)
_bare = re.compile(_year, re.ASCII)
_NEAR = 32  # characters; nothing that leads up to a year is longer
_day, _apart = re.compile(r"\s+\d{1,2},\s*\Z"), re.compile(r"[\s(\[“‘\"'-]+")
_last = re.compile(r"[^\W\d_](?=[\W\d_]*\Z)")
_run_on = re.compile(rf"[^\W{HAN}]|[%‰°²³$€£¥+]|[.,]\d|\s+\d")


_listed = "、，,和与與及或/–—~～至到-"  # between two years, of which only the last may have 年 behind it
_before_year = re.compile(rf"(?:\s?[{_listed}]\s?{_year})*\s?年(?!代)")
_month = re.compile(rf"({_year})\s?年\s?\Z")


def is_year(numeral: Numeral, text: str, years: Iterable[str], language: str = DEFAULT) -> bool:
    """Four bare digits of one of `years`, led up to as a year is or standing alone, and not changed by what follows.

    So is a month in digits behind such a year.
    """
    near = text[max(0, numeral.start - _NEAR) : numeral.start], text[numeral.end : numeral.end + _NEAR]
    if len(numeral.text) < 3:
        return _is_month(numeral.text, *near, years)
    if len(numeral.text) != 4 or not _bare.fullmatch(numeral.text) or numeral.text not in years:
        return False
    return _stands(*near, language)


def _is_month(digits: str, before: str, after: str, years: Iterable[str]) -> bool:
    """Whether digits are a month as 中文 prints it, in one of these years."""
    if not after.lstrip().startswith("月") or not (digits.isascii() and digits.isdigit() and 1 <= int(digits) <= 12):
        return False
    year = _month.search(before)
    return year is not None and year[1] in years


@functools.lru_cache(maxsize=4096)  # a page says "end of 2012" many times
def _stands(before: str, after: str, tag: str) -> bool:
    """Whether a year stands between these two texts."""
    if _before_year.match(after):
        return True
    letter = _last.search(before)
    tag = languages.beside(letter[0] if letter else "", tag) if not before.isascii() or tag[:2] == "zh" else tag
    if _run_on.match(after) or hedges.behind(after, 0, tag):
        return False
    said, (_, led, alike) = _said(before, tag), _phrases(tag)
    if said.endswith(led) or _ranged.search(before):
        return True
    return bool((said.endswith(alike) or _opened.search(before)) and _closed.match(after))


@functools.lru_cache(maxsize=16)
def _phrases(tag: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What leads up to a year in a language, and what leads up to a number as well; and what is between two words."""
    table, english = languages.of(tag), languages.of(DEFAULT)
    space = table.writing.space
    if not space:
        return space, (), ()
    # English stands in pages of other languages, as the labels of data do that nobody has translated.
    led = (*table.led, *table.months, *english.led, *(f"{part} of" for part in (*english.led_of, ",")))
    alike = (*table.led_alike, *english.led_alike)
    return space, _written(space, map(str.lower, led)), _written(space, alike)


def _written(space: str, words: Iterable[str]) -> tuple[str, ...]:
    """Words after a space, also as the audit reads them, which takes their accents off: März and Marz."""
    return tuple(dict.fromkeys(f"{space}{form}" for word in words for form in (word, writing_systems.plain(word))))


def _said(text: str, tag: str) -> str:
    """The words before a year, with one space between, and without a day of the month."""
    space = _phrases(tag)[0]
    return space + space.join(_apart.split(_day.sub("", text).lower().replace(",", " ,"))).rstrip()
