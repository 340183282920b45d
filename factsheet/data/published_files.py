"""The files that a site publishes below `data/`; of the tables among them, the columns, types, rules and keys.

Types and constraints are those of Table Schema, version 2 of the Data Package standard
(https://datapackage.org/standard/table-schema/). plan/messages says what each column means.
"""

from __future__ import annotations

from dataclasses import dataclass

from factsheet.core import spreadsheet
from factsheet.data import fields
from factsheet.data.declaration import YES, Field
from factsheet.data.fields.claims import TESTS
from factsheet.data.forms import DATE_PATTERN, KEBAB

FILES = (
    "figures.csv", "figures.json", "facts.csv", "facts.json", "sources.csv", "sources.json", "sources.bib", "claims.csv", "claims.json",
    "trace.json", "feed.xml", "datapackage.json", "README.md",
)  # fmt: skip
# IANA media types of what is published; BibTeX has none registered, and this is what servers use.
MEDIA = {
    "csv": "text/csv", "json": "application/json", "bib": "application/x-bibtex", "xml": "application/atom+xml", "md": "text/markdown",
}  # fmt: skip

ID = KEBAB.pattern
KEY = rf"{ID}@{ID}(:[^ ]+)?"
# What the tables call verdicts and flags, in whatever language the pages are: other people's scripts compare these.
VERDICTS = {
    "matches": "Matches",
    "matches-rounded": "Matches, rounded",
    "right-number-wrong-description": "Right number, wrong description",
    "true-of-backlog-only": "True of the backlog, not of new claims",
    "matches-earlier-edition": "Matches an earlier edition",
    "mid-year-figure": "Mid-year figure",
    "another-years-figure": "Another year's figure",
    "ratio-not-increase": "Ratio, not increase",
    "sum-of-stocks": "Sum of year-end stocks",
    "close-to-sum-of-stocks": "Close to a sum of year-end stocks",
    "different-scope": "Different population or unit",
    "near-miss": "Near miss, one digit",
    "not-supported": "Not supported by current data",
    "cannot-be-checked": "Cannot be checked here",
}
FLAGS = {
    "stock-described-as-flow": "stock described as flow",
    "another-periods-words": "another period's words",
    "another-places-words": "another place's words",
    "rounded-without-a-hedge": "rounded without a hedge",
}
DATE = DATE_PATTERN
# As published: JSON's numbers, so that very small ones have an exponent.
NUMBER = r"-?\d+(\.\d+)?(e[+-]\d+)?"
# The fields of a source that its table has, and what a column is called if not as its field.
PUBLISHED = tuple(path for path, field in fields.FILES["sources"].told.items() if field.published)
RENAMED = {"sha256": "fingerprint"}


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


def column(path: str, field: Field) -> Column:
    """The column that mirrors a field of a hand-kept file."""
    name, form = path.rpartition(".")[2], field.form
    refers = form.kind if form.kind in ("facts", "sources") and form.type != "list" else ""
    return Column(
        RENAMED.get(name, name), form.type, field.required == YES, form.words if form.ours else (), form.pattern, refers
    )


def _of(kind: str, *paths: str) -> tuple[Column, ...]:
    """The columns that mirror these fields of a file."""
    return tuple(column(path, fields.FILES[kind].paths[path]) for path in paths)


LABEL = Column("label", required=True)  # every fact has one: its own, or the one it is given
# The fields of what is published as JSON alone.
TRACE = ("page", "text", "kind", "context", "fact", "source", "value", "formula", "inputs", "reason")
FIELDS = {"trace.json": tuple(map(Column, TRACE))}
TABLES = {
    "figures": Table(
        (
            *_of("figures", "fact"),
            LABEL,
            *_of("facts", "measure"),
            *_of("measures", "kind", "unit"),
            *_of("facts", "period", "place", "level"),
            *_of("figures", "source"),
            Column("value", required=True, pattern=f"(({NUMBER})(/({NUMBER}))?|({DATE}))"),
            *_of("figures", "qualifier"),
            Column("low", "number"),
            Column("high", "number"),
            *_of("figures", "worded", "via", "quote", "locator", "note"),
            Column("shown", "boolean", required=True),
        ),
        ("fact", "source", "locator"),
    ),
    "facts": Table(
        (
            Column("id", required=True, pattern=ID),
            LABEL,
            *_of("facts", "measure"),
            *_of("measures", "definition", "kind", "unit", "population"),
            *_of("facts", "period", "place", "level", "break"),
            Column("sources", "list", required=True),
            Column("shown", required=True, refers="sources"),
            *_of("facts", "because"),
            Column("conflict", "boolean", required=True),
        )
    ),
    "sources": Table(
        (
            *_of("sources", "id"),
            Column("number", "integer", required=True),
            *_of("sources", *(path for path in PUBLISHED if path != "id")),
        )
    ),
    "claims": Table(
        (
            Column("id", required=True, pattern=f"(({ID})|({KEY}))"),
            Column("kind", required=True, enum=("claim", "figure")),
            Column("source", required=True, refers="sources"),
            Column("statement", required=True, pattern=ID),
            Column("quote", required=True),
            Column("locator", required=True),
            Column("value", pattern=f"(({NUMBER})(/({NUMBER}))?|({DATE}))"),
            Column("test", enum=TESTS),
            Column("arithmetic", enum=tuple(VERDICTS.values())),
            Column("verdict", required=True, enum=tuple(VERDICTS.values())),
            Column("flags", "list"),
            Column("computed", "list", items="number"),
            *(Column(n, "list") for n in ("formula", "inputs", "rivals")),
            Column("holds", "list", items="boolean"),
            Column("edition", refers="sources"),
        )
    ),
}
