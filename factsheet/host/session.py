"""One build of a fact-sheet: the data, the macros that pages call, and what each page has used.

A macro never raises here. A problem is recorded, a box stands in place of what could not be shown,
and the build fails at its end with the whole list.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from factsheet import data, model, rules
from factsheet.core.cache import Templates
from factsheet.core.links import Links
from factsheet.core.problems import Problem, Refusal, show
from factsheet.data import Folder
from factsheet.data.settings import FILE
from factsheet.host import macro_errors
from factsheet.host.stash import Stash
from factsheet.model import Fact, Sheet
from factsheet.model.claims import Result
from factsheet.plan import build_date, messages, site_settings
from factsheet.plan.page_index import Usage
from factsheet.publish import json_ld
from factsheet.render import cite_and_report, entries, markup, register
from factsheet.render.charts.drawing import Drawing
from factsheet.render.macros import CITED, DERIVED, NAMES, USED, Macros
from factsheet.render.markup import element


@dataclass(frozen=True)
class Page:
    """The page being rendered: its address within the site, and the path of its Markdown in the project."""

    url: str
    path: str


@functools.lru_cache(maxsize=4)
def _load(folder: Path, root: Path, digest: str) -> tuple[Sheet, Folder, tuple[Problem, ...]]:
    """The sheet, the entries it was made of, and their problems. Unchanged data, which have the same `digest`, load once."""
    read = data.read(folder, root)
    sheet = model.build(read)
    problems = rules.check(read, sheet)
    if any(not p.note for p in problems):
        sheet = model.build(model.showable(read))
    return sheet, read, tuple(problems)


class Session:
    """One build: the sheet, the macros, and what pages have used so far.

    `root` is the project's folder, `docs` the name of its folder of pages. `here` returns the page being rendered,
    `line` the line of the macro in it (0 if unknown). `extra` holds the site's own values (release, contact …);
    `name`, `address` and `description` are the site's, and the address is empty if it has none. `directories` is
    MkDocs' `use_directory_urls`. `tools` are the versions of the programs that compile the theme's templates,
    `settings` is the name of the settings file.

    Raises FactsheetError where `data/` cannot be read at all.
    """

    def __init__(
        self,
        root: Path,
        extra: dict[str, object],
        here: Callable[[], Page],
        line: Callable[[], int] = lambda: 0,
        directories: bool = True,
        docs: str = "docs",
        name: str = "",
        address: str | None = "",
        description: str | None = "",
        tools: Iterable[str] = (),
        settings: str = FILE,
    ) -> None:
        folder = root / "data"
        self.sheet, self._folder, found = _load(folder, root, data.fingerprint(folder))
        self.entries = tuple(self._folder.facts)
        settled = [*site_settings.faults(root, extra, address, settings), *register.faults(extra, settings)]
        self.data_problems = [p for p in found if not p.note]
        self.notes = [p for p in (*found, *settled) if p.note]
        self.problems: list[Problem] = [*build_date.fix(root, lambda: self.sheet), *(p for p in settled if not p.note)]
        self.site_settings = site_settings.from_config(name, address, extra, directories, description)
        self.usage, self._stash = Usage(), Stash()
        self._unreadable: dict[str, Problem] = {}
        self._generated = tuple(register.pages(self.sheet)) if register.is_split(self.sheet, extra) else ()
        self._here, self._line, self._directories, self._docs = here, line, directories, docs
        self._settings = settings
        self.templates = Templates(root / ".cache" / "templates", tools)
        drawn = root / ".cache" / "charts"
        self._calls = Macros(self.sheet, self.usage, lambda: here().url, extra, directories, drawn, self.site_settings)

    def macros(self) -> dict[str, Callable[..., str]]:
        """The macros by name, each guarded: bad arguments and refusals become a problem and a box."""
        return {name: self._guarded(name, getattr(self._calls, name)) for name in NAMES}

    def generated_pages(self) -> tuple[tuple[str, str], ...]:
        """Path and Markdown of the pages that stand in no file: those of a register so long that it is split."""
        return self._generated

    def report(self, path: str, line: int, what: str, fix: str) -> str:
        """Record a problem of a page, and return the box that shows it there."""
        problem = Problem(path, line, what, fix)
        self.problems.append(problem)
        return markup.problem_box(str(problem))

    def notice(self) -> str:
        """The box on every page that lists the problems of `data/`; empty if there are none."""
        if not self.data_problems:
            return ""
        listed = "".join(element("li", markup.text(str(p))) for p in sorted(set(self.data_problems)))
        return element(
            "div", element("p", messages.LABELS["problems"]) + element("ul", listed), class_="problem", role="alert"
        )

    def complete_pages(self, pages: list) -> None:
        """Fill in, once all pages are rendered, what depends on the whole site. `pages` are MkDocs' own."""
        titles = {page.url: page.title for page in pages}
        for page in pages:
            page.content = self.complete(page.content, page.url, titles)

    def complete(self, page_html: str, url: str, titles: dict[str, str]) -> str:
        """The HTML of a page with what depends on the whole site: the calculated numbers, and where each source is used.

        `titles` holds the title of every page by its address.
        """
        links = Links(url, self._directories)
        if DERIVED in page_html:
            made = (
                entries.derived_entry(
                    d, self._pages(i, titles), links, cite_and_report.of_derived(d, self.site_settings)
                )
                for i, d in sorted(self.usage.derived.items())
            )
            page_html = page_html.replace(DERIVED, "".join(made) or element("p", messages.LABELS["not-derived"]))
        if CITED in page_html:
            here = [s for s in self.sheet.sources.values() if url in self.usage.pages.get(s.id, ())]
            page_html = page_html.replace(CITED, entries.bibliography(here, links))
        for source in self.sheet.sources.values():
            spot = USED.format(source.id)
            if spot in page_html:
                page_html = page_html.replace(
                    spot, entries.used_on(self._pages(source.id, titles), links) if source.read else ""
                )
        return page_html

    def readable_text(self, file: Path, page: str) -> str | None:
        """What can be read of a page that is not UTF-8, with its problem recorded; None if there is nothing wrong with it."""
        found = macro_errors.unreadable(file, f"{self._docs}/{page}")
        if found is None:
            return None
        text, self._unreadable[page] = found
        return text

    def after_macros(self, markdown: str, page: str, source: str, text: str) -> str:
        """A page's Markdown after the macros have run, with what they wrote stashed.

        `markdown` is what the macros plugin made of `text`, and `source` the page's file with its front matter. Where
        the plugin wrote an error text instead, that becomes a problem and a box.
        """
        names = [*self.macros(), "page", "config"]
        problem = macro_errors.read(markdown, f"{self._docs}/{page}", offset(source, text), names)
        stashed = self._stash.stash(markdown)
        if problem is None:
            return stashed
        self.problems.append(problem)
        return markup.problem_box(str(problem), block=True)

    def after_markdown(self, page_html: str, title: str, page: str, source: str) -> tuple[str, set[str]]:
        """A page's HTML with what its macros wrote put back, and the anchors within that.

        A macro in a heading, a link or the page's title is a problem, and boxes on the page show its problems.
        """
        page_html = self._stash.restore(page_html)
        found = [self._unreadable[page]] if page in self._unreadable else []
        found += macro_errors.misplaced(page_html, title or "", f"{self._docs}/{page}", source.splitlines())
        if self._stash.is_damaged(page_html):
            found.append(macro_errors.taken_apart(f"{self._docs}/{page}", source.splitlines()))
        self.problems += found
        boxes = "".join(markup.problem_box(str(p), block=True) for p in found)
        return self.notice() + boxes + page_html, self._stash.anchors()

    def drawings(self) -> dict[str, Drawing]:
        """The charts that pages show, by id."""
        return self._calls.drawings

    def caption(self, chart: str) -> tuple[str, str]:
        """What is printed in a chart's own file: its title, and its sources with the day they were read."""
        return self._calls.captions[chart]

    def results(self) -> list[Result]:
        """The verdict on every claim and on every figure of the press."""
        return self._calls.results

    def site(self, key: str) -> str:
        """A value of the site for the theme's templates, as the macro `site` gives it."""
        try:
            return self._calls.site(key)
        except Refusal as refusal:
            fix = f"{refusal.fix} Its value is text: put it between quotation marks."
            return self._refused(self._settings, 1, f"the theme shows this value: {refusal.what}", fix, key)

    def described(self, url: str, title: str, description: str, address: str | None) -> str:
        """The JSON-LD script for the head of a page; empty where it shows no data, or where the site has no address.

        `title` and `description` are the page's own, `address` is its canonical one.
        """
        facts = self._facts_on(url)
        if not facts or not address:
            return ""
        files = {f"charts/{name}.csv": self.caption(name)[0] for name in sorted(self.usage.charts.get(url, ()))}
        return json_ld.script(
            json_ld.dataset(self.sheet, facts, files, title, description, address, self.site_settings)
        )

    # ------------------------------------------------------------ inside

    def _guarded(self, name: str, macro: Callable[..., str]) -> Callable[..., str]:
        signature = inspect.signature(macro)

        @functools.wraps(macro)
        def call(*args: object, **named: object) -> str:
            given = (*args, *named.values())
            try:
                signature.bind(*args, **named)
            except TypeError as error:
                what = f"{name}{signature_text(signature)}: {error}"
                return self.report(self._here().path, self._line(), what, "Correct the arguments.")
            for value in given:
                if not isinstance(value, str):
                    refusal = _not_text(name, value)
                    return self.report(self._here().path, self._line(), refusal.what, refusal.fix)
            try:
                return self._stash.remember(macro(*args, **named))
            except Refusal as refusal:
                return self._refused(self._here().path, self._line(), refusal.what, refusal.fix, *map(str, given))

        return call

    def _refused(self, path: str, line: int, what: str, fix: str, *names: str) -> str:
        """The box for what a macro refused.

        It is recorded as a problem too, unless it is likely to follow from one of `data/`: while `data/` has problems,
        a refusal counts as their consequence if every id named is in `data/`, or if part of `data/` could not be read.
        """
        if not self.data_problems:
            return self.report(path, line, what, fix)
        known = {"edition", "read"}.union(
            e.id for kind in ("sources", "measures", "facts", "charts", "claims") for e in getattr(self._folder, kind)
        )
        misnamed = any(p.field == "id" for p in self.data_problems)  # what is named here may be the entry it should be
        if misnamed or self._folder.incomplete or all(part in known for name in names for part in name.split("@")):
            return markup.problem_box(str(Problem(path, line, what, fix)))
        return self.report(path, line, what, fix)

    def _facts_on(self, url: str) -> list[Fact]:
        """The facts that a page shows, in the order of the data."""
        names, measure = self.usage.names.get(url, set()), self.usage.measures.get(url)
        if url in self.usage.whole or measure:
            every = url in self.usage.whole
            return [f for f in self.sheet.facts.values() if every or f.id in names or f.measure.id == measure]
        # Most pages of a large site show few facts, so look those up rather than go through all.
        return [self.sheet.facts[n] for n in sorted(names & self._order.keys(), key=self._order.__getitem__)]

    @functools.cached_property
    def _order(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.sheet.facts)}

    def _pages(self, name: str, titles: dict[str, str]) -> Iterable[tuple[str, str]]:
        return [(url, titles.get(url, url)) for url in self.usage.pages.get(name, ())]


def _not_text(name: str, value: object) -> Refusal:
    """The refusal of an argument that is not text: most often an id without quotation marks, which Jinja takes for a name."""
    undefined = getattr(value, "_undefined_name", None)
    what = f"{undefined} is not defined" if undefined else f"the argument {show(repr(value))} is not text"
    return Refusal(f"{name}: {what}", 'Write ids between quotation marks: figure("…").')


def offset(source: str, text: str) -> int:
    """How many lines of a page's file come before its text: its front matter and the blank lines after it."""
    return len(source.splitlines()) - len((text or "").splitlines())


def signature_text(signature: inspect.Signature) -> str:
    """A macro's arguments as the reference lists them: `(fact, by="")`."""
    return (
        "("
        + ", ".join(str(p).split(":")[0] + ('=""' if p.default == "" else "") for p in signature.parameters.values())
        + ")"
    )
