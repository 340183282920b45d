"""Checks our renderings of quotations: each is the one that the project keeps, with its numbers in the carriers of the figures it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser

from factsheet.audit import quantities
from factsheet.audit.expected import Expected
from factsheet.audit.times import spoken
from factsheet.core.problems import Problem
from factsheet.data import Entry
from factsheet.data.labels import OWN, PLACEHOLDER, RENDERING, loose
from factsheet.text import numerals

_blank = re.compile(r"\s+")
_ours = re.compile(r"[^:：]+[:：]")  # that it is our translation


def problems(page: str, tree: LexborHTMLParser, expected: Expected) -> Iterator[Problem]:
    """Renderings on a page that say something else than `locales/` does, or whose numbers are not those of their figures."""
    for shown in tree.css("article .rendering"):
        own, entry = _entry(shown.attributes, expected)
        text = entry.text(RENDERING) if entry else ""
        text = text.replace(f"{{{OWN}}}", f"{{{own}}}")
        if not text:
            what = f"the rendering '{shown.text()}' of '{own}' is none that '{expected.language}' keeps"
            fix = "Audit the pages of a translation with its settings; else let the macros write what the labels say."
            yield Problem(page, 0, what, fix)
            continue
        named = PLACEHOLDER.findall(text)
        carried = [_figure(carrier.attributes) for carrier in shown.css(".figure")]
        right = PLACEHOLDER.sub(lambda m: _number(m[1], expected), text)
        before, _, after = _blank.sub("", shown.text()).rpartition(_blank.sub("", right))
        if carried != named or after or not _ours.fullmatch(before):
            what = f"the rendering '{shown.text()}' is not that of '{own}', '{text}'"
            yield Problem(page, 0, what, "Let the macros write it; what it says stands in the labels of the language.")


def spans(expected: Expected) -> list[str]:
    """What renderings say between their figures, where it holds a year or a span of time, which the quotation has too."""
    entries = [e for e in (*expected.folder.figures, *expected.folder.claims) if e.text(RENDERING)]
    texts = [e.text(RENDERING) for e in entries if not loose(e.text(RENDERING), e.text("quote"), expected.language)]
    parts = (part.strip() for text in texts for part in PLACEHOLDER.split(text)[::2])
    return sorted({part for part in parts if numerals.find(part, expected.language)})


def _entry(attributes: Mapping[str, str | None], expected: Expected) -> tuple[str, Entry | None]:
    """The id of what a rendering renders, and its entry."""
    if claim := attributes.get("data-claim"):
        return claim, expected.claims.get(claim)
    key = _figure(attributes)
    return key, next((e for e in expected.folder.figures if e.id == key), None)


def _figure(attributes: Mapping[str, str | None]) -> str:
    """The id of the figure that an element names."""
    locator = attributes.get("data-locator")
    return f"{attributes.get('data-fact')}@{attributes.get('data-source')}" + (f":{locator}" if locator else "")


def _number(key: str, expected: Expected) -> str:
    """A figure's number as a page prints it, with the mark of its source."""
    row = expected.rows.get(key)
    if row is None:
        return ""
    number = spoken(row.value, expected.language) if row.kind == "date" else quantities.shown(row, expected.language)
    return f"{number}[{expected.numbers.get(row.source)}]"
