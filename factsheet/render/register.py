"""The register as HTML: a line for everything that has an entry, and the data page of each measure. What stands where is known from the plan."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from factsheet.model import Fact
from factsheet.plan.anchors import derived_id
from factsheet.plan.plan import Plan
from factsheet.plan.register_pages import CALCULATED, DataPage, Grid, by_place, calculated_of, is_calculated, span
from factsheet.render import entries
from factsheet.render.cite_and_report import tools
from factsheet.render.views import View

Heading = tuple[str, str]  # its words and its anchor: Markdown writes it


def index(view: View, plan: Plan) -> Iterator[Markup | Heading]:
    """A line for every fact, by measure and place, and for every calculated number."""
    for page in plan.register.values():
        yield page.measure.label, f"measure-{page.measure.id}"
        lines: dict[tuple[str, str], list[Fact]] = {}
        for fact in page.facts:
            lines.setdefault((fact.place, fact.level), []).append(fact)
        yield view("register-lines", page=page, lines=list(lines.values()))
    yield view.messages("derived"), "derived"
    yield view("register-derived", numbers=[d for page in plan.register.values() for d in page.derived])


def places(view: View, plan: Plan) -> Markup:
    """For every place the measures that have a figure of it, each with its times and a link to the newest entry."""
    return view("places", places=by_place(plan.register.values(), plan.sheet))


def part(view: View, plan: Plan, page: DataPage, name: str) -> Iterator[Markup]:
    """A page beside a data page: a part of its table, or the numbers calculated from it."""
    yield view("part-of", page=page)
    if is_calculated(name):
        yield view.messages("derived"), "derived"
        for number in page.calculated.get(name, ()):
            used = plan.index.of(derived_id(number))
            yield entries.derived(view, number, [(p.url, p.title) for p in used])
        if following := _following(page, name):
            yield view("calculated-from", page=page, last=following, of=calculated_of(page, following, view.messages))
    else:
        yield table(view, page, page.parts[name])


def _following(page: DataPage, name: str) -> str:
    """The page of calculated numbers after one; empty after the last."""
    return dict(itertools.pairwise(page.calculated)).get(name, "")


def data_page(view: View, plan: Plan, page: DataPage, chart: Markup | None) -> Iterator[Markup | Heading]:
    """What a measure is, its chart, its table, what each source says, where it is used, and how to take it along."""
    yield view("measure", measure=page.measure)
    if chart is not None:
        yield chart
    if page.parts:
        yield view.messages("all-figures"), "all-figures"
        if page.whole:
            yield table(view, page, page.parts[""])
        else:
            yield view(
                "parts",
                page=page,
                parts=[(name, *span(rows, plan.sheet, plan.messages)) for name, rows in page.parts.items()],
            )
    if page.told:
        yield view.messages("what-sources-say"), "what-sources-say"
        yield from (entries.fact(view, fact) for fact in page.told)
    if page.derived:
        yield view("calculated-from", page=page, last=CALCULATED, of=page.measure.label)
    yield view.messages("use-this"), "use-this"
    sources = dict.fromkeys(f.source for fact in page.facts for f in plan.sheet.by_fact[fact.id])
    used = [(p.url, p.title) for fact in page.facts for p in plan.index.of(fact.id)]
    below = tools(view, "report-measure", page.path, "", page.measure.definition, name=page.measure.label)
    charts = plan.drawn.get(page.measure.id)
    yield view(
        "measure-below", page=page, sources=list(sources), pages=entries.by_title(used), below=below, chart=charts
    )


def table(view: View, page: DataPage, grid: Grid) -> Markup:
    """A table of facts; the source of most of them stands in its caption, and any other beside its number."""
    usual = Counter(view.sheet.shown(fact.id).source for fact in grid.facts).most_common(1)[0][0]
    return view("measure-table", page=page, grid=grid, usual=usual, told=set(page.told), several=bool(page.told))
