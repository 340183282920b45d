"""Measures, facts and figures: what is counted, when and where, and what one source says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from factsheet.data.fields.figures import NUMBER
from factsheet.model import intervals
from factsheet.model.intervals import Interval
from factsheet.model.periods import Period
from factsheet.model.source import Source
from factsheet.text.units import Unit

WORLD = "WLD"


@dataclass(frozen=True)
class Measure:
    """What is counted, of whom, in what unit."""

    id: str
    label: str
    definition: str
    unit: Unit
    population: str
    kind: str
    scope: str = ""
    flows: tuple[str, ...] = ()  # the measures that count the events behind a stock


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
    level: str = ""
    level_told: str = ""  # what its level is called in the language of the pages


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
    is_apart: bool = False  # its source gives another number for the fact as well, in another place
    rendering: str = ""  # the quotation in the language of the pages; in braces, whose number stands there

    @property
    def key(self) -> str:
        """`fact@source`, its id everywhere; with `:locator` where its source gives two numbers."""
        return f"{self.fact.id}@{self.source.id}" + (f":{self.locator}" if self.is_apart else "")

    @property
    def is_date(self) -> bool:
        """Whether its value is a date and not a number."""
        return self.fact.measure.kind == "date"

    @property
    def number(self) -> Fraction:
        """Its value as an exact number, of a range the middle; a date has none."""
        return intervals.number(self.value)


def is_value(text: str, qualifier: str) -> bool:
    """Whether a text is a number, or for the qualifier `between` the two ends of a range, the lower first."""
    ends = text.split(intervals.RANGE)
    if not all(map(NUMBER.fullmatch, ends)):
        return False
    return len(ends) == 2 and Fraction(ends[0]) < Fraction(ends[1]) if qualifier == "between" else len(ends) == 1


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """The `key=value` pairs of a `worded` cell, in order."""
    for part in filter(None, text.split(";")):
        key, _, value = part.partition("=")
        yield key.strip(), value.strip()
