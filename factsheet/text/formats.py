"""How numbers and dates are written for readers of a language, with the words that are part of them.

`tag` is a language tag such as `en`, `de-CH` or `zh-Hant`. The words and forms stand in `languages`.
"""

from __future__ import annotations

import functools
from decimal import Decimal

from factsheet.text import languages
from factsheet.text.dates import is_date
from factsheet.text.languages import DEFAULT, Writing
from factsheet.text.separators import signs
from factsheet.text.units import BEFORE, PERCENT, TIMES, Unit

QUALIFIERS = tuple(languages.qualifiers())
LONGEST_SCALED = 3  # decimals before a scale word: $1,234,567 is clearer in full than as $1.234567 million

EVERY_YEAR = "P1Y"  # ISO 8601's duration, standing for "in every year"
SEASONS = {"12-31": "year-end", "06-30": "mid-year"}


def season(iso: str) -> str:
    """`year-end`, `mid-year` or `day`; empty for a date given only to the month or year."""
    return SEASONS.get(iso[5:], "day") if len(iso) == 10 else ""


def day(iso: str, tag: str = DEFAULT) -> str:
    """A date as readers write it: 2012-11-15 is 15 November 2012 or 2012年11月15日; 2012-11 is November 2012; 2012 stays.

    Anything that is not a date is returned unchanged; the checks report it.
    """
    year, *rest = iso.split("-")
    if not rest or not is_date(iso):
        return iso
    table, month = languages.of(tag), int(rest[0])
    form = table.writing.day if len(rest) == 2 else table.writing.month
    name, number_ = table.months[month - 1] if table.months else "", int(rest[-1])
    return form.format(d=f"{number_}{table.writing.first if number_ == 1 else ''}", n=month, m=name, y=year)


@functools.lru_cache(maxsize=4096)
def number(text: str, tag: str = DEFAULT) -> str:
    """A number with its groups set apart; the digits stay as typed."""
    group, point = signs(tag)
    return f"{Decimal(text):,f}".translate(str.maketrans({",": group, ".": point, "-": "−"}))


def scaled(text: str, tag: str = DEFAULT) -> str:
    """A number of a unit with a symbol, with a scale word where that needs few digits and drops none: 182.7 billion."""
    value, writing = Decimal(text), languages.of(tag).writing
    power = max((p for p in writing.scales if abs(value) >= 10**p), default=0)
    short = value.scaleb(-power)
    decimals = max(0, -(short.normalize().as_tuple().exponent))
    if not power or decimals > LONGEST_SCALED:
        return number(text, tag)
    word = writing.scales[power][abs(short) > writing.several]
    return f"{number(f'{short:.{decimals}f}', tag)} {word}"


def quantity(text: str, unit: Unit, qualifier: str = "exact", tag: str = DEFAULT) -> str:
    """A value as it stands in running text: its qualifier, the number, and its unit's symbol or base where it has one."""
    writing = languages.of(tag).writing
    if qualifier == "between":
        low, high = text.split("/")
        before, joint, behind = writing.between
        return f"{before}{with_unit(low, high, joint, unit, tag=tag)}{behind}"
    return _said(qualifier, with_unit(text, None, "", unit, tag=tag), tag)


def _said(qualifier: str, shown: str, tag: str) -> str:
    """A number with the word of its qualifier."""
    word = languages.qualifiers(tag)[qualifier]
    return f"{word}{languages.of(tag).writing.space}{shown}" if word else shown


def with_unit(low: str, high: str | None, joint: str, unit: Unit, sign: str = "", tag: str = DEFAULT) -> str:
    """A number, or a range, with the symbol of its unit: $182.7 billion, 1.55 °C, 12.5 per 100,000."""
    form, writing = (scaled if unit.symbol and unit not in (PERCENT, TIMES) else number), languages.of(tag).writing
    ends = [f"{sign}{form(end, tag)}" if Decimal(end) > 0 else form(end, tag) for end in (low, high) if end is not None]
    if unit.symbol and unit.side == BEFORE:
        gap = "\u00a0" if unit.symbol[-1].isalpha() else ""
        ends = [f"−{unit.symbol}{gap}{end[1:]}" if end.startswith("−") else f"{unit.symbol}{gap}{end}" for end in ends]
    behind = _behind(unit, writing)
    shown = (f"{behind}{joint}" if writing.both and unit == PERCENT else joint).join(ends) + behind
    return writing.rate.format(value=shown, base=number(unit.per, tag)) if unit.per else shown


def _behind(unit: Unit, writing: Writing) -> str:
    """What a unit adds behind its numbers."""
    if not unit.symbol or unit.side == BEFORE:
        return ""
    return {PERCENT: writing.percent, TIMES: writing.times}.get(unit, f"\u00a0{unit.symbol}")


def derived(name: str, low: str, high: str | None = None, unit: Unit | None = None, tag: str = DEFAULT) -> str:
    """A derived number, or the range it lies in, as it stands in running text; `unit` is that of its inputs.

    An open range has an empty end.
    """
    own = {"change": PERCENT, "share": PERCENT, "rate": PERCENT, "times": TIMES}.get(name, unit or Unit(""))
    sign = "+" if name == "change" else ""
    if high == "":
        return _said("at-least", with_unit(low, None, "", own, sign, tag), tag)
    if low == "":
        return _said("at-most", with_unit(high, None, "", own, sign, tag), tag)
    return with_unit(low, high, languages.of(tag).writing.to, own, sign, tag)


def unit(named: Unit | str, tag: str = DEFAULT) -> str:
    """A unit as it stands in a description, without a sign that would ask for a number."""
    name = named if isinstance(named, str) else named.told or named.name
    return languages.of(tag).writing.units.get(name, name)
