"""Rules of claims.yml, of editions and of corrections.yml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import Folder
from factsheet.data.fields.claims import CLAIMS, UNTESTED
from factsheet.model import Sheet, periods
from factsheet.model.claim_inputs import TESTS, problems
from factsheet.rules.figures import LONGEST_QUOTE
from factsheet.rules.forms import dangling, ids
from factsheet.rules.unusable import lost


def claim_fields(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A claim has a short quote, and with `figure` nothing that the figure's row says already."""
    for entry in folder.claims:
        for key in ("source", "quote", "locator", "worded") if entry.text("figure") else ():
            if entry.text(key):
                what = f"claim {show(entry.id)}: {key} beside figure, which has a {key} of its own"
                yield entry.problem(key, what, f"Delete `{key}`, or correct it in figures.csv.")
        if len(entry.text("quote").split()) > LONGEST_QUOTE:
            what = f"claim {show(entry.id)}: its quote has {len(entry.text('quote').split())} words"
            yield entry.problem("quote", what, f"Shorten it to at most {LONGEST_QUOTE} words.")


def statements(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A claim's `statement` is that of another claim too, or the id of a claim or of a fact: alone it groups nothing."""
    used = Counter(entry.text("statement") for entry in folder.claims)
    known = {entry.id for entry in (*folder.claims, *folder.facts)}
    for entry in folder.claims:
        name = entry.text("statement")
        if name and used[name] < 2 and name not in known:
            others = known | {other for other in used if other != name}
            what = f"claim {show(entry.id)}: no other claim, and no fact, has the statement {show(name)}"
            yield entry.problem("statement", what, f"{did_you_mean(name, others)} Or leave it out.")


def claims(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A claim names a figure or quotes its source, and names facts of one unit that its test can be computed from."""
    unusable, known = lost(folder, sheet), ids(folder)
    for entry in folder.claims:
        named = [entry.text("figure"), *entry.texts("left"), *entry.texts("right")]
        source = sheet.sources.get(entry.text("source"))
        unclear = source is not None and source.text("custom.read") not in ("true", "false")
        if entry.text("test") not in TESTS or unusable.holds(named) or unclear:
            continue  # reported by another rule
        if any("." in p.field for p in (*CLAIMS.faults(entry), *dangling(CLAIMS, entry, known))):
            continue  # so is a mapping at fault, of which nobody knows what it selects
        for key, what, fix in problems(sheet, entry):
            yield entry.problem(key, f"claim {show(entry.id)}: {what}", fix)


def without_data(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """Claims are judged on the figures of datasets; without one every claim stays open, which is a note."""
    tested = [entry for entry in folder.claims if entry.text("test") not in ("", UNTESTED)]
    if tested and not any(figure.source.is_dataset for figure in sheet.figures.values()):
        what = "every claim stays open, since no figure is from a source of the type 'dataset'"
        yield tested[0].problem("", what, "Enter what the claims are about from a dataset.", note=True)


def editions(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """No edition of a dataset was issued before the end of the periods it gives figures for."""
    for figure in sheet.figures.values():
        issued, last = figure.source.issued, figure.fact.period.last
        if figure.source.is_dataset and issued and last and periods.parse(issued) and periods.bounds(issued)[1] < last:
            what = f"edition {show(figure.source.id)} of {issued} is older than {show(figure.fact.id)} ({last}), in column source"
            yield Problem("data/figures.csv", figure.line, what, "Name the edition that gives this figure.")


def corrected(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """The figure that a correction names still has the value that the correction expects."""
    for entry in folder.corrections:
        figure, expect = sheet.figures.get(entry.text("figure")), entry.text("expect")
        if figure and expect and figure.value != expect:
            what = f"{show(figure.key)} is expected to be {show(expect)}, and is now {show(figure.value)}"
            yield entry.problem("expect", what, "Read the source again, then correct the figure or this entry.")
