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
from collections.abc import Callable

import altair as alt
import pandas as pd

from factsheet.render.charts import frame, labels
from factsheet.render.charts.looks import INK, MARK, MARKS, SOFT, STATED

WIDTH, HEIGHT = 310, 210
ARROW = "var(--fs-ink)"
LINE = 14  # pixels from one line of small text to the next
PART = "\x1f"  # between the parts of a name on an axis, of which the last is shown: no text of data/ holds it
BENDS = 8  # straight pieces of which an arrow's bow is made
GAP = "M-0.7,0.6L-0.2,-0.6M0.2,0.6L0.7,-0.6"  # the sign of a break, on the axis
HEAD = "M-0.5,-0.4L0.5,0L-0.5,0.4Z"  # of an arrow
# A name of a place or a measure above its bars has four parts, a time three.
LAST_PART = f"slice(datum.label, lastindexof(datum.label, '{PART}') + 1)"
HEADINGS_BOLD = {"condition": {"test": f"length(split(datum.value, '{PART}')) > 3", "value": "bold"}, "value": "normal"}
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
    x = alt.X(
        "time:Q",
        title=None,
        scale=alt.Scale(nice=False, padding=14, domain=list(span)),
        axis=alt.Axis(format="d", values=_years(*span), grid=False),
    )
    axis = AROUND_ZERO if rows.value.min() < 0 < rows.value.max() else VALUES
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=bool(rows.zero.all())), axis=axis)
    base = alt.Chart(rows).encode(x=x, y=y)
    # A break in coverage is a gap, with a sign in it: what stands behind it begins a line of its own.
    joined = base.transform_filter("datum.series == 'line' || datum.series == 'break'")
    layers = [joined.mark_line(color=MARK, strokeWidth=2).encode(detail="segment:N")]
    if gaps := _gaps(rows):
        sign = alt.Chart(pd.DataFrame({"time": gaps})).mark_point(
            shape=GAP, size=144, color=INK, filled=False, aria=False
        )
        layers.append(sign.encode(x="time:Q", y=alt.value(HEIGHT)))
    layers += [
        base.transform_filter(f"datum.series == '{series}'").mark_point(opacity=1, **MARKS["timeline"][series])
        for series in MARKS["timeline"]
    ]
    for align, dx, dy, part in labels.of_points(rows, span, WIDTH, HEIGHT, TEXT):
        text = alt.Chart(part).mark_text(dx=dx, dy=dy, align=align, fontSize=TEXT, color=INK)
        layers.append(text.encode(x=x, y=y, text="named:N"))
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)


def _gaps(rows: pd.DataFrame) -> list[float]:
    """The times in the middle of each gap of a line."""
    ends = rows[rows.series.isin(["line", "break"])].sort_values("time")
    pairs = itertools.pairwise(ends[["time", "series"]].itertuples(index=False))
    return [(before.time + after.time) / 2 for before, after in pairs if after.series == "break"]


def _years(first: float, last: float) -> list[int]:
    """The years that an axis names: whole ones, and at most seven."""
    step = next(step for power in itertools.count() for n in (1, 2, 5) if (last - first) / (step := n * 10**power) < 7)
    return [year for year in range(math.ceil(first), math.floor(last) + 1) if year % step == 0]


def ranking(rows: pd.DataFrame) -> alt.Chart:
    """Bars from zero with their numbers: by place, or for several times by place and time."""
    rows = rows.sort_values("order", kind="stable")
    single = bool(rows.single.all())
    if single:
        rows = rows.assign(slot=rows.label)
        slots = list(dict.fromkeys(rows.slot))
    else:
        rows = rows.assign(slot=rows.order.astype(str) + PART + rows.label + PART + rows.period)
        slots = [slot for _, part in rows.groupby("order", sort=True) for slot in (*_heading(part), *part.slot)]
    shown = rows.label if single else rows.period
    beside = math.ceil(min(150, max(frame.width(name, TEXT) for name in shown)))
    across = WIDTH + 20 - beside
    axis = alt.Axis(
        ticks=False, domain=False, labelLimit=150 if single else 0, labelPadding=beside + 6, labelAlign="left", minExtent=beside + 6,
        labelExpr=LAST_PART, labelFontWeight="normal" if single else HEADINGS_BOLD,
    )  # fmt: skip
    y = alt.Y("slot:N", sort=slots, title=None, scale=alt.Scale(domain=slots), axis=axis)
    # Bars begin at zero; beyond the longest there is room for its number.
    room = across / (across - min(across / 2, 8 + max(frame.width(shown, TEXT) for shown in rows.shown)))
    ends = [min(0, rows.value.min() * room), max(0, rows.value.max() * room)]
    x = alt.X(
        "value:Q", title=None, scale=alt.Scale(domain=ends, nice=False), axis=_ticks(rows.value.abs().max(), across)
    )
    base = alt.Chart(rows).encode(x=x, y=y)
    bars = [
        base.transform_filter(f"datum.look == '{look}'").mark_bar(height=14 if single else 11, **style)
        for look, style in MARKS["ranking"].items()
        if (rows.look == look).any()
    ]
    printed = [
        alt.Chart(part).mark_text(align=align, dx=dx, fontSize=TEXT, color=INK).encode(x=x, y=y, text="shown:N")
        for part, align, dx in ((rows[rows.value >= 0], "left", 4), (rows[rows.value < 0], "right", -4))
        if len(part)
    ]
    return alt.layer(*bars, *printed).properties(width=round(across), height=(24 if single else 16) * len(slots))


def _ticks(most: float, across: float) -> alt.Axis:
    """An axis with no more ticks than have room for their labels, whatever the font: Vega may set half as many again as it is asked for."""
    room = frame.width(f"{most:,.0f}", TEXT) + 12
    return alt.Axis(tickCount=max(1, min(4, int(across / room / 1.5))))


def _heading(part: pd.DataFrame) -> list[str]:
    """The lines above the bars of a place or a measure, each as a slot of the axis."""
    order, name = str(part.order.iloc[0]), str(part.label.iloc[0])
    lines = frame.wrapped(name, WIDTH + 20, TEXT, bold=True)
    return [PART.join((order, str(n), "", line)) for n, line in enumerate(lines)]


def accumulation(rows: pd.DataFrame) -> alt.Chart:
    """Each count set on top of the one before, and the sum as one bar from zero."""
    order = list(rows.label)
    x = alt.X("label:N", sort=order, title=None, axis=alt.Axis(labelAngle=-90, ticks=False))
    y = alt.Y("start:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=5))
    base = alt.Chart(rows).encode(x=x, y=y, y2="end:Q")
    bars = [
        base.transform_filter(f"datum.series == '{s}'").mark_bar(**MARKS["accumulation"][s]) for s in ("count", "sum")
    ]
    above = alt.Chart(rows[rows.series == "sum"]).mark_text(dy=-8, align="right", dx=12, fontSize=TEXT, color=INK)
    tops = alt.Chart(rows.iloc[[-2]]).mark_text(dy=8, dx=-12, align="right", fontSize=TEXT, color=INK)
    text = {"x": x, "text": "shown:N"}
    return alt.layer(*bars, above.encode(y="end:Q", **text), tops.encode(y="end:Q", **text)).properties(
        width=WIDTH, height=260
    )


def comparison(rows: pd.DataFrame) -> alt.Chart:
    """For each claim the stated number and the computed ones on one axis from zero, and printed below it; a panel for each unit."""
    panels = []
    for unit in dict.fromkeys(rows.unit):
        part = rows[rows.unit == unit]
        part = part.assign(line=part.groupby(["row", "series"]).cumcount(), end=part.value.max(), start=0)
        order, deep = list(dict.fromkeys(part.row)), int(part.line.max()) + 1
        down = 30 + 2 * LINE * deep  # the name above the marks, the values below
        y = alt.Y("row:N", sort=order, title=None, axis=None, scale=alt.Scale(padding=0.5))
        x = alt.X("value:Q", title=unit, scale=alt.Scale(zero=True, padding=10), axis=VALUES)
        base = alt.Chart(part).encode(x=x, y=y)
        layers = [base.mark_line(color=SOFT).encode(detail="row:N")]
        for series, style in MARKS["comparison"].items():
            layers.append(base.transform_filter(f"datum.series == '{series}'").mark_point(opacity=1, **style))
        # The name of a claim belongs to the number it states.
        named = part[part.series == "stated"].drop_duplicates("row")
        above = alt.Chart(named).mark_text(align="left", dy=-14, fontSize=TEXT - 1, color=INK)
        layers.append(above.encode(x="start:Q", y=y, text="row:N"))
        for series, align, at, colour in (("stated", "left", "start", STATED), ("computed", "right", "end", MARK)):
            for line in range(deep):
                told = part[(part.series == series) & (part.line == line)]
                if len(told):
                    text = alt.Chart(told).mark_text(align=align, dy=LINE * (line + 1), fontSize=TEXT - 1, color=colour)
                    layers.append(text.encode(x=f"{at}:Q", y=y, text="shown:N"))
        panels.append(alt.layer(*layers).properties(width=WIDTH + 40, height=down * len(order) + 12))
    return alt.vconcat(*panels, spacing=24)


def network(rows: pd.DataFrame) -> alt.Chart:
    """A list of sources, joined at its left by arrows from each text to the source it relays: no arrow crosses a name."""
    links, nodes = rows[rows.series == "link"], rows[rows.series == "node"]
    left, room = 110, WIDTH - 90
    told = [frame.wrapped(str(label), room, TEXT) for label in nodes.label]
    nodes = nodes.assign(label=told, lines=[len(lines) for lines in told], x=0)
    down = 12 + 13 * int(nodes.lines.max())
    farthest = float((links["to"] - links["at"]).abs().max())
    bends = pd.DataFrame(
        [
            {"link": link.label, "step": step, "x": -abs(link.to - link.at) / farthest * math.sin(math.pi * step / BENDS),
             "at": link.at + (link.to - link.at) * (1 - math.cos(math.pi * step / BENDS)) / 2}
            for link in links.itertuples() for step in range(BENDS + 1)
        ]
    )  # fmt: skip
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-1, 0], range=[0, left], nice=False))
    y = alt.Y("at:Q", axis=None, scale=alt.Scale(domain=[-0.5, len(nodes) - 0.5], reverse=True, nice=False))
    arcs = alt.Chart(bends).mark_line(color=ARROW, strokeWidth=1.2).encode(x=x, y=y, detail="link:N", order="step:O")
    heads = alt.Chart(links.drop_duplicates("to")[["to"]].rename(columns={"to": "at"}).assign(x=0)).mark_point(
        shape=HEAD, size=260, filled=True, color=ARROW, opacity=1, aria=False, xOffset=-9
    )
    layers = [arcs, heads.encode(x=x, y=y)]
    for look, style in MARKS["network"].items():
        dots = alt.Chart(nodes[nodes["look"] == look]).mark_point(opacity=1, **style)
        layers.append(dots.encode(x=x, y=y))
    for lines in sorted(set(nodes.lines)):
        text = alt.Chart(nodes[nodes.lines == lines]).mark_text(
            align="left",
            dx=10,
            dy=4 - 6.5 * (lines - 1),
            baseline="alphabetic",
            fontSize=TEXT,
            color=INK,
            lineHeight=13,
        )
        layers.append(text.encode(x=x, y=y, text="label:N"))
    return alt.layer(*layers).properties(width=WIDTH + 40, height=down * len(nodes))


FORMS: dict[str, Callable[[pd.DataFrame], alt.Chart]] = {
    "timeline": timeline,
    "ranking": ranking,
    "years": ranking,
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
    # What a row lacks pandas fills with NaN, which is no JSON.
    for table in spec.get("datasets", {}).values():
        table[:] = [{key: None if value != value else value for key, value in row.items()} for row in table]
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
