"""Arithmetic on figures. What a kind of measure does not allow (data/legal.py) is refused here, for pages and charts alike."""

from __future__ import annotations

import functools
from fractions import Fraction
from itertools import pairwise

from factsheet.core.problems import Refusal, show
from factsheet.data import legal
from factsheet.model import WORLD, Fact, Figure
from factsheet.model.derived import Derived, Operand, Total
from factsheet.model.intervals import Interval


def change(a: Figure, b: Figure) -> Derived:
    """How much b is above a, as a percentage of a: 100·(b/a − 1). Refuses what cannot be compared."""
    _same_series("change", a, b)
    _positive("change", a)
    span = quotient(b.interval, a.interval).scaled(100, -100)
    return Derived("change", (a, b), 100 * (b.number / a.number - 1), span)


def times(a: Figure, b: Figure) -> Derived:
    """b divided by a. Refuses what cannot be compared."""
    _same_series("times", a, b)
    _positive("times", a)
    return Derived("times", (a, b), b.number / a.number, quotient(b.interval, a.interval))


def share(a: Figure, b: Figure) -> Derived:
    """a as a percentage of b, where a is part of b. Refuses unlike units, kinds and periods."""
    _legal("share", a, b)
    _like("share", a, b)
    if a.fact.period != b.fact.period:
        what = f"share of {_when(a.fact)} in {_when(b.fact)}"
        raise Refusal(what, "A part and its whole are counted at one time.")
    if a.fact.place == WORLD != b.fact.place or a.number > b.number:
        raise Refusal(f"{show(a.fact.id)} is not part of {show(b.fact.id)}", "Give the part first, then the whole.")
    _positive("share", b)
    part = quotient(a.interval, b.interval)
    high = Fraction(100) if part.high is None else 100 * part.high
    return Derived("share", (a, b), 100 * a.number / b.number, Interval(part.scaled(100).low, high))


def rate(*outcomes: Operand) -> Derived:
    """The favourable outcomes, all but the last, as a percentage of all outcomes. Refuses unlike units, kinds, periods, places and levels."""
    if len(outcomes) != 3:
        raise Refusal(f"a rate of {len(outcomes)} figures", "Name two favourable outcomes, then the one that is not.")
    figures = tuple(f for o in outcomes for f in _figures(o))
    _legal("rate", *figures)
    _like("rate", *figures)
    scopes = list(map(_scope, outcomes))
    for outcome, scope in zip(outcomes, scopes, strict=True):
        if scope != scopes[0]:
            what = f"a rate of {_named(outcomes[0])} ({' '.join(scopes[0])}) and {_named(outcome)} ({' '.join(scope)})"
            raise Refusal(what, "The outcomes of a rate are those of one period in one place, at one level.")
    _distinct("rate", figures)
    _positive("rate", *figures, zero=True)
    *good, bad = (o.interval for o in outcomes)
    best = Interval(
        sum((g.low for g in good), Fraction(0)),
        None if None in (highs := [g.high for g in good]) else sum(highs, Fraction(0)),
    )
    whole = sum((o.number for o in outcomes), Fraction(0))
    if not whole:
        raise Refusal("a rate of nothing: every outcome is zero", "Nothing can be divided by it.")
    low = Fraction(0) if bad.high is None or not best.low + bad.high else 100 * best.low / (best.low + bad.high)
    high = Fraction(100) if best.high is None or not best.high + bad.low else 100 * best.high / (best.high + bad.low)
    told = outcomes if any(isinstance(o, Total) for o in outcomes) else ()
    return Derived("rate", figures, 100 * (whole - outcomes[-1].number) / whole, Interval(low, high), told)


def _figures(operand: Operand) -> tuple[Figure, ...]:
    return operand.figures if isinstance(operand, Total) else (operand,)


def _named(operand: Operand) -> str:
    return show(operand.measure.id if isinstance(operand, Total) else operand.fact.id)


def _scope(operand: Operand) -> tuple[str, ...]:
    """The period, place and level that an outcome is of."""
    if isinstance(operand, Total):
        return operand.period, WORLD, *operand.without
    return tuple(filter(None, (operand.fact.period.text, operand.fact.place, operand.fact.level)))


def less(whole: Figure, *parts: Figure) -> Derived:
    """A whole without some of its parts; or a level less another of its measure and place. Refuses what is no part."""
    if not parts:
        raise Refusal(f"{show(whole.fact.id)} less nothing", "Name what is taken from it.")
    _legal("less", whole, *parts)
    _like("less", whole, *parts)
    _distinct("less", (whole, *parts))
    if whole.fact.measure.kind in ("level", "rate"):
        if len(parts) > 1:
            raise Refusal(f"{show(whole.fact.id)} less {len(parts)} others", "Take one point of a scale from another.")
        if whole.fact.measure != parts[0].fact.measure:
            raise Refusal(f"{_described(whole.fact)} less {_described(parts[0].fact)}", "Compare one measure only.")
    else:
        _parts(whole, parts)
    rest = _added(parts)
    span = whole.interval + -rest.interval
    if span == Interval(None, None):
        raise Refusal(f"{show(whole.fact.id)} less figures without an end", "Nothing bounds what is left.")
    return Derived("difference", (whole, *parts), whole.number - rest.value, span)


def _parts(whole: Figure, parts: tuple[Figure, ...]) -> None:
    """Raise Refusal unless all parts are of the whole's period, and together no more than it."""
    for part in parts:
        if part.fact.period != whole.fact.period:
            raise Refusal(
                f"{_when(whole.fact)} less {_when(part.fact)}", "A whole and its parts are counted at one time."
            )
        if part.fact.place == WORLD != whole.fact.place:
            raise Refusal(
                f"{show(part.fact.id)} is not part of {show(whole.fact.id)}", "Give the whole first, then its parts."
            )
    if sum((p.number for p in parts), Fraction(0)) > whole.number:
        raise Refusal(
            f"the parts of {show(whole.fact.id)} are more than the whole", "Give the whole first, then its parts."
        )


def total(figures: tuple[Figure, ...]) -> Derived:
    """The sum of figures of one measure at one time in different places. A stock is never summed over days."""
    _addable("sum", figures)
    first = figures[0].fact
    for fact in (f.fact for f in figures[1:]):
        if fact.period != first.period:
            what = f"sum of {_when(first)} and {_when(fact)}"
            why = (
                legal.refusal("sum-over-periods", [first.measure.kind])
                or "Name the measure and its period: sum_of(measure=…, period=…)."
            )
            raise Refusal(what, why)
    places = [f.fact.place for f in figures]
    if len({(f.fact.place, f.fact.level) for f in figures}) < len(figures) or WORLD in places:
        raise Refusal(f"sum over places {', '.join(places)}", "Each place once, and not together with all of them.")
    return _added(figures)


def total_over_periods(figures: tuple[Figure, ...]) -> Derived:
    """The sum of a flow at one place over periods that do not overlap. A stock is never summed over time."""
    _addable("sum-over-periods", figures)
    first = figures[0].fact
    ordered = sorted(figures, key=lambda f: (f.fact.period.first is None, f.fact.period.first))
    for one, two in pairwise(ordered):
        if two.fact.place != first.place:
            raise Refusal(f"sum over places {first.place} and {two.fact.place}", "Name one place.")
        if one.fact.period.last is None or one.fact.period.last >= two.fact.period.first:
            what = f"sum of {_when(one.fact)} and {_when(two.fact)}"
            raise Refusal(what, "Periods that overlap count the same events twice.")
    return _added(tuple(ordered))


def _addable(operation: str, figures: tuple[Figure, ...]) -> None:
    """Raise Refusal unless there are several figures of one measure, of a kind that may be added so."""
    if len(figures) < 2:
        raise Refusal("a sum of fewer than two figures", "Name every fact that is added up.")
    _legal(operation, *figures)
    _like(operation, *figures)
    first = figures[0].fact
    for fact in (f.fact for f in figures[1:]):
        if fact.measure != first.measure:
            raise Refusal(f"sum of {_described(first)} and {_described(fact)}", "Add up one measure only.")


def total_of(figures: tuple[Figure, ...], period: str, without: tuple[str, ...] = ()) -> Total:
    """All events of a measure in a period, in every place but some. Refuses what might be counted twice."""
    _legal("sum-over-periods", *figures)
    _like("sum-over-periods", *figures)
    by_place: dict[tuple[str, str], list[Figure]] = {}
    for f in figures:
        by_place.setdefault((f.fact.place, f.fact.level), []).append(f)
    if len({(f.fact.measure.id, f.source.id) for f in figures}) > 1 or (WORLD, "") in by_place:
        raise Refusal(
            f"a total of {show(period)} of several measures or sources, or of all places beside some", "Name one."
        )
    for one_place in by_place.values():
        if len(one_place) > 1:
            total_over_periods(tuple(one_place))
    return Total(figures, period, without)


def total_over_days(figures: tuple[Figure, ...]) -> Derived:
    """A stock added up over days, as the press does. For claims and the accumulation chart only, which reproduce such sums."""
    _legal("rebuilt-sum", *figures)
    return _added(figures)


def _added(figures: tuple[Figure, ...]) -> Derived:
    span = functools.reduce(Interval.__add__, (f.interval for f in figures))
    return Derived("sum", figures, sum((f.number for f in figures), Fraction(0)), span)


def difference(stated: Figure, rebuilt: Derived) -> Derived | None:
    """How far a stated sum is from a rebuilt one; None where the rebuilt one has no end."""
    if None in (rebuilt.interval.low, rebuilt.interval.high):
        return None
    span = stated.interval + -rebuilt.interval
    return Derived("difference", (stated, *rebuilt.inputs), stated.number - rebuilt.value, span)


def quotient(top: Interval, bottom: Interval) -> Interval:
    """Every value of top/bottom that two intervals allow; no end where the bottom one may come down to zero."""

    def end(value: Fraction | None, upper: bool) -> Fraction | None:
        if value is None:
            return None
        if (value >= 0) == upper:  # it is the smaller divisor that takes it further out
            return value / bottom.low if bottom.low is not None and bottom.low > 0 else None
        return Fraction(0) if bottom.high is None else value / bottom.high

    return Interval(end(top.low, upper=False), end(top.high, upper=True))


def _described(fact: Fact) -> str:
    return f"{show(fact.id)} ({fact.measure.kind}, {fact.measure.unit})"


def _when(fact: Fact) -> str:
    return f"{show(fact.id)} ({fact.period.text})"


def _legal(operation: str, *figures: Figure) -> None:
    """Raise Refusal, with the reason, unless the operation is legal with every figure's kind."""
    for figure in figures:
        if why := legal.refusal(operation, [figure.fact.measure.kind]):
            raise Refusal(f"{operation} of {_described(figure.fact)}", why)


def _like(operation: str, *figures: Figure) -> None:
    """Raise Refusal unless all figures have one unit and one kind."""
    first = figures[0].fact
    for fact in (f.fact for f in figures[1:]):
        if (fact.measure.unit, fact.measure.kind) != (first.measure.unit, first.measure.kind):
            what = f"{operation} of {_described(first)} and {_described(fact)}"
            raise Refusal(what, "Only figures of one unit and one kind are calculated with each other.")


def _distinct(operation: str, figures: tuple[Figure, ...]) -> None:
    """Raise Refusal where a fact is named twice."""
    facts = [f.fact.id for f in figures]
    if again := next((name for name in facts if facts.count(name) > 1), None):
        raise Refusal(f"{operation} with {show(again)} twice", "Name each fact once.")


def _same_series(name: str, a: Figure, b: Figure) -> None:
    _legal(name, a, b)
    for one, other, what in (
        (a.fact.measure.id, b.fact.measure.id, "measures"),
        (a.fact.place, b.fact.place, "places"),
        (a.fact.level, b.fact.level, "levels"),
    ):
        if one != other:
            what_differs = f"{name} between {_described(a.fact)} and {_described(b.fact)}, of unlike {what}"
            raise Refusal(what_differs, "Compare one measure at one place between two times.")
    if a.fact.period.season != b.fact.period.season:
        raise Refusal(
            f"{name} between {_when(a.fact)} and {_when(b.fact)}",
            "Mid-year and year-end stand apart; compare like with like.",
        )
    if a.fact.period == b.fact.period and a.source == b.source:
        raise Refusal(f"{name} of {show(a.key)} with itself", "Name two times.")


def _positive(name: str, *figures: Figure, zero: bool = False) -> None:
    """Raise Refusal where a figure may be zero or below; with `zero`, where it may be below."""
    for figure in figures:
        low = figure.interval.low
        if low is None or low < 0 or (low == 0 and not zero):
            raise Refusal(f"{name}: {show(figure.fact.id)} may be zero or below", "Nothing can be divided by it.")
