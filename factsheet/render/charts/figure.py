"""A chart on a page: the drawing, what it shows in words, its sources, its data as a table, its files."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from markupsafe import Markup

from factsheet.core.links import Links
from factsheet.plan import chart_words
from factsheet.plan.charts import Chart
from factsheet.plan.messages import Messages
from factsheet.render import markup
from factsheet.render.charts import alone
from factsheet.render.charts.drawing import INVALID, Drawing
from factsheet.render.views import View


def html(
    view: View,
    plan: Chart,
    drawing: Drawing,
    beside: str = "",
    time: int = 1,
    address: str = "",
    embedded: bool = False,
) -> Markup:
    """The `<figure>`. `beside` stands in for a table; `address` is the full one of the page to embed, if it has one.

    A page may show a chart several times: its second has ids that say so, with two hyphens, as no id of `data/` has.
    """
    again = f"--{time}" if time > 1 else ""
    # Each ends as a sentence does: a year at its end would run on into the numbers of the next.
    says = f"{plan.says.rstrip('.')}." if plan.says and plan.says[-1] not in "!?" else plan.says
    says = f"{says} {view.messages('cut')}".strip() if plan.cut else says
    told = " ".join([f"{plan.title}.", says, alternative(plan, view.messages)]).strip()
    svg = re.sub(
        rf'(id="|url\(#){plan.id}-',
        rf"\g<1>{plan.id}{again}-",
        placed(drawing.svg, view.links, view.entry_page, embedded),
    )
    svg = svg.replace("<svg ", f'<svg data-search-exclude role="group" aria-label="{markup.attribute(told)}" ', 1)
    table = view("table", table=plan.table, says=False) if plan.table else beside
    return view(
        "chart", plan=plan, says=says if plan.cut else plan.says, name=f"chart-{plan.id}{again}", svg=Markup(svg),
        credits=chart_words.by_day(plan.sources), table=table, embedded=embedded, embed=view.links.to(embed_page(plan.id)),
        code=code(plan, drawing, address) if address else "", forms=alone.forms(drawing.svg, view.settings),
    )  # fmt: skip


def embed_page(chart: str) -> str:
    """The name of the page on which a chart stands alone, for other sites to show in a frame."""
    return f"charts/{chart}/embed"


def code(plan: Chart, drawing: Drawing, address: str) -> str:
    """The line of HTML that shows a chart on another site. The frame is as high as the drawing and what stands below it."""
    down = int(re.search(r'viewBox="0 0 \d+ (\d+)"', drawing.svg)[1])
    high = 10 * round(down * 0.115 + 36)
    # Readers see this line: references by name, since one by number would be a number on the page.
    title = escape(" ".join(plan.title.split()), quote=False).replace('"', "&quot;")
    return f'<iframe src="{address}" title="{title}" width="100%" height="{high}"></iframe>'


def embed(view: View, plan: Chart, drawing: Drawing, shown_on: str, beside: str = "") -> str:
    """The whole page on which a chart stands alone; `shown_on` is the address within the site of the page it leads back to."""
    settings, chart = view.settings, html(view, plan, drawing, beside, embedded=True)
    own = settings.page(embed_page(plan.id)) if settings.address else ""
    back = f"{view.links.to_file(shown_on or './')}#chart-{plan.id}"
    return str(view("embed", plan=plan, chart=chart, own=own, back=back))


def alternative(plan: Chart, messages: Messages) -> str:
    """What the drawing shows, from its data: where it begins, its highest mark, and where it ends."""
    valued = [r for r in plan.rows if "value" in r]
    if not valued:
        return messages("comma").join(str(r["label"]) for r in plan.rows if r.get("series") == "node")
    highest = max(valued, key=lambda r: r["value"])
    picked = list({id(r): r for r in (valued[0], highest, valued[-1])}.values())
    return messages("semicolon").join(str(r["told"]) for r in picked) + "."


def placed(svg: str, links: Links, entry_page: Callable[[str], str], bare: bool = False) -> str:
    """The drawing with its marks leading to their entries from where it stands; `entry_page` gives the page of each.

    Where the theme's scripts run, the address stands as `xlink:href`: they write to every `href` they find, and a link
    within a drawing does not let them. The role then tells other programs that it is a link. A `bare` page has no scripts.
    """
    attribute = "href" if bare else 'role="link" xlink:href'
    return re.sub(
        rf'<a href="{re.escape(INVALID)}([^"]*)"',  # in the data's words, the same is a word
        lambda m: f'<a {attribute}="{markup.attribute(_to(m[1], links, entry_page))}"',
        svg,
    )


def _to(place: str, links: Links, entry_page: Callable[[str], str]) -> str:
    page, _, anchor = place.rpartition("/")
    return links.to(page or entry_page(anchor), anchor)
