"""The forms of CSL's own: people, and dates with parts."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.core.problems import Problem, show
from factsheet.data import csl
from factsheet.data.declaration import Field, Fields
from factsheet.data.entry import Entry
from factsheet.data.forms import DATE_FIX, DATE_PATTERN, Flag, Form, Schema, Text
from factsheet.text.dates import is_date


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
        """A list of such mappings."""
        return {"type": "array", "items": self.parts.schema()}


class Day(Form):
    """A date to the day, the month or the year: as text, with `date-parts`, or as year, month and day."""

    pattern = DATE_PATTERN

    def faults(self, entry: Entry, key: str, value: object) -> Iterator[Problem]:
        """It is one real date, of which no part would be lost."""
        if value and not is_date(text := csl.date(value)):
            told = "a date" if isinstance(value, str) else "one date with year, month and day alone"
            yield entry.problem(key, f"{key} {show(text)} is not {told}", DATE_FIX)

    def schema(self) -> Schema:
        """A text, or whatever holds the parts."""
        return {"type": ["string", "number", "object", "array"]}
