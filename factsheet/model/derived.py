"""Derived figures: numbers calculated from figures, which keep their formula, their inputs and the uncertainty of these."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from fractions import Fraction

from factsheet.model import intervals
from factsheet.model.fact import Figure, Measure
from factsheet.model.intervals import Interval
from factsheet.model.source import Source
from factsheet.text.units import Unit

FORMULAS = {
    "change": "100*(b/a-1)",
    "times": "b/a",
    "share": "100*a/b",
    "sum": "sum",
    "count": "count",
    "difference": "a-sum",
    "rate": "100*(a+b)/(a+b+c)",
}
ALL = 99  # digits: no limit
ADDED = ("sum", "count", "difference")  # these keep the decimals and the unit of their inputs


@dataclass(frozen=True)
class Total:
    """All figures that a source gives of a measure of events in a period, in every place but some.

    It is an input that stands for hundreds: told by its measure and period, and counted as what they add up to.
    """

    figures: tuple[Figure, ...]
    period: str
    without: tuple[str, ...] = ()

    @property
    def measure(self) -> Measure:
        """What is counted."""
        return self.figures[0].fact.measure

    @property
    def source(self) -> Source:
        """Who counts it."""
        return self.figures[0].source

    @property
    def key(self) -> str:
        """`measure[period]@source`, with the places left out: births[2012/2021,-FLO]@survey."""
        return (
            f"{self.measure.id}[{','.join((self.period, *(f'-{place}' for place in self.without)))}]@{self.source.id}"
        )

    @property
    def number(self) -> Fraction:
        """What the figures add up to."""
        return sum((f.number for f in self.figures), Fraction(0))

    @property
    def interval(self) -> Interval:
        """The same, with the uncertainty of each."""
        return functools.reduce(Interval.__add__, (f.interval for f in self.figures))


Operand = Figure | Total


@dataclass(frozen=True)
class Derived:
    """A number calculated from figures. `value` is the formula on the values as stated; `interval` is what the inputs'
    qualifiers allow it to be. Where some of its inputs are told together, `told` has each input or total in order."""

    name: str
    inputs: tuple[Figure, ...]
    value: Fraction
    interval: Interval
    told: tuple[Operand, ...] = ()

    @property
    def operands(self) -> tuple[Operand, ...]:
        """What stands for a, b, … in the formula."""
        return self.told or self.inputs

    @property
    def keys(self) -> tuple[str, ...]:
        """The ids of its operands."""
        return tuple(operand.key for operand in self.operands)

    @property
    def formula(self) -> str:
        """The formula, in which a, b, … stand for the inputs in order."""
        return FORMULAS[self.name]

    @property
    def digits(self) -> int:
        """The significant digits of its least precise input, which its text never exceeds. In a rate, whose parts are
        added up, a small count takes nothing from a large one: only hedged inputs limit it."""
        inputs = [f for f in self.inputs if self.name != "rate" or f.qualifier != "exact"]
        return min(map(_digits, inputs), default=ALL)

    @property
    def broken(self) -> tuple[Figure, ...]:
        """The inputs whose break in coverage it has too. What is left of a whole has none of a break that the whole and a
        part taken from it share."""
        texts = {f.fact.coverage_break for f in self.inputs} - {""}
        if self.name == "difference":
            texts -= {self.inputs[0].fact.coverage_break} & {f.fact.coverage_break for f in self.inputs[1:]}
        return tuple(f for f in self.inputs if f.fact.coverage_break in texts)

    @property
    def unit(self) -> Unit | None:
        """The unit it has from its inputs; None for a percentage or a ratio, which has its own."""
        return self.inputs[0].fact.measure.unit if self.name in ADDED and self.inputs else None

    def shown(self) -> tuple[str, str | None]:
        """Its text, or for inexact inputs the ends of its range, of which an open one is ''.

        Percentages are whole from ten upwards and to one decimal below; `times` has one decimal;
        a sum or a difference keeps all decimals of its inputs.
        """
        if self.interval.is_point:
            return self._text(self.value, 0), None
        low = "" if self.interval.low is None else self._text(self.interval.low, -1)
        return low, "" if self.interval.high is None else self._text(self.interval.high, 1)

    def _text(self, value: Fraction, outward: int) -> str:
        if self.name in ADDED:
            decimals = max(len(end.partition(".")[2]) for f in self.inputs for end in f.value.split(intervals.RANGE))
            return intervals.round_to(value, ALL, decimals, outward)
        places = 1 if self.name == "times" or abs(value) < 10 else 0
        return intervals.round_to(value, self.digits, places, outward)


def added(total: Total) -> Derived:
    """A total as a calculated number."""
    return Derived("sum", total.figures, total.number, total.interval, (total,))


def _digits(figure: Figure) -> int:
    """The significant digits of a figure: all that are typed if exact, else up to the last non-zero one."""
    if figure.qualifier == "exact":
        return max(1, len(figure.value.lstrip("-").replace(".", "").lstrip("0")))
    return intervals.significant(figure.value)


def variable(n: int) -> str:
    """The letter that stands for an input in a formula, counted from 0: a, b, … z, aa, ab, …"""
    before, at = divmod(n, 26)
    return (variable(before - 1) if before else "") + chr(ord("a") + at)
