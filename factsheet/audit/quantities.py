"""What a page must print for a figure, or for a formula of figures: worked out from `data/` alone.

No code here is shared with the arithmetic or the formats of the rendering.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Protocol

from factsheet.text import languages, separators
from factsheet.text.languages import DEFAULT
from factsheet.text.units import Unit

Bounds = tuple[Fraction | None, Fraction | None]  # None where there is no end
OUTCOMES = "100*(a+b)/(a+b+c)"
FORMULAS: dict[str, Callable[..., Fraction]] = {
    "100*(b/a-1)": lambda a, b: 100 * (b / a - 1),
    "b/a": lambda a, b: b / a,
    "100*a/b": lambda a, b: 100 * a / b,
    "sum": lambda *n: sum(n, Fraction(0)),
    "a-sum": lambda a, *n: a - sum(n, Fraction(0)),
    OUTCOMES: lambda a, b, c: 100 * (a + b) / (a + b + c),
}
INPUTS = {"100*(b/a-1)": 2, "b/a": 2, "100*a/b": 2, OUTCOMES: 3}  # the others take any number
ADDED = ("sum", "a-sum")
PERCENT = ("100*(b/a-1)", "100*a/b", OUTCOMES)


class Stated(Protocol):
    """A figure: its value and qualifier as typed, and its unit."""

    value: str
    qualifier: str
    unit: Unit


def number(value: str) -> Fraction:
    """A value as a number; a range, written low/high, counts for its middle."""
    low, _, high = value.partition("/")
    return (Fraction(low) + Fraction(high)) / 2 if high else Fraction(low)


@functools.lru_cache(maxsize=1024)
def bounds(value: str, qualifier: str) -> Bounds:
    """The closed interval that the qualifier makes of the value (data/README.md defines them)."""
    if qualifier == "between":
        low, _, high = value.partition("/")
        return Fraction(low), Fraction(high)
    stated, place = Fraction(value), _place(value)
    half = (min(place, abs(stated) / 10) if stated else place) / 2
    return {
        "exact": (stated, stated),
        "about": (stated - half, stated + half),
        "nearly": (stated - half, stated),
        "more-than": (stated, stated + place),
        "at-least": (stated, None),
        "at-most": (None, stated),
        "round": (stated - half, stated + half),
    }[qualifier]


def _place(value: str) -> Fraction:
    """The place value of the last digit that is not zero; one for zero itself."""
    digits = value.lstrip("-")
    whole, _, rest = digits.partition(".")
    if not digits.strip("0."):
        return Fraction(1)
    if kept := rest.rstrip("0"):
        return Fraction(1, 10 ** len(kept))
    return Fraction(10 ** (len(whole) - len(whole.rstrip("0"))))


def digits(row: Stated) -> int:
    """Significant digits: all that are typed if the value is exact, else those up to the last that is not zero."""
    counts = []
    for end in row.value.split("/"):
        typed = end.lstrip("-").replace(".", "").lstrip("0")
        counts.append(max(1, len(typed if row.qualifier == "exact" or "." in end else typed.rstrip("0"))))
    return min(counts)


def shown(row: Stated, language: str = DEFAULT) -> str:
    """A figure as a page prints it: the word of its qualifier, its number, and what its unit adds."""
    ends, opening, joint, closing = row.value.split("/"), *languages.of(language).writing.between
    if row.qualifier == "between":
        return f"{opening}{with_unit(ends, joint, row.unit, '', language)}{closing}"
    return f"{_word(row.qualifier, language)}{with_unit(ends, '', row.unit, '', language)}"


def _word(qualifier: str, language: str) -> str:
    """The word of a qualifier, with the space behind it; nothing for a number without a hedge."""
    table, english = languages.of(language), languages.of(DEFAULT)
    hedges = (table.before or english.before).get(qualifier, ())
    return f"{hedges[0]}{table.writing.space}" if hedges else ""


def bare(row: Stated, language: str = DEFAULT) -> str:
    """A figure's number alone."""
    return "/".join(_signed(end, language) for end in row.value.split("/"))


def _signed(end: str, language: str) -> str:
    return f"{'−' if end.startswith('-') else ''}{grouped(end.lstrip('-'), language)}"


def with_unit(ends: Sequence[str], joint: str, unit: Unit, plus: str = "", language: str = DEFAULT) -> str:
    """Numbers in digits as a page prints them, with the symbol, the scale word and the base that their unit brings."""
    writing = languages.of(language).writing
    symbol = "" if unit.name == "times" else unit.symbol
    form = grouped if symbol in ("", "%") else _scaled
    out = []
    for end in ends:
        sign = "−" if end.startswith("-") else plus if end.strip("0.") else ""
        before = "" if unit.side != "before" else f"{symbol}\u00a0" if symbol[-1:].isalpha() else symbol
        out.append(f"{sign}{before}{form(end.lstrip('-'), language)}")
    behind = ""
    if unit.name == "times":
        behind = writing.times
    elif symbol and unit.side == "after":
        behind = writing.percent if symbol == "%" else f"\u00a0{symbol}"
    text = (f"{behind}{joint}" if writing.both and symbol == "%" else joint).join(out) + behind
    if not unit.per:
        return text
    return writing.rate.replace("{base}", grouped(unit.per, language)).replace("{value}", text)


def grouped(text: str, language: str) -> str:
    """Digits with the signs of a language between groups of three and before decimals."""
    group, point = separators.signs(language)
    whole, decimal, rest = text.partition(".")
    return f"{int(whole):,}".replace(",", group) + (point if decimal else "") + rest


def _scaled(text: str, language: str) -> str:
    """With a scale word, where that drops no digit and leaves at most three behind the point."""
    writing, value = languages.of(language).writing, Fraction(text)
    for power in sorted(writing.scales, reverse=True):
        if value >= 10**power:
            thousandths = value * 1000 / 10**power
            if thousandths.denominator > 1:
                break
            whole, rest = divmod(thousandths.numerator, 1000)
            number = f"{whole}.{rest:03}".rstrip("0").rstrip(".")
            return f"{grouped(number, language)} {writing.scales[power][thousandths > 1000 * writing.several]}"
    return grouped(text, language)


# ---------------------------------------------------------------- formulas


def fault(shown_: str, formula: str, rows: Sequence[Stated], language: str = DEFAULT) -> str:
    """What is wrong with the text shown for a formula: a number where the inputs are exact, else a range rounded outwards."""
    low, high = span(formula, rows)
    unit, plus = _unit(formula, rows), "+" if formula == "100*(b/a-1)" else ""
    if low == high and low is not None:
        ends, words = [_rounded(formula, low, rows, 0)], ""
    elif high is None:
        ends, words = [_rounded(formula, low, rows, -1)], _word("at-least", language)
    elif low is None:
        ends, words = [_rounded(formula, high, rows, 1)], _word("at-most", language)
    else:
        ends, words = [_rounded(formula, low, rows, -1), _rounded(formula, high, rows, 1)], ""
    right = f"{words}{with_unit(ends, languages.of(language).writing.to, unit, plus, language)}"
    return "" if shown_ == right else f"shows '{shown_}' where the formula gives {right}"


def _unit(formula: str, rows: Sequence[Stated]) -> Unit:
    if formula in ADDED:
        return rows[0].unit
    return Unit("%", "%") if formula in PERCENT else Unit("times")


def _rounded(formula: str, value: Fraction, rows: Sequence[Stated], way: int) -> str:
    """A number in digits, rounded by the rules on the site's method page; `way` is -1 to round down, 0 to the nearest, 1 up."""
    typed = max(len(end.partition(".")[2]) for r in rows for end in r.value.split("/"))
    decimals = typed if formula in ADDED else 1 if formula == "b/a" or abs(value) < 10 else 0
    step = Fraction(1, 10**decimals)
    if formula not in ADDED:
        whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
        # A rate adds counts up: a small one takes nothing from a large one.
        rough = [r for r in rows if formula != OUTCOMES or r.qualifier != "exact"]
        step = max(step, *(Fraction(10) ** -(digits(r) - (whole or -_zeros(value))) for r in rough), Fraction(0))
    units = value / step
    if way:
        count = math.floor(units) if way < 0 else math.ceil(units)
    else:
        count = math.floor(abs(units) + Fraction(1, 2)) * (1 if value >= 0 else -1)
    whole, rest = divmod(int(abs(count * step) * 10**decimals), 10**decimals)
    text = f"{whole}" + (f".{rest:0{decimals}}".rstrip("0") if rest else "")
    return f"-{text}" if count < 0 else text


def _zeros(value: Fraction) -> int:
    """How many zeros stand between the point and the first other digit of a number below one."""
    zeros = 0
    while value and abs(value) * 10 ** (zeros + 1) < 1:
        zeros += 1
    return zeros


def span(formula: str, rows: Sequence[Stated]) -> Bounds:
    """The least and the greatest value of the formula over its inputs' intervals."""
    first, *others = (bounds(r.value, r.qualifier) for r in rows)
    if formula == "sum":
        return functools.reduce(_plus, others, first)
    if formula == "a-sum":
        return functools.reduce(_plus, [(_less(high), _less(low)) for low, high in others], first)
    if formula == OUTCOMES:
        good, bad = _plus(first, others[0]), others[1]
        low = Fraction(0) if bad[1] is None else 100 * good[0] / (good[0] + bad[1])
        return low, Fraction(100) if good[1] is None else 100 * good[1] / (good[1] + bad[0])
    if formula == "100*a/b":
        low, high = _over(first, others[0])
        return _times(low, 100), Fraction(100) if high is None else 100 * high
    low, high = _over(others[0], first)
    return (low, high) if formula == "b/a" else (_times(low, 100, -100), _times(high, 100, -100))


def _plus(a: Bounds, b: Bounds) -> Bounds:
    return tuple(None if None in pair else sum(pair, Fraction(0)) for pair in zip(a, b, strict=True))


def _less(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def _times(end: Fraction | None, factor: int, plus: int = 0) -> Fraction | None:
    return None if end is None else factor * end + plus


def _over(top: Bounds, bottom: Bounds) -> Bounds:
    """Every quotient; the bottom one is above zero, or has no end where it is not known to be."""
    ends = []
    for at, end in enumerate(top):
        outward = bottom[0] if end is not None and (end >= 0) == bool(at) else bottom[1]
        if end is None or (outward is bottom[0] and (outward is None or outward <= 0)):
            ends.append(None)
        else:
            ends.append(Fraction(0) if outward is None else end / outward)
    return tuple(ends)
