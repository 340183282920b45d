"""One small pure function per chart form: rows in, an Altair chart out.

None knows the subject. Colours are CSS variables, so that one SVG follows the page's scheme;
every mark is told in words (`description`), and leads to its entry (`href`).
The text printed beside a mark says the same of itself: by that, drawing.py sets it within the mark's link.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable

import altair as alt
import pandas as pd

WIDTH = 340
INK, SOFT, STATED, MARK = "var(--fs-ink)", "var(--fs-soft)", "var(--fs-stated)", "var(--fs-data)"
LINK, TOLD = alt.Href("href:N"), alt.Description("told:N")
TEXT = 12


YEARS = 5  # on an axis of years; where there are fewer, each has its tick, and no half-year one


def timeline(rows: pd.DataFrame) -> alt.Chart:
    """A line through the dataset's figures; marks of other shapes for what is stated, aside, or after a break."""
    # A tenth of an axis step beyond the last point leaves room for its label.
    first, last = math.ceil(rows.x.min()), math.floor(rows.x.max())
    few = list(range(first, last + 1)) if last - first < YEARS else alt.Undefined
    x = alt.X(
        "x:Q",
        title=None,
        scale=alt.Scale(nice=False, padding=14),
        axis=alt.Axis(format="d", tickMinStep=1, tickCount=YEARS, values=few, grid=False),
    )
    y = alt.Y(
        "value:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(format=",~f", tickCount=4, gridColor=SOFT)
    )
    base = alt.Chart(rows).encode(x=x, y=y)
    line, broken = rows.series == "line", rows.series == "break"
    layers = [base.transform_filter("datum.series == 'line'").mark_line(color=MARK, strokeWidth=2, aria=False)]
    if broken.any():
        bridge = pd.concat([rows[line].tail(1), rows[broken]])
        layers.append(
            alt.Chart(bridge).mark_line(color=MARK, strokeWidth=1, strokeDash=[2, 4], aria=False).encode(x=x, y=y)
        )
    spans = rows[(rows.series == "stated") | line].groupby("x").filter(lambda g: g.value.nunique() > 1)
    if len(spans):
        ends = spans.groupby("x").value.agg(["min", "max"]).reset_index()
        layers.append(
            alt.Chart(ends).mark_rule(color=STATED, strokeWidth=1, aria=False).encode(x="x:Q", y="min:Q", y2="max:Q")
        )
    for series, shape, size, filled, colour in (
        ("line", "circle", 26, True, MARK), ("break", "circle", 60, False, MARK), ("aside", "square", 34, False, MARK), ("stated", "diamond", 54, True, STATED),
    ):  # fmt: skip
        marks = base.transform_filter(f"datum.series == '{series}'").mark_point(
            shape=shape, size=size, filled=filled, color=colour, opacity=1, strokeWidth=1.5
        )
        layers.append(marks.encode(href=LINK, description=TOLD))
    named = base.transform_filter("datum.named != '' && datum.series != 'break'").mark_text(
        dy=-11, align="right", fontSize=TEXT, color=INK
    )
    after = base.transform_filter("datum.named != '' && datum.series == 'break'").mark_text(
        dy=18, dx=10, align="right", fontSize=TEXT, color=INK
    )
    printed = (text.encode(text="named:N", href=LINK, description=TOLD) for text in (named, after))
    return alt.layer(*layers, *printed).properties(width=WIDTH, height=220)


def ranking(rows: pd.DataFrame) -> alt.Chart:
    """Bars from zero by place; or for several times a dot each, the newest filled."""
    order = list(dict.fromkeys(rows.sort_values("order").label))
    y = alt.Y(
        "label:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=140, labelPadding=6)
    )
    x = alt.X(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=True, padding=0),
        axis=alt.Axis(format=",~f", tickCount=4, gridColor=SOFT),
    )
    base = alt.Chart(rows).encode(x=x, y=y)
    height = 24 * len(order)
    if rows.single.all():
        widest = rows.value.max() * 1.25  # room for the number at the end of the longest bar
        base = base.encode(x=x.scale(domain=[0, widest], nice=False), href=LINK, description=TOLD)
        bars = base.mark_bar(color=MARK, height=14)
        printed = base.mark_text(align="left", dx=4, fontSize=TEXT, color=INK).encode(text="shown:N")
        return alt.layer(bars, printed).properties(width=WIDTH - 80, height=height)
    times = sorted(set(rows.time))
    first = rows[rows.order == rows.order.min()]
    offset = alt.YOffset("time:N", sort=times, scale=alt.Scale(domain=times))
    hollow = alt.condition("datum.broken", alt.value("transparent"), alt.value(MARK))
    bars = base.mark_bar(height=6, strokeWidth=1).encode(
        yOffset=offset, href=LINK, description=TOLD, fill=hollow, stroke=alt.value(MARK)
    )
    # The order of times is the same in every row; the first row names them.
    names = (
        alt.Chart(first)
        .mark_text(align="left", dx=4, fontSize=TEXT - 2, color=INK)
        .encode(x=x, y=y, yOffset=offset, text="time:N", href=LINK, description=TOLD)
    )
    widest = rows.value.max() * 1.3
    names, bars = (c.encode(x=x.scale(domain=[0, widest], nice=False)) for c in (names, bars))
    return alt.layer(bars, names).properties(width=WIDTH - 80, height=(8 * len(times) + 8) * len(order))


def accumulation(rows: pd.DataFrame) -> alt.Chart:
    """Each count set on top of the one before, and the sum as one bar from zero."""
    order = list(rows.label)
    x = alt.X("label:N", sort=order, title=None, axis=alt.Axis(labelAngle=-90, ticks=False))
    y = alt.Y(
        "start:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(format=",~f", tickCount=5, gridColor=SOFT)
    )
    base = alt.Chart(rows).encode(x=x, y=y, y2="end:Q", href=LINK, description=TOLD)
    counts = base.transform_filter("datum.series == 'count'").mark_bar(color=MARK, width=16)
    added = base.transform_filter("datum.series == 'sum'").mark_bar(
        color="transparent", stroke=STATED, strokeWidth=2, strokeDash=[4, 3], width=22
    )
    labels = alt.Chart(rows[rows.series == "sum"]).mark_text(dy=-8, align="right", dx=12, fontSize=TEXT, color=INK)
    tops = alt.Chart(rows.iloc[[-2]]).mark_text(dy=8, dx=-12, align="right", fontSize=TEXT, color=INK)
    text = {"x": x, "text": "shown:N", "href": LINK, "description": TOLD}
    return alt.layer(counts, added, labels.encode(y="end:Q", **text), tops.encode(y="end:Q", **text)).properties(
        width=WIDTH, height=260
    )


def comparison(rows: pd.DataFrame) -> alt.Chart:
    """For each claim the stated number and the computed ones on one axis from zero; a panel for each unit."""
    panels = []
    for unit in dict.fromkeys(rows.unit):
        part = rows[rows.unit == unit]
        order = list(dict.fromkeys(part.row))
        y = alt.Y("row:N", sort=order, title=None, axis=None, scale=alt.Scale(padding=0.5))
        x = alt.X(
            "value:Q",
            title=unit,
            scale=alt.Scale(zero=True, padding=10),
            axis=alt.Axis(format=",~f", tickCount=4, gridColor=SOFT),
        )
        base = alt.Chart(part).encode(x=x, y=y)
        span = base.mark_line(color=SOFT, aria=False).encode(detail="row:N")
        stated = base.transform_filter("datum.series == 'stated'").mark_point(
            shape="diamond", size=70, color=STATED, filled=True, opacity=1
        )
        computed = base.transform_filter("datum.series == 'computed'").mark_point(
            shape="circle", size=60, color=MARK, filled=False, opacity=1, strokeWidth=2
        )
        # The name of a claim belongs to the number it states.
        named = part[part.series == "stated"].drop_duplicates("row").assign(zero=0)
        name = alt.Chart(named[["row", "zero", "href", "told"]]).mark_text(
            align="left", dy=-13, fontSize=TEXT - 1, color=INK
        )
        name = name.encode(x="zero:Q", y=y, text="row:N", href=LINK, description=TOLD)
        panel = alt.layer(span, *(m.encode(href=LINK, description=TOLD) for m in (stated, computed)), name)
        panels.append(panel.properties(width=WIDTH + 30, height=38 * len(order) + 12))
    return alt.vconcat(*panels, spacing=24)


def network(rows: pd.DataFrame) -> alt.Chart:
    """Sources in columns, joined by a line where one relays the other; read sources filled."""
    links, nodes = rows[rows.series == "link"], rows[rows.series == "node"]
    last = nodes.x.max()
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.15, last + 0.15], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, 1], reverse=True))
    lines = alt.Chart(links).mark_rule(color=SOFT, strokeWidth=1.5, aria=False).encode(x=x, y=y, x2="x2:Q", y2="y2:Q")
    dots = (
        alt.Chart(nodes)
        .mark_point(size=70, opacity=1, strokeWidth=2, color=MARK)
        .encode(
            x=x,
            y=y,
            href=LINK,
            description=TOLD,
            fill=alt.condition("datum.read", alt.value(MARK), alt.value("var(--fs-page)")),
            stroke=alt.value(MARK),
        )
    )
    texts = []
    for at, align, dx in (
        (nodes.x == last, "right", 6),
        ((nodes.x > 0) & (nodes.x < last), "center", 0),
        (nodes.x == 0, "left", -6),
    ):
        part = nodes[at].assign(label=nodes[at].label.map(lambda name: textwrap.wrap(name, 14)))
        text = alt.Chart(part).mark_text(
            align=align, dx=dx, dy=9, baseline="top", fontSize=TEXT - 1.5, color=INK, lineHeight=12
        )
        texts.append(text.encode(x=x, y=y, text="label:N", href=LINK, description=TOLD))
    return alt.layer(lines, dots, *texts).properties(
        width=WIDTH + 60, height=max(300, 62 * int(nodes.groupby("x").size().max()))
    )


FORMS: dict[str, Callable[[pd.DataFrame], alt.Chart]] = {
    "timeline": timeline,
    "ranking": ranking,
    "accumulation": accumulation,
    "comparison": comparison,
    "network": network,
}


def specify(form: str, rows: list[dict[str, object]]) -> dict:
    """A chart as Vega-Lite: the form's drawing, with the dress that all forms share."""
    # Given in one piece: each configure_… of a chart would copy it whole, rows and all.
    dress = alt.Config(
        background="transparent",
        font="sans-serif",
        padding={"left": 14, "right": 8, "top": 8, "bottom": 6},
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=INK,
            titleColor=INK,
            domainColor=INK,
            tickColor=SOFT,
            labelFontSize=TEXT,
            titleFontSize=TEXT,
            titleFontWeight="normal",
            aria=False,
        ),
        legend=alt.LegendConfig(labelColor=INK, labelFontSize=TEXT),
    )
    return FORMS[form](pd.DataFrame(rows)).properties(config=dress).to_dict()
