"""Rules of what stands behind a number: the root of a figure, and the reason for the one that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factsheet.core.problems import Problem, show
from factsheet.data import Folder
from factsheet.model import Sheet, provenance
from factsheet.rules.unusable import lost


def credited(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A figure without `via` comes from a source whose chains end in one root; else its fact may count too many."""
    for figure in sheet.figures.values():
        if figure.via or figure.source.is_dataset:
            continue
        ends = sorted(provenance.roots(sheet, figure.source.id))
        if len(ends) > 1:
            what = f"{show(figure.key)} has no via, and {show(figure.source.id)} leads to {' and '.join(map(show, ends))}, in column via"
            fix = "Write the one that these words credit; the source itself if they credit nobody."
            yield Problem("data/figures.csv", figure.line, what, fix, note=True)


def weighed(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """`because` was read beside the figures that its fact has now: `weighed` names the sources of these."""
    gone = lost(folder, sheet)
    for entry in folder.facts:
        if entry.id not in sheet.by_fact or not entry.text("because") or gone.holds([entry.id]):
            continue
        given = [figure.key.partition("@")[2] for figure in sheet.by_fact[entry.id]]
        read = entry.list("weighed")
        if set(read) == set(given):
            continue
        gained = [name for name in given if name not in read]
        missed = [name for name in read if name not in given]
        changes = [
            f"{verb} {' and '.join(map(show, names))}"
            for verb, names in (("gained", gained), ("lost", missed))
            if names
        ]
        since = (
            f"has {' and '.join(changes)} since its reason was read"
            if read
            else "has a reason, and nothing says beside which figures it was read"
        )
        fix = f"Read `because` beside the figures, correct it, then write weighed: [{', '.join(given)}]."
        yield entry.problem("weighed" if "weighed" in entry.fields else "because", f"{show(entry.id)} {since}", fix)
