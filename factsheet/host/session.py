"""One build as the host goes through it: the plan, the page in hand, and the problems that only rendering meets.

Nothing raises here. A problem is recorded, a box stands in place of what could not be shown, and the
build fails at its end with the whole list.
"""

from __future__ import annotations

import functools
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import escape

from factsheet import data
from factsheet.core.cache import Templates
from factsheet.core.links import Links
from factsheet.core.problems import FactsheetError, Problem, Refusal
from factsheet.data.fields.charts import FORMS
from factsheet.host import macro_errors
from factsheet.host.stash import Stash
from factsheet.model import Sheet
from factsheet.plan import cards
from factsheet.plan.calls import BLOCKS, WRITTEN_OUT, Call
from factsheet.plan.languages import Place
from factsheet.plan.macros import NAMES
from factsheet.plan.page_index import PlannedPage
from factsheet.plan.pages import Page
from factsheet.plan.plan import Plan
from factsheet.publish import discovery, json_ld
from factsheet.render import entries, macros, views
from factsheet.render.charts import figure
from factsheet.render.charts.drawing import Drawing, draw


@dataclass
class PageInHand:
    """A page while it is rendered: what its macros wrote, and how often each call was made."""

    planned: PlannedPage
    stash: Stash = field(default_factory=Stash)
    times: Counter[Call] = field(default_factory=Counter)


class Session:
    """One build of the project at `root`: what its pages show is in `plan`, what only rendering finds is in `met`.

    `tools` are the versions of the programs that compile the theme's templates, `settings` is the name of the settings
    file, and `unreadable` has the problems of pages that a server shows as far as they can be read, by path.
    """

    def __init__(
        self,
        plan: Plan,
        root: Path,
        tools: Iterable[str] = (),
        settings: str = "",
        unreadable: Mapping[str, Problem] | None = None,
    ) -> None:
        self.plan, self.met = plan, list[Problem]()
        self.templates = Templates(root / ".cache" / "templates", (*tools, views.COMPILER))
        templates = views.environment(self.templates)
        self._view = functools.cache(
            lambda url, spoken=plan.messages: views.View(
                templates,
                plan.sheet,
                spoken,
                plan.settings,
                Links(url, plan.directories, plan.languages.up),
                plan.entry_pages,
                plan.judged,
            )
        )
        self._root, self.drawings = root, dict[str, Drawing]()
        self._settings, self._unreadable = settings, unreadable or {}
        self._urls = {planned.page.url: planned for planned in plan.pages.values()}
        self.scripts: frozenset[str] = frozenset()  # what every page's policy allows, once the pages are read
        self._page: PageInHand | None = None

    def close(self) -> None:
        """Let go of the plan, and of all that was written with it: what comes after the pages has the memory to itself."""
        vars(self).clear()

    @property
    def problems(self) -> list[Problem]:
        """Every problem but those of `data/`."""
        return [*self.plan.problems, *self.met]

    # ------------------------------------------------------------ a page, step by step

    def write(self, path: str, name: str, given: tuple[object, ...] = (), named: Mapping[str, object] = {}) -> str:
        """What the call of a macro writes on the page at `path`: what the plan has for it, or a box."""
        page, call = self._at(path), _call(name, given, named)
        if call is None or call not in page.planned.outcomes:
            return self._unplanned(page.planned, name)
        page.times[call] += 1
        outcomes, time = page.planned.outcomes[call], page.times[call]
        outcome = outcomes[min(time, len(outcomes)) - 1]
        if isinstance(outcome, Problem):
            elsewhere = outcome.path != path  # a problem of `data/`, which has a block
            box = self._box(outcome, block=elsewhere)
            return f"\n\n{box}\n\n" if elsewhere else box
        # In a page that is not translated a sentence has numbers in its own language, and blocks are in the site's.
        within = self.plan.original if page.planned.page.language and name not in BLOCKS else self.plan.messages
        view = self._view(page.planned.page.url, within)
        writer = macros.Writer(self.plan, page.planned, view, self.drawing, time)
        try:
            return page.stash.remember(writer.written(call, outcome))
        except FactsheetError as error:  # a chart that a form of the project's own cannot draw
            self.met.append(error.problem)
            return self._box(error.problem, block=True)

    def drawing(self, chart: str) -> Drawing:
        """The drawing of a chart. Raises FactsheetError where a form of the project's own cannot draw it."""
        if chart not in self.drawings:
            plan = self.plan.charts[chart]
            own = data.own_forms(self._root).get(plan.form) if plan.form not in FORMS else None
            self.drawings[chart] = draw(plan, self._root / ".cache" / "charts", own)
        return self.drawings[chart]

    def entry_page(self, name: str) -> str:
        """The page that has the entry of a fact, or of a calculated number."""
        return self.plan.entry_pages.get(name, "register")

    def embedded(self, chart: str) -> tuple[str, str]:
        """The page on which a chart stands alone: the file that it is, and its HTML, without a policy."""
        plan = self.plan.charts[chart]
        file = Links("", self.plan.directories).to(figure.embed_page(chart))
        view = self._view(file)
        beside = "" if plan.table else entries.chains(view)
        html = figure.embed(view, plan, self.drawing(chart), self.plan.charts_on[chart].url, beside)
        return f"{file}index.html" if file.endswith("/") else file, html

    def after_macros(self, markdown: str, path: str) -> str:
        """A page's Markdown after the macros have run, with what they wrote stashed.

        Where the macros plugin wrote an error text instead, that becomes a problem and a box.
        """
        page = self._at(path)
        problem = macro_errors.read(markdown, path, page.planned.page.offset, [*NAMES, "page", "config"])
        stashed = page.stash.stash(markdown)
        if problem is None:
            return stashed
        self.met.append(problem)
        return self._box(problem, block=True)

    def makes(self, path: str) -> bool:
        """Whether the engine makes a page, whose title is then the data's words."""
        planned = self.plan.pages.get(path)
        return planned is not None and planned.page.generated

    def after_markdown(self, html: str, title: str, path: str) -> tuple[str, set[str]]:
        """A page's HTML with what its macros wrote put back, and the anchors within that.

        A macro in a heading, a link or the page's title is a problem, and boxes on the page show its problems.
        """
        page = self._at(path)
        lines, html = (
            page.planned.page.source.splitlines(),
            page.stash.restore(_named_links(html, self._own_words(page))),
        )
        found = [self._unreadable[path]] if path in self._unreadable else []
        written = "" if page.planned.page.generated else title or ""
        found += macro_errors.misplaced(html, written, path, lines)
        if page.stash.is_damaged(html):
            found.append(macro_errors.taken_apart(path, lines))
        self.met += found
        boxes = "".join(self._box(p, block=True) for p in found)
        return self.notice() + boxes + html, page.stash.anchors()

    def _own_words(self, page: PageInHand) -> str:
        """What the links of headings are called on a page that is not translated; empty on any other."""
        return str(escape(self.plan.original("self-link-heading"))) if page.planned.page.language else ""

    def notice(self) -> str:
        """The box on every page that lists the problems of `data/`; empty if there are none."""
        if not self.plan.loaded.problems:
            return ""
        return str(self._view("")("problems", problems=sorted(set(self.plan.loaded.problems))))

    def _box(self, problem: Problem, block: bool = False) -> str:
        return str(self._view("")("problem", message=str(problem), block=block))

    def _at(self, path: str) -> PageInHand:
        """The page in hand; one that the host has turned to is taken up."""
        if self._page is None or self._page.planned.page.path != path:
            empty = PlannedPage(Page(path, "", "", ""), (), (), 0)
            self._page = PageInHand(self.plan.pages.get(path, empty))
        return self._page

    def _unplanned(self, planned: PlannedPage, name: str) -> str:
        """The box of a call that does not stand in the page's own text; one that was refused there is known."""
        path = planned.page.path
        problem = next((p for macro, p in planned.faults if macro == name), None)
        if problem is None:
            what = f"{name}: the call does not stand in the page's own text, so nobody knows which page shows what"
            problem = Problem(path, planned.elsewhere, what, f"Write it out on the page itself. {WRITTEN_OUT}")
            self.met.append(problem)
        return self._box(problem)

    # ------------------------------------------------------------ for the theme's templates

    @property
    def sheet(self) -> Sheet:
        """What the data say."""
        return self.plan.sheet

    def site(self, key: str) -> str:
        """A value of the site, as the macro `site` gives it."""
        try:
            return self._view("").macros["site_value"](*self.plan.macros.site(key).value)
        except Refusal as refusal:
            what = f"the theme shows this value: {refusal.what}"
            fix = f"{refusal.fix} Its value is text: put it between quotation marks."
            problem = Problem(self._settings, 1, what, fix)
            if not (self.plan.loaded.problems and key in ("edition", "read")):  # these follow from a source at fault
                self.met.append(problem)
            return self._box(problem)

    @property
    def archive(self) -> str:
        """The way from the root of this build to the offline copy; empty where none is made."""
        return os.environ.get("ARCHIVE", "")

    def language(self, url: str) -> str:
        """The language of a page that is shown in another than the site's; empty for any other."""
        planned = self._urls.get("" if url in (".", "./") else url)
        return planned.page.language if planned else ""

    def languages(self, url: str) -> list[Place]:
        """A page in every language of the site; nothing where it has one."""
        return self.plan.languages.of(url)

    def words(self, key: str, **values: object) -> str:
        """A message."""
        return self._view("").words(key, **values)

    def described(self, url: str, title: str, description: str, address: str | None) -> str:
        """The JSON-LD script for the head of a page; empty where it shows no data, or where the site has no address.

        `title` and `description` are the page's own, `address` is its canonical one.
        """
        planned = self._urls.get(url)
        facts = self.plan.facts_on(planned) if planned else []
        if not facts or not address:
            return ""
        shown = sorted({s.chart for s in planned.shown if s.chart})
        files = {f"charts/{name}.csv": self.plan.charts[name].title for name in shown}
        return json_ld.script(
            json_ld.dataset(
                self.sheet, facts, files, title, description, address, self.plan.settings, self.plan.messages
            )
        )

    def card(self, url: str) -> str:
        """The number of a page that other sites show beside a link to it; empty where it has none that a card can show."""
        planned = self._urls.get(url)
        return cards.of(planned, self.plan) if planned else ""

    def related(self, url: str, address: str | None) -> list[discovery.Link]:
        """The links in the head of a page to what belongs to it; none where it shows no data, or where the site has no address."""
        planned = self._urls.get(url)
        if not planned or not address or not self.plan.facts_on(planned):
            return []
        measure = next((n for n, page in self.plan.register.items() if page.path == planned.page.name[:-3]), "")
        links = Links(url, self.plan.directories, self.plan.languages.up)
        return list(discovery.links(links, address, measure, self.plan.settings))


def _named_links(html: str, name: str) -> str:
    """The links of headings to themselves, named to those who hear the page: a title is none, where a sign is the text.

    On a page that is not translated they have a `name` in its language.
    """
    html = re.sub(r'(<a class="headerlink" href="#[^"]*") title=', r"\1 aria-label=", html)
    return re.sub(r'(<a class="headerlink"[^>]* aria-label=)"[^"]*"', rf'\1"{name}"', html) if name else html


def _call(name: str, given: tuple[object, ...], named: Mapping[str, object]) -> Call | None:
    """A call as the plan has it; None where an argument is no text."""
    if not all(isinstance(value, str) for value in (*given, *named.values())):
        return None
    return Call(name, tuple(map(str, given)), tuple((key, str(value)) for key, value in named.items()))


@dataclass
class Host:
    """What the hooks and `define_env` share, which the host calls apart: the macros plugin, and the build in hand."""

    plugin: object | None = None
    session: Session | None = None


host = Host()  # one for the process, however often a server builds
