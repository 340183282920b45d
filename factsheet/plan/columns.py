"""The published tables: their columns, types, rules and keys.

Types and constraints are those of Table Schema, version 2 of the Data Package standard
(https://datapackage.org/standard/table-schema/). plan/messages/files.py says what each column means.
"""

from __future__ import annotations

from dataclasses import dataclass

from factsheet.core import spreadsheet
from factsheet.model import KINDS
from factsheet.model.claim_inputs import TESTS
from factsheet.model.intervals import QUALIFIERS
from factsheet.plan import messages

ID = r"[a-z0-9]+(-[a-z0-9]+)*"
KEY = rf"{ID}@{ID}"
DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
# As published: JSON's numbers, so that very small ones have an exponent.
NUMBER = r"-?\d+(\.\d+)?(e[+-]\d+)?"


@dataclass(frozen=True)
class Column:
    """A column: its Table Schema type and constraints, and the table it refers to.

    A `list` is joined by semicolons; `items` is the type of its items.
    """

    name: str
    type: str = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    refers: str = ""
    items: str = "string"

    def field(self, meaning: str) -> dict[str, object]:
        """The column as a field of a Table Schema."""
        out: dict[str, object] = {"name": self.name, "type": self.type, "description": meaning}
        if self.type == "list":
            out |= {"delimiter": spreadsheet.SEPARATOR, "itemType": self.items}
        rules = {"required": self.required, "enum": list(self.enum), "pattern": self.pattern}
        if kept := {name: rule for name, rule in rules.items() if rule}:
            out["constraints"] = kept
        return out


@dataclass(frozen=True)
class Table:
    """A table: its columns, and those that name a row."""

    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(c.name for c in self.columns)

    def schema(self, meanings: dict[str, str]) -> dict[str, object]:
        """The table as a Table Schema. An empty cell holds nothing."""
        foreign = [
            {"fields": [c.name], "reference": {"resource": c.refers, "fields": ["id"]}}
            for c in self.columns
            if c.refers
        ]
        return {
            "fields": [c.field(meanings[c.name]) for c in self.columns],
            "missingValues": [""],
            "primaryKey": list(self.key),
        } | ({"foreignKeys": foreign} if foreign else {})


def _texts(*names: str, required: bool = False) -> tuple[Column, ...]:
    return tuple(Column(n, required=required) for n in names)


TABLES = {
    "figures": Table(
        (
            Column("fact", required=True, refers="facts"),
            *_texts("label", "measure", required=True),
            Column("kind", required=True, enum=KINDS),
            *_texts("unit", "period", required=True),
            Column("place"),
            Column("source", required=True, refers="sources"),
            Column("value", required=True, pattern=f"(({NUMBER})|({DATE}))"),
            Column("qualifier", required=True, enum=QUALIFIERS),
            Column("low", "number"),
            Column("high", "number"),
            Column("worded"),
            Column("via", refers="sources"),
            *_texts("quote", "locator", "note"),
            Column("shown", "boolean", required=True),
        ),
        ("fact", "source"),
    ),
    "facts": Table(
        (
            Column("id", required=True, pattern=ID),
            *_texts("label", "measure", "definition", required=True),
            Column("kind", required=True, enum=KINDS),
            *_texts("unit", "population", "period", required=True),
            *_texts("place", "break"),
            Column("sources", "list", required=True),
            Column("shown", required=True, refers="sources"),
            Column("because"),
            Column("conflict", "boolean", required=True),
        )
    ),
    "sources": Table(
        (
            Column("id", required=True, pattern=ID),
            Column("number", "integer", required=True),
            *_texts("type", "title", required=True),
            *_texts("container-title", "publisher", "author"),
            *(Column(n, pattern=DATE) for n in ("issued", "accessed")),
            *_texts("version", "URL", "language", "license"),
            Column("profile", required=True),
            Column("read", "boolean", required=True),
            *(Column(n, "list") for n in ("relays", "rewrites", "edition_of")),
            Column("archive_url"),
            Column("checked", pattern=DATE),
            Column("fingerprint", pattern="[0-9a-f]{64}"),
        )
    ),
    "claims": Table(
        (
            Column("id", required=True, pattern=f"(({ID})|({KEY}))"),
            Column("kind", required=True, enum=("claim", "figure")),
            Column("source", required=True, refers="sources"),
            Column("quote", required=True),
            Column("locator", required=True),
            Column("value", pattern=f"(({NUMBER})|({DATE}))"),
            Column("test", enum=TESTS),
            Column("arithmetic", enum=tuple(messages.GLOSSES)),
            Column("verdict", required=True, enum=tuple(messages.GLOSSES)),
            Column("flags", "list"),
            Column("computed", "list", items="number"),
            *(Column(n, "list") for n in ("formula", "inputs", "rivals")),
            Column("holds", "list", items="boolean"),
            Column("edition", refers="sources"),
        )
    ),
}
