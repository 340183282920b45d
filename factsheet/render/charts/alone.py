"""A chart as a file that stands alone: literal colours, full addresses, and where it comes from within the picture."""

from __future__ import annotations

import hashlib
import json
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from factsheet.core import cache
from factsheet.plan.charts import Chart
from factsheet.plan.site_settings import SiteSettings
from factsheet.render import markup
from factsheet.render.charts.drawing import INVALID, versions
from factsheet.render.charts.frame import ORIGIN, under
from factsheet.text import writing_systems

# The kinds of files that a chart is published as, each with its ending.
PICTURE = ("PNG", "png")
FORMS = (("SVG", "svg"), PICTURE, ("CSV", "csv"), ("Vega-Lite", "vl.json"))
# The colours of a light page. The audit knows them too, and turns a page's drawing into a file's by them.
COLOURS = {"ink": "#212121", "soft": "#bdbdbd", "data": "#1b5e7a", "stated": "#a33b00", "page": "#ffffff"}
GLYPHS = {"line": "●", "break": "○", "aside": "□", "stated": "◆", "broken": "□", "count": "■", "sum": "▯", "computed": "○", "read": "●", "unread": "○"}  # fmt: skip
ENOUGH = 2  # pixels of a PNG for each of the drawing: sharp on today's screens
PROOF = b"Drawing"  # the keyword under which a PNG names the drawing it was made from
_variable = re.compile(r"var\(--fs-(\w+)\)")
# Where a link leads; the same address within the data's words is a word. No text of XML or JSON holds what stands before it.
_link = re.compile(rf'(<a href="){re.escape(INVALID)}([^"]*)')
_row_link = re.compile(rf'((?<!\\)"link": "){re.escape(INVALID)}([^"]*)')


def forms(svg: str, settings: SiteSettings) -> list[tuple[str, str]]:
    """The files of a drawing: no PNG where it, or what it says of its site, has letters that not every machine can draw."""
    pictured = writing_systems.is_pictured(f"{svg}{settings.name}{settings.licence}")
    return [form for form in FORMS if pictured or form != PICTURE]


def drawing(svg: str, origin: list[str], address: Callable[[str], str]) -> str:
    """The drawing as a file: on white, with its origin below its sources, its links leading where `address` says."""
    svg = under(svg, origin, ORIGIN)
    across, down = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups()
    svg = svg.replace(">", f'><path d="M0,0h{across}v{down}h-{across}Z" fill="{COLOURS["page"]}"/>', 1)
    return _link.sub(lambda m: f"{m[1]}{markup.attribute(address(m[2]))}", _literal(svg)) + "\n"


def specification(spec: str, chart: Chart, origin: list[str], address: Callable[[str], str]) -> str:
    """The specification as a file: what stands around the drawing is its title, and under `usermeta` where it comes from."""
    linked = _row_link.sub(lambda m: m[1] + json.dumps(address(m[2]), ensure_ascii=False)[1:-1], _literal(spec))
    told = json.loads(linked)
    legend = "   ".join(f"{GLYPHS[key.series]} {key.text}" for key in chart.legend)
    below = [text for text in (chart.subtitle, legend, chart.credit, *origin) if text]
    told["title"] = {"text": chart.title, "subtitle": below, "anchor": "start"}
    told["background"] = COLOURS["page"]
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"


def picture(svg: str, folder: Path) -> tuple[bytes, str]:
    """The PNG of a drawing that stands alone, and why it could not be kept for the next build; empty if it was.

    It names the SHA-256 of its drawing in a chunk of text, by which the audit knows that both are of one build (PNG,
    third edition, section 11.3.3.2).
    """
    digest = hashlib.sha256(svg.encode()).hexdigest()
    kept = folder / f"{hashlib.sha256(json.dumps([digest, versions()]).encode()).hexdigest()}.png"
    if found := cache.read(kept):
        return found, ""
    import vl_convert  # a warm build does without

    made = _packed(vl_convert.svg_to_png(svg, scale=ENOUGH), PROOF + b"\0" + digest.encode())
    return made, cache.write(kept, made)


def _packed(png: bytes, told: bytes) -> bytes:
    """A PNG with a chunk of text, and in a third of its size: the renderer packs its pixels fast rather than small."""
    at, chunks, pixels = 8, [], b""
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        content, at = png[at + 8 : at + 8 + length], at + 12 + length
        if kind == b"IDAT":
            pixels += content
        elif kind != b"IEND":
            chunks.append((kind, content))
    chunks += [(b"tEXt", told), (b"IDAT", zlib.compress(zlib.decompress(pixels), 6)), (b"IEND", b"")]
    return png[:8] + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )


def _literal(text: str) -> str:
    return _variable.sub(lambda m: COLOURS[m[1]], text)
