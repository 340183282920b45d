"""A chart on a page: the drawing, what it shows in words, its sources, its data as a table, its files."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from markupsafe import Markup

from factsheet.core.links import Links
from factsheet.model import Source
from factsheet.model.arithmetic import Derived
from factsheet.plan.charts import Chart
from factsheet.plan.messages import Messages
from factsheet.render import markup
from factsheet.render.charts.drawing import INVALID, Drawing
from factsheet.render.views import View


def html(view: View, plan: Chart, drawing: Drawing, read: str, beside: str = "", time: int = 1) -> Markup:
    """The `<figure>`. `read` is the day the edition was read, as a carrier; `beside` stands in for a table.

    A page may show a chart several times: its second has ids that say so, with two hyphens, as no id of `data/` has.
    """
    again = f"--{time}" if time > 1 else ""
    # Each ends as a sentence does: a year at its end would run on into the numbers of the next.
    says = f"{plan.says.rstrip('.')}." if plan.says and plan.says[-1] not in "!?" else plan.says
    says = f"{says} {view.messages('cut')}".strip() if plan.cut else says
    told = " ".join([f"{plan.title}.", says, alternative(plan, view.messages)]).strip()
    svg = re.sub(
        rf'(id="|url\(#){plan.id}-', rf"\g<1>{plan.id}{again}-", placed(drawing.svg, view.links, view.entry_page)
    )
    svg = svg.replace("<svg ", f'<svg data-search-exclude role="group" aria-label="{markup.attribute(told)}" ', 1)
    table = view("table", table=plan.table, says=False) if plan.table else beside
    name = f"chart-{plan.id}{again}"
    return view(
        "chart",
        plan=plan,
        says=says if plan.cut else plan.says,
        name=name,
        svg=Markup(svg),
        credits=chart_words.by_day(plan.sources),
        table=table,
    )


def alternative(plan: Chart, messages: Messages) -> str:
    """What the drawing shows, from its data: where it begins, its highest mark, and where it ends."""
    valued = [r for r in plan.rows if "value" in r]
    if not valued:
        return messages("comma").join(str(r["label"]) for r in plan.rows if r.get("series") == "node")
    highest = max(valued, key=lambda r: r["value"])
    picked = list({id(r): r for r in (valued[0], highest, valued[-1])}.values())
    return messages("semicolon").join(str(r["told"]) for r in picked) + "."


def placed(svg: str, links: Links, entry_page: Callable[[str], str], attribute: str = "xlink:href") -> str:
    """The drawing with its marks leading to their entries from where it stands; `entry_page` gives the page of each.

    On a page the address stands as `xlink:href`: the theme's scripts write to every `href` they
    find, and a link within a drawing does not let them.
    """
    return re.sub(
        rf'href="{re.escape(INVALID)}([^"]*)"',
        lambda m: f'{attribute}="{markup.attribute(_to(m[1], links, entry_page))}"',
        svg,
    )


def _to(place: str, links: Links, entry_page: Callable[[str], str]) -> str:
    page, _, anchor = place.rpartition("/")
    return links.to(page or entry_page(anchor), anchor)
