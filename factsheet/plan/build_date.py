"""The one date that a build bears, so that the same data give the same bytes on any day.

SOURCE_DATE_EPOCH, as reproducible-builds.org specifies it: seconds since 1970, UTC. MkDocs and whatever
else stamps a date reads it from the environment.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from factsheet.core.problems import Problem, show
from factsheet.model import Sheet
from factsheet.text import dates

VARIABLE = "SOURCE_DATE_EPOCH"
EARLIEST = 315_532_800  # 1980-01-01, the first day that a ZIP archive can name
LATEST = 4_294_967_295  # 2106-02-07, the last second that a gzip file can name


def find(root: Path, sheet: Callable[[], Sheet]) -> tuple[int, list[Problem]]:
    """The date of a build, in seconds; and what is wrong with the one that the environment gives.

    The environment comes first, then the date of the commit, then the newest day in the data, for which alone `sheet`
    is asked. Whoever begins a build sets the variable, for the host and whatever it runs.
    """
    told = os.environ.get(VARIABLE, "")
    given = int(told) if re.fullmatch(r"\d{1,12}", told, re.ASCII) else None
    date = given if given is not None else committed(root) or newest(sheet())
    date = min(max(date, EARLIEST), LATEST)
    if not told or given is not None:
        return date, []
    fix = "Give seconds since 1970, or unset it: the date of the commit is taken then."
    return date, [Problem(VARIABLE, 0, f"the variable holds {show(told)}", fix)]


def committed(root: Path) -> int | None:
    """When the commit that is checked out was made; None where the project is not kept in git, or git is missing."""
    kept = _git(root, "ls-files", "--", "data")
    told = _git(root, "log", "-1", "--format=%ct") if kept else ""
    return int(told) if told.isdecimal() else None


def _git(root: Path, *command: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(root), *command], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def newest(sheet: Sheet) -> int:
    """The second in which the newest day of the data begins; EARLIEST if none is there."""
    day = newest_day(sheet)
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) if day else EARLIEST


def newest_day(sheet: Sheet) -> str:
    """The newest day in the data, in ISO 8601: of issue, reading, checking or correcting; empty if none is there."""
    # Only a year or a month is no day, and a fault is for the checks to tell.
    return max((d for d in _days(sheet) if len(d) == 10 and dates.is_date(d)), default="")


def _days(sheet: Sheet) -> Iterable[str]:
    for source in sheet.sources.values():
        yield from (source.issued, source.accessed, source.text("custom.checked"))
    for entry in sheet.corrections:
        yield entry.text("date")
