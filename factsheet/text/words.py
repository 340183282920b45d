"""Number words of a language written with letters: where they stand in a row, and their value."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from decimal import Decimal

from factsheet.text import languages
from factsheet.text.languages import Language

SPACE = r"[\s\u00a0\u2009\u202f]"


def either(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first; a space in them may be any space."""
    listed = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", rf"{SPACE}+").replace("'", "['’]") for w in listed) or "(?!)"


@functools.lru_cache(maxsize=16)
def pattern(language: str) -> re.Pattern[str]:
    """Number words in a row, run together or set apart, perhaps with an ending such as -fold; or one word such as double."""
    table = languages.of(language)
    scales = either(table.scales)
    word = rf"(?:{either([*table.numbers, *table.scales, *table.one])})"
    behind = "|".join(f"(?<={re.escape(s)})" for s in table.scales)
    linking = rf"(?:(?:{either(table.linking)}){SPACE}+)?"
    joint = rf"(?:{SPACE}+(?=(?:{scales})(?!\w))|(?:{behind}){SPACE}+{linking}|{table.joint or '(?!)'})"
    if table.tag == "en":
        joint = rf"(?:{joint}|(?<=ty){SPACE}+(?=(?:{either(w for w, n in table.numbers.items() if n < 10)}|one)(?!\w)))"
    fold = rf"(?:[\s-]?(?P<fold>{either(table.fold)}))?"
    return re.compile(
        rf"(?<!\w)(?:(?P<multiple>{either(table.multiples)})|(?P<words>{word}(?:{joint}{word})*){fold})(?!\w)",
        re.IGNORECASE,
    )


@functools.lru_cache(maxsize=16)
def _split(language: str) -> re.Pattern[str]:
    table = languages.of(language)
    return re.compile(f"{either([*table.numbers, *table.scales, *table.one])}|und|and|et|[^\\W_]+")


def value(text: str, language: str, started: bool = False) -> tuple[Decimal | None, int]:
    """The value of number words in a row, None where they are no single number, and their last scale: hundertzwanzigtausend is 120000.

    `started` where an article before them stands for one: a million.
    """
    table = languages.of(language)
    total, current, last, linked = 0, 0, 10**18, False
    for word in _split(language).findall(text.lower()):
        if word in ("und", "and", "et"):
            linked = True
            continue
        if word in table.scales:
            scale = table.scales[word]
            if not started and word not in table.bare:
                return None, 1
            if scale >= last:
                return None, 1
            if scale >= 1000:
                total, current, last = total + (current or 1) * scale, 0, scale
            elif current >= 100:
                return None, 1
            else:
                current = (current or 1) * scale
        elif (number := 1 if word in table.one else table.numbers.get(word)) is not None:
            if started and not _fits(current, number, linked, table):
                return None, 1
            current += number
        else:
            return None, 1
        linked, started = False, True
    scale = table.scales.get(_split(language).findall(text.lower())[-1], 1)
    return Decimal(total + current), scale


def _fits(current: int, number: int, linked: bool, table: Language) -> bool:
    """Whether a word may be added to what stands before it: two hundred and ten, einundzwanzig, soixante-dix; not two three."""
    below = current % 100
    if table.tag == "de" and linked and 0 < below < 10:
        return number % 10 == 0 and number < 100
    if table.tag == "fr" and below in (60, 80):
        return number < 20
    return below == 0 or (below % 10 == 0 and below >= 20 and number < 10)
