"""One hand-kept entry, as typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from factsheet.core.problems import Problem


@dataclass(frozen=True)
class Entry:
    """One hand-kept entry: its fields as typed, and the line each stands on."""

    path: str
    line: int
    id: str
    fields: dict = field(hash=False)
    lines: dict[str, int] = field(default_factory=dict, hash=False)

    def value(self, key: str) -> object:
        """A field as typed; empty where it is absent. Dots reach into mappings: `custom.read`."""
        if "." not in key:  # most are not, and this is called for every field of every entry many times
            return self.fields.get(key, "")
        value: object = self.fields
        for part in key.split("."):
            value = value.get(part, "") if isinstance(value, dict) else ""
        return value

    def text(self, key: str) -> str:
        """A field's text; empty where it holds none."""
        value = self.value(key)
        return value if isinstance(value, str) else ""

    def list(self, key: str) -> list[str]:
        """A field's texts, where one may be given alone: `left: a` and `left: [a]` are the same."""
        value = self.value(key)
        if isinstance(value, str):
            return [value] if value else []
        return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []

    def texts(self, key: str) -> Iterator[str]:
        """Every text within a field, however deep it lies in lists and mappings."""
        ahead: list[object] = [self.value(key)]
        while ahead:
            value = ahead.pop(0)
            if isinstance(value, str):
                yield value
            elif isinstance(value, (dict, list)):
                ahead[:0] = value.values() if isinstance(value, dict) else value

    def at(self, key: str = "") -> int:
        """The line of a field, or of what it lies in: of another field, or of the entry."""
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return self.lines.get(key, self.line)

    def problem(self, key: str, what: str, fix: str, note: bool = False) -> Problem:
        """A problem at a field of this entry; in a CSV file it names the column, which the line number alone does not."""
        if key and self.path.endswith(".csv"):
            what = f"{what}, in column {key}"
        return Problem(self.path, self.at(key), what, fix, note, key)
