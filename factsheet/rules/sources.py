"""Rules of sources.yml, and the dates of corrections.yml."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date

from factsheet import model
from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import Entry, Folder, csl, queries
from factsheet.data.fields.sources import SOURCES
from factsheet.data.forms import ADDRESS
from factsheet.model import Sheet, periods, provenance
from factsheet.text import dates


def sources(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A source we have read has the day we read it; an edition has its version and day of issue, and a text that gives a figure or a claim has its body and SHA-256."""
    quoted = {e.text("source") for e in (*folder.figures, *folder.claims)}
    for entry in folder.sources:
        source = sheet.sources.get(entry.id)
        if source is None or not source.read or entry.text("type") not in csl.TYPES:
            continue  # what is required depends on the type
        of_text = [*_body(entry), "custom.sha256"] if entry.id in quoted else []
        needed = ["accessed", *(["version"] if source.is_dataset else of_text)]
        unknown = entry.fields.keys() - set(SOURCES.names)
        for key in needed:
            if difflib.get_close_matches(key, unknown, 1):
                continue  # it is misspelt, which is told already
            if not (model.csl_date(entry, key) if key == "accessed" else entry.text(key)):
                yield entry.problem(key, f"source {show(entry.id)} is read but has no {key}", f"Write its `{key}`.")
        if source.is_dataset and not model.csl_date(entry, "issued"):
            yield entry.problem("issued", f"edition {show(entry.id)} has no issued", "Write the day it was published.")


def inferred_dates(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A text without a date of issue may have an inferred one: `earliest`, the reason, and perhaps `latest`, in order."""
    for source in sheet.sources.values():
        entry = source.entry
        earliest, latest, reason = (entry.text(f"custom.{k}") for k in ("earliest", "latest", "inferred_from"))
        if not (earliest or latest or reason):
            continue
        if source.issued:
            what = f"{show(entry.id)} was issued on {show(source.issued)}, and a date is inferred too"
            yield entry.problem("issued", what, "Delete `issued` or what is inferred.")
        for key, text in (("earliest", earliest), ("inferred_from", reason)):
            if not text:
                yield entry.problem(
                    "custom", f"{show(entry.id)} has an inferred date without {key}", f"Write its `{key}`."
                )
        # One in the future is told of elsewhere, and is itself the cause.
        if _is_past(earliest, today) and dates.is_date(latest) and _first(earliest) > _last(latest):
            what = f"the latest date of {show(entry.id)}, {show(latest)}, is before its earliest, {show(earliest)}"
            yield entry.problem("custom.latest", what, "Correct one of the two dates.")


def _first(text: str) -> date:
    return periods.bounds(text)[0]


def _last(text: str) -> date:
    return periods.bounds(text)[1]


def _body(entry: Entry) -> list[str]:
    """The fields of its body that a text needs; none if the body has another form, which another rule reports."""
    body, form = entry.value("custom.body"), SOURCES.paths["custom.body"].form
    if not isinstance(body, dict):
        return [] if body else ["custom.body"]
    return [] if body.keys() - set(form.names) else [f"custom.body.{name}" for name in form.names]


def query(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A query is the address of a dataset's interface, and names only keys that a locator of its figures gives."""
    for entry in folder.sources:
        template = entry.text("custom.query")
        if not template:
            continue
        what, named = f"query {show(template)} of {show(entry.id)}", queries.keys(template)
        if entry.text("type") != "dataset":
            yield entry.problem(
                "custom.query", f"{what}, which is no dataset", "Delete it: only a table can be queried."
            )
            continue
        filled = queries.filled(template, dict.fromkeys(named, "x"))
        if not named or not ADDRESS.fullmatch(filled):
            fix = "Write the whole address, with keys of its locators between braces: https://api.example/{table}/?year={year}."
            yield entry.problem("custom.query", f"{what} is no address with a key in it", fix)
            continue
        locators = [f.text("locator") for f in folder.figures if f.text("source") == entry.id]
        known = dict.fromkeys(key for locator in locators for key in queries.given(locator))
        for key in dict.fromkeys(named):
            if locators and key not in known:
                fix = did_you_mean(key, known)
                yield entry.problem(
                    "custom.query", f"{what} names {show(key)}, which no locator of its figures gives", fix
                )


def recalled(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """No fact shows the figure of a source that its publisher retracted or withdrew, unless it has no other."""
    for source in sheet.sources.values():
        shown = [name for name in sheet.by_fact if source.recalled and sheet.shown(name).source is source]
        if shown:
            what = f"{show(source.id)} was {source.recalled}, and is what {', '.join(map(show, shown[:3]))} show"
            what += f", and {len(shown) - 3} more" if len(shown) > 3 else ""
            fix = "Name another source as `show`, or say in `because` why this one stands."
            yield source.entry.problem("status", what, fix, note=True)


def chains(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """No chain of `relays`, `rewrites` and `edition_of` returns to its start, and not too many lead from one source."""
    for source in sheet.sources.values():
        seen, ahead = set(), list(source.leads_to)
        while ahead:
            name = ahead.pop()
            if name == source.id:
                what = f"the chain from {show(source.id)} returns to it"
                yield source.entry.problem("custom", what, "Remove the link that closes the loop.")
                break
            if name in sheet.sources and name not in seen:
                seen.add(name)
                ahead.extend(sheet.sources[name].leads_to)
        if sum(1 for _ in provenance.chains(sheet, source.id)) >= provenance.MOST_CHAINS:
            what = f"{provenance.MOST_CHAINS} or more chains lead from {show(source.id)}"
            yield source.entry.problem("custom", what, "Name only the sources it relays directly.")


def source_dates(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """Dates of sources, corrections and sightings are not in the future, and nothing is read before it is issued."""
    for source in sheet.sources.values():
        entry = source.entry
        ours = {f"custom.{k}": entry.text(f"custom.{k}") for k in ("checked", "owner_sought", "earliest", "latest")}
        found = {k: model.csl_date(entry, k) for k in csl.DATES} | ours
        yield from _dates(entry, found, today)
        issued, read = found["issued"], found["accessed"]
        both = _is_past(issued, today) and _is_past(read, today)
        if both and periods.bounds(issued)[0] > periods.bounds(read)[1]:
            what = f"{show(entry.id)} was read on {show(read)}, before it was issued on {show(issued)}"
            yield entry.problem("accessed", what, "Correct one of the two dates.")
    for entry in (*folder.corrections, *folder.checked):
        yield from _dates(entry, {"date": entry.text("date")}, today)


def _dates(entry: Entry, found: dict[str, str], today: date) -> Iterator[Problem]:
    for key, text in found.items():
        if dates.is_date(text) and periods.bounds(text)[0] > today:
            yield entry.problem(key, f"{key} {show(text)} is in the future", "Correct the date.")


def _is_past(text: str, today: date) -> bool:
    return dates.is_date(text) and periods.bounds(text)[0] <= today
