"""Rules of facts, charts and exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import Entry, Folder
from factsheet.data.fields.charts import CHARTS, FORMS
from factsheet.model import Sheet, periods
from factsheet.rules.charts import OF_NO_FACTS
from factsheet.rules.forms import dangling, ids
from factsheet.rules.unusable import lost
from factsheet.text import numerals


def bases(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """The unit of a rate has a base, `per`, and that of no other kind; a percentage is its own base."""
    for measure in sheet.measures.values():
        entry = next(e for e in folder.measures if e.id == measure.id)
        if bool(measure.unit.per) != (measure.kind == "rate") and measure.unit.symbol != "%":
            what = f"a {measure.kind} with a base" if measure.unit.per else f"a rate without a base, {show(measure.id)}"
            yield entry.problem("unit", what, "Write per: 100000 in the unit of a rate, and of no other kind.")


def facts(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A fact's period is a day for a stock and an interval for a flow, and not in the future; these have a place."""
    for entry in folder.facts:
        name, text = entry.text("measure"), entry.text("period")
        period = periods.parse(text)
        kind = sheet.measures[name].kind if name in sheet.measures else ""
        if period and period.first and period.first > today:
            yield entry.problem("period", f"period {show(text)} is in the future", "Correct the period.")
        if period and kind == "stock" and not period.is_day:
            yield entry.problem("period", f"a stock's period {show(text)} is not a day", "Write the day: 2021-12-31.")
        if period and kind in ("flow", "sum") and period.is_day:
            fix = "Write the year or the interval: 2021, 2012/2021."
            yield entry.problem("period", f"a {kind}'s period {show(text)} is a day", fix)
        if not entry.text("place") and kind in ("stock", "flow", "sum"):
            yield entry.problem("place", f"{show(entry.id)} has no place", "Write the destination's code, or WLD.")


def events(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """The flows that a measure names are of kind flow, and the measure of kind stock."""
    for entry in folder.measures:
        for name in entry.list("flows"):
            kinds = [sheet.measures[m].kind for m in (entry.id, name) if m in sheet.measures]
            if len(kinds) == 2 and kinds != ["stock", "flow"]:
                what = f"{show(entry.id)} ({kinds[0]}) names {show(name)} ({kinds[1]}) among its flows"
                fix = "A stock may name measures of kind flow, which count the events behind it."
                yield entry.problem("flows", what, fix)


def fact_twins(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """No two facts are the same measure for the same period, place and level."""
    seen: dict[tuple[str, ...], Entry] = {}
    for entry in folder.facts:
        key = tuple(entry.text(name) for name in ("measure", "period", "place", "level"))
        if key in seen:
            what = f"{show(entry.id)} is the same fact as {show(seen[key].id)} on line {seen[key].line}"
            yield entry.problem("", what, "Keep one and give both their figures to it.")
        seen.setdefault(key, entry)


def conflicts(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A conflict names the source it is shown with; `show` names a source that gives the fact."""
    gone = lost(folder, sheet)
    for entry in folder.facts:
        fact = sheet.facts.get(entry.id)
        if fact is None:
            continue
        # A source that gives two numbers is named with the place of one of them: times:title.
        givers = {f.key.partition("@")[2] for f in sheet.by_fact.get(fact.id, [])}
        if fact.show and fact.show not in givers and not gone.holds([f"{fact.id}@{fact.show}"]):
            what = f"show names {show(fact.show)}, which gives no figure of {show(fact.id)}"
            yield entry.problem("show", what, did_you_mean(fact.show, givers))
        pair = next(iter(sheet.conflicts(fact.id)), None)
        if pair and not fact.show:
            both = " and ".join(f"{f.key.partition('@')[2]} says {f.qualifier} {f.value} (line {f.line})" for f in pair)
            read = ", ".join(f.key.partition("@")[2] for f in sheet.by_fact[fact.id])
            fix = f"Write `show: <source>`, `because:` and `weighed: [{read}]` in facts.yml, or correct a figure."
            yield entry.problem("show", f"undeclared conflict in {show(fact.id)}: {both}", fix)


def charts(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A chart draws at least one figure, and an accumulation a sum."""
    gone, known = lost(folder, sheet), ids(folder)
    for entry in folder.charts:
        total = entry.text("sum")
        if entry.text("form") == "accumulation" and total not in sheet.by_fact and not gone.holds([total]):
            what = f"chart {show(entry.id)}: sum names {show(total)}, which has no figure"
            yield entry.problem("sum", what, did_you_mean(total, sheet.by_fact))
        sound = not [*CHARTS.faults(entry), *dangling(CHARTS, entry, known)]
        # A form that is unknown is told of by a rule of its own.
        unknown = entry.text("form") not in (*FORMS, *folder.forms)
        if not sound or unknown or entry.text("form") in OF_NO_FACTS:
            continue
        drawn = any(f.id in sheet.by_fact for f in sheet.select(entry)) or sheet.added_up(entry)
        if not drawn and not gone.holds([*entry.list("facts"), *entry.list("measure")]):
            yield entry.problem(
                "", f"chart {show(entry.id)} draws no figure", "Name facts or a measure that has figures."
            )


def exceptions(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """What an exception excuses holds a numeral."""
    for entry in folder.exceptions:
        if entry.text("text").strip() and not list(numerals.find(entry.text("text"))):
            yield entry.problem("text", f"{show(entry.text('text'))} holds no numeral", "Delete the row.")


def orphans(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A source gives a figure, is relayed by another, credited by a figure, or named by a profile; a fact has a figure."""
    used = {e.text(key) for e in folder.figures for key in ("source", "via")}
    for source in sheet.sources.values():
        used.update(source.leads_to, source.entry.list("custom.profile_from"))
    used.update(e.text("source") for e in folder.aside)  # open proposals, reported by a rule of their own
    for source in sheet.sources.values():
        if source.id not in used:
            yield source.entry.problem(
                "", f"source {show(source.id)} is neither cited nor relayed", "Cite it or delete it.", note=True
            )
    given = {e.text("fact") for e in folder.figures}
    named = {f for e in folder.claims for side in ("left", "right") for f in e.texts(side)}
    for entry in folder.facts:
        if entry.id in sheet.facts and entry.id not in given and entry.id not in named:
            yield entry.problem(
                "", f"fact {show(entry.id)} has no figure", "Enter one in figures.csv or delete it.", note=True
            )
