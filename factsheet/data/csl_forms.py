"""The forms of CSL's own: people, and dates with parts."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.core.problems import Problem, show
from factsheet.data import csl
from factsheet.data.declaration import Field, Fields
from factsheet.data.entry import Entry
from factsheet.data.forms import DATE_FIX, DATE_PATTERN, Flag, Form, Schema, Text, of
from factsheet.text.numerals import is_date


class Names(Form):
    """A list of people, each with the parts that CSL gives a name."""

    parts = Fields((*(Field(n, Text()) for n in csl.NAME_TEXTS), *(Field(n, Flag()) for n in csl.NAME_FLAGS)))

    def faults(self, entry: Entry, key: str, value: object) -> Iterator[Problem]:
        """Every name has words, and parts of a name only."""
        fix = "Write - family: … and given: …, or literal: …"
        if value == "":
            return
        if not (isinstance(value, list) and all(isinstance(v, dict) for v in value)):
            yield entry.problem(key, f"{key} is not a list of names", fix)
            return
        for n, person in enumerate(value):
            yield from self.parts.faults(entry, f"{key}.{n}", person)
            if not any(person.get(part) for part in ("family", "given", "literal")):
                yield entry.problem(f"{key}.{n}", f"a name without words in {key}", fix)

    def schema(self) -> Schema:
        """As for any form."""
        return {"$ref": "#/definitions/names"}


class Day(Form):
    """A date to the day, the month or the year: as text, with `date-parts`, or as year, month and day."""

    pattern = DATE_PATTERN

    def faults(self, entry: Entry, key: str, value: object) -> Iterator[Problem]:
        """It is one real date, of which no part would be lost."""
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
            value = value[0]  # as Pandoc's YAML has it
        given = value
        if isinstance(value, dict):
            for part in value:
                if part not in csl.DATE_PARTS:
                    yield entry.problem(key, f"{of(entry, key)} has {show(part)}, which is never shown", DATE_FIX)
                    return
            parts = value.get("date-parts", [])
            given = [] if isinstance(parts, list) and len(parts) == 1 else parts
        if isinstance(given, list) and len(given) > 1 and not all(isinstance(v, str) for v in given):
            yield entry.problem(key, f"{of(entry, key)} is more than one date", DATE_FIX)
        elif value and not is_date(text := csl.date(value)):
            yield entry.problem(key, f"{key} {show(text)} is not a date", DATE_FIX)

    def schema(self) -> Schema:
        """As for any form."""
        return {"$ref": "#/definitions/day"}


# What editors look up by these names.
SHARED: dict[str, Schema] = {
    "names": {"type": "array", "items": Names.parts.schema()},
    "day": {"type": ["string", "number", "object", "array"]},
}
