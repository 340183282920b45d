"""What stands around a drawing, within the picture: its title, its legend and its sources, so that a screenshot keeps them.

Nobody knows which font will show it, so lines are broken, and the keys of a legend set apart, by widths that no common
font exceeds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from factsheet.plan.charts import Chart, Key
from factsheet.render import markup

EDGE, GAP = 8, 18  # pixels: beside every line; between two keys of a legend
INK = "var(--fs-ink)"
_size = re.compile(r'width="(\d+)" height="(\d+)" viewBox="0 0 \d+ \d+"')
# Ideographs may part anywhere, everything else at spaces; but no line begins or ends with a sign that may not stand there.
_wide, _opening, _closing = "\u2e80-\u9fff\uff00-\uffef", "（「『〈《【", "、。，；：？！）」』〉》】"
_unbroken = re.compile(rf"[{_opening}]*(?:[{_wide}]|[^\s{_wide}]+)[{_closing}]*\s*")
_moved = re.compile(r'transform="translate\(([\d.]+),([\d.]+)\)"')


class Style(NamedTuple):
    """How a kind of line is set: its class, the size of its letters and its height, in pixels, and whether it is bold."""

    role: str
    size: float
    height: int
    bold: bool = False


TITLE, SUBTITLE = Style("role-title", 15, 19, True), Style("role-subtitle", 12, 16)
LEGEND, CREDIT, ORIGIN = Style("role-legend", 12, 18), Style("role-credit", 10.5, 14), Style("role-origin", 10.5, 14)


def width(text: str, size: float, bold: bool = False) -> float:
    """The most pixels that a text takes in letters of this size, whatever the font: an ideograph is as wide as it is high."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return size * (wide + (len(text) - wide) * (0.68 if bold else 0.62))


def wrapped(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """A text in lines that no common font makes wider than `room` pixels; a longer word has a line of its own."""
    lines: list[str] = []
    for word in _unbroken.findall(text):
        if lines and width((lines[-1] + word).rstrip(), size, bold) <= room:
            lines[-1] += word
        else:
            lines.append(word)
    return [line.rstrip() for line in lines]


def framed(svg: str, chart: Chart, looks: dict[str, str]) -> str:
    """A drawing with title and legend above it and its sources below. `looks` draws the key of each series."""
    across, down = map(int, _size.search(svg).groups())
    room, parts, at = across - 2 * EDGE, [], 6.0
    for style, text in ((TITLE, chart.title), (SUBTITLE, chart.subtitle)):
        lines = wrapped(text, room, style.size, style.bold)
        parts.append(_lines(style, lines, at))
        at += style.height * len(lines)
    drawn, at = _legend([key for key in chart.legend if key.series in looks], looks, room, at + 4)
    top = round(at)
    svg = _moved.sub(lambda m: f'transform="translate({m[1]},{float(m[2]) + top:g})"', svg, count=1)
    return under(_grown(svg, across, down + top, "".join([*parts, drawn])), [chart.credit], CREDIT)


def under(svg: str, texts: Iterable[str], style: Style) -> str:
    """A drawing with further lines below it."""
    across, down = map(int, _size.search(svg).groups())
    lines = [line for text in texts for line in wrapped(text, across - 2 * EDGE, style.size)]
    if not lines:
        return svg
    grown = _grown(svg, across, down + style.height * len(lines) + 4, "")
    return grown.removesuffix("</svg>") + _lines(style, lines, down) + "</svg>"


def _grown(svg: str, across: int, down: int, before: str) -> str:
    """A drawing of another height, with parts in front of all others."""
    svg = _size.sub(f'width="{across}" height="{down}" viewBox="0 0 {across} {down}"', svg, count=1)
    return re.sub(r"(<svg [^>]*>)", lambda m: m[1] + before, svg, count=1)


def _lines(style: Style, lines: list[str], top: float) -> str:
    """Lines of text, one below the other. The words around a drawing are in its text alternative, so nobody hears them twice."""
    if not lines:
        return ""
    told = "".join(_text(style, line, EDGE, top + style.height * (n + 0.75)) for n, line in enumerate(lines))
    return f'<g class="{style.role}" aria-hidden="true">{told}</g>'


def _text(style: Style, text: str, x: float, y: float) -> str:
    weight = ' font-weight="bold"' if style.bold else ""
    return (
        f'<text transform="translate({x:g},{y:g})" font-family="sans-serif" font-size="{style.size:g}px"{weight} fill="{INK}">'
        f"{markup.text(text)}</text>"
    )


def _legend(keys: list[Key], looks: dict[str, str], room: float, top: float) -> tuple[str, float]:
    """The keys of a legend, in as many lines as they need, and where it ends."""
    if not keys:
        return "", top
    drawn, right, line = [], float(EDGE), 0
    for key in keys:
        taken = 18 + width(key.text, LEGEND.size)
        if right > EDGE and right + taken > room:
            right, line = EDGE, line + 1
        for n, words in enumerate(wrapped(key.text, room - 18, LEGEND.size)):
            line += n > 0
            y = top + LEGEND.height * (line + 0.5)
            if not n:
                drawn.append(f'<path transform="translate({right + 7:g},{y:g})" {looks[key.series]}/>')
            drawn.append(_text(LEGEND, words, right + 18, y + 4))
        right += taken + GAP
    return f'<g class="{LEGEND.role}" aria-hidden="true">{"".join(drawn)}</g>', top + LEGEND.height * (line + 1)
