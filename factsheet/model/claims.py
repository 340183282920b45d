"""The claims of data/claims.yml, and every press figure whose fact a dataset gives too, with their verdicts.

This module finds the facts a claim is calculated from and computes the result. The verdict itself
is decided in verdicts.py, which does not know who said what.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from factsheet.data import Entry
from factsheet.model import Fact, Figure, Sheet, Source, arithmetic, flows, pairs
from factsheet.model.claim_inputs import (
    CALCULATED,
    COMPARED,
    SUMS,
    Reading,
    dataset_figure,
    figure_of_day,
    problems,
    readings,
)
from factsheet.model.comparisons import Outcome, holds, on_events
from factsheet.model.derived import Derived
from factsheet.model.flows import Events
from factsheet.model.intervals import Interval
from factsheet.model.neighbours import Neighbours
from factsheet.model.verdicts import CLOSE_SUM, EARLIER, MATCHES, UNCHECKED, Evidence, Stated, fitting, judge, standing
from factsheet.model.wording import flags, misdescribed

THRESHOLDS = ("more-than", "at-least")  # qualifiers that say a number was passed
NAMES = {"rise": "change", "times": "times", "share": "share", "sum": "sum"}

Choose = Callable[[str], Figure | None]


@dataclass(frozen=True)
class Result:
    """A claim or a press figure with its verdict.

    `arithmetic` is None where the source does not give all the inputs itself. `mixed` is no arithmetic but a rival
    reading: sums of its own numbers where it gives them, and of the dataset's where it does not. `flows` and
    `flow_sums` are what the events behind a stock give, for words that tell of events; `then` is what the edition of
    the source's day gave, where that is what it matches. `statement` names what
    several sources say alike: as entered, else the fact whose number is stated, else the claim itself.
    """

    id: str
    kind: str
    test: str
    source: Source
    statement: str
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
    flows: tuple[Outcome, ...] = ()
    flow_sums: tuple[Derived, ...] = ()
    mixed: tuple[Derived, ...] = ()
    then: tuple[Outcome, ...] | tuple[Derived, ...] = ()
    note: str = ""
    forecast: bool = False
    rendering: str = ""

    @property
    def standing(self) -> str:
        """Whether it is right, partly right, wrong or open."""
        return standing(self.verdict, self.flags)

    @property
    def calculated(self) -> tuple[Derived, ...]:
        """Every number calculated for it, in the order in which they are shown."""
        compared = [value for o in self.flows for value in (*o.left, *o.right) if isinstance(value, Derived)]
        totals = [o.total for o in (*self.outcomes, *self.flows, *self._compared_then) if o.total]
        then = [value for value in self.then if isinstance(value, Derived)]
        return (*self.computed, *self.own, *self.mixed, *then, *totals, *compared, *self.flow_sums)

    @property
    def _compared_then(self) -> list[Outcome]:
        return [value for value in self.then if isinstance(value, Outcome)]

    @property
    def compared(self) -> tuple[Figure, ...]:
        """The figures of events that it was compared with, where these are no sums."""
        values = (value for o in self.flows for value in (*o.left, *o.right))
        return tuple(value for value in values if isinstance(value, Figure))

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
    events = flows.behind(sheet)
    claims = [_claim(sheet, e, events) for e in sheet.claims.values() if not any(problems(sheet, e))]
    neighbours = Neighbours(sheet)
    return [*claims, *(_figure(sheet, f, neighbours) for f in sheet.figures.values() if _comparable(sheet, f))]


def _comparable(sheet: Sheet, figure: Figure) -> bool:
    """Whether it is a press figure whose fact a dataset gives too."""
    if figure.is_date:  # verdicts are about numbers; dates that differ are a conflict
        return False
    return not figure.source.is_dataset and dataset_figure(sheet, figure.fact.id) is not None


# ---------------------------------------------------------------- press figures


def _figure(sheet: Sheet, figure: Figure, neighbours: Neighbours) -> Result:
    """A press figure against the dataset: its fact, earlier editions, other dates and scopes."""
    current = dataset_figure(sheet, figure.fact.id)
    told = misdescribed(figure.fact.measure.kind, figure.worded)
    stated = Stated(figure.value, figure.interval, figure.qualifier == "exact", misdescribed=told)
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
        id=figure.key, kind="figure", test="", source=figure.source, statement=figure.fact.id, quote=figure.quote, locator=figure.locator, figure=figure, rendering=figure.rendering,
        arithmetic=None, verdict=judge(stated, evidence), flags=flags(figure.fact, figure.worded, figure), rivals=tuple(f.key for f in fit),
        computed=(), own=(), inputs=(current, *fit), outcomes=(),
    )  # fmt: skip


# ---------------------------------------------------------------- claims


def _claim(sheet: Sheet, entry: Entry, events: Events) -> Result:
    """A claim judged on the dataset and, if the source gives inputs, on those."""
    figure = sheet.figures.get(entry.text("figure"))
    source = figure.source if figure else sheet.sources[entry.text("source")]
    test, ways = entry.text("test"), readings(sheet, entry)
    facts = [sheet.facts[f] for way in ways for f in (*way.left, *way.right)]
    worded = figure.worded if figure else tuple(pairs(entry.text("worded")))
    stated = _stated(figure, test, bool(facts) and misdescribed(facts[0].measure.kind, worded))

    def data(fact: str) -> Figure | None:
        """The dataset's figure."""
        return dataset_figure(sheet, fact)

    def theirs(fact: str) -> Figure | None:
        """The source's own figure."""
        return sheet.figures.get(f"{fact}@{source.id}")

    def then(fact: str) -> Figure | None:
        """The dataset's figure on the source's day."""
        return figure_of_day(sheet, fact, source.issued)

    evidence, computed, outcomes = _evidence(test, ways, data, stated, figure)
    on_flows, flow_sums = _on_flows(sheet, test, ways, facts, figure, events) if stated.misdescribed else ((), ())
    evidence = replace(evidence, flows=tuple(o.holds for o in on_flows), flow_sums=tuple(d.value for d in flow_sums))
    was, computed_then, outcomes_then = _evidence(test, ways, then, stated, figure)
    if {f for o in (*outcomes, *computed) for f in _inputs(o)} != {
        f for o in (*outcomes_then, *computed_then) for f in _inputs(o)
    }:
        evidence = replace(evidence, earlier=was.current or was.sums, held_then=was.holds)
    # Whether it follows from the source's own inputs is a question of numbers, whatever kind its words name.
    own_stated = replace(stated, misdescribed=False)
    own_evidence, own, _ = _evidence(test, ways, theirs, own_stated, figure)
    mixed = _mixed(ways, theirs, data, figure) if test in SUMS and not own else ()
    if test in SUMS:
        computed, own = (*computed, *_difference(computed, figure)), (*own, *_difference(own, figure))
    forecast = entry.text("forecast") == "true"
    verdict = UNCHECKED if forecast else judge(stated, evidence)
    return Result(
        id=entry.id, kind="claim", test=test, source=source, statement=entry.text("statement") or (figure.fact.id if figure else entry.id), quote=figure.quote if figure else entry.text("quote"),
        locator=figure.locator if figure else entry.text("locator"), figure=figure,
        arithmetic=None if own_evidence == Evidence() else judge(own_stated, own_evidence), verdict=verdict,
        flags=flags(figure.fact if figure else facts[0], worded, figure, bool(on_flows) and verdict == MATCHES) if figure or facts else (),
        rivals=() if forecast else tuple(v for v in fitting(stated, evidence)[1:] if v != CLOSE_SUM),
        computed=computed, own=_distinct(own),
        inputs=tuple(dict.fromkeys(f for fact in facts if (f := data(fact.id)))), outcomes=outcomes,
        flows=on_flows, flow_sums=flow_sums, mixed=mixed, then=(outcomes_then or computed_then) if verdict == EARLIER else (), note=entry.text("note"), forecast=forecast, rendering=figure.rendering if figure else entry.text("rendering"),
    )  # fmt: skip


def _inputs(made: Outcome | Derived) -> tuple[Figure, ...]:
    return made.inputs if isinstance(made, Derived) else (*made.left, *made.right)


def _on_flows(
    sheet: Sheet, test: str, ways: list[Reading], facts: list[Fact], figure: Figure | None, events: Events
) -> tuple[tuple[Outcome, ...], tuple[Derived, ...]]:
    """What the events behind a stock give for words that tell of events: outcomes of a comparison, or sums of the years."""
    behind = events.get(facts[0].measure.id, [])
    if test in SUMS:
        years = sorted({year for fact in facts for year in fact.period.years()})
        totals = (one.total(years) for one in behind)
        return (), tuple(t for t in totals if isinstance(t, Derived))
    if test not in COMPARED or test == "first-above":  # a level is one of the stock
        return (), ()
    found = (on_events(sheet, test, way, one, figure) for one in behind for way in ways)
    return tuple(o for o in found if o), ()


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


def _mixed(ways: list[Reading], theirs: Choose, data: Choose, figure: Figure) -> tuple[Derived, ...]:
    """A rival reading of an exact sum: the source's own figures where it gives them, else the dataset's; each with
    how far the stated sum is from it. None where the source gives none of its own."""
    if figure.qualifier != "exact":
        return ()
    chosen = [[theirs(f) or data(f) for f in way.right] for way in ways if any(theirs(f) for f in way.right)]
    sums = _distinct(tuple(arithmetic.total_over_days(tuple(some)) for some in chosen if None not in some))
    return (*sums, *_difference(sums, figure))


def _stated(figure: Figure | None, test: str, told: bool) -> Stated:
    if figure is None or test in COMPARED:
        return Stated(misdescribed=told)
    return Stated(
        figure.value, figure.interval, figure.qualifier == "exact", test in CALCULATED, test == "rise",
        test in SUMS and figure.qualifier in THRESHOLDS, told,
    )  # fmt: skip


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
            outcomes.append(Outcome(test, tuple(left), tuple(right), holds(test, left, right, figure)))
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
    held = tuple(o.holds for o in outcomes)
    evidence = Evidence(tuple(current), tuple(spans), ratios=tuple(ratios), sums=tuple(sums), holds=held)
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
