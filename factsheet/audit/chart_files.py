"""Checks of a chart's files: its rows are figures of `data/`, and its specification and its drawing say what they say."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.audit import frames
from factsheet.audit.cells import decimal
from factsheet.audit.expected import SIX, Expected
from factsheet.audit.quantities import FORMULAS, fault, number
from factsheet.audit.times import spoken
from factsheet.core import spreadsheet
from factsheet.text import numerals, writing_systems

# The colours of a light page, in which files are drawn.
COLOURS = {"ink": "#212121", "soft": "#bdbdbd", "data": "#1b5e7a", "stated": "#a33b00", "page": "#ffffff"}
_variable = re.compile(r"var\(--fs-(\w+)\)")
# The address is looked for where a link leads: the data's words may hold it.
_of_pages = re.compile(
    r'var\(|currentColor|(?<=<a href="https://)figure\.invalid|(?<="link": "https://)figure\.invalid'
)
_ground = re.compile(rf'<path d="M0,0h\d+v\d+h-\d+Z" fill="{COLOURS["page"]}"></path>')
_place = re.compile(r'(?: role="link")? (?:xlink:)?href="[^"#]*')


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
        if strange := {n.text for n in numerals.find(f"{label}; {row['period']}")} - {
            n.text for n in numerals.find(own)
        }:
            yield f"the row '{label}' says {min(strange)}, and its period is {period}"
    elif row["formula"]:
        inputs = [expected.row(i) for i in row["inputs"].split()]
        if row["formula"] not in FORMULAS or None in inputs:
            yield f"the row '{label}' cannot be computed"
            return
        exact = FORMULAS[row["formula"]](*(number(i.value) for i in inputs))
        if abs(Fraction(value) - exact) > abs(exact) / 10**6:
            yield f"the row '{label}' has {value} where the formula gives {SIX.divide(exact.numerator, exact.denominator)}"
        periods = {part for i in inputs for part in expected.periods.get(i.fact, "").split("/")}
        if strange := {n.text for n in numerals.find(row["period"])} - {part[:4] for part in periods}:
            yield f"the row '{label}' says {min(strange)}, and its period is {' '.join(sorted(periods))}"
        if wrong := fault(shown, row["formula"], inputs, expected.language):
            yield f"the row '{label}' {wrong}"
    elif value:
        yield f"the row '{label}' has {value} but no figure"


def specification(
    site: Path, name: str, rows: list[dict[str, str]], drawing: LexborNode, expected: Expected, address: str
) -> Iterator[str]:
    """The specification holds the same rows as the CSV, and no number in its texts but those around the drawing."""
    path = site / "charts" / f"{name}.vl.json"
    if not path.is_file():
        yield f"charts/{name}.vl.json is missing"
        return
    text = path.read_text("utf-8")
    if found := _of_pages.search(text):
        yield f"charts/{name}.vl.json holds '{found[0]}', which means something on a page alone"
    specified = json.loads(text, parse_float=str, parse_int=str)
    sets = [r for rs in specified.pop("datasets", {}).values() for r in rs]
    valued = [r for r in sets if r.get("value") not in (None, "")]
    given = {(str(r.get("fact") or r.get("inputs")), Fraction(r["value"]), str(r.get("shown"))) for r in valued}
    held = {(r["fact"] or r["inputs"], Fraction(r["value"]), r["shown"]) for r in rows if r["value"]}
    for what, value, shown in sorted(given - held):
        yield f"its specification has {float(value):g} ({shown}) for '{what}', which is in no row"
    for what, value, shown in sorted(held - given):
        yield f"its specification has no {float(value):g} ({shown}) for '{what}'"
    known = expected.years | {n.text for n in numerals.find(frames.texts(drawing))} | _own(expected, address)
    for text in _told(specified):
        if any(n.text not in known for n in numerals.find(text)):
            yield f"its specification says '{text[:60]}'"


def alone(site: Path, name: str, drawing: LexborNode, expected: Expected, address: str) -> Iterator[str]:
    """The file of the drawing shows the same as the page, in the colours of a light page, and below it where it comes from."""
    path = site / "charts" / f"{name}.svg"
    if not path.is_file():
        yield f"charts/{name}.svg is missing"
        return
    text = path.read_text("utf-8")
    if found := _of_pages.search(text):
        yield f"charts/{name}.svg holds '{found[0]}', which means something on a page alone"
    tree = LexborHTMLParser(text).css_first("svg")
    inner = list(tree.iter()) if tree is not None else []
    origin = [n for n in inner if (n.attributes.get("class") or "") == "role-origin"]
    ground = [n for n in inner if n.tag == "path" and _ground.fullmatch(n.html or "")]
    drawn = [n for n in inner if n not in origin and n not in ground]
    if [_drawn(n) for n in drawn] != [_drawn(n) for n in drawing.iter()] or len(ground) != 1:
        yield f"charts/{name}.svg is not the drawing on the page"
    for link in tree.css("a") if tree is not None else ():
        href = link.attributes.get("href") or ""
        if not href.startswith("../") and not (address and href.startswith(address)):
            yield f"charts/{name}.svg leads to '{href}', which is another site's"
    said = " ".join(text.text() for n in origin for text in n.css("text"))
    known = expected.years | _own(expected, address)
    for numeral in numerals.find(said):
        if numeral.text not in known:
            yield f"charts/{name}.svg says '{numeral.text}', which the page does not"
    yield from _picture(site / "charts" / f"{name}.png", text)


def _picture(path: Path, drawing: str) -> Iterator[str]:
    """A PNG is not read: it has to name the drawing that lies beside it as the one it was made of, in the same build.

    Where the drawing has letters that the renderer may have no font for, there is none: it might show boxes.
    """
    if not writing_systems.is_pictured(drawing):
        if path.is_file():
            yield f"charts/{path.name} may show boxes in place of letters"
        return
    digest = hashlib.sha256(drawing.encode()).hexdigest()
    content = path.read_bytes() if path.is_file() else b""
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or b"tEXtDrawing\0" + digest.encode() not in content:
        yield f"charts/{path.name} is no picture of charts/{path.stem}.svg"


def _own(expected: Expected, address: str) -> set[str]:
    """The numerals in what the site says of itself: its name, its address, its licence, and the names of its charts."""
    return {n.text for text in (*expected.own, *expected.charts, address) for n in numerals.find(text)}


def _drawn(node: LexborNode) -> str:
    """A part of a drawing without where its links lead from, and in the colours of a file: as on a page, as in a file."""
    return _variable.sub(lambda m: COLOURS.get(m[1], m[0]), _place.sub(' href="', node.html or ""))


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
