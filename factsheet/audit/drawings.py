"""Charts: every mark is a figure with its value, drawn where the value says; files, table and drawing agree."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.audit.carriers import resolve
from factsheet.audit.truth import FORMULAS, SIX, Truth, decimal
from factsheet.errors import Problem

FIX = "Let the macro draw it from data/; never edit a drawing."
NEAR = 0.75  # of a pixel: coordinates are rounded
_point = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_bar = re.compile(r"M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)h")


def faults(site: Path, page: str, html: str, truth: Truth, ids: dict[str, set[str]]) -> Iterator[Problem]:
    """What is wrong with the charts of a page."""
    if 'class="chart"' not in html:
        return
    for figure in LexborHTMLParser(html).css("figure.chart"):
        name = (figure.attributes.get("id") or "").removeprefix("chart-")
        try:
            for what in _figure(site, page, name, figure, truth, ids):
                yield Problem(page, 0, f"chart '{name}': {what}", FIX)
        except (UnicodeDecodeError, json.JSONDecodeError, OSError) as error:
            yield Problem(page, 0, f"chart '{name}': its files cannot be read: {error}", "Build the site again.")


def _figure(
    site: Path, page: str, name: str, figure: LexborNode, truth: Truth, ids: dict[str, set[str]]
) -> Iterator[str]:
    drawing = figure.css_first("svg")
    if drawing is None:
        yield "it has no drawing"
        return
    if not (drawing.attributes.get("aria-label") or "").strip():
        yield "it has no text alternative"
    marks = list(_marks(drawing))
    for href, told, _ in marks:
        target, anchor = resolve(page, href)
        if anchor not in ids.get(target, ()):
            yield f"the mark '{told}' leads to '{href}', which is no entry"
    rows = list(_rows(site, name))
    if not rows:
        yield f"charts/{name}.csv has no row"
    yield from _row_faults(rows, truth)
    yield from _agreement(page, figure, marks, rows)
    yield from _specification(site, name, rows)
    yield from _geometry(page, drawing, marks, rows)
    yield from _alone(site, name, marks)
    if figure.css_first("details") is None:
        yield "its data do not stand beside it"


def _marks(drawing: LexborNode) -> Iterator[tuple[str, str, LexborNode]]:
    """Links of a drawing: address, words, and the shape."""
    for link in drawing.css("a"):
        title, shape = link.css_first("title"), link.css_first("path")
        if shape is not None:
            yield (
                link.attributes.get("xlink:href") or link.attributes.get("href") or "",
                title.text() if title is not None else "",
                shape,
            )


def _rows(site: Path, name: str) -> list[dict[str, str]]:
    path = site / "charts" / f"{name}.csv"
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8")))) if path.is_file() else []


def _alone(site: Path, name: str, marks: list) -> Iterator[str]:
    """The file of the drawing shows what the page shows."""
    path = site / "charts" / f"{name}.svg"
    if not path.is_file():
        yield f"charts/{name}.svg is missing"
        return
    tree = LexborHTMLParser(path.read_text("utf-8"))
    held = [
        (h.rpartition("#")[2], w, s.attributes.get("d"), s.attributes.get("transform"))
        for h, w, s in _marks(tree.css_first("svg"))
    ]
    shown = [(h.rpartition("#")[2], w, s.attributes.get("d"), s.attributes.get("transform")) for h, w, s in marks]
    if held != shown:
        yield f"charts/{name}.svg is another drawing than the page's"


def _row_faults(rows: list[dict[str, str]], truth: Truth) -> Iterator[str]:
    """Every row is a figure with its value, or a formula that gives it."""
    for row in rows:
        if row["fact"]:
            figure = truth.rows.get(f"{row['fact']}@{row['source']}")
            if figure is None or decimal(row["value"]) is None or decimal(row["value"]) != decimal(figure.value):
                yield f"the row '{row['label']}' has {row['value']}, which is not {row['fact']}@{row['source']}"
        elif row["formula"]:
            inputs = [truth.rows.get(i) for i in row["inputs"].split()]
            if row["formula"] not in FORMULAS or None in inputs:
                yield f"the row '{row['label']}' cannot be worked out"
                continue
            exact = FORMULAS[row["formula"]](*(Fraction(i.value) for i in inputs))
            if abs(Fraction(row["value"]) - exact) > abs(exact) / 10**6:
                yield f"the row '{row['label']}' has {row['value']} where the formula gives {SIX.divide(exact.numerator, exact.denominator)}"
        elif row["value"]:
            yield f"the row '{row['label']}' has {row['value']} and no figure"


def _key(row: dict[str, str]) -> str:
    return f"{row['fact']}@{row['source']}" if row["fact"] else f"{row['formula']} {row['inputs']}"


def _agreement(page: str, figure: LexborNode, marks: list, rows: list[dict[str, str]]) -> Iterator[str]:
    """The drawing, the CSV and the table beside it hold the same figures."""
    valued = [r for r in rows if r["value"]]
    told = {words for _, words, _ in marks}
    for row in valued:
        if not any(words.endswith(f": {row['shown']}") or f": {row['shown']}," in words for words in told):
            yield f"the row '{row['label']}' ({row['shown']}) is not drawn"
    shown = {r["shown"] for r in valued}
    for _, words, _ in marks:
        number = words.rpartition(": ")[2].split(", ")[0] if valued else ""
        if valued and number not in shown:
            yield f"the mark '{words}' is in no row"
    carriers = {
        f"{n.attributes.get('data-fact')}@{n.attributes.get('data-source')}" for n in figure.css("td data.figure")
    }
    carriers |= {
        f"{n.attributes.get('data-formula')} {n.attributes.get('data-inputs')}" for n in figure.css("td data.derived")
    }
    for row in valued:
        if _key(row) not in carriers:
            yield f"the row '{row['label']}' ({row['shown']}) is not in the table beside the chart"


def _specification(site: Path, name: str, rows: list[dict[str, str]]) -> Iterator[str]:
    """The specification holds the same rows as the CSV."""
    path = site / "charts" / f"{name}.vl.json"
    if not path.is_file():
        yield f"charts/{name}.vl.json is missing"
        return
    sets = json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str).get("datasets", {}).values()
    given = {
        (str(r.get("fact") or r.get("inputs")), Fraction(r["value"]))
        for rs in sets
        for r in rs
        if r.get("value") not in (None, "")
    }
    held = {(r["fact"] or r["inputs"], Fraction(r["value"])) for r in rows if r["value"]}
    for what, value in sorted(given - held):
        yield f"its specification has {float(value):g} for '{what}', which is in no row"


def _geometry(page: str, drawing: LexborNode, marks: list, rows: list[dict[str, str]]) -> Iterator[str]:
    """Marks stand, or reach, as far as their values say: on one straight scale within each panel."""
    values = {r["shown"]: float(r["value"]) for r in rows if r["value"]}
    panels: dict[int, list[tuple[str, float, LexborNode]]] = {}
    for _, words, shape in marks:
        number = words.rpartition(": ")[2].split(", ")[0]
        if number in values:
            panels.setdefault(_panel(shape), []).append((words, values[number], shape))
    for found in panels.values():
        yield from _scale(found)


def _panel(shape: LexborNode) -> int:
    """The panel of a drawing that a mark stands in."""
    node = shape.parent
    while node is not None and not {"role-frame", "role-scope"} & set((node.attributes.get("class") or "").split()):
        node = node.parent
    return node.mem_id if node is not None else 0


def _scale(found: list[tuple[str, float, LexborNode]]) -> Iterator[str]:
    """Points lie on a straight line of their values in x or y; bars are as long as their values, in one scale."""
    points = [
        (w, v, tuple(map(float, m.groups())))
        for w, v, s in found
        if (m := _point.match(s.attributes.get("transform") or ""))
    ]
    bars = [
        (w, v, tuple(map(float, m.groups())))
        for w, v, s in found
        if "transform" not in s.attributes and (m := _bar.match(s.attributes.get("d") or ""))
    ]
    if len({v for _, v, _ in points}) > 2 and points:
        off = min((_off_line([(v, at[axis]) for _, v, at in points]) for axis in (0, 1)), key=lambda o: max(o))
        yield from (
            f"the mark '{w}' is not drawn where its value is"
            for (w, _, _), o in zip(points, off, strict=True)
            if o > NEAR
        )
    if len(bars) > 1:
        for size in (2, 3):
            scale = max(abs(at[size]) for _, _, at in bars) / max(v for _, v, _ in bars)
            wrong = [w for w, v, at in bars if abs(abs(at[size]) - v * scale) > NEAR]
            if not wrong:
                return
        yield from (f"the bar '{w}' is not as long as its value" for w in wrong)


def _off_line(pairs: list[tuple[float, float]]) -> list[float]:
    """How far each coordinate is from the line through the extreme values."""
    (v0, c0), (v1, c1) = min(pairs), max(pairs)
    slope = (c1 - c0) / (v1 - v0) if v1 != v0 else 0.0
    return [abs(c - (c0 + slope * (v - v0))) for v, c in pairs] if abs(slope) > 1e-9 else [9e9] * len(pairs)
