"""Rules of measures, places, facts, charts and exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factsheet import model
from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import Entry, Folder
from factsheet.model import Sheet, periods
from factsheet.rules.unusable import lost
from factsheet.text import numerals

MEASURE_FIELDS = ("label", "definition", "unit", "population", "kind")
PLACE_FIELDS = ("label",)
FACT_FIELDS = ("label", "measure", "period", "place", "show", "because", "break")
CHART_FIELDS = ("form", "facts", "measure", "place", "period", "season", "also", "label", "sum", "of", "title", "says")
SEASONS = ("year-end", "mid-year", "day")
CHART_FORMS = ("timeline", "ranking", "accumulation", "comparison", "network")
CORRECTION_FIELDS = ("date", "kind", "figure", "before", "after", "why", "who", "page", "expect")


def ids(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """Ids are unique and kebab-case; a place's is its ISO 3166-1 alpha-3 code."""
    for kind in ("sources", "measures", "facts", "charts", "claims"):
        seen: dict[str, int] = {}
        for entry in getattr(folder, kind):
            if not entry.id:
                yield entry.problem("id", "an entry without id", "Give it an `id`.")
            elif not model.KEBAB.fullmatch(entry.id):
                fix = "Use lower-case letters and digits, joined by hyphens."
                yield entry.problem("id", f"id {show(entry.id)} is not kebab-case", fix)
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
    known = {
        "measures": MEASURE_FIELDS,
        "places": PLACE_FIELDS,
        "facts": FACT_FIELDS,
        "charts": CHART_FIELDS,
        "corrections": CORRECTION_FIELDS,
    }
    needed = {
        "measures": MEASURE_FIELDS,
        "places": PLACE_FIELDS,
        "facts": ("label", "measure", "period"),
        "charts": ("form", "title", "says"),
        "corrections": ("date", "kind", "why"),
    }
    for kind, names in known.items():
        for entry in getattr(folder, kind):
            for key in entry.fields:
                # An `id` names the entries of a list; below an id it would name nothing.
                if key not in names and not (key == "id" and entry.fields["id"] == entry.id):
                    yield entry.problem(key, f"unknown field {show(key)} in {show(entry.id)}", did_you_mean(key, names))
            for key in needed[kind]:
                if not entry.text(key).strip():
                    yield entry.problem(key, f"{show(entry.id)} has no {key}", f"Write its `{key}` as one text.")


def measures(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A measure's kind is one of stock, flow, sum, ratio, count, date."""
    for entry in folder.measures:
        kind = entry.text("kind")
        if kind and kind not in model.KINDS:
            yield entry.problem("kind", f"unknown kind {show(kind)}", did_you_mean(kind, model.KINDS))


def facts(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A fact's measure and place exist; its period is ISO 8601, a day for a stock and an interval for a flow."""
    known = {m.id for m in folder.measures}
    for entry in folder.facts:
        name, text = entry.text("measure"), entry.text("period")
        if name and name not in known:
            yield entry.problem("measure", f"unknown measure {show(name)}", did_you_mean(name, known))
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
    gone = lost(folder, sheet)
    for entry in folder.facts:
        fact = sheet.facts.get(entry.id)
        if fact is None:
            continue
        givers = {f.source.id for f in sheet.by_fact.get(fact.id, [])}
        if fact.show and fact.show not in givers and not gone.holds([f"{fact.id}@{fact.show}"]):
            what = f"show names {show(fact.show)}, which gives no figure of {show(fact.id)}"
            yield entry.problem("show", what, did_you_mean(fact.show, givers))
        if bool(fact.show) != bool(fact.because):
            missing = "because" if fact.show else "show"
            yield entry.problem(
                missing, f"{show(fact.id)} has no {missing}", "Write both: the source shown, and why it leads."
            )
        pair = next(iter(sheet.conflicts(fact.id)), None)
        if pair and not fact.show:
            told = " and ".join(f"{f.source.id} says {f.qualifier} {f.value} (line {f.line})" for f in pair)
            fix = "Write `show: <source>` and `because:` in facts.yml, or correct a figure."
            yield entry.problem("", f"undeclared conflict in {show(fact.id)}: {told}", fix)


def chart_forms(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A chart has a known form and season, and periods in ISO 8601."""
    for entry in folder.charts:
        form = entry.text("form")
        if form and form not in CHART_FORMS:
            yield entry.problem("form", f"unknown form {show(form)}", did_you_mean(form, CHART_FORMS))
        season = entry.text("season")
        if season and season not in SEASONS:
            yield entry.problem("season", f"unknown season {show(season)}", did_you_mean(season, SEASONS))
        for text in entry.list("period"):
            if periods.parse(text) is None:
                yield entry.problem("period", f"period {show(text)} is not ISO 8601", "Write 2021-12-31 or 2012/2021.")


def charts(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A chart draws facts that exist, of known measures, at known places; it draws at least one."""
    gone = lost(folder, sheet)
    facts, measures_ = {e.id for e in folder.facts}, {e.id for e in folder.measures}
    known = {"facts": facts, "of": facts, "also": facts, "label": facts, "measure": measures_, "place": sheet.places}
    for entry in folder.charts:
        unknown = [(key, name) for key, ids in known.items() for name in entry.list(key) if name not in ids]
        for key, name in unknown:
            yield entry.problem(key, f"unknown {show(name)} in {key}", did_you_mean(name, known[key]))
        total = entry.text("sum")
        if entry.text("form") == "accumulation" and total not in sheet.by_fact and not gone.holds([total]):
            what = f"chart {show(entry.id)}: sum names {show(total)}, which has no figure"
            yield entry.problem("sum", what, did_you_mean(total, sheet.by_fact))
        if unknown or entry.text("form") not in ("timeline", "ranking", "accumulation"):
            continue
        if entry.text("season") not in ("", *SEASONS) or not all(map(periods.parse, entry.list("period"))):
            continue
        drawn = any(f.id in sheet.by_fact for f in sheet.select(entry))
        if not drawn and not gone.holds([*entry.list("facts"), *entry.list("measure")]):
            yield entry.problem(
                "", f"chart {show(entry.id)} draws no figure", "Name facts or a measure that has figures."
            )


def exceptions(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """An excused numeral has a page, its text with the words around it, and a reason."""
    for entry in folder.exceptions:
        for key in ("page", "text", "reason"):
            if not entry.text(key).strip():
                yield entry.problem(key, f"an exception without {key}", f"Write its {key}.")
        if entry.text("text").strip() and not list(numerals.find(entry.text("text"))):
            yield entry.problem("text", f"{show(entry.text('text'))} holds no numeral", "Delete the row.")


def orphans(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A source gives a figure, is relayed by another, or is credited by a figure; a fact has a figure."""
    used = {e.text(key) for e in folder.figures for key in ("source", "via")}
    for source in sheet.sources.values():
        used.update(source.leads_to)
    used.update(e.text("source") for e in folder.aside)  # proposals that are open: told by their own rule
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
