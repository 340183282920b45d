"""The geometry of a chart: each mark, tick, name and line stands where the scale of its panel has it.

A panel's scale is that of its axis' labels. Positions are rounded to hundredths of a pixel, ticks to pixels.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from selectolax.lexbor import LexborNode

NEAR, TICK = 0.75, 1.25  # pixels
_moved = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_bar = re.compile(r"M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)h([-\d.]+)Z")
_line = re.compile(r"M[-\d.]+,[-\d.]+(?:Z|(?:L[-\d.]+,[-\d.]+)*)")
_symbol = re.compile(
    r"M[-\d.,]+(?:A[-\d.,]+A[-\d.,]+Z?|(?:L[-\d.,]+){3}Z|h[-\d.]+v[-\d.]+h[-\d.]+Z|(?:[hvL][-\d.,]+)+Z?)"
)
_number = re.compile(r"[-−]?\d{1,3}(?:,\d{3})*(?:\.\d+)?|[-−]?\d+(?:\.\d+)?")
LARGEST = 8  # pixels from the middle of a symbol to its edge


class Label(NamedTuple):
    """A text on an axis, and where on it what it names stands."""

    text: str
    at: float


@dataclass
class Axis:
    """One direction of a panel: its labels, and the lines drawn at right angles to it."""

    labels: list[Label] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)

    def numbers(self) -> list[tuple[float, float]]:
        """Value and position of the labels, if all are numbers."""
        read = [(_value(label.text), label.at) for label in self.labels]
        return [] if len(read) < 2 or any(v is None for v, _ in read) else [(v, at) for v, at in read if v is not None]

    def scale(self) -> tuple[float, float] | None:
        """Where zero stands, and how many pixels a unit takes."""
        read = self.numbers()
        if not read:
            return None
        (v0, p0), (v1, p1) = min(read), max(read)
        return (p0 - v0 * (p1 - p0) / (v1 - v0), (p1 - p0) / (v1 - v0)) if v1 != v0 else None


class Mark(NamedTuple):
    """A mark of a panel: what it is called, its value, its year, the names at which it may stand, and its series."""

    words: str
    value: float
    year: float | None
    names: frozenset[str]
    series: str
    shape: LexborNode


@dataclass
class Panel:
    """What is drawn in one frame: two axes, marks, and lines between them."""

    axes: tuple[Axis, Axis] = field(default_factory=lambda: (Axis(), Axis()))
    paths: list[str] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    spots: list[tuple[float, float]] = field(default_factory=list)


def year(period: str) -> float | None:
    """Where a period stands on an axis of years; None for every year.

    The end of a year, and a whole year, stand at the year; another day as far before it as it is; a part of a year in its middle.
    """
    start, last = period.split("/")[0], period.split("/")[-1]
    if not last[:4].isdigit():
        return None
    first = date.fromisoformat(f"{start}-01-01"[:10])
    number, month = int(last[:4]), int(last[5:7] or 12)
    end = date(number, month, int(last[8:] or calendar.monthrange(number, month)[1]))
    days, gone, length = (end - first).days + 1, end.timetuple().tm_yday, 365 + calendar.isleap(number)
    if days >= 365 or (days == 1 and gone == length):
        return number
    if days == 1:
        return number - (0.5 if (month, end.day) == (6, 30) else 1 - gone / length)
    return number + (gone - days / 2) / length


def panel_of(node: LexborNode) -> LexborNode | None:
    """The group that a part of a drawing belongs to: a panel that has axes of its own, or the whole."""
    above, found = node.parent, None
    while above is not None and above.tag != "svg":
        classes = (above.attributes.get("class") or "").split()
        if "role-frame" in classes or ("role-scope" in classes and not any("pathgroup" in c for c in classes)):
            found = above
            break
        above = above.parent
    return found


def read(drawing: LexborNode) -> tuple[dict[int, Panel], list[str]]:
    """The panels of a drawing by the group of each, without their marks; and what is in it that is none of these things."""
    panels: dict[int, Panel] = {}
    strange: list[str] = []
    for node in drawing.css("line, path, text"):
        group, role = panel_of(node), _role(node)
        panel = panels.setdefault(group.mem_id if group is not None else 0, Panel())
        if node.tag == "text":
            if role == "role-axis-label":
                _label(panel, node)
        elif node.tag == "line":
            x, y, dx, dy = _position(node)
            if role in ("role-axis-grid", "role-axis-tick") and (dx == 0) != (dy == 0):
                panel.axes[dx != 0].lines.append(y if dx else x)
            elif role == "mark-rule":
                panel.rules.append((x, y, x + dx, y + dy))
            elif role != "role-axis-domain" or (dx and dy):
                strange.append("a line that is no axis, no tick and joins no marks")
        elif role == "mark-line" and _line.fullmatch(node.attributes.get("d") or ""):
            panel.paths.append(node.attributes["d"] or "")
        elif not (node.parent is not None and node.parent.tag == "a" and _is_mark(node)):
            strange.append(
                f"a path that is neither a mark nor a line between marks, '{(node.attributes.get('d') or '')[:40]}'"
            )
    return panels, strange


def _is_mark(shape: LexborNode) -> bool:
    """Whether a path is a bar, or a symbol no larger than those of the forms."""
    drawn = shape.attributes.get("d") or ""
    if "transform" not in shape.attributes:
        return bool(_bar.fullmatch(drawn))
    return bool(_symbol.fullmatch(drawn)) and all(abs(float(n)) <= LARGEST for n in re.findall(r"-?[\d.]+", drawn))


def _role(node: LexborNode) -> str:
    """What the group around a part says it is."""
    classes = ((node.parent.attributes.get("class") if node.parent is not None else "") or "").split()
    named = [c for c in classes if c.startswith("role-axis-")] or [c for c in classes if c.startswith("mark-")]
    return named[0] if named else ""


def _position(node: LexborNode) -> tuple[float, float, float, float]:
    found = _moved.match(node.attributes.get("transform") or "")
    x, y = map(float, found.groups()) if found else (0.0, 0.0)
    return x, y, float(node.attributes.get("x2") or 0), float(node.attributes.get("y2") or 0)


def _label(panel: Panel, node: LexborNode) -> None:
    """A label belongs to the axis across which it does not move: its neighbour stands beside it or below."""
    x, y, _, _ = _position(node)
    beside = [_position(n)[:2] for n in node.parent.css("text")] if node.parent is not None else []
    across = len({at[0] for at in beside}) == 1 and (len(beside) > 1 or node.attributes.get("text-anchor") == "end")
    size = float(re.sub(r"[^\d.]", "", node.attributes.get("font-size") or "12"))
    panel.axes[across].labels.append(Label(node.text(), y - round(0.3 * size) if across else x))


def faults(panel: Panel) -> Iterator[str]:
    """What in a panel does not stand where its scale has it."""
    for axis in panel.axes:
        scale = axis.scale()
        for value, at in axis.numbers() if scale else ():
            if abs(scale[0] + value * scale[1] - at) > NEAR:
                yield f"the label {value:g} of an axis is not on its scale"
        stands = [label.at for label in axis.labels]
        if any(all(abs(line - at) > TICK for at in stands) for line in axis.lines):
            yield "a tick or a line of the grid stands at no label"
        if scale is None and len({label.text for label in axis.labels}) < len(axis.labels):
            yield "an axis has a name twice"
    if (panel.axes[0].scale() and panel.axes[0].scale()[1] < 0) or (
        panel.axes[1].scale() and panel.axes[1].scale()[1] > 0
    ):
        yield "an axis runs backwards"
    if panel.marks:
        yield from _values(panel)
        yield from _names(panel)
    yield from _lines(panel)


def spot(shape: LexborNode) -> tuple[float, float] | None:
    """Where a symbol stands; None for a bar."""
    return _position(shape)[:2] if "transform" in shape.attributes else None


def _extent(shape: LexborNode, axis: int) -> tuple[float, float]:
    """Where a mark begins and ends along an axis; a symbol is a point."""
    if at := spot(shape):
        return at[axis], at[axis]
    found = _bar.fullmatch(shape.attributes.get("d") or "")
    x, y, width, height = (float(n) for n in found.groups()[:4]) if found else (0.0,) * 4
    start, size = (x, width) if axis == 0 else (y, height)
    return start, start + size


def _values(panel: Panel) -> Iterator[str]:
    """A point stands at its value; a bar reaches from zero, or from the end of another bar, as far as its value is long."""
    scales = [axis.scale() for axis in panel.axes]
    along = [n for n in (0, 1) if scales[n] is not None]
    if not along:
        yield "its values stand on no axis with numbers"
        return
    off = {n: [m for m in panel.marks if not _fits(m, panel, n, *scales[n])] for n in along}
    axis = min(along, key=lambda n: len(off[n]))
    for mark in off[axis]:
        wrong = "is not drawn where its value is" if spot(mark.shape) else "is not as long as its value"
        yield f"the {'mark' if spot(mark.shape) else 'bar'} '{mark.words}' {wrong}"
    other = scales[1 - axis]
    if other is not None:  # an axis of years
        for mark in panel.marks:
            at = spot(mark.shape)
            if at and mark.year is not None and abs(other[0] + other[1] * mark.year - at[1 - axis]) > NEAR:
                yield f"the mark '{mark.words}' does not stand at its year"


def _fits(mark: Mark, panel: Panel, axis: int, zero: float, unit: float) -> bool:
    start, end = _extent(mark.shape, axis)
    if spot(mark.shape):
        return abs(zero + unit * mark.value - start) <= NEAR
    ends = [zero, *(e for m in panel.marks if m is not mark and not spot(m.shape) for e in _extent(m.shape, axis))]
    reaches = end if unit > 0 else start
    based = start if unit > 0 else end
    return (
        abs(abs(end - start) - abs(unit * mark.value)) <= NEAR
        and any(abs(based - e) <= NEAR for e in ends)
        and reaches is not None
    )


def _names(panel: Panel) -> Iterator[str]:
    """A mark stands at a name that its row has; a point too, on an axis that names what rows have."""
    for number, axis in enumerate(panel.axes):
        known = any(_of(label.text, mark) for label in axis.labels for mark in panel.marks)
        of_years = all(mark.year is not None and spot(mark.shape) for mark in panel.marks)
        if not axis.labels or (axis.scale() and (of_years or not known)):
            continue
        for mark in panel.marks:
            middle = sum(_extent(mark.shape, number)) / 2
            nearest = min(axis.labels, key=lambda label: abs(label.at - middle)).text
            if not _of(nearest, mark) and (known or not spot(mark.shape)):
                yield f"the {'mark' if spot(mark.shape) else 'bar'} '{mark.words}' stands at the name '{nearest}'"


def _of(name: str, mark: Mark) -> bool:
    """Whether a name on an axis, which may be cut short, is one of a mark's."""
    return name in mark.names or (name.endswith("…") and any(n.startswith(name[:-1]) for n in mark.names))


def _lines(panel: Panel) -> Iterator[str]:
    """A line leads from mark to mark and passes none of its series over; a rule joins two marks."""
    points = [(p, m.series) for m in panel.marks if (p := spot(m.shape))]
    spots = [p for p, _ in points] or panel.spots
    ends = [tuple(map(float, pair.split(","))) for d in panel.paths for pair in re.findall(r"[-\d.]+,[-\d.]+", d)]
    joined = ends + [p for x, y, x2, y2 in panel.rules for p in ((x, y), (x2, y2))]
    if any(not _among(end, spots) for end in joined):
        yield "a line does not lead from mark to mark"
    if any(series == "line" and not _among(p, ends) for p, series in points) and panel.paths:
        yield "a line passes over a mark of its series"


def _among(point: tuple[float, ...], spots: list[tuple[float, float]]) -> bool:
    return any(abs(point[0] - x) <= NEAR and abs(point[1] - y) <= NEAR for x, y in spots)


def _value(text: str) -> float | None:
    return float(text.replace(",", "").replace("−", "-")) if _number.fullmatch(text.strip()) else None
