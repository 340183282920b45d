"""Checks of the feed, and of the README of the published files, against `data/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from factsheet.audit.cells import when
from factsheet.audit.expected import Expected
from factsheet.audit.times import spoken
from factsheet.core.problems import Problem, show
from factsheet.text.numerals import find

FEED, README = "data/feed.xml", "data/README.md"
ATOM = "{http://www.w3.org/2005/Atom}"
NAMED = ("title", "container-title", "publisher", "version")


def problems(site: Path, expected: Expected, settings: Mapping[str, object]) -> Iterator[Problem]:
    """Every numeral of the feed is in the correction or the edition it reports; those of the README are the site's own."""
    own = [str(settings.get(key, "")) for key in ("site_name", "site_description")]
    known = _numerals([*own, *expected.site(expected.language).values()])
    if (site / README).is_file():
        text = (site / README).read_text("utf-8", errors="replace")
        # Addresses are left out: only the settings of the deployment know where the site is served.
        yield from _untraced(README, re.sub(r"https?://\S+", "", text), known)
    if (site / FEED).is_file():
        yield from _feed(site / FEED, expected, known)


def _feed(path: Path, expected: Expected, known: set[str]) -> Iterator[Problem]:
    """The head of the feed; then each entry, against what changed on its day and against what its link names."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        yield Problem(FEED, 0, f"the feed cannot be read: {error}", "Build the site again.")
        return
    yield from _untraced(FEED, _text(root, "title", "subtitle", "rights"), known)
    days = [e.findtext(f"{ATOM}updated", "") for e in root.iter(f"{ATOM}entry")]
    if days and root.findtext(f"{ATOM}updated", "") != max(days):
        yield Problem(FEED, 0, "the feed's date is not that of its newest entry", "Build the site again.")
    for entry in root.iter(f"{ATOM}entry"):
        text, link = _text(entry, "title", "summary", "content"), entry.find(f"{ATOM}link")
        anchor = "" if link is None else link.get("href", "").partition("#")[2]
        sources = list(_sources(expected, entry.findtext(f"{ATOM}updated", "")[:10], anchor))
        if sources:
            yield from _untraced(FEED, text, _numerals(sources))
        else:
            what = f"no correction and no dataset edition matches the entry {show(text)}"
            yield Problem(FEED, 0, what, "Build the site again.")


def _sources(expected: Expected, day: str, anchor: str) -> Iterator[str]:
    """The texts of `data/` about what changed on a day, as far as an entry with this link may report it."""
    for entry in expected.folder.corrections:
        fact, _, source = entry.text("figure").partition("@")
        if entry.text("date") == day and fact == anchor:
            yield from (spoken(day, expected.language), *(entry.text(key) for key in ("before", "after", "why", "who")))
            if fact in expected.facts:  # one without a label of its own is called by its period
                yield expected.facts[fact].text("label") or " ".join(
                    re.findall(r"\d{4}", expected.facts[fact].text("period"))
                )
            yield from (expected.sources[source].text(key) if source in expected.sources else "" for key in NAMED)
    edition = expected.sources.get(anchor)
    if edition is not None and when(edition, "accessed").startswith(day[: len(when(edition, "accessed"))]):
        yield from (spoken(when(edition, key), expected.language) for key in ("issued", "accessed"))
        yield from (edition.text(key) for key in NAMED)


def _numerals(texts: list[str]) -> set[str]:
    return {n.text for text in texts for n in find(text)}


def _untraced(name: str, text: str, known: set[str]) -> Iterator[Problem]:
    for numeral in find(text):
        if numeral.text not in known:
            what = f"{show(numeral.text)} has no source, in {show(text)}"
            yield Problem(name, 0, what, "Correct the data it comes from, and build the site again.")


def _text(parent: ElementTree.Element, *tags: str) -> str:
    return " ".join(filter(None, (parent.findtext(f"{ATOM}{tag}") for tag in tags)))
