"""What macro calls show, as HTML: values of the plan, looked up and formatted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from factsheet.core.links import Links
from factsheet.core.problems import Problem
from factsheet.model import Fact, Figure, Measure
from factsheet.model.arithmetic import Derived
from factsheet.model.claims import Result
from factsheet.plan import messages
from factsheet.plan.calls import Call
from factsheet.plan.charts import Chart
from factsheet.plan.page_index import PlannedPage, Shown
from factsheet.plan.plan import Plan
from factsheet.plan.register_pages import facts_of
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
        return WRITTEN[call.name](self, shown.value)

    @property
    def links(self) -> Links:
        """Addresses from where the page stands."""
        return Links(self.page.page.url, self.plan.directories)

    def _chart(self, found: Chart) -> str:
        """A chart: the drawing, what it shows, its sources, its data and its files."""
        plan, links = self.plan, self.links
        beside = "" if found.table else claims.chain_list(plan.sheet, links)
        read = plan.macros.site_values.get("read", "") if found.table else ""
        told = site_value("read", read) if read else ""
        cited = picture.inputs(found.figures())
        return _block(picture.html(found, self.draw(found.id), links, cited, told, beside, self.time))

    def _claims(self, only: tuple[Result, ...]) -> str:
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

    def _disagreements(self, facts: tuple[str, ...]) -> str:
        """Facts whose figures conflict, each under its heading."""
        sheet = self.plan.sheet
        return "".join(
            _heading(markup.text(sheet.facts[fact].label), fact)
            + _block(claims.disagreement(sheet, fact, self.links, False))
            for fact in facts
        )

    def _register(self, measure: str) -> str:
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

    def _sources(self, _: None) -> str:
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

    def _bibliography(self, _: None) -> str:
        """The sources of the page."""
        here = [s for s in self.plan.sheet.sources.values() if s.id in self.page.names]
        return _block(element("div", entries.bibliography(here, self.links)))

    def _corrections(self, _: None) -> str:
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

    def _downloads(self, _: None) -> str:
        """Every published file, with what its columns mean."""
        told = downloads.entries(self.links)
        return "".join(f"\n\n### {markup.text(name)} {{ #{anchor} }}\n\n{_block(html)}" for name, anchor, html in told)


def site_value(key: str, value: str) -> str:
    """A value of the site, as what it is."""
    return element("data", markup.text(value), class_="site", data_key=key)


def _heading(label: str, anchor: str) -> str:
    """A heading of the page's own, which Markdown is left to read."""
    return f"\n\n## {label} {{ #{anchor} }}\n\n"


def _block(html: str) -> str:
    """A block on a line of its own, apart from the text around it."""
    return f"\n\n{html}\n\n"


def _cited(writer: Writer, found: Figure) -> str:
    return figures.cited(found, writer.links)


def _calculated(writer: Writer, found: Derived) -> str:
    return figures.derived_cited(found, writer.links)


# How what each macro shows is written.
WRITTEN: dict[str, Callable[[Writer, Any], str]] = {
    "figure": _cited,
    "date": _cited,
    **dict.fromkeys(("change", "times", "share", "sum_of"), _calculated),
    "count": lambda _, found: figures.counted(*found),
    "cite": lambda writer, source: citations.mark(source, writer.links),
    "table": lambda writer, table: _block(tables.html(table, writer.links)),
    "chart": Writer._chart,
    "claim": lambda writer, found: claims.brief(found, writer.links),
    "claims": Writer._claims,
    "disagreement": lambda writer, fact: _block(claims.disagreement(writer.plan.sheet, fact, writer.links)),
    "disagreements": Writer._disagreements,
    "voices": lambda writer, _: _block(claims.chain_list(writer.plan.sheet, writer.links)),
    "register": Writer._register,
    "sources": Writer._sources,
    "bibliography": Writer._bibliography,
    "corrections": Writer._corrections,
    "download": lambda writer, file: element(
        "a", markup.text(file), href=writer.links.to_file(f"data/{file}"), download=""
    ),
    "downloads": Writer._downloads,
    "site": lambda _, found: site_value(*found),
}
