"""False numbers to plant in the files of a built site: its data, its search index, its styles and its charts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.audit.plantings import Planting, swapped

SHEETS = (
    "p::after{content:'777'}|p{--a:'777'}|p::after{content:';777'}|p::after{content:'\\FF17'}|ol{counter-reset:x 776}|@counter-style x{symbols:'7'}|"
    "li{list-style-type:'777 '}|p::after{c\\6fntent:'seven'}|@import 'x.css';|p{direction:rtl;unicode-bidi:bidi-override}|p::after{content:attr(title)}|"
    "p::after{content:var(--a)}|p{background:url(x.png)}|p{background-image:image-set('x.png' 1x)}|@font-face{font-family:x;src:url(x.woff2)}|"
    "p::before{content:'otters'}|li{list-style:decimal}|p{quotes:'7' '7'}|p::after{content:counter(x)}|p::after{content:url(x.svg)}|"
    "p{border-image:url(x.svg)}|p{mask:url(x.svg)}|p{cursor:url(x.cur),auto}|p{font-feature-settings:'x'}|p{transform:scaleX(-1)}|"
    "p{position:absolute;left:7px}|p{letter-spacing:-1em}|p{flex-direction:row-reverse}|p{order:-1}|@media print{p::after{content:'777'}}|"
    "@supports (display:grid){p::after{content:'777'}}|p{& ::after{content:'777'}}|p{background:linear-gradient(red,red)}|p{shape-outside:url(x)}|"
    "p{filter:url(#x)}|p{writing-mode:vertical-rl}|p{clip-path:path('M0,0')}|@property --x{syntax:'*';initial-value:'7';inherits:false}|p{offset-path:path('M0')}|"
    "p::after{content:\"\" '7'}|p{rotate:180deg}|p{scale:-1 1}|@layer x{p::after{content:'777'}}|p{background:cross-fade(url(x),url(y))}"
).split("|")  # fmt: skip
FILES = (
    "x.svg|x.txt|x.pdf|x.png|x.js|assets/x.min.js|assets/javascripts/x.min.js|assets/stylesheets/x.min.css|x.json|data/x.csv|charts/x.svg|charts/x.csv|"
    "x.docx|x.xlsx|x.md|x.xml|x.htm|x.xhtml|x.mp4|x.woff2|x.wasm|feed.rss|humans.txt|robots.txt|CNAME|.nojekyll|.well-known/security.txt|search/x.json|"
    "assets/images/x.png|data/cite/x.bib|data/notes.txt|sitemap.txt|x.webmanifest|sw.js|READ-ME-FIRST.txt"
).split("|")  # fmt: skip


def _written(name: str, text: str) -> Callable[[Path], None]:
    def write(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, "utf-8")

    return write


def _edited(name: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    def write(site: Path) -> None:
        text = (site / name).read_text("utf-8")
        changed = change(text)
        assert changed != text, name
        (site / name).write_text(changed, "utf-8")

    return write


def _files() -> Iterator[Planting]:
    for name in FILES:
        yield Planting("files", name, site=_written(name, "777 otters"))
    yield Planting("styles", "a citation mark hidden", site=_written("own/hidden.css", ".cite { display: none }"))
    for number, text in enumerate(SHEETS):
        yield Planting("styles", text, site=_written(f"own/{number}.css", text))


def _index(change: Callable[[dict], object]) -> Callable[[Path], None]:
    def write(site: Path) -> None:
        path = site / "search/search_index.json"
        held = json.loads(path.read_text("utf-8"))
        change(held)
        path.write_text(json.dumps(held), "utf-8")

    return write


def _appended(text: str, key: str = "text") -> Callable[[dict], object]:
    return lambda held: held["docs"][0].update({key: f"{held['docs'][0][key]} {text}"})


def _one(pattern: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, new, text, count=1)


def _searched() -> Iterator[Planting]:
    said = (
        "777 otters|seventeen otters|more than 2,400|2,400 million|2400 million|about 2400|2,400% of them|some 2,400|2015 otters|[3]00|¶ 17|twice|"
        "nearly 410|410 or more|in all 410|−410|$410|410 thousand|2020 new otters|410 2400"
    )
    for text in said.split("|"):
        yield Planting("search index", text, site=_index(_appended(text)))
    yield Planting("search index", "a title", site=_index(_appended("of 410", "title")))
    yield Planting("search index", "a tag", site=_index(lambda held: held["docs"][0].update(tags=["777"])))
    yield Planting("search index", "another field", site=_index(lambda held: held.update(note="777")))
    yield Planting(
        "search index",
        "another page",
        site=_index(lambda held: held["docs"].append({"location": "x/", "title": "x", "text": "777"})),
    )


def _published() -> Iterator[Planting]:
    changes = {
        "a value": ("figures.csv", ",410,", ",411,"), "a quote": ("figures.csv", "nearly 3,000", "nearly 3,001"), "a note": ("facts.csv", "rounds another", "rounds 17"),
        "a source": ("figures.csv", "WLD,,survey-2022,410", "WLD,,herald,410"), "a label": ("figures.csv", "Otters in North Lake, end of 2020", "17 otters in North Lake"),
        "a qualifier": ("figures.csv", ",410,exact,", ",410,about,"), "a lower end": ("figures.csv", ",410,exact,410,", ",410,exact,17,"),
        "a period": ("facts.csv", "2015-12-31", "2015-12-30"), "a row less": ("figures.csv", "births-2020", "births-1999"),
        "a value as JSON": ("figures.json", '"value": 410', '"value": 411'), "a title": ("sources.json", "Lakeland", "17 Lakelands"),
        "a reference": ("sources.bib", "title = {{", "title = {{17 "), "the package": ("datapackage.json", '"title": "Otters"', '"title": "17 otters"'),
        "the read-me": ("README.md", "# Otters", "# 17 otters"), "the feed": ("feed.xml", "<title>Otters", "<title>17 otters"),
        "a source as CSV": ("sources.csv", "herald,", "herald17,"), "a statement": ("claims.csv", ",1200,", ",1207,"), "a fact as JSON": ("facts.json", "end of 2015", "end of 2016"),
    }  # fmt: skip
    changes["a verdict"] = ("claims.csv", "Matches, rounded", "Another year's figure")
    changes["another number of the data"] = ("cite/births.bib", "{{Otter births}}", "{{596 otter births}}")
    changes["a figure of one measure"] = ("measures/otters.csv", ",2400,", ",2401,")
    changes["a figure of one measure as JSON"] = ("measures/otters.json", "2400", "1804")
    for name, (file, old, new) in changes.items():
        yield Planting("published data", name, site=_edited(f"data/{file}", swapped(old, new)))
    yield Planting("published data", "a reference to copy", site=lambda site: _edited(min((site / "data/cite").glob("*.bib")).relative_to(site).as_posix(), _one(r"title = \{\{", "title = {{17 "))(site))  # fmt: skip
    yield Planting(
        "published data", "the sitemap", site=_edited("sitemap.xml", swapped("</urlset>", "<note>17</note></urlset>"))
    )
    yield Planting(
        "published data", "the packed sitemap", site=lambda site: (site / "sitemap.xml.gz").write_bytes(b"17")
    )
    yield Planting("scripts", "the theme's bundle", site=lambda site: _edited(next((site / "assets/javascripts").glob("bundle*.js")).relative_to(site).as_posix(), lambda t: t + "document.title=777")(site))  # fmt: skip
    yield Planting("styles", "the theme's stylesheet", site=lambda site: _edited(next((site / "assets/stylesheets").glob("main*.css")).relative_to(site).as_posix(), lambda t: t + "p::after{content:'777'}")(site))  # fmt: skip
    yield Planting(
        "styles",
        "the engine's stylesheet",
        site=_edited("stylesheets/factsheet.css", lambda t: t + "p::after{content:'777'}"),
    )


def _drawn(name: str, change: Callable[[str], str]) -> Callable[[Path], None]:
    """A change of a chart on its page and in its file alike."""

    def write(site: Path) -> None:
        page, touched = site / "charts/index.html", 0
        text = page.read_text("utf-8")
        start = text.index(f'id="chart-{name}"')
        start = text.index("<svg", start)
        end = text.index("</svg>", start)
        for path, old in ((page, text[start:end]), (site / f"charts/{name}.svg", "")):
            before = path.read_text("utf-8")
            old = old or before
            after = before.replace(old, change(old), 1)
            touched += after != before
            path.write_text(after, "utf-8")
        assert touched == 2, "the planting changes nothing"

    return write


def _times(match: re.Match[str]) -> str:
    return f">{int(match[1].replace(',', '')) * 10:,}</text>"


def _labels(change: Callable[[str], str]) -> Callable[[str], str]:
    """A change of each group of labels."""
    return lambda svg: re.sub(r'<g class="mark-text role-axis-label">.*?</g>', lambda m: change(m[0]), svg)


def _turned(svg: str) -> str:
    """Every mark's x or bar mirrored in the plot, the axis left."""
    return re.sub(
        r'<path transform="translate\(([\d.]+),', lambda m: f'<path transform="translate({340 - float(m[1]):.2f},', svg
    )


def _swapped_names(text: str) -> str:
    names = re.findall(r">([^<>]+)</text>", text)
    if len(names) < 2 or not names[0][0].isalpha():
        return text
    return (
        text.replace(f">{names[0]}<", ">\0<").replace(f">{names[1]}<", f">{names[0]}<").replace(">\0<", f">{names[1]}<")
    )


def _charts() -> Iterator[Planting]:
    ticks = _labels(lambda t: re.sub(r">([\d,]+)</text>", _times, t) if "," in t else t)
    years = _labels(lambda t: re.sub(r">(20\d\d)</text>", lambda m: f">{int(m[1]) + 3}</text>", t))
    changes = {
        "ticks times ten": ("years", ticks), "ticks times ten, of bars": ("lakes", ticks), "shifted years": ("years", years),
        "another line": ("years", _one(r'd="M[\d.]+,[\d.]+L', 'd="M14,10L')), "a curve for a line": ("years", _one(r'(d="M[\d.]+,[\d.]+)L([\d.,]+)"', r'\1C0,0,9,9,\2"')),
        "swapped names": ("lakes", _labels(_swapped_names)), "a mirrored plot": ("years", _turned),
        "a longer bar": ("lakes", _one(r"h[\d.]+v14h-[\d.]+Z", "h30v14h-30Z")), "a bar off zero": ("lakes", _one(r'd="M0,', 'd="M30,')),
        "a moved mark": ("years", _one(r'(<path transform="translate\([\d.]+),[\d.]+', r"\1,17.5")), "a mark in another year": ("years", _one(r'<path transform="translate\([\d.]+,', '<path transform="translate(70,')),
        "a printed number": ("years", _one("</g></g></g></g>", '<text transform="translate(9,9)">777</text></g></g></g></g>')),
        "a drawn number": ("years", _one("</g></g></g></g>", '<path d="M9,9h20l-9,60" stroke="red"/></g></g></g></g>')),
        "a grid of its own": ("years", _one(r'(role-axis-grid"><line transform="translate\(0),[\d.]+', r"\1,33")),
        "a tick left out": ("years", _labels(lambda t: re.sub(r"<text [^>]*>1,000</text>", "", t))),
        "a turned drawing": ("years", _one(r'transform="translate\(0,0\)"', 'transform="scale(-1,1)"')), "an animation": ("years", _one("</path>|/>", '/><animate attributeName="d"/>')),
        "a mark's name": ("years", _one(r"(<title>[^<]*: )[\d,]+", r"\g<1>777")), "a mark of another fact": ("years", _one(r"#otters-2015", "#otters-2020")),
        "a huge symbol": ("years", _one(r'd="M2\.55,0A[^"]*"', 'd="M90,0A90,90,0,1,1,-90,0A90,90,0,1,1,90,0"')), "a rule of its own": ("years", _one("</g></g></g></g>", '<g class="mark-rule role-mark"><line transform="translate(9,9)" x2="20" y2="20"/></g></g></g></g></g>')),
        "a hidden mark": ("years", _one("<a ", '<a style="display:none" ')), "an axis title": ("years", _one('<g class="mark-rule role-axis-domain">', '<g class="mark-text role-axis-title"><text>thousands of 17</text></g><g class="mark-rule role-axis-domain">')),
        "names pushed along": ("lakes", _labels(lambda t: re.sub(r"translate\((-[\d.]+),([\d.]+)\)", lambda m: f"translate({m[1]},{50 - float(m[2]):.2f})", t))),
    }  # fmt: skip
    for name, (chart, change) in changes.items():
        yield Planting("charts", name, site=_drawn(chart, change))
    files = {
        "a value of the CSV": ("lakes.csv", "1804", "1805"), "a label of the CSV": ("lakes.csv", "North Lake", "South Lake"), "a printed text of the CSV": ("lakes.csv", '"1,804"', '"1,850"'),
        "a value of the specification": ("lakes.vl.json", '"value": 1804', '"value": 1805'), "a text of the specification": ("years.vl.json", '"title": null', '"title": "17 otters"'),
        "a printed text of the specification": ("lakes.vl.json", '"shown": "1,804"', '"shown": "1,850"'), "a text below the drawing": ("lakes.svg", "Otters by lake", "17 otters by lake"),
        "a style of the drawing": ("lakes.svg", "</svg>", "<style>text::after{content:'777'}</style></svg>"), "a tick of the file": ("years.svg", ">1,000</text>", ">1,500</text>"),
        "a line of the file": ("years.svg", "L", "L9,9L"), "a script in the file": ("years.svg", "</svg>", "<script>x()</script></svg>"), "a period of the CSV": ("years.csv", "end of 2015", "end of 2014"),
    }  # fmt: skip
    for name, (file, old, new) in files.items():
        yield Planting("charts", name, site=_edited(f"charts/{file}", swapped(old, new)))
    yield Planting(
        "charts", "a table beside it", site=_edited("charts/index.html", swapped("<td><a", "<td>777</td><td><a"))
    )
    yield Planting(
        "charts",
        "a name in the table",
        site=_edited("charts/index.html", _one(r">North Lake</th>", ">South Lake</th>")),
    )


TOGETHER = tuple(_files())  # each a file of its own: one audit judges them all
SITES = (*_searched(), *_published(), *_charts())
