"""What each chart form draws: its rows, worked out from the sheet, as plain values.

A row is one mark. It names the figure (or the formula and inputs) it stands for, so that the
drawing, the CSV and the table beside it can be held against `data/`. Nothing here draws.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from factsheet.core.problems import Refusal, did_you_mean, show
from factsheet.data import Entry
from factsheet.data.fields.charts import FORMS
from factsheet.model import Fact, Figure, Sheet, Source, claims
from factsheet.model.arithmetic import Derived, total_over_days
from factsheet.model.claims import Result
from factsheet.model.intervals import plain
from factsheet.model.periods import Period
from factsheet.plan import chart_words, lookups, tables
from factsheet.plan.anchors import derived_id
from factsheet.plan.chart_words import Key
from factsheet.plan.messages import Messages
from factsheet.plan.networks import Row, network
from factsheet.plan.tables import Table

# What a row of a figure holds, whatever the form; data/README.md says what each is.
COLUMNS = (
    "fact",
    "source",
    "name",
    "value",
    "low",
    "high",
    "period",
    "time",
    "place",
    "label",
    "shown",
    "leads",
    "link",
)


@dataclass(frozen=True)
class Chart:
    """A chart before it is drawn: its rows, the table beside it, and every figure in it."""

    id: str
    form: str
    title: str
    says: str
    rows: tuple[Row, ...]
    table: Table | None
    cut: bool = False  # whether its scale leaves zero out
    subtitle: str = ""
    legend: tuple[Key, ...] = ()
    credit: str = ""  # the sources, as the line below the drawing names them

    @property
    def sources(self) -> list[Source]:
        """The sources of every figure in it."""
        return chart_words.sources_of(self.figures())

    def figures(self) -> list[Figure | Derived]:
        """Every figure of the table, which holds all that is drawn."""
        return self.table.cells() if self.table else []


def work_out(sheet: Sheet, chart: Entry, results: Iterable[Result], messages: Messages) -> Chart:
    """Work out a chart of `charts.yml`."""
    form = chart.text("form")
    if form not in FORMS and form not in sheet.forms:
        raise Refusal(f"unknown form {show(form)}", did_you_mean(form, (*FORMS, *sheet.forms)))
    rows, table = ROWS.get(form, listed)(sheet, chart, results, messages)
    if not rows:
        raise _nothing(chart)
    values = [row["value"] for row in rows if "value" in row]
    cut = form == "timeline" and not any(row["zero"] for row in rows) and min(values) * max(values) > 0
    legend = chart_words.legend(form, rows, messages, {s.id for s in sheet.sources.values() if s.is_dataset})
    credit = chart_words.credit(chart_words.sources_of(table.cells()) if table else (), messages)
    told = (chart_words.subtitle(sheet, chart, messages), legend, credit)
    return Chart(chart.id, form, chart.text("title"), chart.text("says"), tuple(rows), table, cut, *told)


def _nothing(chart: Entry) -> Refusal:
    return Refusal(f"chart {show(chart.id)} draws no figure", "Name facts or a measure that has figures.")


def _mark(sheet: Sheet, messages: Messages, figure: Figure, label: str, **more: object) -> Row:
    """A row for a figure: what it is, what it says, and where it leads."""
    fact, shown = figure.fact, messages.value(figure)
    return {
        "fact": fact.id, "source": figure.source.id, "value": plain(figure.number), "shown": shown, "label": label,
        "name": figure.source.name, "period": messages.period(fact.period), "time": time_of(fact.period), "place": _place(sheet, fact),
        "leads": figure is sheet.shown(fact.id), "zero": fact.measure.kind not in ("level", "rate"), "link": fact.id,
        "told": messages("mark-by", label=fact.label, value=shown, source=figure.source.name),
        "low": plain(figure.number if figure.interval.low is None else figure.interval.low),
        "high": plain(figure.number if figure.interval.high is None else figure.interval.high),
    } | more  # fmt: skip


def _calculated(messages: Messages, derived: Derived, label: str, **more: object) -> Row:
    """A row for a calculated number."""
    shown = messages.derived(derived)
    return {
        "formula": derived.formula, "inputs": " ".join(derived.keys), "value": float(derived.value), "shown": shown,
        "label": label, "told": messages("mark", label=label, value=shown), "link": derived_id(derived),
    } | more  # fmt: skip


def time_of(period: Period) -> float | None:
    """Where a period stands on an axis of years; None for "every year".

    A day stands as far before the end of its year as it is, and the end of a year at the year. So does a whole year,
    or several. A shorter period stands in its middle, counted from the beginning of the year.
    """
    if period.first is None or period.last is None:
        return None
    year, length = period.last.year, 366 if calendar.isleap(period.last.year) else 365
    if period.season in ("year-end", "mid-year"):
        return year - (0.5 if period.season == "mid-year" else 0)
    if period.is_day:
        return round(year - 1 + period.last.timetuple().tm_yday / length, 3)
    days = (period.last - period.first).days + 1
    return year if days >= 365 else round(year + (period.last.timetuple().tm_yday - days / 2) / length, 3)


# ---------------------------------------------------------------- forms


def timeline(sheet: Sheet, chart: Entry, results: Iterable[Result], messages: Messages) -> tuple[list[Row], Table]:
    """A measure over time: a line through the figures of datasets, or through those shown where no dataset gives
    one, broken where coverage breaks; what others state, as marks of their own; figures of other seasons told apart."""
    if totals := lookups.yearly(sheet, chart):
        return _yearly(messages, totals), tables.yearly(chart, messages, totals)
    labelled, rows, segment = chart.list("label"), [], 0
    facts = [f for f in sheet.select(chart) if f.id in sheet.by_fact]
    facts.sort(key=lambda fact: time_of(fact.period))  # a break divides what is before from what is after
    extra = [sheet.facts[f] for f in chart.list("also") if f in sheet.by_fact]
    measured = lookups.measured(sheet, facts)
    for fact in (*facts, *extra):
        line, stated = lookups.told_apart(sheet, fact, measured)
        aside, period = fact in extra, messages.period(fact.period)
        broken = bool(fact.coverage_break) and not aside
        segment += broken
        at = {"segment": 0 if aside else segment, "named": ""}
        series = "aside" if aside else "break" if broken else "line"
        rows += [_mark(sheet, messages, f, period, series=series, **at) for f in line]
        if line and fact.id in labelled and not aside:
            rows[-1]["named"] = rows[-1]["shown"]
        rows += [_mark(sheet, messages, f, period, series="stated", **at) for f in stated if not aside]
    return rows, tables.timeline(sheet, chart, messages, facts, extra)


def _yearly(messages: Messages, totals: list[Derived]) -> list[Row]:
    """A line through totals, which begins anew in a year in which the rows of some place break."""
    rows, segment = [], 0
    for derived in totals:
        period = derived.inputs[0].fact.period
        broken = bool(derived.broken) and derived is not totals[0]
        segment += broken
        at = {"segment": segment, "named": "", "time": time_of(period), "zero": True, "period": messages.period(period)}
        series = "break" if broken else "line"
        told = messages("comma").join((derived.inputs[0].fact.measure.label, at["period"]))
        at["told"] = messages("mark", label=told, value=messages.derived(derived))
        rows.append(_calculated(messages, derived, messages.period(period), series=series, **at))
    return rows


def ranking(sheet: Sheet, chart: Entry, results: Iterable[Result], messages: Messages) -> tuple[list[Row], Table]:
    """Places by a measure: a bar for a single time, or one for each time."""
    table = tables.lay_out(sheet, chart, messages)
    if chart.list("rate"):
        rates = [(name, cells[-1]) for name, cells in table.rows if isinstance(cells[-1], Derived)]
        at = {"single": True, "series": "bar", "look": "bar"}
        return [_calculated(messages, d, name, order=n, period="", **at) for n, (name, d) in enumerate(rates)], table
    order = [name for name, _ in table.rows]
    facts = [f for f in sheet.select(chart) if f.id in sheet.by_fact]
    times = sorted({f.period.text for f in facts})
    rows = [
        _mark(
            sheet, messages, sheet.shown(f.id), _place(sheet, f), order=order.index(_place(sheet, f)),
            single=len(times) == 1, series="bar", look="broken" if f.coverage_break else "bar",
        )
        for f in facts
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (r["order"], r["period"])), table


def years(sheet: Sheet, chart: Entry, results: Iterable[Result], messages: Messages) -> tuple[list[Row], Table]:
    """What measures of events add up to in each year, over all places and levels; or the rate of three of them."""
    table, rows = tables.years(sheet, chart, messages), []
    for column, name in enumerate(table.heads[1:]):
        for n, (year, cells) in enumerate(table.rows):
            if chart.list("rate") and column < len(cells) - 1:
                continue
            derived, single = cells[column], bool(chart.list("rate"))
            broken = n > 0 and bool(derived.broken)
            at = {
                "order": n if single else column,
                "period": year,
                "single": single,
                "series": "bar",
                "look": "broken" if broken else "bar",
            }
            told = messages("mark", label=messages("comma").join((name, year)), value=messages.derived(derived))
            rows.append(_calculated(messages, derived, year if single else name, told=told, **at))
    return rows, table


def _place(sheet: Sheet, fact: Fact) -> str:
    return sheet.places.get(fact.place, fact.place)


def accumulation(sheet: Sheet, chart: Entry, results: Iterable[Result], messages: Messages) -> tuple[list[Row], Table]:
    """What adding up a stock does: each count on top of the last, beside what the press prints as the sum."""
    facts = [f for f in sheet.select(chart) if f.id in sheet.by_fact]
    if chart.text("sum") not in sheet.by_fact:
        what = f"chart {show(chart.id)}: sum names {show(chart.text('sum'))}, which has no figure"
        raise Refusal(what, did_you_mean(chart.text("sum"), sheet.by_fact))
    if not facts:
        raise _nothing(chart)
    figures, rows, height = [sheet.shown(f.id) for f in facts], [], 0
    for figure in figures:
        value = plain(figure.number)
        year = str(figure.fact.period.last.year)
        rows.append(_mark(sheet, messages, figure, year, start=height, end=height + value, series="count"))
        height += value
    stated = [f for f in sheet.by_fact[chart.text("sum")] if not f.source.is_dataset]
    added = total_over_days(tuple(figures))
    rows.append(_calculated(messages, added, messages("added-up"), start=0, end=height, series="sum"))
    return rows, tables.accumulation(chart, messages, figures, added, stated)


def comparison(sheet: Sheet, chart: Entry, results: Iterable[Result], messages: Messages) -> tuple[list[Row], Table]:
    """Each claim's number beside what the data give for it, by unit."""
    rows, lines = [], []
    for result in results:
        tested = [d for d in result.computed if d.name == claims.NAMES.get(result.test)]
        if result.kind != "claim" or result.figure is None or not tested:
            continue
        period = messages.period(result.figure.fact.period)
        name = messages("source-and-date", source=result.source.name, date=period)
        shared = {"claim": result.id, "row": name, "unit": messages.unit(result.figure.fact.measure)}
        rows.append(_mark(sheet, messages, result.figure, name, series="stated", **shared))
        rows += [_calculated(messages, d, name, series="computed", **shared) for d in tested]
        lines.append((name, result.figure, tested))
    return rows, tables.comparison(chart, messages, lines)


def listed(sheet: Sheet, chart: Entry, results: Iterable[Result], messages: Messages) -> tuple[list[Row], Table]:
    """What any other form draws: every figure of each fact."""
    facts = [f for f in sheet.select(chart) if f.id in sheet.by_fact]
    rows = [
        _mark(sheet, messages, figure, fact.label, series="") for fact in facts for figure in sheet.by_fact[fact.id]
    ]
    return rows, tables.listed(sheet, chart, messages, facts)


# A form that is not here, whether the engine's or a project's own, draws what `listed` lists.
ROWS: dict[str, Callable[[Sheet, Entry, Iterable[Result], Messages], tuple[list[Row], Table | None]]] = {
    "timeline": timeline,
    "ranking": ranking,
    "years": years,
    "accumulation": accumulation,
    "comparison": comparison,
    "network": network,
}
