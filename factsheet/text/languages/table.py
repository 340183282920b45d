"""The shape of a language's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


def counted(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """Words in the order of counting, each with its number."""
    return {word: first + n * step for n, word in enumerate(words.split())}


@dataclass(frozen=True, kw_only=True)
class Writing:
    """How the site itself writes numbers and dates in a language; grouping and decimal signs are Babel's.

    The words of the qualifiers are the first of the hedges in `Language.before`.
    """

    day: str = "{d} {m} {y}"  # {d}, {n}, {m} and {y} stand for day, month in digits or words, year
    month: str = "{m} {y}"
    first: str = ""  # what the first day of a month has behind it: 1er janvier
    space: str = " "  # between words
    between: tuple[str, str, str] = ("between ", " and ", "")  # around and between the ends of a range that is stated
    to: str = " to "  # between the ends of a calculated range
    percent: str = "%"
    both: bool = False  # whether each end of a range has the sign of a percentage: 66%至68%, but 66 to 68%
    times: str = " times"
    rate: str = "{value} per {base}"
    # Scale words by their power of ten, for one and for several of it; none where numbers are always written in full.
    scales: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    several: Decimal = Decimal(1)  # above this number a scale word is in the plural
    units: Mapping[str, str] = field(default_factory=dict)  # units by name, described without their sign


@dataclass(frozen=True, kw_only=True)
class Language:
    """How a language prints numbers. All words are in lower case; `one` is apart because it may be a pronoun or an article."""

    tag: str
    writing: Writing = field(default_factory=Writing)
    numbers: Mapping[str, int] = field(default_factory=dict)  # words that are added up: three, twenty
    one: tuple[str, ...] = ()
    scales: Mapping[str, int] = field(default_factory=dict)  # words that multiply what stands before them: million
    bare: tuple[str, ...] = ()  # scales that stand alone for one of themselves: German hundert, but not million
    plurals: tuple[str, ...] = ()  # scales without a value of their own: hundreds, millions
    joint: str = ""  # a pattern of what joins number words beside spaces around a scale: twenty-one, einundzwanzig
    linking: tuple[str, ...] = ()  # words behind a scale that link it with what is added: two hundred and ten
    ordinals: tuple[str, ...] = ()  # words that make of number words an ordinal or a part: two thirds
    letters: Mapping[str, int] = field(default_factory=dict)  # short scales, which stand only behind digits: bn, Mio.
    articles: tuple[str, ...] = ()  # before a scale, for one of it: a million
    several: tuple[str, ...] = ()  # words that leave a scale after them without a value: several million
    halves: Mapping[str, Decimal] = field(default_factory=dict)  # before a scale: half a million
    and_half: tuple[str, ...] = ()  # behind a number: two and a half
    multiples: Mapping[str, Decimal] = field(default_factory=dict)  # words with a value of their own: double, half
    fold: tuple[str, ...] = ()  # endings that make a ratio of a number: tenfold
    times: tuple[str, ...] = ()  # words behind a number that make a ratio of it
    percent: tuple[str, ...] = ()
    ordinal: str = ""  # a pattern of what makes an ordinal of digits: 28th
    minus: tuple[str, ...] = ()  # words before a number that make it negative
    falls: tuple[
        str, ...
    ] = ()  # words that make a change negative: it fell by a tenth; not with `reached` before the number
    reached: tuple[str, ...] = ()  # words between a fall and where it ended: it fell to ten
    months: tuple[str, ...] = ()
    dates: tuple[
        str, ...
    ] = ()  # patterns of dates, in which {d}, {n}, {m} and {y} stand for day, month in digits or words, year
    led: tuple[str, ...] = ()  # words right before a year in running text
    led_of: tuple[str, ...] = ()  # words that lead up to a year with "of" between
    led_alike: tuple[str, ...] = ()  # words that lead up to a year and to a number alike
    year: tuple[str, ...] = ()  # words before a number of four digits that make a year of it: since
    time: tuple[str, ...] = ()  # words behind a number that make a span of time of it: ten years
    lasting: Mapping[str, int] = field(default_factory=dict)  # words that say how many years: a decade
    named: tuple[str, ...] = ()  # words before a number that is only a name: page 12
    common: tuple[str, ...] = ()  # words, or characters, by which a text is seen to be in this language
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # hedges by qualifier; the first is printed
    behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unlike: tuple[str, ...] = ()  # words that end before a number as a hedge does and are none: 最近, 纽约
    unlike_behind: tuple[
        str, ...
    ] = ()  # words that begin behind a number as a hedge, a scale or a unit does and are none
    changes: tuple[str, ...] = ()  # words before a number that change it, and give it no qualifier: half, not
    units: tuple[
        str, ...
    ] = ()  # words behind a number that change it: percent, odd; a unit stands within the number's own element
    spans: tuple[tuple[str, str], ...] = ()  # what opens and joins a range: between, and; an opening may be empty
    parts: tuple[str, ...] = ()  # before or between the numbers of a part: one in ten
    per: tuple[str, ...] = ()  # before the base of a rate: per 100,000
    change: tuple[str, ...] = ()  # words that make of "10 to 20" a change and no range: from
    credits: tuple[str, ...] = ()  # patterns of phrases that credit {x} with what a sentence says: according to {x}
