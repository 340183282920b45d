"""How numbers, dates and periods are written for readers, with the words that are part of a number."""

from __future__ import annotations

from decimal import Decimal

from factsheet.text.numerals import MONTHS, is_date

QUALIFIERS = {
    "exact": "",
    "about": "about",
    "nearly": "nearly",
    "more-than": "more than",
    "at-least": "at least",
}

UNITS = {"%": "percentage", "times": "times (a ratio)", "date": "a date"}
EVERY_YEAR = "P1Y"  # ISO 8601's duration, standing for "in every year"
SEASONS = {"12-31": "year-end", "06-30": "mid-year"}
PERIODS = {"year-end": "end of {year}", "mid-year": "middle of {year}", EVERY_YEAR: "every year"}


def day(iso: str) -> str:
    """A date as readers write it: 2012-11-15 is 15 November 2012; 2012-11 is November 2012.

    Anything that is not a date is returned unchanged; the checks report it.
    """
    parts = iso.split("-")
    if len(parts) == 1 or not is_date(iso):
        return iso
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def season(iso: str) -> str:
    """`year-end`, `mid-year` or `day`; empty for a date given only to the month or year."""
    return SEASONS.get(iso[5:], "day") if len(iso) == 10 else ""


def period(iso: str) -> str:
    """A period as readers say it: "end of 2021", "2012 – 2021", "every year"."""
    if iso == EVERY_YEAR:
        return PERIODS[EVERY_YEAR]
    return " – ".join(_part(part) for part in iso.split("/"))


def _part(iso: str) -> str:
    pattern = PERIODS.get(season(iso))
    return pattern.format(year=iso[:4]) if pattern else day(iso)


def number(text: str) -> str:
    """A number with commas between groups of three; the digits stay as typed."""
    whole, dot, rest = text.partition(".")
    sign = "−" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{dot}{rest}"


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


def unit(name: str) -> str:
    """A unit as it stands in a description, without a sign that would ask for a number."""
    return UNITS.get(name, name)
