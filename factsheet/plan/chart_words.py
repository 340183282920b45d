"""What a chart says around its drawing: a subtitle, the keys of its legend, and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from factsheet.data import Entry
from factsheet.model import Fact, Figure, Sheet, Source
from factsheet.model.arithmetic import Derived
from factsheet.plan import citation
from factsheet.plan.messages import Messages

# The series that a legend explains, by form, in the order of its keys. A line alone needs no explanation.
SERIES = {
    "timeline": ("line", "break", "aside", "stated"),
    "ranking": ("broken",),
    "years": ("broken",),
    "accumulation": ("count", "sum"),
    "comparison": ("stated", "computed"),
    "network": ("read", "unread"),
}


@dataclass(frozen=True)
class Key:
    """A key of a legend: the series whose mark it shows, and what that stands for."""

    series: str
    text: str


def subtitle(sheet: Sheet, chart: Entry, messages: Messages) -> str:
    """The unit, the kind and the years of what a chart draws; empty where it draws claims or sources."""
    facts = [f for f in sheet.select(chart) if f.id in sheet.by_fact] or _added_up(sheet, chart)
    if chart.list("rate"):
        return ""
    units = list(dict.fromkeys(messages.unit(f.measure) for f in facts))
    kinds = list(dict.fromkeys(messages(f"kind-brief-{f.measure.kind}") for f in facts))
    if len(units) != 1 or len(kinds) != 1:
        return ""
    unit = units[0]
    years = _years(facts)
    if not years:
        return messages("chart-subtitle", unit=unit, kind=kinds[0])
    return messages(
        "chart-subtitle-over",
        unit=unit,
        kind=kinds[0],
        years=messages("period-span", **{end: messages.time(year) for end, year in years.items()}),
    )


def _added_up(sheet: Sheet, chart: Entry) -> list[Fact]:
    """The facts of all places that a chart adds up."""
    measures, years = chart.list("measure"), chart.list("period")
    facts = (f for f in sheet.facts.values() if f.measure.id in measures and f.id in sheet.by_fact)
    return [f for f in facts if not years or f.period.text in years]


def _years(facts: Iterable[Fact]) -> Mapping[str, str]:
    """The first and the last year of several facts; nothing where all are of one."""
    years = sorted({f.period.last.year for f in facts if f.period.last})
    return {"first": str(years[0]), "last": str(years[-1])} if len(years) > 1 else {}


def legend(form: str, rows: Sequence[Mapping[str, object]], messages: Messages, datasets: Set[str]) -> tuple[Key, ...]:
    """A key for each series of a chart whose mark needs an explanation."""
    found = {key for row in rows for key in (row.get("series"), row.get("look")) if key}
    line = {row["source"] for row in rows if row.get("series") == "line" and "source" in row}
    name = "ranking" if form == "years" else form if line <= datasets else "shown"
    keys = tuple(Key(s, messages(f"legend-{name}-{s}")) for s in SERIES.get(form, ()) if s in found)
    return keys if any(key.series != "line" for key in keys) else ()


def sources_of(cells: Iterable[Figure | Derived]) -> list[Source]:
    """The sources of everything drawn, each once."""
    figures = [g for c in cells for g in (c.inputs if isinstance(c, Derived) else (c,))]
    return list(dict.fromkeys(f.source for f in figures))


def by_day(sources: Iterable[Source]) -> list[tuple[str, list[Source]]]:
    """The sources of a chart by the day on which they were read."""
    found: dict[str, list[Source]] = {}
    for source in sources:
        found.setdefault(source.accessed, []).append(source)
    return list(found.items())


def credit(sources: Iterable[Source], messages: Messages) -> str:
    """The line below a drawing: each source with the date that tells editions apart, and the day it was read."""
    groups = []
    for day, read in by_day(sources):
        named = messages("semicolon").join(citation.named(source, messages) for source in read)
        groups.append(messages("chart-credit-read", sources=named, day=messages.day(day)) if day else named)
    return (
        messages("chart-credit", sources=messages("semicolon").join(groups))
        if groups
        else messages("chart-credit-none")
    )
