"""Ranks the known facts that a passage may be about, as "did you mean" ranks ids.

A near value, a shared year, a place that is named and words of the measure's label earn points.
They only propose: the maintainer keeps, edits or drops each row.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from factsheet.cli.number_extraction import Passage
from factsheet.model import WORLD, Fact, Figure, Sheet, intervals
from factsheet.text.dates import dated
from factsheet.text.units import PERCENT, TIMES

MOST = 3
_ENOUGH = 5.0
_near = Fraction(1, 4)  # of the larger value: as far as a misprint or another edition goes
_mid = re.compile(r"\bmid-|\bmiddle of\b|\bmid(?:-)?year\b|\bJune\b|\bfirst half\b", re.IGNORECASE)
_ending = re.compile(r"(?:ers?|ings?|eds?|es|s|ions?)$")
_common = frozenset(
    "the and for from with that this who which was were are has have had its their not more than".split()
)


@dataclass(frozen=True)
class Suggestion:
    """A fact that a passage may speak of, and the figure it is shown with, if it has one."""

    fact: Fact
    shown: Figure | None
    conflicts: bool
    points: float


class Ranking:
    """The facts of a sheet, ready to be ranked for one passage after another of a text issued in a year."""

    def __init__(self, sheet: Sheet, issued: str = "") -> None:
        self._sheet, self._issued = sheet, issued
        self._words = {m.id: _stems(f"{m.label} {m.unit}") for m in sheet.measures.values()}
        self._shared = Counter(w for words in self._words.values() for w in words)

    def of(self, passage: Passage) -> list[Suggestion]:
        """At most three facts, the likeliest first; none where nothing speaks for any."""
        ranked = [s for f in self._sheet.facts.values() if (s := self._suggestion(f, passage)) and s.points >= _ENOUGH]
        return sorted(ranked, key=lambda s: -s.points)[:MOST]

    def _suggestion(self, fact: Fact, passage: Passage) -> Suggestion | None:
        unit = fact.measure.unit.name if fact.measure.unit in (PERCENT, TIMES) else ""
        if (fact.measure.kind == "date") != passage.is_date or unit != passage.unit:
            return None
        figures = self._sheet.by_fact.get(fact.id, [])
        said = _interval(passage)
        # A fact whose known values lie far off is unlikely to be meant; one without figures may be.
        value = max((_closeness(passage, said, f) for f in figures), default=0.0) or (-2.0 if figures else 0.0)
        words = self._words_in_common(fact, passage)
        period, place = self._period(fact, passage), self._place(fact, passage)
        noun = 2.0 if passage.noun and _stem(passage.noun) == _stem(fact.measure.unit.name) else 0.0
        if value <= 0 and (period <= 0 or (words + noun < 1 and place < 3) or place < 0):
            return None
        shown = self._sheet.shown(fact.id) if figures else None
        conflicts = bool(shown) and not said.meets(shown.interval)
        return Suggestion(fact, shown, conflicts, value + words + period + place + noun)

    def _words_in_common(self, fact: Fact, passage: Passage) -> float:
        """Words of the measure's name in the sentence; those that many measures share count for little."""
        found = self._words[fact.measure.id] & _stems(passage.sentence)
        return min(4.0, sum(3.0 / self._shared[w] for w in found))

    def _period(self, fact: Fact, passage: Passage) -> float:
        """Years that the sentence names, the nearest first, or else its paragraph; and whether it speaks of a middle of a year."""
        years_by_place = [(start, iso[:4]) for start, _, iso in dated(passage.sentence)]
        nearest = _nearest(passage, years_by_place)
        said = self._years(passage.sentence)
        weight = 1.0 if said else 0.5
        said = said or self._years(passage.paragraph)
        years = fact.period.years()
        if not said or not years:
            points = 0.0
        elif years <= said:
            points = 3.0 * weight + (1.0 if nearest in years else 0.0)
        else:
            points = (1.0 if years & said else -3.0) * weight
        if fact.period.season in ("mid-year", "year-end"):
            points += 1.0 if bool(_mid.search(passage.sentence)) == (fact.period.season == "mid-year") else -1.0
        return points

    def _years(self, text: str) -> set[str]:
        found = {iso[:4] for _, _, iso in dated(text)}
        if self._issued and re.search(r"\blast year\b", text, re.IGNORECASE):
            found.add(str(int(self._issued[:4]) - 1))
        if self._issued and re.search(r"\bthis year\b", text, re.IGNORECASE):
            found.add(self._issued[:4])
        return found

    def _place(self, fact: Fact, passage: Passage) -> float:
        """Whether the sentence names the fact's place; a place in the measure's own name is its subject, not a place."""
        own = fact.measure.label.casefold()
        named = [
            (found.start(), code)
            for code, label in self._sheet.places.items()
            if code != WORLD and label.casefold() not in own
            for found in re.finditer(rf"\b{re.escape(label)}\b", passage.sentence)
        ]
        if fact.place in {code for _, code in named}:
            return 4.0 if _nearest(passage, named) == fact.place else 1.5
        if fact.place in ("", WORLD):
            return -1.0 if named and fact.place else 1.0
        return -4.0


def _nearest(passage: Passage, named: list[tuple[int, str]]) -> str:
    """What is named nearest to the number, of what stands at these places of its sentence; empty if nothing is."""
    at = passage.sentence.find(passage.quote)
    return min(named, key=lambda spot: abs(spot[0] - at))[1] if named else ""


def _interval(passage: Passage) -> intervals.Interval:
    if passage.is_date:
        return intervals.date_interval(passage.value)
    return intervals.interval(passage.value, passage.qualifier)


def _closeness(passage: Passage, said: intervals.Interval, figure: Figure) -> float:
    if passage.value == figure.value:
        # A number of many digits is hardly said of two things.
        return 12.0 if not figure.is_date and intervals.significant(passage.value) >= 4 else 6.0
    if figure.is_date:
        return 4.0 if said.meets(figure.interval) else 0.0
    a, b = intervals.number(passage.value), figure.number
    apart = abs(a - b) / max(abs(a), abs(b), 1)
    if apart > _near:
        return 0.0
    return 5.0 if said.meets(figure.interval) else 1.0 + 2.0 * float(1 - apart / _near)


def _stems(text: str) -> set[str]:
    words = re.findall(r"[^\W\d_]{3,}", text.lower())
    return {_stem(w) for w in words if w not in _common}


def _stem(word: str) -> str:
    """A word without its ending, so that seekers and seeking are one."""
    short = _ending.sub("", word.lower())
    return (short if len(short) >= 4 else word.lower().rstrip("s"))[:6]
