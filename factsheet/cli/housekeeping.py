"""Upkeep: exceptions that seem to excuse nothing, sources not checked for a long time. Nothing is built here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from factsheet.core.problems import Problem, counted, did_you_mean, show
from factsheet.data import Folder, settings
from factsheet.model import Sheet, periods
from factsheet.plan import calls
from factsheet.plan.macros import NAMES
from factsheet.plan.plan import Plan
from factsheet.text import dates

TERM = "check_after_days"


def upkeep(plan: Plan, today: date, name: str = settings.FILE) -> Iterator[Problem]:
    """Notes on what needs attention; a `check_after_days` that is not a number of days is a problem.

    `name` is the settings file.
    """
    yield from _stale(plan.loaded.folder, {p.page.name: p.page.source for p in plan.pages.values()})
    yield from _checked(plan.sheet, plan.extra.get(TERM), today, name)


def unknown_macros(plan: Plan, root: Path) -> Iterator[Problem]:
    """A page calls no macro whose name is nearly that of one of ours. A project may define others, in modules that we do not run."""
    for planned in plan.pages.values():
        for line, name in calls.others(planned.page.text, frozenset(NAMES)):
            near = difflib.get_close_matches(name, NAMES)
            if near and not any(f"def {name}(" in p.read_text("utf-8", "replace") for p in root.glob("*.py")):
                at = planned.page.path, line + planned.page.offset
                yield Problem(*at, f"there is no macro {show(name)}", did_you_mean(name, NAMES))


def _stale(folder: Folder, texts: dict[str, str]) -> Iterator[Problem]:
    """An exception's page exists, and its Markdown holds the text that is excused."""
    for entry in folder.exceptions:
        name, text = entry.text("page"), entry.text("text")
        if name not in texts:
            if name.endswith(".md"):
                fix = "Correct its name, or delete the row."
                yield entry.problem("page", f"no page {show(name)} for the exception {show(text)}", fix, note=True)
        elif text and _bare(text) not in _bare(texts[name]):
            what = f"{show(text)} is not found on {show(name)}, so this seems to excuse nothing"
            yield entry.problem("text", what, "Delete the row; make site says it for certain.", note=True)


def _bare(text: str) -> str:
    """A text without its Markdown and its line breaks."""
    return " ".join(re.sub(r"[*_`\[\]\\]|\]\([^)]*\)|<[^>]*>", "", text).split())


def _checked(sheet: Sheet, term: object, today: date, name: str) -> Iterator[Problem]:
    """Live addresses were seen to support the figures within `extra.check_after_days`, where that is set."""
    if term is None:
        return
    if isinstance(term, bool) or not isinstance(term, int) or term < 1:
        fix = "Write how many days may pass before an address is looked at again: 180."
        yield Problem(name, 0, f"extra.{TERM} is {show(term)}, not a number of days", fix)
        return
    never = []
    for source in sheet.sources.values():
        figures, day = sheet.of_source(source.id), source.text("custom.checked")
        if not figures:
            continue
        if not dates.is_date(day):
            never.append(source)
        elif (age := (today - periods.bounds(day)[1]).days) > term:
            what = f"{show(source.id)} was last checked on {day}, {age} days ago; its term is {term} days, and {counted(len(figures), 'figure')} on it"
            fix = "Open its address, see that it supports the figures, then write the day as `checked`."
            yield source.entry.problem("custom.checked", what, fix, note=True)
    if never:
        rest = sum(len(sheet.of_source(s.id)) for s in never)
        what = f"{counted(len(never), 'source')} with {counted(rest, 'figure')} never checked at their address: {', '.join(s.id for s in never)}"
        fix = "Open each, see that it supports the figures, then write the day as `checked`."
        yield never[0].entry.problem("custom.checked", what, fix, note=True)
