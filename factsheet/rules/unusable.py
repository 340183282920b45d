"""Entries of data/ that cannot be used: each has a problem of its own, so whatever names it is not reported as well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factsheet.data import Folder
from factsheet.model import Sheet


@dataclass(frozen=True)
class Lost:
    """The ids of entries that the model left out. A fact with an unusable figure is included, since it would show another figure or none."""

    measures: frozenset[str]
    facts: frozenset[str]
    figures: frozenset[str]

    def holds(self, names: Iterable[str]) -> bool:
        """Whether one of `names`, of a measure, a fact or a figure, is among them."""
        return not (self.measures | self.facts | self.figures).isdisjoint(names)


def lost(folder: Folder, sheet: Sheet) -> Lost:
    """What the model of `folder` left out."""
    figures = frozenset(e.id for e in folder.figures if e.id not in sheet.figures)
    facts = {e.id for e in folder.facts if e.id not in sheet.facts} | {name.partition("@")[0] for name in figures}
    measures = {e.id for e in folder.measures if e.id not in sheet.measures}
    measures |= {e.text("measure") for e in folder.facts if e.id in facts}
    return Lost(frozenset(measures), frozenset(facts), figures)
