"""Rules of measures, places, facts, charts and exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factsheet import data, model, periods
from factsheet.data import Entry, Folder
from factsheet.errors import Problem, did_you_mean, show
from factsheet.model import Sheet

MEASURE_FIELDS = ("label", "definition", "unit", "population", "kind")
FACT_FIELDS = ("label", "measure", "period", "place", "show", "because", "break")
CHART_FIELDS = ("form", "facts", "measure", "place", "period", "season", "also", "label", "sum", "of", "title", "says")
CHART_FORMS = ("timeline", "ranking", "accumulation", "comparison", "network")
CUSTOM_FIELDS = (
    "profile", "read", "relays", "rewrites", "edition_of", "archive_url", "checked", "body", "sha256",
)  # fmt: skip
CORRECTION_FIELDS = ("date", "kind", "figure", "before", "after", "why", "who", "page", "expect")


def ids(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """Ids are unique and kebab-case; a place's is its ISO 3166-1 alpha-3 code."""
    for kind in ("sources", "measures", "facts", "charts", "claims"):
        seen: dict[str, int] = {}
        for entry in getattr(folder, kind):
            if not entry.id:
                yield entry.problem("", "an entry without id", "Give it an `id`.")
            elif not model.KEBAB.fullmatch(entry.id):
                fix = "Use lower-case letters and digits, joined by hyphens."
                yield entry.problem("", f"id {show(entry.id)} is not kebab-case", fix)
            if entry.id in seen:
                yield entry.problem(
                    "id", f"id {show(entry.id)} stands twice, first on line {seen[entry.id]}", "Rename one."
                )
            seen.setdefault(entry.id, entry.line)
    for entry in folder.places:
        if not model.PLACE.fullmatch(entry.id):
            yield entry.problem(
                "", f"place {show(entry.id)} is not an ISO 3166-1 alpha-3 code", "Write three capitals."
            )


def fields(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """Entries have the fields they need, as text, and no unknown ones."""
    known = {"measures": MEASURE_FIELDS, "facts": FACT_FIELDS, "charts": CHART_FIELDS, "corrections": CORRECTION_FIELDS}
    needed = {
        "measures": MEASURE_FIELDS,
        "facts": ("label", "measure", "period"),
        "charts": ("form", "title", "says"),
        "corrections": ("date", "kind", "why"),
    }
    for kind, names in known.items():
        for entry in getattr(folder, kind):
            for key in entry.fields:
                if key not in names and key != "id":
                    yield entry.problem(key, f"unknown field {show(key)} in {show(entry.id)}", did_you_mean(key, names))
            for key in needed[kind]:
                if not entry.text(key):
                    yield entry.problem(key, f"{show(entry.id)} has no {key}", f"Write its `{key}` as one text.")
    for entry in folder.sources:
        custom = entry.fields.get("custom", {})
        for key in custom if isinstance(custom, dict) else ():
            if key not in CUSTOM_FIELDS:
                yield entry.problem(f"custom.{key}", f"unknown field 'custom.{key}'", did_you_mean(key, CUSTOM_FIELDS))


def measures(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A measure's kind is one of stock, flow, sum, ratio, count, date."""
    for entry in folder.measures:
        kind = entry.text("kind")
        if kind and kind not in model.KINDS:
            yield entry.problem("kind", f"unknown kind {show(kind)}", did_you_mean(kind, model.KINDS))


def facts(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A fact's measure and place exist; its period is ISO 8601, a day for a stock and an interval for a flow."""
    for entry in folder.facts:
        name, text = entry.text("measure"), entry.text("period")
        if name and name not in {m.id for m in folder.measures}:
            yield entry.problem("measure", f"unknown measure {show(name)}", did_you_mean(name, sheet.measures))
        period = periods.parse(text)
        if text and period is None:
            fix = "Write 2021-12-31, 2021-12, 2021, 2012/2021 or P1Y; ends come after beginnings."
            yield entry.problem("period", f"period {show(text)} is not ISO 8601", fix)
        kind = sheet.measures[name].kind if name in sheet.measures else ""
        if period and period.first and period.first > today:
            yield entry.problem("period", f"period {show(text)} is in the future", "Correct the period.")
        if period and kind == "stock" and not period.is_day:
            yield entry.problem("period", f"a stock's period {show(text)} is not a day", "Write the day: 2021-12-31.")
        if period and kind in ("flow", "sum") and period.is_day:
            fix = "Write the year or the interval: 2021, 2012/2021."
            yield entry.problem("period", f"a {kind}'s period {show(text)} is a day", fix)
        place = entry.text("place")
        if place and place not in sheet.places:
            fix = f"{did_you_mean(place, sheet.places)} Or add it to places.yml."
            yield entry.problem("place", f"unknown place {show(place)}", fix)
        if not place and kind in ("stock", "flow", "sum"):
            yield entry.problem("", f"{show(entry.id)} has no place", "Write the destination's code, or WLD.")


def fact_twins(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """No two facts are the same measure for the same period and place."""
    seen: dict[tuple[str, str, str], Entry] = {}
    for entry in folder.facts:
        key = (entry.text("measure"), entry.text("period"), entry.text("place"))
        if key in seen:
            what = f"{show(entry.id)} is the same fact as {show(seen[key].id)} on line {seen[key].line}"
            yield entry.problem("", what, "Keep one and give both their figures to it.")
        seen.setdefault(key, entry)


def conflicts(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A conflict names the source it is shown with and says why; `show` names a source that gives the fact."""
    for entry in folder.facts:
        fact = sheet.facts.get(entry.id)
        if fact is None:
            continue
        givers = {f.source.id for f in sheet.by_fact.get(fact.id, [])}
        if fact.show and fact.show not in givers:
            what = f"show names {show(fact.show)}, which gives no figure of {show(fact.id)}"
            yield entry.problem("show", what, did_you_mean(fact.show, givers))
        if bool(fact.show) != bool(fact.because):
            missing = "because" if fact.show else "show"
            yield entry.problem(
                "", f"{show(fact.id)} has no {missing}", "Write both: the source shown, and why it leads."
            )
        pair = next(iter(sheet.conflicts(fact.id)), None)
        if pair and not fact.show:
            told = " and ".join(f"{f.source.id} says {f.qualifier} {f.value} (line {f.line})" for f in pair)
            fix = "Write `show: <source>` and `because:` in facts.yml, or correct a figure."
            yield entry.problem("", f"undeclared conflict in {show(fact.id)}: {told}", fix)


def charts(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A chart has a known form and draws facts that exist, of known measures, at known places; it draws at least one."""
    for entry in folder.charts:
        form = entry.text("form")
        if form and form not in CHART_FORMS:
            yield entry.problem("form", f"unknown form {show(form)}", did_you_mean(form, CHART_FORMS))
        if form == "accumulation" and entry.text("sum") not in sheet.by_fact:
            what = f"chart {show(entry.id)}: sum names {show(entry.text('sum'))}, which has no figure"
            yield entry.problem("sum", what, did_you_mean(entry.text("sum"), sheet.by_fact))
        for key, known in (
            ("facts", sheet.facts),
            ("measure", sheet.measures),
            ("place", sheet.places),
            ("of", sheet.facts),
            ("also", sheet.facts),
            ("label", sheet.facts),
        ):
            for name in entry.list(key):
                if name not in known:
                    yield entry.problem(key, f"unknown {show(name)} in {key}", did_you_mean(name, known))
        for text in entry.list("period"):
            if periods.parse(text) is None:
                yield entry.problem("period", f"period {show(text)} is not ISO 8601", "Write 2021-12-31 or 2012/2021.")
        drawn = any(f.id in sheet.by_fact for f in sheet.select(entry))
        if not drawn and form not in ("comparison", "network"):
            yield entry.problem(
                "", f"chart {show(entry.id)} draws no figure", "Name facts or a measure that has figures."
            )


def exceptions(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """An excused numeral has a page, its text with the words around it, and a reason."""
    for entry in folder.exceptions:
        for key in ("page", "text", "reason"):
            if not entry.text(key).strip():
                yield entry.problem(key, f"an exception without {key}", f"Write its {key}.")
        if entry.text("text").strip() and not list(data.find(entry.text("text"))):
            yield entry.problem("text", f"{show(entry.text('text'))} holds no numeral", "Delete the row.")


def orphans(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A source gives a figure, is relayed by another, or is credited by a figure; a fact has a figure."""
    used = {f.source.id for f in sheet.figures.values()} | {f.via for f in sheet.figures.values()}
    for source in sheet.sources.values():
        used.update(source.leads_to)
    used.update(e.text("source") for e in folder.aside)  # proposals that are open: told by their own rule
    for source in sheet.sources.values():
        if source.id not in used:
            yield source.entry.problem(
                "", f"source {show(source.id)} is neither cited nor relayed", "Cite it or delete it.", note=True
            )
    named = {f for e in folder.claims for side in ("left", "right") for f in _named(e.fields.get(side, ""))}
    for entry in folder.facts:
        if entry.id in sheet.facts and entry.id not in sheet.by_fact and entry.id not in named:
            yield entry.problem(
                "", f"fact {show(entry.id)} has no figure", "Enter one in figures.csv or delete it.", note=True
            )


def _named(value: object) -> Iterator[str]:
    """Every id within a side of a claim."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)
