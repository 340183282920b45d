"""Upkeep: facts that no page uses, exceptions that excuse nothing, sources not checked for a long time.

Nothing is built here. What a page shows is read from the macro calls in its text, which is nearly always right; only a
build, which makes every call, knows for certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from factsheet.cli import page_calls
from factsheet.core.problems import Problem, counted, show
from factsheet.data import Folder, settings
from factsheet.model import Sheet, periods
from factsheet.text import numerals

TERM = "check_after_days"


def upkeep(
    root: Path, folder: Folder, sheet: Sheet, today: date, sound: bool = True, name: str = settings.FILE
) -> Iterator[Problem]:
    """Notes on what needs attention; a `check_after_days` that is not a number of days is a problem.

    What pages show is worked out only if the data are `sound`, since others must be corrected first. `name` is the
    settings file. Raises FactsheetError where it cannot be read.
    """
    values = settings.load(root, name)
    docs, extra = root / str(values.get("docs_dir", "docs")), values.get("extra")
    extra = extra if isinstance(extra, dict) else {}
    if sound:
        yield from _idle_facts(folder, sheet, docs, extra)
    yield from _stale(folder, _texts(docs))
    yield from _checked(sheet, extra.get(TERM), today, name)


def _texts(docs: Path) -> dict[str, str]:
    """Every page's Markdown by its path in docs; a build reports one that is not UTF-8."""
    return {p.relative_to(docs).as_posix(): p.read_text("utf-8-sig", "replace") for p in sorted(docs.rglob("*.md"))}


def _idle_facts(folder: Folder, sheet: Sheet, docs: Path, extra: dict[str, object]) -> Iterator[Problem]:
    """A fact with figures is shown by a macro of some page; the register, which shows all, does not count."""
    reader, _ = page_calls.read(sheet, docs, extra)
    shown = reader.usage.pages.keys() | reader.guessed
    idle = [e for e in folder.facts if e.id in sheet.by_fact and e.id not in shown]
    if idle:
        told = ", ".join(show(e.id) for e in idle[:8]) + (f" and {len(idle) - 8} more" if len(idle) > 8 else "")
        yield idle[0].problem("", f"no page names {told}", "Call them on a page, or delete them.", note=True)


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
        if not numerals.is_date(day):
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
