"""Derived figures: numbers calculated from figures, which keep their formula, their inputs and the uncertainty of these."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from factsheet.model import intervals
from factsheet.model.fact import Figure
from factsheet.model.intervals import Interval
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
ADDED = ("sum", "count", "difference")  # these keep the decimals and the unit of their inputs


@dataclass(frozen=True)
class Derived:
    """A number calculated from figures. `value` is the formula on the values as stated;
    `interval` is what the inputs' qualifiers allow it to be."""

    name: str
    inputs: tuple[Figure, ...]
    value: Fraction
    interval: Interval

    @property
    def formula(self) -> str:
        """The formula, in which a, b, … stand for the inputs in order."""
        return FORMULAS[self.name]

    @property
    def digits(self) -> int:
        """The significant digits of its least precise input, which its text never exceeds."""
        return min(_digits(f) for f in self.inputs)

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
            return intervals.round_to(value, 99, decimals, outward)
        places = 1 if self.name == "times" or abs(value) < 10 else 0
        return intervals.round_to(value, self.digits, places, outward)


def _digits(figure: Figure) -> int:
    """The significant digits of a figure: all that are typed if exact, else up to the last non-zero one."""
    if figure.qualifier == "exact":
        return max(1, len(figure.value.lstrip("-").replace(".", "").lstrip("0")))
    return intervals.significant(figure.value)


def variable(n: int) -> str:
    """The letter that stands for an input in a formula, counted from 0: a, b, … z, aa, ab, …"""
    before, at = divmod(n, 26)
    return (variable(before - 1) if before else "") + chr(ord("a") + at)
