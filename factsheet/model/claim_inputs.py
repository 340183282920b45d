"""What an entry of claims.yml says: its test, the facts it is calculated from, and the ways its words can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from factsheet.core.problems import did_you_mean, show
from factsheet.data import Entry, legal
from factsheet.data.fields.claims import CALCULATED, COMPARED, LEVELS, SUMS, TESTS, UNTESTED
from factsheet.model import Figure, Sheet, periods

OPERATIONS = {"rise": "change", "times": "times", "share": "share", "sum": "rebuilt-sum"}  # in data/legal.py


@dataclass(frozen=True)
class Reading:
    """One way to read a claim: the facts on its left and right."""

    left: tuple[str, ...]
    right: tuple[str, ...]


def readings(sheet: Sheet, entry: Entry) -> list[Reading]:
    """The readings a claim names. For a rise, a ratio or a share each fact on the right is a reading;
    for other tests a list is one reading, and a list of lists several."""
    if entry.text("test") == UNTESTED:
        return []
    lefts, rights = _lists(sheet, entry, "left"), _lists(sheet, entry, "right")
    if entry.text("test") in CALCULATED:
        return [Reading(tuple(left), (fact,)) for left in lefts or [[]] for right in rights for fact in right]
    number = max(len(lefts), len(rights), 1)
    lefts = lefts * number if len(lefts) == 1 else lefts or [[]] * number
    rights = rights * number if len(rights) == 1 else rights or [[]] * number
    return [Reading(tuple(a), tuple(b)) for a, b in zip(lefts, rights, strict=False)]


def _lists(sheet: Sheet, entry: Entry, key: str) -> list[list[str]]:
    """The facts of a side, reading by reading. What a mapping selects leaves out the claim's own fact, and those that the other side names."""
    beside = _ways(entry, "left" if key == "right" else "right")
    others = {
        entry.text("figure").partition("@")[0],
        *(name for way in beside for name in way if isinstance(name, str)),
    }
    found = ([fact for part in way for fact in _facts(sheet, entry, part, others)] for way in _ways(entry, key))
    return [way for way in found if way]


def _ways(entry: Entry, key: str) -> list[list[object]]:
    """What a side names, reading by reading: ids, and mappings that select facts."""
    value = entry.fields.get(key, [])
    parts = value if isinstance(value, list) else [value]
    several = any(isinstance(part, list) for part in parts)
    return [part if isinstance(part, list) else [part] for part in parts] if several else [parts]


def _facts(sheet: Sheet, entry: Entry, part: object, others: set[str]) -> list[str]:
    """The fact of an id, or those that a mapping selects as a chart's does: in order of time, and without `others`."""
    if isinstance(part, dict) and "fact" not in part:
        selected = (
            f for f in sheet.select(replace(entry, fields=part)) if f.id in sheet.by_fact and f.id not in others
        )
        return [f.id for f in sorted(selected, key=lambda f: f.period.last or date.min)]
    name = part.get("fact") if isinstance(part, dict) else part
    return [name] if isinstance(name, str) and name else []


def dataset_figure(sheet: Sheet, fact: str) -> Figure | None:
    """A fact's figure in the newest dataset edition that has one."""
    figures = [f for f in sheet.by_fact.get(fact, []) if f.source.is_dataset]
    return max(figures, key=lambda f: f.source.issued, default=None)


def figure_of_day(sheet: Sheet, fact: str, day: str) -> Figure | None:
    """A fact's figure in the edition that was newest on a day; where none gave it by then, in the first that does."""
    current = dataset_figure(sheet, fact)
    if current is None or not day:
        return current
    end = periods.bounds(day)[1]
    editions = [
        f for f in sheet.by_fact[fact] if f is current or (f.source.is_dataset and f.source.revises(current.source))
    ]
    editions = sorted((f for f in editions if f.source.issued), key=lambda f: f.source.issued)
    known = [f for f in editions if periods.bounds(f.source.issued)[1] <= end]
    return known[-1] if known else next(iter(editions), current)


def problems(sheet: Sheet, entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Why a claim cannot be judged: the field, what is wrong with it, and the remedy."""
    test, named = entry.text("test"), entry.text("figure")
    if test not in TESTS:
        yield "test", f"unknown test {show(test)}", did_you_mean(test, TESTS)
        return
    figure = sheet.figures.get(named)
    if named and figure is None:
        yield "figure", f"unknown figure {show(named)}", did_you_mean(named, sheet.figures)
        return
    if figure is not None and figure.is_date:
        yield "figure", f"{show(named)} is a date, not a number", "Name a figure that is a number."
        return
    if not named:
        if test in (*CALCULATED, *SUMS, *LEVELS):
            fix = "Enter the number in figures.csv, and name it as fact@source."
            yield "figure", f"a {show(test)} without the figure it states", fix
            return
        for key in ("source", "quote", "locator"):
            if not entry.text(key):
                yield key, f"a claim that states no number has no {key}", f"Write its `{key}`."
                return
        source = entry.text("source")
        if source not in sheet.sources or not sheet.sources[source].read:
            what = f"source {show(source)} is not one we have read"
            yield "source", what, did_you_mean(source, sheet.sources)
            return
    if test == UNTESTED:
        if not entry.text("note"):
            yield "note", "a claim that nothing tests has no note", "Say in `note` why no figure can decide it."
        return
    found = list(_input_problems(sheet, entry, test))
    yield from found
    if not found and figure is not None and test in CALCULATED and figure.fact.measure.kind != "ratio":
        what = f"a {show(test)} is a percentage or a multiple, and {show(named)} is a {figure.fact.measure.kind} ({figure.fact.measure.unit})"
        yield "figure", what, "Name a figure whose measure has the kind `ratio`, or another test."


def _input_problems(sheet: Sheet, entry: Entry, test: str) -> Iterator[tuple[str, str, str]]:
    """Unknown facts, too few or too many of them, different units or seasons, division by zero."""
    for key in ("left", "right"):
        selections = (part for way in _ways(entry, key) for part in way if isinstance(part, dict))
        if empty := next((part for part in selections if not _facts(sheet, entry, part, set())), None):
            told = ", ".join(f"{name}: {value}" for name, value in empty.items())
            yield key, f"no fact with a figure has {told}", "Correct this, or name the facts by their ids."
            return
        for name in (f for side in _lists(sheet, entry, key) for f in side):
            if name not in sheet.facts:
                yield key, f"unknown fact {show(name)} in {key}", did_you_mean(name, sheet.facts)
                return
    sides = [n for n in (len(_lists(sheet, entry, "left")), len(_lists(sheet, entry, "right"))) if n > 1]
    if test not in CALCULATED and len(set(sides)) > 1:
        what = f"{sides[0]} readings on the left and {sides[1]} on the right"
        yield "right", what, "Give both sides the same number."
        return
    for reading in readings(sheet, entry):
        if miscounted := _wrong_number(test, reading):
            side, fix = miscounted
            yield side, f"a {show(test)} with {len(getattr(reading, side))} facts on the {side}", fix
            return
        facts = [sheet.facts[f] for f in (*reading.left, *reading.right)]
        if dated := next((f for f in facts if f.measure.kind == "date"), None):
            side = "left" if dated.id in reading.left else "right"
            yield side, f"{show(dated.id)} is a date, not a number", "Name facts whose values are numbers."
            return
        operation = OPERATIONS.get(test, "")
        for fact in facts if operation else ():
            # A sum that the press has made may be compared; what it is made of decides about the sum itself.
            if fact.measure.kind != "sum" and (why := legal.refusal(operation, [fact.measure.kind])):
                yield "right", f"a {show(test)} with {show(fact.id)}, a {fact.measure.kind}", why
                return
        for other in facts[1:]:
            one, two = facts[0].measure, other.measure
            if (one.unit, one.kind) != (two.unit, two.kind):
                inputs = f"{show(facts[0].id)} ({one.kind}, {one.unit}) and {show(other.id)} ({two.kind}, {two.unit})"
                yield "right", f"inputs of different units or kinds: {inputs}", "Compare one unit and one kind only."
                return
            if test in COMPARED and facts[0].period.season != other.period.season:
                inputs = f"{show(facts[0].id)} and {show(other.id)}"
                yield "right", f"a mid-year figure in a year-end series: {inputs}", "Compare the same season only."
                return
        side = "right" if test == "share" else "left"
        for name in getattr(reading, side) if test in CALCULATED else ():
            divisor = dataset_figure(sheet, name)
            if divisor is not None and (divisor.interval.low is None or divisor.interval.low <= 0):
                yield side, f"{show(name)} is or may be zero, and a {test} divides by it", "Name another fact."
                return


def _wrong_number(test: str, reading: Reading) -> tuple[str, str] | None:
    """The side with too few or too many facts for a test, and the remedy."""
    if test in CALCULATED and len(reading.left) != 1:
        return "left", "Name one fact on the left."
    if test in (*SUMS, "rising") and reading.left:
        return "left", "Name facts on the right only."
    if test in ("exceeds", "equals", "ranking", *LEVELS) and not reading.left:
        return "left", "Name the fact that is compared."
    if test == "range":
        return ("right", "Name facts on the left only.") if reading.right else None
    if len(reading.right) < (2 if test in (*SUMS, "rising") else 1):
        return "right", "Name the facts it is calculated from."
    return None
