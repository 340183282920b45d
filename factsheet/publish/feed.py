"""The feed: corrections, figures that sources revised, and the newest data edition.

Atom (RFC 4287). Ids are UUIDs of version 5 (RFC 9562), made of the e-mail address at which errors
are reported, the day, and what changed: the same on every copy of the site, wherever it is served.
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
from factsheet.plan import messages
from factsheet.plan.build_date import newest_day
from factsheet.plan.site_settings import SiteSettings
from factsheet.text import formats

ATOM = "http://www.w3.org/2005/Atom"
FILE, TYPE = "feed.xml", "application/atom+xml"


@dataclass(frozen=True)
class Item:
    """One entry of the feed: what changed, when, and where the site shows it."""

    name: str
    day: str
    title: str
    summary: str
    kind: str
    page: str
    anchor: str


def write(sheet: Sheet, settings: SiteSettings, folder: Path) -> None:
    """Write `feed.xml`. Where the site has no address, its links are relative, as RFC 4287 allows."""
    ElementTree.register_namespace("", ATOM)
    tree = ElementTree.ElementTree(atom(sheet, settings))
    ElementTree.indent(tree, " ")
    with (folder / FILE).open("wb") as out:
        tree.write(out, "utf-8", xml_declaration=True)
        out.write(b"\n")


def items(sheet: Sheet) -> list[Item]:
    """The entries, newest first: every correction, and the newest edition of the data."""
    seen: Counter[str] = Counter()
    out = []
    for entry in sheet.corrections:
        item = _correction(sheet, entry)
        seen[item.day + item.name] += 1
        times = seen[item.day + item.name]
        again = "" if times == 1 else f":{times}"
        out.append(replace(item, name=item.name + again))
    if edition := sheet.newest_edition():
        title = messages.FEED["edition"].format(edition=formats.day(edition.issued[:7]), name=edition.name)
        summary = messages.FEED["edition-told"].format(title=edition.text("title"), read=formats.day(edition.accessed))
        out.insert(
            0, Item(f"edition:{edition.id}", _day(edition.accessed), title, summary, "addition", "sources", edition.id)
        )
    out.reverse()  # of one day, the last entered comes first
    return sorted(out, key=lambda i: i.day, reverse=True)


def _correction(sheet: Sheet, entry: Entry) -> Item:
    """A correction as an entry; its name holds no text that may be reworded later."""
    kind, figure = entry.text("kind"), sheet.figures.get(entry.text("figure"))
    told = [messages.FEED[key].format(value=entry.text(key)) for key in ("before", "after") if entry.text(key)]
    told.append(entry.text("why"))
    if entry.text("who"):
        told.append(f"{messages.LABELS['noticed-by']} {entry.text('who')}.")
    title, page, anchor = messages.CORRECTIONS[kind], "corrections", ""
    if figure:
        title = f"{title}: {figure.fact.label} ({figure.source.name})"
        page, anchor = "register", figure.fact.id
    name = f"{kind}:{figure.key if figure else ''}".rstrip(":")
    return Item(name, _day(entry.text("date")), title, " ".join(told), kind, page, anchor)


def atom(sheet: Sheet, settings: SiteSettings) -> ElementTree.Element:
    """The feed as a tree."""
    home, name = settings.address, settings.name
    publisher = settings.contact or name
    links = Links("" if home else f"data/{FILE}", settings.directories)
    listed = items(sheet)
    root = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(root, "title", messages.FEED["title"].format(name=name))
    _add(root, "id", _id(publisher, "feed"))
    _add(root, "updated", _moment(max((i.day for i in listed), default=newest_day(sheet))))
    _add(_add(root, "author"), "name", name or publisher)
    _add(root, "link", rel="self", type=TYPE, href=f"{home}data/{FILE}" if home else FILE)
    _add(root, "link", rel="alternate", type="text/html", href=home + links.to("corrections"))
    if settings.licence:
        _add(root, "rights", settings.licence)
    for item in listed:
        entry = _add(root, "entry")
        _add(entry, "title", item.title)
        _add(entry, "id", _id(publisher, f"{item.day}:{item.name}"))
        _add(entry, "updated", _moment(item.day))
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


def _moment(day: str) -> str:
    """A day as RFC 3339 has it. Data without any day have never changed: the format's own beginning stands for that."""
    return f"{day or '1970-01-01'}T00:00:00Z"


def _day(iso: str) -> str:
    """A day: the first of its month or year where no more is known."""
    return (iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10]
