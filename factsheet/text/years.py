"""Which numerals in running text are years rather than quantities."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factsheet.text.numerals import MONTHS, Numeral, find

# Words that make a number of the year before them, whatever the subject.
UNITS = frozenset(
    "people persons person individuals individual men women children families household households countries times pages "
    "percent percentage years days months weeks hours dollars euros points usd eur km kg k m bn mn fold lives deaths death "
    "cases case claim claims citizens nationals".split()
)
_months = "|".join(MONTHS)
# What leads up to a year in running text; anything else may make a number of it.
_led_up = re.compile(
    rf"(?:^|[(\[“‘\"'·;:,/–—→÷+=|…]|\n|\b(?:in|of|to|from|since|until|till|by|after|before|against|dated|between|and|or|for|during|through|year|"
    rf"end|early|late|summer|winter|{_months})|[^\W\d_]-)\s*\Z",
    re.IGNORECASE,
)
# A year that is called one, and stands for itself: what follows it is a verb. In "in the year …" it may be a noun.
_called_year = re.compile(
    r"(?:^|[.!?:;,(“‘—]\s*|\b(?:and|but|that|when|because|while|if)\s+)the year\s+\Z", re.IGNORECASE
)
_run_on = re.compile(r"[\w%‰°²³$€£¥+]|\s+[$€£¥%+]|[.,]\d|\s+\d|\s+(?:or more|of them|of those|poor)\b", re.IGNORECASE)
_next_word = re.compile(r"[\s\u00a0]*-?[\s\u00a0]*([^\W\d]+(?:-[^\W\d]+)*)")
_NO_NOUNS = frozenset(
    "this does gives shows says tells stands rests rises falls counts was always less across towards "
    "years’ has is its as prints follows holds matches comes adds".split()
)


def is_year(numeral: Numeral, text: str, years: Iterable[str], units: frozenset[str]) -> bool:
    """Four bare digits of one of `years`, led up to as a year is, not followed by a unit."""
    if not re.fullmatch(r"(1[5-9]|20)\d\d", numeral.text, re.ASCII) or numeral.text not in years:
        return False
    # Near enough: what leads up to a year stands before it, with no more than spaces between.
    near = max(0, numeral.start - 200)
    if not _led_up.search(text, near, numeral.start) or _run_on.match(text, numeral.end):
        return False
    word = _next_word.match(text, numeral.end)
    if word is None:
        return True
    noun = word[1].lower()
    if noun in units or any(find(noun)):
        return False
    if _called_year.search(text, near, numeral.start):
        return True
    return not (noun.endswith("s") and len(noun) > 3 and noun not in _NO_NOUNS)


def unit_words(measures: Iterable[str]) -> frozenset[str]:
    """Words that turn a year before them into a number: units, and what measures count, as their texts name it."""
    words = set(UNITS)
    for measure in measures:
        plural = {w for w in re.findall(r"[a-z]+(?:-[a-z]+)*", measure.lower()) if w.endswith("s") and len(w) > 3}
        words |= plural | {w.removesuffix("s") for w in plural}
    return frozenset(words - {"across", "this", "less"})
