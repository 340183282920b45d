"""Figures set out in rows and columns: which cells a table has. Nothing here is HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from factsheet.data import Entry
from factsheet.model import Fact, Figure, Sheet, arithmetic
from factsheet.model.derived import Derived, added
from factsheet.plan import lookups
from factsheet.plan.messages import Messages

Cell = Figure | Derived | tuple[Figure | Derived, ...] | None


@dataclass(frozen=True)
class Table:
    """A caption, what it shows, column headings, and rows of figures under a heading each."""

    id: str
    title: str
    says: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    missing: str = ""

    @property
    def calculated(self) -> tuple[int, ...]:
        """The columns, counted from that of the headings, in which every number is calculated."""
        columns = zip(*(cells for _, cells in self.rows), strict=True)
        given = ([cell for cell in column if cell is not None] for column in columns)
        return tuple(n for n, column in enumerate(given, 1) if column and all(isinstance(c, Derived) for c in column))

    def cells(self) -> list[Figure | Derived]:
        """Every figure in it, row by row."""
        found = [cell for _, cells in self.rows for cell in cells if cell is not None]
        return [c for cell in found for c in (cell if isinstance(cell, tuple) else (cell,))]


def lay_out(sheet: Sheet, chart: Entry, messages: Messages) -> Table:
    """The figures of a chart in rows: places where places differ, else periods.

    Columns are then the periods, or the measures; with `of`, a last column has each figure of
    the last period as a share of that fact. Places are ordered by their last figure.
    """
    if chart.text("form") == "years":
        return years(sheet, chart, messages)
    if totals := lookups.yearly(sheet, chart):
        return yearly(chart, messages, totals)
    facts = [f for f in sheet.select(chart) if f.id in sheet.by_fact]
    if chart.list("rate"):
        return _outcomes(sheet, chart, messages, facts)
    if len({f.place for f in facts}) > 1:
        return _by_place(sheet, chart, messages, facts)
    rows, columns, cells = _grid(sheet, facts, lambda f: f.period, lambda f: f.measure)
    body = [(messages.period(r), tuple(cells.get((r, c)) for c in columns)) for r in rows]
    return _table(chart, (messages("period"), *(c.label for c in columns)), body, messages("none"))


def _by_place(sheet: Sheet, chart: Entry, messages: Messages, facts: list[Fact]) -> Table:
    rows, columns, cells = _grid(sheet, facts, lambda f: f.place, lambda f: f.period)
    columns.sort(key=lambda p: p.text)
    rows.sort(key=lambda r: -cells[r, columns[-1]].number if (r, columns[-1]) in cells else 0)
    whole = sheet.shown(chart.text("of")) if chart.text("of") in sheet.by_fact else None
    body = []
    for row in rows:
        line: list[Cell] = [cells.get((row, c)) for c in columns]
        if whole:
            part = cells.get((row, whole.fact.period))
            line.append(arithmetic.share(part, whole) if part else None)
        body.append((sheet.places.get(row, row), tuple(line)))
    heads = [messages("place"), *map(messages.period, columns)]
    if whole:
        heads.append(messages("share", period=messages.period(whole.fact.period)))
    return _table(chart, heads, body, messages("not-listed"))


def _outcomes(sheet: Sheet, chart: Entry, messages: Messages, facts: list[Fact]) -> Table:
    """The outcomes in each place of one period and level, with the rate of the first two; the highest rate first.

    A place that the chart names and that has no row stands last, and says so.
    """
    known = sheet.measures  # one that is not known is a problem of charts.yml
    measures = [known[m] for m in chart.list("measure") if m in known]
    _, _, cells = _grid(sheet, facts, lambda f: f.place, lambda f: f.measure)
    body = []
    for place in chart.list("place") or dict.fromkeys(f.place for f in facts):
        line: list[Cell] = [cells.get((place, m)) for m in measures]
        told = [cells.get((place, known.get(m))) for m in chart.list("rate")]
        whole = None not in told and any(f.number for f in told)
        body.append((sheet.places.get(place, place), (*line, arithmetic.rate(*told) if whole else None)))
    body.sort(key=lambda row: -row[1][-1].value if row[1][-1] else 1)
    heads = [messages("place"), *(m.label for m in measures), messages("rate-column")]
    return _table(chart, heads, body, messages("no-row"))


def yearly(chart: Entry, messages: Messages, totals: list[Derived]) -> Table:
    """A total for each year."""
    body = [(messages.period(d.inputs[0].fact.period), (d,)) for d in totals]
    return _table(chart, (messages("period"), totals[0].inputs[0].fact.measure.label), body)


def years(sheet: Sheet, chart: Entry, messages: Messages) -> Table:
    """What each measure of events adds up to in each year, over all places and levels; with `rate`, the rate of three.

    Raises Refusal where a measure cannot be added up, or has no figure in a year.
    """
    measures, rated = chart.list("measure"), chart.list("rate")
    facts = [f for f in sheet.facts.values() if f.measure.id in measures and f.id in sheet.by_fact]
    body = []
    for year in chart.list("period") or sorted({f.period.text for f in facts}):
        totals = {name: lookups.total(sheet, name, year) for name in dict.fromkeys((*measures, *rated))}
        line: list[Cell] = [added(totals[name]) for name in measures]
        body.append(
            (messages.time(year), (*line, arithmetic.rate(*(totals[name] for name in rated))) if rated else tuple(line))
        )
    heads = [messages("period"), *(sheet.measures[name].label for name in measures)]
    return _table(chart, [*heads, messages("rate-column")] if rated else heads, body)


def _table(
    chart: Entry, heads: Iterable[str], body: Iterable[tuple[str, tuple[Cell, ...]]], missing: str = ""
) -> Table:
    return Table(chart.id, chart.text("title"), chart.text("says"), tuple(heads), tuple(body), missing)


def _grid(sheet: Sheet, facts: list[Fact], row: Callable, column: Callable) -> tuple[list, list, dict]:
    """Row keys, column keys in order of appearance, and the shown figure of each pair."""
    cells = {(row(f), column(f)): sheet.shown(f.id) for f in facts}
    return list(dict.fromkeys(r for r, _ in cells)), list(dict.fromkeys(c for _, c in cells)), cells


def timeline(sheet: Sheet, chart: Entry, messages: Messages, facts: list[Fact], aside: list[Fact]) -> Table:
    """The dataset's figure of each period, and what others state for it; figures set aside come last."""
    named, measured = [(messages.period(f.period), f) for f in (*facts, *aside)], lookups.measured(sheet, facts)
    columns = ("data-column", "stated-column") if measured else ("leading-column", "other-column")
    return _beside(sheet, chart, messages, ("period", *columns), named, measured)


def listed(sheet: Sheet, chart: Entry, messages: Messages, facts: list[Fact]) -> Table:
    """Every figure of each fact, the one it is shown with first."""
    columns = ("fact-column", "leading-column", "other-column")
    return _beside(sheet, chart, messages, columns, [(f.label, f) for f in facts])


def _beside(
    sheet: Sheet,
    chart: Entry,
    messages: Messages,
    columns: tuple[str, ...],
    named: list[tuple[str, Fact]],
    measured: bool = False,
) -> Table:
    """Facts by name, with the figure that each is shown with, of a dataset if they are `measured`, and the others."""
    body = []
    for name, fact in named:
        line, _ = lookups.told_apart(sheet, fact, measured)
        others = tuple(f for f in sheet.by_fact[fact.id] if f not in line)
        body.append((name, (line[0] if line else None, others or None)))
    heads = tuple(map(messages, columns))
    if not any(cells[1] for _, cells in body):
        heads, body = heads[:2], [(name, cells[:1]) for name, cells in body]
    return _table(chart, heads, body, messages("none"))


def accumulation(
    chart: Entry, messages: Messages, figures: list[Figure], added: Derived, stated: list[Figure]
) -> Table:
    """Each count, what they add up to, and what is printed as the sum."""
    body = [(messages.period(f.fact.period), (f,)) for f in figures]
    body.append((messages("added-up"), (added,)))
    body += [(messages("printed-by", source=f.source.name), (f,)) for f in stated]
    return _table(chart, (messages("period"), messages("value")), body)


def comparison(chart: Entry, messages: Messages, lines: list[tuple[str, Figure, list[Derived]]]) -> Table:
    """Each claim: what it states, and what the data give."""
    heads = (messages("claim"), messages("stated-column"), messages("data-give"))
    return _table(chart, heads, ((name, (figure, tuple(computed))) for name, figure, computed in lines))
