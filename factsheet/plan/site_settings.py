"""Who publishes the fact-sheet, at which address, and where errors are reported: what its settings say of it.

Citations, letters and descriptions for machines are made of these values, so the one that
readers cannot do without, `extra.contact`, is required.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from factsheet.core.links import Links
from factsheet.core.problems import Problem, show
from factsheet.data import settings

_label = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# One plain address (RFC 5321, dot-string), without the signs that mean something in a `mailto:` (RFC 6068): what follows
# a `?` there is a header, and a comma begins a second address.
_mailbox = re.compile(rf"[A-Za-z0-9_'+-]+(?:\.[A-Za-z0-9_'+-]+)*@{_label}(?:\.{_label})+", re.ASCII)
_short = re.compile(r"\S(?:.{0,14}\S)?")  # OpenSearch allows sixteen characters
_web = re.compile(r"https?://[^\s<>\"{}|\\^`/?#@]+(?:[/?#][^\s<>\"{}|\\^`]*)?")
# RFC 2606: names that never belong to anybody.
_nobody = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid|localhost|test)$", re.IGNORECASE)


@dataclass(frozen=True)
class SiteSettings:
    """The site's own values. `address` ends in a slash, and is empty where the host knows none."""

    name: str = ""
    address: str = ""
    contact: str = ""
    issues: str = ""
    release: str = ""
    licence: str = ""
    licence_url: str = ""
    kept: str = ""
    description: str = ""
    short_name: str = ""
    directories: bool = True
    root: str = ""  # the address of the whole site, of which a translation is a part

    @property
    def short(self) -> str:
        """A name of at most sixteen characters: the short name, else the first words of the name, or of a long word its beginning."""
        if self.short_name or _short.fullmatch(self.name):
            return self.short_name or self.name
        return self.name[:17].rpartition(" ")[0].strip() or self.name[:16]

    def page(self, name: str, anchor: str = "") -> str:
        """The full address of a page, or of an entry on it."""
        return self.address + Links("", self.directories).to(name, anchor)

    def file(self, path: str) -> str:
        """The full address of a file of the site."""
        return ((self.root or self.address) if path.startswith("data/") else self.address) + path


def from_values(values: Mapping[str, object]) -> SiteSettings:
    """The site's own settings, as its file or the host has them; a value that `faults` would report is left empty."""
    extra, line = extra_of(values), re.compile(".+")
    forms = {"contact": _mailbox, "issues": _web, "release": line, "licence": line, "licence_url": _web, "kept": _web,
             "short_name": _short}  # fmt: skip
    texts = {key: value for key in forms if isinstance(value := extra.get(key), str)}
    sound = {key: value for key, value in texts.items() if forms[key].fullmatch(value)}
    own = {"name": "site_name", "address": "site_url", "description": "site_description"}
    sound |= {key: value for key, name in own.items() if isinstance(value := values.get(name), str)}
    return SiteSettings(directories=directories(values), **sound)


def extra_of(values: Mapping[str, object]) -> Mapping[str, object]:
    """What a site's settings say under `extra`, the engine's own section."""
    extra = values.get("extra")
    return extra if isinstance(extra, Mapping) else {}


def directories(values: Mapping[str, object]) -> bool:
    """Whether pages are folders (`trend/`) or files (`trend.html`)."""
    return bool(values.get("use_directory_urls", True))


def faults(
    root: Path, extra: Mapping[str, object] | None = None, address: str | None = "", name: str = settings.FILE
) -> Iterator[Problem]:
    """`extra.contact` is an e-mail address somebody reads; `extra.issues`, `extra.licence_url` and `extra.kept`, where given, web addresses.

    A contact that reaches nobody is a note, and a fault of a site that is for a public address.
    The settings are in the file `name`. `extra` is as the host has worked it out; without it the file's own is read, and
    a contact from the environment (`!ENV`), which may be set only where the site is built, is passed over.
    """
    places, tagged = settings.lines(root, name, "extra")
    values = settings.load(root, name).get("extra") if extra is None else extra
    values = values if isinstance(values, Mapping) else {}
    contact = values.get("contact")
    here = places.get("", (name, 1))
    at = places.get("contact", here)
    given = address if address or extra is not None else settings.load(root, name).get("site_url")
    fix = "Give one plain address at which errors are reported, as `contact: name@example.org` under `extra:`."
    if extra is None and "contact" in tagged:
        pass
    elif contact is None or contact == "":
        yield Problem(*at, "extra.contact is missing, so nobody could report an error", fix)
    elif not isinstance(contact, str) or not _mailbox.fullmatch(contact):
        yield Problem(*at, f"extra.contact {show(contact)} is no e-mail address", fix)
    elif _nobody.search(contact.partition("@")[2]):
        what = f"extra.contact {show(contact)} reaches nobody: its domain is reserved for examples"
        yield Problem(
            *at, what, "Before you publish, give an address that somebody reads.", not public(str(given or ""))
        )
    if given and not _web.fullmatch(str(given)):
        what = f"site_url {show(given)} is no web address"
        yield Problem(*places.get("/site_url", (name, 1)), what, "Give one that begins with https:, or leave it out.")
    for key in ("issues", "licence_url", "kept"):
        value = values.get(key)
        if value is not None and not (isinstance(value, str) and _web.fullmatch(value)):
            what = f"extra.{key} {show(value)} is no web address"
            yield Problem(*places.get(key, here), what, "Give one that begins with https:, or leave it out.")
    short = values.get("short_name")
    if short is not None and not (isinstance(short, str) and _short.fullmatch(short)):
        what = f"extra.short_name {show(short)} is no name of at most sixteen characters"
        yield Problem(*places.get("short_name", here), what, "Shorten it, or leave it out.")


def public(address: str | None) -> bool:
    """Whether others can reach a site of this address: not where it names this machine, or a domain that is nobody's."""
    host = urlsplit(address or "").hostname or ""
    return bool(host) and not _nobody.search(host) and not re.fullmatch(r"[\d.]+|.*:.*", host)
