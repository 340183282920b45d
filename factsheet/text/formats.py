"""How numbers are written for readers, with the words that are part of them."""

from __future__ import annotations

import functools
from decimal import Decimal

from babel.numbers import format_compact_decimal, format_decimal

from factsheet.text import languages
from factsheet.text.units import BEFORE, PERCENT, TIMES, Unit

LANGUAGE = "en"
_table = languages.of(LANGUAGE)
# Every qualifier, with the word that is printed: the first of the hedges that say it, but none for a number without a hedge.
QUALIFIERS = {
    "exact": "",
    **{name: said[0] for name, said in _table.before.items()},
    "round": "",
    "between": _table.spans[0][0],
}
LONGEST_SCALED = 3  # decimals before a scale word: $1,234,567 is clearer in full than as $1.234567 million

UNITS = {"%": "percentage", "times": "times (a ratio)", "date": "a date"}
EVERY_YEAR = "P1Y"  # ISO 8601's duration, standing for "in every year"
SEASONS = {"12-31": "year-end", "06-30": "mid-year"}


def season(iso: str) -> str:
    """`year-end`, `mid-year` or `day`; empty for a date given only to the month or year."""
    return SEASONS.get(iso[5:], "day") if len(iso) == 10 else ""


@functools.lru_cache(maxsize=4096)
def number(text: str) -> str:
    """A number with its groups set apart; the digits stay as typed."""
    decimals = len(text.partition(".")[2])
    shown = format_decimal(Decimal(text), format="#,##0" + ("." + "0" * decimals if decimals else ""), locale=LANGUAGE)
    return shown.replace("-", "−")


def scaled(text: str) -> str:
    """A number of a unit with a symbol, with a scale word where that needs few digits and drops none: 182.7 billion."""
    value = Decimal(text)
    power = max((p for p in (6, 9, 12) if abs(value) >= 10**p), default=0)
    decimals = max(0, -(value.scaleb(-power).normalize().as_tuple().exponent))
    if not power or decimals > LONGEST_SCALED:
        return number(text)
    return format_compact_decimal(value, format_type="long", locale=LANGUAGE, fraction_digits=decimals).replace(
        "-", "−"
    )


def quantity(text: str, unit: Unit, qualifier: str = "exact") -> str:
    """A value as it stands in running text: its qualifier, the number, and its unit's symbol or base where it has one."""
    if qualifier == "between":
        low, high = text.split("/")
        shown = with_unit(low, high, " and ", unit)
    else:
        shown = with_unit(text, None, "", unit)
    return f"{QUALIFIERS[qualifier]} {shown}".strip()


def with_unit(low: str, high: str | None, joint: str, unit: Unit, sign: str = "") -> str:
    """A number, or a range, with the symbol of its unit: $182.7 billion, 1.55 °C, 12.5 per 100,000."""
    form = scaled if unit.symbol and unit not in (PERCENT, TIMES) else number
    ends = [f"{sign}{form(end)}" if Decimal(end) > 0 else form(end) for end in (low, high) if end is not None]
    if unit.symbol and unit.side == BEFORE:
        gap = "\u00a0" if unit.symbol[-1].isalpha() else ""
        ends = [f"−{unit.symbol}{gap}{end[1:]}" if end.startswith("−") else f"{unit.symbol}{gap}{end}" for end in ends]
    shown = joint.join(ends)
    if unit.symbol and unit.side != BEFORE:
        shown += {PERCENT: "%", TIMES: " times"}.get(unit, f"\u00a0{unit.symbol}")
    return f"{shown} per {number(unit.per)}" if unit.per else shown


def derived(name: str, low: str, high: str | None = None, unit: Unit | None = None) -> str:
    """A derived number, or the range it lies in, as it stands in running text; `unit` is that of its inputs.

    An open range has an empty end.
    """
    own = {"change": PERCENT, "share": PERCENT, "rate": PERCENT, "times": TIMES}.get(name, unit or Unit(""))
    sign = "+" if name == "change" else ""
    if high == "":
        return f"at least {with_unit(low, None, '', own, sign)}"
    if low == "":
        return f"at most {with_unit(high, None, '', own, sign)}"
    return with_unit(low, high, " to ", own, sign)


def unit(named: Unit | str) -> str:
    """A unit as it stands in a description, without a sign that would ask for a number."""
    name = named if isinstance(named, str) else named.told or named.name
    return UNITS.get(name, name)
