"""Every word the engine itself shows a reader, in one place.

Another language is another copy of this package: nothing else composes sentences.
Templates are filled with `str.format`; what fills them is HTML already.
"""

from __future__ import annotations

from factsheet.plan.messages.archive import AT as ARCHIVE_AT
from factsheet.plan.messages.archive import READ_ME as ARCHIVE_READ_ME
from factsheet.plan.messages.files import (
    CITATION,
    COLUMN_TYPES,
    COLUMNS,
    EDITION,
    FEED,
    FILES,
    LICENCE,
    README,
    RELEASE,
)
from factsheet.plan.messages.labels import (
    BETWEEN,
    CORRECTIONS,
    COUNTED,
    FLAGS,
    FORMULA_LABELS,
    FORMULAS,
    GLOSSES,
    KINDS,
    LABELS,
    ROLES,
    TESTS,
    TYPES,
    WORDED,
    WORDED_KINDS,
)
from factsheet.text import formats

__all__ = [
    "ARCHIVE_AT",
    "ARCHIVE_READ_ME",
    "BETWEEN",
    "CITATION",
    "COLUMNS",
    "COLUMN_TYPES",
    "CORRECTIONS",
    "COUNTED",
    "EDITION",
    "FEED",
    "FILES",
    "FLAGS",
    "FORMULAS",
    "FORMULA_LABELS",
    "GLOSSES",
    "KINDS",
    "LABELS",
    "LICENCE",
    "README",
    "RELEASE",
    "ROLES",
    "TESTS",
    "TYPES",
    "WORDED",
    "WORDED_KINDS",
    "dated",
    "derived_label",
    "derived_told",
    "voices",
]


def dated(name: str, read: str) -> str:
    """A source with the day it was read."""
    return f"{name}, {LABELS['read'].format(day=formats.day(read))}" if read else name


def derived_label(name: str, labels: list[str]) -> str:
    """What a calculated number is, from the labels of its inputs."""
    if len(labels) > 3:  # a sum over years: its ends say which
        labels = [labels[0], "…", labels[-1]]
    return {
        "change": "Change: {} → {}",
        "times": "Ratio: {1} ÷ {0}",
        "share": "Share: {} in {}",
        "difference": "Difference: " + "; ".join(["{}"] * len(labels)),
    }.get(name, "Sum: " + "; ".join(["{}"] * len(labels))).format(*labels)


def derived_told(name: str, facts: list) -> str:
    """What a calculated number is made of, within a claim."""
    spans = [f.period.spoken() for f in facts]
    if name == "change":
        return f"rise from {spans[0]} to {spans[1]}"
    if name == "times":
        return f"{spans[1]} divided by {spans[0]}"
    if name == "share":
        return f"{spans[0]} as a percentage of {spans[1]}"
    if name == "difference":
        return f"difference: stated less rebuilt, {spans[1]} to {spans[-1]}"
    return f"the counts added up, {spans[0]} to {spans[-1]}"


def voices(articles: str, roots: str, articles_number: int, roots_number: int, named: str) -> str:
    """How many articles give a figure, and how many voices that is. Numbers come as carriers."""
    noun = "article" if articles_number == 1 else "articles"
    ends = "root" if roots_number == 1 else "roots"
    return f"Given by {articles} {noun}, leading back to {roots} {ends}: {named}."
