"""False numbers to plant in a built site, by family: what a page, a file or a chart could be made to say without a source.

A planting of a page is HTML at the end of its article, or a change of the page; each stands on a page of its own, so that
one audit judges them all. Those of a whole site stand in `site_plantings.py`. The order is seeded, so that hedges, scales and carriers meet
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


PAGES = tuple(_pages())
