"""What a page names, found in the data and noted: who calls for what, so that entries can tell where they are used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from factsheet.core.links import Links
from factsheet.core.problems import Refusal, did_you_mean, show
from factsheet.model import Figure, Sheet, claims
from factsheet.model.arithmetic import Derived
from factsheet.model.claims import Result
from factsheet.plan.page_index import Usage
from factsheet.plan.site_settings import SiteSettings
from factsheet.render import figures
from factsheet.text import formats

# Values of mkdocs.yml that a page may show; no other text of it is a source.
SITE_VALUES = ("release", "licence", "licence_code")


@dataclass
class MacroContext:
    """One sheet as pages see it. `here` gives the address of the page that calls."""

    sheet: Sheet
    usage: Usage
    here: Callable[[], str]
    extra: dict[str, object]
    directories: bool = True
    cache: Path = Path(".cache/charts")
    settings: SiteSettings = field(default_factory=SiteSettings)

    @cached_property
    def results(self) -> list[Result]:
        """Every claim and press figure, judged."""
        return claims.results(self.sheet)

    def _known(self, kind: str, name: str, known: dict):
        if name not in known:
            raise Refusal(f"unknown {kind} {show(name)}", did_you_mean(name, known))
        return known[name]

    def _figure(self, fact: str, by: str = "") -> Figure:
        self._known("fact", fact, self.sheet.facts)
        given = self.sheet.by_fact.get(fact, [])
        if not given:
            raise Refusal(f"fact {show(fact)} has no figure", "Enter one in data/figures.csv.")
        if not by:
            return self.sheet.shown(fact)
        self._known("source", by, self.sheet.sources)
        found = [f for f in given if f.source.id == by]
        if not found:
            fix = did_you_mean(by, [f.source.id for f in given])
            raise Refusal(f"source {show(by)} gives no figure of {show(fact)}", fix)
        return found[0]

    def _use(self, figure: Figure) -> Figure:
        self.usage.note(self.here(), figure.fact.id, figure.source.id)
        return figure

    def _note_result(self, result: Result, worked: bool = True) -> None:
        """A page shows a statement; `worked` if it shows the numbers it was worked out with, too."""
        self.usage.note(self.here(), result.source.id)
        if result.figure is not None:
            self._use(result.figure)
        if not worked:
            return
        totals = [o.total for o in result.outcomes if o.total]
        for derived in (*result.computed, *result.own, *totals):
            self._note_derived(derived)
        for figure in result.inputs:
            self._use(figure)

    def _note_cells(self, cells: list[Figure | Derived]) -> None:
        for cell in cells:
            if isinstance(cell, Figure):
                self._use(cell)
            else:
                self._note_derived(cell)

    def _note_derived(self, derived: Derived) -> None:
        name = figures.derived_id(derived)
        self.usage.derived[name] = derived
        self.usage.note(self.here(), name)
        for figure in derived.inputs:
            self._use(figure)

    def _derive(self, derived: Derived) -> str:
        self._note_derived(derived)
        return figures.derived_cited(derived, self._links())

    def _links(self) -> Links:
        return Links(self.here(), self.directories)

    def _counts(self) -> dict[str, int]:
        read = [s for s in self.sheet.sources.values() if s.read]
        return {
            "sources": len(read),
            "articles": sum(s.text("type").startswith("article") for s in read),
            "figures": len(self.sheet.figures),
            "facts": len(self.sheet.by_fact),
            "conflicts": sum(bool(self.sheet.conflicts(f)) for f in self.sheet.by_fact),
        }

    def _site_values(self) -> dict[str, str]:
        values = {k: v for k in SITE_VALUES if isinstance(v := self.extra.get(k), str)}
        if edition := self.sheet.newest_edition():
            values["edition"] = formats.day(edition.issued[:7])
            values["read"] = formats.day(edition.accessed)
        return values
