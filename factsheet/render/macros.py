"""What pages may call: one method per macro, whose docstring is its reference.

A method returns HTML or raises `Refusal`, which host/session.py turns into a problem and a box.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from factsheet.core import published
from factsheet.core.links import Links
from factsheet.core.problems import Refusal, did_you_mean, show
from factsheet.data import Entry
from factsheet.model import Fact, Measure, arithmetic
from factsheet.plan import messages
from factsheet.render import citations, cite_and_report, claims, downloads, entries, figures, markup, register, tables
from factsheet.render.charts import drawing, rows
from factsheet.render.charts import figure as picture
from factsheet.render.charts.drawing import Drawing
from factsheet.render.lookups import MacroContext
from factsheet.render.markup import element
from factsheet.rules.charts import faults

DERIVED, USED, CITED = "<!--factsheet:derived-->", "<!--factsheet:used {}-->", "<!--factsheet:cited-->"
NAMES = (
    "figure", "date", "change", "times", "share", "sum_of", "count", "cite",
    "table", "chart", "claim", "claims", "disagreement", "disagreements", "voices", "register", "sources", "bibliography",
    "corrections", "download", "downloads", "site",
)  # fmt: skip


@dataclass
class Macros(MacroContext):
    """The macros over one sheet."""

    drawings: dict[str, Drawing] = field(default_factory=dict)
    captions: dict[str, tuple[str, str]] = field(default_factory=dict)
    shows: Counter[tuple[str, str]] = field(default_factory=Counter)  # how often a page has called for a chart

    def figure(self, fact: str, by: str = "") -> str:
        """A fact's number with its citation mark; `by` names one source, else the fact's own choice is shown.

        Example: {{ figure("population-2021") }}, {{ figure("population-2012", by="gazette") }}
        """
        return figures.cited(self._use(self._figure(fact, by)), self._links())

    def date(self, fact: str, by: str = "") -> str:
        """A date with its citation mark. Example: {{ date("law-begins") }}"""
        found = self._figure(fact, by)
        if not found.is_date:
            raise Refusal(f"{show(fact)} is a {found.fact.measure.kind}, not a date", "Use figure(…).")
        return figures.cited(self._use(found), self._links())

    def change(self, a: str, b: str) -> str:
        """How much the second fact is above the first, in percent of the first: +671%.

        Example: {{ change("population-2012", "population-2021") }}
        """
        return self._derive(arithmetic.change(self._figure(a), self._figure(b)))

    def times(self, a: str, b: str) -> str:
        """The second fact divided by the first: 7.7 times.

        Example: {{ times("population-2012", "population-2021") }}
        """
        return self._derive(arithmetic.times(self._figure(a), self._figure(b)))

    def share(self, a: str, b: str) -> str:
        """The first fact as a percentage of the second: 75%.

        Example: {{ share("population-2021-north", "population-2021") }}
        """
        return self._derive(arithmetic.share(self._figure(a), self._figure(b)))

    def sum_of(self, *facts: str) -> str:
        """Facts of one measure at one time in different places, added up.

        Example: {{ sum_of("population-2021-north", "population-2021-south") }}
        """
        return self._derive(arithmetic.total(tuple(self._figure(f) for f in facts)))

    def count(self, what: str) -> str:
        """How many entries the data hold: `sources`, `articles`, `figures`, `facts` or `conflicts`.

        Example: {{ count("articles") }}
        """
        number = self._counts().get(what)
        if number is None:
            raise Refusal(f"nothing called {show(what)} is counted", did_you_mean(what, messages.COUNTED))
        return figures.counted(what, number)

    def cite(self, source: str) -> str:
        """A source's citation mark. Example: {{ cite("gazette") }}"""
        found = self._known("source", source, self.sheet.sources)
        self.usage.note(self.here(), found.id)
        return citations.mark(found, self._links())

    def table(self, chart: str) -> str:
        """The figures of an entry of charts.yml as a table. Example: {{ table("by-place") }}"""
        entry = self._known("chart", chart, self.sheet.charts)
        if at_fault := self._box(entry):
            return at_fault
        made = tables.lay_out(self.sheet, entry)
        self._note_cells(made.cells())
        return _block(tables.html(made, self._links()))

    def register(self, measure: str = "") -> str:
        """Every fact with all its figures, by measure, and every number calculated on this site.

        With a measure, only its facts: {{ register("population") }}
        """
        links, by_measure = self._links(), register.facts_of(self.sheet)
        if measure:
            self._known("measure", measure, self.sheet.measures)
            self.usage.measures[self.here()] = measure
            return self._entries(self.sheet.measures[measure], by_measure.get(measure, []), links)
        out, split = [], register.is_split(self.sheet, self.extra)
        self.usage.whole.add(self.here())
        for name, facts in by_measure.items():
            found = self.sheet.measures[name]
            out.append(f"\n\n## {markup.text(found.label)} {{ #measure-{name} }}\n\n")
            if split:
                out.append(_block(entries.measure_entry(found)) + _block(register.lines(self.sheet, facts, links)))
            else:
                out.append(self._entries(found, facts, links))
        out.append(f"\n\n## {messages.LABELS['derived']} {{ #derived }}\n\n{_block(element('div', DERIVED))}")
        return "".join(out)

    def sources(self) -> str:
        """Every source: who publishes it, whom it relays, its figures, and the pages that use them."""
        links = self._links()
        groups = (("read", True), ("not-read-heading", False))
        out = []
        for heading, read in groups:
            out.append(f"\n\n## {messages.LABELS['sources-' + heading]} {{ #{heading} }}\n\n")
            for source in self.sheet.sources.values():
                if source.read == read:
                    below = cite_and_report.of_source(source, self.settings)
                    out.append(_block(entries.source_entry(self.sheet, source, links, USED.format(source.id), below)))
        return "".join(out)

    def bibliography(self) -> str:
        """The sources that this page cites, with their addresses spelled out: what a printed page needs."""
        return _block(element("div", CITED))

    def chart(self, chart: str) -> str:
        """An entry of charts.yml as a chart, with its sources, its data as a table and its files. Example: {{ chart("by-place") }}"""
        entry = self._known("chart", chart, self.sheet.charts)
        if at_fault := self._box(entry):
            return at_fault
        plan = rows.plan(self.sheet, entry, self.results)
        made = drawing.draw(plan, self.cache)
        self.drawings[chart] = made
        self.usage.charts.setdefault(self.here(), set()).add(chart)
        cited = picture.inputs(plan.figures())
        self.captions[chart] = (plan.title, "; ".join(messages.dated(s.name, s.accessed) for s in cited))
        self._note_cells(plan.figures())
        beside = "" if plan.table else claims.chain_list(self.sheet, self._links())
        read = self.site("read") if plan.table and "read" in self._site_values() else ""
        self.shows[self.here(), chart] += 1
        return _block(picture.html(plan, made, self._links(), cited, read, beside, self.shows[self.here(), chart]))

    def claim(self, claim: str) -> str:
        """A statement of claims.yml in short, or a press figure as `fact@source`, with its verdict.

        Example: {{ claim("gazette-doubled") }}, {{ claim("population-2012@gazette") }}
        """
        found = self._known("claim", claim, {r.id: r for r in self.results})
        self._note_result(found, worked=False)
        return claims.brief(found, self._links())

    def claims(self, *only: str) -> str:
        """Every statement that is arithmetic or a comparison, then every press figure the data give too, judged.

        With names, only a table of these: {{ claims("gazette-doubled", "gazette-record") }}
        """
        links = self._links()
        if only:
            known = {r.id: r for r in self.results}
            picked = [self._known("claim", name, known) for name in only]
            for found in picked:
                self._note_result(found, worked=False)
            return _block(claims.summary(picked, links, messages.LABELS["some-claims"]))
        if not self.results:
            return _block(element("p", messages.LABELS["no-claims"]))
        out = [_block(claims.summary([r for r in self.results if r.kind == "claim"], links))]
        for kind, label in (("claim", "claims"), ("figure", "press-figures")):
            out.append(f"\n\n## {messages.LABELS[label]} {{ #{label} }}\n\n")
            for found in self.results:
                if found.kind == kind:
                    self._note_result(found)
                    below = cite_and_report.of_claim(found, claims.anchor(found), self.settings)
                    out.append(_block(claims.entry(self.sheet, found, links, below)))
        return "".join(out)

    def disagreement(self, fact: str) -> str:
        """All figures of a fact side by side, why one of them leads, and how many voices they are. Example: {{ disagreement("population-2012") }}"""
        self._figure(fact)
        return self._side_by_side(fact)

    def disagreements(self) -> str:
        """Every fact whose figures conflict, side by side."""
        out = []
        for fact in self.sheet.facts.values():
            if self.sheet.conflicts(fact.id):
                out.append(
                    f"\n\n## {markup.text(fact.label)} {{ #{fact.id} }}\n\n{self._side_by_side(fact.id, titled=False)}"
                )
        return "".join(out)

    def voices(self) -> str:
        """Who relays whom: every chain from a source we read to where it ends."""
        return _block(claims.chain_list(self.sheet, self._links()))

    def corrections(self) -> str:
        """What was corrected, revised or added, newest first."""
        # An entry at fault is reported with the data; here it is passed over.
        sound = (
            e.text("kind") in messages.CORRECTIONS and (not e.text("figure") or e.text("figure") in self.sheet.figures)
            for e in self.sheet.corrections
        )
        numbered = [n for n, ok in enumerate(sound, 1) if ok][::-1]
        listed = "".join(claims.correction(self.sheet, n, self._links()) for n in numbered)
        return _block(element("ul", listed) if listed else element("p", messages.LABELS["no-corrections"]))

    def download(self, file: str) -> str:
        """A link to a published data file; the data page lists them. Example: {{ download("figures.csv") }}"""
        self._known("file", file, dict.fromkeys(published.FILES))
        self.usage.whole.add(self.here())
        return element("a", markup.text(file), href=self._links().to_file(f"data/{file}"), download="")

    def downloads(self) -> str:
        """Every published data file: what it holds, and what each of its columns means."""
        told = downloads.entries(self._links())
        return "".join(f"\n\n### {markup.text(name)} {{ #{anchor} }}\n\n{_block(html)}" for name, anchor, html in told)

    def site(self, key: str) -> str:
        """One of the site's own values: `edition` and `read` (the newest edition of the data, and the day it was read),
        or `release`, `licence` and `licence_code` from `extra` in mkdocs.yml.

        Example: {{ site("edition") }}
        """
        values = self._site_values()
        if key not in values:
            raise Refusal(f"no site value {show(key)}", did_you_mean(key, values))
        return element("data", markup.text(values[key]), class_="site", data_key=key)

    def _box(self, chart: Entry) -> str:
        """What stands in place of a chart that cannot be drawn, which is reported with the data; empty if it can."""
        problem = next(faults(self.sheet, chart), None)
        return _block(markup.problem_box(str(problem), block=True)) if problem else ""

    def _entries(self, measure: Measure, facts: list[Fact], links: Links) -> str:
        whole = (_block(register.entry(self.sheet, f, links, self.settings)) for f in facts)
        return _block(entries.measure_entry(measure)) + "".join(whole)

    def _side_by_side(self, fact: str, titled: bool = True) -> str:
        for figure in self.sheet.by_fact[fact]:
            self._use(figure)
        return _block(claims.disagreement(self.sheet, fact, self._links(), titled))


def _block(html: str) -> str:
    """A block on a line of its own, apart from the text around it."""
    return f"\n\n{html}\n\n"
