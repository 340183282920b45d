"""Comparisons: whether figures stand to each other as words say, on a stock and on the events behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from factsheet.model import Figure, Sheet, arithmetic
from factsheet.model.claim_inputs import Reading
from factsheet.model.derived import Derived
from factsheet.model.flows import Series, Value

EQUAL = Fraction(5, 1000)  # two totals of which one is said to match the other


@dataclass(frozen=True)
class Outcome:
    """A comparison on one reading: the figures on its two sides, and whether it holds. One tested on the events
    behind a stock names their series."""

    test: str
    left: tuple[Value, ...]
    right: tuple[Value, ...]
    holds: bool
    series: Series | None = None

    @property
    def total(self) -> Derived | None:
        """What the right side adds up to, where that is what the left is compared with."""
        if self.test not in ("exceeds", "equals") or len(self.right) < 2:
            return None
        made = arithmetic.total_over_days(tuple(f for value in self.right for f in parts(value)))
        operands = tuple(
            o for value in self.right for o in (value.operands if isinstance(value, Derived) else (value,))
        )
        return replace(made, told=operands if len(operands) < len(made.inputs) else ())

    @property
    def without(self) -> tuple[str, ...]:
        """The places left out of the events of all places, as their rows break between the years compared."""
        summed = any(isinstance(value, Derived) for value in (*self.left, *self.right))
        return tuple(sorted(self.series.broken)) if self.series and summed else ()


def parts(value: Value) -> tuple[Figure, ...]:
    """The figures that a value is, or is made of."""
    return value.inputs if isinstance(value, Derived) else (value,)


def number(value: Value) -> Fraction:
    """A figure or a calculated number as a number."""
    return value.value if isinstance(value, Derived) else value.number


def holds(test: str, left: Sequence[Value], right: Sequence[Value], figure: Figure | None) -> bool:
    """Whether a comparison holds."""
    a, b = ([number(value) for value in side] for side in (left, right))
    if test == "rising":
        return all(x < y for x, y in pairwise(b))
    if test == "ranking":
        return all(x > y for x, y in pairwise(a)) and min(a) > max(b)
    if test == "range":
        return all(figure.interval.holds(x) for x in a)
    if test == "first-above":
        return all(x > figure.number for x in a) and all(x <= figure.number for x in b)
    total = sum(b, Fraction(0))
    if test == "exceeds":
        return sum(a, Fraction(0)) > total
    return total > 0 and abs(sum(a, Fraction(0)) - total) / total <= EQUAL


def on_events(sheet: Sheet, test: str, way: Reading, behind: Series, figure: Figure | None) -> Outcome | None:
    """A comparison on the events of one series; None where its rows can neither confirm nor refute it."""
    left, right = ([sheet.facts[f] for f in side] for side in (way.left, way.right))
    over_years = len({f.period.text for f in (*left, *right)}) > 1
    a, b = ([behind.beside(f, over_years) for f in side] for side in (left, right))
    if test == "ranking" and not over_years:
        b = list(behind.others(left))  # every place of which there is a row, not only the largest of the stock
    given = [value for value in b if value]
    if None in a or len(given) < _fewest(test):
        return None
    held, whole = holds(test, a, given, figure), len(given) == len(b)
    if not whole and (held or test == "equals"):
        return None  # what is missing might decide otherwise
    return Outcome(test, tuple(a), tuple(given), held, behind)


def _fewest(test: str) -> int:
    """How few facts may stand on the right of a comparison."""
    return {"rising": 2, "range": 0}.get(test, 1)
