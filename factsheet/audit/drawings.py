"""Checks of charts: every mark is a figure, drawn where its value says, and drawing, table and files agree.

A mark is identified by the entry it links to and by its accessible name, since two marks may print the same number.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.audit.carriers import entry_of, resolve
from factsheet.audit.expected import FORMULAS, SIX, Expected, decimal
from factsheet.core.problems import Problem
from factsheet.text import numerals

FIX = "Let the macro draw it from data/, and never edit a drawing."
NEAR = 0.75  # of a pixel: coordinates are rounded
_point = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_bar = re.compile(r"M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)h")


def problems(site: Path, page: str, html: str, expected: Expected, ids: dict[str, set[str]]) -> Iterator[Problem]:
    """What is wrong with the charts of a page; `ids` holds the anchors of every page by its path."""
    if 'class="chart"' not in html:
        return
    for figure in LexborHTMLParser(html).css("figure.chart"):
        name = (figure.attributes.get("id") or "").removeprefix("chart-").partition("--")[0]
        try:
            for what in _figure(site, page, name, figure, expected, ids):
                yield Problem(page, 0, f"chart '{name}': {what}", FIX)
        except (UnicodeDecodeError, json.JSONDecodeError, OSError) as error:
            yield Problem(page, 0, f"chart '{name}': its files cannot be read: {error}", "Build the site again.")


def _figure(
    site: Path, page: str, name: str, figure: LexborNode, expected: Expected, ids: dict[str, set[str]]
) -> Iterator[str]:
    drawing = figure.css_first("svg")
    if drawing is None:
        yield "it has no drawing"
        return
    if not (drawing.attributes.get("aria-label") or "").strip():
        yield "it has no text alternative"
    marks = list(_marks(drawing))
    for mark in marks:
        target, anchor = resolve(page, mark.href)
        if anchor not in ids.get(target, ()):
            yield f"the mark '{mark.words}' leads to '{mark.href}', which is no entry"
    yield from _printed(drawing, expected)
    rows = list(_rows(site, name))
    if not rows:
        yield f"charts/{name}.csv has no row"
    yield from _row_problems(rows, expected)
    yield from _agreement(figure, marks, rows)
    yield from _specification(site, name, rows)
    yield from _geometry(marks, rows)
    yield from _alone(site, name, marks)
    if figure.css_first("details") is None:
        yield "there is no table of its data beside it"


class Mark(NamedTuple):
    """A link of a drawing: its address, its accessible name, its shape, and the texts printed with it."""

    href: str
    words: str
    shape: LexborNode
    printed: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The entry that it links to."""
        return self.href.rpartition("#")[2]

    @property
    def drawn(self) -> tuple[object, ...]:
        """What must be the same in the drawing on the page and in its file."""
        return self.anchor, self.words, self.printed, *map(self.shape.attributes.get, ("d", "transform"))

    def shows(self, row: dict[str, str]) -> bool:
        """Whether it is the mark of a row."""
        said = self.words.endswith(f": {row['shown']}") or f": {row['shown']}, " in self.words
        return said and self.anchor == _entry(row)


def _marks(drawing: LexborNode) -> Iterator[Mark]:
    for link in drawing.css("a"):
        shape = link.css_first("path")
        if shape is not None:
            href = link.attributes.get("xlink:href") or link.attributes.get("href") or ""
            yield Mark(href, _words(link), shape, tuple(map(_read, link.css("text"))))


def _words(link: LexborNode) -> str:
    """The accessible name of a link in a drawing."""
    title = link.css_first("title")
    return title.text() if title is not None else ""


def _read(text: LexborNode) -> str:
    """A text of a drawing, whose lines are separate elements."""
    return " ".join(part.text() for part in text.css("tspan")) or text.text()


def _printed(drawing: LexborNode, expected: Expected) -> Iterator[str]:
    """Every number printed in a drawing, axis labels aside, is within the link of a mark that states it."""
    for text in drawing.css("text"):
        above, link = text.parent, None
        while above is not None and "role-axis-label" not in (above.attributes.get("class") or "").split():
            link = above if above.tag == "a" else link
            above = above.parent
        if above is not None:
            continue
        said = {n.text for n in numerals.find(_words(link))} | expected.years if link is not None else set()
        for numeral in numerals.find(_read(text)):
            if link is None:
                yield f"'{numeral.text}' is printed outside any mark's link"
            elif numeral.text not in said:
                yield f"'{numeral.text}' is printed beside the mark '{_words(link)}'"


def _rows(site: Path, name: str) -> list[dict[str, str]]:
    path = site / "charts" / f"{name}.csv"
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8")))) if path.is_file() else []


def _alone(site: Path, name: str, marks: list[Mark]) -> Iterator[str]:
    """The file of the drawing shows the same as the page."""
    path = site / "charts" / f"{name}.svg"
    if not path.is_file():
        yield f"charts/{name}.svg is missing"
        return
    tree = LexborHTMLParser(path.read_text("utf-8"))
    if [mark.drawn for mark in _marks(tree.css_first("svg"))] != [mark.drawn for mark in marks]:
        yield f"charts/{name}.svg is not the drawing on the page"


def _row_problems(rows: list[dict[str, str]], expected: Expected) -> Iterator[str]:
    """Every row is a figure with its value, or a formula that gives the value."""
    for row in rows:
        if row["fact"]:
            figure = expected.rows.get(f"{row['fact']}@{row['source']}")
            if figure is None or decimal(row["value"]) is None or decimal(row["value"]) != decimal(figure.value):
                yield f"the row '{row['label']}' has {row['value']}, which is not {row['fact']}@{row['source']}"
        elif row["formula"]:
            inputs = [expected.rows.get(i) for i in row["inputs"].split()]
            if row["formula"] not in FORMULAS or None in inputs:
                yield f"the row '{row['label']}' cannot be computed"
                continue
            exact = FORMULAS[row["formula"]](*(Fraction(i.value) for i in inputs))
            if abs(Fraction(row["value"]) - exact) > abs(exact) / 10**6:
                yield f"the row '{row['label']}' has {row['value']} where the formula gives {SIX.divide(exact.numerator, exact.denominator)}"
        elif row["value"]:
            yield f"the row '{row['label']}' has {row['value']} but no figure"


def _key(row: dict[str, str]) -> str:
    return f"{row['fact']}@{row['source']}" if row["fact"] else f"{row['formula']} {row['inputs']}"


def _entry(row: dict[str, str]) -> str:
    """The anchor of the entry that a row's mark leads to."""
    return row["fact"] or (entry_of(row["formula"], row["inputs"].split()) if row["formula"] in FORMULAS else "")


def _agreement(figure: LexborNode, marks: list[Mark], rows: list[dict[str, str]]) -> Iterator[str]:
    """The drawing, the CSV and the table beside it hold the same figures."""
    valued = [r for r in rows if r["value"]]
    for row in valued:
        if not any(mark.shows(row) for mark in marks):
            yield f"the row '{row['label']}' ({row['shown']}) is not drawn"
    for mark in marks:
        if valued and not any(mark.shows(row) for row in valued):
            yield f"the mark '{mark.words}' is in no row"
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


def _geometry(marks: list[Mark], rows: list[dict[str, str]]) -> Iterator[str]:
    """Marks stand or reach as far as their values say, on one linear scale in each panel."""
    panels: dict[int, list[tuple[str, float, LexborNode]]] = {}
    for mark in marks:
        row = next((r for r in rows if r["value"] and mark.shows(r)), None)
        if row is not None:
            panels.setdefault(_panel(mark.shape), []).append((mark.words, float(row["value"]), mark.shape))
    for found in panels.values():
        yield from _scale(found)


def _panel(shape: LexborNode) -> int:
    """The id of the panel that a mark stands in."""
    node = shape.parent
    while node is not None and not {"role-frame", "role-scope"} & set((node.attributes.get("class") or "").split()):
        node = node.parent
    return node.mem_id if node is not None else 0


def _scale(found: list[tuple[str, float, LexborNode]]) -> Iterator[str]:
    """The positions of points are linear in their values, in x or in y; the lengths of bars are proportional to theirs."""
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
            longest = max(abs(v) for _, v, _ in bars)
            scale = max(abs(at[size]) for _, _, at in bars) / longest if longest else 0
            unlike = [w for w, v, at in bars if abs(abs(at[size]) - abs(v) * scale) > NEAR]
            if not unlike:
                return
        yield from (f"the bar '{w}' is not as long as its value" for w in unlike)


def _off_line(pairs: list[tuple[float, float]]) -> list[float]:
    """How far each coordinate lies from the line through those of the least and the greatest value."""
    (v0, c0), (v1, c1) = min(pairs), max(pairs)
    slope = (c1 - c0) / (v1 - v0) if v1 != v0 else 0.0
    return [abs(c - (c0 + slope * (v - v0))) for v, c in pairs] if abs(slope) > 1e-9 else [9e9] * len(pairs)
