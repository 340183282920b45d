"""What is left of the example in a fact-sheet that began from it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factsheet.cli import kit
from factsheet.core.problems import counted, show
from factsheet.rules.project import DOCUMENTS

# Made by commands, or not the project's own.
_PASSED_OVER = {".git", ".venv", ".build", ".cache", "site", "schemas", "wheels", "__pycache__", "node_modules"}
REMEDY = "Put your own in the place of each, or delete it; leave what is yours."
_KINDS = {".csv", ".md", ".py", ".svg", ".txt", ".yaml", ".yml"}


@dataclass(frozen=True)
class Line:
    """A line that holds words of the example's subject."""

    path: str
    line: int
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {', '.join(map(show, self.words))}"


def tell(root: Path) -> int:
    """Print each line that may be left of the example, then what to do about them. Returns the exit code: 1 where there is one."""
    found = list(of_the_example(root))
    for line in found:
        print(line)
    if found:
        print(f"{counted(len(found), 'line')} may be left of the example. {REMEDY}")
    else:
        print("Nothing is left of the example.")
    return 1 if found else 0


def of_the_example(root: Path) -> Iterator[Line]:
    """Each line of the project that holds a word of the example's subject."""
    # A code in capitals is only that: `MIN` is a place, and "min" may be a minute.
    forms = "|".join(re.escape(w) if w.isupper() else f"(?i:{re.escape(w)})" for w in kit.words())
    word = re.compile(rf"(?<![A-Za-z])(?:{forms})(?![A-Za-z])")
    for path in _texts(root):
        name = path.relative_to(root).as_posix()
        if name in DOCUMENTS:  # about the engine's fields and macros, whatever the subject
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if found := tuple(dict.fromkeys(word.findall(line))):
                yield Line(name, number, found)


def _texts(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - _PASSED_OVER)
        yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix in _KINDS)
