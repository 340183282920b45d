"""`migrate`: the edits that data and pages written for an older engine need, each at its line.

A change that an older project has to follow is an entry here, under the version that brought it. What has to be edited
is found by the rule that asks for it, so an edit that is done is not listed again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factsheet import data, model
from factsheet.core.problems import FactsheetError, Problem, show
from factsheet.data import Folder, settings
from factsheet.model import Sheet
from factsheet.rules import figures, roots

PREVIEWS = "navigation.instant.preview"
Rule = Callable[[Folder, Sheet, date], Iterator[Problem]]


@dataclass(frozen=True)
class Change:
    """What an engine asks for that the one before did not: why, and what finds the lines to edit."""

    why: str
    rule: Rule | None = None
    project: Callable[[Path], Iterator[Problem]] | None = None

    def edits(self, root: Path, folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
        """The lines of a project that do not follow it yet."""
        if self.rule:
            yield from self.rule(folder, sheet, today)
        if self.project:
            yield from self.project(root)


def copied_engine(root: Path) -> Iterator[Problem]:
    """The engine is installed, so that none of it lies in the project, and no file puts its folder on Python's path."""
    if (root / "factsheet/__init__.py").is_file():
        fix = "Delete the folder, put the engine's wheel into wheels/, and name it in requirements.txt: ./wheels/factsheet-VERSION-py3-none-any.whl."
        yield Problem("factsheet", 0, "the project has a copy of the engine", fix)
    door = root / "macros.py"
    for number, line in enumerate(door.read_text("utf-8").splitlines() if door.is_file() else (), 1):
        if line.startswith("sys.path.insert("):
            yield Problem(
                "macros.py",
                number,
                "Python's path is changed to find the engine",
                "Delete this line and the imports it needs.",
            )


def previews_of_the_theme(root: Path) -> Iterator[Problem]:
    """The engine shows the previews, which the theme would show again."""
    theme = settings.load(root).get("theme")
    if isinstance(theme, dict) and PREVIEWS in (theme.get("features") or ()):
        at = settings.place(root, settings.FILE, "theme", [PREVIEWS])
        what = "the theme shows a second preview of each number"
        yield Problem(*at, what, f"Take {PREVIEWS} out of the features of the theme.")


# By the version that brought them, oldest first.
CHANGES = {
    "0.3.0": (
        Change("The engine is a package that a project requires.", project=copied_engine),
        Change("A reason for the figure that leads names the figures it was read beside.", roots.weighed),
        Change("A figure of a source that passes on several others says whose it is.", roots.credited),
        Change("The engine shows what a number leads to.", project=previews_of_the_theme),
        Change("A qualifier says what the printed words say, and a round number is `round`.", figures.quotes),
    ),
}


def edits(root: Path, since: str = "") -> Iterator[tuple[str, str, list[Problem]]]:
    """Version, reason and edits of each change that the project at `root` does not follow yet.

    Only those after the version `since`, where it is given. Raises FactsheetError if it is no version, or where the data cannot be read.
    """
    after = _ordered(since) if since else ()
    folder = data.read(root / "data", root)
    if folder.problems:
        raise FactsheetError(folder.problems[0])
    sheet = model.build(folder)
    for version, changes in CHANGES.items():
        if _ordered(version) > after:
            for change in changes:
                if found := list(change.edits(root, folder, sheet, date.today())):
                    yield version, change.why, sorted(found)


def _ordered(version: str) -> tuple[int, ...]:
    if not re.fullmatch(r"\d+(\.\d+)*", version):
        raise FactsheetError(
            Problem("migrate", 0, f"{show(version)} is no version of the engine", "Give one as 0.2.0.")
        )
    return tuple(map(int, version.split(".")))
