"""The feed: corrections, revisions and additions, and the newest edition of the data.

Atom (RFC 4287). Ids are version 5 UUIDs (RFC 9562) of the e-mail address for errors, the day, and what
changed, so that every copy of the site has the same ids, wherever it is served. Those of a translation are
made of its tag too (`zh-Hant`), since what has one id is one text to a feed reader.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from factsheet.core.links import Links
from factsheet.data import Entry
from factsheet.model import Sheet
from factsheet.plan.build_date import newest_day
from factsheet.plan.messages import Messages
from factsheet.plan.site_settings import SiteSettings

ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
FILE, TYPE = "feed.xml", "application/atom+xml"


@dataclass(frozen=True)
class Item:
    """An entry of the feed: what changed, when, and where the site shows it."""

    name: str
    day: str
    title: str
    summary: str
    kind: str
    page: str
    anchor: str


def write(sheet: Sheet, settings: SiteSettings, messages: Messages, folder: Path, translation: str = "") -> None:
    """Write `feed.xml`; `translation` is the tag of a site's language that does not lie at its root. If the site has no address, its links are relative, as RFC 4287 allows."""
    ElementTree.register_namespace("", ATOM)
    tree = ElementTree.ElementTree(atom(sheet, settings, messages, translation))
    ElementTree.indent(tree, " ")
    with (folder / FILE).open("wb") as out:
        tree.write(out, "utf-8", xml_declaration=True)
        out.write(b"\n")


def items(sheet: Sheet, messages: Messages) -> list[Item]:
    """The entries, newest first: every correction, and the newest edition of the data."""
    counts: Counter[str] = Counter()
    entries = []
    for entry in sheet.corrections:
        item = _correction(sheet, entry, messages)
        counts[item.day + item.name] += 1
        number = counts[item.day + item.name]
        entries.append(item if number == 1 else replace(item, name=f"{item.name}:{number}"))
    if edition := sheet.newest_edition():
        title = messages("feed-edition", edition=messages.day(edition.issued[:7]), name=edition.name)
        summary = messages("feed-edition-told", title=edition.text("title"), read=messages.day(edition.accessed))
        day = _day(edition.accessed)
        entries.insert(0, Item(f"edition:{edition.id}", day, title, summary, "addition", "sources", edition.id))
    entries.reverse()  # so that of one day the last one entered comes first
    return sorted(entries, key=lambda i: i.day, reverse=True)


def _correction(sheet: Sheet, entry: Entry, messages: Messages) -> Item:
    """A correction as an entry. Its name, on which its id depends, holds no text that may be reworded."""
    kind, figure = entry.text("kind"), sheet.figures.get(entry.text("figure"))
    summary = [messages(f"feed-{key}", value=entry.text(key)) for key in ("before", "after") if entry.text(key)]
    summary.append(entry.text("why"))
    if entry.text("who"):
        summary.append(messages("feed-noticed-by", who=entry.text("who")))
    title, page, anchor = messages(f"correction-{kind}"), "corrections", ""
    if figure:
        title = messages("feed-correction", kind=title, label=figure.fact.label, source=figure.source.name)
        page, anchor = "register", figure.fact.id
    name = f"{kind}:{figure.key if figure else ''}".rstrip(":")
    return Item(name, _day(entry.text("date")), title, " ".join(summary), kind, page, anchor)


def atom(sheet: Sheet, settings: SiteSettings, messages: Messages, translation: str = "") -> ElementTree.Element:
    """The feed as an XML tree."""
    home, name = settings.address, settings.name
    publisher, told = settings.contact or name, f"{translation}:" if translation else ""
    links = Links("" if home else f"data/{FILE}", settings.directories)
    entries = items(sheet, messages)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {LANGUAGE: messages.language})
    _add(root, "title", messages("feed-title", name=name))
    _add(root, "id", _id(publisher, f"{told}feed"))
    _add(root, "updated", _timestamp(max((i.day for i in entries), default=newest_day(sheet))))
    _add(_add(root, "author"), "name", name or publisher)
    _add(root, "link", rel="self", type=TYPE, href=f"{home}data/{FILE}" if home else FILE)
    _add(root, "link", rel="alternate", type="text/html", href=home + links.to("corrections"))
    if settings.licence:
        _add(root, "rights", settings.licence)
    for item in entries:
        entry = _add(root, "entry")
        _add(entry, "title", item.title)
        _add(entry, "id", _id(publisher, f"{told}{item.day}:{item.name}"))
        _add(entry, "updated", _timestamp(item.day))
        _add(entry, "link", rel="alternate", type="text/html", href=home + links.to(item.page, item.anchor))
        _add(entry, "category", term=item.kind)
        _add(entry, "summary", item.summary)
    return root


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", attributes)
    child.text = text or None
    return child


def _id(publisher: str, name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'mailto:{publisher}#{name}')}"


def _timestamp(day: str) -> str:
    """A day in the format of RFC 3339; the first day of 1970 if the data hold no day."""
    return f"{day or '1970-01-01'}T00:00:00Z"


def _day(iso: str) -> str:
    """A date as a day: the first of its month or year if only that is known."""
    return (iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10]
