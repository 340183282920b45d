"""Problems: what is wrong, where, and what to do about it.

It imports nothing of ours, so every module can import it without a cycle.
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
    """One thing that is wrong, at one line: `path:line: what. fix`.

    `path` is relative to the project; `line` counts from 1, and 0 stands for
    the file as a whole. A `note` is reported but stops nothing.
    """

    path: str
    line: int
    what: str
    fix: str
    note: bool = False
    field: str = dataclasses.field(default="", compare=False)  # the field of the entry, if it is about one

    def __str__(self) -> str:
        position = f"{self.path}:{self.line}" if self.line else self.path
        return f"{position}: {one_line(self.what)}. {one_line(self.fix)}"


class FactsheetError(Exception):
    """A problem that prevents any further work, so that it is reported alone."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Refusal(Exception):
    """Arithmetic or a display that the rules do not allow: what was refused, and what to do instead."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


# What to do about an OSError, by its errno; the message before it is the system's own.
_REMEDIES = {
    errno.ENOSPC: "Free some disk space, then run it again.",
    errno.EDQUOT: "Free some of your disk quota, then run it again.",
    errno.EFBIG: "Raise the limit on file sizes (ulimit -f), then run it again.",
    errno.EROFS: "Work on a copy in a folder you can write to.",
    errno.EACCES: "Give yourself permission to write there, or work on a copy in a folder of your own.",
    errno.EPERM: "Give yourself permission to write there, or work on a copy in a folder of your own.",
    errno.ENOTDIR: "Move away the file that is in place of a folder.",
    errno.EISDIR: "Move away the folder that is in place of a file.",
    errno.EEXIST: "Move it out of the way.",
}


def fault(error: OSError, root: Path) -> Problem:
    """An OSError as a problem, with its path relative to `root` if it is below it."""
    path = Path(str(error.filename or root))
    name = path.relative_to(root).as_posix() if path != root and path.is_relative_to(root) else str(path)
    remedy = _REMEDIES.get(error.errno or 0, "Correct this, then run it again.")
    return Problem(name, 0, error.strerror or str(error), remedy)


def one_line(text: str, limit: int = 400) -> str:
    """Text fit for one line of a terminal: control characters escaped, at most `limit` characters."""
    escaped = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    return escaped if len(escaped) <= limit else f"{escaped[:limit]}…"


def show(value: object) -> str:
    """An offending value, quoted for a message."""
    return f"'{one_line(str(value), 80)}'"


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 figure, 2 figures."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The remedy for an unknown name: the most similar names, or all of them if there are few."""
    known = list(known)
    near = [name for name in known if name.lower() == word.lower()]
    near = near or difflib.get_close_matches(word, known, n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(show(n) for n in near)}?"
    if not known:
        return "None is defined yet."
    if len(known) <= 12:
        return f"Known: {', '.join(sorted(known))}."
    return "No similar id."
