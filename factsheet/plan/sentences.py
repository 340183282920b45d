"""What a verdict comes to in one sentence: a message, and the right number that fills it in.

A sentence names a message of the catalogue and what stands in it: figures, calculated numbers, periods, or
further sentences. How these look is for `render` to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from factsheet.data.fields.claims import COMPARED, SUMS
from factsheet.model import Fact, Figure, Source, verdicts
from factsheet.model.claims import NAMES, Result
from factsheet.model.comparisons import Outcome, Value, number
from factsheet.model.derived import Derived

# A number with one of these verdicts is that of another time, or of another measure.
OF_ANOTHER_TIME, OF_ANOTHER_MEASURE = ("mid-year-figure", "another-years-figure"), "different-scope"
RATIO, STOCK_SUM = "ratio-not-increase", "sum-of-stocks"


@dataclass(frozen=True)
class When:
    """The period of a fact, and its place unless that is everywhere or it has none."""

    fact: Fact


@dataclass(frozen=True)
class Period:
    """The period of a fact alone."""

    fact: Fact


@dataclass(frozen=True)
class How:
    """How a calculated number is made."""

    derived: Derived


@dataclass(frozen=True)
class Series:
    """The events that a comparison was made on."""

    outcome: Outcome


@dataclass(frozen=True)
class Sentence:
    """A message by its name, and by its fields what fills it in; of a tuple each part stands behind the other."""

    key: str
    values: tuple[tuple[str, Part], ...] = ()


Part = Figure | Derived | Source | Fact | When | Period | How | Series | Sentence | str | tuple["Part", ...]


def of(result: Result) -> Sentence:
    """What a verdict comes to: the number that the data give beside the one that is stated, or how a comparison stands."""
    if result.forecast and result.outcomes:
        return _sentence("answer-forecast", compared=_compared(result.outcomes[0]))
    if result.verdict == verdicts.UNCHECKED:
        return Sentence(f"answer-{verdicts.UNCHECKED}")
    if result.kind == "figure":
        return _number(result)
    if result.test in COMPARED:
        return _comparison(result)
    return _sum(result) if result.test in SUMS else _calculation(result)


def _sentence(key: str, **values: Part) -> Sentence:
    return Sentence(key, tuple(values.items()))


def _number(result: Result) -> Sentence:
    """A stated number beside the dataset's."""
    right = result.inputs[0]
    key, values = f"answer-{result.verdict}", {"dataset": right.source, "right": right}
    if result.verdict in OF_ANOTHER_TIME:
        found = next(f for f in result.inputs[1:] if f.fact.measure == right.fact.measure)
        return _sentence(key, **values, period=When(right.fact), found=found, of=When(found.fact))
    if result.verdict == OF_ANOTHER_MEASURE:
        found = next(f for f in result.inputs[1:] if f.fact.measure != right.fact.measure)
        return _sentence(key, **values, found=found, of=found.fact)
    if result.verdict == verdicts.DESCRIBED:
        return _sentence(key, **values, worded=Sentence(f"worded-as-{dict(result.figure.worded)['kind']}"))
    return (
        _sentence(key, **values)
        if result.verdict == verdicts.MATCHES
        else _sentence(key, **values, stated=result.figure)
    )


def _calculation(result: Result) -> Sentence:
    """A stated rise, ratio or share beside what the dataset's values give: on the reading that fits, else on the first."""
    readings = [d for d in result.computed if d.name == NAMES[result.test]]
    right = next((d for d in readings if result.figure.interval.holds(d.value)), readings[0])
    values = {"dataset": right.inputs[0].source, "right": right, "how": How(right)}
    if result.verdict == RATIO:
        return _sentence(f"answer-{RATIO}", **values)
    key = "answer-own-ratio" if result.arithmetic == RATIO else "answer-calculated"
    return _sentence(key, **values, stated=result.figure)


def _sum(result: Result) -> Sentence:
    """A stated total beside the sum of stocks, and what the events behind these add up to, where the data count them."""
    sums = [d for d in result.computed if d.name == NAMES[result.test]]
    right = next((d for d in sums if result.figure.interval.holds(d.value)), sums[0])
    known = result.verdict in (verdicts.CLOSE_SUM, STOCK_SUM)
    key = f"answer-{result.verdict}" if known else "answer-sum"
    told = _sentence(key, right=right, how=How(right), stated=result.figure)
    events = tuple(_sentence("of-series", series=d.inputs[0].fact.measure.label, outcome=d) for d in result.flow_sums)
    return _sentence("answer-beside-events", told=told, events=events) if events else told


def _comparison(result: Result) -> Sentence:
    """Whether a comparison holds, and the figures that decide it."""
    key = f"answer-comparison-{result.verdict}"
    if result.verdict == verdicts.EARLIER:
        then = next(o for o in result.then if o.holds)
        return _sentence(key, then=_compared(then), now=_compared(result.outcomes[0]))
    held = next((o for o in (*result.flows, *result.outcomes) if o.holds), None)
    if result.verdict == verdicts.BACKLOG:
        held, failed = next(o for o in result.outcomes if o.holds), result.flows[0]
        stock = (*held.left, *held.right)[0].fact.measure.label
        return _sentence(key, stock=stock, held=_compared(held), events=Series(failed), failed=_compared(failed))
    return _sentence(key, compared=_compared(held or result.outcomes[0]))


def _compared(outcome: Outcome) -> Sentence:
    """The figures that decide a comparison: of many on one side, the highest, their sum, or the two that differ."""
    left, right = outcome.left, outcome.right
    if outcome.test == "rising":
        falls = (pair for pair in pairwise(right) if number(pair[0]) >= number(pair[1]))
        first, last = (right[0], right[-1]) if outcome.holds else next(falls)
        return _sentence("compared-rising", first=_at(first), last=_at(last))
    told = tuple(map(_at, left))
    if not right:
        return _sentence("compared-alone", left=told)
    if outcome.total:
        return _sentence("compared-sum", left=told, total=outcome.total, how=How(outcome.total))
    key = "compared-highest" if len(right) > 1 else "compared-pair"
    return _sentence(key, left=told, other=_at(max(right, key=number)))


def _at(value: Value) -> Sentence:
    """A figure or a sum with its period, and its place unless that is everywhere or it has none."""
    fact = value.inputs[0].fact if isinstance(value, Derived) else value.fact
    return _sentence("figure-of", figure=value, of=Period(fact) if isinstance(value, Derived) else When(fact))
