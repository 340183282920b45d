"""Arithmetic on figures: derived figures that keep their formula, inputs and uncertainty.

Operations that a kind of measure does not allow are refused here, for pages and charts alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from factsheet.core.problems import Refusal, show
from factsheet.model import WORLD, Fact, Figure, intervals
from factsheet.model.intervals import Interval

FORMULAS = {
    "change": "100*(b/a-1)",
    "times": "b/a",
    "share": "100*a/b",
    "sum": "sum",
    "count": "count",
    "difference": "a-sum",
}


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

    def shown(self) -> tuple[str, str | None]:
        """Its text, or for inexact inputs the ends of its range; an open range ends in ''.

        Percentages are whole from ten upwards and to one decimal below; `times` has one decimal;
        a sum or a difference keeps all decimals of its inputs.
        """
        if self.interval.is_point:
            return self._text(self.value, 0), None
        low = self._text(self.interval.low, -1)
        return low, "" if self.interval.high is None else self._text(self.interval.high, 1)

    def _text(self, value: Fraction, outward: int) -> str:
        if self.name in ("sum", "count", "difference"):
            decimals = max(len(f.value.partition(".")[2]) for f in self.inputs)
            return intervals.round_to(value, 99, decimals, outward)
        places = 1 if self.name == "times" or abs(value) < 10 else 0
        return intervals.round_to(value, self.digits, places, outward)


def _digits(figure: Figure) -> int:
    """The significant digits of a figure: all that are typed if exact, else up to the last non-zero one."""
    if figure.qualifier == "exact":
        return max(1, len(figure.value.lstrip("-").replace(".", "").lstrip("0")))
    return intervals.significant(figure.value)


def change(a: Figure, b: Figure) -> Derived:
    """How much b is above a, as a percentage of a: 100·(b/a − 1). Refuses what cannot be compared."""
    _same_series("change", a, b)
    _not_zero("change", a)
    low = 100 * (b.interval.low / a.interval.high - 1) if a.interval.high else Fraction(-100)
    high = None if b.interval.high is None else 100 * (b.interval.high / a.interval.low - 1)
    return Derived("change", (a, b), 100 * (b.number / a.number - 1), Interval(low, high))


def times(a: Figure, b: Figure) -> Derived:
    """b divided by a. Refuses what cannot be compared."""
    _same_series("times", a, b)
    _not_zero("times", a)
    return Derived("times", (a, b), b.number / a.number, quotient(b.interval, a.interval))


def share(a: Figure, b: Figure) -> Derived:
    """a as a percentage of b, where a is part of b. Refuses unlike units, kinds and periods."""
    _countable("share", a, b)
    if (a.fact.measure.unit, a.fact.measure.kind) != (b.fact.measure.unit, b.fact.measure.kind):
        raise Refusal(
            f"share of {_described(a.fact)} in {_described(b.fact)}", "A part and its whole have one unit and one kind."
        )
    if a.fact.period != b.fact.period:
        what = f"share of {show(a.fact.id)} ({a.fact.period.text}) in {show(b.fact.id)} ({b.fact.period.text})"
        raise Refusal(what, "A part and its whole are counted at one time.")
    if a.fact.place == WORLD != b.fact.place or a.number > b.number:
        raise Refusal(f"{show(a.fact.id)} is not part of {show(b.fact.id)}", "Give the part first, then the whole.")
    _not_zero("share", b)
    part = quotient(a.interval, b.interval)
    high = Fraction(100) if part.high is None else 100 * part.high
    return Derived("share", (a, b), 100 * a.number / b.number, Interval(100 * part.low, high))


def total(figures: tuple[Figure, ...]) -> Derived:
    """The sum of figures of one measure at one time in different places. A stock is never summed over days."""
    if len(figures) < 2:
        raise Refusal("a sum of fewer than two figures", "Name every fact that is added up.")
    first = figures[0].fact
    _countable("sum_of", *figures)
    for figure in figures[1:]:
        fact = figure.fact
        if fact.measure.unit != first.measure.unit:
            raise Refusal(f"sum of {_described(first)} and {_described(fact)}", "Unlike units are never added.")
        if fact.measure.kind != first.measure.kind:
            raise Refusal(f"sum of {_described(first)} and {_described(fact)}", "A stock is never added to a flow.")
        if fact.measure != first.measure:
            raise Refusal(f"sum of {_described(first)} and {_described(fact)}", "Add up one measure only.")
        if fact.period != first.period:
            what = f"sum of {show(first.id)} ({first.period.text}) and {show(fact.id)} ({fact.period.text})"
            raise Refusal(what, "Counts of different times are not added: who is in both would be counted twice.")
    places = [f.fact.place for f in figures]
    if len(set(places)) < len(places) or WORLD in places:
        raise Refusal(f"sum over places {', '.join(places)}", "Each place once, and not together with all of them.")
    return _added(figures)


def total_over_days(figures: tuple[Figure, ...]) -> Derived:
    """A stock added up over days, as the press does. For claims and the accumulation chart only, which reproduce such sums."""
    return _added(figures)


def _added(figures: tuple[Figure, ...]) -> Derived:
    highs = [f.interval.high for f in figures]
    high = None if None in highs else sum(highs, Fraction(0))
    low = sum((f.interval.low for f in figures), Fraction(0))
    return Derived("sum", figures, sum((f.number for f in figures), Fraction(0)), Interval(low, high))


def difference(stated: Figure, rebuilt: Derived) -> Derived | None:
    """How far a stated sum is from a rebuilt one; None where the rebuilt one has no upper end."""
    low, high = rebuilt.interval.low, rebuilt.interval.high
    if high is None:
        return None
    span = Interval(stated.interval.low - high, None if stated.interval.high is None else stated.interval.high - low)
    return Derived("difference", (stated, *rebuilt.inputs), stated.number - rebuilt.value, span)


def variable(n: int) -> str:
    """The letter that stands for an input in a formula, counted from 0: a, b, … z, aa, ab, …"""
    before, at = divmod(n, 26)
    return (variable(before - 1) if before else "") + chr(ord("a") + at)


def quotient(top: Interval, bottom: Interval) -> Interval:
    """Every value of top/bottom that two intervals of positive numbers allow."""
    low = top.low / bottom.high if bottom.high else Fraction(0)
    return Interval(low, None if top.high is None else top.high / bottom.low)


def _described(fact: Fact) -> str:
    return f"{show(fact.id)} ({fact.measure.kind}, {fact.measure.unit})"


def _countable(name: str, *figures: Figure) -> None:
    """Raise Refusal unless every figure is a stock, a flow or a count; only the test of a claim may rebuild a sum."""
    for figure in figures:
        if figure.fact.measure.kind not in ("stock", "flow", "count"):
            raise Refusal(f"{name} of {_described(figure.fact)}", "Only a stock, a flow or a count can be used here.")


def _same_series(name: str, a: Figure, b: Figure) -> None:
    _countable(name, a, b)
    for one, other, what in (
        (a.fact.measure.id, b.fact.measure.id, "measures"),
        (a.fact.place, b.fact.place, "places"),
    ):
        if one != other:
            what_differs = f"{name} between {_described(a.fact)} and {_described(b.fact)}, of unlike {what}"
            raise Refusal(what_differs, "Compare one measure at one place between two times.")
    if a.fact.period.season != b.fact.period.season:
        what_differs = (
            f"{name} between {show(a.fact.id)} ({a.fact.period.text}) and {show(b.fact.id)} ({b.fact.period.text})"
        )
        raise Refusal(what_differs, "Mid-year and year-end stand apart; compare like with like.")
    if a.fact.period == b.fact.period and a.source == b.source:
        raise Refusal(f"{name} of {show(a.key)} with itself", "Name two times.")


def _not_zero(name: str, figure: Figure) -> None:
    if figure.interval.low <= 0:
        raise Refusal(f"{name}: {show(figure.fact.id)} may be zero", "Nothing can be divided by it.")
