"""What pages may call: one method per macro, whose docstring is its reference.

A method finds what a call shows, or raises `Refusal`; how that looks is for `render` to say.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from factsheet.core.problems import FactsheetError, Refusal, did_you_mean, show
from factsheet.data import Entry, published_files
from factsheet.model import WORLD, Figure, Sheet, arithmetic
from factsheet.model.claims import Result
from factsheet.model.derived import Derived, added
from factsheet.plan import charts, lookups, register_pages, statements, tables
from factsheet.plan.calls import Call
from factsheet.plan.lookups import known
from factsheet.plan.messages import Messages
from factsheet.plan.page_index import Shown
from factsheet.rules.charts import problems

NAMES = (
    "figure", "date", "change", "times", "share", "sum_of", "less", "rate", "count", "cite",
    "table", "chart", "claim", "claims", "statement", "disagreement", "disagreements", "voices", "register", "places", "source", "sources",
    "bibliography", "corrections", "download", "downloads", "site",
)  # fmt: skip
# Values of mkdocs.yml that a page may show; no other text of it is a source.
SITE_VALUES = ("release", "licence", "licence_code", "kept")


@dataclass(frozen=True)
class Macros:
    """The macros over one sheet. `extra` holds the site's own values."""

    sheet: Sheet
    results: tuple[Result, ...]
    extra: Mapping[str, object]
    messages: Messages

    def shown(self, call: Call) -> Shown:
        """What a call shows, whose arguments fit. Raises Refusal, or FactsheetError where the reason is reported with the data."""
        return getattr(self, call.name)(*call.given, **dict(call.named))

    def figure(self, fact: str, by: str = "") -> Shown:
        """A fact's number with its citation mark; `by` names one source, else the fact's own choice is shown.

        Example: {{ figure("population-2021") }}, {{ figure("population-2012", by="gazette") }}
        """
        found = self._figure(fact, by)
        return Shown(found, (found,))

    def date(self, fact: str, by: str = "") -> Shown:
        """A date with its citation mark. Example: {{ date("law-begins") }}"""
        found = self._figure(fact, by)
        if not found.is_date:
            raise Refusal(f"{show(fact)} is a {found.fact.measure.kind}, not a date", "Use figure(…).")
        return Shown(found, (found,))

    def change(self, a: str, b: str) -> Shown:
        """How much the second fact is above the first, in percent of the first: +671%.

        Example: {{ change("population-2012", "population-2021") }}
        """
        return _calculated(arithmetic.change(self._figure(a), self._figure(b)))

    def times(self, a: str, b: str) -> Shown:
        """The second fact divided by the first: 7.7 times.

        Example: {{ times("population-2012", "population-2021") }}
        """
        return _calculated(arithmetic.times(self._figure(a), self._figure(b)))

    def share(self, a: str, b: str) -> Shown:
        """The first fact as a percentage of the second: 75%.

        Example: {{ share("population-2021-north", "population-2021") }}
        """
        return _calculated(arithmetic.share(self._figure(a), self._figure(b)))

    def sum_of(self, *facts: str, measure: str = "", period: str = "", unit: str = "", place: str = WORLD) -> Shown:
        """Facts of one measure at one time in different places, added up; or the flows of a measure over all parts of a
        period, in all places if it has no figure of them together.

        Example: {{ sum_of("population-2021-north", "population-2021-south") }}, {{ sum_of(measure="births", period="2012/2021", unit="persons") }}
        """
        if not measure:
            return _calculated(arithmetic.total(tuple(self._figure(f) for f in facts)))
        if facts:
            raise Refusal("a sum of facts and of a measure", "Name the facts, or the measure and its period.")
        named = known("measure", measure, self.sheet.measures)
        if unit and unit != named.unit.name:
            raise Refusal(f"measure {show(measure)} counts {named.unit.name}, not {unit}", "Name another measure.")
        if place == WORLD and not self.sheet.has_whole(measure):
            return _calculated(added(lookups.total(self.sheet, measure, period)))
        return _calculated(arithmetic.total_over_periods(lookups.over_period(self.sheet, measure, period, place)))

    def less(self, whole: str, *parts: str) -> Shown:
        """The first fact without the others, which are parts of it; or a level less another.

        Example: {{ less("population-2021", "population-2021-north") }}
        """
        return _calculated(arithmetic.less(self._figure(whole), *map(self._figure, parts)))

    def rate(self, a: str, b: str, c: str, period: str = "", place: str = WORLD, level: str = "") -> Shown:
        """The first two of three outcomes as a percentage of all: facts, or with a period measures, of a place and a level
        or of all places and levels.

        Example: {{ rate("granted-2021", "granted-in-part-2021", "refused-2021") }}, {{ rate("granted", "granted-in-part", "refused", period="2021", place="WLD") }}
        """
        names = (a, b, c)
        if period and place == WORLD and not any(self.sheet.has_whole(name) for name in names):
            return _calculated(arithmetic.rate(*(lookups.total(self.sheet, name, period) for name in names)))
        if period:
            names = tuple(lookups.fact_of(self.sheet, name, period, place, level) for name in names)
        return _calculated(arithmetic.rate(*map(self._figure, names)))

    def count(self, what: str) -> Shown:
        """How many entries the data hold: `sources`, `articles`, `figures`, `facts` or `conflicts`.

        Example: {{ count("articles") }}
        """
        number = self.counts.get(what)
        if number is None:
            raise Refusal(f"nothing called {show(what)} is counted", did_you_mean(what, self.counts))
        return Shown((what, number), others=(f"count {what}",))

    def cite(self, source: str) -> Shown:
        """A source's citation mark. Example: {{ cite("gazette") }}"""
        found = known("source", source, self.sheet.sources)
        return Shown(found, sources=(found,))

    def table(self, chart: str) -> Shown:
        """The figures of an entry of charts.yml as a table. Example: {{ table("by-place") }}"""
        made = tables.lay_out(self.sheet, self._chart(chart), self.messages)
        return _cells(made, made.cells())

    def chart(self, chart: str) -> Shown:
        """An entry of charts.yml as a chart, with its sources, its data as a table and its files. Example: {{ chart("by-place") }}"""
        made = charts.work_out(self.sheet, self._chart(chart), self.results, self.messages)
        return _cells(made, made.figures(), chart)

    def claim(self, claim: str) -> Shown:
        """A statement of claims.yml in short, or a press figure as `fact@source`, with what the data give.

        Example: {{ claim("gazette-doubled") }}, {{ claim("population-2012@gazette") }}
        """
        found = self._judged(claim)
        return statements.shown(found, (found,), worked=True)

    def claims(self, *only: str) -> Shown:
        """What is said, by statement: every claim and every press figure the data give too, with verdict and right number.

        With names, only a table of these: {{ claims("gazette-doubled", "gazette-record") }}
        """
        found = tuple(map(self._judged, only))
        return statements.shown(found, found or self.results, worked=not found)

    def statement(self, statement: str) -> Shown:
        """Whatever is said alike under one id, each verdict with its working. Its page, `claims/<statement>/`, is made of this.

        Example: {{ statement("gazette-doubled") }}
        """
        found = known("statement", statement, self.statements)
        return statements.shown(found, found.results, worked=True)

    def disagreement(self, fact: str) -> Shown:
        """All figures of a fact side by side, why one of them leads, and how many voices they are. Example: {{ disagreement("population-2012") }}"""
        self._figure(fact)
        return Shown(fact, tuple(self.sheet.by_fact[fact]))

    def disagreements(self) -> Shown:
        """Every fact whose figures conflict, side by side."""
        found = tuple(f for f in self.sheet.facts if self.sheet.conflicts(f))
        return Shown(found, tuple(g for f in found for g in self.sheet.by_fact[f]))

    def voices(self) -> Shown:
        """Who relays whom: every chain from a source we read to where it ends."""
        return Shown()

    def register(self, measure: str = "", part: str = "") -> Shown:
        """A line for every fact and calculated number, which leads to its entry. A data page calls it with its measure: {{ register("population") }}"""
        if measure:
            known("measure", measure, self.sheet.measures)
        if part and not register_pages.is_calculated(part):
            known("part of the register", part, register_pages.parts(self.sheet, measure))
        return Shown((measure, part), measure=measure)

    def places(self) -> Shown:
        """For every place, which measures have a figure of it and of which time, with links to the entries."""
        return Shown()

    def source(self, source: str) -> Shown:
        """All that is known of a source, what it says, and where that is used. The page of each that gives a figure, `sources/<source>/`, is made of this.

        Example: {{ source("gazette") }}
        """
        found = known("source", source, self.sheet.sources)
        said = statements.shown(found, tuple(r for r in self.results if r.source.id == source))
        return replace(said, sources=(found,))

    def sources(self) -> Shown:
        """Every source in short: what it is, from what interest, and the way to all that is known of it."""
        return Shown()

    def bibliography(self) -> Shown:
        """The sources that this page cites, with their addresses spelled out: what a printed page needs."""
        return Shown()

    def corrections(self) -> Shown:
        """What was corrected, revised or added, newest first."""
        return Shown()

    def download(self, file: str) -> Shown:
        """A link to a published data file; the data page lists them. Example: {{ download("figures.csv") }}"""
        known("file", file, dict.fromkeys(published_files.FILES))
        return Shown(file, everything=True)

    def downloads(self) -> Shown:
        """Every published data file: what it holds, and what each of its columns means."""
        return Shown()

    def site(self, key: str) -> Shown:
        """One of the site's own values: `edition` and `read` (the newest edition of the data, and the day it was read),
        or `release`, `licence`, `licence_code` and `kept` from `extra` in mkdocs.yml.

        Example: {{ site("edition") }}
        """
        value = self.site_values.get(key)
        if value is None:
            raise Refusal(f"no site value {show(key)}", did_you_mean(key, self.site_values))
        return Shown((key, value), others=(f"site {key}",))

    @functools.cached_property
    def counts(self) -> dict[str, int]:
        """What `count` gives."""
        read = [s for s in self.sheet.sources.values() if s.read]
        return {
            "sources": len(read),
            "articles": sum(s.text("type").startswith("article") for s in read),
            "figures": len(self.sheet.figures),
            "facts": len(self.sheet.by_fact),
            "conflicts": sum(bool(self.sheet.conflicts(f)) for f in self.sheet.by_fact),
        }

    @functools.cached_property
    def site_values(self) -> dict[str, str]:
        """What `site` gives."""
        values = {k: v for k in SITE_VALUES if isinstance(v := self.extra.get(k), str)}
        if edition := self.sheet.newest_edition():
            values["edition"] = self.messages.day(edition.issued[:7])
            values["read"] = self.messages.day(edition.accessed)
        return values

    def _figure(self, fact: str, by: str = "") -> Figure:
        return lookups.figure(self.sheet, fact, by)

    def _chart(self, chart: str) -> Entry:
        if problem := next(problems(self.sheet, entry := known("chart", chart, self.sheet.charts)), None):
            raise FactsheetError(problem)
        return entry

    def _judged(self, claim: str) -> Result:
        return known("claim", claim, self._by_id)

    @functools.cached_property
    def statements(self) -> dict[str, statements.Statement]:
        """What is judged, by what several sources say alike."""
        return statements.grouped(self.results)

    @functools.cached_property
    def _by_id(self) -> dict[str, Result]:
        return {result.id: result for result in self.results}


def _calculated(derived: Derived) -> Shown:
    return Shown(derived, derived=(derived,))


def _cells(value: object, cells: Iterable[Figure | Derived], chart: str = "") -> Shown:
    """A table or a chart, with everything in its cells."""
    cells = tuple(cells)
    figures = tuple(c for c in cells if isinstance(c, Figure))
    return Shown(value, figures, tuple(c for c in cells if isinstance(c, Derived)), chart=chart)
