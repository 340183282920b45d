"""Checks of charts: every mark is a figure, and drawing, table, CSV, specification and the file of the drawing agree.

A mark is identified by the entry it links to and by its accessible name, since two marks may print the same number.
Where it has to stand is in scales.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.audit import chart_files, frames, scales
from factsheet.audit.addresses import resolve
from factsheet.audit.carriers import entry_of
from factsheet.audit.expected import Expected
from factsheet.audit.quantities import FORMULAS
from factsheet.core.problems import Problem
from factsheet.text import numerals

FIX = "Let the macro draw it from data/, and never edit a drawing."


class Charts:
    """The charts of a site at `address`: what each page shows is audited, and `shown` names them."""

    def __init__(self, site: Path, expected: Expected, anchors: Mapping[str, set[str]], address: str) -> None:
        self.site, self.expected, self.anchors, self.address = site, expected, anchors, address
        self.shown: set[str] = set()
        self._rows: dict[str, tuple[list[dict[str, str]], list[str]]] = {}

    def problems(self, page: str, tree: LexborHTMLParser) -> Iterator[Problem]:
        """What is wrong with the charts of a page."""
        for figure in tree.css("figure.chart"):
            name = (figure.attributes.get("id") or "").removeprefix("chart-").partition("--")[0]
            self.shown.add(name)
            try:
                for what in dict.fromkeys(self._figure(page, name, figure)):
                    yield Problem(page, 0, f"chart '{name}': {what}", FIX)
            except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
                yield Problem(page, 0, f"chart '{name}': it cannot be read: {error}", "Build the site again.")

    def _figure(self, page: str, name: str, figure: LexborNode) -> Iterator[str]:
        drawing = figure.css_first("svg")
        if drawing is None or len(figure.css("svg")) > 1:
            yield "it has no drawing, or two"
            return
        if name not in self.expected.charts:
            yield "data/charts.yml has no such chart"
        if not (drawing.attributes.get("aria-label") or "").strip():
            yield "it has no text alternative"
        marks = list(_marks(drawing))
        for mark in marks:
            target, anchor = resolve(page, mark.href)
            if anchor not in self.anchors.get(target, ()):
                yield f"the mark '{mark.words}' leads to '{mark.href}', which is no entry"
        yield from _printed(drawing, self.expected)
        yield from frames.faults(figure, drawing, self.expected)
        if name not in self._rows:  # several pages may show a chart, and one has it alone
            rows = chart_files.rows(self.site, name)
            self._rows[name] = rows, [what for row in rows for what in chart_files.row_faults(row, self.expected)]
        rows, wrong = self._rows[name]
        if not rows:
            yield f"charts/{name}.csv has no row"
        yield from wrong
        yield from _agreement(figure, marks, rows)
        drawn = [(mark.shape, row["series"]) for mark in marks if (row := self._row(mark, rows)[0]) is not None]
        yield from frames.legend_faults(drawing, drawn)
        yield from chart_files.specification(self.site, name, rows, drawing, self.expected, self.address)
        yield from self._geometry(drawing, marks, rows)
        yield from chart_files.alone(self.site, name, drawing, self.expected, self.address)
        if figure.css_first("details:not(.embed)") is None:
            yield "there is no table of its data beside it"

    def _row(self, mark: Mark, rows: list[dict[str, str]]) -> tuple[dict[str, str] | None, set[str]]:
        """The row of a mark, if it has one, and the names at which it may stand.

        Of sources that print the same number, it is the one that the words end with.
        """
        shown = [(r, self.expected.named(r["fact"], r["source"])) for r in rows if r["value"] and mark.shows(r)]
        return max(shown, key=lambda one: mark.words.endswith(tuple(one[1])), default=(None, set()))

    def _geometry(self, drawing: LexborNode, marks: list[Mark], rows: list[dict[str, str]]) -> Iterator[str]:
        """Every mark, label, tick and line stands where the scale of its panel has it."""
        panels, strange = scales.read(drawing)
        yield from strange
        for mark in marks:
            group = scales.panel_of(mark.shape)
            panel = panels[group.mem_id if group is not None else 0]
            row, names = self._row(mark, rows)
            if row is not None:
                total = self.expected.row(row["inputs"]) if row["inputs"] else None  # it has a period, as a fact has
                year = scales.year(self.expected.periods.get(total.fact if total else row["fact"], ""))
                drawn = (frozenset({row["label"], *names}), row["series"], row["period"], mark.shape)
                panel.marks.append(scales.Mark(mark.words, float(row["value"]), year, *drawn))
            elif at := scales.spot(mark.shape):
                panel.spots.append(at)
        for panel in panels.values():
            yield from scales.faults(panel)


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

    def shows(self, row: dict[str, str]) -> bool:
        """Whether it is the mark of a row."""
        if self.anchor != _entry(row):
            return False
        said = [f"{colon}{row['shown']}" for colon in (": ", "：")]
        return any(self.words.endswith(s) or f"{s}, " in self.words or f"{s}，" in self.words for s in said)


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
        if frames.around(text):
            continue
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


def _key(row: dict[str, str]) -> str:
    return f"{row['fact']}@{row['source']}" if row["fact"] else f"{row['formula']} {row['inputs']}"


def _carried(cell: LexborNode) -> str:
    """The key of what a cell of the table beside a chart carries."""
    given = cell.attributes
    return _key({k: given.get(f"data-{k}") or "" for k in ("fact", "source", "formula", "inputs")})


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
    named: dict[str, set[str]] = {}
    for row in valued:
        named.setdefault(_key(row), set()).add(row["label"])
    labels, tabled = {row["label"] for row in rows}, set()
    for line in figure.css("tr"):
        head, cells = line.css_first("th"), list(map(_carried, line.css("td data")))
        tabled.update(cells)
        told = {label for cell in cells for label in named.get(cell, ())}
        if told and head is not None and head.text() in labels - told:
            yield f"the table beside the chart has '{min(told)}' in the row '{head.text()}'"
    for row in valued:
        if _key(row) not in tabled:
            yield f"the row '{row['label']}' ({row['shown']}) is not in the table beside the chart"
