"""The geometry of a chart: each mark, tick, name and line stands where the scale of its panel has it.

A panel's scale is that of its axis' labels. Positions are rounded to hundredths of a pixel, ticks to pixels.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from factsheet.audit import lines
from factsheet.audit.panels import NEAR, Axis, Label, Mark, Panel, position, spot

TICK = 1.25  # pixels
# What stands around a drawing, within the picture; frames.py reads it.
AROUND = ("role-title", "role-subtitle", "role-legend", "role-credit", "role-origin")
_bar = re.compile(r"M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)h([-\d.]+)Z")
_line = re.compile(r"M[-\d.]+,[-\d.]+(?:Z|(?:L[-\d.]+,[-\d.]+)*)")
_symbol = re.compile(
    r"M[-\d.,]+(?:A[-\d.,]+A[-\d.,]+Z?|(?:L[-\d.,]+){3}Z|h[-\d.]+v[-\d.]+h[-\d.]+Z|(?:[hvL][-\d.,]+)+Z?)"
)
# The sign of a break, on the axis below a gap; and the head of an arrow, left of the mark it leads to.
_gap = re.compile(r"M-[\d.]+,([\d.]+)L-[\d.]+,-\1M[\d.]+,\1L[\d.]+,-\1")
_head = re.compile(r"M-[\d.]+,-([\d.]+)L[\d.]+,0L-[\d.]+,\1Z")
LARGEST = 8  # pixels from the middle of a symbol to its edge


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
        if role in AROUND:
            continue
        panel = panels.setdefault(group.mem_id if group is not None else 0, Panel())
        if node.tag == "text":
            if role == "role-axis-label":
                _label(panel, node)
        elif node.tag == "line":
            x, y, dx, dy = position(node)
            if role in ("role-axis-grid", "role-axis-tick") and (dx == 0) != (dy == 0):
                panel.axes[dx != 0].lines.append(y if dx else x)
            elif role == "mark-rule":
                panel.rules.append((x, y, x + dx, y + dy))
            elif role != "role-axis-domain" or (dx and dy):
                strange.append("a line that is no axis, no tick and joins no marks")
        elif role == "mark-line" and _line.fullmatch(node.attributes.get("d") or ""):
            panel.paths.append(node.attributes["d"] or "")
        elif role == "mark-symbol" and node.parent.tag != "a" and (drawn := node.attributes.get("d") or ""):
            if _gap.fullmatch(drawn):
                panel.gaps.append(position(node)[0])
            elif _head.fullmatch(drawn):
                panel.heads.append(position(node)[:2])
            else:
                strange.append(f"a symbol that is neither a mark, a break nor an arrow's head, '{drawn[:40]}'")
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
    named = [c for c in classes if c.startswith("role-axis-") or c in AROUND] or [
        c for c in classes if c.startswith("mark-")
    ]
    return named[0] if named else ""


def _label(panel: Panel, node: LexborNode) -> None:
    """A label belongs to the axis across which it does not move: its neighbour stands beside it or below."""
    x, y, _, _ = position(node)
    beside = [position(n)[:2] for n in node.parent.css("text")] if node.parent is not None else []
    across = len({at[0] for at in beside}) == 1 and (len(beside) > 1 or node.attributes.get("text-anchor") == "end")
    size = float(re.sub(r"[^\d.]", "", node.attributes.get("font-size") or "12"))
    panel.axes[across].labels.append(Label(node.text(), y - round(0.3 * size) if across else x))


def faults(panel: Panel) -> Iterator[str]:
    """What in a panel does not stand where its scale has it."""
    bars = panel.marks and not any(spot(mark.shape) for mark in panel.marks)
    for axis in panel.axes:
        axis.names = bool(bars) and all(any(_of(label.text, m) for m in panel.marks) for label in axis.labels)
        scale = axis.scale()
        for value, at in axis.numbers() if scale else ():
            if abs(scale[0] + value * scale[1] - at) > NEAR:
                yield f"the label {value:g} of an axis is not on its scale"
        stands = [label.at for label in axis.labels]
        if any(all(abs(line - at) > TICK for at in stands) for line in axis.lines):
            yield "a tick or a line of the grid stands at no label"
        if scale is None and len(set(_headed(axis, panel))) < len(axis.labels):
            yield "an axis has a name twice"
    if (panel.axes[0].scale() and panel.axes[0].scale()[1] < 0) or (
        panel.axes[1].scale() and panel.axes[1].scale()[1] > 0
    ):
        yield "an axis runs backwards"
    if panel.marks:
        yield from _values(panel)
        yield from _names(panel)
    yield from lines.faults(panel)


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
            nearest = min(_headed(axis, panel), key=lambda label: abs(label.at - middle))
            if isinstance(nearest, Timed) and nearest.text == mark.period:
                nearest = Label(nearest.heading, nearest.at)
            nearest = nearest.text
            if not _of(nearest, mark) and (known or not spot(mark.shape)):
                yield f"the {'mark' if spot(mark.shape) else 'bar'} '{mark.words}' stands at the name '{nearest}'"


class Timed(NamedTuple):
    """A label that is a time, and the name above it."""

    text: str
    at: float
    heading: str


def _headed(axis: Axis, panel: Panel) -> list[Label | Timed]:
    """The labels of an axis from its start to its end; where times stand below a name, each time with that name."""
    periods = {mark.period for mark in panel.marks if not _of(mark.period, mark)}
    found: list[Label | Timed] = []
    heading, ended = "", False
    for label in sorted(axis.labels, key=lambda label: label.at):
        if label.text in periods and heading:
            found.append(Timed(label.text, label.at, heading))
            ended = True
        else:
            heading = label.text if ended or not heading else f"{heading} {label.text}"
            found.append(label)
            ended = False
    return found


def _of(name: str, mark: Mark) -> bool:
    """Whether a name on an axis, which may be cut short, is one of a mark's."""
    return name in mark.names or (name.endswith("…") and any(n.startswith(name[:-1]) for n in mark.names))
