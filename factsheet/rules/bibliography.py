"""Rules of form for sources.yml: the fields CSL has, ours under `custom`, and nothing else, so that nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factsheet import model
from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import Entry, Folder, csl
from factsheet.model import Sheet

CUSTOM_TEXTS = ("profile", "read", "archive_url", "checked", "sha256")
CUSTOM_LISTS = ("relays", "rewrites", "edition_of")
CUSTOM_FIELDS = (*CUSTOM_TEXTS, *CUSTOM_LISTS, "body")
BODY_FIELDS = ("from", "to")
# RFC 5646, in its form alone: a language of two or three letters, and subtags.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def bibliography(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A source has fields of CSL, each in its own form, and ours under `custom`; no others."""
    for entry in folder.sources:
        yield from _unknown(entry, "", entry.fields, csl.FIELDS)
        for key, value in entry.fields.items():
            if key in csl.NAMES:
                yield from _people(entry, key, value)
            elif key in csl.DATES:
                yield from _date(entry, key, value)
            elif key == "categories":
                yield from _list(entry, key, value)
            elif key == "custom":
                yield from _custom(entry, value)
            elif key in csl.FIELDS and not isinstance(value, str):
                yield not_one_text(entry, key)
        kind, language = entry.text("type"), entry.text("language")
        if kind and kind not in csl.TYPES:
            yield entry.problem("type", f"unknown type {show(kind)}", did_you_mean(kind, csl.TYPES))
        if language and not LANGUAGE.fullmatch(language):
            yield entry.problem("language", f"language {show(language)} is no language tag", "Write en, or zh-Hant.")


def not_one_text(entry: Entry, key: str) -> Problem:
    """A list or a mapping where one text belongs."""
    fix = f"Write its `{key.split('.')[-1]}` as one text."
    return entry.problem(key, f"{key} of {show(entry.id)} is not one text", fix)


def not_a_flag(entry: Entry, key: str, value: str) -> Problem:
    """Anything but `true` and `false` where one of them belongs."""
    return entry.problem(key, f"{key} of {show(entry.id)} is {show(value)}", "Write true or false.")


def _unknown(entry: Entry, under: str, fields: dict, known: frozenset[str] | tuple[str, ...]) -> Iterator[Problem]:
    """Fields that are none of those known below `under`, a dotted key."""
    for key in fields:
        if key not in known:
            place = f"{under}.{key}" if under else key
            yield entry.problem(place, f"unknown field {show(place)}", did_you_mean(key, known))


def _people(entry: Entry, key: str, value: object) -> Iterator[Problem]:
    if value == "":
        return
    if not (isinstance(value, list) and all(isinstance(v, dict) for v in value)):
        yield entry.problem(key, f"{key} is not a list of names", "Write - family: … and given: …, or literal: …")
        return
    for n, person in enumerate(value):
        place = f"{key}.{n}"
        yield from _unknown(entry, place, person, csl.NAME_PARTS)
        for part, text in person.items():
            if part in csl.NAME_PARTS and not isinstance(text, str):
                yield not_one_text(entry, f"{place}.{part}")
            elif part in csl.NAME_FLAGS and text not in ("true", "false"):
                yield not_a_flag(entry, f"{place}.{part}", text)
        if not any(person.get(part) for part in ("family", "given", "literal")):
            yield entry.problem(place, f"a name without words in {key}", "Write family: … and given: …, or literal: …")


def _date(entry: Entry, key: str, value: object) -> Iterator[Problem]:
    """The parts of a date. Whether they are a day that was, another rule says."""
    fix = "Write 2022-06-24, 2022-06 or 2022."
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        value = value[0]  # as Pandoc's YAML has it
    if isinstance(value, dict):
        unknown = [part for part in value if part not in csl.DATE_PARTS]
        for part in unknown:
            yield entry.problem(key, f"{key} of {show(entry.id)} has {show(part)}, which is never shown", fix)
        if unknown:
            return  # most often a part misspelt, so whether the rest is a date is not the question
        parts = value.get("date-parts", [])
        value = [] if isinstance(parts, list) and len(parts) == 1 else parts
    if isinstance(value, list) and len(value) > 1 and not all(isinstance(v, str) for v in value):
        yield entry.problem(key, f"{key} of {show(entry.id)} is more than one date", fix)
    elif entry.fields[key] and not model.csl_date(entry, key):
        yield entry.problem(key, f"{key} of {show(entry.id)} is no date", fix)


def _list(entry: Entry, key: str, value: object) -> Iterator[Problem]:
    if not (isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, str) for v in value))):
        fix = "Write [one, another]." if key == "categories" else "Write [one-id, another-id]."
        yield entry.problem(key, f"{key} of {show(entry.id)} is not a list of texts", fix)


def _custom(entry: Entry, custom: object) -> Iterator[Problem]:
    if not isinstance(custom, dict):
        yield entry.problem("custom", f"custom of {show(entry.id)} has no fields", "Indent its fields below it.")
        return
    yield from _unknown(entry, "custom", custom, CUSTOM_FIELDS)
    for key, value in custom.items():
        if key in CUSTOM_LISTS:
            yield from _list(entry, f"custom.{key}", value)
        elif key in CUSTOM_TEXTS and not isinstance(value, str):
            yield not_one_text(entry, f"custom.{key}")
    read, body = custom.get("read", ""), custom.get("body", "")
    if isinstance(read, str) and read not in ("true", "false"):
        fix = "Write true if we hold the text, else false."
        yield entry.problem("custom.read", f"read is {show(read)}", fix)
    if body and not isinstance(body, dict):
        fix = "Indent `from` and `to` below it."
        yield entry.problem("custom.body", f"custom.body of {show(entry.id)} has no fields", fix)
    elif body:
        yield from _unknown(entry, "custom.body", body, BODY_FIELDS)
        for key in BODY_FIELDS:
            if not isinstance(body.get(key, ""), str):
                yield not_one_text(entry, f"custom.body.{key}")
