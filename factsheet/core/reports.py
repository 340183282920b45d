"""How a list of problems is written: for people, for programs, or as annotations of a pull request.

The form is in the environment, because the process that builds the site is not the one that was asked for it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable

from factsheet.core.problems import FactsheetError, Problem, counted, did_you_mean, one_line, show

FORMATS = ("text", "json", "github")
# Files in the order in which one builds on another: a mistake in an early one may be the cause of one in a later one.
ORDER = (
    "mkdocs.yml", "data/sources.yml", "data/measures.yml", "data/places.yml", "data/facts.yml", "data/figures.csv",
    "data/charts.yml", "data/claims.yml", "data/exceptions.csv", "data/corrections.yml", "data/checked.csv",
)  # fmt: skip
VARIABLE = "PROBLEMS_FORMAT"


def form() -> str:
    """The form that is asked for, one of FORMATS. Raises FactsheetError where the environment names another."""
    name = os.environ.get(VARIABLE) or "text"
    if name not in FORMATS:
        raise FactsheetError(Problem(VARIABLE, 0, f"unknown form {show(name)}", did_you_mean(name, FORMATS)))
    return name


def for_machines() -> bool:
    """Whether a program reads the problems: then nothing else is written to the standard output."""
    return form() != "text"


def report(problems: Iterable[Problem]) -> str:
    """All problems in the form that is asked for: first what is wrong, then the notes; of each, causes before what may follow from them.

    As text a count follows. As `json` each line is an object (JSON Lines), so that the output of several builds can be joined.
    """
    ordered = sorted(set(problems), key=lambda p: (p.note, _rank(p), p))
    if form() == "json":
        return "\n".join(map(_object, ordered))
    if form() == "github":
        return "\n".join(map(_annotation, ordered))
    problem_count = sum(not p.note for p in ordered)
    notes = len(ordered) - problem_count
    lines = [f"{p} (note)" if p.note else str(p) for p in ordered]
    count = counted(problem_count, "problem") + (f", {counted(notes, 'note')}" if notes else "")
    return "\n".join([*lines, count])


def _rank(problem: Problem) -> int:
    if problem.path.endswith(".po") and "labels/" not in problem.path:  # the words around everything else
        return -1
    return ORDER.index(problem.path) if problem.path in ORDER else len(ORDER)


def _object(problem: Problem) -> str:
    """`line` is null where the problem is about the file as a whole."""
    fields = {"path": problem.path, "line": problem.line or None, "what": problem.what, "fix": problem.fix}
    return json.dumps({**fields, "note": problem.note}, ensure_ascii=False)


def _annotation(problem: Problem) -> str:
    """A workflow command of GitHub Actions, which shows the problem beside its line."""
    level = "notice" if problem.note else "error"
    where = f"file={_property(problem.path)}" + (f",line={problem.line}" if problem.line else "")
    return f"::{level} {where}::{_data(f'{one_line(problem.what)}. {one_line(problem.fix)}')}"


def _data(text: str) -> str:
    """Text as the message of a workflow command; the runner reads these escapes and no others."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
