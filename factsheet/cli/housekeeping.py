"""Upkeep: exceptions that seem to excuse nothing, sources not checked for a long time. Nothing is built here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from factsheet.core.problems import Problem, counted, did_you_mean, show
from factsheet.data import settings
from factsheet.model import Sheet, periods
from factsheet.plan import calls, pages
from factsheet.plan.macros import NAMES
from factsheet.plan.plan import Plan
from factsheet.text import dates, numerals

_NO_PLACE = (
    (re.compile(r"^ {0,3}#{1,6} .*\{\{ *(\w+)\("), "in a heading"),
    (re.compile(r"\[[^\]]*\{\{ *(\w+)\([^\]]*\]\("), "inside a link"),
)
TERM = "check_after_days"


def upkeep(plan: Plan, root: Path, today: date, name: str = settings.FILE) -> Iterator[Problem]:
    """Notes on what needs attention; a `check_after_days` that is not a number of days is a problem.

    `name` is the settings file.
    """
    yield from stale_exceptions(plan, root)
    yield from _checked(plan.sheet, plan.extra.get(TERM), today, name)


def unknown_macros(plan: Plan, root: Path) -> Iterator[Problem]:
    """A page calls no macro whose name is nearly that of one of ours. A project may define others, in modules that we do not run."""
    for planned in plan.pages.values():
        for line, name in calls.others(planned.page.text, frozenset(NAMES)):
            near = difflib.get_close_matches(name, NAMES)
            if near and not any(f"def {name}(" in p.read_text("utf-8", "replace") for p in root.glob("*.py")):
                at = planned.page.path, line + planned.page.offset
                yield Problem(*at, f"there is no macro {show(name)}", did_you_mean(name, NAMES))


def misplaced_macros(plan: Plan) -> Iterator[Problem]:
    """No macro stands in a heading or within a link, as far as a line of Markdown tells."""
    fix = "Put the number in the text, and only words here."
    for page in (planned.page for planned in plan.pages.values() if not planned.page.generated):
        for at, line in pages.lines_of_text(page.source):
            for form, where in _NO_PLACE:
                if (found := form.search(line)) and found[1] in NAMES:
                    yield Problem(page.path, at, f"a macro {where}", fix)


def stale_exceptions(plan: Plan, root: Path) -> Iterator[Problem]:
    """An exception's page exists, and its Markdown holds the text that is excused.

    Where the page or the data have its numeral, but not the words around it, only a build can tell: it is a note.
    """
    locale, texts = plan.loaded.locale, {p.page.name: p.page.source for p in plan.pages.values()}
    for entry in plan.loaded.folder.exceptions if locale.is_source else locale.exceptions:
        name, text = entry.text("page"), _bare(entry.text("text"))
        if name not in texts:
            if name.endswith(".md"):
                near = did_you_mean(name, texts)
                fix = near if near.startswith("Did") else "Correct its name, or delete the row."
                yield entry.problem("page", f"no page {show(name)} for the exception {show(text)}", fix)
        elif text and text not in (page := _bare(texts[name])):
            found = [text[n.start : n.end] for n in numerals.find(text, plan.messages.language)]
            gone = not any(_whole(n).search(page) or _whole(n).search(_written(root)) for n in found)
            what = (
                f"{show(text)} is not found on {show(name)}, so this {'excuses' if gone else 'seems to excuse'} nothing"
            )
            fix = "Correct the text, or delete the row." if gone else "Delete the row; make site says it for certain."
            yield entry.problem("text", what, fix, note=not gone)


def _whole(numeral: str) -> re.Pattern[str]:
    """The numeral where it stands by itself, and not within a longer one."""
    return re.compile(rf"(?<![\d.]){re.escape(numeral)}(?!\d)")


def _written(root: Path) -> str:
    """All that macros may write on a page: the data, and what translates them."""
    paths = [p for folder in ("data", "locales") for p in sorted((root / folder).rglob("*.*"))]
    kinds, ours = (".csv", ".yml", ".po"), "exceptions.csv"
    return "\n".join(p.read_text("utf-8", "replace") for p in paths if p.suffix in kinds and p.name != ours)


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
