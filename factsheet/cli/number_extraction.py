"""Finds the numbers in a text, each with its paragraph, its qualifier and the shortest quote that carries it.

A passage's value and qualifier are those that `printed`, which also reads the data, takes from its quote,
so nothing is proposed that the text does not say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from factsheet import data
from factsheet.model import NUMBER, intervals
from factsheet.text import dates, languages, numerals, printed
from factsheet.text.printed import Printed
from factsheet.text.words import either

LONGEST = 16  # words of a quote
_address = re.compile(r"(?:@|://|www\.)\S*$")
_clock = re.compile(r"[\s\u00a0]*(?:[:.]\d\d\b|[ap]\.?m\b)", re.IGNORECASE)
_sentence_end = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]*[A-ZÄÖÜÉ0-9])|(?<=[。！？])[”』」]*")
_word = re.compile(r"[\d.,%]+|[A-Za-z]+|\S")  # where words are not set apart by spaces, characters are counted
_small = frozenset(
    "of in and or to by for from at on with as is was were are the a an that than which who per since".split()
)
_WHY = {
    printed.YEAR: "years",
    printed.DATE: "dates",
    printed.ORDINAL: "ordinals",
    printed.BASE: "bases of rates",
    printed.PART: "parts such as one in so many",
    printed.UNCLEAR: "words without a value of their own",
}


@dataclass(frozen=True)
class Passage:
    """A number, or a date, as a text prints it. `unit` is "%", "times" or empty; `locator` a paragraph or `title`."""

    locator: str
    value: str
    qualifier: str
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


def read(title: str, body: list[str], language: str = "") -> Iterator[Passage | LeftOut]:
    """Every numeral of a title and the paragraphs of a body, in their order."""
    everything = "\n".join([title, *body])
    for locator, paragraph in [("title", title), *((str(n), p) for n, p in enumerate(body, 1))]:
        yield from _Paragraph(locator, paragraph, everything, language).read()


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph of a text, and how its language is read."""

    locator: str
    text: str
    everything: str
    language: str

    def read(self) -> Iterator[Passage | LeftOut]:
        """Its dates, its numbers and the numerals without a value, in order."""
        days = [d for d in dates.dated(self.text, self.language) if len(d[2]) > 4]
        found = [(start, self._date(start, end, iso)) for start, end, iso in days]
        inside = [(start, end) for start, end, _ in days]
        for number in printed.read(self.text, self.language):
            if not any(a <= number.at < b for a, b in inside):
                found.append((number.at, self._number(number)))
                inside.append((number.start, number.end))
        for numeral in numerals.find(self.text):  # casts wider than the reader of numbers
            if not any(a < numeral.end and numeral.start < b for a, b in inside):
                found.append((numeral.start, LeftOut(numeral.text, _WHY[printed.UNCLEAR])))
        yield from (passage for _, passage in sorted(found, key=lambda f: f[0]))

    def _date(self, start: int, end: int, iso: str) -> Passage | LeftOut:
        sentence = self._sentence(start)
        quote = self._quote(sentence, start, end, lambda q: iso in dates.dates(q, self.language))
        if quote is None:
            return LeftOut(self.text[start:end], "dates")
        return Passage(self.locator, iso, "exact", quote, "", "", self.text[slice(*sentence)], self.text, True)

    def _number(self, number: Printed) -> Passage | LeftOut:
        shown, why = self.text[number.at : number.till], self._left_out(number)
        if why:
            return LeftOut(shown, why)
        sentence, said = self._sentence(number.at), (number.value, number.qualifier)

        def carries(quote: str) -> bool:
            return said in [(p.value, p.qualifier) for p in printed.read(quote, self.language)]

        quote = self._quote(sentence, number.start, number.end, carries)
        if quote is None:
            return LeftOut(shown, "not to be quoted in so few words")
        noun = re.match(r"[\s-]*([^\W\d_]+)", self.text[number.end :])
        qualifier = "round" if number.qualifier == "exact" and intervals.is_round(number.value) else number.qualifier
        return Passage(
            self.locator, number.value, qualifier, quote, number.unit, noun[1].lower() if noun else "",
            self.text[slice(*sentence)], self.text,
        )  # fmt: skip

    def _left_out(self, number: Printed) -> str:
        """Why a number is no figure to propose; empty if it is one."""
        table, shown = languages.of(self.language), self.text[number.at : number.till]
        before, behind, digits = self.text[: number.at], self.text[number.till :], shown[:1].isdigit()
        space = r"[\s\u00a0-]*"
        if number.kind:
            return _WHY[number.kind]
        if not all(map(NUMBER.fullmatch, number.value.split("/"))):
            return "numbers too long to be kept"
        if _address.search(before) or re.match(r"\S*@", behind):
            return "parts of addresses"
        if re.fullmatch(r"(?:1[5-9]|20)\d\d", shown) and number.qualifier not in ("nearly", "at-least", "at-most"):
            return "years"
        if re.search(r"[^\W\d_],\s+$", before) and behind.startswith(",") and digits and len(shown) < 3:
            return "ages"
        bracketed = before.endswith(("(", "[")) and behind.startswith((")", "]")) and len(shown) < 4
        named = re.search(rf"(?:(?<!\w)(?:{either(table.named)})[\s.-]*|[§#]|[A-Za-z]-?)$", before, re.IGNORECASE)
        if bracketed or (digits and named) or (not before.strip() and re.match(r"[.)]\s", behind)):
            return "numbers of pages, notes, lists and names"
        if number.value == "0" and not digits:
            return "the word zero"
        spanned = re.match(
            rf"{space}(?:{either(table.time)})(?![^\W\d_])" if table.tag != "zh" else either(table.time), behind, re.I
        )
        return "spans of time" if spanned or _clock.match(behind) or re.search(r"\d:$", before) else ""

    def _sentence(self, at: int) -> tuple[int, int]:
        """Where the sentence around a place begins and ends."""
        start = 0
        for m in _sentence_end.finditer(self.text):
            if m.start() > at:
                return start, m.start()
            start = m.end()
        return start, len(self.text)

    def _quote(self, sentence: tuple[int, int], start: int, end: int, carries: Callable[[str], bool]) -> str | None:
        """The shortest run of whole words, sixteen at most and never the whole sentence, that carries the number as printed."""
        word = _word if languages.of(self.language).tag == "zh" else re.compile(r"\S+")
        spots = [m.span() for m in word.finditer(self.text) if m.start() < sentence[1] and m.end() > sentence[0]]
        first = next(n for n, (_, e) in enumerate(spots) if e > start)
        last = next(n for n, (_, e) in enumerate(spots) if e >= end)
        return _Words(self.text, spots, carries).shortest(first, last, self.everything)


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


def _trim(text: str) -> str:
    return re.sub(r"[\s\"“”‘’'()\[\].,;:!?…—–-]+$", "", re.sub(r"^[\s\"“”‘’'()\[\],;:…—–]+", "", text))
