"""The book: everything a page may call for, and what was called for where.

A macro here never raises. It records the problem, renders a box in place of what could not
be shown, and the build fails at its end with the whole list.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from factsheet import arithmetic, blocks, checks, citations, data, failures, figures, markup, model, publish, tables, words
from factsheet.arithmetic import Derived
from factsheet.data import Entry
from factsheet.errors import Problem, Refusal, did_you_mean, show
from factsheet.markup import Links, element
from factsheet.model import Figure, Sheet

DERIVED, USED = "<!--factsheet:derived-->", "<!--factsheet:used {}-->"


@dataclass(frozen=True)
class Page:
    """The page being rendered: its address in the site, and where its text is kept."""

    url: str
    path: str


@functools.lru_cache(maxsize=4)
def _load(folder: Path, root: Path, digest: str) -> tuple[Sheet, tuple[Entry, ...], tuple[Problem, ...]]:
    """The sheet, the entries of its facts, and its problems; `digest` makes unchanged data load once."""
    read = data.read(folder, root)
    sheet = model.build(read)
    return sheet, tuple(read.facts), tuple(checks.check(read, sheet))


class Book:
    """A fact-sheet being written: the sheet, the macros, and what has been used so far.

    `here` gives the page being rendered, `line` the line of the macro in it (0 if unknown);
    both are the host's to know. `extra` holds the site's own values (release, licence …).
    """

    def __init__(
        self,
        root: Path,
        extra: dict[str, object],
        here: Callable[[], Page],
        line: Callable[[], int] = lambda: 0,
        directories: bool = True,
    ) -> None:
        folder = root / "data"
        self.sheet, self.entries, found = _load(folder, root, data.fingerprint(folder))
        self.data_problems = [p for p in found if not p.note]
        self.notes = [p for p in found if p.note]
        self.problems: list[Problem] = []
        self.derived: dict[str, Derived] = {}
        self.used: dict[str, set[str]] = {}
        self._extra, self._here, self._line, self._directories = extra, here, line, directories

    # ------------------------------------------------------------ what pages call

    def figure(self, fact: str, by: str = "") -> str:
        """A fact's number with its citation mark; `by` names one source, else the fact's own choice is shown.

        Example: {{ figure("asylum-seekers-2021") }}, {{ figure("asylum-seekers-2012", by="viewus") }}
        """
        return figures.cited(self._use(self._figure(fact, by)), self._links())

    def date(self, fact: str, by: str = "") -> str:
        """A date with its citation mark. Example: {{ date("xi-takes-office") }}"""
        found = self._figure(fact, by)
        if not found.is_date:
            raise Refusal(f"{show(fact)} is a {found.fact.measure.kind}, not a date", "Use figure(…).")
        return figures.cited(self._use(found), self._links())

    def change(self, a: str, b: str) -> str:
        """How much the second fact is above the first, in percent of the first: +671%.

        Example: {{ change("asylum-seekers-2012", "asylum-seekers-2021") }}
        """
        return self._derive(arithmetic.change(self._figure(a), self._figure(b)))

    def times(self, a: str, b: str) -> str:
        """The second fact divided by the first: 7.7 times.

        Example: {{ times("asylum-seekers-2012", "asylum-seekers-2021") }}
        """
        return self._derive(arithmetic.times(self._figure(a), self._figure(b)))

    def share(self, a: str, b: str) -> str:
        """The first fact as a percentage of the second: 75%.

        Example: {{ share("asylum-seekers-2021-usa", "asylum-seekers-2021") }}
        """
        return self._derive(arithmetic.share(self._figure(a), self._figure(b)))

    def sum_of(self, *facts: str) -> str:
        """Facts of one measure at one time in different places, added up.

        Example: {{ sum_of("asylum-seekers-2021-usa", "asylum-seekers-2021-aus") }}
        """
        return self._derive(arithmetic.total(tuple(self._figure(f) for f in facts)))

    def count(self, what: str) -> str:
        """How many entries the data hold: sources, articles, figures, facts or conflicts.

        Example: {{ count("articles") }}
        """
        number = self._counts().get(what)
        if number is None:
            raise Refusal(f"nothing called {show(what)} is counted", did_you_mean(what, words.COUNTED))
        return figures.counted(what, number)

    def cite(self, source: str) -> str:
        """A source's citation mark. Example: {{ cite("viewus") }}"""
        found = self._known("source", source, self.sheet.sources)
        self._note_use(found.id)
        return citations.mark(found, self._links())

    def table(self, chart: str) -> str:
        """The figures of an entry of charts.yml as a table. Example: {{ table("destinations-2021") }}"""
        made = tables.lay_out(self.sheet, self._known("chart", chart, self.sheet.charts))
        for cell in made.cells():
            if isinstance(cell, Figure):
                self._use(cell)
            else:
                self._note_derived(cell)
        return _block(tables.html(made, self._links()))

    def register(self) -> str:
        """Every fact with all its figures, by measure, and every number calculated on this site."""
        links, out = self._links(), []
        for measure in self.sheet.measures.values():
            facts = [f for f in self.sheet.facts.values() if f.measure == measure and f.id in self.sheet.by_fact]
            if facts:
                out.append(f"\n\n## {markup.text(measure.label)} {{ #measure-{measure.id} }}\n\n")
                out.append(_block(blocks.measure_entry(measure)))
                out.extend(_block(blocks.fact_entry(self.sheet, f, links)) for f in facts)
        out.append(f"\n\n## {words.LABELS['derived']} {{ #derived }}\n\n{_block(element('div', DERIVED))}")
        return "".join(out)

    def sources(self) -> str:
        """Every source: who publishes it, whom it relays, its figures, and the pages that use them."""
        links = self._links()
        groups = (("read", True), ("not-read-heading", False))
        out = []
        for heading, read in groups:
            out.append(f"\n\n## {words.LABELS['sources-' + heading]} {{ #{heading} }}\n\n")
            for source in self.sheet.sources.values():
                if source.read == read:
                    out.append(_block(blocks.source_entry(self.sheet, source, links, USED.format(source.id))))
        return "".join(out)

    def download(self, file: str) -> str:
        """A link to one of the published data files. Example: {{ download("figures.csv") }}"""
        self._known("file", file, dict.fromkeys(publish.FILES))
        return element("a", markup.text(file), href=self._links().to_file(f"data/{file}"), download="")

    def site(self, key: str) -> str:
        """One of the site's own values: release, licence …, or the data's edition and the day it was read."""
        values = self._site_values()
        if key not in values:
            raise Refusal(f"no site value {show(key)}", did_you_mean(key, values))
        return element("data", markup.text(values[key]), class_="site", data_key=key)

    # ------------------------------------------------------------ what the host calls

    def macros(self) -> dict[str, Callable[..., str]]:
        """The macros by name, each guarded: bad arguments and refusals become a problem and a box."""
        names = ("figure", "date", "change", "times", "share", "sum_of", "count", "cite", "table", "register", "sources", "download", "site")  # fmt: skip
        return {name: self._guarded(name, getattr(self, name)) for name in names}

    def report(self, path: str, line: int, what: str, fix: str) -> str:
        """Record a problem of a page; return the box that stands in its place."""
        problem = Problem(path, line, what, fix)
        self.problems.append(problem)
        return markup.problem_box(str(problem))

    def notice(self) -> str:
        """What every page says while `data/` has problems: the list itself."""
        if not self.data_problems:
            return ""
        listed = "".join(element("li", markup.text(str(p))) for p in sorted(set(self.data_problems)))
        return element(
            "div", element("p", words.LABELS["problems"]) + element("ul", listed), class_="problem", role="alert"
        )

    def complete(self, html: str, url: str, titles: dict[str, str]) -> str:
        """A rendered page with what only the whole site can tell: which numbers were calculated, and used where."""
        links = Links(url, self._directories)
        if DERIVED in html:
            made = (blocks.derived_entry(d, self._pages(i, titles), links) for i, d in sorted(self.derived.items()))
            html = html.replace(DERIVED, "".join(made) or element("p", words.LABELS["not-derived"]))
        for source in self.sheet.sources.values():
            spot = USED.format(source.id)
            if spot in html:
                html = html.replace(spot, blocks.used_on(self._pages(source.id, titles), links))
        return html

    def rendered(self, markdown: str, path: str, source: str, text: str) -> str:
        """A page's Markdown after the macros; the template engine's error text becomes a problem and a box."""
        names = [*self.macros(), "page", "config"]
        problem = failures.read(markdown, path, offset(source, text), names)
        if problem is None:
            return markdown
        self.problems.append(problem)
        return markup.problem_box(str(problem), block=True)

    def placed(self, html: str, title: str, path: str, source: str) -> str:
        """A page's HTML, its macros checked for their place; while `data/` has problems, the page says so."""
        found = list(failures.misplaced(html, title or "", path, source.splitlines()))
        self.problems += found
        return self.notice() + "".join(markup.problem_box(str(p), block=True) for p in found) + html

    # ------------------------------------------------------------ inside

    def _guarded(self, name: str, macro: Callable[..., str]) -> Callable[..., str]:
        signature = inspect.signature(macro)

        @functools.wraps(macro)
        def call(*args: object, **named: object) -> str:
            try:
                try:
                    signature.bind(*args, **named)
                except TypeError as error:
                    raise Refusal(f"{name}{signature_text(signature)}: {error}", "Correct the arguments.") from None
                for value in (*args, *named.values()):
                    if not isinstance(value, str):
                        raise _not_a_text(name, value)
                return macro(*args, **named)
            except Refusal as refusal:
                return self.report(self._here().path, self._line(), refusal.what, refusal.fix)

        return call

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
        self._note_use(figure.fact.id)
        self._note_use(figure.source.id)
        return figure

    def _derive(self, derived: Derived) -> str:
        self._note_derived(derived)
        return figures.derived_cited(derived, self._links())

    def _note_derived(self, derived: Derived) -> None:
        name = figures.derived_id(derived)
        self.derived[name] = derived
        self._note_use(name)
        for figure in derived.inputs:
            self._use(figure)

    def _note_use(self, name: str) -> None:
        self.used.setdefault(name, set()).add(self._here().url)

    def _pages(self, name: str, titles: dict[str, str]) -> Iterable[tuple[str, str]]:
        return [(url, titles.get(url, url)) for url in self.used.get(name, ())]

    def _links(self) -> Links:
        return Links(self._here().url, self._directories)

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
        values = {k: v for k, v in self._extra.items() if isinstance(v, str)}
        if edition := self.sheet.newest_edition():
            values["edition"] = words.day(edition.issued[:7])
            values["read"] = words.day(edition.accessed)
        return values


def _not_a_text(name: str, value: object) -> Refusal:
    """An argument that is no text: most often an id without its quotation marks, which Jinja takes for a name."""
    undefined = getattr(value, "_undefined_name", None)
    told = f"{undefined} is not defined" if undefined else f"the argument {show(repr(value))} is not a text"
    return Refusal(f"{name}: {told}", 'Write ids between quotation marks: figure("…").')


def offset(source: str, text: str) -> int:
    """How many lines of a page's file come before its text: the front matter and what follows it."""
    return len(source.splitlines()) - len((text or "").splitlines())


def signature_text(signature: inspect.Signature) -> str:
    """A macro's arguments as its reference shows them: (fact, by="")."""
    return (
        "("
        + ", ".join(str(p).split(":")[0] + ('=""' if p.default == "" else "") for p in signature.parameters.values())
        + ")"
    )


def _block(html: str) -> str:
    """A block on a line of its own, apart from the text around it."""
    return f"\n\n{html}\n\n"
