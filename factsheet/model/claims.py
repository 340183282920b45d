"""The claims of data/claims.yml, and every press figure whose fact a dataset gives too, with their verdicts.

This module finds the facts a claim is calculated from and computes the result. The verdict itself
is decided in verdicts.py, which does not know who said what.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from factsheet.data import Entry
from factsheet.model import Fact, Figure, Sheet, Source, arithmetic, pairs
from factsheet.model.arithmetic import Derived
from factsheet.model.claim_inputs import CALCULATED, COMPARED, SUMS, Reading, dataset_figure, problems, readings
from factsheet.model.intervals import Interval
from factsheet.model.verdicts import CLOSE_SUM, Evidence, Stated, fitting, judge

NAMES = {"rise": "change", "times": "times", "share": "share", "sum": "sum"}
EQUAL = Fraction(5, 1000)  # how far apart two totals may be when one is said to match the other

Choose = Callable[[str], Figure | None]


@dataclass(frozen=True)
class Outcome:
    """A comparison in one reading: the figures on its two sides, and whether it holds."""

    test: str
    left: tuple[Figure, ...]
    right: tuple[Figure, ...]
    holds: bool

    @property
    def total(self) -> Derived | None:
        """The sum of the right side, if that is what the left side is compared with."""
        added = self.test in ("exceeds", "equals") and len(self.right) > 1
        return arithmetic.total_over_days(self.right) if added else None


@dataclass(frozen=True)
class Result:
    """A claim or a press figure with its verdict. `arithmetic` is None if the source gives no inputs of its own."""

    id: str
    kind: str
    test: str
    source: Source
    quote: str
    locator: str
    figure: Figure | None
    arithmetic: str | None
    verdict: str
    flags: tuple[str, ...]
    rivals: tuple[str, ...]
    computed: tuple[Derived, ...]
    own: tuple[Derived, ...]
    inputs: tuple[Figure, ...]
    outcomes: tuple[Outcome, ...]
    note: str = ""
    forecast: bool = False

    @property
    def mixed(self) -> bool:
        """Whether the arithmetic on the source's own numbers borrowed some from the dataset."""
        return self.test in SUMS and any(f.source.is_dataset for d in self.own for f in d.inputs)

    @property
    def edition(self) -> Source | None:
        """The newest dataset edition among the inputs."""
        return max(self.editions, key=lambda s: s.issued, default=None)

    @property
    def editions(self) -> list[Source]:
        """Every dataset edition among the inputs."""
        return list(dict.fromkeys(f.source for f in self.inputs if f.source.is_dataset))


def results(sheet: Sheet) -> list[Result]:
    """Every claim, then every press figure whose fact a dataset gives too, in the order of the data."""
    claims = [_claim(sheet, e) for e in sheet.claims.values() if not any(problems(sheet, e))]
    neighbours = _Neighbours(sheet)
    return [*claims, *(_figure(sheet, f, neighbours) for f in sheet.figures.values() if _comparable(sheet, f))]


def _comparable(sheet: Sheet, figure: Figure) -> bool:
    """Whether it is a press figure whose fact a dataset gives too."""
    if figure.is_date:  # verdicts are about numbers; dates that differ are a conflict
        return False
    return not figure.source.is_dataset and dataset_figure(sheet, figure.fact.id) is not None


# ---------------------------------------------------------------- press figures


def _figure(sheet: Sheet, figure: Figure, neighbours: _Neighbours) -> Result:
    """A press figure against the dataset: its fact, earlier editions, other dates and scopes."""
    current = dataset_figure(sheet, figure.fact.id)
    stated = Stated(figure.value, figure.interval, figure.qualifier == "exact")
    near = neighbours.of(figure.fact)
    earlier = [f for f in sheet.by_fact[figure.fact.id] if f.source.is_dataset and f is not current]
    evidence = Evidence(
        current=(current.number,),
        earlier=tuple(f.number for f in earlier if f.number != current.number),
        **{name: tuple(f.number for f in figures) for name, figures in near.items()},
    )
    # Rivals if the figure matches; possible origins if it does not.
    fit = [f for figures in near.values() for f in figures if stated.interval.holds(f.number)]
    return Result(
        id=figure.key, kind="figure", test="", source=figure.source, quote=figure.quote, locator=figure.locator, figure=figure,
        arithmetic=None, verdict=judge(stated, evidence), flags=_flags(figure.fact, figure.worded, figure), rivals=tuple(f.key for f in fit),
        computed=(), own=(), inputs=(current, *fit), outcomes=(),
    )  # fmt: skip


class _Neighbours:
    """Dataset figures that one fact's figure may have been taken from by mistake; indexed once for all figures."""

    def __init__(self, sheet: Sheet) -> None:
        self.series: dict[tuple[str, str], list[Figure]] = {}  # by measure and place
        self.scopes: dict[tuple[str, frozenset[str]], list[Figure]] = {}  # by place and years
        for fact in sheet.facts.values():
            if figure := dataset_figure(sheet, fact.id):
                self.series.setdefault((fact.measure.id, fact.place), []).append(figure)
                self.scopes.setdefault((fact.place, frozenset(fact.period.years())), []).append(figure)

    def of(self, fact: Fact) -> dict[str, tuple[Figure, ...]]:
        """Them by how they differ: mid-year of the same year, another date, or another measure."""
        years, season = fact.period.years(), fact.period.season
        series = [f for f in self.series.get((fact.measure.id, fact.place), []) if f.fact.id != fact.id]
        scopes = self.scopes.get((fact.place, frozenset(years)), [])
        same = [f for f in series if f.fact.period.years() == years]
        others = [f for f in series if f.fact.period.years() != years]
        return {
            "mid_year": tuple(f for f in same if f.fact.period.season == "mid-year" != season),
            "other_dates": tuple(f for f in others if f.fact.period.season == season),
            "other_scopes": tuple(f for f in scopes if f.fact.measure.id != fact.measure.id),
        }


# ---------------------------------------------------------------- claims


def _claim(sheet: Sheet, entry: Entry) -> Result:
    """A claim judged on the dataset and, if the source gives inputs, on those."""
    figure = sheet.figures.get(entry.text("figure"))
    source = figure.source if figure else sheet.sources[entry.text("source")]
    test, ways = entry.text("test"), readings(sheet, entry)
    stated = _stated(figure, test)

    def data(fact: str) -> Figure | None:
        """The dataset's figure."""
        return dataset_figure(sheet, fact)

    def theirs(fact: str) -> Figure | None:
        """The source's own figure."""
        return sheet.figures.get(f"{fact}@{source.id}")

    evidence, computed, outcomes = _evidence(test, ways, data, stated, figure)
    forecast = entry.text("forecast") == "true"
    if forecast:  # a forecast is not a claim about data that existed
        evidence, computed, outcomes = Evidence(), (), ()
    choose = _mixed(theirs, data) if test in SUMS else theirs
    own_evidence, own, _ = _evidence(test, ways, choose, stated, figure)
    if test in SUMS and not any(theirs(f) for reading in ways for f in reading.right):
        own_evidence, own = Evidence(), ()
    worded = figure.worded if figure else tuple(pairs(entry.text("worded")))
    facts = [sheet.facts[f] for reading in ways for f in (*reading.left, *reading.right)]
    own = _distinct(own)
    if test in SUMS:
        computed, own = (*computed, *_difference(computed, figure)), (*own, *_difference(own, figure))
    fit = fitting(stated, evidence)
    return Result(
        id=entry.id, kind="claim", test=test, source=source, quote=figure.quote if figure else entry.text("quote"),
        locator=figure.locator if figure else entry.text("locator"), figure=figure,
        arithmetic=None if own_evidence == Evidence() else judge(stated, own_evidence), verdict=judge(stated, evidence),
        flags=_flags(figure.fact if figure else facts[0], worded, figure), rivals=tuple(v for v in fit[1:] if v != CLOSE_SUM),
        computed=computed, own=own,
        inputs=() if forecast else tuple(dict.fromkeys(f for fact in facts if (f := data(fact.id)))), outcomes=outcomes,
        note=entry.text("note"), forecast=forecast,
    )  # fmt: skip


def _distinct(computed: tuple[Derived, ...]) -> tuple[Derived, ...]:
    """Each value once: readings that differ on the dataset may agree on the source's own numbers."""
    first: dict[Fraction, Derived] = {}
    for derived in computed:
        first.setdefault(derived.value, derived)
    return tuple(first.values())


def _difference(sums: tuple[Derived, ...], figure: Figure) -> tuple[Derived, ...]:
    """How far a stated sum is from each rebuilt one."""
    if figure.qualifier != "exact":
        return ()
    return tuple(d for s in sums if (d := arithmetic.difference(figure, s)))


def _mixed(theirs: Choose, data: Choose) -> Choose:
    """A source's own figure where it gives one, else the dataset's."""
    return lambda fact: theirs(fact) or data(fact)


def _stated(figure: Figure | None, test: str) -> Stated:
    if figure is None or test in COMPARED:
        return Stated()
    return Stated(figure.value, figure.interval, figure.qualifier == "exact", test in CALCULATED, test == "rise")


def _evidence(
    test: str, ways: list[Reading], choose: Choose, stated: Stated, figure: Figure | None
) -> tuple[Evidence, tuple[Derived, ...], tuple[Outcome, ...]]:
    """What each reading gives with the figures that `choose` finds; a reading that lacks an input gives nothing."""
    current, spans, ratios, sums, computed, outcomes = [], [], [], [], [], []
    for reading in ways:
        left, right = [choose(f) for f in reading.left], [choose(f) for f in reading.right]
        if None in left or None in right:
            continue
        if test in COMPARED:
            outcomes.append(Outcome(test, tuple(left), tuple(right), _holds(test, left, right, figure)))
            continue
        derived = _derive(test, left, right)
        computed.append(derived)
        if test in SUMS:
            sums.append(derived.value)
        else:
            current.append(derived.value)
            if not derived.interval.is_point:
                spans.append(derived.interval)
        if test == "rise":
            ratio = _derive("share", [right[0]], [left[0]])
            ratios.append(ratio.value)
            if stated.reach.holds(ratio.value):
                computed.append(ratio)
    holds = tuple(o.holds for o in outcomes)
    evidence = Evidence(tuple(current), tuple(spans), ratios=tuple(ratios), sums=tuple(sums), holds=holds)
    return evidence, tuple(computed), tuple(outcomes)


def _derive(test: str, left: list[Figure], right: list[Figure]) -> Derived:
    """The calculation a claim names. Unlike `change` and `sum_of` on pages, it may repeat what the press
    did: add up stocks over days, or compare a year-end with a mid-year."""
    if test in SUMS:
        return arithmetic.total_over_days(tuple(right))
    a, b = (left[0], right[0]) if test != "share" else (right[0], left[0])
    whole = _whole(b, a)
    if test == "rise":
        return Derived("change", (a, b), 100 * (b.number / a.number - 1), whole.scaled(1, -100))
    if test == "times":
        return Derived("times", (a, b), b.number / a.number, arithmetic.quotient(b.interval, a.interval))
    return Derived("share", (b, a), 100 * b.number / a.number, whole)


def _whole(part: Figure, base: Figure) -> Interval:
    """100·part/base as an interval."""
    return arithmetic.quotient(part.interval, base.interval).scaled(100)


def _holds(test: str, left: list[Figure], right: list[Figure], figure: Figure | None) -> bool:
    """Whether a comparison holds."""
    a, b = [f.number for f in left], [f.number for f in right]
    if test == "rising":
        return all(x < y for x, y in pairwise(b))
    if test == "ranking":
        return all(x > y for x, y in pairwise(a)) and min(a) > max(b)
    if test == "range":
        return all(figure.interval.holds(x) for x in a)
    if test == "first-above":
        return all(x > figure.number for x in a) and all(x <= figure.number for x in b)
    total = sum(b, Fraction(0))
    if test == "exceeds":
        return sum(a, Fraction(0)) > total
    return total > 0 and abs(sum(a, Fraction(0)) - total) / total <= EQUAL


def _flags(fact: Fact, worded: tuple[tuple[str, str], ...], figure: Figure | None) -> tuple[str, ...]:
    """How the words differ from the fact, from `worded`; and whether a round number stands without a hedge."""
    words = dict(worded)
    flags = []
    if words.get("kind") == "flow" and fact.measure.kind != "flow":
        flags.append("stock-described-as-flow")
    if "period" in words and words["period"] != fact.period.text:
        flags.append("another-periods-words")
    if "place" in words and words["place"] != fact.place:
        flags.append("another-places-words")
    if figure and figure.qualifier == "round":
        flags.append("rounded-without-a-hedge")
    return tuple(flags)
