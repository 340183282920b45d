"""Rules of claims.yml, of editions and of corrections.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import Folder
from factsheet.model import Sheet, periods
from factsheet.model.claim_inputs import TESTS, faults
from factsheet.rules.figures import LONGEST_QUOTE
from factsheet.rules.unusable import lost

CLAIM_FIELDS = ("id", "figure", "source", "quote", "locator", "worded", "test", "left", "right", "forecast", "note")
CORRECTION_KINDS = ("revision", "correction", "addition")


def claim_fields(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A claim has the fields of a claim, a test of the list, a paragraph for a locator, and a short quote."""
    for entry in folder.claims:
        test = entry.text("test")
        if test not in TESTS:
            what = f"claim {show(entry.id)}: unknown test {show(test)}"
            yield entry.problem("test", what, did_you_mean(test, TESTS))
        for key in entry.fields:
            if key not in CLAIM_FIELDS:
                yield entry.problem(
                    key, f"unknown field {show(key)} in {show(entry.id)}", did_you_mean(key, CLAIM_FIELDS)
                )
        if entry.text("locator") and not re.fullmatch(r"[1-9]\d*", entry.text("locator"), re.ASCII):
            what = f"claim {show(entry.id)}: locator {show(entry.text('locator'))} is not a paragraph"
            yield entry.problem("locator", what, "Write the paragraph's number, counting from body.from.")
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


def corrections(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A correction is a revision, a correction or an addition; what it expects, it expects of a figure."""
    for entry in folder.corrections:
        kind, expect = entry.text("kind"), entry.text("expect")
        if kind and kind not in CORRECTION_KINDS:
            yield entry.problem("kind", f"unknown kind {show(kind)}", did_you_mean(kind, CORRECTION_KINDS))
        if expect and not entry.text("figure"):
            key = "figure" if "figure" in entry.fields else "expect"
            yield entry.problem(key, f"expects {show(expect)} of no figure", "Name the figure: fact@source.")


def corrected(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """The figure that a correction names exists, and what the correction expects of it still holds."""
    gone = lost(folder, sheet)
    for entry in folder.corrections:
        named, expect = entry.text("figure"), entry.text("expect")
        if not named or gone.holds([named]):
            continue
        if named not in sheet.figures:
            yield entry.problem("figure", f"unknown figure {show(named)}", did_you_mean(named, sheet.figures))
        elif expect and sheet.figures[named].value != expect:
            what = f"expects {show(expect)} of {show(named)}, which is now {show(sheet.figures[named].value)}"
            yield entry.problem(
                "expect", what, "The source has changed: read it again, then correct or delete this entry."
            )
