"""The model of a chart's panel: two axes with their labels, the marks, and what is drawn between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

NEAR = 0.75  # pixels within which two things stand at one place
_moved = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_number = re.compile(r"[-−]?\d{1,3}(?:,\d{3})*(?:\.\d+)?|[-−]?\d+(?:\.\d+)?")


class Label(NamedTuple):
    """A text on an axis, and where on it what it names stands."""

    text: str
    at: float


@dataclass
class Axis:
    """One direction of a panel: its labels, and the lines drawn at right angles to it."""

    labels: list[Label] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)
    names: bool = False  # whether its labels name marks, even if they look like numbers, as years do

    def numbers(self) -> list[tuple[float, float]]:
        """Value and position of the labels, if all are numbers."""
        read = [] if self.names else [(_value(label.text), label.at) for label in self.labels]
        return [] if len(read) < 2 or any(v is None for v, _ in read) else [(v, at) for v, at in read if v is not None]

    def scale(self) -> tuple[float, float] | None:
        """Where zero stands, and how many pixels a unit takes."""
        read = self.numbers()
        if not read:
            return None
        (v0, p0), (v1, p1) = min(read), max(read)
        return (p0 - v0 * (p1 - p0) / (v1 - v0), (p1 - p0) / (v1 - v0)) if v1 != v0 else None


class Mark(NamedTuple):
    """A mark of a panel: what it is called, its value, its year, the names at which it may stand, its series, and its period in words."""

    words: str
    value: float
    year: float | None
    names: frozenset[str]
    series: str
    period: str
    shape: LexborNode


@dataclass
class Panel:
    """What is drawn in one frame: two axes, marks, and lines between them."""

    axes: tuple[Axis, Axis] = field(default_factory=lambda: (Axis(), Axis()))
    paths: list[str] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    spots: list[tuple[float, float]] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    heads: list[tuple[float, float]] = field(default_factory=list)


def position(node: LexborNode) -> tuple[float, float, float, float]:
    """Where a part of a drawing stands, and, of a line, how far it goes from there."""
    found = _moved.match(node.attributes.get("transform") or "")
    x, y = map(float, found.groups()) if found else (0.0, 0.0)
    return x, y, float(node.attributes.get("x2") or 0), float(node.attributes.get("y2") or 0)


def spot(shape: LexborNode) -> tuple[float, float] | None:
    """Where a symbol stands; None for a bar."""
    return position(shape)[:2] if "transform" in shape.attributes else None


def _value(text: str) -> float | None:
    return float(text.replace(",", "").replace("−", "-")) if _number.fullmatch(text.strip()) else None
