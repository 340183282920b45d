"""Schemas of the hand-kept files, so that an editor completes fields, words and ids, and marks what is wrong.

JSON Schema for the YAML files, in draft-07, which every version of the YAML language server reads;
Table Schema (version 2 of the Data Package standard) for the CSV files. They hold the ids of the
data, so they are written again when an id is added: `python -m factsheet schemas`.

An editor takes `2021` for a number and an empty field for nothing, where our own reader sees text;
so text may be a number here, and what is not required may be null.
"""

from __future__ import annotations

import json
from pathlib import Path

from factsheet import data, model
from factsheet.core import files
from factsheet.core.problems import Problem, show
from factsheet.data import Folder, csl
from factsheet.model import claim_inputs, intervals
from factsheet.plan import messages
from factsheet.plan.columns import DATE, ID, Column, Table
from factsheet.rules import claims, entries
from factsheet.rules.project import SCHEMAS

DRAFT = "http://json-schema.org/draft-07/schema#"
TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
WIRE = "# yaml-language-server: $schema=schemas/{}.json"
WIRED = ("sources", "measures", "places", "facts", "charts", "claims", "corrections")

Schema = dict[str, object]
TEXT: Schema = {"type": ["string", "number"]}
MAYBE: Schema = {"type": ["string", "number", "null"]}
FLAG: Schema = {"type": "boolean"}
PERIOD = r"^(P1Y|\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?)$"


def build(folder: Folder) -> dict[str, Schema]:
    """Every schema by the name of its file."""
    ids = {kind: [e.id for e in getattr(folder, kind) if e.id] for kind in ("sources", "measures", "places", "facts")}
    ids["figures"] = [e.id for e in folder.figures]
    ids["read"] = [e.id for e in folder.sources if e.text("custom.read") == "true"]
    made = {
        "sources": _sources(),
        "measures": _by_id("measures", {"kind": {"enum": list(model.KINDS)}}, entries.MEASURE_FIELDS),
        "places": _places(),
        "facts": _facts(),
        "charts": _charts(),
        "claims": _claims(),
        "corrections": _corrections(),
    }
    for name, schema in made.items():
        used = {kind: {"enum": list(dict.fromkeys(known))} for kind, known in ids.items() if known}
        named = {kind: rule for kind, rule in used.items() if f"#/definitions/{kind}" in json.dumps(schema)}
        schema["definitions"] = named | schema.get("definitions", {})
        made[name] = {
            "$schema": DRAFT,
            "$comment": f"Written by {SCHEMAS}.",
            "title": messages.ENTRIES[f"{name}.yml"],
            **schema,
        }
    return made | {"figures": _figures(ids), "exceptions": _exceptions()}


# ---------------------------------------------------------------- parts


def _one(kind: str) -> Schema:
    """An id of this kind, or another definition of the schema."""
    return {"$ref": f"#/definitions/{kind}"}


def _some(kind: str) -> Schema:
    """An id of this kind, or a list of them."""
    return {"anyOf": [_one(kind), {"type": "array", "items": _one(kind)}]}


def _entry(file: str, rules: dict[str, Schema], required: tuple[str, ...], within: str = "") -> Schema:
    """An entry with the fields of its file; those without a rule of their own are text."""
    properties: Schema = {}
    for field, (meaning, needed) in messages.FIELDS[file].items():
        name = field.removeprefix(within)
        if (within and not field.startswith(within)) or "." in name:
            continue
        rule = rules.get(name, TEXT if name in required else MAYBE)
        # A reference stands apart: beside it a description would be passed over.
        told = {"allOf": [rule]} if "$ref" in rule else rule
        properties[name] = {"description": f"{meaning}. Required: {needed}.", **told}
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _by_id(name: str, rules: dict[str, Schema], required: tuple[str, ...]) -> Schema:
    """A file whose entries stand under their ids."""
    entry = _entry(f"{name}.yml", rules, required)
    return {"type": ["object", "null"], "propertyNames": {"pattern": f"^{ID}$"}, "additionalProperties": entry}


# ---------------------------------------------------------------- files


def _sources() -> Schema:
    parts = {name: FLAG if name in csl.NAME_FLAGS else TEXT for name in csl.NAME_PARTS}
    people = {
        "type": ["array", "null"],
        "items": {"type": "object", "properties": parts, "additionalProperties": False},
    }
    day = {"type": ["string", "integer", "object", "array", "null"]}
    body = {
        "type": "object",
        "properties": {"from": TEXT, "to": TEXT},
        "required": ["from", "to"],
        "additionalProperties": False,
    }
    custom = _entry(
        "sources.yml",
        {
            "read": FLAG,
            "relays": _some("sources"),
            "rewrites": _some("sources"),
            "edition_of": _some("sources"),
            "checked": {"type": ["string", "null"], "pattern": f"^({DATE})?$"},
            "body": body,
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        },
        ("profile", "read"),
        "custom.",
    )
    rules = {
        "id": {"type": "string", "pattern": f"^{ID}$"},
        "type": {"enum": sorted(csl.TYPES)},
        "URL": {"type": ["string", "null"], "pattern": "^https?://"},
        **dict.fromkeys(csl.NAMES, _one("people")),
        **dict.fromkeys(csl.DATES, _one("day")),
    }
    entry = _entry("sources.yml", rules, ("id", "type", "title"))
    others = {name: rules.get(name, MAYBE) for name in sorted(csl.FIELDS - entry["properties"].keys())}
    entry["properties"] |= others | {"categories": {"type": ["array", "string", "null"]}, "custom": custom}
    entry["required"] = [*entry["required"], "custom"]
    listed = {"type": "array", "items": entry}
    return {
        "definitions": {"people": people, "day": day},
        "type": "object",
        "properties": {"references": listed},
        "required": ["references"],
        "additionalProperties": False,
    }


def _places() -> Schema:
    return {"type": "object", "propertyNames": {"pattern": "^[A-Z]{3}$"}, "additionalProperties": {"type": "string"}}


def _facts() -> Schema:
    rules = {
        "measure": _one("measures"),
        "place": _one("places"),
        "period": {"type": ["string", "integer"], "pattern": PERIOD},
        "show": _one("read"),
    }
    out = _by_id("facts", rules, ("label", "measure", "period"))
    out["additionalProperties"]["dependencies"] = {"show": ["because"], "because": ["show"]}
    return out


def _charts() -> Schema:
    period = {"type": ["string", "integer"], "pattern": PERIOD}
    rules = {
        "form": {"enum": list(entries.CHART_FORMS)},
        "season": {"enum": list(entries.SEASONS)},
        "measure": _some("measures"),
        "place": _some("places"),
        "period": {"anyOf": [period, {"type": "array", "items": period}]},
        **dict.fromkeys(("facts", "also", "label"), _some("facts")),
        **dict.fromkeys(("of", "sum"), _one("facts")),
    }
    return _by_id("charts", rules, ("form", "title", "says"))


def _claims() -> Schema:
    fact, some = _one("facts"), {"type": "array", "items": _some("facts")}
    side = {"anyOf": [fact, some]}
    rules = {
        "id": {"type": "string", "pattern": f"^{ID}$"},
        "test": {"enum": list(claim_inputs.TESTS)},
        "figure": _one("figures"),
        "source": _one("read"),
        "left": side,
        "right": side,
        "forecast": FLAG,
    }
    return {"type": ["array", "null"], "items": _entry("claims.yml", rules, ("id", "test", "right"))}


def _corrections() -> Schema:
    rules = {
        "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "kind": {"enum": list(claims.CORRECTION_KINDS)},
        "figure": _one("figures"),
    }
    entry = _entry("corrections.yml", rules, ("date", "kind", "why"))
    return {"type": ["array", "null"], "items": entry | {"dependencies": {"expect": ["figure"]}}}


def _figures(ids: dict[str, list[str]]) -> Schema:
    # Alternatives within brackets: some readers set the pattern between ^ and $ as it is. XML Schema knows no `(?:`.
    number = model.NUMBER.pattern.replace("(?:", "(")
    columns = (
        Column("fact", required=True, enum=tuple(ids["facts"])),
        Column("source", required=True, enum=tuple(ids["read"])),
        Column("value", required=True, pattern=f"(({number})|({DATE}))"),
        Column("qualifier", required=True, enum=intervals.QUALIFIERS),
        Column("worded", pattern=r"\w+=[^;]+(;\w+=[^;]+)*"),
        Column("via", enum=tuple(ids["sources"])),
        Column("quote"),
        Column("locator", required=True),
        Column("note"),
    )
    return _table("figures.csv", Table(columns, ("fact", "source")))


def _exceptions() -> Schema:
    return _table("exceptions.csv", Table(tuple(Column(n, required=True) for n in data.EXCEPTION_COLUMNS), ()))


def _table(file: str, table: Table) -> Schema:
    schema = table.schema({field: meaning for field, (meaning, _) in messages.FIELDS[file].items()})
    return {"$schema": TABLE_SCHEMA, "title": messages.ENTRIES[file], **{k: v for k, v in schema.items() if v}}


# ---------------------------------------------------------------- files on disk


def kept(root: Path) -> bool:
    """Whether the project keeps schemas."""
    return (root / "data" / "schemas").is_dir()


def write(root: Path) -> list[str]:
    """Write `data/schemas/`; the files that changed."""
    folder = root / "data" / "schemas"
    made = {folder / name: text.encode() for name, text in _texts(root).items()}
    changed = {p: text for p, text in made.items() if not p.is_file() or p.read_bytes() != text}
    if changed:
        folder.mkdir(exist_ok=True)
        files.replace(changed)
    return [path.relative_to(root).as_posix() for path in changed]


def stale(root: Path) -> list[Problem]:
    """The schemas that are missing, or older than data and code; a YAML file that names none is a note. A project may have none at all."""
    folder = root / "data" / "schemas"
    wired = {name: _is_wired(root / "data" / f"{name}.yml") for name in WIRED}
    if not kept(root) and not any(wired.values()):
        return []
    out = []
    made = _texts(root)
    old = [
        n
        for n, text in made.items()
        if not (folder / n).is_file() or (folder / n).read_text("utf-8", "replace") != text
    ]
    if old:
        what = f"not what the data and the code make of them: {', '.join(map(show, old))}"
        out.append(Problem("data/schemas", 0, what, f"Run: {SCHEMAS}"))
    for name, there in wired.items():
        if there is False:
            fix = f"Write on its first line: {WIRE.format(name)}"
            out.append(Problem(f"data/{name}.yml", 1, "editors are not told of its schema", fix, note=True))
    return out


def _texts(root: Path) -> dict[str, str]:
    made = build(data.read(root / "data", root))
    return {f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in made.items()}


def _is_wired(path: Path) -> bool | None:
    """Whether a file names its schema; None where there is no such file."""
    return WIRE.format(path.stem) in path.read_text("utf-8-sig", "replace").splitlines() if path.is_file() else None
