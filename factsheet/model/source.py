"""Sources: anything somebody can read, with the fields of CSL."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from factsheet.data import Entry, csl, queries
from factsheet.data.forms import ADDRESS
from factsheet.text.dates import is_date


@dataclass(frozen=True)
class Source:
    """Something somebody can read. `number` is that of its citation mark: its position in sources.yml, from 1."""

    id: str
    number: int
    entry: Entry = field(compare=False, repr=False)

    def text(self, key: str) -> str:
        """A CSL field, or one of ours under `custom.`; empty where absent."""
        return self.entry.text(key)

    @property
    def read(self) -> bool:
        """Whether we hold the text, or read the edition."""
        return self.text("custom.read") == "true"

    @property
    def is_dataset(self) -> bool:
        """Whether it is an edition of a dataset."""
        return self.text("type") == "dataset"

    @property
    def recalled(self) -> str:
        """How its publisher took it back, `retracted` or `withdrawn`; empty if it stands."""
        status = self.text("status")
        return status if status in csl.RECALLED else ""

    @property
    def name(self) -> str:
        """Who publishes it, as readers know it."""
        return self.text("container-title") or self.text("publisher") or self.text("title")

    @functools.cached_property
    def issued(self) -> str:
        """The day, month or year of issue in ISO 8601; empty if undated."""
        return _real(csl_date(self.entry, "issued"))

    @functools.cached_property
    def accessed(self) -> str:
        """The day we read it; empty if we never did."""
        return _real(csl_date(self.entry, "accessed"))

    @property
    def address(self) -> str:
        """Its web address; empty if it has none, or one that no link may have."""
        return _address(self.text("URL"))

    @property
    def archived(self) -> str:
        """The address of an archived copy; empty in the same cases."""
        return _address(self.text("custom.archive_url"))

    def query(self, locator: str) -> str:
        """The address of the query that returns the figure at a locator; empty where the source names none."""
        return _address(queries.address(self.text("custom.query"), locator))

    def revises(self, other: Source) -> bool:
        """Whether the two are editions of one dataset."""
        mine, theirs = (set(s.entry.list("custom.edition_of")) for s in (self, other))
        return not mine.isdisjoint(theirs)

    @property
    def leads_to(self) -> list[str]:
        """The sources it takes its figures from: those it relays or rewrites, and the dataset it is an edition of."""
        e = self.entry
        return [*e.list("custom.relays"), *e.list("custom.rewrites"), *e.list("custom.edition_of")]


def csl_date(entry: Entry, key: str) -> str:
    """A CSL date in ISO 8601, however it is written: as text, as `date-parts`, or as year, month and day."""
    return csl.date(entry.fields.get(key, ""))


def _address(text: str) -> str:
    """The address, or empty if it is not valid, which the rules report."""
    return text if ADDRESS.fullmatch(text) else ""


def _real(text: str) -> str:
    """The date, or empty if it is not valid, which the rules report."""
    return text if is_date(text) else ""
