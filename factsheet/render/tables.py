"""Figures in rows and columns, as HTML."""

from __future__ import annotations

from factsheet.core.links import Links
from factsheet.model import Figure
from factsheet.model.arithmetic import Derived
from factsheet.plan.tables import Cell, Table
from factsheet.render import markup
from factsheet.render.figures import cited, derived_cited
from factsheet.render.markup import element


def html(table: Table, links: Links, says: bool = True) -> str:
    """A table with caption and scoped headers, every number a cited carrier."""
    head = element("tr", "".join(element("th", markup.text(_capital(h)), scope="col") for h in table.heads))
    body = "".join(
        element(
            "tr",
            element("th", markup.text(_capital(name)), scope="row")
            + "".join(_cell(c, links, table.missing) for c in cells),
        )
        for name, cells in table.rows
    )
    caption = element("caption", markup.text(table.title))
    grid = element("table", caption + element("thead", head) + element("tbody", body))
    told = element("p", markup.text(table.says)) if says else ""
    scroll = element("div", grid, class_="scroll", tabindex="0", role="region", aria_label=table.title)
    return element("div", told + scroll, class_="figures-table")


def _cell(cell: Cell, links: Links, missing: str) -> str:
    if cell is None:
        return element("td", missing, class_="none")
    if isinstance(cell, tuple):
        return element("td", "; ".join(_number(c, links) for c in cell))
    return element("td", _number(cell, links))


def _number(cell: Figure | Derived, links: Links) -> str:
    return cited(cell, links) if isinstance(cell, Figure) else derived_cited(cell, links)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
