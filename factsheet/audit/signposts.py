"""What a page and a site say of themselves to programs: links in the head, JSON-LD, the rules for robots, the search."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from selectolax.lexbor import LexborHTMLParser

from factsheet.audit.addresses import forms, resolve
from factsheet.audit.expected import Expected
from factsheet.core.problems import Problem
from factsheet.text.numerals import find

AGAIN = "Build the site again."
SEARCH = "opensearch.xml"
_sitemap = re.compile(r"(?:[a-z]{2,3}(?:-\w+)*/)?sitemap\.xml")  # of the site, or of a language below its tag
_opensearch = "{http://a9.com/-/spec/opensearch/1.1/}"
# Links in the head that lead to a file of the site; of those that lead elsewhere, each says what it has to be.
TO_FILES = ("describedby", "alternate item", "search")


def problems(
    page: str, tree: LexborHTMLParser, expected: Expected, settings: Mapping[str, object], site: Path, address: str
) -> Iterator[Problem]:
    """Links in a page's head lead to files that are there, to its own `address`, or to the licence; JSON-LD says the same."""
    licence = _extra(settings).get("licence_url")
    for link in tree.css("head link[rel]"):
        rel, href = link.attributes["rel"] or "", link.attributes.get("href") or ""
        if rel in TO_FILES and not _is_file(page, href, site):
            yield Problem(page, 0, f"<link rel='{rel}'> leads to '{href}', which is no file of the site", AGAIN)
        elif (right := {"cite-as": address, "license": licence}.get(rel, href)) != href:
            yield Problem(page, 0, f"<link rel='{rel}'> leads to '{href}' where it has to lead to '{right}'", AGAIN)
    for script in tree.css('script[type="application/ld+json"]'):
        yield from _described(page, script.text(), tree, expected, settings, address)


def _is_file(page: str, href: str, site: Path) -> bool:
    """Whether an address leads to a file beside the pages. One from the root is of the page that stands in for others.

    A translation leads up to the data of the site, which is audited with the pages that it is translated from.
    """
    target = href.rpartition("/")[2] if href.startswith("/") else resolve(page, href)[0]
    if target.startswith("../data/"):
        return True
    return bool(target) and not target.endswith(".html") and (site / target).is_file()


def _described(
    page: str, text: str, tree: LexborHTMLParser, expected: Expected, settings: Mapping[str, object], address: str
) -> Iterator[Problem]:
    """What a description says of form is what the page, the settings and the data say."""
    try:
        held = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return  # which json_ld.py reports
    if not isinstance(held, dict):
        return
    root = tree.css_first("html")
    extra = _extra(settings)
    right = {
        "url": {address}, "identifier": {address}, "version": {extra.get("release")}, "license": {extra.get("licence_url")},
        "inLanguage": {root.attributes.get("lang") if root is not None else ""}, "dateModified": {expected.newest},
    }  # fmt: skip
    for key, known in right.items():
        if key in held and held[key] not in known:
            yield Problem(
                page,
                0,
                f"JSON-LD gives '{str(held[key])[:60]}' as '{key}' where it is {sorted(map(str, known))}",
                AGAIN,
            )


def discovery(site: Path, expected: Expected, settings: Mapping[str, object], address: str) -> Iterator[Problem]:
    """The rules for robots name the sitemaps of the site whose home page has `address`, and browsers search that site by `?q=`."""
    home = address.removesuffix(next((form for form in forms("index.html") if form and address.endswith(form)), ""))
    robots = site / "robots.txt"
    if robots.is_file():
        for line in robots.read_text("utf-8", "replace").splitlines():
            named = re.match(r"Sitemap: ?(.*)", line)
            if named and home and not (named[1].startswith(home) and _sitemap.fullmatch(named[1], len(home))):
                yield Problem("robots.txt", 0, f"'{named[1]}' is not a sitemap of this site", AGAIN)
    if (site / SEARCH).is_file():
        yield from (Problem(SEARCH, 0, what, AGAIN) for what in _search(site / SEARCH, expected, home))


def _search(path: Path, expected: Expected, home: str) -> Iterator[str]:
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        yield f"the description of the search cannot be read: {error}"
        return
    shape = [(node.tag.removeprefix(_opensearch), tuple(node.attrib)) for node in root.iter()]
    known = ["OpenSearchDescription", "ShortName", "Description", "Url", "Language", "InputEncoding"]
    if shape != [(tag, ("type", "template") if tag == "Url" else ()) for tag in known]:
        yield "the description of the search holds more or less than a name, a description and an address"
        return
    given = root[2].attrib["template"]
    if given != f"{home}?q={{searchTerms}}":
        yield f"the search asks '{given}', which is not the home page of this site"
    own = {n.text for text in expected.own for n in find(text)}
    for numeral in (n for node in root for n in find(node.text or "") if node.tag != f"{_opensearch}InputEncoding"):
        if numeral.text not in own:
            yield f"'{numeral.text}' has no source, in the description of the search"


def _extra(settings: Mapping[str, object]) -> Mapping[str, object]:
    extra = settings.get("extra")
    return extra if isinstance(extra, Mapping) else {}
