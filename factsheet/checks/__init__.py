"""The rules of the data. Each rule is a generator of problems whose docstring is the rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factsheet.checks import charts, claims, entries, figures, names, shapes, sources
from factsheet.data import Folder
from factsheet.errors import Problem, show
from factsheet.model import Sheet

RULES = (
    shapes.shapes, shapes.lengths,
    entries.ids, names.kinds, entries.fields, entries.measures, entries.facts, entries.fact_twins, entries.conflicts,
    entries.charts, charts.drawable, entries.exceptions, entries.orphans,
    figures.figures, figures.numbers, figures.quotes, figures.locators, figures.wordings, figures.rows,
    figures.proposed, figures.todo,
    sources.sources, sources.lists, sources.chains, sources.source_dates, sources.addresses,
    claims.claims, claims.editions, claims.corrections,
)  # fmt: skip


def check(folder: Folder, sheet: Sheet, today: date | None = None) -> list[Problem]:
    """Every problem of the data, those of reading included; `today` bounds its dates."""
    today = today or date.today()
    found = list(folder.problems)
    for rule in RULES:
        found.extend(rule(folder, sheet, today))
    found.extend(silent(folder, sheet, found))
    return found


def silent(folder: Folder, sheet: Sheet, found: list[Problem]) -> Iterator[Problem]:
    """An entry the model could not use has been reported by some rule; else it is reported here."""
    told = {(p.path, p.line) for p in found}
    for kind in ("measures", "facts", "figures"):
        kept = getattr(sheet, kind)
        for entry in getattr(folder, kind):
            spots = {(entry.path, line) for line in (entry.line, *entry.lines.values())}
            if entry.id not in kept and not spots & told:
                what = f"{show(entry.id)} cannot be used, because something it names is wrong"
                yield entry.problem("", what, "Correct the entries reported beside it.")
