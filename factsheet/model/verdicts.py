"""The one routine that judges a claim against numbers.

It is given the stated value and what the data give, but not who stated it. The verdicts, and the
order in which they are tried, are explained on the method page of each project. They are ids here:
plan/messages has the words that readers see, data/published_files those that are published.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from factsheet.model import intervals
from factsheet.model.intervals import Interval

MATCHES, ROUNDED, EARLIER = "matches", "matches-rounded", "matches-earlier-edition"
DESCRIBED, BACKLOG = "right-number-wrong-description", "true-of-backlog-only"
CLOSE_SUM = "close-to-sum-of-stocks"
NOT_SUPPORTED, UNCHECKED = "not-supported", "cannot-be-checked"
UNHEDGED = "rounded-without-a-hedge"  # a note on how a number is printed, which is no fault of it
CLOSE = Fraction(5, 1000)  # of a sum: close enough to suggest how a number was made, not to prove it


@dataclass(frozen=True)
class Stated:
    """A claim: the value as typed with its interval, or no value for a comparison.

    Whoever calculates a rise or a ratio rounds it, so a `calculated` value without a hedge means any
    result that rounds to it. A `threshold` is a number that is said to be passed.
    `misdescribed` means that its words name another kind of number: a stock told as events of a year.
    """

    text: str = ""
    interval: Interval | None = None
    exact: bool = False
    calculated: bool = False
    rise: bool = False
    threshold: bool = False
    misdescribed: bool = False

    @property
    def value(self) -> Fraction:
        """The stated number."""
        return intervals.number(self.text)

    @property
    def reach(self) -> Interval:
        """Every value the claim may mean."""
        if not (self.exact and self.calculated):
            return self.interval
        half = Fraction(1, 2 * 10 ** len(self.text.partition(".")[2]))
        return Interval(self.value - half, self.value + half)


@dataclass(frozen=True)
class Evidence:
    """What the data give for a claim: one list of values for each test.

    `current` has the result of each reading in the current edition, and `spans` the same with the
    uncertainty of its inputs; `holds` has the outcome of a comparison in each reading. Where its words
    tell of events and the data count them too, `flows` has its outcomes on those, and `flow_sums` what they add up to.
    `held_then` has the outcomes on the edition of the source's day, where that differs.
    """

    current: tuple[Fraction, ...] = ()
    spans: tuple[Interval, ...] = ()
    earlier: tuple[Fraction, ...] = ()
    mid_year: tuple[Fraction, ...] = ()
    other_dates: tuple[Fraction, ...] = ()
    ratios: tuple[Fraction, ...] = ()
    sums: tuple[Fraction, ...] = ()
    other_scopes: tuple[Fraction, ...] = ()
    holds: tuple[bool, ...] = ()
    flows: tuple[bool, ...] = ()
    flow_sums: tuple[Fraction, ...] = ()
    held_then: tuple[bool, ...] = ()


Test = Callable[[Stated, Evidence], bool]


def fits(stated: Stated, value: Fraction) -> bool:
    """Whether the claim may mean `value`."""
    return stated.reach.holds(value)


def matches(stated: Stated, evidence: Evidence) -> bool:
    """Stated exactly, equal to the current value, and not described as another kind; or a comparison that holds
    on what it speaks of: on the events that its words tell of, where the data count them."""
    if stated.interval is None:
        return any(evidence.flows or evidence.holds)
    return not stated.misdescribed and _equal(stated, evidence)


def rounded(stated: Stated, evidence: Evidence) -> bool:
    """The stated interval holds the current value, or meets what its inexact inputs allow, and it is not described
    as another kind."""
    return not stated.misdescribed and _near(stated, evidence)


def described(stated: Stated, evidence: Evidence) -> bool:
    """A printed number that would pass one of the two tests above, if its words did not name another kind."""
    return stated.misdescribed and (_equal(stated, evidence) or _near(stated, evidence))


def _equal(stated: Stated, evidence: Evidence) -> bool:
    return stated.exact and stated.value in evidence.current


def _near(stated: Stated, evidence: Evidence) -> bool:
    return any(fits(stated, v) for v in evidence.current) or any(stated.reach.meets(s) for s in evidence.spans)


def backlog(stated: Stated, evidence: Evidence) -> bool:
    """A comparison told of events that holds for stocks, and fails for the events in every unit that can be tested."""
    return stated.interval is None and any(evidence.holds) and bool(evidence.flows) and not any(evidence.flows)


def earlier_edition(stated: Stated, evidence: Evidence) -> bool:
    """Equals an archived edition, not the current one; or a comparison that held on the edition of its day."""
    if stated.interval is None:
        return any(evidence.held_then)
    return any(fits(stated, v) for v in evidence.earlier)


def mid_year(stated: Stated, evidence: Evidence) -> bool:
    """Equals a mid-year value given as the year's."""
    return any(fits(stated, v) for v in evidence.mid_year)


def another_year(stated: Stated, evidence: Evidence) -> bool:
    """Equals the same measure at another date, and only there."""
    return sum(fits(stated, v) for v in evidence.other_dates) == 1


def ratio(stated: Stated, evidence: Evidence) -> bool:
    """ "Rose by p%" where p is 100·b/a; the rise is 100·(b/a − 1)."""
    return stated.rise and any(fits(stated, v) for v in evidence.ratios)


def stock_sum(stated: Stated, evidence: Evidence) -> bool:
    """Equals the sum of stocks, in which whoever waited for years is once for every year; or is a threshold that such
    a sum passes, and the events themselves do not."""
    if stated.threshold:
        return any(v > stated.value for v in evidence.sums) and not any(v > stated.value for v in evidence.flow_sums)
    return any(fits(stated, v) for v in evidence.sums)


def close_sum(stated: Stated, evidence: Evidence) -> bool:
    """Within half a percent of such a sum: a reconstruction, not proof."""
    return any(v and abs(stated.value - v) / v <= CLOSE for v in evidence.sums)


def other_scope(stated: Stated, evidence: Evidence) -> bool:
    """Matches another population or unit at the same time."""
    return any(fits(stated, v) for v in evidence.other_scopes)


def near_miss(stated: Stated, evidence: Evidence) -> bool:
    """Stated exactly, and one digit away from a value of the current or an earlier edition."""
    if not stated.exact or stated.calculated:
        return False
    return any(_one_digit_off(stated.text, str(v)) for v in (*evidence.current, *evidence.earlier))


def _one_digit_off(one: str, other: str) -> bool:
    return len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


SCALE: tuple[tuple[str, Test], ...] = (
    (MATCHES, matches),
    (ROUNDED, rounded),
    (DESCRIBED, described),
    (BACKLOG, backlog),
    (EARLIER, earlier_edition),
    ("mid-year-figure", mid_year),
    ("another-years-figure", another_year),
    ("ratio-not-increase", ratio),
    ("sum-of-stocks", stock_sum),
    (CLOSE_SUM, close_sum),
    ("different-scope", other_scope),
    ("near-miss", near_miss),
)
OF_COMPARISONS = (MATCHES, BACKLOG, EARLIER)  # the rest speak of a stated number, and a comparison has none
VERDICTS = (*(name for name, _ in SCALE), NOT_SUPPORTED, UNCHECKED)
# What a reader is told at a glance. A number that is right in its value alone is partly right.
RIGHT, PARTLY, WRONG, OPEN = "right", "partly-right", "wrong", "open"


def fitting(stated: Stated, evidence: Evidence) -> tuple[str, ...]:
    """Every verdict of the scale whose test passes: the first is the verdict, the rest are its rivals."""
    return tuple(name for name, test in SCALE if (stated.interval or name in OF_COMPARISONS) and test(stated, evidence))


def judge(stated: Stated, evidence: Evidence) -> str:
    """The verdict: the first test of the scale that passes."""
    if evidence == Evidence():
        return UNCHECKED
    return next(iter(fitting(stated, evidence)), NOT_SUPPORTED)


def standing(verdict: str, flags: tuple[str, ...]) -> str:
    """Whether a statement is right, partly right, wrong or open, by its verdict and flags alone."""
    if verdict in (MATCHES, ROUNDED):
        return PARTLY if set(flags) - {UNHEDGED} else RIGHT
    if verdict in (DESCRIBED, BACKLOG, EARLIER):
        return PARTLY
    return OPEN if verdict == UNCHECKED else WRONG
