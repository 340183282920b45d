"""A field and a file, as `fields/` declares them: everything else that is said of a field comes from here."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data.entry import Entry
from factsheet.data.forms import Form, Schema, Text, of

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Field:
    """A field of a hand-kept file.

    `meaning` is its line in data/README.md and in editors, in Markdown; a field without one has no line. `required` is yes,
    no, or when: a form that is always required is checked with the forms, and any other case by a rule. `needs` names the
    field that has to stand beside it. Fields of sources.yml with a meaning are columns of the published table as well,
    unless `published` is false.
    """

    name: str
    form: Form
    meaning: str = ""
    required: str = NO
    needs: str = ""
    published: bool = True

    def remedy(self, path: str) -> str:
        """What to do where nothing stands, or what has still to be filled in."""
        words = did_you_mean("", self.form.words) if self.form.words else f"Write its `{path}`."
        return self.form.write or words

    def schema(self) -> Schema:
        """The field in an editor's schema: what is not required may be left empty, which YAML reads as null."""
        held = self.form.schema()
        # Within a list of one, because a description beside a reference would be passed over.
        told: Schema = {"allOf": [held]} if self.required == YES else {"anyOf": [held, {"type": "null"}]}
        return {"description": f"{self.meaning}. Required: {self.required}."} | told if self.meaning else told


@dataclass(frozen=True)
class Fields(Form):
    """A mapping with fields of its own, and no others. A text may stand in place of it if it has a field `alone`, which is then that text."""

    fields: tuple[Field, ...]
    alone: str = ""
    write: ClassVar[str] = "Indent its fields below it."
    held: ClassVar[tuple[type, ...]] = (str, dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, in order."""
        return tuple(f.name for f in self.fields)

    def faults(self, entry: Entry, key: str, value: object) -> Iterator[Problem]:
        """It has the fields it needs, each in its form, and no unknown ones."""
        if self.alone and isinstance(value, str):
            yield from next(f.form for f in self.fields if f.name == self.alone).faults(entry, key, value)
            return
        if not isinstance(value, dict):
            if value != "":
                yield entry.problem(key, f"{of(entry, key)} has no fields", self.write)
            return
        under = f"{key}." if key else ""
        misspelt: set[str] = set()
        for name in value:
            if name not in self.names:
                misspelt |= set(difflib.get_close_matches(name, self.names, 1))
                where = f" in {show(entry.id)}" if entry.id else ""
                yield entry.problem(
                    under + name, f"unknown field {show(under + name)}{where}", did_you_mean(name, self.names)
                )
        for field in self.fields:
            path, given = under + field.name, value.get(field.name, "")
            if field.required == YES and _blank(given):
                if field.name in misspelt:
                    continue
                yield entry.problem(path, f"{_who(entry)} has no {path}", field.remedy(path))
            elif field.name in value:
                yield from field.form.faults(entry, path, given)
        for missed in sorted({f.needs for f in self.fields if f.needs and _blank(value.get(f.needs, ""))}):
            lacking = [f.name for f in self.fields if f.needs == missed and not _blank(value.get(f.name, ""))]
            if lacking:
                what = f"{_who(entry)} has no {missed} beside its {' and '.join(lacking)}"
                fix = f"Write `{missed}` too, or delete {' and '.join(f'`{name}`' for name in lacking)}."
                yield entry.problem(under + missed, what, fix)

    def named(self, key: str, value: object) -> Iterator[tuple[str, str, str]]:
        """The ids in each of its fields, or in the text that stands in its place."""
        if self.alone and isinstance(value, str):
            yield from next(f.form for f in self.fields if f.name == self.alone).named(key, value)
        for field in self.fields if isinstance(value, dict) else ():
            path = f"{key}.{field.name}" if key else field.name
            yield from field.form.named(path, value.get(field.name, ""))

    def schema(self) -> Schema:
        """A mapping with these fields and no others, or a text alone."""
        held: Schema = {
            "type": "object",
            "properties": {f.name: f.schema() for f in self.fields},
            "required": [f.name for f in self.fields if f.required == YES],
            "additionalProperties": False,
            "dependencies": {f.name: [f.needs] for f in self.fields if f.needs},
        }
        alone = [f.schema() for f in self.fields if f.name == self.alone]
        return {"anyOf": [*alone, held]} if alone else held

    def walk(self, under: str = "") -> Iterator[tuple[str, Field]]:
        """Every field by its dotted path, those of mappings within it included."""
        for field in self.fields:
            yield under + field.name, field
            if isinstance(field.form, Fields):
                yield from field.form.walk(f"{under}{field.name}.")


def _who(entry: Entry) -> str:
    return show(entry.id) if entry.id else "this entry"


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


@dataclass(frozen=True)
class File:
    """A hand-kept file: its name, what one entry is, and its fields.

    `ids` is the form of the ids under which its entries stand; without it they are a list, or the rows of a table, which the
    columns of `key` name. A text may stand in place of an entry: it is then its field `alone`.
    """

    name: str
    entry: str
    fields: tuple[Field, ...]
    ids: Text | None = None
    key: tuple[str, ...] = ()
    alone: str = ""
    required: bool = False

    @property
    def kind(self) -> str:
        """The name of its entries: `facts`."""
        return self.name.split(".")[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, or columns, in order."""
        return self.form.names

    @property
    def is_table(self) -> bool:
        """Whether it is a CSV file."""
        return self.name.endswith(".csv")

    @cached_property
    def form(self) -> Fields:
        """The form of an entry."""
        return Fields(self.fields, self.alone)

    @cached_property
    def paths(self) -> dict[str, Field]:
        """Every field by its dotted path, in order."""
        return dict(self.form.walk())

    @property
    def told(self) -> dict[str, Field]:
        """The fields that have a line of documentation, by path."""
        return {path: field for path, field in self.paths.items() if field.meaning}

    def faults(self, entry: Entry) -> Iterator[Problem]:
        """What is wrong with an entry in its form."""
        if self.ids and (found := self.ids.wrong("id", entry.id)):
            yield entry.problem("id", *found)
        yield from self.form.faults(entry, "", entry.fields)


def alternatives(words: tuple[str, ...]) -> str:
    """Words as documentation lists them: `a`, `b` or `c`."""
    *most, last = (f"`{word}`" for word in words)
    return f"{', '.join(most)} or {last}" if most else last
