"""What is left of the example in a fact-sheet that began from it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from factsheet.cli import kit
from factsheet.core.problems import Problem, show
from factsheet.rules.project import DOCUMENTS

# Made by commands, or not the project's own.
_PASSED_OVER = {".git", ".venv", ".build", ".cache", "site", "schemas", "wheels", "__pycache__", "node_modules"}
_KINDS = {".csv", ".md", ".py", ".svg", ".txt", ".yaml", ".yml"}


def of_the_example(root: Path) -> Iterator[Problem]:
    """A problem for each line of the project that holds a word of the example's subject."""
    # A code in capitals is only that: `MIN` is a place, and "min" may be a minute.
    forms = "|".join(re.escape(w) if w.isupper() else f"(?i:{re.escape(w)})" for w in kit.words())
    word = re.compile(rf"(?<![A-Za-z])(?:{forms})(?![A-Za-z])")
    for path in _texts(root):
        name = path.relative_to(root).as_posix()
        if name in DOCUMENTS:  # about the engine's fields and macros, whatever the subject
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if found := list(dict.fromkeys(word.findall(line))):
                what = f"{' and '.join(map(show, found))} may be left of the example"
                fix = "Put your own in its place or delete it; leave it if it is yours."
                yield Problem(name, number, what, fix)


def _texts(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - _PASSED_OVER)
        yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix in _KINDS)
