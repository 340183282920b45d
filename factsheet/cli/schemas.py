"""Schemas of the hand-kept files, so that an editor completes fields, words and ids, and marks what is wrong.

JSON Schema for the YAML files, in draft-07, which every version of the YAML language server reads;
Table Schema (version 2 of the Data Package standard) for the CSV files. They hold the ids of the
data, so they are made again by every `check`, and are not kept with the project's files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from factsheet.core import files
from factsheet.core.problems import FactsheetError, Problem, fault
from factsheet.data import FILES, Entry, Folder
from factsheet.data.declaration import File
from factsheet.data.fields.charts import FORMS
from factsheet.data.forms import Schema
from factsheet.data.published_files import Table, column

DRAFT = "http://json-schema.org/draft-07/schema#"
TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
WIRE = "# yaml-language-server: $schema=schemas/"  # what a file begins with whose editor is told of its schema


def build(folder: Folder) -> dict[str, Schema]:
    """Every schema by the name of its file."""
    ids = {kind: _ids(getattr(folder, kind)) for kind in FILES}
    ids["read"] = _ids(e for e in folder.sources if e.text("custom.read") == "true")
    ids["forms"] = [*FORMS, *folder.forms]
    return {kind: (_table if file.is_table else _document)(file, ids) for kind, file in FILES.items()}


def _ids(entries: Iterable[Entry]) -> list[str]:
    return list(dict.fromkeys(e.id for e in entries if e.id))


def _document(file: File, ids: dict[str, list[str]]) -> Schema:
    """A YAML file: its entries under their ids, or in a list; what one names stands among the definitions."""
    entry = file.form.schema()
    if file.ids:
        held: Schema = {"type": ["object", "null"], "propertyNames": file.ids.schema(), "additionalProperties": entry}
    else:
        held = {"type": ["array", "null"], "items": entry}
    if file.kind == "sources":
        held = {"type": "object", "properties": {"references": held}, "required": ["references"]}
        held["additionalProperties"] = False
    told = json.dumps(held)
    known = {kind: {"enum": names} if names else {"type": "string"} for kind, names in ids.items()}
    named = {name: rule for name, rule in known.items() if f'"#/definitions/{name}"' in told}
    return {
        "$schema": DRAFT,
        "$comment": "Written by factsheet check.",
        "title": file.entry,
        "definitions": named,
        **held,
    }


def _table(file: File, ids: dict[str, list[str]]) -> Schema:
    """A CSV file."""
    mirrored = [(column(name, field), field.form) for name, field in file.paths.items()]
    columns = [
        replace(
            c, refers="", enum=tuple(ids.get(form.some or form.kind, form.words)), pattern=form.hint or form.pattern
        )
        for c, form in mirrored
    ]
    schema = Table(tuple(columns), ()).schema({name: field.meaning for name, field in file.paths.items()})
    return {"$schema": TABLE_SCHEMA, "title": file.entry, **{k: v for k, v in schema.items() if v}}


# ---------------------------------------------------------------- files on disk


def kept(root: Path) -> bool:
    """Whether the project has schemas, or a file that tells editors of one."""
    texts = (path.read_text("utf-8-sig", "replace") for path in (root / "data").glob("*.yml"))
    return (root / "data/schemas").is_dir() or any(WIRE in text for text in texts)


def write(root: Path, folder: Folder) -> list[str]:
    """Write `data/schemas/`; the files that changed."""
    place = root / "data/schemas"
    texts = {
        place / f"{name}.json": json.dumps(schema, ensure_ascii=False).encode()
        for name, schema in build(folder).items()
    }
    changed = {p: text for p, text in texts.items() if not p.is_file() or p.read_bytes() != text}
    if changed:
        place.mkdir(exist_ok=True)
        files.replace(changed)
    return [path.relative_to(root).as_posix() for path in changed]


def refreshed(root: Path, folder: Folder) -> list[Problem]:
    """Bring the schemas of a project that has any up to date. That they cannot be written is a note."""
    try:
        if kept(root):
            write(root, folder)
    except (FactsheetError, OSError) as error:
        told = error.problem if isinstance(error, FactsheetError) else fault(error, root)
        return [replace(told, note=True)]
    return []
