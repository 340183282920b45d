"""The whole fact-sheet, built from what `data/` holds.

Its values are frozen and complete: an entry that cannot be used is left out, and `rules` says why.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from factsheet.data import Entry, Folder
from factsheet.data.fields.figures import QUALIFIERS
from factsheet.data.fields.measures import KINDS
from factsheet.data.forms import KEBAB, PLACE
from factsheet.model import intervals, periods
from factsheet.model.fact import WORLD, Fact, Figure, Measure, is_value, pairs
from factsheet.model.periods import Period
from factsheet.model.source import Source
from factsheet.text import units
from factsheet.text.dates import is_date


@dataclass(frozen=True)
class Sheet:
    """The whole fact-sheet: everything by id, figures also by fact."""

    sources: dict[str, Source]
    measures: dict[str, Measure]
    places: dict[str, str]
    facts: dict[str, Fact]
    figures: dict[str, Figure]
    by_fact: dict[str, list[Figure]]
    charts: dict[str, Entry]
    claims: dict[str, Entry]
    corrections: tuple[Entry, ...]
    forms: tuple[str, ...] = ()  # of charts, that the project has of its own
    # By what places are put in order, in every language alike.
    place_order: Mapping[str, str] = field(default_factory=dict)

    def shown(self, fact: str) -> Figure:
        """The figure shown for a fact: that of the source `show` names, with its locator where it gives two numbers;
        else of the newest dataset edition, else the only exact one, else the first row."""
        figures = self.by_fact[fact]
        chosen = f"{fact}@{self.facts[fact].show}"
        for figure in figures:
            if figure.key == chosen:
                return figure
        editions = [f for f in figures if f.source.is_dataset]
        if editions:
            return max(editions, key=lambda f: f.source.issued)
        exact = [f for f in figures if f.qualifier == "exact"]
        return exact[0] if len(exact) == 1 else figures[0]

    def conflicts(self, fact: str) -> list[tuple[Figure, Figure]]:
        """The pairs of a fact's figures whose intervals do not meet. An edition that revises another is no conflict."""
        figures = self.by_fact.get(fact, [])
        pairs_ = ((a, b) for i, a in enumerate(figures) for b in figures[i + 1 :])
        return [(a, b) for a, b in pairs_ if not a.interval.meets(b.interval) and not a.source.revises(b.source)]

    def of_source(self, source: str) -> list[Figure]:
        """The figures a source gives, in the order of the data."""
        return [f for f in self.figures.values() if f.source.id == source]

    def select(self, chart: Entry) -> list[Fact]:
        """The facts a chart or table shows: those it lists, or those of its measures, places, periods and season."""
        if listed := chart.list("facts"):
            return [self.facts[f] for f in listed if f in self.facts]
        measures, places, periods_ = chart.list("measure"), chart.list("place"), chart.list("period")
        season, levels = chart.text("season"), chart.list("level")
        facts = self._of_measure.get(measures[0], []) if len(measures) == 1 else self.facts.values()
        return [
            f
            for f in facts
            if f.measure.id in measures
            and (f.place in places if places else f.place != WORLD)
            and (not periods_ or f.period.text in periods_ or any(_within(f, p) for p in periods_))
            and (not season or f.period.season == season)
            and (not levels or f.level in levels)
        ]

    @functools.cached_property
    def _of_measure(self) -> dict[str, list[Fact]]:
        """The facts of each measure, in the order of the data."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts.values():
            found.setdefault(fact.measure.id, []).append(fact)
        return found

    def has_whole(self, measure: str) -> bool:
        """Whether a measure has a figure of all places together, which leaves nothing to add up."""
        return any(f.fact.measure.id == measure and f.fact.place == WORLD for f in self.figures.values())

    def added_up(self, chart: Entry) -> list[str]:
        """The years for which a chart of all places adds up a measure of events that has no figure of them together."""
        measures = chart.list("measure")
        if chart.list("place") != [WORLD] or len(measures) != 1 or self.has_whole(measures[0]):
            return []
        facts = (f for f in self.facts.values() if f.measure.id == measures[0] and f.id in self.by_fact)
        return sorted({f.period.text for f in facts if f.measure.kind == "flow"})

    def newest_edition(self) -> Source | None:
        """The dataset edition issued last, of those we have read."""
        editions = [s for s in self.sources.values() if s.is_dataset and s.read and s.issued]
        return max(editions, key=lambda s: s.issued, default=None)


def _within(fact: Fact, text: str) -> bool:
    period = periods.parse(text)
    return bool(period and "/" in text and period.covers(fact.period))


def showable(folder: Folder) -> Folder:
    """Only the entries whose ids are safe in addresses, anchors and file names, so that pages can be shown while data have problems."""
    kinds = ("sources", "measures", "facts", "charts", "claims")
    valid = {kind: [e for e in getattr(folder, kind) if KEBAB.fullmatch(e.id)] for kind in kinds}
    return replace(folder, places=[e for e in folder.places if not PLACE.wrong("id", e.id)], **valid)


Label = Callable[[Measure, Period, str, str], str]


def build(folder: Folder, label: Label | None = None) -> Sheet:
    """The model of what `data.read` returned, without the entries that cannot be used.

    `label` makes the label of a fact that has none of its own, of its measure, its period and the name of its place
    (empty for everywhere), and of what its level is called. Where nobody reads labels there need be none: its id is then its label.
    """
    sources = {e.id: Source(e.id, n, e) for n, e in enumerate(folder.sources, 1) if e.id}
    measures = {m.id: m for e in folder.measures if (m := _measure(e))}
    places = {e.id: e.text("label") for e in folder.places}
    facts = {f.id: f for e in folder.facts if (f := _fact(e, measures, places, label))}
    figures: dict[str, Figure] = {}
    by_fact: dict[str, list[Figure]] = {}
    for entry in folder.figures:
        figure = _figure(entry, facts, sources, places)
        if figure and figure.key not in figures:
            figures[figure.key] = figure
            by_fact.setdefault(figure.fact.id, []).append(figure)
    charts, claims = {e.id: e for e in folder.charts}, {e.id: e for e in folder.claims}
    corrections = tuple(folder.corrections)
    order = {e.id: e.text("original") or e.text("label") for e in folder.places}
    return Sheet(sources, measures, places, facts, figures, by_fact, charts, claims, corrections, folder.forms, order)


def _measure(entry: Entry) -> Measure | None:
    label, definition, population, kind = texts = [entry.text(k) for k in ("label", "definition", "population", "kind")]
    unit = units.unit(entry.fields.get("unit"))
    if not unit or not all(texts) or kind not in KINDS:
        return None
    return Measure(entry.id, label, definition, unit, population, kind, entry.text("scope"), tuple(entry.list("flows")))


def _fact(entry: Entry, measures: dict[str, Measure], places: dict[str, str], label: Label | None) -> Fact | None:
    measure, period = measures.get(entry.text("measure")), periods.parse(entry.text("period"))
    if measure is None or period is None:
        return None
    place, *texts = (entry.text(k) for k in ("place", "show", "because", "break", "level", "level-told"))
    named = entry.text("label")
    if not named:
        where = "" if place == WORLD else places.get(place, place)
        named = label(measure, period, where, texts[-1]) if label else entry.id
    return Fact(entry.id, named, measure, period, place, *texts)


def _is_valid_wording(key: str, value: str, places: dict[str, str]) -> bool:
    """Whether a `worded` pair is valid; the rules report those that are not."""
    known = {"kind": value in KINDS, "period": periods.parse(value) is not None, "place": value in places}
    return known.get(key, key == "status" and bool(value))


def _figure(entry: Entry, facts: dict[str, Fact], sources: dict[str, Source], places: dict[str, str]) -> Figure | None:
    fact, source = facts.get(entry.text("fact")), sources.get(entry.text("source"))
    value, qualifier = entry.text("value"), entry.text("qualifier")
    if fact is None or source is None or qualifier not in QUALIFIERS:
        return None
    if fact.measure.kind == "date":
        if not is_date(value) or qualifier != "exact":
            return None
        interval = intervals.date_interval(value)
    else:
        if not is_value(value, qualifier):
            return None
        interval = intervals.interval(value, qualifier)
    worded = tuple((k, v) for k, v in pairs(entry.text("worded")) if _is_valid_wording(k, v, places))
    via = entry.text("via") if entry.text("via") in sources else ""
    rest = [via, *(entry.text(k) for k in ("quote", "locator", "note"))]
    return Figure(
        fact, source, value, qualifier, interval, worded, *rest, entry.line, entry.id != f"{fact.id}@{source.id}",
        entry.text("rendering"),
    )  # fmt: skip
