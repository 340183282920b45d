"""Sources and figures as a citation names them, in plain text."""

from __future__ import annotations

import re

from factsheet.model import Figure, Source
from factsheet.plan.messages import Messages

# Whose work a source is: the first of these that it names.
ROLES = ("author", "translator", "editor")


def people(source: Source, messages: Messages) -> str:
    """Authors, or where there are none translators, as "Given Family"."""
    for role in ROLES:
        if listed := named_in(source, role):
            names = [n.get("literal") or f"{n.get('given', '')} {n.get('family', '')}".strip() for n in listed]
            told = ", ".join(n for n in names if n)
            return told if role == "author" else f"{told} ({messages(f'role-{role}')})"
    return ""


def named_in(source: Source, role: str) -> list[dict[str, str]]:
    """The names of a role, each by its parts; what is no text is left out, and checks say so."""
    listed = source.entry.fields.get(role, [])
    found = [n for n in listed if isinstance(n, dict)] if isinstance(listed, list) else []
    return [{key: part for key, part in n.items() if isinstance(part, str)} for n in found]


def styled(source: Source, messages: Messages) -> str:
    """Who, when, what, which edition, in what, where, and the day it was read.

    In the manner of the APA's Publication Manual (seventh edition), with dates as this site writes them.
    """
    who, holder = _who(source, messages), source.text("container-title")
    title, version = source.text("title"), source.text("version")
    when = issued(source, messages)
    parts = [f"{_stopped(who or source.name)} ({when})", f"{title} ({version})" if version else title]
    parts += [
        name for name in (holder, source.text("publisher")) if name and name not in (title, parts[0][: len(name)])
    ]
    if url := source.address:
        parts.append(url)
    if source.accessed:
        parts.append(messages("read-sentence", day=messages.day(source.accessed)))
    # No full stop clings to an address: who copies it would copy the stop.
    return " ".join(part if part == url else _stopped(part) for part in parts)


def full(source: Source, messages: Messages) -> str:
    """A source's bibliographic fields: people, title, name, version, date."""
    title = source.text("title")
    name = source.name if source.name != title else ""
    last = issued(source, messages)
    parts = filter(None, (people(source, messages), title, name, source.text("version")))
    return " ".join([*map(_stopped, parts), last])


def issued(source: Source, messages: Messages) -> str:
    """When a source was published, or that nobody knows."""
    return messages.day(source.issued) if source.issued else messages("undated")


def inferred(source: Source, messages: Messages) -> str:
    """When an undated source must have been published, as we infer; the reason follows it."""
    earliest, latest = (source.text(f"custom.{key}") for key in ("earliest", "latest"))
    if latest:
        return messages("issued-between", earliest=messages.day(earliest), latest=messages.day(latest))
    return messages("issued-since", earliest=messages.day(earliest))


def named(source: Source, messages: Messages) -> str:
    """A source's name, with the date that tells it from its neighbours."""
    return ", ".join(filter(None, (source.name, messages.day(source.issued) if source.issued else "")))


def dated(name: str, read: str, messages: Messages) -> str:
    """A source's name with the day it was read."""
    return messages("dated", source=name, day=messages.day(read)) if read else name


def _stopped(told: str) -> str:
    return told if told.endswith(("?", "!", ".")) else f"{told}."


def _who(source: Source, messages: Messages) -> str:
    """Authors, or where there are none translators or editors, as "Family, G."."""
    for role in ROLES:
        if told := ", ".join(filter(None, map(_initialled, named_in(source, role)))):
            return told if role == "author" else f"{told} ({messages(f'role-{role}')})"
    return ""


def _initialled(person: dict[str, str]) -> str:
    """A name as "Family, G.-H."; one given in one piece stays whole."""
    if person.get("literal") or not person.get("family"):
        return person.get("literal") or person.get("given", "")
    initials = re.sub(r"(\w)[^\s-]*", r"\1.", person.get("given", ""))
    return ", ".join(filter(None, (person["family"], initials)))


def place(figure: Figure, messages: Messages) -> str:
    """Where in its source a figure stands."""
    if figure.source.is_dataset:
        return figure.locator
    return messages("headline") if figure.locator == "title" else messages("paragraph", number=figure.locator)
