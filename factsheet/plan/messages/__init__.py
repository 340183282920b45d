"""Every word the engine itself shows a reader, in one place.

Another language is another copy of this package: nothing else composes sentences.
Templates are filled with `str.format`; what fills them is HTML already.
"""

from __future__ import annotations

from decimal import Decimal

from factsheet.text.numerals import MONTHS, is_date
from factsheet.plan.messages.archive import AT as ARCHIVE_AT
from factsheet.plan.messages.archive import READ_ME as ARCHIVE_READ_ME
from factsheet.plan.messages.fields import ENTRIES, FIELDS, FIELDS_HEAD, MACROS_HEAD
from factsheet.plan.messages.files import CITATION, COLUMN_TYPES, COLUMNS, EDITION, FEED, FILES, LICENCE, README, RELEASE
from factsheet.plan.messages.labels import BETWEEN, CORRECTIONS, COUNTED, FLAGS, FORMULA_LABELS, FORMULAS, GLOSSES, KINDS, LABELS, QUALIFIERS, ROLES, TESTS, TYPES, UNITS, WORDED, WORDED_KINDS

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
    "ENTRIES",
    "FEED",
    "FIELDS",
    "FIELDS_HEAD",
    "FILES",
    "FLAGS",
    "FORMULAS",
    "FORMULA_LABELS",
    "GLOSSES",
    "KINDS",
    "LABELS",
    "LICENCE",
    "MACROS_HEAD",
    "QUALIFIERS",
    "README",
    "RELEASE",
    "ROLES",
    "TESTS",
    "TYPES",
    "UNITS",
    "WORDED",
    "WORDED_KINDS",
    "dated",
    "day",
    "derived",
    "derived_label",
    "derived_told",
    "number",
    "quantity",
    "unit",
    "voices",
]


def day(iso: str) -> str:
    """A date as readers write it: 2012-11-15 is 15 November 2012; 2012-11 is November 2012.

    What is no date, which the checks report, is shown as it stands.
    """
    parts = iso.split("-")
    if len(parts) == 1 or not is_date(iso):
        return iso
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def number(text: str) -> str:
    """A number with its groups of three set apart; the digits stay as typed."""
    whole, dot, rest = text.partition(".")
    sign = "−" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{dot}{rest}"


def dated(name: str, read: str) -> str:
    """A source with the day it was read."""
    return f"{name}, {LABELS['read'].format(day=day(read))}" if read else name


def unit(name: str) -> str:
    """A unit as it stands in a description, without a sign that would ask for a number."""
    return UNITS.get(name, name)


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


def quantity(text: str, unit: str, qualifier: str = "exact") -> str:
    """A value as it stands in running text: its qualifier, the number, and a unit where the number needs one."""
    shown = number(text)
    if unit == "%":
        shown += "%"
    elif unit == "times":
        shown += " times"
    return f"{QUALIFIERS[qualifier]} {shown}".strip()


def derived(name: str, text: str, high: str | None = None) -> str:
    """A derived number, or the range it lies in, as it stands in running text."""
    sign = "+" if name == "change" else ""
    shown = _signed(text, sign)
    unit = {"change": "%", "share": "%", "times": " times"}.get(name, "")
    if high is None:
        return f"{shown}{unit}"
    if high == "":
        return f"at least {shown}{unit}"
    return f"{shown} to {_signed(high, sign)}{unit}"


def _signed(text: str, plus: str) -> str:
    return f"{plus}{number(text)}" if plus and Decimal(text) > 0 else number(text)
