"""Lines of a chart lead from mark to mark, stop at breaks, and end in arrows where marks have no value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from factsheet.audit.panels import NEAR, Panel, spot

HEAD_BEFORE = 14  # pixels at most between an arrow's head and the middle of its mark


def faults(panel: Panel) -> Iterator[str]:
    """A line leads from mark to mark and passes none of its series over; a rule joins two marks."""
    if not panel.marks:
        yield from _arrows(panel)
        return
    points = [(p, m.series) for m in panel.marks if (p := spot(m.shape))]
    ends = [p for d in panel.paths for p in _corners(d)]
    joined = ends + [p for x, y, x2, y2 in panel.rules for p in ((x, y), (x2, y2))]
    if any(not _among(end, [p for p, _ in points]) for end in joined):
        yield "a line does not lead from mark to mark"
    if any(series == "line" and not _among(p, ends) for p, series in points) and panel.paths:
        yield "a line passes over a mark of its series"
    yield from _breaks(panel, sorted((p[0], series) for p, series in points if series in ("line", "break")))
    if panel.heads:
        yield "an arrow leads to a number"


def _breaks(panel: Panel, points: list[tuple[float, str]]) -> Iterator[str]:
    """A break is a gap with its sign: one between what stands behind it and what stands before, and no other."""
    spans = [(before[0], after[0]) for before, after in pairwise(points) if after[1] == "break"]
    for left, right in spans:
        if not any(left < gap < right for gap in panel.gaps):
            yield "a break has no sign"
        if any(
            min(xs) <= left + NEAR and max(xs) >= right - NEAR
            for d in panel.paths
            if (xs := [x for x, _ in _corners(d)])
        ):
            yield "a line runs through a break"
    if len(panel.gaps) != len(spans):
        yield "a sign of a break stands at no break"


def _arrows(panel: Panel) -> Iterator[str]:
    """Between marks that have no value: an arrow leads from one mark to another, left of all that they are called."""
    left = min((x for x, _ in panel.spots), default=0.0)
    tips = []
    for corners in filter(None, map(_corners, panel.paths)):
        tips.append(corners[-1])
        if not (_among(corners[0], panel.spots) and _among(corners[-1], panel.spots)):
            yield "a line does not lead from mark to mark"
        if any(x > left + NEAR for x, _ in corners):
            yield "a line runs where the names stand"
    for x, y in tips:
        if not any(0 < x - at < HEAD_BEFORE and abs(y - beside) <= NEAR for at, beside in panel.heads):
            yield "an arrow has no head"
    for at, beside in panel.heads:
        if not any(0 < x - at < HEAD_BEFORE and abs(y - beside) <= NEAR for x, y in tips):
            yield "the head of an arrow stands where no arrow ends"
    if panel.rules or panel.gaps:
        yield "a rule or a break stands where nothing has a value"


def _corners(path: str) -> list[tuple[float, float]]:
    """The points that a line joins."""
    return [(float(x), float(y)) for x, y in re.findall(r"([-\d.]+),([-\d.]+)", path)]


def _among(point: tuple[float, ...], spots: list[tuple[float, float]]) -> bool:
    return any(abs(point[0] - x) <= NEAR and abs(point[1] - y) <= NEAR for x, y in spots)
