"""Rules of form, for every file: one text where one is expected, and names that can be addresses and files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factsheet import model
from factsheet.data import Entry, Folder
from factsheet.errors import Problem, show
from factsheet.model import Sheet

# Fields that may hold more than one text; `left` and `right` hold lists of lists too.
LISTS = {
    "charts": ("facts", "measure", "place", "period", "also", "label"),
    "claims": ("left", "right"),
    "sources": ("custom.relays", "custom.rewrites", "custom.edition_of"),
}
SOURCE_TEXTS = ("id", "type", "title", "container-title", "publisher", "version", "URL", "language", *(
    f"custom.{f}" for f in ("profile", "read", "archive_url", "checked", "sha256", "body.from", "body.to")
))  # fmt: skip
NAMES = ("author", "editor", "translator")
# RFC 5646, in its form alone: a language of two or three letters, and subtags.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
LONGEST_ID = 80  # with its ending a file's name, which file systems bound
# Names of devices, which no file of a folder opened on Windows can bear.
DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def shapes(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A field that holds one text holds no list and no mapping; a list of texts holds texts."""
    for kind in ("measures", "places", "facts", "charts", "claims", "corrections"):
        for entry in getattr(folder, kind):
            for key, value in entry.fields.items():
                if key in LISTS.get(kind, ()):
                    yield from _not_texts(entry, key, value, 2 if kind == "claims" else 1)
                elif not isinstance(value, str):
                    yield _not_one_text(entry, key)
    for entry in folder.sources:
        yield from _source(entry)


def _source(entry: Entry) -> Iterator[Problem]:
    """Fields of a source that pages show or rest on; other fields of CSL are published as they are."""
    for key in SOURCE_TEXTS:
        if not isinstance(_reached(entry, key), str):
            yield _not_one_text(entry, key)
    for key in ("custom", "custom.body"):
        if _reached(entry, key) and not isinstance(_reached(entry, key), dict):
            yield entry.problem(key, f"{key} of {show(entry.id)} has no fields", "Indent its fields below it.")
    for key in NAMES:
        people = entry.fields.get(key, [])
        for n, name in enumerate(people if isinstance(people, list) else ()):
            for part, text in name.items() if isinstance(name, dict) else ():
                if not isinstance(text, str):
                    yield _not_one_text(entry, f"{key}.{n}.{part}")
    for key in ("issued", "accessed"):
        if entry.fields.get(key) and not model.csl_date(entry, key):
            yield entry.problem(key, f"{key} of {show(entry.id)} is no date", "Write 2022-06-24, 2022-06 or 2022.")
    language = entry.text("language")
    if language and not LANGUAGE.fullmatch(language):
        yield entry.problem("language", f"language {show(language)} is no language tag", "Write en, or zh-Hant.")


def _reached(entry: Entry, key: str) -> object:
    """What stands under a dotted key; an empty text where nothing does."""
    value: object = entry.fields
    for part in key.split("."):
        value = value.get(part, "") if isinstance(value, dict) else ""
    return value


def _not_texts(entry: Entry, key: str, value: object, depth: int) -> Iterator[Problem]:
    if isinstance(value, list) and depth:
        for inner in value:
            yield from _not_texts(entry, key, inner, depth - 1)
    elif not isinstance(value, str):
        yield entry.problem(key, f"{key} of {show(entry.id)} is not a list of ids", "Write [one-id, another-id].")


def _not_one_text(entry: Entry, key: str) -> Problem:
    return entry.problem(
        key, f"{key} of {show(entry.id)} is not one text", f"Write its `{key.split('.')[-1]}` as one text."
    )


def lengths(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """An id is short enough to name a file; that of a chart, a fact or a measure, which names one, is no device of Windows."""
    for kind in ("sources", "measures", "facts", "charts", "claims"):
        for entry in getattr(folder, kind):
            if len(entry.id) > LONGEST_ID:
                what = f"id {show(entry.id)} has {len(entry.id)} letters"
                yield entry.problem("", what, f"Shorten it to at most {LONGEST_ID}.")
    for entry in (*folder.charts, *folder.facts, *folder.measures):
        if DEVICES.fullmatch(entry.id):
            yield entry.problem("", f"id {show(entry.id)} is the name of a device", "Its files need another name.")
