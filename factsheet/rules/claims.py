"""Rules of claims.yml, of editions and of corrections.yml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factsheet.core.problems import Problem, show
from factsheet.data import Folder
from factsheet.model import Sheet, periods
from factsheet.model.claim_inputs import TESTS, faults
from factsheet.rules.figures import LONGEST_QUOTE
from factsheet.rules.unusable import lost


def claim_fields(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A claim has a short quote, and beside a figure nothing that the figure's row says."""
    for entry in folder.claims:
        for key in ("source", "quote", "locator", "worded") if entry.text("figure") else ():
            if entry.text(key):
                what = f"claim {show(entry.id)}: {key} beside figure, whose own {key} is shown"
                yield entry.problem(key, what, f"Delete `{key}`, or correct it in figures.csv.")
        if len(entry.text("quote").split()) > LONGEST_QUOTE:
            what = f"claim {show(entry.id)}: a quote of {len(entry.text('quote').split())} words"
            yield entry.problem("quote", what, f"Shorten it to at most {LONGEST_QUOTE}.")


def claims(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A claim names a figure or the words of one, and facts of one unit that can be computed on."""
    gone = lost(folder, sheet)
    for entry in folder.claims:
        named = [entry.text("figure"), *entry.texts("left"), *entry.texts("right")]
        source = sheet.sources.get(entry.text("source"))
        unsure = source is not None and source.text("custom.read") not in ("true", "false")
        if entry.text("test") not in TESTS or gone.holds(named) or unsure:
            continue
        for key, what, fix in faults(sheet, entry):
            yield entry.problem(key, f"claim {show(entry.id)}: {what}", fix)


def editions(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """No edition of a dataset is older than what it counts."""
    for figure in sheet.figures.values():
        issued, last = figure.source.issued, figure.fact.period.last
        if figure.source.is_dataset and issued and last and periods.parse(issued) and periods.bounds(issued)[1] < last:
            what = f"edition {show(figure.source.id)} of {issued} is older than {show(figure.fact.id)} ({last}), in column source"
            yield Problem("data/figures.csv", figure.line, what, "Name the edition that gives the figure.")


def corrected(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """What a correction expects of the figure it names still holds."""
    for entry in folder.corrections:
        figure, expect = sheet.figures.get(entry.text("figure")), entry.text("expect")
        if figure and expect and figure.value != expect:
            what = f"expects {show(expect)} of {show(figure.key)}, which is now {show(figure.value)}"
            yield entry.problem(
                "expect", what, "The source has changed: read it again, then correct or delete this entry."
            )
