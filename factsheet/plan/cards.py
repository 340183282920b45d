"""The number that other sites show of a page beside its link: one that the page shows too, with what it is and whose it is.

It is text, since a picture holds no number. Not chosen is a number after a break in coverage, or one that the site has
checked and shows with a verdict, because a card has no room for what has to be said of it; nor one that is called by another
number, since a card could not show whose that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from factsheet.model import WORLD, Fact, Figure
from factsheet.model.derived import Derived
from factsheet.plan.calls import BLOCKS
from factsheet.plan.page_index import PlannedPage, Shown
from factsheet.plan.plan import Plan
from factsheet.plan.statements import Statement
from factsheet.text import numerals, writing_systems


def of(page: PlannedPage, plan: Plan) -> str:
    """What the card of a page says; empty where the page has no number that a card can show.

    A number within text that is not translated stands in its language, and so in the card.
    """
    untold = replace(plan, messages=plan.original) if page.page.language else plan
    for call, shown in page.calls:
        if not isinstance(shown, Shown):
            continue
        if isinstance(shown.value, Statement):
            return _statement(shown.value, plan)
        if any(name.startswith("verdict ") for name in shown.others):
            continue
        numbers = _entries(page, shown.measure, plan) if shown.measure else _told(shown)
        within = plan if call.name in BLOCKS else untold
        for number in numbers:
            told = _derived(number, within) if isinstance(number, Derived) else _figure(number, within)
            if told:
                return told
    return ""


def _told(shown: Shown) -> Iterator[Figure | Derived]:
    """What a call shows; of calculated numbers only one that an author has put into the text, since a chart may add up anything."""
    yield from shown.figures
    yield from (d for d in shown.derived if d is shown.value)


def _entries(page: PlannedPage, measure: str, plan: Plan) -> Iterator[Figure]:
    """The figures whose entries stand on a page of the register: of all places together first, then the newest."""
    path = re.sub(r"\.md$", "", page.page.name)
    here = (
        [f for f in plan.register[measure].facts if plan.entry_pages[f.id] == path] if measure in plan.register else []
    )
    return map(plan.sheet.shown, (f.id for f in sorted(here, key=_order)))


def _order(fact: Fact) -> tuple[bool, int]:
    return fact.place != WORLD, -(fact.period.last or date.min).toordinal()


def _figure(figure: Figure, plan: Plan) -> str:
    if figure.is_date or figure.key in plan.judged or figure.fact.coverage_break or _numbered(figure.fact.label):
        return ""
    said = {"label": figure.fact.label, "value": plan.messages.value(figure), "source": figure.source.name}
    return "" if _numbered(said["source"]) else plan.messages("card-number", **said)


def _derived(derived: Derived, plan: Plan) -> str:
    label = plan.messages.derived_label(derived)
    if any(f.fact.coverage_break for f in derived.inputs) or _numbered(label):
        return ""
    ours = plan.messages("our-calculation")
    return plan.messages("card-number", label=label, value=plan.messages.derived(derived), source=ours)


def _statement(statement: Statement, plan: Plan) -> str:
    """The words of a statement, whose they are, and what they come to; empty for words in letters that the page's language
    has not, since a card cannot mark in which language they are."""
    result = statement.words
    if writing_systems.foreign(result.quote, plan.messages.language):
        return ""
    verdict = plan.messages(f"verdict-{result.verdict}")
    return plan.messages("card-statement", source=result.source.name, words=result.quote, verdict=verdict)


def _numbered(label: str) -> bool:
    """Whether a name holds a number that is no year."""
    return any(not re.fullmatch(r"\d{4}", numeral.text) for numeral in numerals.find(label))
