"""Everything known of a site before the first page is written: computed once, then frozen.

A build, `check` and `diff` make it by one function, and so give one answer. Whatever writes looks up in it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factsheet import data, model, rules
from factsheet.core.problems import FactsheetError, Problem, Refusal
from factsheet.data import Folder
from factsheet.data.settings import FILE
from factsheet.model import Fact, Sheet, claims
from factsheet.model.claims import Result
from factsheet.plan import build_date, calls, register_pages, site_settings
from factsheet.plan.calls import Call
from factsheet.plan.charts import Chart
from factsheet.plan.macros import NAMES, Macros
from factsheet.plan.page_index import PageIndex, Shown, index, unused
from factsheet.plan.pages import Page
from factsheet.plan.site_settings import SiteSettings


@dataclass(frozen=True)
class PlannedPage:
    """A page, what each of its calls shows (or the problem of one that is refused), and what else is wrong with it."""

    page: Page
    calls: tuple[tuple[Call, Shown | Problem], ...]
    faults: tuple[tuple[str, Problem], ...]  # each with the name of its macro, empty where it is about the page
    elsewhere: int

    @functools.cached_property
    def outcomes(self) -> dict[Call, list[Shown | Problem]]:
        """What each call comes to, once for every time that the page makes it."""
        found: dict[Call, list[Shown | Problem]] = {}
        for call, outcome in self.calls:
            found.setdefault(call, []).append(outcome)
        return found

    @property
    def shown(self) -> Iterator[Shown]:
        """What the page shows."""
        return (outcome for _, outcome in self.calls if isinstance(outcome, Shown))

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """The names of all that it shows."""
        return frozenset(name for shown in self.shown for name in shown.names())

    def problems(self) -> Iterator[Problem]:
        """Calls that are refused, and what cannot be read."""
        yield from (outcome for _, outcome in self.calls if isinstance(outcome, Problem))
        yield from (problem for _, problem in self.faults)


@dataclass(frozen=True)
class Plan:
    """Everything known of a site before the first page is written.

    `data_problems` are those of `data/`, `problems` all others; `notes` stop nothing.
    """

    folder: Folder
    sheet: Sheet
    macros: Macros
    settings: SiteSettings
    extra: Mapping[str, object]
    directories: bool  # whether pages are folders here; a copy to carry, where they are files, names public addresses
    date: int
    pages: Mapping[str, PlannedPage]  # by path
    index: PageIndex
    data_problems: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """The verdict on every claim and on every figure of the press."""
        return self.macros.results

    @functools.cached_property
    def charts(self) -> dict[str, Chart]:
        """The charts that pages show, by id: each is also published."""
        shown = [s for page in self.pages.values() for s in page.shown if s.chart]
        return {s.chart: s.value for s in sorted(shown, key=lambda s: s.chart)}

    @functools.cached_property
    def split(self) -> bool:
        """Whether the register is so long that its entries stand on pages of their own."""
        return register_pages.is_split(self.sheet, self.extra)

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
) -> Plan:
    """The plan of the project at `root`, whose settings are `values` out of the file `name`.

    `settled` are the problems of the settings, as far as whoever asks can tell; `bytes_of` gives what a file holds.
    Raises FactsheetError where `data/` cannot be read at all.
    """
    extra = values.get("extra")
    extra = extra if isinstance(extra, Mapping) else {}
    directories = bool(values.get("use_directory_urls", True))
    site = site_settings.from_config(
        _text(values.get("site_name")),
        _text(values.get("site_url")),
        extra,
        directories,
        _text(values.get("site_description")),
    )
    sheet, results, entries, found = load(root, functools.cache(bytes_of))
    macros, data_problems = Macros(sheet, results, extra), tuple(p for p in found if not p.note)
    date, wrong = build_date.find(root, lambda: sheet)
    settled = [*wrong, *settled, *register_pages.faults(extra, name)]
    docs = Path(str(values.get("docs_dir") or "docs")).name
    own = register_pages.pages(sheet, extra, docs, directories)
    planned = {page.path: _planned(page, macros) for page in (*pages, *own)}
    shown = index((page.page, one) for page in planned.values() for one in page.shown)
    problems = [p for page in planned.values() for p in _told(page, entries, data_problems)]
    notes = [p for p in (*found, *settled) if p.note]
    if not data_problems:
        notes += unused(entries, sheet, shown)
    return Plan(
        entries, sheet, macros, site, extra, directories, date, planned, shown, data_problems,
        (*(p for p in settled if not p.note), *problems), tuple(notes),
    )  # fmt: skip


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


Loaded = tuple[Sheet, tuple[Result, ...], Folder, tuple[Problem, ...]]
_loaded: dict[tuple[Path, str], Loaded] = {}


def load(root: Path, bytes_of: Callable[[Path], bytes] = Path.read_bytes) -> Loaded:
    """The sheet, its verdicts, the entries, and their problems; those of the data loaded last are kept while they stay as they are."""
    folder = root / "data"
    key = (folder, data.fingerprint(folder, bytes_of))
    if key not in _loaded:
        read = data.read(folder, root, bytes_of)
        sheet = model.build(read)
        problems = rules.check(read, sheet)
        if any(not p.note for p in problems):
            sheet = model.build(model.showable(read))
        _loaded.clear()
        _loaded[key] = sheet, tuple(claims.results(sheet)), read, tuple(problems)
    return _loaded[key]


def _planned(page: Page, macros: Macros) -> PlannedPage:
    """What a page shows."""
    found = calls.of_page(page, NAMES)
    outcomes = tuple((call, _outcome(page, line, call, macros)) for line, call in found.calls)
    faults = tuple((f.name, Problem(page.path, f.line, f.what, f.fix)) for f in found.faults)
    return PlannedPage(page, outcomes, faults, found.elsewhere)


def _outcome(page: Page, line: int, call: Call, macros: Macros) -> Shown | Problem:
    """What a call shows, or why it is refused."""
    try:
        return macros.shown(call)
    except Refusal as refusal:
        return Problem(page.path, line, refusal.what, refusal.fix)
    except FactsheetError as error:
        return error.problem


def _told(page: PlannedPage, entries: Folder, data_problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """The problems of a page, but for those that are reported with `data/`, or likely to follow from what is."""
    yield from (problem for _, problem in page.faults)
    for call, outcome in page.calls:
        own = isinstance(outcome, Problem) and outcome.path == page.page.path
        if own and not (data_problems and _follows(call, entries, data_problems)):
            yield outcome


def _follows(call: Call, entries: Folder, data_problems: tuple[Problem, ...]) -> bool:
    """Whether a refusal is likely to follow from problems of `data/`: all it names is there, or what is there is uncertain."""
    kinds = ("sources", "measures", "facts", "charts", "claims")
    known = {"edition", "read"}.union(e.id for kind in kinds for e in getattr(entries, kind))
    misnamed = any(p.field == "id" for p in data_problems)  # what is named here may be the entry it should be
    named = (part for value in call.values() for part in value.split("@"))
    return misnamed or bool(entries.incomplete) or all(part in known for part in named)
