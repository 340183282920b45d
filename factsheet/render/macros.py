"""What macro calls show, as HTML: one method per macro, which looks up in the plan and formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from factsheet.core.links import Links
from factsheet.core.problems import Problem
from factsheet.model import Fact, Figure, Measure, Source
from factsheet.model.arithmetic import Derived
from factsheet.model.claims import Result
from factsheet.plan import messages
from factsheet.plan.calls import Call
from factsheet.plan.charts import Chart
from factsheet.plan.page_index import Shown
from factsheet.plan.plan import Plan, PlannedPage
from factsheet.plan.register_pages import facts_of
from factsheet.plan.tables import Table
from factsheet.render import citations, cite_and_report, claims, downloads, entries, figures, markup, register, tables
from factsheet.render.charts import figure as picture
from factsheet.render.charts.drawing import Drawing
from factsheet.render.markup import element


def problem_box(problem: Problem, page: str) -> str:
    """What stands in place of a call that is refused: within the text, but for a problem of `data/`, which has a block."""
    elsewhere = problem.path != page
    box = markup.problem_box(str(problem), block=elsewhere)
    return _block(box) if elsewhere else box


@dataclass(frozen=True)
class Writer:
    """Writes what the calls of one page show. `draw` gives the drawing of a chart; `time` counts how often the page has made the call."""

    plan: Plan
    page: PlannedPage
    draw: Callable[[str], Drawing]
    time: int = 1

    def written(self, call: Call, shown: Shown) -> str:
        """The HTML of what a call shows."""
        return getattr(self, call.name)(shown.value)

    @property
    def links(self) -> Links:
        """Addresses from where the page stands."""
        return Links(self.page.page.url, self.plan.settings.directories)

    def figure(self, found: Figure) -> str:
        """A figure with its citation mark."""
        return figures.cited(found, self.links)

    date = figure

    def change(self, found: Derived) -> str:
        """A calculated number with the marks of its sources."""
        return figures.derived_cited(found, self.links)

    times = share = sum_of = change

    def count(self, found: tuple[str, int]) -> str:
        """A number of entries."""
        return figures.counted(*found)

    def cite(self, source: Source) -> str:
        """A citation mark."""
        return citations.mark(source, self.links)

    def table(self, found: Table) -> str:
        """A table."""
        return _block(tables.html(found, self.links))

    def chart(self, found: Chart) -> str:
        """A chart: the drawing, what it shows, its sources, its data and its files."""
        plan, links = self.plan, self.links
        beside = "" if found.table else claims.chain_list(plan.sheet, links)
        read = plan.macros.site_values.get("read", "") if found.table else ""
        told = self.site(("read", read)) if read else ""
        cited = picture.inputs(found.figures())
        return _block(picture.html(found, self.draw(found.id), links, cited, told, beside, self.time))

    def claim(self, found: Result) -> str:
        """A statement in a line."""
        return claims.brief(found, self.links)

    def claims(self, only: tuple[Result, ...]) -> str:
        """Every statement judged, or a table of some."""
        if only:
            return _block(claims.summary(list(only), self.links, messages.LABELS["some-claims"]))
        results = self.plan.results
        if not results:
            return _block(element("p", messages.LABELS["no-claims"]))
        out = [_block(claims.summary([r for r in results if r.kind == "claim"], self.links))]
        for kind, label in (("claim", "claims"), ("figure", "press-figures")):
            out.append(_heading(messages.LABELS[label], label))
            for found in (r for r in results if r.kind == kind):
                below = cite_and_report.of_claim(found, claims.anchor(found), self.plan.settings)
                out.append(_block(claims.entry(self.plan.sheet, found, self.links, below)))
        return "".join(out)

    def disagreement(self, fact: str) -> str:
        """The figures of a fact side by side."""
        return _block(claims.disagreement(self.plan.sheet, fact, self.links))

    def disagreements(self, facts: tuple[str, ...]) -> str:
        """Facts whose figures conflict, each under its heading."""
        sheet = self.plan.sheet
        return "".join(
            _heading(markup.text(sheet.facts[fact].label), fact)
            + _block(claims.disagreement(sheet, fact, self.links, False))
            for fact in facts
        )

    def voices(self, shown: None) -> str:
        """Who relays whom."""
        return _block(claims.chain_list(self.plan.sheet, self.links))

    def register(self, measure: str) -> str:
        """Every fact by measure and every calculated number, or the facts of a measure."""
        sheet, by_measure = self.plan.sheet, facts_of(self.plan.sheet)
        if measure:
            return self._entries(sheet.measures[measure], by_measure.get(measure, []))
        out = []
        for name, facts in by_measure.items():
            found = sheet.measures[name]
            out.append(_heading(markup.text(found.label), f"measure-{name}"))
            if self.plan.split:
                out.append(_block(entries.measure_entry(found)) + _block(register.lines(sheet, facts, self.links)))
            else:
                out.append(self._entries(found, facts))
        made = "".join(
            entries.derived_entry(d, self._used(name), self.links, cite_and_report.of_derived(d, self.plan.settings))
            for name, d in self.plan.index.derived.items()
        )
        derived = element("div", made or element("p", messages.LABELS["not-derived"]))
        return "".join([*out, _heading(messages.LABELS["derived"], "derived"), _block(derived)])

    def _entries(self, measure: Measure, facts: list[Fact]) -> str:
        whole = (_block(register.entry(self.plan.sheet, f, self.links, self.plan.settings)) for f in facts)
        return _block(entries.measure_entry(measure)) + "".join(whole)

    def sources(self, shown: None) -> str:
        """Every source, those we have read first."""
        out = []
        for heading, read in (("read", True), ("not-read-heading", False)):
            out.append(_heading(messages.LABELS["sources-" + heading], heading))
            for source in (s for s in self.plan.sheet.sources.values() if s.read == read):
                used = entries.used_on(self._used(source.id), self.links) if read else ""
                below = cite_and_report.of_source(source, self.plan.settings)
                out.append(_block(entries.source_entry(self.plan.sheet, source, self.links, used, below)))
        return "".join(out)

    def _used(self, name: str) -> list[tuple[str, str]]:
        """Address and title of the pages that show what goes by a name."""
        return [(page.url, page.title) for page in self.plan.index.of(name)]

    def bibliography(self, shown: None) -> str:
        """The sources of the page."""
        here = [s for s in self.plan.sheet.sources.values() if s.id in self.page.names]
        return _block(element("div", entries.bibliography(here, self.links)))

    def corrections(self, shown: None) -> str:
        """The corrections, newest first."""
        sheet = self.plan.sheet
        # An entry at fault is reported with the data; here it is passed over.
        sound = (
            e.text("kind") in messages.CORRECTIONS and (not e.text("figure") or e.text("figure") in sheet.figures)
            for e in sheet.corrections
        )
        numbered = [n for n, ok in enumerate(sound, 1) if ok][::-1]
        listed = "".join(claims.correction(sheet, n, self.links) for n in numbered)
        return _block(element("ul", listed) if listed else element("p", messages.LABELS["no-corrections"]))

    def download(self, file: str) -> str:
        """A link to a published file."""
        return element("a", markup.text(file), href=self.links.to_file(f"data/{file}"), download="")

    def downloads(self, shown: None) -> str:
        """Every published file, with what its columns mean."""
        told = downloads.entries(self.links)
        return "".join(f"\n\n### {markup.text(name)} {{ #{anchor} }}\n\n{_block(html)}" for name, anchor, html in told)

    def site(self, found: tuple[str, str]) -> str:
        """A value of the site."""
        return site_value(*found)


def site_value(key: str, value: str) -> str:
    """A value of the site, as what it is."""
    return element("data", markup.text(value), class_="site", data_key=key)


def _heading(label: str, anchor: str) -> str:
    """A heading of the page's own, which Markdown is left to read."""
    return f"\n\n## {label} {{ #{anchor} }}\n\n"


def _block(html: str) -> str:
    """A block on a line of its own, apart from the text around it."""
    return f"\n\n{html}\n\n"
