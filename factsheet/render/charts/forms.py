"""One small pure function per chart form: the rows of a chart as a DataFrame in, an Altair chart out.

None knows the subject. A project's own form is such a function too, `draw`, in a file of its own.
What every chart needs is added to what these functions return: each mark leads to the entry of its row and is told in
words, and colours are CSS variables, so that one SVG follows the page's scheme. A mark that stands for no row says
`aria=False`; lines and areas, which stand for many, need not.
A text printed beside a mark says the same of itself as the mark: by that, drawing.py sets it within the mark's link.
"""

from __future__ import annotations

import itertools
import math
import textwrap
from collections.abc import Callable

import altair as alt
import pandas as pd

WIDTH = 340
INK, SOFT, STATED, MARK = "var(--fs-ink)", "var(--fs-soft)", "var(--fs-stated)", "var(--fs-data)"
TEXT = 12
LINK = {"href": {"field": "link", "type": "nominal"}, "description": {"field": "told", "type": "nominal"}}
OF_MANY_ROWS = ("line", "area", "trail")
# No format of its own: the labels of ticks are then as fine as their steps, and never rounded to one another.
VALUES = alt.Axis(tickCount=4)
AROUND_ZERO = alt.Axis(tickCount=4, gridColor={"condition": {"test": "datum.value === 0", "value": INK}, "value": SOFT})


def timeline(rows: pd.DataFrame) -> alt.Chart:
    """A line through the dataset's figures; marks of other shapes for what is stated, aside, or after a break."""
    span = rows.time.min(), rows.time.max()
    if span[1] - span[0] < 2 and any(time % 1 for time in span):  # an axis names two years at least
        span = math.floor(span[0]), math.ceil(span[1])
    # A tenth of an axis step beyond the last point leaves room for its label.
    x = alt.X(
        "time:Q",
        title=None,
        scale=alt.Scale(nice=False, padding=14, domain=list(span)),
        axis=alt.Axis(format="d", values=_years(*span), grid=False),
    )
    axis = AROUND_ZERO if rows.value.min() < 0 < rows.value.max() else VALUES
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=bool(rows.zero.all())), axis=axis)
    base = alt.Chart(rows).encode(x=x, y=y)
    line = rows.series == "line"
    # A break in coverage is a gap: what stands behind it begins a line of its own.
    joined = base.transform_filter("datum.series == 'line' || datum.series == 'break'")
    layers = [joined.mark_line(color=MARK, strokeWidth=2).encode(detail="segment:N")]
    spans = rows[(rows.series == "stated") | line].groupby("time").filter(lambda g: g.value.nunique() > 1)
    if len(spans):
        ends = spans.groupby("time").value.agg(["min", "max"]).reset_index()
        layers.append(
            alt.Chart(ends).mark_rule(color=STATED, strokeWidth=1, aria=False).encode(x="time:Q", y="min:Q", y2="max:Q")
        )
    for series, shape, size, filled, colour in (
        ("line", "circle", 26, True, MARK), ("break", "circle", 60, False, MARK), ("aside", "square", 34, False, MARK), ("stated", "diamond", 54, True, STATED),
    ):  # fmt: skip
        marks = base.transform_filter(f"datum.series == '{series}'").mark_point(
            shape=shape, size=size, filled=filled, color=colour, opacity=1, strokeWidth=1.5
        )
        layers.append(marks)
    beside = rows[rows.named != ""]
    below, low = beside.series == "break", beside.value < 0
    for part, dx, dy in ((~below & ~low, 0, -11), (below, 10, 18), (low & ~below, -6, 14)):
        if part.any():
            text = alt.Chart(beside[part]).mark_text(dx=dx, dy=dy, align="right", fontSize=TEXT, color=INK)
            layers.append(text.encode(x=x, y=y, text="named:N"))
    return alt.layer(*layers).properties(width=WIDTH, height=220)


def _years(first: float, last: float) -> list[int]:
    """The years that an axis names: whole ones, and at most seven."""
    step = next(step for power in itertools.count() for n in (1, 2, 5) if (last - first) / (step := n * 10**power) < 7)
    return [year for year in range(math.ceil(first), math.floor(last) + 1) if year % step == 0]


def ranking(rows: pd.DataFrame) -> alt.Chart:
    """Bars from zero by place; or for several times a dot each, the newest filled."""
    order = list(dict.fromkeys(rows.sort_values("order").label))
    y = alt.Y(
        "label:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=140, labelPadding=6)
    )
    # Bars begin at zero; beyond the longest there is room for its number.
    room = 1.25 if rows.single.all() else 1.3
    ends = [min(0, rows.value.min() * room), max(0, rows.value.max() * room)]
    x = alt.X("value:Q", title=None, scale=alt.Scale(domain=ends, nice=False), axis=VALUES)
    base = alt.Chart(rows).encode(x=x, y=y)
    if rows.single.all():
        bars = base.mark_bar(color=MARK, height=14)
        printed = [
            alt.Chart(part).mark_text(align=align, dx=dx, fontSize=TEXT, color=INK).encode(x=x, y=y, text="shown:N")
            for part, align, dx in ((rows[rows.value >= 0], "left", 4), (rows[rows.value < 0], "right", -4))
            if len(part)
        ]
        return alt.layer(bars, *printed).properties(width=WIDTH - 80, height=24 * len(order))
    times = sorted(set(rows.period))
    first = rows[rows.order == rows.order.min()]
    offset = alt.YOffset("period:N", sort=times, scale=alt.Scale(domain=times))
    hollow = alt.condition("datum.broken", alt.value("transparent"), alt.value(MARK))
    bars = base.mark_bar(height=6, strokeWidth=1).encode(yOffset=offset, fill=hollow, stroke=alt.value(MARK))
    # The order of times is the same in every row; the first row names them.
    names = (
        alt.Chart(first)
        .mark_text(align="left", dx=4, fontSize=TEXT - 2, color=INK)
        .encode(x=x, y=y, yOffset=offset, text="period:N")
    )
    return alt.layer(bars, names).properties(width=WIDTH - 80, height=(8 * len(times) + 8) * len(order))


def accumulation(rows: pd.DataFrame) -> alt.Chart:
    """Each count set on top of the one before, and the sum as one bar from zero."""
    order = list(rows.label)
    x = alt.X("label:N", sort=order, title=None, axis=alt.Axis(labelAngle=-90, ticks=False))
    y = alt.Y("start:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=5))
    base = alt.Chart(rows).encode(x=x, y=y, y2="end:Q")
    counts = base.transform_filter("datum.series == 'count'").mark_bar(color=MARK, width=16)
    added = base.transform_filter("datum.series == 'sum'").mark_bar(
        color="transparent", stroke=STATED, strokeWidth=2, strokeDash=[4, 3], width=22
    )
    labels = alt.Chart(rows[rows.series == "sum"]).mark_text(dy=-8, align="right", dx=12, fontSize=TEXT, color=INK)
    tops = alt.Chart(rows.iloc[[-2]]).mark_text(dy=8, dx=-12, align="right", fontSize=TEXT, color=INK)
    text = {"x": x, "text": "shown:N"}
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
            axis=VALUES,
        )
        base = alt.Chart(part).encode(x=x, y=y)
        span = base.mark_line(color=SOFT).encode(detail="row:N")
        stated = base.transform_filter("datum.series == 'stated'").mark_point(
            shape="diamond", size=70, color=STATED, filled=True, opacity=1
        )
        computed = base.transform_filter("datum.series == 'computed'").mark_point(
            shape="circle", size=60, color=MARK, filled=False, opacity=1, strokeWidth=2
        )
        # The name of a claim belongs to the number it states.
        named = part[part.series == "stated"].drop_duplicates("row").assign(zero=0)
        name = alt.Chart(named[["row", "zero", "link", "told"]]).mark_text(
            align="left", dy=-13, fontSize=TEXT - 1, color=INK
        )
        name = name.encode(x="zero:Q", y=y, text="row:N")
        panel = alt.layer(span, stated, computed, name)
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
        texts.append(text.encode(x=x, y=y, text="label:N"))
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


def specify(draw: Callable[[pd.DataFrame], alt.Chart], rows: list[dict[str, object]]) -> dict:
    """A chart as Vega-Lite: the form's drawing, with the dress that all forms share and its marks linked."""
    # Given in one piece: each configure_… of a chart would copy it whole, rows and all.
    dress = alt.Config(
        background="transparent",
        font="sans-serif",
        padding={"left": 14, "right": 8, "top": 8, "bottom": 6},
        view=alt.ViewConfig(stroke=None),
        mark=alt.MarkConfig(color=MARK, opacity=1),
        rule=alt.RectConfig(color=INK),
        text=alt.MarkConfig(color=INK, fontSize=TEXT),
        range=alt.RangeConfig(category=[MARK, STATED, INK, SOFT]),
        axis=alt.AxisConfig(
            labelColor=INK,
            titleColor=INK,
            domainColor=INK,
            tickColor=SOFT,
            gridColor=SOFT,
            labelFontSize=TEXT,
            titleFontSize=TEXT,
            titleFontWeight="normal",
            aria=False,
        ),
        axisQuantitative=alt.AxisConfig(tickCount=4),
        legend=alt.LegendConfig(labelColor=INK, titleColor=INK, labelFontSize=TEXT, titleFontSize=TEXT),
    )
    spec = draw(pd.DataFrame(rows)).properties(config=dress).to_dict()
    _link(spec)
    return spec


def _link(spec: dict) -> None:
    """Have every mark of a specification lead to the entry of its row, and say what it is; one of many rows says nothing."""
    for part in ("layer", "vconcat", "hconcat", "concat"):
        for inner in spec.get(part, ()):
            _link(inner)
    if "spec" in spec:  # of a facet, or of a chart that is repeated
        _link(spec["spec"])
    if "mark" not in spec:
        return
    mark = spec["mark"] = {"type": spec["mark"]} if isinstance(spec["mark"], str) else spec["mark"]
    if mark["type"] in OF_MANY_ROWS:
        mark["aria"] = False
    if mark.get("aria", True):
        spec.setdefault("encoding", {}).update(LINK)
