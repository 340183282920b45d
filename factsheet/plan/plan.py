"""Everything known of a site before the first page is written: computed once, then frozen.

A build, `check` and `diff` make it by one function, and so give one answer. Whatever writes looks up in it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from factsheet.core.problems import FactsheetError, Problem, Refusal, counted
from factsheet.data import locales
from factsheet.data.settings import FILE
from factsheet.model import Fact, Sheet
from factsheet.model.claims import Result
from factsheet.plan import (
    build_date,
    calls,
    languages,
    messages,
    register_pages,
    site_settings,
    source_pages,
    statements,
)
from factsheet.plan.calls import BLOCKS, Call
from factsheet.plan.charts import Chart
from factsheet.plan.languages import Languages
from factsheet.plan.loaded import Loaded, load
from factsheet.plan.macro_arguments import misfit
from factsheet.plan.macros import NAMES, Macros
from factsheet.plan.messages import Messages
from factsheet.plan.page_index import PageIndex, PlannedPage, Shown, index, missing, unshown, unused
from factsheet.plan.pages import Page, folder
from factsheet.plan.register_pages import DataPage
from factsheet.plan.site_settings import SiteSettings
from factsheet.plan.statements import Statement
from factsheet.rules import labels


@dataclass(frozen=True)
class Plan:
    """Everything known of a site before the first page is written; `problems` are all but those of `data/`, which `loaded` has."""

    loaded: Loaded
    macros: Macros
    settings: SiteSettings
    messages: Messages
    original: Messages  # in the language in which the data are written, and pages that are not translated
    languages: Languages
    extra: Mapping[str, object]
    directories: bool  # whether pages are folders (`trend/`) or files (`trend.html`)
    date: int
    pages: Mapping[str, PlannedPage]  # by path
    index: PageIndex
    register: Mapping[str, DataPage]  # by measure
    statements: Mapping[str, Statement]  # those that have a page, by id
    generated: tuple[Page, ...]  # the pages of measures, sources and statements, which stand in no file
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @property
    def sheet(self) -> Sheet:
        """What the data say."""
        return self.loaded.sheet

    @property
    def results(self) -> tuple[Result, ...]:
        """The verdict on every claim and on every figure of the press."""
        return self.loaded.results

    @functools.cached_property
    def charts(self) -> dict[str, Chart]:
        """The charts that pages show, by id: each is also published."""
        shown = [s for page in self.pages.values() for s in page.shown if s.chart]
        return {s.chart: s.value for s in sorted(shown, key=lambda s: s.chart)}

    @functools.cached_property
    def charts_on(self) -> dict[str, Page]:
        """The first page that shows each chart, by the chart's id."""
        found: dict[str, Page] = {}
        for planned in self.pages.values():
            for shown in planned.shown:
                if shown.chart:
                    found.setdefault(shown.chart, planned.page)
        return found

    @functools.cached_property
    def entry_pages(self) -> dict[str, str]:
        """The page of each entry of the register by its anchor: of every fact, and of every calculated number."""
        return {anchor: page for found in self.register.values() for anchor, page in found.entries()}

    @functools.cached_property
    def drawn(self) -> dict[str, Chart]:
        """The chart of each measure: of those that pages show, the first that draws nothing else, else the first that draws it."""
        found: dict[str, Chart] = {}
        for shared in (False, True):
            for name in (n for n in self.sheet.charts if n in self.charts):
                facts = self.sheet.select(self.sheet.charts[name])
                measures = dict.fromkeys(fact.measure.id for fact in facts)
                for measure in measures if shared or len(measures) == 1 else ():
                    found.setdefault(measure, self.charts[name])
        return found

    @functools.cached_property
    def judged(self) -> dict[str, list[Result]]:
        """The verdicts on what a source says, by the id of its figure, as far as a page shows their working."""
        found: dict[str, list[Result]] = {}
        for result in (r for statement in self.statements.values() for r in statement.results):
            if result.figure is not None:
                found.setdefault(result.figure.key, []).append(result)
        return found

    def facts_on(self, page: PlannedPage) -> list[Fact]:
        """The facts that a page shows, in the order of the data."""
        measures = {s.measure for s in page.shown if s.measure}
        if any(s.everything for s in page.shown):
            return list(self.sheet.facts.values())
        if measures:
            return [f for f in self.sheet.facts.values() if f.id in page.names or f.measure.id in measures]
        # Most pages of a large site show few facts, so look those up rather than go through all.
        return [self.sheet.facts[n] for n in sorted(page.names & self._order.keys(), key=self._order.__getitem__)]

    @functools.cached_property
    def _order(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.sheet.facts)}


def make(
    root: Path,
    values: Mapping[str, object],
    pages: Iterable[Page],
    settled: Iterable[Problem] = (),
    name: str = FILE,
    bytes_of: Callable[[Path], bytes] = Path.read_bytes,
    kept: Path | None = None,
) -> Plan:
    """The plan of the project at `root`, whose settings are `values` out of the file `name`.

    `settled` are the problems of the settings, as far as whoever asks can tell; `bytes_of` gives what a file holds,
    and a build keeps its messages compiled in the folder `kept`.
    """
    spoken, unsaid = messages.load(locales.language(values), root, name, kept)
    loaded = load(root, bytes_of, spoken.label, locales.language(values))
    extra = site_settings.extra_of(values)
    date, undated = build_date.find(root, lambda: loaded.sheet)
    macros = Macros(loaded.sheet, loaded.results, extra, spoken)
    original = spoken
    if spoken.language != loaded.locale.source:
        original, _ = messages.load(loaded.locale.source, root, kept=kept)
    source, here = replace(macros, messages=original), {**values, "docs_dir": folder(root, values)}
    planned = [_planned(page, source if page.language else macros, macros) for page in pages]
    stated = statements.shown_on(planned, macros.statements)
    worked = tuple(statements.pages(stated.values(), spoken, here))
    planned += [_planned(page, macros, macros) for page in worked]
    shown = index(planned)
    register = register_pages.data_pages(loaded.sheet, shown.derived.values())
    measured = tuple(register_pages.pages(register.values(), loaded.sheet, spoken, here))
    told_of = tuple(source_pages.pages(source_pages.paged(loaded.sheet).values(), spoken, here))
    planned += [_planned(page, macros, macros) for page in (*measured, *told_of)]
    told = [*undated, *settled, *unsaid]
    told += (problem for page in planned for problem in _told(page, loaded))
    told += _waiting(planned, loaded)
    told += labels.faults(loaded.folder, loaded.locale)
    idle: tuple[Problem, ...] = ()
    if not loaded.problems:
        told += missing(planned, str(here["docs_dir"]))
        verdicts = (result for statement in stated.values() for result in statement.results)
        # Nothing is known of what a page shows that cannot be read.
        read = all(name for page in planned for name, _ in page.faults)
        idle = (*(unused(loaded.folder, loaded.sheet, shown) if read else ()), *unshown(loaded.folder, verdicts))
    site = site_settings.from_values(values)
    tongues = languages.told(spoken.language, site.address, root, kept)
    return Plan(
        loaded=loaded,
        macros=macros,
        settings=replace(site, root=tongues.address),
        languages=tongues,
        messages=spoken,
        original=original,
        extra=extra,
        directories=site_settings.directories(values),
        date=date,
        pages={page.page.path: page for page in planned},
        index=shown,
        register=register,
        statements=stated,
        generated=(*measured, *told_of, *worked),
        problems=tuple(p for p in told if not p.note),
        notes=(*loaded.notes, *(p for p in told if p.note), *idle),
    )


def _planned(page: Page, within: Macros, macros: Macros) -> PlannedPage:
    """What a page shows: within its text in the language of that, and in blocks of their own in the language of the site."""
    found = calls.of_page(page, frozenset(NAMES), misfit)
    outcomes = tuple(
        (call, _outcome(page, line, call, macros if call.name in BLOCKS else within)) for line, call in found.calls
    )
    faults = tuple((f.name, Problem(page.path, f.line, f.what, f.fix)) for f in found.faults)
    return PlannedPage(page, outcomes, faults, found.elsewhere)


def _outcome(page: Page, line: int, call: Call, macros: Macros) -> Shown | Problem:
    """What a call shows, or why it is refused."""
    try:
        return macros.shown(call)
    except Refusal as refusal:
        return Problem(page.path, line, refusal.what, refusal.fix)
    except FactsheetError as error:  # a chart at fault, which is reported with the data
        return error.problem


def _told(page: PlannedPage, loaded: Loaded) -> Iterator[Problem]:
    """The problems of a page, but for those that are reported with the data, or likely to follow from what is."""
    yield from (problem for _, problem in page.faults)
    yield from (p for call, p in _refused(page) if not loaded.explains(call))


def _refused(page: PlannedPage) -> Iterator[tuple[Call, Problem]]:
    """The calls that are refused on a page, each with its problem."""
    refused = ((call, p) for call, p in page.calls if isinstance(p, Problem))
    return ((call, p) for call, p in refused if p.path == page.page.path)


def _waiting(pages: Iterable[PlannedPage], loaded: Loaded) -> Iterator[Problem]:
    """A note that calls of pages are refused for which the problems of the data may be the reason."""
    waiting = [p for page in pages for call, p in _refused(page) if loaded.explains(call)]
    if waiting:
        what = f"from here on, {counted(len(waiting), 'macro call')} cannot be checked before the data are correct"
        yield Problem(waiting[0].path, waiting[0].line, what, "Correct data/, then check again.", note=True)
