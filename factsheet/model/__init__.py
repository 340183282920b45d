"""What the entries of `data/` mean: sources, measures, facts and figures.

Frozen values that cannot be half-built: an entry that cannot be one is left out here and
reported by checks.py, which says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from factsheet.data import Entry, Folder, is_date
from factsheet.model import intervals, periods
from factsheet.model.intervals import Interval
from factsheet.model.periods import Period

KINDS = ("stock", "flow", "sum", "ratio", "count", "date")
WORLD = "WLD"
# Bounded, so that no cell can make arithmetic slow; a leading zero is no digit of a count.
NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})(?:\.\d{1,12})?", re.ASCII)
PLACE = re.compile(r"[A-Z]{3}")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
# What RFC 3986 lets stand in an address, but for the apostrophe, which ends attributes; and no name or password before the host.
ADDRESS = re.compile(
    r"https?://[a-z0-9.-]*[a-z0-9](?::\d{1,5})?(?:[/?#][\w.~:/?#\[\]@!$&()*+,;=%-]*)?", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True)
class Source:
    """Something somebody can read. `number` is its citation mark: its place in sources.yml."""

    id: str
    number: int
    entry: Entry = field(compare=False, repr=False)

    def text(self, key: str) -> str:
        """A CSL field, or one of ours under `custom.`; empty where absent."""
        return self.entry.text(key)

    @property
    def read(self) -> bool:
        """Whether we hold the text, or read the edition."""
        return self.text("custom.read") == "true"

    @property
    def is_dataset(self) -> bool:
        """Whether it is an edition of a dataset."""
        return self.text("type") == "dataset"

    @property
    def name(self) -> str:
        """Who publishes it, as readers know it."""
        return self.text("container-title") or self.text("publisher") or self.text("title")

    @property
    def issued(self) -> str:
        """Day, month or year of issue, in ISO 8601; empty if undated."""
        return _real(csl_date(self.entry, "issued"))

    @property
    def accessed(self) -> str:
        """Day on which we read it; empty if never."""
        return _real(csl_date(self.entry, "accessed"))

    @property
    def address(self) -> str:
        """Its web address; empty if it has none that a reader can be sent to."""
        return _address(self.text("URL"))

    @property
    def archived(self) -> str:
        """The address of an archived copy; empty as above."""
        return _address(self.text("custom.archive_url"))

    @property
    def leads_to(self) -> list[str]:
        """The sources it takes its figures from: relays, what it rewrites, the dataset it is an edition of."""
        e = self.entry
        return [*e.list("custom.relays"), *e.list("custom.rewrites"), *e.list("custom.edition_of")]


@dataclass(frozen=True)
class Measure:
    """What is counted, of whom, in what unit."""

    id: str
    label: str
    definition: str
    unit: str
    population: str
    kind: str


@dataclass(frozen=True)
class Fact:
    """One measure for one period and place."""

    id: str
    label: str
    measure: Measure
    period: Period
    place: str
    show: str = ""
    because: str = ""
    coverage_break: str = ""


@dataclass(frozen=True)
class Figure:
    """What one source says about one fact."""

    fact: Fact
    source: Source
    value: str
    qualifier: str
    interval: Interval
    worded: tuple[tuple[str, str], ...]
    via: str
    quote: str
    locator: str
    note: str
    line: int

    @property
    def key(self) -> str:
        """`fact@source`, which names it everywhere."""
        return f"{self.fact.id}@{self.source.id}"

    @property
    def is_date(self) -> bool:
        """Whether its value is a date and not a number."""
        return self.fact.measure.kind == "date"

    @property
    def number(self) -> Fraction:
        """Its value as an exact number; a date has none."""
        return Fraction(self.value)


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

    def shown(self, fact: str) -> Figure:
        """The figure a fact is shown with: the source `show` names; the newest dataset edition;
        the only exact figure; the first row."""
        figures = self.by_fact[fact]
        chosen = self.facts[fact].show
        for figure in figures:
            if figure.source.id == chosen:
                return figure
        editions = [f for f in figures if f.source.is_dataset]
        if editions:
            return max(editions, key=lambda f: f.source.issued)
        exact = [f for f in figures if f.qualifier == "exact"]
        return exact[0] if len(exact) == 1 else figures[0]

    def conflicts(self, fact: str) -> list[tuple[Figure, Figure]]:
        """Pairs of figures of one fact whose intervals do not meet."""
        figures = self.by_fact.get(fact, [])
        return [(a, b) for i, a in enumerate(figures) for b in figures[i + 1 :] if not a.interval.meets(b.interval)]

    def of_source(self, source: str) -> list[Figure]:
        """The figures a source gives, in the order of the data."""
        return [f for f in self.figures.values() if f.source.id == source]

    def select(self, chart: Entry) -> list[Fact]:
        """The facts a chart or table draws: those it lists, or those of its measures, places and season."""
        if listed := chart.list("facts"):
            return [self.facts[f] for f in listed if f in self.facts]
        measures, places, periods_ = chart.list("measure"), chart.list("place"), chart.list("period")
        season = chart.text("season")
        return [
            f
            for f in self.facts.values()
            if f.measure.id in measures
            and (f.place in places if places else f.place != WORLD)
            and (not periods_ or f.period.text in periods_ or any(_within(f, p) for p in periods_))
            and (not season or f.period.season == season)
        ]

    def newest_edition(self) -> Source | None:
        """The dataset edition issued last among those read."""
        editions = [s for s in self.sources.values() if s.is_dataset and s.read and s.issued]
        return max(editions, key=lambda s: s.issued, default=None)


def _within(fact: Fact, text: str) -> bool:
    period = periods.parse(text)
    return bool(period and "/" in text and period.covers(fact.period))


def showable(folder: Folder) -> Folder:
    """What pages may be made of while the rest is at fault: ids stand in addresses, anchors and names of files."""
    kinds = ("sources", "measures", "facts", "charts", "claims")
    kept = {kind: [e for e in getattr(folder, kind) if KEBAB.fullmatch(e.id)] for kind in kinds}
    return replace(folder, places=[e for e in folder.places if PLACE.fullmatch(e.id)], **kept)


def build(folder: Folder) -> Sheet:
    """The model of what `data.read` returned; entries that cannot be used are left out."""
    sources = {e.id: Source(e.id, n, e) for n, e in enumerate(folder.sources, 1) if e.id}
    measures = {m.id: m for e in folder.measures if (m := _measure(e))}
    places = {e.id: e.text("label") for e in folder.places}
    facts = {f.id: f for e in folder.facts if (f := _fact(e, measures))}
    figures: dict[str, Figure] = {}
    by_fact: dict[str, list[Figure]] = {}
    for entry in folder.figures:
        figure = _figure(entry, facts, sources, places)
        if figure and figure.key not in figures:
            figures[figure.key] = figure
            by_fact.setdefault(figure.fact.id, []).append(figure)
    charts, claims = {e.id: e for e in folder.charts}, {e.id: e for e in folder.claims}
    corrections = tuple(folder.corrections)
    return Sheet(sources, measures, places, facts, figures, by_fact, charts, claims, corrections)


def _measure(entry: Entry) -> Measure | None:
    texts = [entry.text(k) for k in ("label", "definition", "unit", "population", "kind")]
    return Measure(entry.id, *texts) if all(texts) and texts[-1] in KINDS else None


def _fact(entry: Entry, measures: dict[str, Measure]) -> Fact | None:
    measure, period = measures.get(entry.text("measure")), periods.parse(entry.text("period"))
    if measure is None or period is None or not entry.text("label"):
        return None
    texts = [entry.text(k) for k in ("place", "show", "because", "break")]
    return Fact(entry.id, entry.text("label"), measure, period, *texts)


def _wording_stands(key: str, value: str, places: dict[str, str]) -> bool:
    """Whether a `worded` pair can be told; checks report those that cannot."""
    known = {"kind": value in KINDS, "period": periods.parse(value) is not None, "place": value in places}
    return known.get(key, key == "status" and bool(value))


def _figure(entry: Entry, facts: dict[str, Fact], sources: dict[str, Source], places: dict[str, str]) -> Figure | None:
    fact, source = facts.get(entry.text("fact")), sources.get(entry.text("source"))
    value, qualifier = entry.text("value"), entry.text("qualifier")
    if fact is None or source is None or qualifier not in intervals.QUALIFIERS:
        return None
    if fact.measure.kind == "date":
        if not is_date(value) or qualifier != "exact":
            return None
        interval = intervals.date_interval(value)
    else:
        if not NUMBER.fullmatch(value):
            return None
        interval = intervals.interval(value, qualifier)
    worded = tuple((k, v) for k, v in pairs(entry.text("worded")) if _wording_stands(k, v, places))
    via = entry.text("via") if entry.text("via") in sources else ""
    rest = [via, *(entry.text(k) for k in ("quote", "locator", "note"))]
    return Figure(fact, source, value, qualifier, interval, worded, *rest, entry.line)


def _address(text: str) -> str:
    """An address, or nothing where what stands there is none; checks say so."""
    return text if ADDRESS.fullmatch(text) else ""


def _real(text: str) -> str:
    """A date, or nothing where what stands there is none; checks say so."""
    return text if is_date(text) else ""


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """The `key=value` pairs of a `worded` cell, in order."""
    for part in filter(None, text.split(";")):
        key, _, value = part.partition("=")
        yield key.strip(), value.strip()


def csl_date(entry: Entry, key: str) -> str:
    """A CSL date as ISO 8601: written as text, as `date-parts`, or as year, month and day."""
    value = entry.fields.get(key, "")
    if isinstance(value, dict) and "date-parts" in value:
        value = value["date-parts"]
    if isinstance(value, list) and value and isinstance(value[0], (dict, list)):
        value = value[0]
    if isinstance(value, dict):
        value = [value[k] for k in ("year", "month", "day") if value.get(k)]
    if isinstance(value, list):
        return "-".join(str(p).zfill(2) for p in value)
    return value if isinstance(value, str) else str(value)
