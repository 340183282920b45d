"""What a figure may have been mistaken for: dataset figures of another date, or of another measure."""

from __future__ import annotations

from factsheet.model import Fact, Figure, Sheet
from factsheet.model.claim_inputs import dataset_figure


class Neighbours:
    """Dataset figures that one fact's figure may have been taken from by mistake; indexed once for all figures."""

    def __init__(self, sheet: Sheet) -> None:
        self.series: dict[tuple[str, str], list[Figure]] = {}  # by measure and place
        self.scopes: dict[tuple[str, frozenset[str]], list[Figure]] = {}  # by place and years
        for fact in sheet.facts.values():
            if figure := dataset_figure(sheet, fact.id):
                self.series.setdefault((fact.measure.id, fact.place), []).append(figure)
                self.scopes.setdefault((fact.place, frozenset(fact.period.years())), []).append(figure)

    def of(self, fact: Fact) -> dict[str, tuple[Figure, ...]]:
        """Them by how they differ: mid-year of the same year, another date, or another measure."""
        years, season = fact.period.years(), fact.period.season
        series = [f for f in self.series.get((fact.measure.id, fact.place), []) if f.fact.id != fact.id]
        scopes = self.scopes.get((fact.place, frozenset(years)), [])
        same = [f for f in series if f.fact.period.years() == years]
        others = [f for f in series if f.fact.period.years() != years]
        return {
            "mid_year": tuple(f for f in same if f.fact.period.season == "mid-year" != season),
            "other_dates": tuple(f for f in others if f.fact.period.season == season),
            "other_scopes": tuple(f for f in scopes if f.fact.measure.id != fact.measure.id),
        }
