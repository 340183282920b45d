"""The closed interval that a value and its qualifier define.

Exact rational arithmetic throughout: a bound is never moved by rounding, so an interval
never excludes a value that its inputs allow.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass
from fractions import Fraction

from factsheet.model.periods import bounds

RANGE = "/"  # between the ends of a range: 500/600


@dataclass(frozen=True)
class Interval:
    """A closed interval [low, high]; None reaches to infinity."""

    low: Fraction | None
    high: Fraction | None

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return _reaches(self.low, other.high) and _reaches(other.low, self.high)

    def holds(self, value: Fraction) -> bool:
        """Whether `value` lies within."""
        return _reaches(self.low, value) and _reaches(value, self.high)

    @property
    def is_point(self) -> bool:
        """Whether it holds one value only."""
        return self.low is not None and self.low == self.high

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a value of each."""
        return Interval(
            None if None in (self.low, other.low) else self.low + other.low,
            None if None in (self.high, other.high) else self.high + other.high,
        )

    def __neg__(self) -> Interval:
        """Every value with its sign changed."""
        return Interval(None if self.high is None else -self.high, None if self.low is None else -self.low)

    def scaled(self, factor: int, plus: int = 0) -> Interval:
        """Every value times a positive factor, and something added."""
        low, high = (None if end is None else factor * end + plus for end in (self.low, self.high))
        return Interval(low, high)


def _reaches(low: Fraction | None, high: Fraction | None) -> bool:
    return low is None or high is None or low <= high


def last_place(text: str) -> Fraction:
    """The place value u of the last non-zero digit of a decimal number: 120,000 gives 10,000; 12.30 gives 0.1."""
    whole, _, rest = text.lstrip("-").partition(".")
    if kept := rest.rstrip("0"):
        return Fraction(1, 10 ** len(kept))
    return Fraction(10 ** (len(whole) - len(whole.rstrip("0")))) if whole.strip("0") else Fraction(1)


def interval(text: str, qualifier: str) -> Interval:
    """The closed interval of a decimal number with its qualifier.

    exact [v, v] · about [v − u/2, v + u/2] · nearly [v − u/2, v] · more-than [v, v + u] · at-least [v, ∞) ·
    at-most (−∞, v] · round [v − u/2, v + u/2] · between [low, high], with u as in `last_place`, and for about,
    nearly and round never above a tenth of the value.
    """
    if qualifier == "between":
        low, high = map(Fraction, text.split(RANGE))
        return Interval(low, high)
    value, unit = Fraction(text), last_place(text)
    near = min(unit, abs(value) / 10) if value else unit
    return {
        "exact": Interval(value, value),
        "about": Interval(value - near / 2, value + near / 2),
        "nearly": Interval(value - near / 2, value),
        "more-than": Interval(value, value + unit),
        "at-least": Interval(value, None),
        "at-most": Interval(None, value),
        "round": Interval(value - near / 2, value + near / 2),
    }[qualifier]


@functools.lru_cache(maxsize=4096)  # a figure is read for each page, chart and verdict that it is in
def number(text: str) -> Fraction:
    """A value as one number: of a range, its middle."""
    ends = [Fraction(end) for end in text.split(RANGE)]
    return sum(ends, Fraction(0)) / len(ends)


def is_round(text: str) -> bool:
    """Whether an unhedged number looks rounded: at most three significant digits, and at least three zeros at its end."""
    return re.fullmatch(r"-?[1-9]\d{0,2}0{3,}", text, re.ASCII) is not None


def date_interval(text: str) -> Interval:
    """The days of a date given to the day, month or year, as proleptic ordinals."""
    first, last = bounds(text)
    return Interval(Fraction(first.toordinal()), Fraction(last.toordinal()))


def significant(text: str) -> int:
    """How many significant digits a number has as typed; trailing zeros of a whole number do not count."""
    ends = [(end, end.lstrip("-").replace(".", "").lstrip("0")) for end in text.split(RANGE)]
    return min(max(1, len(digits if "." in end else digits.rstrip("0"))) for end, digits in ends)


def six_digits(value: Fraction) -> str:
    """A value to six significant digits, without exponent: 671.228."""
    return round_to(value, 6)


def round_to(value: Fraction, digits: int, places: int | None = None, outward: int = 0) -> str:
    """`value` to at most `digits` significant digits and `places` decimals; further digits become zeros.

    `outward` 0 rounds to the nearest, halves away from zero; -1 rounds down and 1 up, so that the
    ends of a range never exclude a value it contains.
    """
    if not value:
        return "0"
    keep = digits - _magnitude(abs(value))
    if places is not None:
        keep = min(keep, places)
    step = Fraction(10) ** -keep
    quotient = value / step
    if outward:
        units = math.floor(quotient) if outward < 0 else math.ceil(quotient)
    else:
        units = math.floor(abs(quotient) + Fraction(1, 2)) * (1 if value > 0 else -1)
    rounded = units * step
    whole, rest = divmod(abs(rounded.numerator) * 10 ** max(keep, 0) // rounded.denominator, 10 ** max(keep, 0))
    text = f"{whole}.{rest:0{keep}}".rstrip("0").rstrip(".") if keep > 0 else str(whole)
    return f"-{text}" if rounded < 0 else text


def _magnitude(value: Fraction) -> int:
    """How many digits stand before the point; 0.05 gives -1."""
    size = len(str(value.numerator)) - len(str(value.denominator))
    while value >= Fraction(10) ** size:
        size += 1
    while value < Fraction(10) ** (size - 1):
        size -= 1
    return size


def plain(value: Fraction | None) -> int | float | None:
    """A number for JSON: an int if it is whole, else a float; null where there is none."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)
