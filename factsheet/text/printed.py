"""Numbers as a source prints them, read as its language writes them: the value with its scale, and the hedge as a qualifier.

`numerals.find` says what counts as a numeral on a page; this reader says what a printed number means.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from factsheet.text import dates, hanzi, languages
from factsheet.text.languages import Language
from factsheet.text.numbers import Number, in_digits, numbers
from factsheet.text.words import SPACE, either

YEAR, DATE, ORDINAL, BASE, PART, UNCLEAR = (
    "year",
    "date",
    "ordinal",
    "base",
    "part",
    "unclear",
)  # why a number has no value

_year = re.compile(r"(?:1[5-9]|20)\d\d")
_FULL_WIDTH = {ord("０") + n: str(n) for n in range(10)} | {ord("％"): "%", ord("．"): "."}


@dataclass(frozen=True)
class Printed:
    """A printed number: where it stands with its hedge and its scale, its value in plain digits, and its qualifier.

    `value` is empty where the words give none; `kind` then says why. Of a range the value is `low/high`.
    `unit` is "%", "times" or empty; the number without its hedge is text[at:till].
    """

    start: int
    end: int
    at: int
    till: int
    value: str = ""
    qualifier: str = "exact"
    hedge: str = ""
    unit: str = ""
    kind: str = ""


def in_plural(text: str, language: str = "") -> list[Decimal]:
    """The scales of which `text` has several without saying how many: thousands is 1000."""
    table = languages.of(language or languages.DEFAULT)
    found = (p for p in read(text, language) if p.kind == UNCLEAR)
    return [
        Decimal(table.scales[w])
        for p in found
        if (w := text[p.at : p.till].lower()) in table.plurals and w in table.scales
    ]


@functools.lru_cache(maxsize=1024)
def read(text: str, language: str = "", symbol: str = "") -> tuple[Printed, ...]:
    """Every number printed in `text`, in order. `symbol` is that of its unit, and so no scale: 3 m may be metres."""
    tag = language or languages.DEFAULT
    table, plain = languages.of(tag), text.translate(_FULL_WIDTH)
    return tuple(_told(plain, n, table, tag) for n in _ranges(plain, numbers(plain, tag, symbol), table))


def _ranges(text: str, numbers: list[Number], table: Language) -> list[Number]:
    """Two numbers that are the ends of a range are one: between 500 and 600, 500–600, 2 to 3 million."""
    out: list[Number] = []
    for number in numbers:
        low = out[-1] if out else None
        start = _range_start(text, low, number, table) if low and low.high is None else None
        if start is None:
            out.append(number)
            continue
        first = (
            low.value * number.scale
            if low.scale == 1 < number.scale and low.value < number.value / number.scale
            else low.value
        )
        unit = number.unit or low.unit
        out[-1] = replace(number, at=start, value=first, high=number.value, unit=unit) if first < number.value else low
        if first >= number.value:
            out.append(number)
    return out


def _range_start(text: str, low: Number, high: Number, table: Language) -> int | None:
    """Where the range begins whose ends two numbers are; None if they are not."""
    if low.value is None or high.value is None or (low.unit and low.unit != high.unit):
        return None
    between, before = text[low.till : high.at], text[: low.at]
    if _year.fullmatch(text[low.at : low.till]) and re.fullmatch(r"\d\d|(?:1[5-9]|20)\d\d", text[high.at : high.till]):
        return None
    if re.fullmatch(rf"{SPACE}*[–—-]{SPACE}*", between) and not re.search(r"[-–—.]$", before):
        return low.at
    for opening, joint in table.spans:
        if not re.fullmatch(rf"{SPACE}*{re.escape(joint)}{SPACE}*", between, re.I):
            continue
        opened = re.search(rf"(?<!\w){re.escape(opening)}{SPACE}+$", before, re.I) if opening else None
        if opened:
            return opened.start()
        if not opening and not re.search(rf"(?:{either(table.change)}){SPACE}*$", before, re.I):
            return low.at
    return None


# ---------------------------------------------------------------- hedges and units


def hedged(text: str, language: str = "") -> set[str]:
    """The qualifiers of all hedges in `text`, wherever they stand."""
    tag = languages.of(language or languages.DEFAULT).tag
    known, edge, end = languages.hedges(tag), *(("", "") if tag == "zh" else (r"(?<!\w)", r"(?!\w)"))
    found = re.finditer(f"{edge}(?:{either(known)}){end}", text, re.I)
    return {known[" ".join(m[0].lower().split())] for m in found}


def falls(text: str, number: Printed, language: str = "") -> bool:
    """Whether the words around a number say that something fell by it, and not to it: its value is then below zero."""
    table = languages.of(language or languages.DEFAULT)
    edge, end = ("", "") if table.tag == "zh" else (r"(?<!\w)", r"(?!\w)")
    if re.search(f"{edge}(?:{either(table.reached)}){SPACE}*$", text[: number.start], re.I):
        return False
    around = f"{text[: number.start]} {text[number.end :]}"
    return bool(re.search(f"{edge}(?:{either(table.falls)}){end}", around, re.I))


@functools.lru_cache(maxsize=64)
def _hedges(tag: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What hedges before a number, at the end of what precedes it, and behind it."""
    table = languages.of(tag)
    before, behind = (
        either(p for ps in table.before.values() for p in ps),
        either(p for ps in table.behind.values() for p in ps),
    )
    if tag == "zh":
        return re.compile(rf"(?<![最附永条條公契制])({before}){SPACE}*$"), re.compile(rf"[人名个個宗件]?({behind})")
    article = rf"(?:(?:{either((*table.articles, 'the', 'les', 'die'))}){SPACE}+)?"
    return re.compile(rf"(?<!\w)({before})(?:{SPACE}+|(?<=[~'’])){article}$", re.I), re.compile(
        rf"{SPACE}+({behind})(?!\w)", re.I
    )


def _told(text: str, number: Number, table: Language, tag: str) -> Printed:
    """A number with its unit and its hedge; or why it has no value."""
    start, at, end = number.at, number.at, number.till
    times = (
        re.match(rf"{SPACE}*(?:{either(table.times)})(?![^\W\d_])", text[end:], re.I)
        if table.tag != "zh"
        else re.match("倍", text[end:])
    )
    unit = number.unit or ("times" if times else "")
    if part := re.search(rf"(?<!\w)(?:{either(table.parts)}){SPACE}*$", text[:at], re.I):
        return Printed(part.start(), end, at, number.till, kind=PART)
    if kind := _no_quantity(text, number, table, tag):
        return Printed(start, end, at, number.till, kind=kind)
    before, behind = _hedges(table.tag)
    said = before.search(text[:at])
    after = behind.match(text[end:])
    hedge = (said or after)[1] if said or after else ""
    if table.tag == "zh" and not hedge and text[at : at + 1] in hanzi.SINGLE and text[:at].endswith("上"):
        return Printed(at - 1, end, at, number.till, in_digits(number.value), "at-least", "上", unit)  # 上百万
    if said:
        start = said.start()
    elif after:
        end += after.end()
    if number.value is None:
        return Printed(start, end, at, number.till, hedge=hedge, unit=unit, kind=UNCLEAR)
    known = languages.hedges(table.tag)
    qualifier = (
        known[" ".join(hedge.lower().replace("’", "'").split())] if hedge else "more-than" if number.more else "exact"
    )
    value = in_digits(number.value)
    if number.high is not None:
        value, qualifier = f"{value}/{in_digits(number.high)}", "between"
    return Printed(start, end, at, number.till, value, qualifier, hedge, unit)


def _no_quantity(text: str, number: Number, table: Language, tag: str) -> str:
    """Whether a number is no quantity: part of a date, a year, an ordinal such as 28th."""
    shown = text[number.at : number.till]
    if any(
        a <= number.at and number.till <= b
        for a, b, iso in dates.spans(text, tag)
        if len(iso) != 4 or table.tag == "zh"
    ):
        return DATE
    if table.ordinal and re.match(table.ordinal, text[number.till :], re.I) and shown[-1:].isdigit():
        return ORDINAL
    tens = number.value is not None and re.fullmatch("10{2,}", in_digits(number.value))
    if tens and re.search(rf"(?<!\w)(?:{either(table.per)}){SPACE}*$", text[: number.at], re.I):
        return BASE
    if _year.fullmatch(shown):
        if re.match(r"[–/-](?:\d\d|(?:1[5-9]|20)\d\d)(?!\d)", text[number.till :]) or re.search(
            r"(?:1[5-9]|20)\d\d[–/-]$", text[: number.at]
        ):
            return YEAR
        hedges = either(languages.hedges(table.tag))
        if re.search(rf"(?<!\w)(?:{either(table.year)}){SPACE}+(?:(?:{hedges}){SPACE}+)?$", text[: number.at], re.I):
            return YEAR
    return ""
