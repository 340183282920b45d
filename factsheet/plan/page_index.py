"""What each macro call shows, and which page shows what: known before any page is written."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factsheet.core.problems import Problem, show
from factsheet.data import Folder
from factsheet.model import Figure, Sheet, Source
from factsheet.model.arithmetic import Derived
from factsheet.model.claims import Result
from factsheet.plan.anchors import derived_id
from factsheet.plan.calls import Call
from factsheet.plan.pages import Page


@dataclass(frozen=True)
class Shown:
    """What a macro call shows: `value` is what will be written, and the rest is what a reader then sees of the data."""

    value: object = None
    figures: tuple[Figure, ...] = ()
    derived: tuple[Derived, ...] = ()
    sources: tuple[Source, ...] = ()
    others: tuple[str, ...] = ()  # verdicts, counts and site values, as `verdict gazette-doubled`
    chart: str = ""
    measure: str = ""  # of which it shows every figure
    everything: bool = False  # whether it shows or offers every figure there is

    def names(self) -> Iterator[str]:
        """By what its page is found: facts, sources, figures, calculated numbers, and what else it shows."""
        for figure in (*self.figures, *(f for d in self.derived for f in d.inputs)):
            yield from (figure.fact.id, figure.source.id, figure.key)
        yield from map(derived_id, self.derived)
        yield from (source.id for source in self.sources)
        yield from self.others


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
class PageIndex:
    """Pages by what they show, each name's pages once; and every calculated number that is shown, by its anchor."""

    pages: Mapping[str, tuple[Page, ...]]
    derived: Mapping[str, Derived]

    def of(self, name: str) -> tuple[Page, ...]:
        """The pages that show what goes by this name."""
        return self.pages.get(name, ())


def index(planned: Iterable[PlannedPage]) -> PageIndex:
    """The index of what pages show."""
    pages: dict[str, list[Page]] = {}
    derived: dict[str, Derived] = {}
    for page in planned:
        derived.update((derived_id(d), d) for shown in page.shown for d in shown.derived)
        for name in page.names:
            pages.setdefault(name, []).append(page.page)
    return PageIndex({name: tuple(found) for name, found in pages.items()}, dict(sorted(derived.items())))


# The pages to which every number and every citation mark leads, each with the macro that fills it.
LISTS = {"register": "every number", "sources": "every citation mark"}


def missing(planned: Iterable[PlannedPage], docs: str) -> Iterator[Problem]:
    """A project whose own pages show figures has the pages to which they lead."""
    pages = [page for page in planned if not page.page.generated]
    if any(page.elsewhere for page in pages) or not any(s.figures or s.derived for page in pages for s in page.shown):
        return
    for macro, what in LISTS.items():
        here = (p for p in pages if p.page.name in (f"{macro}.md", f"{macro}/index.md"))
        if not any(call.name == macro for page in here for call, _ in page.calls):
            fix = f"Write the page {docs}/{macro}.md, and call {{{{ {macro}() }}}} on it."
            yield Problem(
                f"{docs}/{macro}.md", 0, f"{what} of the site leads to this page, and no page calls {macro}()", fix
            )


def unshown(folder: Folder, shown: Iterable[Result]) -> Iterator[Problem]:
    """A claim is shown by a macro of some page: its own, or the list of all."""
    seen = {result.id for result in shown}
    idle = [entry for entry in folder.claims if entry.id not in seen]
    if idle:
        told = ", ".join(show(e.id) for e in idle[:8]) + (f" and {len(idle) - 8} more" if len(idle) > 8 else "")
        fix = "Call {{ claims() }} on the page claims.md, which lists all, or delete them."
        yield idle[0].problem("", f"claims on no page: {told}", fix, note=True)


def unused(folder: Folder, sheet: Sheet, found: PageIndex) -> Iterator[Problem]:
    """A fact with figures is shown by a macro of some page; the register, which shows all, does not count."""
    idle = [e for e in folder.facts if e.id in sheet.by_fact and not found.of(e.id)]
    if idle:
        told = ", ".join(show(e.id) for e in idle[:8]) + (f" and {len(idle) - 8} more" if len(idle) > 8 else "")
        yield idle[0].problem("", f"on no page but the register: {told}", "Use them or delete them.", note=True)
