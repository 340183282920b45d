"""Numbers in a text, in digits, in words, or in both, with the scale that follows them; without their hedges."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from factsheet.text import hanzi, languages, separators, words
from factsheet.text.languages import Language
from factsheet.text.words import SPACE, either

_money = rf"(?:(?:(?:US|HK|NT|[ACNS])?\$|[€£¥₹₩]|\b(?:USD|EUR|GBP|INR|CNY|CHF|JPY)\b|\bRs\b\.?){SPACE}*)"
_digits = r"\d(?:[\d.,'’\u00a0\u2009\u202f]*\d)?"
_spaced = r"[1-9]\d{0,2}(?: \d{3})+(?!\d)"


@dataclass(frozen=True)
class Number:
    """A number on its way: its value, the last scale that is part of it, and whether digits wait for one."""

    at: int
    till: int
    value: Decimal | None
    scale: int = 1
    unit: str = ""
    more: bool = False
    open: bool = False
    high: Decimal | None = None


def numbers(text: str, tag: str, symbol: str = "") -> list[Number]:
    """Every number in `text`, in order, as the language writes it. `symbol` is that of its unit, and so no scale."""
    table = languages.of(tag)
    found = list(_han(text) if table.tag == "zh" else _lettered(text, tag))
    return _added(text, [_scaled(text, n, table, symbol) for n in _apart(found)])


def _apart(found: list[Number]) -> list[Number]:
    """Numbers in order; of two that overlap, the longer."""
    kept: list[Number] = []
    for number in sorted(found, key=lambda n: (n.at, -n.till)):
        if not kept or number.at >= kept[-1].till:
            kept.append(number)
    return kept


@functools.lru_cache(maxsize=64)
def _figures(tag: str) -> re.Pattern[str]:
    """Digits in a row, with a sign or a word that makes them negative; groups set apart by spaces where the language does so."""
    form, minus = separators.of(tag), languages.of(tag).minus
    spaced = f"{_spaced}(?:{form.decimal}\\d+)?|" if form.number.fullmatch("1 000") else ""
    word = rf"(?<!\w)(?<!au\s)(?<!ou\s)(?:{either(minus)}){SPACE}*(?={_money}?\d)|" if minus else ""
    return re.compile(
        rf"(?P<sign>{word}(?<![\w)])[-−](?={_money}?\d))?{_money}?(?<!\d)(?P<number>{spaced}{_digits})", re.I
    )


def _lettered(text: str, tag: str) -> Iterator[Number]:
    """Numbers in digits and in words of a language written with letters."""
    for m in _figures(tag).finditer(text):
        value = separators.of(tag).value(m["number"])
        yield Number(m.start(), m.end(), -value if value is not None and m["sign"] else value, open=True)
    table = languages.of(tag)
    for m in words.pattern(table.tag).finditer(text) if table.numbers else ():
        if m["multiple"]:
            ratio = table.multiples[m[0].lower()]
            yield Number(m.start(), m.end(), ratio, unit="times" if ratio >= 2 else "")
        elif m["fold"] or m[0].lower() not in table.one or _percent(table.tag).match(text, m.end()):
            yield _spoken(text, m, table)


def _spoken(text: str, m: re.Match[str], table: Language) -> Number:
    """Number words; an article before a scale stands for one of it, and a word such as half or several changes it."""
    before, start = text[: m.start()], m.start()
    said = m["words"].lower()
    first = re.match(rf"(?:{either(table.scales)})(?!\w)", said)
    half = (
        re.search(rf"(?<!\w)({either(table.halves)}){SPACE}+$|(?<!\w)({either(table.halves)})-$", before, re.I)
        if first
        else None
    )
    article = re.search(rf"(?<!\w)(?:{either(table.articles)}){SPACE}+$", before, re.I) if first else None
    value, scale = words.value(said, table.tag, started=bool(half or article))
    if half and value is not None:
        value, start = table.halves[" ".join((half[1] or half[2]).lower().split())] * value, half.start()
    elif article:
        start = article.start()
    unclear = re.search(rf"(?<!\w)(?:{either(table.several)}){SPACE}+$", before, re.I) and (first or not half)
    if table.ordinals and re.match(rf"[\s-]+(?:{either(table.ordinals)})(?!\w)", text[m.end() :], re.I):
        unclear = True
    if first and not article and not half and said.split()[0] in table.plurals:
        unclear = True
    if unclear and not (article or half):
        value = None
    return Number(start, m.end(), value, scale, "times" if m["fold"] else "", open=scale == 1 and not m["fold"])


def _han(text: str) -> Iterator[Number]:
    """Numbers in Han characters, in digits, or in both; and words such as double."""
    apart = list(hanzi.words(text))
    for start, end, value, counts in apart:
        if counts:
            yield Number(start, end, value, unit="times" if value is not None and value >= 2 else "")
    for m in hanzi.NUMBER.finditer(text):
        if any(a <= m.start() < b for a, b, *_ in apart):
            continue
        value, percent, more = hanzi.printed(m)
        before, at = text[: m.start()], m.start()
        if value is None and m[0] in hanzi.SINGLE and re.search("(?:上|[近逾超过過])$", before):
            value = hanzi.SINGLE[m[0]]
        if re.search("[数數几幾第]$", before):
            value = None
        if value is not None and (sign := re.search("(?:负|負|零下|[-−])$", before)):
            value, at = -value, sign.start()
        yield Number(at, m.end(), value, unit="%" if percent else "", more=more)


# ---------------------------------------------------------------- scales, sums and ranges


@functools.lru_cache(maxsize=64)
def _scale_pattern(tag: str) -> re.Pattern[str]:
    table = languages.of(tag)
    long = {w for w in table.letters if len(w) > 1}
    return re.compile(
        rf"{SPACE}*-?(?P<half>{either(table.and_half)})?{SPACE}*-?(?P<long>{either([*table.scales, *long])})(?!\w)"
        rf"|(?P<half_alone>{SPACE}*(?:{either(table.and_half)}))(?!\w)|(?P<short>{either(set(table.letters) - long)})(?!\w)",
        re.IGNORECASE,
    )


@functools.lru_cache(maxsize=16)
def _percent(tag: str) -> re.Pattern[str]:
    return re.compile(rf"{SPACE}*(?:[%‰]|(?:{either(languages.of(tag).percent)})(?!\w))", re.I)


def _scaled(text: str, number: Number, table: Language, symbol: str) -> Number:
    """A number with the scale behind it: 3.2bn, 90 millions, 2.5 lakh crore, two and a half million."""
    pattern, value, scale, till = _scale_pattern(table.tag), number.value, number.scale, number.till
    paid = re.match(rf"[-−]?(?:{_money})", text[number.at :])
    while m := pattern.match(text, till):
        word = (m["long"] or m["short"] or "").lower()
        if word and (not number.open or text[m.start("long" if m["long"] else "short") : m.end()].strip() == symbol):
            break
        if word in ("b", "t") and not paid:
            break
        factor = table.scales.get(word) or table.letters.get(word) or 1
        if value is not None:
            if m["half"]:
                value += Decimal("0.5")
            value = value * factor + (Decimal("0.5") * scale if m["half_alone"] else 0)
        scale, till = scale * factor, m.end()
        if m["half_alone"]:
            break
    percent = _percent(table.tag).match(text, till)
    unit = "%" if percent and percent[0].strip() != "‰" else number.unit
    return replace(number, value=value, scale=scale, till=percent.end() if percent else till, unit=unit)


def _added(text: str, numbers: list[Number]) -> list[Number]:
    """Numbers of falling scale in a row are one: 3 crore 50 lakh."""
    out: list[Number] = []
    for number in numbers:
        former = out[-1] if out else None
        if former and number.at < former.till:
            continue  # part of the former, as the scale is in 90 millions
        if (
            former
            and former.scale > number.scale > 1
            and former.till < number.at
            and not text[former.till : number.at].strip()
        ):
            both = None if None in (former.value, number.value) else former.value + number.value
            out[-1] = replace(number, at=former.at, value=both)
        else:
            out.append(number)
    return out


def in_digits(value: Decimal) -> str:
    """A value in digits as figures.csv has them; 12.30 keeps its zero, 1.50 million is 1500000."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text and value == value.to_integral_value() else text
