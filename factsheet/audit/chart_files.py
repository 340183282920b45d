"""Checks of a chart's files: its rows are figures of `data/`, and its specification and its drawing say what they say."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.audit.expected import SIX, Expected, decimal, texts
from factsheet.audit.quantities import FORMULAS, fault, number
from factsheet.audit.times import spoken
from factsheet.core import spreadsheet
from factsheet.text import numerals

_style = re.compile(r"svg\{(?:--fs-\w+:#[0-9a-f]{3,6};?)+\}")
_place = re.compile(r' (?:xlink:)?href="[^"#]*')


def rows(site: Path, name: str) -> list[dict[str, str]]:
    """The rows of a chart's CSV."""
    path = site / "charts" / f"{name}.csv"
    read = csv.DictReader(io.StringIO(path.read_text("utf-8"))) if path.is_file() else ()
    return [{key: spreadsheet.plain(value) for key, value in row.items()} for row in read]


def row_faults(row: dict[str, str], expected: Expected) -> Iterator[str]:
    """A row is a figure with its value, or a formula that gives the value; it is named and printed as data/ has it."""
    label, value, shown = row["label"], row["value"], row["shown"]
    if row["fact"]:
        given = expected.given.get((row["fact"], row["source"]), []) if decimal(value) is not None else []
        figure = next((f for f in given if number(f.value) == Fraction(value)), None)
        if figure is None:
            yield f"the row '{label}' has {value}, which is not {row['fact']}@{row['source']}"
            return
        if shown not in figure.shown(expected.language):
            yield f"the row '{label}' says '{shown}', where data/ has {figure.value}"
        fact = expected.facts[row["fact"]]
        place, period = expected.places.get(fact.text("place"), ""), fact.text("period")
        if label in expected.places.values() and label != place:
            yield f"the row '{label}' is of the place '{place}'"
        own = " ".join([*(spoken(day, expected.language) for day in period.split("/")), fact.text("label"), place])
        if strange := {n.text for n in numerals.find(label)} - {n.text for n in numerals.find(own)}:
            yield f"the row '{label}' says {min(strange)}, and its period is {period}"
    elif row["formula"]:
        inputs = [expected.row(i) for i in row["inputs"].split()]
        if row["formula"] not in FORMULAS or None in inputs:
            yield f"the row '{label}' cannot be computed"
            return
        exact = FORMULAS[row["formula"]](*(number(i.value) for i in inputs))
        if abs(Fraction(value) - exact) > abs(exact) / 10**6:
            yield f"the row '{label}' has {value} where the formula gives {SIX.divide(exact.numerator, exact.denominator)}"
        if wrong := fault(shown, row["formula"], inputs, expected.language):
            yield f"the row '{label}' {wrong}"
    elif value:
        yield f"the row '{label}' has {value} but no figure"


def specification(site: Path, name: str, rows: list[dict[str, str]]) -> Iterator[str]:
    """The specification holds the same rows as the CSV, and no number in its texts."""
    path = site / "charts" / f"{name}.vl.json"
    if not path.is_file():
        yield f"charts/{name}.vl.json is missing"
        return
    specified = json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str)
    sets = [r for rs in specified.pop("datasets", {}).values() for r in rs]
    valued = [r for r in sets if r.get("value") not in (None, "")]
    given = {(str(r.get("fact") or r.get("inputs")), Fraction(r["value"]), str(r.get("shown"))) for r in valued}
    held = {(r["fact"] or r["inputs"], Fraction(r["value"]), r["shown"]) for r in rows if r["value"]}
    for what, value, shown in sorted(given - held):
        yield f"its specification has {float(value):g} ({shown}) for '{what}', which is in no row"
    for what, value, shown in sorted(held - given):
        yield f"its specification has no {float(value):g} ({shown}) for '{what}'"
    values = {v for _, v, _ in held}
    ends = [v for r in sets if "value" not in r for key in ("min", "max") if (v := r.get(key)) is not None]
    yield from (f"its specification has {v}, which is in no row" for v in ends if Fraction(v) not in values)
    for text in _told(specified):
        if any(numerals.find(text)):
            yield f"its specification says '{text[:60]}'"


def alone(site: Path, name: str, drawing: LexborNode, figure: LexborNode, expected: Expected) -> Iterator[str]:
    """The file of the drawing shows the same as the page, and below it what the page says of it."""
    path = site / "charts" / f"{name}.svg"
    if not path.is_file():
        yield f"charts/{name}.svg is missing"
        return
    tree = LexborHTMLParser(path.read_text("utf-8")).css_first("svg")
    inner = list(tree.iter()) if tree is not None else []
    drawn, extra = [n for n in inner if n.tag == "g"], [n for n in inner if n.tag != "g"]
    if list(map(_drawn, drawn)) != list(map(_drawn, drawing.iter())):
        yield f"charts/{name}.svg is not the drawing on the page"
    for node in extra:
        if not (_style.fullmatch(node.text()) if node.tag == "style" else node.tag == "text"):
            yield f"charts/{name}.svg holds <{node.tag}>"
    said = " ".join(n.text() for n in extra if n.tag == "text")
    unknown = {n.text for n in numerals.find(said)} - expected.years
    if unknown:
        known = [figure.text(), *(texts(expected.charts[name].fields) if name in expected.charts else ())]
        known += [text for source in expected.sources for text in expected.cited(source, expected.language)]
        unknown -= {n.text for text in known for n in numerals.find(text)}
    yield from (f"charts/{name}.svg says '{text}', which the page does not" for text in sorted(unknown))


def _drawn(node: LexborNode) -> str:
    """A part of a drawing without where its links lead from: as on a page, as in a file."""
    return _place.sub(' href="', node.html or "")


def _told(value: object, key: str = "") -> Iterator[str]:
    """The texts that a specification writes into the drawing."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _told(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _told(inner, key)
    elif isinstance(value, str) and key in ("title", "text", "subtitle", "description"):
        yield value
