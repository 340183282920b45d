"""Rules about what each form of chart can draw; a page whose chart cannot be drawn uses them too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import Entry, Folder
from factsheet.data.fields.charts import FORMS
from factsheet.model import Fact, Sheet

OVER_TIME = ("timeline", "accumulation")
OF_NO_FACTS = ("comparison", "network")  # they draw claims and sources
LEAVE_OUT = "Leave it out, or name the facts that the chart draws."


def forms(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A chart has a form that there is: one of the engine's, or a file of the project's own, which has a name of its own."""
    for entry in folder.charts:
        form = entry.text("form")
        if form and form not in (*FORMS, *folder.forms):
            fix = f"{did_you_mean(form, (*FORMS, *folder.forms))} A form of your own is a file: charts/{form}.py."
            yield entry.problem("form", f"unknown form {show(form)}", fix)
    for name in folder.forms:
        if name in FORMS:
            what = f"the engine has a form {show(name)}, which would be drawn instead"
            yield Problem(
                f"charts/{name}.py", 0, what, "Give the file another name, and the charts it draws that form."
            )


def drawable(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A chart draws numbers, not dates; a chart over time, periods that have an end; a ranking, several places."""
    lost = {e.id: e for e in folder.facts if e.id not in sheet.facts}
    unseen = {e.text("fact") for e in folder.figures} - sheet.by_fact.keys()
    for entry in folder.charts:
        # If a fact of the chart or its only figure cannot be used, that is the cause, and is reported at its own line.
        missed = any(e.text("measure") == entry.text("measure") or e.id in entry.list("facts") for e in lost.values())
        if not missed and unseen.isdisjoint(fact.id for fact in sheet.select(entry)):
            yield from problems(sheet, entry)


def problems(sheet: Sheet, entry: Entry) -> Iterator[Problem]:
    """Why a chart cannot be drawn: the first reason found."""
    form, name = entry.text("form"), show(entry.id)
    if form in OF_NO_FACTS:
        return
    facts = [f for f in sheet.select(entry) if f.id in sheet.by_fact]
    also = [sheet.facts[f] for f in entry.list("also") if f in sheet.by_fact] if form == "timeline" else []
    for fact in (*facts, *also):
        key = _named_by(entry, fact)
        if fact.measure.kind == "date":
            yield entry.problem(key, f"chart {name} draws {show(fact.id)}, which is a date, not a number", LEAVE_OUT)
            return
        if form in OVER_TIME and fact.period.last is None:
            what = f"chart {name} draws {show(fact.id)}, whose period {show(fact.period.text)} has no end"
            yield entry.problem(key, what, LEAVE_OUT)
            return
        if form == "ranking" and not fact.place:
            yield entry.problem(key, f"chart {name} ranks {show(fact.id)}, which has no place", LEAVE_OUT)
            return
    if form == "ranking" and len({f.place for f in facts}) == 1:
        what = f"chart {name} ranks places, but draws only {show(facts[0].place)}"
        yield entry.problem("", what, "Name facts of several places, or draw a timeline.")
    if form == "accumulation" and len(facts) == 1:
        what = f"chart {name} adds up {show(facts[0].id)} alone"
        yield entry.problem("", what, "Name at least two facts.")


def _named_by(entry: Entry, fact: Fact) -> str:
    """The field of a chart that selects this fact."""
    return next((key for key in ("also", "facts") if fact.id in entry.list(key)), "measure")
