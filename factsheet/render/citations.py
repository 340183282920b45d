"""Sources as HTML: citation marks and bibliographic entries."""

from __future__ import annotations

from urllib.parse import quote

from factsheet.core.links import Links
from factsheet.model import Figure, Source
from factsheet.plan import citation, messages
from factsheet.render import markup
from factsheet.render.markup import element
from factsheet.text import formats


def mark(source: Source, links: Links) -> str:
    """A citation mark: the source's number, leading to its entry."""
    # Brackets, a thin space before and the exclusion from search keep the digits out of the figure's own.
    inner = f"[{source.number}]"
    return (
        f'<a class="cite" data-search-exclude href="{markup.attribute(links.to("sources", source.id))}" '
        f'title="{markup.attribute(source.name)}">{inner}</a>'
    )


def short(source: Source) -> str:
    """A source's name with the date that tells it from its neighbours."""
    parts = [source.name]
    if source.issued:
        parts.append(formats.day(source.issued))
    return _cite(source, ", ".join(parts))


def full(source: Source) -> str:
    """A source's bibliographic fields: people, title, publisher, version, dates."""
    parts = [citation.people(source), source.text("title"), source.name if source.name != source.text("title") else ""]
    parts.append(source.text("version"))
    parts.append(formats.day(source.issued) if source.issued else messages.LABELS["undated"])
    return _cite(source, ". ".join(p for p in parts if p))


def dates(source: Source) -> str:
    """When we read it, and whether its live address was seen to support the figures."""
    checked = source.text("custom.checked")
    if checked:
        return _cite(source, messages.LABELS["checked"].format(day=formats.day(checked)))
    if source.accessed and source.read:
        return _cite(source, messages.LABELS["read-copy"].format(day=formats.day(source.accessed)))
    return element("span", messages.LABELS["not-read"])


def fingerprint(source: Source) -> str:
    """The SHA-256 of the text as read; empty where none is kept."""
    kept = source.text("custom.sha256")
    return _cite(source, kept) if kept else ""


def read_on(source: Source) -> str:
    """The day we read it, in few words."""
    told = markup.text(messages.LABELS["read"].format(day=formats.day(source.accessed))) if source.accessed else ""
    return element("cite", told, class_="source", data_source=source.id, data_search_exclude="") if told else ""


def address(source: Source, figure: Figure | None = None) -> str:
    """The source's address as a link; with a figure, the address of the words that carry it."""
    if figure is not None and figure.quote:
        return passage_link(source, figure.quote)
    url = source.address
    return (
        element("a", markup.text(messages.LABELS["address"]), href=url, rel="noreferrer", data_search_exclude="")
        if url
        else ""
    )


def spelled(source: Source) -> tuple[str, str, str]:
    """A source as paper needs it: its bibliographic fields, when it was read, and its address in full."""
    url = source.address
    return full(source), dates(source), element("a", _cite(source, url), href=url, rel="noreferrer") if url else ""


def passage(url: str, quoted: str) -> str:
    """An address with a text fragment; a browser that finds no match opens the page as usual.

    Syntax: the URL Fragment Text Directives draft of the W3C; `-`, `,` and `&` are encoded.
    """
    return f"{url}#:~:text={quote(quoted, safe='').replace('-', '%2D')}"


def passage_link(source: Source, quoted: str) -> str:
    """A link to the words of a source, where it has an address."""
    url = source.address
    return (
        element(
            "a",
            markup.text(messages.LABELS["address"]),
            href=passage(url, quoted),
            rel="noreferrer",
            data_search_exclude="",
        )
        if url
        else ""
    )


def _cite(source: Source, raw: str) -> str:
    return element("cite", markup.text(raw), class_="source", data_source=source.id)
