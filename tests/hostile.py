"""Hostile strings of our own making, by kind, and a fact-sheet with one of them in every field.

Each kind says what becomes of its strings in a field of free text: `shown` as text, letter for letter,
or `refused`, with a problem that names the place.
"""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import quote

import yaml

from factsheet.text import writing_systems
from factsheet.text.numerals import find

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ZERO = "\u200b\u2060\u2061\u2064\ufeff\u00ad\u180e\u034f"
OTHER = "\ufff9\ufffa\ufffb\ufe0f\ufe00\U000e0100\U000e0001\U000e0041\U000e007f\u115f\u1160\u3164\uffa0\u17b4\u2800\u180b\U0001d173\ue000\ufffe\U0001fffe"

KINDS: dict[str, tuple[str, list[str]]] = {
    "HTML": ("shown", [
        "<script>hit()</script>", "<img src=x onerror=hit()>", "</td></table></article><script>hit()</script>", "<b>bold</b>",
        "<!-- open", "--> closed", "<!--factsheet:derived-->", "<!--factsheet:used herald-->", "<![CDATA[ x ]]>", "<?php hit() ?>",
        "<a href=javascript:hit()>x</a>", "<iframe srcdoc='<script>parent.hit()</script>'>", "<base href=//evil.example/>",
        "<form action=//evil.example><input autofocus onfocus=hit()>", "<plaintext>", "<textarea>", "<noscript><p title='</noscript><img src=x onerror=hit()>'>",
        "<details open ontoggle=hit()>", "<meta http-equiv=refresh content=soon>", "<data class=figure value=x>x</data>",
        "&lt;b&gt; &amp;amp; &#x3c;script&#x3e; &nbsp; &copy", "<", "</", "<!", "&#", "<scr<script>ipt>", "<x/onpointerover=hit()>",
    ]),
    "ways out of an attribute": ("shown", [
        "\" onmouseover=\"hit()", "' onmouseover='hit()", "` onmouseover=`hit()", "\"><script>hit()</script>", "'><img src=x onerror=hit()>",
        "\" style=\"position:fixed;inset:auto\" x=\"", "\\\" onfocus=hit() autofocus \\\"", "x\" id=\"__search", "\" hidden=\"",
    ]),
    "Markdown": ("shown", [
        "[x](javascript:hit())", "![x](x.png)", "![x][y]", "[y]: javascript:hit() 'x'", "*[HTML]: x", "[^a]", "[^a]: note", "# Heading", "Heading\n===",
        "* item", "- item", "> quoted", "```\ncode\n```", "    code", "~~~", "`code`", "``co`de``", "**bold** __bold__ *it* _it_", "a | b\n--|--\nc | d", "***", "---",
        "!!! note", "??? note", "=== \"Tab\"", "{: onclick=hit() #x .y }", "{ #anchor onclick=hit() }", "<div markdown>*x*</div>", "<div markdown=block>", ":smile:", "term\n:   meaning",
        "\\*not\\* \\<b\\>", "x  \ny", "<https://evil.example>", "https://evil.example", "[TOC]", "--8<-- \"mkdocs.yml\"", "::: factsheet.data", "==x== ^^x^^ ~~x~~ ++x++", "$x$ \\(x\\)", "## x {: #y }", "^x^ ~y~",
    ]),
    "templates": ("shown", [
        "{{ config }}", "{{ figure('otters-2020') }}", "{% raw %}", "{% endraw %}", "{# hidden #}", "{%", "{{", "}}", "%}", "{#", "#}", "{{ ''.__class__.__mro__ }}", "{% include 'x' %}",
        "{% import os %}", "${x} #{x} <%= x %>", "{{{ x }}}", "{% for x in y %}", "}} {{", "[[ x ]] [% x %]", "%(x)s {x} {} %s %n", "{source}", "{value!r} {years[{", "\\g<x> \\k<x>",
    ]),
    "SVG and MathML": ("shown", [
        "<svg onload=hit()>", "<svg><script>hit()</script></svg>", "<svg><use href=\"data:image/svg+xml,x\"/>", "<math><mtext><table><mglyph><style><img src=x onerror=hit()>", "<svg><style><img src=x onerror=hit()>",
        "<svg><a xlink:href=javascript:hit()>", "<svg><foreignObject><body onload=hit()>", "</text><script>hit()</script>", "]]></text>", "<svg><animate onbegin=hit() attributeName=x>", "href=\"https://figure.invalid/x\"",
        "\" version=\"x\" opacity=\"x\" id=\"clipx", "<svg width=\"x\" viewBox=\"y\">", "https://figure.invalid/sources/x",
    ]),
    "styles": ("shown", ["</style><script>hit()</script>", "url(javascript:hit())", "x;background:url(//evil.example/x)", "expression(hit())", "@import '//evil.example/x.css';", "*/ x /*", "content:'x'", "--fs-ink:red"]),
    "scripts and JSON": ("shown", ["</script><script>hit()</script>", "\"}]};hit();//", "\\u003cscript\\u003e", "<!--<script>", "\"+hit()+\"", "${hit()}", "');hit();//", "datum.series == 'x' || hit()", "\\", "\"", "'", "\\\\", "[]", "{}"]),
    "addresses as text": ("shown", ["javascript:hit()", "data:text/html,<script>hit()</script>", "vbscript:hit()", "java\tscript:hit()", "//evil.example/x", "\\\\evil.example\\x", "file:///etc/passwd", "blob:x", "mailto:x@evil.example"]),
    "formulas of spreadsheets": ("shown", [
        "=hit()", "+hit()", "-hit()", "@hit()", "=cmd|' /c calc'!A", "=HYPERLINK(\"//evil.example\",\"x\")", "\"=hit()", " =hit()", "＝hit()", "＋hit()", "－hit()", "＠hit()", "=IMPORTXML(\"//evil.example\",\"x\")", "|hit()", "%hit()", ";=hit()", "'=hit()", "\u00a0=hit()",
    ]),
    "values of another YAML": ("shown", ["no", "null", "~", "true", "Infinity", ".inf", ".nan", "!!str x", "&a x", "*a", "<<", "=", "- x", "? x", "x: y", "%YAML", "...", "| x", "> x", "@x", "`x"]),
    "paths and device names": ("shown", ["../../x", "..\\..\\x", "/etc/passwd", "C:\\x", "CON", "nul.txt", "COM", "x:y", "%2e%2e%2fx", "~root", "x\u2215y", "$(hit)", "`hit`", "; rm -rf x", "| hit", "&& hit", "%SystemRoot%"]),
    "names of programs": ("shown", ["__proto__", "constructor", "toString", "__class__", "undefined", "NaN", "None", "hasOwnProperty", "self", "items", "keys"]),
    "other scripts": ("shown", ["שלום otters", "اسم", "می\u200cخواهم", "क्\u200dष", "Ведра", "Ωμέγα", "寻求庇护者", "བོད་སྐྱབས་བཅོལ་བ", "Việt", "ﷺ", "ß", "ŉ", "ǆ", "İi", "🦦", "ﬀ", "𝒳", "ẍ̂"]),
    "look-alikes": ("shown", ["раураl", "Οtter", "ⅼаkе", "ᎪᏢᏢᏞᎬ", "‐‑‒–—", "“x” ‘y’ ′ ″", "a\u00a0b\u2009c\u202fd\u3000e", "x∕y⁄z", "․․/"]),
    "signs of direction": ("refused", [f"x{c}y" for c in BIDI]),
    "signs without width": ("refused", [f"x{c}y" for c in ZERO]),
    "other invisible signs": ("refused", [f"x{c}y" for c in OTHER]),
    "control characters": ("refused", [f"x{chr(n)}y" for n in (0, 1, 2, 3, 7, 8, 11, 12, 14, 27, 31, 127, 128, 133, 155, 159)] + ["x\u2028y", "x\u2029y", "\x1b[2Jx"]),
    "half characters": ("refused", ["x\ud800y", "\udfff", "\udc80x"]),
    "floods of marks": ("refused", ["o" + "\u0301" * 40, "\u0338x", "\u20ddx", "x" + "\u0e49" * 20 + "y", "\u0301"]),
    "very long texts": ("refused", ["x" * 100_000, "word " * 5_000, "<b>" * 5_000, "[" * 5_000, "*" * 10_000]),
}  # fmt: skip

# What an entry of a YAML file may not be, whatever its fields: the file's text, and a part of what is told.
FILES = {
    "a Python object": ("a: !!python/object/apply:os.system [hit]", "tag"),
    "a tag of our own": ("a: !x y", "tag"),
    "a typed text": ("a: !!str x", "tag"),
    "an anchor": ("a: &b x", "anchor or alias"),
    "an alias": ("a: *b", "anchor or alias"),
    "a bomb of aliases": ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]", "anchor or alias"),
    "a merge": ("a: &a {label: x}\nb: {<<: *a}", "anchor or alias"),
    "a key twice": ("a: {label: x, label: y}", "stands twice"),
    "two documents": ("a: {label: x}\n---\nb: {label: y}", "a second document"),
    "brackets without end": ("a: " + "[" * 100_000, "nested too deep"),
    "braces without end": ("a: " + "{a: " * 50_000, "nested too deep"),
    "indents without end": ("\n".join(" " * n + "a:" for n in range(500)), "nested too deep"),
    "a list as a key": ("[a, b]: x", "a key that is a list"),
    "a mapping as a key": ("? {a: b}\n: x", "a key that is a list or a mapping"),
    "a NUL": ("a: x\0y", "not YAML here"),
    "half a character": ('a: {label: "\\ud800"}', ""),
    "an open quotation mark": ('a: "x', "not YAML here"),
    "a directive": ("%YAML 9.9\n---\na: x", ""),
    "a text": ("x", "where entries are expected"),
    "a list of texts": ("- x\n- y", "is not an "),
    "a key without end": ("? " + "a" * 100_000 + "\n: {label: x}", ""),
}

CLAIMS = [
    {"id": "more", "source": "herald", "quote": "more otters", "locator": "1", "test": "exceeds", "left": "otters-2020", "right": "otters-2015", "note": "x"},
    {"id": "rose", "figure": "rise-2015-2020@herald", "test": "rise", "left": "otters-2015", "right": "otters-2020", "note": "x"},
]  # fmt: skip
CORRECTIONS = [
    {"date": "2024-01-03", "kind": "correction", "figure": "otters-2020@survey-2022", "before": "x", "after": "x", "why": "x", "who": "x"}
]  # fmt: skip
PAGES = {
    "claims": "# Claims\n\n{{ claim('more') }}\n\n{{ claims() }}\n",
    "disagreements": "# Disagreements\n\n{{ disagreements() }}\n\n{{ voices() }}\n",
    "bibliography": "# References\n\n{{ bibliography() }}\n",
    "corrections": "# Corrections\n\n{{ corrections() }}\n",
    "tables": "# Tables\n\n{{ table('lakes') }}\n\n{{ table('years') }}\n",
    "charts": "# Charts\n\n{{ chart('lakes') }}\n\n{{ chart('years') }}\n",
}
YAMLS = ("sources", "measures", "places", "facts", "charts", "claims", "corrections")
# Fields that hold words; every other one is a name, a number, a date or an address, and most words are refused there.
FREE = frozenset(
    "title container-title publisher version family given literal label definition population unit because break says note "
    "why who before after from to profile NLK SLK WLD".split()
)


def complete(project) -> None:
    """Give the made-up fact-sheet every file and every optional field, and pages that show them."""
    for name, entries in (("claims", CLAIMS), ("corrections", CORRECTIONS)):
        project.file(f"data/{name}.yml").write_text(json.dumps(entries), "utf-8")
    project.add("mkdocs.yml", "extra_css: [stylesheets/factsheet.css]\n")
    for name, text in PAGES.items():
        project.file(f"docs/{name}.md").write_text(text, "utf-8")
    project.edit("data/facts.yml", "otters-2020-mid:\n", "otters-2020-mid:\n  break: x\n")
    project.edit(
        "data/sources.yml",
        "author: [{family: Reed, given: Ada}]",
        "author: [{family: Reed}, {literal: Ada}]\n    language: en",
    )
    project.edit(
        "data/sources.yml",
        "      checked: 2024-01-03",
        "      checked: 2024-01-03\n      archive_url: https://archive.example/x",
    )


def trees(project) -> dict[str, object]:
    """The YAML files as plain texts."""
    return {n: yaml.load(project.file(f"data/{n}.yml").read_text("utf-8"), yaml.BaseLoader) for n in YAMLS}


def put(value: object, text: str, wanted, key: str = "") -> object:
    """A tree with `text` in every field that `wanted` names."""
    if isinstance(value, dict):
        return {k: put(v, text, wanted, k) for k, v in value.items()}
    if isinstance(value, list):
        return [put(v, text, wanted, key) for v in value]
    # Places are told apart by their names.
    return f"{text}{SUFFIXES.get(key, '')}" if wanted(key) else value


SUFFIXES = {"NLK": " north", "SLK": " south"}


def plant(project, text: str, given: dict[str, object], rows: list[dict[str, str]], other: str = "x") -> None:
    """Write every data file with `text` in each of its free fields, `other` where numbers may not be; JSON is YAML."""
    for name, tree in given.items():
        planted = put(tree, text, FREE.__contains__)
        if name == "claims":
            planted[0]["quote"] = spaced(text)
        if name == "corrections" and any(find(text)):
            planted[0] |= {"why": other, "who": other}  # a correction gives its numbers apart
        project.file(f"data/{name}.yml").write_text(as_yaml(planted), "utf-8")
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(row | worded(row, text))
    project.file("data/figures.csv").write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))


def worded(row: dict[str, str], text: str) -> dict[str, str]:
    """The free cells of a row: its note, a dataset's locator, and the words around a quoted number."""
    text = spaced(text).strip()
    made = {"note": text}
    if row["source"] == "survey-2022":
        return made | {"locator": text}
    return made | {"quote": f"{text} … {row['quote']}"}  # apart, or "no" and "~" would say something about the number


def as_yaml(value: object) -> str:
    """A tree as YAML: as JSON, an entry a line or more, and signs that are not printed by their numbers."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text if text.isascii() else "".join(c if c.isprintable() or c == "\n" else f"\\U{ord(c):08x}" for c in text)


def encoded(text: str) -> str:
    """A text as it stands in an address."""
    return quote(text, safe="").replace("-", "%2D")


def spaced(text: str) -> str:
    """A text on one line."""
    return re.sub(r"[\r\n\t]+", " ", text)


def crowd(project) -> list[str]:
    """Give the fact-sheet an entry of every kind for each text without a numeral; the texts, in order of the entries."""
    texts = [spaced(t).strip() for verdict, ts in KINDS.values() for t in ts if verdict == "shown" and not any(find(t))]
    texts = [
        t for t in texts if not writing_systems.foreign(t, "en")
    ]  # the audit refuses letters that could pass for others
    # Braces without a word the audit takes for templates left over, and says so.
    texts = [t for t in texts if not re.search(r"\{[{%]", t) or re.search(r"\w", t)]
    given = trees(project)
    rows, parts = [], {name: given[name] for name in YAMLS}
    parts["measures"]["crowd"] = given["measures"]["otters"]
    for n, text in enumerate(texts):
        code = "Z" + chr(65 + n // 26) + chr(65 + n % 26)
        parts["places"][code] = f"{text} {code}"
        parts["sources"]["references"].append(given["sources"]["references"][0] | {
            "id": f"source-{n}", "title": text, "container-title": text, "author": [{"literal": text}], "type": "report",
            "custom": given["sources"]["references"][0]["custom"] | {"profile": text},
        })  # fmt: skip
        measure = {"label": text, "definition": text, "unit": text, "population": text, "kind": "stock"}
        parts["measures"][f"measure-{n}"] = measure
        shared = {"period": "2020-12-31", "place": code, "show": "survey-2022", "because": text, "break": text}
        shared["weighed"] = [f"source-{n}", "survey-2022"]
        parts["facts"][f"fact-{n}"] = {"label": text, "measure": f"measure-{n}"} | shared
        parts["facts"][f"otters-{n}"] = {"label": text, "measure": "crowd", "period": "2020-12-31", "place": code}
        parts["claims"].append(CLAIMS[0] | {"id": f"claim-{n}", "source": f"source-{n}", "quote": text, "note": text})
        parts["corrections"].append(CORRECTIONS[0] | {"before": text, "after": text, "why": text, "who": text})
        rows.append(
            [
                f"fact-{n}",
                f"source-{n}",
                "1200",
                "exact",
                f"status={text}" if ";" not in text else "",
                "",
                f"{text} … 1,200",
                "1",
                text,
            ]
        )
        rows.append([f"fact-{n}", "survey-2022", "1300", "exact", "", "", "", text, text])
        rows.append([f"otters-{n}", "survey-2022", str(9 + n), "exact", "", "", "", text, ""])
    parts["charts"] = {
        "crowd": {
            "form": "ranking",
            "facts": [f"otters-{n}" for n, t in enumerate(texts) if "{{" not in t],
            "title": texts[0],
            "says": texts[1],
        }
    } | parts["charts"]
    for name, tree in parts.items():
        project.file(f"data/{name}.yml").write_text(as_yaml(tree), "utf-8")
    with project.file("data/figures.csv").open("a", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
    project.add("docs/charts.md", "\n{{ chart('crowd') }}\n")
    project.add("docs/index.md", "\n{{ figure('fact-0') }}\n")
    return texts
