"""Problems: what is wrong, where, and what to do about it.

Apart from everything else so that every module can import it without a loop.
"""

from __future__ import annotations

import dataclasses
import difflib
import errno
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place: `path:line: what. fix`.

    `path` is relative to the project; `line` counts from 1, and 0 stands for
    the file as a whole. A `note` is reported and stops nothing.
    """

    path: str
    line: int
    what: str
    fix: str
    note: bool = False
    field: str = dataclasses.field(default="", compare=False)  # of an entry of data/, where it is about one

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {one_line(self.what)}. {one_line(self.fix)}"


class FactsheetError(Exception):
    """Raised where no report can be gathered: one problem that ends the work."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Refusal(Exception):
    """An arithmetic or a display that the rules do not allow: what, and the remedy."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


# What a fault of the machine asks for, by its number; the words before it are the system's own.
_REMEDIES = {
    errno.ENOSPC: "Free some space on the disk, then run it again.",
    errno.EDQUOT: "Free some of the space you may use, then run it again.",
    errno.EFBIG: "Raise the limit on the size of files (ulimit -f), then run it again.",
    errno.EROFS: "Work on a copy in a folder that can be written.",
    errno.EACCES: "Take the right to write there, or work on a copy in a folder of your own.",
    errno.EPERM: "Take the right to write there, or work on a copy in a folder of your own.",
    errno.ENOTDIR: "Move the file that stands where a folder has to be.",
    errno.EISDIR: "Move the folder that stands where a file has to be.",
    errno.EEXIST: "Move what stands there out of the way.",
}


def fault(error: OSError, root: Path) -> Problem:
    """A fault of disk or rights as a problem, its path relative to `root` where it lies below it."""
    path = Path(str(error.filename or root))
    shown = path.relative_to(root).as_posix() if path != root and path.is_relative_to(root) else str(path)
    remedy = _REMEDIES.get(error.errno or 0, "Correct this, then run it again.")
    return Problem(shown, 0, error.strerror or str(error), remedy)


def one_line(text: str, limit: int = 400) -> str:
    """Text fit for one line of a terminal: control characters shown, length bounded."""
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return shown if len(shown) <= limit else f"{shown[:limit]}…"


def show(value: object) -> str:
    """An offending value as a message quotes it."""
    return f"'{one_line(str(value), 80)}'"


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 figure, 2 figures."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The remedy for an unknown name: its nearest neighbours, or the whole set if short."""
    known = list(known)
    near = [name for name in known if name.lower() == word.lower()]
    near = near or difflib.get_close_matches(word, known, n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(show(n) for n in near)}?"
    if not known:
        return "None is defined yet."
    if len(known) <= 12:
        return f"Known are: {', '.join(sorted(known))}."
    return "Nothing known is spelt like it."


def report(problems: Iterable[Problem]) -> str:
    """All problems, sorted, a line each, and then one count."""
    ordered = sorted(set(problems))
    faults = sum(not p.note for p in ordered)
    notes = len(ordered) - faults
    lines = [f"{p} (note)" if p.note else str(p) for p in ordered]
    count = counted(faults, "problem") + (f", {counted(notes, 'note')}" if notes else "")
    return "\n".join([*lines, count])
