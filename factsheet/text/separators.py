"""Digits as a language groups them: the separators are Babel's."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale, UnknownLocaleError

from factsheet.text.languages import DEFAULT

_THIN = "\u2009\u202f\u00a0"  # spaces between groups, which no language takes for anything else
_APOSTROPHES = "'’"
_PRESS = {
    "de_CH": ","
}  # decimal signs of newspapers beside the one that Babel has: 28,2 Millionen and 560’000 in one text


@dataclass(frozen=True)
class Separators:
    """What stands in a language's numbers beside digits, and which digits in a row are one number."""

    decimal: str  # a pattern
    number: re.Pattern[str]

    def value(self, digits: str) -> Decimal | None:
        """The value of digits with their separators, or None where the language does not write numbers so."""
        if not self.number.fullmatch(digits):
            return None
        whole, *rest = re.split(rf"{self.decimal}(?=\d+$)", digits)
        rest = "".join(rest)
        return Decimal("".join(filter(str.isdecimal, whole)) + (f".{rest}" if rest else ""))


@functools.lru_cache(maxsize=64)
def locale(tag: str) -> Locale:
    """What Babel knows of a language tag such as `de-CH`; a tag unknown to it has what English has."""
    try:
        return Locale.parse((tag or DEFAULT).replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(DEFAULT)


@functools.lru_cache(maxsize=64)
def signs(tag: str) -> tuple[str, str]:
    """What a language sets between groups of digits, and before decimals."""
    symbols = locale(tag).number_symbols["latn"]
    return symbols["group"], symbols["decimal"]


@functools.lru_cache(maxsize=64)
def of(tag: str) -> Separators:
    """The separators of a language tag."""
    known, (group, point) = locale(tag), signs(tag)
    groups = _THIN + _APOSTROPHES + (" " if group.isspace() else group)
    three = rf"[1-9]\d{{0,2}}(?P<sep>[{re.escape(groups)}])\d{{3}}(?:(?P=sep)\d{{3}})*"
    first, further = known.decimal_formats[None].grouping
    other = (
        rf"|[1-9]\d{{0,{further - 1}}}(?:{re.escape(group)}\d{{{further}}})*{re.escape(group)}\d{{{first}}}"
        if first != further
        else ""
    )
    decimal = f"[{re.escape(point + _PRESS.get(str(known), ''))}]"
    return Separators(decimal, re.compile(rf"(?:{three}{other}|\d+)(?:{decimal}\d+)?", re.ASCII))
