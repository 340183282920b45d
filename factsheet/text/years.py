"""Which bare years in running text are years rather than quantities: those before which a language sets what leads up to a year."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from factsheet.text import hedges
from factsheet.text.languages.en import MONTHS
from factsheet.text.numerals import Numeral

# Words right before a year, by language; those in `PARTS` with "of" between.
LEADS = {
    "en": (
        "in", "by", "from", "since", "until", "till", "through", "throughout", "during", "before", "after", "between", "dated", "year", "years", "early", "late", "mid", "spring", "summer", "autumn", "fall", "winter", "as of",
        *MONTHS,
    ),
    "zh": ("在", "自", "从", "從", "到", "至", "于", "於", "截至", "年"),
}  # fmt: skip
PARTS = {
    "en": ("end", "middle", "start", "beginning", "close", "half", "quarter", "course", "spring", "summer", "autumn", "fall", "winter", "edition",
           "figure", "figures", "told", "speak", "speaks", "spoke", "those", "that", "and", "or", "others", "count", "counts", "table", "tables", "data", "report", "law", "act", "census", "survey", *MONTHS),
    "zh": (),
}  # fmt: skip
_year = r"(?:1[5-9]|20)\d\d"
# A word that leads up to a year and to a number alike; after it a year stands alone too.
EITHER = {"en": ("to", "for", "and", "or", "against", "than"), "zh": ("和", "及", "与", "與")}
# A year that nothing leads up to stands alone: between these signs, or as all there is of a cell, a heading or an item.
_opened = re.compile(r"(?:\A|[(\[“‘\"'·;:,/–—→÷+=|…\n]|[^\W\d_]-)\s*\Z")
_ranged = re.compile(rf"\b{_year}\s*(?:to|and|or|–|-|→|/|至|到)\s*(?:the\s+)?\Z")
_closed = re.compile(
    rf"\s*(?:\Z|[()\]”’\"'·;:,./–—→÷+=|…\n?!](?!\d)|(?:to|and|or|divided by|–|-|→|/)\s*(?:[a-z ]*\b)?{_year}\b|over\b|against\b|\[\d+\])",
    re.IGNORECASE,
)
_bare = re.compile(_year, re.ASCII)
_NEAR = 32  # characters; nothing that leads up to a year is longer
_day, _apart = re.compile(r"\s+\d{1,2},\s*\Z"), re.compile(r"[\s(\[“‘\"'-]+")
_run_on = re.compile(r"[\w%‰°²³$€£¥+]|[.,]\d|\s+\d")


def is_year(numeral: Numeral, text: str, years: Iterable[str], language: str = "en") -> bool:
    """Four bare digits of one of `years`, led up to as a year is or standing alone, and not changed by what follows."""
    if len(numeral.text) != 4 or not _bare.fullmatch(numeral.text) or numeral.text not in years:
        return False
    tag = language.split("-")[0].lower()
    return _stands(text[max(0, numeral.start - _NEAR) : numeral.start], text[numeral.end : numeral.end + _NEAR], tag)


@functools.lru_cache(maxsize=4096)  # a page says "end of 2012" many times
def _stands(before: str, after: str, tag: str) -> bool:
    """Whether a year stands between these two texts."""
    if tag == "zh" and after.startswith("年"):
        return True
    if _run_on.match(after) or hedges.behind(after, 0, tag):
        return False
    said, (_, led, either) = _said(before, tag), _phrases(tag)
    if said.endswith(led) or _ranged.search(before):
        return True
    return bool((said.endswith(either) or _opened.search(before)) and _closed.match(after))


@functools.lru_cache(maxsize=16)
def _phrases(tag: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What leads up to a year in a language, and what leads up to a number as well; and what is between two words."""
    space = "" if tag == "zh" else " "
    leads, parts, either = (words.get(tag, words["en"]) for words in (LEADS, PARTS, EITHER))
    led = (*leads, *(f"{part} of" for part in (*parts, ",")))
    return space, tuple(space + word.lower() for word in led), tuple(space + word for word in either)


def _said(text: str, tag: str) -> str:
    """The words before a year, with one space between, and without a day of the month."""
    space = _phrases(tag)[0]
    return space + space.join(_apart.split(_day.sub("", text).lower().replace(",", " ,"))).rstrip()
