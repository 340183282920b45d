"""Drawing a plan: Vega-Lite and SVG, kept under a key of everything that goes into them.

A warm build imports neither pandas nor Altair nor the renderer: it finds the drawing under the
hash of its rows, the code of the forms, and the tools' versions.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import json
import re
import traceback
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from factsheet.core import cache, spreadsheet
from factsheet.core.problems import FactsheetError, Problem
from factsheet.plan.charts import Chart
from factsheet.plan.networks import Row
from factsheet.render.charts.frame import framed
from factsheet.render.charts.looks import looks

TOOLS = ("altair", "vl-convert-python", "pandas")
INVALID = "https://figure.invalid/"  # the renderer rewrites relative addresses; this one it leaves alone
CSV_FIELDS = ("label", "period", "series", "fact", "source", "value", "shown", "formula", "inputs")
_code = b"".join(
    (Path(__file__).parent / f"{name}.py").read_bytes() for name in ("forms", "drawing", "frame", "labels", "looks")
)


@dataclass(frozen=True)
class Drawing:
    """A chart drawn: SVG with placeholder addresses, its specification, and its rows as CSV.

    `unkept` says why it could not be kept for the next build; empty if it was.
    """

    svg: str
    spec: str
    csv: str
    unkept: str = ""


def draw(plan: Chart, folder: Path, own: Path | None = None) -> Drawing:
    """Draw a plan, or take the drawing made of the same rows by the same code and tools.

    `own` is the file that draws a form of the project's own. Raises FactsheetError where it cannot.
    """
    rows = [_drawable(dict(r, link=INVALID + str(r["link"])) if "link" in r else r) for r in plan.rows]
    around = [plan.title, plan.subtitle, [[key.series, key.text] for key in plan.legend], plan.credit]
    told = json.dumps([plan.id, plan.form, rows, around, versions()], ensure_ascii=False, sort_keys=True)
    key = hashlib.sha256(_code + (own.read_bytes() if own else b"") + told.encode()).hexdigest()
    if found := _found(folder / f"{key}.json"):
        return Drawing(*found, _csv(plan))
    made = _fresh(plan, rows, own)
    told = json.dumps({"svg": made[0], "spec": made[1]})
    return Drawing(*made, _csv(plan), cache.write(folder / f"{key}.json", told.encode()))


def _drawable(row: Row) -> dict[str, object]:
    """A row without the characters that no XML can hold: at one, the renderer ends the whole process.

    Data that hold one are refused, but the live site shows them all the same.
    """
    return {k: _no_xml.sub("\N{REPLACEMENT CHARACTER}", v) if isinstance(v, str) else v for k, v in row.items()}


@functools.cache
def versions() -> list[str]:
    """The versions of the tools that draw."""
    return [version(tool) for tool in TOOLS]


def _fresh(plan: Chart, rows: list[dict[str, object]], own: Path | None) -> tuple[str, str]:
    # Imported here: together they cost a second that a warm build does not spend.
    import vl_convert

    from factsheet.render.charts.forms import FORMS, specify

    if own is None:
        spec = specify(FORMS[plan.form], rows)
        svg = vl_convert.vegalite_to_svg(spec)
    else:
        spec, svg = _own(own, rows)
    svg = framed(svg, plan, looks(plan.form))
    return tidy(svg, plan.id), json.dumps(spec, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"


def _own(path: Path, rows: list[dict[str, object]]) -> tuple[dict, str]:
    """What the function `draw` in a project's file makes of the rows, in colours that follow the page's scheme."""
    import vl_convert

    from factsheet.render.charts.forms import specify

    try:
        # Not imported: Python takes a file of the same size, changed within a second, for the one it has compiled.
        module = ModuleType(path.stem)
        exec(compile(path.read_bytes(), path, "exec"), module.__dict__)
        spec = specify(module.draw, rows)
        svg = vl_convert.vegalite_to_svg(spec)
    except Exception as error:  # whatever a project's code may raise
        lines = [
            frame.lineno or 0 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)
        ]
        line = lines[-1] if lines else getattr(error, "lineno", 0) or 0
        fix = "Correct the file: its function draw takes the rows as a DataFrame, and gives an Altair chart."
        raise FactsheetError(Problem(f"charts/{path.name}", line, f"{type(error).__name__}: {error}", fix)) from error
    if fixed := sorted(set(_colour.findall(svg)) - FREE):
        what = f"it draws in {' and '.join(fixed)}, which does not follow the page's colour scheme"
        fix = f"Leave the colour out, or take one of {', '.join(sorted(c for c in FREE if c.startswith('var')))}."
        raise FactsheetError(Problem(f"charts/{path.name}", 0, what, fix))
    if ' opacity="0"' in svg:
        what, fix = (
            "an axis has more labels than fit, so that some are hidden",
            "Make it longer, or give it a tickCount.",
        )
        raise FactsheetError(Problem(f"charts/{path.name}", 0, what, fix))
    return spec, svg


_no_xml = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_colour = re.compile(r' (?:fill|stroke|stop-color)="([^"]*)"')
FREE = frozenset(["none", "transparent", *(f"var(--fs-{name})" for name in ("ink", "soft", "stated", "data", "page"))])
_tag = re.compile(r'<[^>"]*(?:"[^"]*"[^>"]*)*>')
_attribute = re.compile(r' ([\w:-]+)="([^"]*)"')
_mark = re.compile(r'(<a (?:"[^"]*"|[^>"])*>)<(\w+) aria-label="([^"]*)"')
_shape = re.compile(r'(?P<link><a (?:"[^"]*"|[^>"])*>)<\w+ aria-label="(?P<told>[^"]*)"(?:"[^"]*"|[^>"])*/>(?=</a>)')
_text = re.compile(
    r'(?P<link><a (?:"[^"]*"|[^>"])*>)(?P<text><text aria-label="(?P<told>[^"]*)"(?:"[^"]*"|[^>"])*>.*?</text>)</a>'
)
_empty = re.compile(r'<g class="mark-text (?:"[^"]*"|[^>"])*></g>')
NOISE = frozenset(["role", "aria-roledescription", "aria-label", "xmlns:xlink"])
NO_EFFECT = frozenset([("pointer-events", "none"), ("opacity", "1"), ("version", "1.1")])


def tidy(svg: str, name: str) -> str:
    """The renderer's SVG made fit for a page: ids of its own, words on hover, plain links, no noise.

    Only tags are worked on: the words between them are the data's, whatever they look like.
    """
    svg = _mark.sub(r"\1<title>\3</title><\2", _joined(svg))
    svg = _tag.sub(
        lambda tag: _attribute.sub(lambda a: _kept_attribute(a, tag[0].startswith("<a "), name), tag[0]), svg
    )
    return re.sub(r'<path class="(?:background|foreground)"[^>]*/>', "", svg)


def _joined(svg: str) -> str:
    """Each printed text within the link of the mark that leads to the same entry in the same words: one link, not two."""
    marks = {m.group("link", "told") for m in _shape.finditer(svg)}
    texts: dict[tuple[str, ...], str] = {}

    def take(match: re.Match[str]) -> str:
        """Remember a text for its mark."""
        key = match.group("link", "told")
        if key not in marks:
            return match[0]
        texts[key] = texts.get(key, "") + match["text"]
        return ""

    svg = _empty.sub("", _text.sub(take, svg))
    return _shape.sub(lambda m: m[0] + texts.pop(m.group("link", "told"), ""), svg)


def _kept_attribute(match: re.Match[str], link: bool, name: str) -> str:
    """An attribute of a drawing as it is kept: shortened, renamed, or not at all. A link keeps its address only."""
    key, value = match.groups()
    if key in ("href", "xlink:href"):
        return f' href="{value}"'
    if link or key in NOISE or (key, value) in NO_EFFECT:
        return ""
    value = re.sub(r"(^|url\(#)(clip\d+|gradient_\d+)", rf"\g<1>{name}-\2", value)
    value = re.sub(r"(\d+\.\d{2})\d+", r"\1", value)
    return f' {key}="{value}"'


def _found(path: Path) -> tuple[str, str] | None:
    content = cache.read(path)
    if content is None:
        return None
    found = json.loads(content)
    return found["svg"], found["spec"]


def _csv(plan: Chart) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_FIELDS)
    for row in plan.rows:
        if row.get("series") != "link":
            writer.writerow([spreadsheet.cell(row.get(k, "")) for k in CSV_FIELDS])
    return out.getvalue()
