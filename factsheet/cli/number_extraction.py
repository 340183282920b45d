"""Finds the numbers in a text, each with its paragraph, its hedge and the shortest quote that carries it.

A passage's value is one that `numerals`, which also reads the data and the pages, finds in its
quote, so nothing is proposed that the text does not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from factsheet import data
from factsheet.model import NUMBER
from factsheet.text.numerals import MULTIPLES, Numeral, dated, dates, values, whole

LONGEST = 16  # words of a quote
# The words in which texts hedge, by the qualifier they come to; some come to none, and the maintainer decides.
HEDGES = {
    "about": ("about", "around", "some", "roughly", "approximately", "circa", "an estimated", "in the region of"),
    "nearly": ("nearly", "almost", "close to", "just under", "just short of", "just below", "not quite"),
    "more-than": (
        "more than", "over", "above", "greater than", "upwards of", "in excess of", "exceeding", "exceeded", "exceeds",
        "surpassing", "surpassed", "surpasses", "topped",
    ),
    "at-least": ("at least", "no fewer than", "no less than", "not less than", "a minimum of"),
    "": (
        "under", "below", "less than", "fewer than", "up to", "as many as", "at most", "no more than", "not more than",
        "a maximum of", "between",
    ),
}  # fmt: skip
BEHIND = {"at-least": ("or more",), "about": ("or so",), "": ("or less", "or fewer")}


def _any(phrases: dict[str, tuple[str, ...]]) -> str:
    listed = sorted((p for group in phrases.values() for p in group), key=len, reverse=True)
    return "|".join(p.replace(" ", r"\s+") for p in listed)


_before = re.compile(rf"\b({_any(HEDGES)})\s+(?:(?:an?|the)\s+)?[$€£¥]?$", re.IGNORECASE)
_behind = re.compile(rf"\s+({_any(BEHIND)})\b", re.IGNORECASE)
_percent = re.compile(r"\s*(?:[%‰]|per[\s\u00a0]?cent\b|percentage\s+points?\b)", re.IGNORECASE)
_times = re.compile(r"\s*times\b", re.IGNORECASE)
_span = re.compile(
    r"[\s-]*(?:consecutive\s+)?(?:years?|months?|weeks?|days?|hours?|minutes?|decades?)\b|[:.]\d\d\b|\s*[ap]\.?m\b",
    re.I,
)
_named = re.compile(
    r"(?:\b(?:pages?|p\.|pp\.|chapter|section|article|figure|table|no\.|nos\.|number|paragraph|version|volume|vol\.|phase"
    r"|part|note|covid)\s*|[§#]|[^\W\d_]-?)$",
    re.IGNORECASE,
)
_part = re.compile(r"\bone\s+(?:in|out\s+of)\s+(?:every\s+)?$", re.IGNORECASE)
_sentence_end = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])")
# Before a year these speak of time; before a number of four digits, of its size.
_hedges_of_numbers = frozenset(
    [*HEDGES["nearly"], *HEDGES["at-least"], "more than", "exceeding", "exceeded", "less than", "fewer than"]
)
_small = frozenset(
    "of in and or to by for from at on with as is was were are the a an that than which who per since".split()
)


@dataclass(frozen=True)
class Passage:
    """A number, or a date, as a text prints it. `unit` is "%", "times" or empty; `locator` a paragraph or `title`."""

    locator: str
    value: str
    qualifier: str
    hedge: str
    quote: str
    unit: str
    noun: str
    sentence: str
    paragraph: str
    is_date: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A numeral that is not proposed, as printed, and why."""

    text: str
    why: str


def read(title: str, body: list[str]) -> Iterator[Passage | LeftOut]:
    """Every numeral of a title and the paragraphs of a body, in their order."""
    everything = "\n".join([title, *body])
    for locator, paragraph in [("title", title), *((str(n), p) for n, p in enumerate(body, 1))]:
        days = list(dated(paragraph))
        for start, end, iso in days:
            if len(iso) > 4:
                yield _date(locator, paragraph, start, end, iso, everything)
        for numeral in whole(paragraph):
            if re.fullmatch(r"per[\s\u00a0]?cent", numeral.text, re.IGNORECASE):
                continue  # told with the number before it
            if not any(s <= numeral.start < e and len(iso) > 4 for s, e, iso in days):
                yield _number(locator, paragraph, numeral, everything)


def _date(locator: str, paragraph: str, start: int, end: int, iso: str, everything: str) -> Passage | LeftOut:
    sentence = _sentence(paragraph, start)
    quote = _quote(paragraph, sentence, start, end, everything, lambda q: iso in dates(q))
    if quote is None:
        return LeftOut(paragraph[start:end], "dates")
    return Passage(locator, iso, "exact", "", quote, "", "", _cut(paragraph, sentence), paragraph, True)


def _number(locator: str, paragraph: str, numeral: Numeral, everything: str) -> Passage | LeftOut:
    before, behind = paragraph[: numeral.start], paragraph[numeral.end :]
    why = _left_out(numeral, before, behind)
    if why:
        return LeftOut(numeral.text, why)
    plain = _plain(numeral.value)
    first, follows = _before.search(before), _behind.match(behind)
    hedge = first[1] if first else follows[1] if follows else ""
    start = first.start() if first else numeral.start
    end = numeral.end + (follows.end() if follows and not first else 0)
    if percent := _percent.match(paragraph[end:]):
        end += percent.end()
    sentence = _sentence(paragraph, numeral.start)
    value = Decimal(plain)
    quote = _quote(paragraph, sentence, start, end, everything, lambda q: value in values(q))
    if quote is None:
        return LeftOut(numeral.text, "not to be quoted in so few words")
    unit = "%" if numeral.percent or percent else "times" if _is_multiple(numeral, behind) else ""
    noun = re.match(r"[\s-]*([^\W\d_]+)", paragraph[end:])
    return Passage(
        locator, plain, _qualifier(hedge), hedge, quote, unit, noun[1].lower() if noun else "",
        _cut(paragraph, sentence), paragraph,
    )  # fmt: skip


def _left_out(numeral: Numeral, before: str, behind: str) -> str:
    """Why a numeral is no figure to propose; empty if it is one."""
    text, hedge = numeral.text, _before.search(before)
    digits = text[:1].isdigit()
    bracketed = before.endswith(("(", "[")) and behind.startswith((")", "]")) and len(text) < 4
    if numeral.value is None or re.fullmatch("(?:hundred|thousand|[mb]illion|trillion|dozen)s", text, re.IGNORECASE):
        return "words without a value of their own"
    if not NUMBER.fullmatch(_plain(numeral.value)):
        return "numbers too long to be kept"
    if re.search(r"(?:@|://|www\.)\S*$", before) or re.match(r"\S*@", behind):
        return "parts of addresses"
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", text) and not (hedge and hedge[1].lower() in _hedges_of_numbers):
        return "years"
    if re.search(r"[^\W\d_],\s+$", before) and re.match(r",", behind) and digits and numeral.value < 120:
        return "ages"
    if _part.search(before) or (text.lower() == "one" and re.match(r"\s+(?:in|out)\b", behind)):
        return "parts such as one in so many"
    if bracketed or (digits and _named.search(before)) or (not before.strip() and re.match(r"[.)]\s", behind)):
        return "numbers of pages, notes, lists and names"
    if not numeral.value and not digits:
        return "the word zero"
    return "spans of time" if _span.match(behind) or re.search(r"\d:$", before) else ""


def _plain(value: Decimal) -> str:
    """A value in digits as figures.csv has them; 12.30 keeps its zero, 1.50 million is 1500000."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text and value == value.to_integral_value() else text


def _qualifier(hedge: str) -> str:
    if not hedge:
        return "exact"
    said = " ".join(hedge.lower().split())
    return next(q for group in (HEDGES, BEHIND) for q, phrases in group.items() if said in phrases)


def _is_multiple(numeral: Numeral, behind: str) -> bool:
    word = numeral.text.lower()
    return word.endswith("fold") or word in MULTIPLES or bool(_times.match(behind))


def _sentence(paragraph: str, at: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends."""
    start = 0
    for m in _sentence_end.finditer(paragraph):
        if m.start() > at:
            return start, m.start()
        start = m.end()
    return start, len(paragraph)


def _cut(paragraph: str, spot: tuple[int, int]) -> str:
    return paragraph[spot[0] : spot[1]]


@dataclass(frozen=True)
class _Words:
    """The words of a sentence by their places in its paragraph, and what a run of them has to carry."""

    paragraph: str
    spots: list[tuple[int, int]]
    carries: Callable[[str], bool]

    def _cut(self, i: int, j: int) -> str:
        return _trim(self.paragraph[self.spots[i][0] : self.spots[j][1]])

    def _fits(self, i: int, j: int) -> bool:
        """Whether a run may be quoted: within the sentence, not all of it, and with the number as printed."""
        within = i >= 0 and j < len(self.spots) and j - i < LONGEST and not (i == 0 and j == len(self.spots) - 1)
        return within and not data.unseen(self._cut(i, j)) and self.carries(self._cut(i, j))

    def shortest(self, i: int, j: int, everything: str) -> str | None:
        """The run from word i to word j; with a word more where the number stands alone, or where
        the run stands elsewhere in the text too, or where a spreadsheet would take it for a formula."""
        least = self._cut(i, j)
        if j - i >= LONGEST or data.unseen(least) or not self.carries(least):
            return None
        following = self.paragraph[slice(*self.spots[j + 1])] if j + 1 < len(self.spots) else ""
        alone = i == j and self.paragraph[self.spots[j][1] - 1].isalnum()
        if alone and re.match(r"[^\W\d_]+", following) and following.lower() not in _small and self._fits(i, j + 1):
            j += 1
        a, b = i, j
        while (formula := self._cut(a, b)[:1] in "=+-@−") or everything.count(self._cut(a, b)) > 1:
            if self._fits(a, b + 1) and not formula:
                b += 1
            elif self._fits(a - 1, b):
                a -= 1
            else:
                return self._cut(i, j)
        return self._cut(a, b)


def _quote(
    paragraph: str, sentence: tuple[int, int], start: int, end: int, everything: str, carries: Callable[[str], bool]
) -> str | None:
    """The shortest run of whole words, sixteen at most and never the whole sentence, that carries the number as printed."""
    spots = [m.span() for m in re.finditer(r"\S+", paragraph) if m.start() < sentence[1] and m.end() > sentence[0]]
    first = next(n for n, (_, e) in enumerate(spots) if e > start)
    last = next(n for n, (_, e) in enumerate(spots) if e >= end)
    return _Words(paragraph, spots, carries).shortest(first, last, everything)


def _trim(text: str) -> str:
    return re.sub(r"[\s\"“”‘’'()\[\].,;:!?…—–-]+$", "", re.sub(r"^[\s\"“”‘’'()\[\],;:…—–]+", "", text))
