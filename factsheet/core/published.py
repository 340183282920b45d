"""The catalogue of what a site publishes: every kind of file, and the markup of its pages.

Each stage that publishes declares here what it writes; the audit refuses everything else. Whoever adds a kind of
file, an element, a class or a type of JSON-LD names it here, with how the audit is to know it. The tables below
`data/` and their columns are in data/published_files.py.
"""

from __future__ import annotations

TRACE = "data/trace.json"
SUMS = "SHA256SUMS"
# The offline copy. Its name says nothing about the subject: a reader may have to show what they carry.
ARCHIVE = "fact-sheet.zip"
READ_ME = "READ-ME-FIRST.txt"  # of a translation `READ-ME-FIRST.<tag>.txt`
SEARCH_INDEX = "search/search_index.json"
SCRIPTED_INDEX = "search/search_index.js"  # only the copy has it, because a page on a disk may not fetch data
# Of use only on a server, so the copy has none.
SERVED = frozenset(["404.html", "sitemap.xml.gz", "robots.txt", "opensearch.xml"])

# Every file of a site by a pattern of its path, in which `*` is any part of it, and the check by which the audit knows
# it (a function in audit/files.py). A file of the theme or the engine is one that the installed package holds, byte for
# byte; what a project adds it names in its settings. Nothing else may lie there.
CATALOGUE = {
    "*.html": "page",
    SEARCH_INDEX: "read_elsewhere",  # with each page
    SCRIPTED_INDEX: "scripted_index",
    "data/sources.json": "told", "data/sources.bib": "told", "data/datapackage.json": "told",
    "data/cite/*.bib": "told", "data/cite/*.json": "told",
    "data/README.md": "read_elsewhere", "data/feed.xml": "read_elsewhere",  # audit/feeds.py
    TRACE: "read_elsewhere",  # the audit writes it
    "data/measures/*.csv": "measure", "data/measures/*.json": "measure",  # the rows of data/figures.csv of one measure
    "data/*.csv": "table", "data/*.json": "table",  # those that data/published_files.py names
    "charts/*.svg": "chart", "charts/*.csv": "chart", "charts/*.vl.json": "chart", "charts/*.png": "chart",
    "sitemap.xml": "sitemap", "opensearch.xml": "read_elsewhere",  # audit/signposts.py
    "sitemap.xml.gz": "packed_sitemap", "robots.txt": "robots", "CNAME": "name", ".nojekyll": "empty",
    SUMS: "sums", "READ-ME-FIRST*.txt": "read_me", "*.zip": "archive",
}  # fmt: skip

# ------------------------------------------------------------ what stands in an article

_FIGURE = "value data-fact data-source data-locator data-formula data-inputs data-key"
# Attributes that any element there may have.
ANYWHERE = frozenset("id class lang title aria-label data-search-exclude".split())
# What Markdown, the theme's documented components and the macros write: each element with its own attributes.
ELEMENTS = {
    **dict.fromkeys(
        "abbr article b blockquote br caption code dd div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i kbd li mark ol p pre "
        "section small strong sub summary sup table tbody thead tr ul var".split(),
        "",
    ),
    "a": "href rel download hreflang",
    "cite": "data-source", "data": _FIGURE, "time": "datetime data-fact data-source data-locator", "q": "data-fact data-source data-locator data-claim",
    "details": "open", "div": "role tabindex data-tabs", "span": "data-fact data-source data-locator data-claim data-inputs",
    "input": "checked id name type", "label": "for",  # content tabs
    "td": "style colspan rowspan", "th": "style colspan rowspan scope",
}  # fmt: skip
# What an author may write as HTML in a page, and with which attributes; CONTRIBUTING lists them.
RAW_HTML = {
    **dict.fromkeys(("div", "span", "p"), "class id lang markdown"),
    **dict.fromkeys(("br", "kbd", "sub", "sup", "summary"), ""), "details": "class id open markdown",
}  # fmt: skip
# The styles that Markdown writes, of the columns of a table.
STYLES = frozenset(f"text-align: {side};" for side in ("left", "right", "center"))
# Classes of the macros and their templates, of the generated pages, and of the theme's documented components. A class
# that a project styles in its own stylesheet is known by that.
CLASSES = frozenset(
    "about answer answered because bibliography break card cards chains chart cite cited citing claim derived details differs disagreement "
    "drawing edition embed entry entry-tools facts figure figures figures-table files fine fingerprint flag freshness gist gloss headed "
    "headline holds judged judgement key lead lines locator measure none open origin ours paper partly parts pass period picked problem quote recalled rendering "
    "relations role says scroll section site source stacked statement statements take-along tally tested told total untranslated used verdict voices way ways "
    "admonition admonition-title note abstract info tip success question warning failure danger bug example inline end "
    "grid headerlink highlight codehilite linenos toc tabbed-set tabbed-alternate tabbed-labels tabbed-content tabbed-block task-list "
    "md-button md-button--primary md-content__inner md-typeset md-typeset__table md-typeset__scrollwrap".split()
)
CLASS_PATTERN = r"language-[\w+-]+|[a-z]{1,2}\d?"  # of code, and of the parts of highlighted code

# Elements that hold a number or another text of data/, with the whole of their class.
CARRIERS = {
    "data": ("figure", "figure derived", "site"), "time": ("figure", "period"), "q": ("quote",), "cite": ("source",),
    "span": ("locator", "cite"), "a": ("cite",),
}  # fmt: skip

# ------------------------------------------------------------ what stands around it

# Of an icon, each of which the audit compares with the theme's files.
ICON = frozenset("svg g path rect circle ellipse line polygon polyline".split())
# The theme's header, navigation, search and footer.
FRAME = {
    **dict.fromkeys("body button dialog div footer form header html input label li link main nav ol p script span ul".split(), ""),
    "a": "href rel download hreflang", "body": "dir", "button": "type tabindex hidden", "div": "role tabindex hidden", "form": "name",
    "input": "autocapitalize autocomplete autocorrect checked id name placeholder required spellcheck type",
    "label": "for tabindex hidden", "nav": "aria-expanded aria-labelledby", "ol": "role", "script": "src type id",
    "data": "data-key",
    "aside": "", "h1": "", "small": "", "strong": "", "em": "", "b": "", "code": "", "br": "", "cite": "data-source",
}  # fmt: skip
FRAME_CLASSES = frozenset(["no-js", "paper", "freshness", "carry", "site", "source", "headerlink"])
FRAME_PATTERN = r"md-[\w-]+"  # the theme's own
# <link> by what it leads to, <meta> by its name: a pattern of what it says to programs, or None where it says it to readers.
LINKS = frozenset(
    ["canonical", "prev", "next", "icon", "apple-touch-icon", "stylesheet", "alternate", "alternate feed", "search", "license", "cite-as",
     "describedby", "alternate item"]
)  # fmt: skip
_ADDRESS = r"https?://[^\s\"<>]+"
META = {
    "description": None, "author": None, "og:title": None, "og:description": None, "og:site_name": None, "og:image:alt": None,
    "viewport": r"width=device-width,initial-scale=1", "generator": r"mkdocs-(?:\w+ )?[\d.]+, mkdocs-\w+-[\w.]+", "referrer": "no-referrer",
    "robots": r"noindex(?:, ?nofollow)?", "color-scheme": r"light dark|light|dark", "theme-color": r"#[0-9a-f]{6}",
    "twitter:card": "summary|summary_large_image", "og:type": "website|article", "og:url": _ADDRESS, "og:image": rf"{_ADDRESS}|[\w./-]+",
    "og:image:type": r"image/\w+", "og:image:width": r"\d+", "og:image:height": r"\d+", "og:locale": r"[A-Za-z_]+",
}  # fmt: skip

# ------------------------------------------------------------ drawings and JSON-LD

# A chart: each element with its attributes; `role-…`, `mark-…` and layers are the classes of the library that draws it.
DRAWING = {
    "svg": "xmlns class role aria-label data-search-exclude width height viewBox viewbox", "title": "", "a": "href xlink:href role",
    "g": "class transform fill stroke-miterlimit aria-hidden", "tspan": "x dy",
    "line": "transform x2 y2 stroke stroke-width stroke-dasharray", "path": "d transform fill stroke stroke-width stroke-dasharray",
    "text": "transform text-anchor font-family font-size font-weight fill",
}  # fmt: skip
DRAWING_PATTERN = r"marks|root|mark-(?:group|line|rect|rule|symbol|text)|role-(?:axis(?:-\w+)?|frame|scope|mark|title|subtitle|legend|credit|origin)|[a-z]+(?:_\d+_?\w*)+"

# Types of schema.org with their properties; each value is a text for readers unless its property is one of FORMAL.
_NAMED = "name url description"
JSON_LD = {
    "Dataset": f"{_NAMED} @id isAccessibleForFree license creator publisher includedInDataCatalog temporalCoverage spatialCoverage "
    "variableMeasured isBasedOn distribution inLanguage version dateModified datePublished keywords identifier citation",
    "Organization": _NAMED, "DataCatalog": _NAMED, "Place": "name", "PropertyValue": "name description unitText",
    "CreativeWork": f"{_NAMED} datePublished", "DataDownload": "name contentUrl encodingFormat",
}  # fmt: skip
_day = r"\d{4}(?:-\d\d){0,2}"
FORMAL = {
    **dict.fromkeys(("@id", "url", "contentUrl", "license", "identifier"), _ADDRESS),
    **dict.fromkeys(("temporalCoverage", "datePublished", "dateModified"), rf"{_day}(?:/{_day})?"),
    "@context": "https://schema.org", "@type": r"\w+", "encodingFormat": r"[\w.+-]+/[\w.+-]+", "inLanguage": r"[\w-]+",
    "version": r"[\w.+-]+", "isAccessibleForFree": "true",
}  # fmt: skip
