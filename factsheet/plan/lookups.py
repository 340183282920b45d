"""What a call names, found in the sheet; raises `Refusal` where there is nothing of the name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TypeVar

from factsheet.core.problems import Refusal, did_you_mean, show
from factsheet.data import Entry, legal
from factsheet.model import Fact, Figure, Sheet, arithmetic, periods
from factsheet.model.derived import Derived, Total, added

Known = TypeVar("Known")


def known(kind: str, name: str, held: Mapping[str, Known]) -> Known:
    """What goes by a name, which has to be known."""
    if name not in held:
        raise Refusal(f"unknown {kind} {show(name)}", did_you_mean(name, held))
    return held[name]


def figure(sheet: Sheet, fact: str, by: str = "") -> Figure:
    """The figure a fact is shown with, or that of one source, with its locator where it gives two: times:title."""
    known("fact", fact, sheet.facts)
    given = sheet.by_fact.get(fact, [])
    if not given:
        raise Refusal(f"fact {show(fact)} has no figure", "Enter one in data/figures.csv.")
    if not by:
        return sheet.shown(fact)
    named = {f.key.partition("@")[2]: f for f in given}
    if by in named:
        return named[by]
    if apart := [name for name in named if name.startswith(f"{by}:")]:
        fix = f"Write {' or '.join(f'by={show(name)}' for name in apart)}."
        raise Refusal(f"source {show(by)} gives {len(apart)} numbers of {show(fact)}", fix)
    known("source", by, sheet.sources)
    raise Refusal(f"source {show(by)} gives no figure of {show(fact)}", did_you_mean(by, named))


def fact_of(sheet: Sheet, measure: str, period: str, place: str, level: str = "") -> str:
    """The fact of a measure for a period and place, at a level if it has levels."""
    known("measure", measure, sheet.measures)
    wanted = (measure, period, place, level)
    for fact in sheet.facts.values():
        if (fact.measure.id, fact.period.text, fact.place, fact.level) == wanted:
            return fact.id
    at = f" at level {show(level)}" if level else ""
    raise Refusal(f"no fact of {show(measure)} for {show(period)} in {show(place)}{at}", "Enter it in data/facts.yml.")


def total(sheet: Sheet, measure: str, period: str) -> Total:
    """All figures of a measure in a period: every place, every level. Each of its years has to have some."""
    kind = known("measure", measure, sheet.measures).kind
    if why := legal.refusal("sum-over-periods", [kind]):
        raise Refusal(f"a {kind} added up over {show(period)}", why)
    whole = periods.parse(period)
    if whole is None or whole.first is None:
        raise Refusal(f"period {show(period)} is not ISO 8601", "Write 2012/2021.")
    found = [
        f for f in sheet.facts.values() if f.measure.id == measure and f.id in sheet.by_fact and whole.covers(f.period)
    ]
    years = {str(y) for y in range(whole.first.year, whole.last.year + 1)}
    if missing := sorted(years - {y for f in found for y in f.period.years()}):
        raise Refusal(f"{show(measure)} has no figure of {missing[0]}", "Enter some, or name a shorter period.")
    return arithmetic.total_of(tuple(sheet.shown(f.id) for f in found), period)


def yearly(sheet: Sheet, chart: Entry) -> list[Derived]:
    """What a chart of all places draws of events that have no figure of all places together: a total for each year."""
    return [added(total(sheet, chart.list("measure")[0], year)) for year in sheet.added_up(chart)]


def over_period(sheet: Sheet, measure: str, period: str, place: str) -> tuple[Figure, ...]:
    """The figures of a measure that together are all of a period, if its kind may be added up over time."""
    kind = known("measure", measure, sheet.measures).kind
    if why := legal.refusal("sum-over-periods", [kind]):
        raise Refusal(f"a {kind} added up over {show(period)}", why)
    whole = periods.parse(period)
    if whole is None or whole.first is None:
        raise Refusal(f"period {show(period)} is not ISO 8601", "Write 2012/2021.")
    found = [f for f in sheet.facts.values() if (f.measure.id, f.place) == (measure, place) and whole.covers(f.period)]
    figures = [figure(sheet, f.id) for f in sorted(found, key=lambda f: f.period.first) if f.id in sheet.by_fact]
    day = whole.first
    for part in (f.fact.period for f in figures):
        if part.first > day:
            break
        day = max(day, part.last + timedelta(1))
    if day <= whole.last:
        what = f"{show(measure)} in {show(place)} has no figure for {day.isoformat()}"
        raise Refusal(what, "Enter the figures of the whole period, or name a shorter one.")
    return tuple(figures)


def measured(sheet: Sheet, facts: Iterable[Fact]) -> bool:
    """Whether a dataset gives a figure that is shown for one of these facts."""
    return any(sheet.shown(fact.id).source.is_dataset for fact in facts)


def told_apart(sheet: Sheet, fact: Fact, measured: bool) -> tuple[list[Figure], list[Figure]]:
    """The figure on a line and those stated beside it: where others are `measured`, a line is for datasets alone."""
    shown = sheet.shown(fact.id)
    line = [shown] if shown.source.is_dataset or not measured else []
    return line, [f for f in sheet.by_fact[fact.id] if f not in line and not f.source.is_dataset]
