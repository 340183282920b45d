"""Measures, facts and figures: what is counted, when and where, and what one source says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from factsheet.model.intervals import Interval
from factsheet.model.periods import Period
from factsheet.model.source import Source

WORLD = "WLD"


@dataclass(frozen=True)
class Measure:
    """What is counted, of whom, in what unit."""

    id: str
    label: str
    definition: str
    unit: str
    population: str
    kind: str


@dataclass(frozen=True)
class Fact:
    """One measure for one period and place."""

    id: str
    label: str
    measure: Measure
    period: Period
    place: str
    show: str = ""
    because: str = ""
    coverage_break: str = ""


@dataclass(frozen=True)
class Figure:
    """What one source says about one fact."""

    fact: Fact
    source: Source
    value: str
    qualifier: str
    interval: Interval
    worded: tuple[tuple[str, str], ...]
    via: str
    quote: str
    locator: str
    note: str
    line: int

    @property
    def key(self) -> str:
        """`fact@source`, its id everywhere."""
        return f"{self.fact.id}@{self.source.id}"

    @property
    def is_date(self) -> bool:
        """Whether its value is a date and not a number."""
        return self.fact.measure.kind == "date"

    @property
    def number(self) -> Fraction:
        """Its value as an exact number; a date has none."""
        return Fraction(self.value)


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """The `key=value` pairs of a `worded` cell, in order."""
    for part in filter(None, text.split(";")):
        key, _, value = part.partition("=")
        yield key.strip(), value.strip()
