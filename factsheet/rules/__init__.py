"""The rules of the data. Each rule is a generator of problems whose docstring is the rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factsheet.core.problems import Problem, show
from factsheet.data import Folder
from factsheet.model import Sheet
from factsheet.rules import charts, claims, entries, figures, forms, ids, plain_words, roots, sources

# Each rule with the files in which it looks something up. If one of them could not be read in full, that has been
# reported, and the rule is skipped: it would only report each reference to what is missing.
RULES = {
    forms.forms: (), ids.twice: (), ids.kinds: (), entries.bases: (), entries.facts: ("measures",), entries.events: ("measures",), entries.fact_twins: (),
    entries.conflicts: ("sources", "measures", "facts", "figures"), figures.figures: ("sources",),
    figures.numbers: (), figures.quotes: (), figures.locators: (), figures.wordings: ("places",), figures.rows: (),
    figures.proposed: (), figures.todo: (), sources.sources: (), sources.chains: ("sources",), sources.source_dates: (), sources.inferred_dates: (), sources.query: ("figures",), sources.recalled: ("measures", "facts", "figures"),
    claims.claim_fields: (), claims.statements: ("facts", "claims"), claims.claims: ("sources", "measures", "facts", "figures"), claims.editions: (), claims.without_data: (),
    forms.references: (), claims.corrected: ("sources", "measures", "facts", "figures"),
    entries.charts: ("sources", "measures", "places", "facts", "figures"), charts.drawable: ("sources", "measures", "places", "facts", "figures"),
    charts.forms: (), roots.credited: ("sources",), roots.weighed: ("sources", "measures", "figures"),
    entries.exceptions: (), entries.orphans: ("sources", "measures", "facts", "figures", "claims"),
    plain_words.texts: ("sources", "measures", "facts", "figures"),
}  # fmt: skip


def check(folder: Folder, sheet: Sheet, today: date | None = None) -> list[Problem]:
    """Every problem of the data, those of reading included; `today` bounds its dates."""
    today = today or date.today()
    found = list(folder.problems)
    for rule, needed in RULES.items():
        if folder.incomplete.isdisjoint(needed):
            # One problem per field: a field that is not text, say, is not reported as an unknown source as well.
            reported = {(p.path, p.line, p.field) for p in found if p.field}
            found.extend(p for p in rule(folder, sheet, today) if (p.path, p.line, p.field) not in reported)
    found.extend(silent(folder, sheet, found))
    return found


def silent(folder: Folder, sheet: Sheet, found: list[Problem]) -> Iterator[Problem]:
    """An entry that the model could not use has a problem of its own, or one at an entry it names; if neither, it is reported here."""
    reported = {(p.path, p.line) for p in found}
    for kind, links in (
        ("measures", {}),
        ("facts", {"measure": "measures"}),
        ("figures", {"fact": "facts", "source": "sources"}),
    ):
        kept = getattr(sheet, kind)
        for entry in getattr(folder, kind):
            lines = {(entry.path, line) for line in (entry.line, *entry.lines.values())}
            stands = all(entry.text(key) in getattr(sheet, other) for key, other in links.items())
            if entry.id not in kept and stands and not lines & reported:
                what = f"{show(entry.id)} cannot be used, because something in it is wrong"
                yield entry.problem("", what, "Compare its fields with data/README.md.")
