"""Sources and figures as a citation names them, in plain text."""

from __future__ import annotations

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


def named(source: Source, messages: Messages, to: str = "day") -> str:
    """A source's name, with the date that tells it from its neighbours, down `to` the day or the month."""
    if not source.issued:
        return source.name
    issued = source.issued[: len("2026-06")] if to == "month" else source.issued
    return messages("source-and-date", source=source.name, date=messages.day(issued))


def dated(name: str, read: str, messages: Messages) -> str:
    """A source's name with the day it was read."""
    return messages("dated", source=name, day=messages.day(read)) if read else name


def _stopped(told: str) -> str:
    return told if told.endswith(("?", "!", ".")) else f"{told}."


def place(figure: Figure, messages: Messages) -> str:
    """Where in its source a figure stands."""
    if figure.source.is_dataset:
        return figure.locator
    return messages("headline") if figure.locator == "title" else messages("paragraph", number=figure.locator)
