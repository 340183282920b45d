"""Periods: the day of a stock, the interval of a flow, in ISO 8601.

Source of the notation: ISO 8601-1:2019, dates of reduced precision, `start/end` intervals,
and the duration `P1Y` standing for "in every year".
"""

from __future__ import annotations

import calendar
import functools
from dataclasses import dataclass
from datetime import date

from factsheet.data.forms import is_period
from factsheet.text import formats


@dataclass(frozen=True)
class Period:
    """A period as typed, with its first and last day; both None for "every year"."""

    text: str
    first: date | None
    last: date | None

    @property
    def is_day(self) -> bool:
        """Whether it is a single day given to the day."""
        return "/" not in self.text and len(self.text) == 10

    @property
    def is_year(self) -> bool:
        """Whether it is one calendar year."""
        return len(self.text) == 4

    @property
    def season(self) -> str:
        """`year-end`, `mid-year`, `day`, or `` for an interval: points of unlike season never form a series."""
        return formats.season(self.text) if self.is_day else ""

    def years(self) -> set[str]:
        """The calendar years it names."""
        return {part[:4] for part in self.text.split("/") if part[:4].isdigit()}

    def covers(self, other: Period) -> bool:
        """Whether every day of `other` lies within it."""
        if self.first is None or other.first is None:
            return False
        return self.first <= other.first and other.last <= self.last


@functools.lru_cache(maxsize=1024)
def parse(text: str) -> Period | None:
    """The period that `text` gives, or None if it is not one."""
    if not is_period(text):
        return None
    if text == formats.EVERY_YEAR:
        return Period(text, None, None)
    first, _, last = text.partition("/")
    return Period(text, bounds(first)[0], bounds(last or first)[1])


def bounds(text: str) -> tuple[date, date]:
    """First and last day of a date given to the day, month or year."""
    if len(text) == 4:
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    day = date.fromisoformat(text)
    return day, day
