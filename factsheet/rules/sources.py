"""Rules of sources.yml, and the dates of corrections.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factsheet import model
from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import Entry, Folder, csl
from factsheet.model import Sheet, periods, provenance
from factsheet.rules.figures import TODO
from factsheet.text import numerals

_BODY = ("custom.body.from", "custom.body.to")


def sources(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A source has type, title and profile; one we read has the day, and a text its body and fingerprint."""
    for entry in folder.sources:
        source = sheet.sources.get(entry.id)
        if source is None:
            continue
        custom = isinstance(entry.fields.get("custom", {}), dict)  # else its own problem says so
        for key in ("type", "title", *(["custom.profile"] if custom else [])):
            if not entry.text(key).strip():
                yield entry.problem(key, f"source {show(entry.id)} has no {key}", f"Write its `{key}`.")
        if not source.read:
            continue
        needed = ["accessed"] + (["version"] if source.is_dataset else [*_BODY, "custom.sha256"])
        if entry.text("custom.body"):  # a text where its two fields belong
            needed = [key for key in needed if key not in _BODY]
        for key in needed:
            if not (
                entry.fields.get(key) if key == "accessed" else entry.text(key)
            ):  # a date that is none is told as such
                yield entry.problem(key, f"source {show(entry.id)} is read but has no {key}", f"Write its `{key}`.")
        if source.is_dataset and not entry.fields.get("issued"):
            yield entry.problem("issued", f"edition {show(entry.id)} has no issued", "Write the day it was published.")
        digest = entry.text("custom.sha256")
        if digest and not re.fullmatch(r"[0-9a-f]{64}", digest):
            yield entry.problem("custom.sha256", f"{show(digest)} is not a SHA-256", "Write its 64 hexadecimal digits.")


def chains(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """relays, rewrites and edition_of name sources; no chain of them comes back to its start, and few lead from one source."""
    for source in sheet.sources.values():
        for key in ("relays", "rewrites", "edition_of"):
            for target in source.entry.list(f"custom.{key}"):
                if target not in sheet.sources and target != TODO:
                    what = f"{key} names an unknown source {show(target)}"
                    yield source.entry.problem(f"custom.{key}", what, did_you_mean(target, sheet.sources))
        seen, ahead = set(), list(source.leads_to)
        while ahead:
            name = ahead.pop()
            if name == source.id:
                what = f"the chain from {show(source.id)} comes back to it"
                yield source.entry.problem("custom", what, "Remove the relay that closes the loop.")
                break
            if name in sheet.sources and name not in seen:
                seen.add(name)
                ahead.extend(sheet.sources[name].leads_to)
        if sum(1 for _ in provenance.chains(sheet, source.id)) >= provenance.MOST_CHAINS:
            what = f"{provenance.MOST_CHAINS} chains or more lead from {show(source.id)}"
            yield source.entry.problem("custom", what, "Name only whom it relays itself.")


def source_dates(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """Dates of sources and corrections are real and not in the future; nothing is read before it is issued."""
    for source in sheet.sources.values():
        entry = source.entry
        found = {k: model.csl_date(entry, k) for k in csl.DATES} | {"custom.checked": entry.text("custom.checked")}
        yield from _dates(entry, found, today)
        issued, read = found["issued"], found["accessed"]
        both = _is_past(issued, today) and _is_past(read, today)
        if both and periods.bounds(issued)[0] > periods.bounds(read)[1]:
            what = f"{show(entry.id)} is read on {show(read)}, before it was issued on {show(issued)}"
            yield entry.problem("accessed", what, "Correct one of the two dates.")
    for entry in folder.corrections:
        yield from _dates(entry, {"date": entry.text("date")}, today)


def _dates(entry: Entry, found: dict[str, str], today: date) -> Iterator[Problem]:
    for key, text in found.items():
        if text and not numerals.is_date(text):
            yield entry.problem(key, f"{key} {show(text)} is not a date", "Write 2022-06-24, 2022-06 or 2022.")
        elif text and periods.bounds(text)[0] > today:
            yield entry.problem(key, f"{key} {show(text)} is in the future", "Correct the date.")


def _is_past(text: str, today: date) -> bool:
    return numerals.is_date(text) and periods.bounds(text)[0] <= today


def addresses(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """Addresses begin with https: or http:, name a host, and hold the signs of addresses only; no name, no password."""
    for entry in folder.sources:
        for key in ("URL", "custom.archive_url"):
            text = entry.text(key)
            if not text or model.ADDRESS.fullmatch(text):
                continue
            if not re.match(r"https?://", text, re.IGNORECASE):
                yield entry.problem(key, f"address {show(text)} is not https: or http:", "Write the full web address.")
            elif "@" in re.split(r"[/?#]", text.split("://", 1)[1], maxsplit=1)[0]:
                yield entry.problem(
                    key, f"address {show(text)} holds a name or a password", "Delete what stands before the @."
                )
            else:
                what = f"address {show(text)} has signs that no address holds, or no host"
                yield entry.problem(
                    key, what, "Copy it from the browser's address line, where other signs are percent-encoded."
                )
