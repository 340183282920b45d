"""What many figures add up to, as pages name it: births[2012/2021,-FLO]@survey."""

from __future__ import annotations

import re
from typing import NamedTuple

from factsheet.data import Entry

_key = re.compile(
    r"(?P<measure>[a-z0-9-]+)\[(?P<period>\d{4}(/\d{4})?)(?P<without>(,-[A-Z]{3})*)\]@(?P<source>[^\s@]+)"
)


class Named(NamedTuple):
    """A measure of one source in a period, in every place but those of all places and those left out."""

    measure: str
    period: str
    without: frozenset[str]
    source: str

    def holds(self, fact: Entry, period: str) -> bool:
        """Whether a fact is among what is added up."""
        ends, within = self.period.split("/"), period.split("/")
        return (
            fact.text("measure") == self.measure
            and ends[0] <= within[0]
            and within[-1] <= ends[-1]
            and fact.text("place") not in self.without
        )


def named(key: str) -> Named | None:
    """What a key names; None for the id of a figure."""
    if (match := _key.fullmatch(key)) is None:
        return None
    without = frozenset(["WLD", *filter(None, match["without"].split(",-"))])
    return Named(match["measure"], match["period"], without, match["source"])
