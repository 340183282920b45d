"""Sources and figures as a citation names them, in plain text."""

from __future__ import annotations

import re

from factsheet.model import Figure, Source
from factsheet.plan import messages
from factsheet.text import formats

L = messages.LABELS
# Whose work a source is: the first of these that it names.
ROLES = ("author", "translator", "editor")


def people(source: Source) -> str:
    """Authors, or where there are none translators, as "Given Family"."""
    for role in ROLES:
        if listed := named_in(source, role):
            names = [n.get("literal") or f"{n.get('given', '')} {n.get('family', '')}".strip() for n in listed]
            told = ", ".join(n for n in names if n)
            return told if role == "author" else f"{told} ({messages.ROLES[role]})"
    return ""


def named_in(source: Source, role: str) -> list[dict[str, str]]:
    """The names of a role, each by its parts; what is no text is left out, and checks say so."""
    listed = source.entry.fields.get(role, [])
    found = [n for n in listed if isinstance(n, dict)] if isinstance(listed, list) else []
    return [{key: part for key, part in n.items() if isinstance(part, str)} for n in found]


def styled(source: Source) -> str:
    """Who, when, what, which edition, in what, where, and the day it was read.

    In the manner of the APA's Publication Manual (seventh edition), with dates as this site writes them.
    """
    who, holder = _who(source), source.text("container-title")
    title, version = source.text("title"), source.text("version")
    when = formats.day(source.issued) if source.issued else L["undated"]
    parts = [f"{_stopped(who or source.name)} ({when})", f"{title} ({version})" if version else title]
    parts += [
        name for name in (holder, source.text("publisher")) if name and name not in (title, parts[0][: len(name)])
    ]
    if url := source.address:
        parts.append(url)
    if source.accessed:
        parts.append(_sentence(L["read"].format(day=formats.day(source.accessed))))
    # No full stop clings to an address: who copies it would copy the stop.
    return " ".join(part if part == url else _stopped(part) for part in parts)


def value(figure: Figure) -> str:
    """A figure as pages show it, in plain text."""
    if figure.is_date:
        return formats.day(figure.value)
    return formats.quantity(figure.value, figure.fact.measure.unit, figure.qualifier)


def named(source: Source) -> str:
    """A source's name and date in plain text."""
    return ", ".join(filter(None, (source.name, formats.day(source.issued) if source.issued else "")))


def _stopped(told: str) -> str:
    return told if told.endswith(("?", "!", ".")) else f"{told}."


def _sentence(told: str) -> str:
    return told[:1].upper() + told[1:]


def _who(source: Source) -> str:
    """Authors, or where there are none translators or editors, as "Family, G."."""
    for role in ROLES:
        if told := ", ".join(filter(None, map(_initialled, named_in(source, role)))):
            return told if role == "author" else f"{told} ({messages.ROLES[role]})"
    return ""


def _initialled(person: dict[str, str]) -> str:
    """A name as "Family, G.-H."; one given in one piece stays whole."""
    if person.get("literal") or not person.get("family"):
        return person.get("literal") or person.get("given", "")
    initials = re.sub(r"(\w)[^\s-]*", r"\1.", person.get("given", ""))
    return ", ".join(filter(None, (person["family"], initials)))


def place(figure: Figure) -> str:
    """Where in its source a figure stands, in plain text."""
    if figure.source.is_dataset:
        return figure.locator
    if figure.locator == "title":
        return messages.LABELS["headline"]
    return f"{messages.LABELS['paragraph']} {figure.locator}"
