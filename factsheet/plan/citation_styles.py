"""A source, or a page of this site, as three styles cite it: who, when, what, in what, where, and when it was read.

The order and the marks are those of the Publication Manual of the American Psychological Association (seventh edition), of
the bibliographies of The Chicago Manual of Style (eighteenth edition), and of the MLA Handbook (ninth edition), as far as
plain text can follow them: without italics. We write them ourselves because the processor of CSL for Python cannot
print two of these styles yet, and because the styles it would need ask with their licence the same of whatever holds them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from factsheet.model import Source
from factsheet.plan.citation import ROLES, named_in
from factsheet.plan.messages import Messages
from factsheet.plan.site_settings import SiteSettings
from factsheet.text import citation_dates

Person = dict[str, str]


@dataclass(frozen=True)
class Work:
    """What is cited. `holders` are what it stands in and who publishes it; dates are in ISO 8601, empty where unknown."""

    people: tuple[Person, ...]
    role: str
    title: str
    holders: tuple[str, ...]
    version: str
    issued: str
    accessed: str
    address: str
    is_dataset: bool = False
    in_issue: bool = False  # in a newspaper or a journal, whose date follows a comma

    @property
    def owner(self) -> str:
        """Who stands for authors that are not named: whatever it stands in, else its publisher, else its title."""
        return next(iter(self.holders), self.title)


def of_source(source: Source) -> Work:
    """A source as it is cited."""
    role = next((r for r in ROLES if named_in(source, r)), ROLES[0])
    holders = (source.text("container-title"), source.text("publisher"))
    return Work(
        people=tuple(named_in(source, role)),
        role=role,
        title=source.text("title"),
        holders=tuple(dict.fromkeys(h for h in holders if h and h != source.text("title"))),
        version=source.text("version"),
        issued=source.issued,
        accessed=source.accessed,
        address=source.address,
        is_dataset=source.is_dataset,
        in_issue=source.text("type").startswith("article"),
    )


def of_page(title: str, address: str, day: str, settings: SiteSettings, messages: Messages) -> Work:
    """A page of this site, which is of the newest `day` of its data. When a reader reads it, no page can know."""
    release = messages("release-named", release=settings.release) if settings.release else ""
    return Work((), ROLES[0], title, (settings.name,), release, day, "", address)


def apa(work: Work, messages: Messages) -> str:
    """Who. (Year, Month Day). Title (version) [Data set]. Site. Retrieved Month Day, Year, from address."""
    who = _people(work, messages, "apa", _initialled, "&") or work.owner
    when = _day(work.issued, "apa", messages) or messages("cite-undated")
    title = f"{work.title} ({work.version})" if work.version else work.title
    title = f"{title} [{messages('cite-dataset')}]" if work.is_dataset else title
    parts = [_stopped(who), f"({when}).", _stopped(title), *map(_stopped, _others(work, who))]
    if work.address and work.accessed:
        read = messages("cite-read-from", day=_day(work.accessed, "apa-read", messages), address=work.address)
        return " ".join([*parts, read])
    return " ".join([*parts, *filter(None, [work.address])])


def chicago(work: Work, messages: Messages) -> str:
    """Who. “Title.” Site. Version. Month Day, Year. Accessed Month Day, Year. Address."""
    who = _people(work, messages, "chicago", _reversed, messages("cite-and")) or work.owner
    others = _others(work, who)
    when = _day(work.issued, "chicago", messages) or messages("cite-undated")
    dated = (
        [f"{others[0]}, {when}", *others[1:]]
        if work.in_issue and others
        else [*others, *filter(None, [work.version]), when]
    )
    read = [messages("cite-accessed", day=_day(work.accessed, "chicago", messages))] if work.accessed else []
    parts = [_stopped(who), _quoted(work.title), *map(_stopped, [*dated, *read])]
    return " ".join([*parts, *([f"{work.address}."] if work.address else [])])


def mla(work: Work, messages: Messages) -> str:
    """Who. “Title.” Site, version, publisher, Day Month Year, address. Accessed Day Month Year."""
    who = _people(work, messages, "mla", _reversed, messages("cite-and"), most=2)
    parts = [_stopped(who)] if who else []  # who publishes it is not named twice
    held = [*work.holders[:1], *filter(None, [work.version]), *work.holders[1:]]
    held += filter(None, [_day(work.issued, "mla", messages), work.address])
    parts += [_quoted(work.title), _stopped(", ".join(held))]
    read = [messages("cite-accessed", day=_day(work.accessed, "mla", messages))] if work.accessed else []
    return " ".join([*parts, *map(_stopped, read)])


STYLES: dict[str, Callable[[Work, Messages], str]] = {"APA": apa, "Chicago": chicago, "MLA": mla}


def _day(iso: str, style: str, messages: Messages) -> str:
    if not iso:
        return ""
    return citation_dates.day(iso, style) if citation_dates.has_styles(messages.language) else messages.day(iso)


def _others(work: Work, who: str) -> list[str]:
    """What it stands in and who publishes it, but for who is named already."""
    return [holder for holder in work.holders if holder != who]


def _people(
    work: Work, messages: Messages, style: str, name: Callable[[Person, int], str], joint: str, most: int = 20
) -> str:
    """The authors, or whoever stands for them with their role; of more than `most` the first."""
    names = [told for n, person in enumerate(work.people) if (told := name(person, n))]
    if not names:
        return ""
    if len(names) > most:
        told = messages("cite-and-others", name=names[0])
    else:
        told = f"{', '.join(names[:-1])}, {joint} {names[-1]}" if len(names) > 1 else names[0]
    return told if work.role == ROLES[0] else messages(f"cited-{style}-{work.role}", name=told)


def _initialled(person: Person, place: int) -> str:
    """A name as "Family, G.-H."; one given in one piece stays whole."""
    if person.get("literal") or not person.get("family"):
        return person.get("literal") or person.get("given", "")
    initials = re.sub(r"(\w)[^\s-]*", r"\1.", person.get("given", ""))
    return ", ".join(filter(None, (person["family"], initials)))


def _reversed(person: Person, place: int) -> str:
    """A name as "Family, Given" in the first place, and as "Given Family" after it; one given in one piece stays whole."""
    if person.get("literal") or not person.get("family"):
        return person.get("literal") or person.get("given", "")
    parts = (person["family"], person.get("given", ""))
    return ", ".join(filter(None, parts)) if place == 0 else " ".join(filter(None, parts[::-1]))


def _stopped(told: str) -> str:
    return told if told.endswith(("?", "!", ".")) else f"{told}."


def _quoted(title: str) -> str:
    """A title in quotation marks, those within it single."""
    return f"“{_stopped(title.translate(str.maketrans('“”', '‘’')))}”"
