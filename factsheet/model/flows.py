"""The events behind a stock: the new claims beside those that wait, in each unit in which they are counted.

A comparison told of people applying is tested on these too. A unit whose rows do not cover what is
compared can refute it, where a part already fails, but not confirm it.
"""

from __future__ import annotations

from dataclasses import dataclass

from factsheet.model import WORLD, Fact, Figure, Measure, Sheet, arithmetic
from factsheet.model.claim_inputs import dataset_figure
from factsheet.model.derived import Derived, added

Value = Figure | Derived


@dataclass(frozen=True)
class Series:
    """One measure of events: the dataset's figures by year and place, and the places that are left out over years."""

    measure: Measure
    figures: dict[tuple[str, str], Figure]
    broken: frozenset[str]

    def beside(self, fact: Fact, over_years: bool) -> Value | None:
        """What it counts in the year of a stock, at its place; over several years, without places whose rows break."""
        year = fact.period.text[:4]
        if fact.place != WORLD:
            return self.figures.get((year, fact.place))
        return self.total([year], self.broken if over_years else frozenset())

    def over(self, years: list[str], without: frozenset[str] = frozenset()) -> tuple[Figure, ...]:
        """Its figures of some years, in all places but these."""
        return tuple(f for (year, place), f in self.figures.items() if year in years and place not in without)

    def total(self, years: list[str], without: frozenset[str] = frozenset()) -> Value | None:
        """What its figures of some years in a row add up to; a single figure as itself."""
        rows = self.over(years, without)
        if len(rows) < 2:
            return next(iter(rows), None)
        period = years[0] if len(years) == 1 else f"{years[0]}/{years[-1]}"
        return added(arithmetic.total_of(rows, period, tuple(sorted(without))))

    def others(self, facts: list[Fact]) -> tuple[Figure, ...]:
        """Its figures of the same year in every place but those of the facts."""
        places = {fact.place for fact in facts}
        return self.over([facts[0].period.text[:4]], frozenset(places))


Events = dict[str, list[Series]]  # by the measure of the stock


def behind(sheet: Sheet) -> Events:
    """The events behind each stock, a series for each unit; those of which we hold no row are left out."""
    rows: dict[str, list[Figure]] = {name: [] for m in sheet.measures.values() for name in m.flows}
    for fact in sheet.facts.values():
        if fact.measure.id in rows and fact.place != WORLD and (figure := dataset_figure(sheet, fact.id)):
            rows[fact.measure.id].append(figure)
    series = {name: _series(given) for name, given in rows.items() if given}
    return {m.id: [series[n] for n in m.flows if n in series] for m in sheet.measures.values() if m.flows}


def _series(rows: list[Figure]) -> Series:
    given = {(f.fact.period.text, f.fact.place): f for f in rows}
    return Series(rows[0].fact.measure, given, frozenset(f.fact.place for f in rows if f.fact.coverage_break))
