"""Damaged cells and fields of the real data: every column and every key, each with every kind of damage."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from factsheet import data, model, rules
from factsheet.data import csl
from factsheet.data.declaration import NO, Fields
from factsheet.data.entry import Entry
from factsheet.data.forms import ADDRESS, Text

SEED = 13
VALUES: dict[str, object] = {
    "empty": "", "spaces": "   ", "a number": "7", "a word": "wrod", "a letter among digits": "12,0x0", "a space among digits": "19 783",
    "infinity": "inf", "not a number": "nan", "yes": "yes", "a localised date": "15.11.2012", "the year naught": "0000",
    "a day that is none": "2012-02-30", "a day to come": "2912-01-01", "a formula": "=1+1", "a quotation mark": '"', "an apostrophe": "it's",
    "a bell": "ring\a", "a line break": "one\ntwo lines", "an invisible sign": "in\u200bvisible", "a very long text": "word " * 1000, "markup": "<b>bold</b>",
    "a template": "{{ figure('x') }}", "an unknown id": "no-such-id", "a fact's id": "asylum-seekers-2012", "a source's id": "viewus",
    "a measure's id": "refugees", "a place": "USA", "a figure's id": "asylum-seekers-2012@viewus", "a chart's id": "trend",
    "a list": ["one", "two"], "a mapping": {"one": "two"}, "a space after it": None, "a letter more": None, "capitals": None,
}  # fmt: skip
# A correction for the family to damage: the real file has none yet.
CORRECTION = """\
- date: 2026-11-21
  kind: correction
  figure: asylum-seekers-2012@viewus
  before: 15362
  after: 12362
  expect: 12362
  why: We had entered the value of the table.
  who: a reader
  page: trend.md
"""
# Every field of the YAML files; of CSL's, those that some page or rule reads, and one of each other form.
_SOURCES = (
    *data.FILES["sources"].told,
    "custom",
    "custom.body.from",
    "custom.body.to",
    "DOI",
    "event-date",
    "categories",
    "illustrator",
)
FIELDS = {kind: tuple(file.paths) for kind, file in data.FILES.items() if not file.is_table} | {
    "sources": (*_SOURCES, *(f"author.0.{name}" for name in (*csl.NAME_TEXTS, *csl.NAME_FLAGS)))
}


@dataclass(frozen=True)
class Case:
    """One field of one entry, and what it is damaged with."""

    file: str
    entry: str
    field: str
    damage: str

    def __str__(self) -> str:
        return f"{self.file}-{self.field}-{self.damage}".replace(" ", "_")


@dataclass(frozen=True)
class Damaged:
    """A damaged file: its text, the line of the damage, and what is there now and was before."""

    text: str
    line: int
    value: object
    before: object


def cases(folder: Path) -> Iterator[Case]:
    """Every field with every damage, each in an entry drawn at random from those that have the field."""
    read = data.read(folder)
    for file in (*(f"{kind}.yml" for kind in FIELDS), "figures.csv", "exceptions.csv"):
        kind, ending = file.split(".")
        entries = getattr(read, kind)
        keys = FIELDS[kind] if ending == "yml" else tuple(entries[0].fields)
        for field in keys:
            having = _having(kind, field, entries)
            for damage in VALUES:
                if ending == "csv" and not isinstance(VALUES[damage], (str, type(None))):
                    continue  # a cell of a table holds no list
                lot = random.Random(f"{SEED} {file} {field} {damage}")
                yield Case(file, lot.choice(having).id if having else "", field, damage)


def _having(kind: str, field: str, entries: list[Entry]) -> list[Entry]:
    """The entries that have a field, or in which it can be damaged though it is not there."""
    if kind == "sources" and field.startswith("author.0."):
        return [e for e in entries if e.fields.get("author")]
    if kind == "sources" and field.startswith("custom.body."):
        return [e for e in entries if _reached(e.fields, "custom.body")]
    return [e for e in entries if _reached(e.fields, field) not in ("", None)] or entries


def _reached(fields: object, key: str) -> object:
    for part in key.split("."):
        fields = (
            fields[int(part)]
            if isinstance(fields, list) and fields and part.isdigit()
            else fields.get(part, "")
            if isinstance(fields, dict)
            else ""
        )
    return fields


def made(case: Case, before: object) -> object:
    """What a field holds after the damage; None if the damage changes the old text and there is none."""
    old = before if isinstance(before, str) and before else "text"
    others = {"a space after it": f"{old} ", "a letter more": f"{old}x", "capitals": old.upper()}
    return others.get(case.damage, VALUES[case.damage])


def damaged(case: Case, text: str) -> Damaged:
    """The file's text with the damage done."""
    return _cell(case, text) if case.file.endswith(".csv") else _field(case, text)


def _cell(case: Case, text: str) -> Damaged:
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    names = list(rows[0])
    for at, row in enumerate(rows):
        if case.entry in (f"{row.get('fact')}@{row.get('source')}", row.get("page")):
            before, value = row[case.field], made(case, row[case.field])
            rows[at] = row | {case.field: value}
            break
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return Damaged(out.getvalue(), at + 2, value, before)


def _field(case: Case, text: str) -> Damaged:
    tree = yaml.compose(text, Loader=yaml.SafeLoader)
    if case.file == "sources.yml":
        tree = tree.value[0][1]
    if isinstance(tree, yaml.SequenceNode):
        entries = [n for n in tree.value if _named(n) == case.entry or case.file == "corrections.yml"]
        found, key = entries[0], entries[0]
    else:
        key, found = next((k, v) for k, v in tree.value if k.value == case.entry)
    if case.file != "places.yml":
        for part in case.field.split("."):
            if isinstance(found, yaml.SequenceNode):
                key, found = found.value[int(part)], found.value[int(part)]
                continue
            if isinstance(
                found, yaml.ScalarNode
            ):  # a text in place of a mapping becomes the mapping that it stands for
                alone = data.FILES[case.file.split(".")[0]].paths[case.field.rpartition(".")[0]].form.alone
                before = found.value if part == alone else ""
                value = made(case, before)
                new = _written({alone: found.value, part: value})
                start, end = found.start_mark.index, found.end_mark.index
                return Damaged(text[:start] + new + text[end:], found.start_mark.line + 1, value, before)
            pair = next(((k, v) for k, v in found.value if k.value == part), None)
            if pair is None:  # a field that the entry lacks becomes its first
                value = made(case, "")
                at = found.value[0][0].start_mark
                new = f"{part}: {_written(value)}\n{' ' * at.column}"
                return Damaged(text[: at.index] + new + text[at.index :], at.line + 1, value, "")
            key, found = pair
    before = _plain(found)
    value = made(case, before)
    start, end = found.start_mark.index, found.end_mark.index
    tail = re.search(r"\s*\Z", text[start:end])[0]
    if start == end or text[start - 1] == ":":
        return Damaged(
            f"{text[:start].rstrip(' ')} {_written(value)}{tail}{text[end:]}", key.start_mark.line + 1, value, before
        )
    return Damaged(f"{text[:start]}{_written(value)}{tail}{text[end:]}", key.start_mark.line + 1, value, before)


def _named(node: yaml.Node) -> str:
    return next((v.value for k, v in node.value if k.value == "id"), "")


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.SequenceNode):
        return [_plain(n) for n in node.value]
    return {k.value: _plain(v) for k, v in node.value} if isinstance(node, yaml.MappingNode) else node.value


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)


def told(root: Path) -> tuple[data.Folder, list[str]]:
    """The data as they are read, and the problems that check finds, notes left out."""
    folder = data.read(root / "data", root)
    return folder, sorted({str(p) for p in rules.check(folder, model.build(folder)) if not p.note})


# ---------------------------------------------------------------- what may be accepted, and why


def is_free(kind: str, path: str) -> bool:
    """Whether a field holds any text: by its declaration, or as a part of a name. What a correction expects is held to its figure."""
    if path.startswith("author.0."):
        return path.split(".")[-1] in csl.NAME_TEXTS
    form = data.FILES[kind].paths[path].form
    if isinstance(form, Fields) and form.alone:  # a text may stand in place of the mapping
        form = data.FILES[kind].paths[f"{path}.{form.alone}"].form
    plain = type(form) is Text and not form.told and not form.hint
    return path == "categories" or (plain and (kind, path) != ("corrections", "expect"))


# Where a text of the right form may stand, and only what it was copied from can show that it is another. A row of a
# dataset has no quote to hold its value against: nothing here contradicts a wrong value that is a number of its fact's
# kind, nor a wrong locator, and only a fresh download (data/refresh.py) can.
COPIED = {
    ("figures", "value"): "a fresh download",
    ("figures", "locator"): "a fresh download, or make verify",
    ("figures", "quote"): "make verify",
    ("claims", "quote"): "make verify",
    ("claims", "locator"): "make verify",
}
# Where only a page can show that nothing answers to the name: the build tells it there.
PAGES_SHOW = "pages show whether it is right"
ON_PAGES = {("exceptions", "page"), ("exceptions", "text"), ("claims", "id")}
REFERENCES = {
    ("facts", "place"): "places", ("charts", "place"): "places", ("charts", "measure"): "measures", ("facts", "measure"): "measures",
    ("figures", "via"): "sources", ("claims", "source"): "sources", ("claims", "figure"): "figures", ("corrections", "figure"): "figures",
    **{("charts", key): "facts" for key in ("facts", "also", "label", "sum", "of")}, **{("claims", key): "facts" for key in ("left", "right")},
    **{("sources", f"custom.{key}"): "sources" for key in ("relays", "rewrites", "edition_of")},
}  # fmt: skip
FORMS = {
    ("sources", "URL"): ADDRESS.pattern,
    ("sources", "language"): r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*",
    ("figures", "worded"): r"\w+=.+",
    ("claims", "worded"): r"\w+=.+",
    ("sources", "custom.archive_url"): ADDRESS.pattern,
}
# Fields that are required in some cases only, and may be empty in those that are damaged.
AT_TIMES = {
    "sources": ("version", "issued", "custom.sha256"), "facts": ("place", "show", "because"),
    "charts": ("facts", "measure", "sum"), "claims": ("figure", "source", "quote", "locator", "left"), "corrections": ("figure",),
}  # fmt: skip


def may_be_empty(kind: str, path: str) -> bool:
    """Whether a field need not be there."""
    if path.startswith("author.0."):
        return path.split(".")[-1] in csl.NAME_TEXTS
    field = data.FILES[kind].paths[path]
    flag = field.form.type == "boolean"
    return path in AT_TIMES.get(kind, ()) or (field.required.startswith(NO) and not flag and path.count(".") < 2)


def accepted_since(case: Case, value: object, folder: data.Folder) -> str:
    """Why a damaged field may be accepted; empty if it may not."""
    kind = case.file.split(".")[0]
    place = (kind, case.field)
    if value == "" and may_be_empty(kind, case.field):
        return "it may be empty"
    if place in COPIED:
        return f"only {COPIED[place]} can show that it is another"
    if place in ON_PAGES:
        return PAGES_SHOW
    words = value if isinstance(value, list) else [value]
    if is_free(kind, case.field) and all(isinstance(w, str) and w.strip() for w in words):
        return "it is free text"
    if place in REFERENCES:
        known = {e.id for e in getattr(folder, REFERENCES[place])}
        return (
            "it names another that there is"
            if all(w in known for w in words if isinstance(w, str))
            and known.issuperset(w for w in words if isinstance(w, str))
            else ""
        )
    if place in FORMS and re.fullmatch(FORMS[place], str(value), re.IGNORECASE | re.ASCII):
        return "it has the right form"
    return ""
