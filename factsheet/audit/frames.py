"""What stands around a drawing, within the picture: its title, its legend and its sources say what the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from factsheet.audit.expected import Expected
from factsheet.audit.panels import NEAR, position
from factsheet.audit.scales import AROUND
from factsheet.text import numerals

NONE = ("none", "transparent")
LARGEST_KEY = 12  # pixels: the width of a bar


def around(node: LexborNode) -> bool:
    """Whether a text stands around a drawing and not in it."""
    classes = ((node.parent.attributes.get("class") if node.parent is not None else "") or "").split()
    return any(name in AROUND for name in classes)


def texts(drawing: LexborNode, role: str = "") -> str:
    """The words around a drawing, of one part or of all."""
    parts = [role] if role else AROUND
    return " ".join(text.text() for part in parts for text in drawing.css(f"g.{part} text"))


def faults(figure: LexborNode, drawing: LexborNode, expected: Expected) -> Iterator[str]:
    """Title and sources are those of the page beside the drawing; subtitle and legend hold no number but years.

    Lines may break anywhere, so words are compared without their spaces.
    """
    caption, cited = figure.css_first("figcaption"), figure.css_first("p.cited")
    title = caption.text() if caption is not None else ""
    if _squeezed(texts(drawing, "role-title")) != _squeezed(title):
        yield f"its drawing is titled '{texts(drawing, 'role-title')}', and its caption is '{title}'"
    credit = _squeezed(texts(drawing, "role-credit"))
    if not credit:
        yield "its drawing names no source"
    for source in cited.css("cite.source") if cited is not None else ():
        if _squeezed(source.text().strip(" ·")) not in credit:
            yield f"its drawing does not name the source '{source.text()}'"
    told = {n.text for n in numerals.find(cited.text())} if cited is not None else set()
    for role in ("role-subtitle", "role-legend", "role-credit"):
        known = expected.years | (told if role == "role-credit" else set())
        for numeral in numerals.find(texts(drawing, role)):
            if numeral.text not in known:
                yield f"its drawing says '{numeral.text}' beside its marks, which the page does not"
    if drawing.css_first("g.role-origin") is not None:
        yield "its drawing on the page says where it comes from, as only its file does"


def legend_faults(drawing: LexborNode, marks: list[tuple[LexborNode, str]]) -> Iterator[str]:
    """Each key of a legend looks as the marks of one series do, and no two keys look alike."""
    looks: dict[tuple[str, ...], set[str]] = {}
    for shape, series in marks:
        looks.setdefault(_look(shape), set()).add(series)
    keys = [_look(key) for key in drawing.css("g.role-legend path")]
    if len(keys) != len(set(keys)):
        yield "two keys of its legend look alike"
    yield from _misplaced(drawing)
    for key in keys:
        if marks and len(looks.get(key, ())) != 1:
            yield "a key of its legend looks as the marks of no series, or of several"


def _misplaced(drawing: LexborNode) -> Iterator[str]:
    """A key is a small symbol that stands just before the words that explain it."""
    for group in drawing.css("g.role-legend"):
        parts = list(group.iter())
        for key, words in zip(parts, [*parts[1:], None], strict=True):
            if key.tag != "path":
                continue
            sizes = [abs(float(n)) for n in re.findall(r"-?[\d.]+", key.attributes.get("d") or "")]
            (x, y, *_), beside = position(key), position(words) if words is not None else (0.0, 0.0)
            if not sizes or max(sizes) > LARGEST_KEY or words is None or words.tag != "text":
                yield "a key of its legend is no small symbol before its words"
            elif abs(beside[0] - x - 11) > NEAR or abs(beside[1] - y - 4) > NEAR:
                yield "a key of its legend does not stand before its words"


def _look(shape: LexborNode) -> tuple[str, ...]:
    """The form of a mark without its size, its colours and whether it is dashed."""
    given = shape.attributes
    form = re.sub(r"[^A-Za-z]", "", given.get("d") or "")
    fill = given.get("fill") or "none"
    return form, "none" if fill in NONE else fill, given.get("stroke-dasharray") or ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
