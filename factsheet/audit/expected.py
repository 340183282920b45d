"""What `data/` and the settings say, worked out again for the audit: no code here is shared with the rendering."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cached_property
from itertools import pairwise

from factsheet.audit import claimed, quantities, times, totals
from factsheet.audit.cells import newest, texts, when
from factsheet.audit.times import dated, spoken
from factsheet.data import Entry, Folder, legal
from factsheet.text import numerals, units
from factsheet.text.dates import is_date
from factsheet.text.languages import DEFAULT
from factsheet.text.units import Unit

SIX = Context(prec=6, rounding=ROUND_HALF_UP)
OPERATIONS = {
    "100*(b/a-1)": "change", "b/a": "times", "100*a/b": "share", "sum": "sum", "a-sum": "less", "100*(a+b)/(a+b+c)": "rate",
}  # fmt: skip
SITE_VALUES = ("release", "licence", "licence_code", "kept")
NAMES = ("title", "container-title", "publisher", "author", "editor", "translator")  # in whatever script
SHOWN_FIELDS = ("title", "container-title", "publisher", "version", "URL", "custom.sha256")


@dataclass(frozen=True)
class Row:
    """A figure, as its row in `data/figures.csv` and the entries it names have it."""

    fact: str
    source: str
    value: str
    qualifier: str
    quote: str
    locator: str
    unit: Unit
    kind: str
    dataset: bool
    via: str
    key: str  # its id: fact@source, with its locator where the source gives two numbers

    def shown(self, language: str) -> tuple[str, str]:
        """How a page prints it: with its qualifier and its unit; and the bare number."""
        return quantities.shown(self, language), quantities.bare(self, language)

    def bounds(self) -> quantities.Bounds:
        """The closed interval that the qualifier makes of the value."""
        return quantities.bounds(self.value, self.qualifier)


class Expected:
    """What the audit compares pages with: the entries of `data/`, the settings, and what follows from them."""

    def __init__(self, folder: Folder, settings: Mapping[str, object]) -> None:
        self.folder = folder
        # The language of what stands on no page: of the files, and of charts.
        theme = settings.get("theme")
        self.language = str((isinstance(theme, Mapping) and theme.get("language")) or DEFAULT)
        self.newest = newest(folder)
        self._months: dict[str, list[str]] = {}
        self._cited: dict[tuple[str, str], list[str]] = {}
        self.measures = measures = {m.id: m for m in folder.measures}
        self.places, self.charts = {p.id: p.text("label") for p in folder.places}, {c.id: c for c in folder.charts}
        named = {t for s in folder.sources for key in NAMES for t in texts(s.fields.get(key)) if not t.isascii()}
        self.names = tuple(sorted(named, key=len, reverse=True))
        labelled = (*folder.measures, *folder.places, *folder.facts)
        self.labels = {" ".join(e.text("label").split()) for e in labelled}
        # What the site says of itself.
        extra = settings.get("extra")
        self.own = [str(settings.get(k) or "") for k in ("site_name", "site_description", "site_url")]
        self.own += [v for v in extra.values() if isinstance(v, str)] if isinstance(extra, Mapping) else []
        self.facts = facts = {f.id: f for f in folder.facts}
        self.claimed = claimed.facts(folder)
        self.claims = {c.id: c for c in folder.claims}
        self.periods = {i: f.text("period") for i, f in facts.items()}
        self.sources = {s.id: s for s in folder.sources}
        self.numbers = {s.id: str(n) for n, s in enumerate(folder.sources, 1)}
        self.rows: dict[str, Row] = {}
        self.totals: dict[str, Row | None] = {}
        self.given: dict[tuple[str, str], list[Row]] = {}  # by fact and source, which may give two
        for entry in folder.figures:
            fact, source = facts.get(entry.text("fact")), self.sources.get(entry.text("source"))
            if fact is None or source is None:
                continue
            measure = measures.get(fact.text("measure"))
            cells = [entry.text(k) for k in ("fact", "source", "value", "qualifier", "quote", "locator")]
            unit, kind = (units.unit(measure.fields.get("unit")), measure.text("kind")) if measure else (None, "")
            dataset = source.text("type") == "dataset"
            row = Row(*cells, unit or Unit(""), kind, dataset, entry.text("via"), entry.id)
            self.rows.setdefault(row.key, row)
            self.given.setdefault((row.fact, row.source), []).append(row)
        self.years = self._years(facts)
        ends = (part for r in self.rows.values() for part in facts[r.fact].text("period").split("/"))
        self.days = frozenset(part for part in ends if len(part) == len("2012-12-31"))
        self._settings, self._sites = settings, {}
        kinds = (folder.sources, folder.measures, folder.places, folder.facts, folder.figures, folder.charts, folder.claims,
                 folder.corrections)  # fmt: skip
        held = {" ".join(text.split()) for kind in kinds for entry in kind for text in texts(entry.fields)}
        # Texts of data/ that look like templates, the longest first, since one may contain another.
        self.braced = sorted((t for t in held if re.search(r"\{[{%].*\w|\w.*\{[{%]", t)), key=len, reverse=True)

    def _years(self, facts: dict[str, Entry]) -> set[str]:
        """The years of facts that have a figure, of figures that are dates, and of sources."""
        texts = [facts[r.fact].text("period") for r in self.rows.values()]
        texts += [r.value for r in self.rows.values() if r.kind == "date"]
        texts += [d for s in self.folder.sources for d in (when(s, "issued"), when(s, "accessed"))]
        return {y for t in texts for part in t.split("/") for y in re.findall(r"^\d{4}", part)}

    def site(self, language: str) -> dict[str, str]:
        """The values of the macro `site` by key, as a language writes them."""
        if language not in self._sites:
            self._sites[language] = self._site(language)
        return self._sites[language]

    def _site(self, language: str) -> dict[str, str]:
        """They are from the settings, the newest dataset edition read, and the corrections."""
        extra = self._settings.get("extra")
        values = {k: v for k in SITE_VALUES if isinstance(extra, Mapping) and isinstance(v := extra.get(k), str)}
        editions = [s for s in self.folder.sources if s.text("type") == "dataset" and s.text("custom.read") == "true"]
        editions = [s for s in editions if when(s, "issued")]
        if editions:
            newest = max(editions, key=lambda s: when(s, "issued"))
            values |= {"edition": spoken(when(newest, "issued")[:7], language)}
            values |= {"read": spoken(when(newest, "accessed"), language)}
        for n, entry in enumerate(self.folder.corrections, 1):
            values |= {f"correction.{n}.{k}": entry.text(k) for k in ("before", "after")}
            values[f"correction.{n}.date"] = spoken(entry.text("date"), language)
        return values

    def months(self, language: str) -> list[str]:
        """The months of all periods, as a language writes them."""
        if language not in self._months:
            parts = {part[:7] for period in self.periods.values() for part in period.split("/") if len(part) > 4}
            self._months[language] = [spoken(month, language) for month in sorted(parts)]
        return self._months[language]

    def row(self, key: str) -> Row | None:
        """A figure by its id; or, as `measure[period,-PLACE]@source`, what all figures of a measure of events add up to."""
        if key not in self.rows and key not in self.totals and (named := totals.named(key)):
            self.totals[key] = self._total(key, named)
        return self.rows.get(key) or self.totals.get(key)

    @cached_property
    def by_fact(self) -> dict[str, list[Row]]:
        """The figures of each fact."""
        found: dict[str, list[Row]] = {}
        for row in self.rows.values():
            found.setdefault(row.fact, []).append(row)
        return found

    @cached_property
    def _by_source(self) -> dict[tuple[str, str], list[Row]]:
        """The figures that each source gives of each measure."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows.values():
            found.setdefault((row.source, self.facts[row.fact].text("measure")), []).append(row)
        return found

    def _total(self, key: str, named: totals.Named) -> Row | None:
        given = self._by_source.get((named.source, named.measure), [])
        rows = [row for row in given if named.holds(self.facts[row.fact], self.periods[row.fact])]
        if not rows or any(r.kind != "flow" or r.qualifier != "exact" or len(self.periods[r.fact]) != 4 for r in rows):
            return None  # the years of places can be added up, and nothing else
        self.facts[key] = Entry(
            "data/facts.yml", 0, key, {"measure": named.measure, "period": named.period, "place": "WLD"}
        )
        self.periods[key], first = named.period, rows[0]
        return replace(
            first, fact=key, value=str(sum(Decimal(r.value) for r in rows)), quote="", locator="", via="", key=key
        )

    def forbidden(self, formula: str, rows: list[Row]) -> str:
        """Why the kinds of measure do not allow this arithmetic, or an empty string if they do.

        What the press has computed may be computed again, but only on the facts of a claim.
        """
        keys = [(r.fact, r.source) for r in rows]
        alone = len(rows) == 1 and rows[0].key in self.totals and formula == "sum"
        if len(set(keys)) < len(keys) or (len(rows) < 2 and not alone) or any(r.kind == "date" for r in rows):
            return f"formula '{formula}' of dates, of too few figures, or of one figure twice"
        facts = {r.fact for r in rows}
        if facts <= self.claimed:
            return ""
        measures = {self.facts[f].text("measure") for f in facts}
        seasons = {times.season(self.periods[f]) for f in facts}
        periods = {self.periods[f] for f in facts}
        over_time = formula == "sum" and len(periods) > 1
        operation = "sum-over-periods" if over_time else OPERATIONS[formula]
        if why := legal.refusal(operation, [r.kind for r in rows]):
            return (
                f"formula '{formula}' with a {' and a '.join(dict.fromkeys(r.kind for r in rows))}. {why.rstrip('.')}"
            )
        if len({(r.unit, r.kind) for r in rows}) > 1:
            return f"formula '{formula}' over unlike measures"
        if operation in ("share", "rate", "less") and rows[0].kind not in ("level", "rate"):
            return "" if len(periods) == 1 else f"a {operation} of figures of different times"
        if operation in ("share", "rate", "less"):
            return ""
        if len(measures) > 1:
            return f"formula '{formula}' over unlike measures"
        if formula == "sum":
            return self._overlap(facts) if over_time else ""
        return "" if len(seasons) == 1 or all(r.kind == "flow" for r in rows) else "mid-year beside year-end"

    def _overlap(self, facts: set[str]) -> str:
        """Why the events of some facts may not be added up: their periods overlap, or their places differ."""
        places = {self.facts[f].text("place") for f in facts}
        ends = sorted(
            (times.days(p.split("/")[0])[0], times.days(p.split("/")[-1])[1]) for p in (self.periods[f] for f in facts)
        )
        apart = all(one[1] < two[0] for one, two in pairwise(ends))
        return "" if apart and len(places) == 1 else "a sum of periods that overlap, or of several places"

    def counted(self, what: str) -> int | None:
        """How many entries of a kind `data/` holds; None for a kind that nobody counts."""
        read = [s for s in self.folder.sources if s.text("custom.read") == "true"]
        if what == "conflicts":
            return self._conflicts
        if " of " in what:
            kind, _, fact = what.partition(" of ")
            return self._counted_of(kind, fact)
        return {
            "sources": len(read),
            "articles": sum(s.text("type").startswith("article") for s in read),
            "figures": len(self.rows),
            "facts": len({r.fact for r in self.rows.values()}),
        }.get(what)

    def _counted_of(self, kind: str, fact: str) -> int | None:
        """How many articles state a fact, or how many roots their statements go back to."""
        rows = self.by_fact.get(fact, [])
        stated = [r for r in rows if not r.dataset]
        if kind == "articles":
            return len({r.source for r in stated})
        if kind != "roots":
            return None
        found: set[str] = set()
        for row in stated or rows:
            found |= {row.source} if row.via == row.source else self.roots(row.via or row.source)
        return len(found)

    def roots(self, source: str) -> set[str]:
        """The sources at which the chains of relays, rewrites and editions of a source end."""
        ends, seen, queue = set(), set(), [source]
        while queue:
            name = queue.pop()
            if name in seen or name not in self.sources:
                continue
            seen.add(name)
            entry = self.sources[name]
            further = [n for k in ("relays", "rewrites", "edition_of") for n in entry.list(f"custom.{k}")]
            queue += further
            if not further:
                ends.add(name)
        return ends

    @cached_property
    def _conflicts(self) -> int:
        return sum(self._conflict(f.id) for f in self.folder.facts)

    def _conflict(self, fact: str) -> bool:
        rows = self.by_fact.get(fact, [])
        spans = [times.days(row.value) if row.kind == "date" else row.bounds() for row in rows]
        return any(
            (None not in (a[1], b[0]) and a[1] < b[0]) or (None not in (b[1], a[0]) and b[1] < a[0])
            for i, a in enumerate(spans)
            for b in spans[i + 1 :]
        )

    def named(self, fact: str, source: str) -> set[str]:
        """What a chart may call a figure on an axis: its fact, its place, or who publishes its source."""
        entry, known = self.facts.get(fact), self.sources.get(source)
        of = {known.text(key) for key in NAMES} if known else set()
        of |= {entry.text("label"), self.places.get(entry.text("place"), "")} if entry else set()
        return of - {""}

    def cited(self, source: str, language: str) -> list[str]:
        """The texts of a source that hold a numeral and may stand in a citation, the longest first."""
        if (source, language) not in self._cited:
            self._cited[source, language] = self._bibliography(self.sources[source], language)
        return self._cited[source, language]

    def _bibliography(self, entry: Entry, language: str) -> list[str]:
        texts = [entry.text(k) for k in SHOWN_FIELDS if any(numerals.find(entry.text(k)))]
        for role in ("author", "translator", "editor"):
            people = entry.fields.get(role, [])
            for person in people if isinstance(people, list) else []:
                named = [v for v in person.values() if isinstance(v, str)] if isinstance(person, dict) else []
                texts += [v for v in named if any(numerals.find(v))]
        ours = (entry.text(f"custom.{k}") for k in ("checked", "owner_sought", "earliest", "latest"))
        for text in (when(entry, "issued"), when(entry, "accessed"), *ours):
            if is_date(text):
                texts += dated(text, language)
        return sorted(filter(None, texts), key=len, reverse=True)
