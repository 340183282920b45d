"""False numbers to plant in a built site, by family: what a page, a file or a chart could be made to say without a source.

A planting of a page is HTML at the end of its article, or a change of the page; each stands on a page of its own, so that
one audit judges them all. One of a site changes a copy of it. The order is seeded, so that hedges, scales and carriers meet
in other pairs than we would think of.
"""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

CITE = '<a class="cite" data-search-exclude href="sources/#survey-2022">[3]</a>'
GOOD = '<a href="register/#births-2020"><data class="figure" value="410" data-fact="births-2020" data-source="survey-2022">410</data></a>'
NUMBER = f"{GOOD}&thinsp;{CITE}"


@dataclass(frozen=True)
class Planting:
    """One false number: what it is called, and how it gets into a page or a site."""

    family: str
    name: str
    page: Callable[[str], str] | None = None
    site: Callable[[Path], None] | None = None


def inside(text: str) -> Callable[[str], str]:
    return lambda page: page.replace("</article>", f"{text}</article>", 1)


def swapped(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    def change(page: str) -> str:
        assert old in page, old
        return page.replace(old, new, count)

    return change


BEFORE = (
    "as many as|upwards of|in excess of|close to|barely|an estimated|circa|some|roughly|around|nearly|almost|just under|just over|over|under|above|"
    "below|more than|less than|fewer than|no fewer than|at least|at most|up to|only|not|a mere|approximately|approx.|nearing|approaching|shy of|"
    "north of|well over|beyond|hardly|scarcely|about|no more than|a maximum of|a minimum of|another|twice|half|double|minus|$|€|~|≈|≥|<|>|×|±|–|somewhere around"
).replace("<", "&lt;").replace(">", "&gt;").split("|")  # fmt: skip
BEHIND = (
    "or more|or so|odd|plus|at most|at least|mln|bn|grand|thousand|million|k|m|%|percent|per cent|times|-fold|or fewer|or less|and counting|"
    "give or take|ish|dozen|hundred|lakh|crore|squared|²|‰|+|x|points|and more|and up|or thereabouts|tops|or above|×10|USD|€|kg"
).split("|")  # fmt: skip
WORDS = (
    "seventeen otters|two million of them|a tenfold rise|it doubled|half of them|ninety percent of them|dozens were seen|the third largest|"
    "scores of them|a couple of otters|a pair of otters|quintupled|a sixtieth of it|in their seventies|twice as many|King Otter VII|a trio of otters|"
    "twenty-one|a hundred|one in ten|three quarters|two-thirds|the hundredth|umpteen|a dozen|17 otters|1,7 otters|17.5 otters|1 7 otters|0x11|1e3 otters|"
    "−17|so many %|½ of them|x² of them|№17|#17|17th|a 17-otter raft|17/18|17:18|MMXXI|twohundred|two_hundred|per cent of them: six"
).split("|")  # fmt: skip
YEARS = (
    "In all, 2020 new births were seen|They counted 2020 otters|They counted 2020 new otters|A total of 2020 otters|2020 otters swam|"
    "It rose to 2020 otters|It rose by 2020%|Exactly 2020 swam|(2020 otters)|Otters: 2020 swam|In sum; 2020 were new|over 2020 fled|2020 or more fled|"
    "2020 million|It was −2020|2020.5 of them|2,020 otters|as many as 2020|some 2020 fled|Only 2020 were left|There were 2020 dens and more|"
    "Of these, 2020 drowned|another 2020 swam|than 2020 otters|the 2020 otters|all 2020 otters|with 2020 pups|and 2020 pups|or 2020 pups|"
    "2020 of them|nearly 2020|2020 plus|2020k|€2020|2020 €|In 1987 it was so|since 1987|the otters – 2020 new ones – swam|to 2020 new otters|had 2020"
).split("|")  # fmt: skip
LOOKS = (
    "ѕеvеn otters|ѕіх otters|τωο of them|օոе million|ᴛᴇɴ of them|séven of them|se\u0301ven of them|t\u0336e\u0336n\u0336 of them|ЗОО of them|З,ООО|"
    "𝐭𝐞𝐧 of them|ⓣⓔⓝ of them|⑦ of them|🔟 of them|💯 of them|⚂ of them|at 🕖|ｔｗｏ of them|１２ otters|१२ otters|١٢ otters|𝟕𝟕 otters|7️⃣ otters|"
    "t\u00adwo of them|t\u200bwo|t\u2060wo|ꓢеven|Ꮪeven|ꜱeven|ѕ℮ven|sеven|ⅼⅼ otters|ǀǀ otters|ןן otters|Ⅶ of them|㊆ of them|七 of them|"
    "\u202e71\u202c otters|⠼⠛ of them|ᛁᛁ otters|𐌗 of them|꧱ of them|๗ of them|߇ of them|🁂 of them|🂧 of them|sıx of them|ſeven of them|ƨ7 ƼO of them|"
    "ⲟne hundred|twо|ꞵ7 OΟO|τen of them|ƽ otters|Ȣ otters|ᒿ of them|𑁗 of them|ℍundred|t\u0307wo|ḟive of them|\ue000 otters|①② otters"
).split("|")  # fmt: skip
MARKUP = {
    "a hidden span": f"<p><span hidden>{NUMBER}</span> otters</p>",
    "a shadow root": "<div><template shadowrootmode='open'><p>seventeen</p></template></div>",
    "a slot": "<slot name='x'>otters</slot>", "an element of its own": "<x-otter>otters</x-otter>",
    "foreign content": "<svg><foreignObject><p>otters</p></foreignObject></svg>",
    "an axis of its own": '<svg><g class="role-axis-label"><text>777</text></g></svg>',
    "an axis without a group": '<svg class="role-axis-label"><text>777</text></svg>',
    "a chart that is none": '<figure class="chart" id="chart-x"><div class="drawing"><svg class="marks"><g class="role-axis-label"><text>777</text></g></svg></div></figure>',
    "a drawn number": '<svg viewBox="0 0 9 9"><path d="M1,1h3l-2,6M5,1h3l-2,6"/></svg>',
    "lines that draw a number": '<svg viewBox="0 0 9 9"><line x1="1" y1="1" x2="1" y2="8" stroke="red"/></svg>',
    "a formula": "<math><mi>x</mi></math>", "an embed": "<embed src='x.svg'>", "an object": "<object data='x.svg'>x</object>",
    "a frame": "<iframe src='x.html'></iframe>", "a picture": "<img src='x.png' alt='otters'>", "a choice": "<picture><source srcset='x.webp'></picture>",
    "a video": "<video src='x.mp4'></video>", "a canvas": "<canvas></canvas>", "a meter": "<meter></meter>", "a progress": "<progress></progress>",
    "a reading aid": "<ruby>otters<rt>x</rt></ruby>", "letters turned": "<bdo dir='rtl'>x</bdo>", "a marquee": "<marquee>x</marquee>",
    "a dialog": "<dialog open>x</dialog>", "no script": "<noscript>x</noscript>", "a map": "<map><area alt='x'></map>", "a button": "<button>x</button>",
    "an output": "<output>x</output>", "a choice of options": "<select><option label='otters'></select>", "a text area": "<textarea>x</textarea>",
    "a datalist": "<datalist><option value='x'></datalist>", "a deletion": f"<p><del>{NUMBER}</del></p>", "a stroke through": f"<p><s>{NUMBER}</s></p>",
    "a font": f"<p><font size='7'>{NUMBER}</font></p>", "a list numbered by hand": "<ol start='17'><li>x</li></ol>",
    "an item numbered by hand": "<ol><li value='17'>x</li></ol>", "a list in Roman": "<ol type='I'><li>x</li></ol>", "a reversed list": "<ol reversed><li>x</li></ol>",
    "a base": "<base href='https://x.example/'>", "a portal": "<portal src='x'></portal>", "a frame set": "<frameset></frameset>",
    "a link to data": "<p><a href='data:text/html,777'>x</a></p>", "a link to code": "<p><a href='javascript:alert(777)'>x</a></p>",
    "an element in a number": NUMBER.replace(">410<", "><b>410</b><"), "a number in a number": NUMBER.replace(">410<", f">{GOOD}<"),
    "a second class": NUMBER.replace('class="figure"', 'class="figure md-hidden"'), "a search box": "<input value='x'>",
    "a table's numbers by a style": "<table class='counted'><tr><td>x</td></tr></table>", "a use": "<svg><use href='#x'></use></svg>",
    "a moving text": "<svg><text>x<animate attributeName='x'/></text></svg>", "a description": "<svg><desc>otters</desc></svg>",
    "an image in a drawing": "<svg><image href='x.png'></image></svg>", "a deferred part": "<div popover>x</div>",
}  # fmt: skip
ATTRIBUTES = (
    "title='17 otters'|aria-label='17 otters'|aria-description='otters'|aria-valuetext='otters'|aria-valuenow='17'|aria-roledescription='otters'|"
    "aria-braillelabel='otters'|aria-posinset='17'|aria-level='17'|aria-colindex='17'|data-md-tooltip='otters'|data-tooltip='otters'|data-count='17'|"
    "alt='otters'|placeholder='otters'|onclick='x()'|onmouseover='x()'|onload='x()'|contenteditable|is='x-otter'|slot='x'|part='x'|popover|"
    "class='counted-17'|class='md-hidden'|style='direction:rtl'|style='content:\"17\"'|style='background:url(x.png)'|style='font-size:0'|"
    "style='list-style:decimal'|style='counter-reset:x 17'|style='visibility:hidden'|style='--x:\"17\"'|style='position:absolute'|hidden|inert|"
    "dir='rtl'|translate='no'|itemprop='17'|summary='otters'|abbr='otters'|label='otters'|cite='x'|datetime='2020'|nonce='x'|autofocus|accesskey='7'"
).split("|")  # fmt: skip
INLINE = (
    "<script>document.write(777)</script>|<script>document.title='777'</script>|<script type='module'>x()</script>|<script src='x.js'></script>|"
    "<script src='assets/x.min.js'></script>|<script src='assets/javascripts/x.min.js'></script>|<script src='https://x.example/x.js'></script>|"
    "<script src='//x.example/x.js'></script>|<script type='importmap'>{}</script>|<script type='speculationrules'>{}</script>|"
    "<script type='application/json'>{\"x\":777}</script>|<script>var palette=__md_get('x');document.body.title='777'</script>|"
    "<script>__md_scope=new URL('.',location);eval('x')</script>|<script>var target=document.getElementById(location.hash.slice(1));alert(777)</script>|"
    "<script src='data:text/javascript,x'></script>|<script async src='x.js'></script>|<style>p::after{content:'777'}</style>|"
    "<style>p{color:red}</style>|<link rel='stylesheet' href='https://x.example/x.css'>|<link rel='stylesheet' href='data:text/css,p{}'>|"
    "<link rel='stylesheet' href='x.css'>|<link rel='import' href='x.html'>|<template><p>x</p></template>"
).split("|")  # fmt: skip
HEAD = (
    '<meta name="keywords" content="seventeen otters">|<meta name="description" content="17 otters">|<meta property="og:description" content="17 otters">|'
    '<meta property="og:image:alt" content="17 otters">|<meta name="twitter:title" content="otters">|<meta name="twitter:description" content="17">|'
    '<meta name="twitter:label1" content="otters">|<meta name="generator" content="17 otters">|<meta name="robots" content="17 otters">|'
    '<meta name="viewport" content="17 otters">|<meta name="theme-color" content="17">|<meta property="og:url" content="17 otters">|'
    '<meta property="og:image" content="17 otters">|<meta http-equiv="refresh" content="0; url=x">|<meta itemprop="name" content="17">|'
    '<meta charset="utf-16">|<meta property="article:tag" content="17">|<meta name="citation_title" content="17 otters">|<base href="x">|'
    '<link rel="preload" href="x.js">|<link rel="manifest" href="x.json">|<link rel="modulepreload" href="x.js">|<link rel="icon" href="x" onload="x()">|'
    "<title>17 otters</title>|<style>p::after{content:'777'}</style>|<script>document.title='777'</script>|<noscript>17</noscript>|"
    '<meta name="description" content="More than 2,400 otters">|<meta name="description" content="2,400 million otters">|'
    '<meta name="description" content="2,400% of otters">|<meta name="description" content="$2,400">|<meta name="description" content="as many as 2,400">'
).split("|")  # fmt: skip
LINKED = (
    {"@type": "Dataset", "name": "17 otters"}, {"@type": "Dataset", "description": "seventeen otters"}, {"@type": "Dataset", "size": "17"},
    {"@type": "Dataset", "identifier": "x"}, {"@type": "Observation", "name": "otters"}, {"@type": "Dataset", "license": "17 otters"},
    {"@type": "Dataset", "temporalCoverage": "17 otters"}, {"@type": "Dataset", "variableMeasured": [{"@type": "PropertyValue", "value": 17}]},
    {"@type": "Dataset", "variableMeasured": [{"@type": "PropertyValue", "name": "17 otters"}]}, {"@type": "FAQPage"}, {"@type": "Dataset", "version": "seventeen"},
    {"@type": "Dataset", "distribution": [{"@type": "DataDownload", "contentSize": "17"}]}, {"@type": "ClaimReview", "claimReviewed": "otters"},
    {"@type": "Dataset", "name": "more than 2,400 otters"}, {"@type": "Dataset", "isAccessibleForFree": "seventeen"}, {"@context": "https://x.example", "@type": "Dataset"},
)  # fmt: skip
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


# What no list can know; test_plantings.py says of each why it may pass.
MEANT = {
    "a year before a noun": ("years", "<p>In 2020 lakes dried up.</p>"),
    "a year that is called one, before a noun": ("years", "<p>All through the year 2020 visitors came.</p>"),
    "every year before a noun": ("years", "<p>Every year 2020 visitors come.</p>"),
    "a year before its noun and verb": ("years", "<p>The year 2020 otters came was cold.</p>"),
    "a year before a remark": ("years", "<p>Otters: 2020 (as they say).</p>"), "a year in a cell": ("years", "<table><tr><td>2020</td></tr></table>"),
    "a year at the end": ("years", "<p>They counted to 2020.</p>"), "most": ("words", "<p>Most otters drowned.</p>"),
    "a handful": ("words", "<p>Only a handful swim.</p>"), "higher than": ("hedges", f"<p>It is higher than the {NUMBER} reported.</p>"),
    "wrongly": ("hedges", f"<p>{NUMBER} births, as was wrongly said.</p>"), "letters of a marked language": ("characters", "<p lang='ru'>ѕіх</p>"),
    "mixed letters of a marked language": ("characters", "<p lang='ru'>ѕеvеn</p>"),
}  # fmt: skip


def _pages() -> Iterator[Planting]:
    mixed = random.Random(16)
    for word in BEFORE:
        for name, text in {
            "": f"{word} {NUMBER}",
            " over a line": f"{word}<br>\n{NUMBER}",
            " in the next cell": "",
        }.items():
            cell = f"<table><tr><td>{word}</td><td>{NUMBER}</td></tr></table>"
            yield Planting(
                "hedges",
                f"'{html.unescape(word)}' before{name}",
                inside(f"<p>There were {text} births.</p>" if text else cell),
            )
    for word in BEHIND:
        for name, text in {
            "": f"{NUMBER} {word}",
            " over a line": f"{NUMBER}<br>\n{word}",
            " without a space": f"{NUMBER}{word}",
        }.items():
            yield Planting("hedges", f"'{word}' behind{name}", inside(f"<p>There were {text} births.</p>"))
    for before, behind in zip(mixed.sample(BEFORE, 12), mixed.sample(BEHIND, 12), strict=True):
        yield Planting("hedges", f"'{before}' and '{behind}'", inside(f"<p>{before} {NUMBER} {behind}</p>"))
    for family, texts in (("words", WORDS), ("years", YEARS), ("characters", LOOKS)):
        for text in texts:
            yield Planting(family, text, inside(f"<p>{text}.</p>"))
    for name, (family, text) in MEANT.items():
        yield Planting(family, name, inside(text))
    for name, text in MARKUP.items():
        yield Planting("markup", name, inside(text))
    for attribute in ATTRIBUTES:
        tag = mixed.choice(("p", "div", "span", "li"))
        yield Planting("attributes", f"<{tag} {attribute}>", inside(f"<{tag} {attribute}>Otters swim</{tag}>"))
        if mixed.random() < 0.3:
            yield Planting(
                "attributes", f"a number in <span {attribute}>", inside(f"<p><span {attribute}>{NUMBER}</span></p>")
            )
    for text in INLINE:
        family = "styles" if "style" in text else "scripts"
        yield Planting(family, f"{text} in the article", inside(text))
        yield Planting(family, f"{text} at the end", swapped("</body>", f"{text}</body>"))
    for text in HEAD:
        yield Planting("head", text, swapped("</head>", f"{text}</head>"))
    for said in LINKED:
        told = json.dumps(said)
        yield Planting(
            "JSON-LD", told, swapped("</head>", f'<script type="application/ld+json">{told}</script></head>')
        )
    for old, new in (
        ("No matching documents", "17 matching documents"),
        ("Missing", "Seventeen missing"),
        ('"tags": null', '"tags": "otters of 17"'),
    ):
        yield Planting("scripts", f"the theme's settings say {new}", swapped(old, new))
    yield Planting(
        "head", "a policy that allows more", swapped("script-src 'self'", "script-src 'self' 'unsafe-inline' https:")
    )
    yield Planting("markup", "a drawn icon", lambda page: re.sub(r'(<path d=")[^"]*', r"\1M1,1h3l-2,6", page, count=1))
    yield Planting("markup", "a bar within an icon", swapped("</svg>", '<rect width="2" height="20"/></svg>'))


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


PAGES = tuple(_pages())
TOGETHER = tuple(_files())  # each a file of its own: one audit judges them all
SITES = (*_searched(), *_published(), *_charts())
