"""The numbers printed beside the points of a line: on which side each stands, and which are left out because they might touch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from factsheet.render.charts.frame import width

if TYPE_CHECKING:
    import pandas as pd

# An axis may reach up to a third beyond its values, so that heights differ by less than the values promise.
SQUEEZED = 0.7


class Box(NamedTuple):
    """Where a label stands at most: from left to right, and the height of its middle."""

    left: float
    right: float
    middle: float

    def touches(self, other: Box, high: float) -> bool:
        """Whether two labels of this height might overlap."""
        beside = self.right < other.left or other.right < self.left
        return not beside and abs(self.middle - other.middle) < high


def of_points(
    rows: pd.DataFrame, span: tuple[float, float], across: int, down: int, size: float
) -> Iterator[tuple[str, int, int, pd.DataFrame]]:
    """The rows with a label, in groups of the same side: alignment, shift to the right and down, and the rows.

    A label stands above its point and to its left, or to its right where there is no room; below it after a break or
    below zero. The extremes come first, then the others in order: one that might touch another is left out.
    """
    named = rows[rows.named != ""]
    if not len(named):
        return
    low, high = (
        (min(0, rows.value.min()), rows.value.max()) if rows.zero.all() else (rows.value.min(), rows.value.max())
    )
    scale = SQUEEZED * down / ((high - low) or 1)
    first = {named.value.idxmax(), named.index[0], named.index[-1]}
    placed: list[Box] = []
    sides: dict[tuple[str, int, int], list] = {}
    for index in [*sorted(first, key=lambda i: -named.value[i]), *(i for i in named.index if i not in first)]:
        row = named.loc[index]
        x = 14 + (across - 28) * (row.time - span[0]) / ((span[1] - span[0]) or 1)
        long, under = width(row.named, size), row.series == "break" or row.value < 0
        align, dx = ("right", 8 if x > across - 40 else 4) if x + 4 > long else ("left", -6)
        dy = 18 if under else -11
        left = x + dx - long if align == "right" else x + dx
        box = Box(left, left + long, dy - row.value * scale)
        if not any(box.touches(other, size + 3) for other in placed):
            placed.append(box)
            sides.setdefault((align, dx, dy), []).append(index)
    for (align, dx, dy), found in sides.items():
        yield align, dx, dy, named.loc[sorted(found)]
