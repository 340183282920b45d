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

from factsheet import data, model, rules
from factsheet.core.cache import Templates
from factsheet.core.links import Links
from factsheet.core.problems import Problem, Refusal, show
from factsheet.data import Folder
from factsheet.data.settings import FILE
from factsheet.host import macro_errors
from factsheet.host.stash import Aside
from factsheet.model import Fact, Sheet
from factsheet.model.claims import Result
from factsheet.plan import build_date, messages, site_settings
from factsheet.plan.page_index import Usage
from factsheet.publish import json_ld
from factsheet.render import cite_and_report, entries, register
from factsheet.render import html as markup
from factsheet.render.charts.drawing import Drawing
from factsheet.render.html import element
from factsheet.render.macros import CITED, DERIVED, NAMES, USED, Calls


@dataclass(frozen=True)
class Page:
    """The page being rendered: its address in the site, and where its text is kept."""

    url: str
    path: str


@functools.lru_cache(maxsize=4)
def _load(folder: Path, root: Path, digest: str) -> tuple[Sheet, Folder, tuple[Problem, ...]]:
    """The sheet, what it was made of, and its problems; `digest` makes unchanged data load once."""
    read = data.read(folder, root)
    sheet = model.build(read)
    problems = rules.check(read, sheet)
    if any(not p.note for p in problems):
        sheet = model.build(model.showable(read))
    return sheet, read, tuple(problems)


class Book:
    """A fact-sheet being written: the sheet, the macros, and what has been used so far.

    `here` gives the page being rendered, `line` the line of the macro in it (0 if unknown);
    both are the host's to know. `extra` holds the site's own values (release, contact …),
    `name`, `address` and `description` are the site's; the address is empty if it has none. `tools` are the versions
    of what compiles the theme's templates, `settings` is the name of the file that holds the site's settings.
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
        self.imprint = site_settings.of(name, address, extra, directories, description)
        self.usage, self._aside = Usage(), Aside()
        self._unreadable: dict[str, Problem] = {}
        self._shelves = tuple(register.pages(self.sheet)) if register.is_split(self.sheet, extra) else ()
        self._here, self._line, self._directories, self._docs = here, line, directories, docs
        self._settings = settings
        self.templates = Templates(root / ".cache" / "templates", tools)
        drawn = root / ".cache" / "charts"
        self._calls = Calls(self.sheet, self.usage, lambda: here().url, extra, directories, drawn, self.imprint)

    def macros(self) -> dict[str, Callable[..., str]]:
        """The macros by name, each guarded: bad arguments and refusals become a problem and a box."""
        return {name: self._guarded(name, getattr(self._calls, name)) for name in NAMES}

    def shelves(self) -> tuple[tuple[str, str], ...]:
        """Pages beside those in the docs folder: path and Markdown of each. A register of few facts needs none."""
        return self._shelves

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
            "div", element("p", messages.LABELS["problems"]) + element("ul", listed), class_="problem", role="alert"
        )

    def finish(self, pages: list) -> None:
        """Complete the rendered pages of the whole site; each has `url`, `title` and `content`."""
        titles = {page.url: page.title for page in pages}
        for page in pages:
            page.content = self.complete(page.content, page.url, titles)

    def complete(self, html: str, url: str, titles: dict[str, str]) -> str:
        """A rendered page with what only the whole site can tell: which numbers were calculated, and used where."""
        links = Links(url, self._directories)
        if DERIVED in html:
            made = (
                entries.derived_entry(d, self._pages(i, titles), links, cite_and_report.of_derived(d, self.imprint))
                for i, d in sorted(self.usage.derived.items())
            )
            html = html.replace(DERIVED, "".join(made) or element("p", messages.LABELS["not-derived"]))
        if CITED in html:
            here = [s for s in self.sheet.sources.values() if url in self.usage.pages.get(s.id, ())]
            html = html.replace(CITED, entries.bibliography(here, links))
        for source in self.sheet.sources.values():
            spot = USED.format(source.id)
            if spot in html:
                html = html.replace(spot, entries.used_on(self._pages(source.id, titles), links) if source.read else "")
        return html

    def salvaged(self, file: Path, page: str) -> str | None:
        """What can be read of a page that is not as text should be, its problem recorded; None if the page is sound."""
        found = macro_errors.unreadable(file, f"{self._docs}/{page}")
        if found is None:
            return None
        text, self._unreadable[page] = found
        return text

    def rendered(self, markdown: str, page: str, source: str, text: str) -> str:
        """A page's Markdown after the macros, what they wrote set aside; the template engine's error text becomes a problem
        and a box."""
        names = [*self.macros(), "page", "config"]
        problem = macro_errors.read(markdown, f"{self._docs}/{page}", offset(source, text), names)
        kept = self._aside.put(markdown)
        if problem is None:
            return kept
        self.problems.append(problem)
        return markup.problem_box(str(problem), block=True)

    def placed(self, html: str, title: str, page: str, source: str) -> tuple[str, set[str]]:
        """A page's HTML with what its macros wrote, which is checked for its place, and the anchors within that.

        While `data/` has problems, the page says so.
        """
        html = self._aside.back(html)
        found = [self._unreadable[page]] if page in self._unreadable else []
        found += macro_errors.misplaced(html, title or "", f"{self._docs}/{page}", source.splitlines())
        if self._aside.lost(html):
            found.append(macro_errors.cut(f"{self._docs}/{page}", source.splitlines()))
        self.problems += found
        boxes = "".join(markup.problem_box(str(p), block=True) for p in found)
        return self.notice() + boxes + html, self._aside.ids()

    def drawings(self) -> dict[str, Drawing]:
        """The charts that pages show."""
        return self._calls.drawings

    def caption(self, chart: str) -> tuple[str, str]:
        """What a chart's file says of itself: its title, and its sources with the day they were read."""
        return self._calls.captions[chart]

    def results(self) -> list[Result]:
        """Every claim and press figure, judged."""
        return self._calls.results

    def site(self, key: str) -> str:
        """A site value for the theme's templates, as the macro of this name gives it."""
        try:
            return self._calls.site(key)
        except Refusal as refusal:
            fix = f"{refusal.fix} Its value is a text: put it between quotation marks."
            return self._refused(self._settings, 1, f"the theme calls for it: {refusal.what}", fix, key)

    def described(self, url: str, title: str, told: str, address: str | None) -> str:
        """A page's data for machines, for its head; empty where it shows none, or where the site has no address.

        `title` and `told` are the page's own, `address` is its canonical one.
        """
        facts = self._facts_on(url)
        if not facts or not address:
            return ""
        files = {f"charts/{name}.csv": self.caption(name)[0] for name in sorted(self.usage.charts.get(url, ()))}
        return json_ld.script(json_ld.dataset(self.sheet, facts, files, title, told, address, self.imprint))

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
                    wrong = _not_a_text(name, value)
                    return self.report(self._here().path, self._line(), wrong.what, wrong.fix)
            try:
                return self._aside.note(macro(*args, **named))
            except Refusal as refusal:
                return self._refused(self._here().path, self._line(), refusal.what, refusal.fix, *map(str, given))

        return call

    def _refused(self, path: str, line: int, what: str, fix: str, *names: str) -> str:
        """The box for what a macro refused. It is listed as a problem too, unless it follows from one of `data/`:
        while there is one, that is so wherever all that is named stands in `data/`, or some of `data/` could not be read."""
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
        """What a page shows, in the order of the data."""
        names, measure = self.usage.names.get(url, set()), self.usage.measures.get(url)
        if url in self.usage.whole or measure:
            every = url in self.usage.whole
            return [f for f in self.sheet.facts.values() if every or f.id in names or f.measure.id == measure]
        # Most pages of a large site show few: those are looked up, not looked for.
        return [self.sheet.facts[n] for n in sorted(names & self._order.keys(), key=self._order.__getitem__)]

    @functools.cached_property
    def _order(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.sheet.facts)}

    def _pages(self, name: str, titles: dict[str, str]) -> Iterable[tuple[str, str]]:
        return [(url, titles.get(url, url)) for url in self.usage.pages.get(name, ())]


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
