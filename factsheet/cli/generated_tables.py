"""Reference tables in the project's own documents, written from the code so that they cannot drift.

A table stands between two comments, `<!-- generated: NAME -->` and `<!-- end -->`. NAME is
`macros`, or a file of `data/`, whose fields it lists.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from factsheet.core import encoding, files
from factsheet.core.problems import FactsheetError, Problem, did_you_mean, show
from factsheet.data import FILES
from factsheet.plan.macro_arguments import arguments
from factsheet.plan.macros import NAMES, Macros
from factsheet.rules.project import DOCUMENTS, REFERENCE

# The fields that have a line, by file.
FIELDS = {file.name: file.told for file in FILES.values() if file.told}
_part = re.compile(r"(?m)^<!-- generated: ([\w.-]+) -->\n(.*?)^<!-- end -->$", re.S)
_example = re.compile(r"\{\{.*?\}\}")


def macros() -> str:
    """A row for each macro, from its signature and its docstring."""
    return _table(("write", "it gives", "arguments"), (_macro(name) for name in NAMES))


def fields(name: str) -> str:
    """The fields of a file of `data/`."""
    rows = ((f"`{path}`", field.meaning, field.required) for path, field in FIELDS[name].items())
    return _table(("field", "meaning", "required"), rows)


def current(text: str, path: str) -> str:
    """A document with its generated parts as they should be."""
    return _part.sub(lambda found: _made(found, text[: found.start()].count("\n") + 1, path), text)


def _made(found: re.Match[str], line: int, path: str) -> str:
    """A generated part between its comments."""
    name, known = found[1], ("macros", *FIELDS)
    if name not in known:
        problem = Problem(path, line, f"nothing called {show(name)} is generated", did_you_mean(name, known))
        raise FactsheetError(problem)
    return f"<!-- generated: {name} -->\n{macros() if name == 'macros' else fields(name)}<!-- end -->"


def stale(root: Path) -> list[Problem]:
    """A problem for each document whose tables differ from the code."""
    out = []
    for name, path in _documents(root):
        text = encoding.read(path, name)
        fresh = current(text, name)
        if text != fresh:
            line = next(n for n, (a, b) in enumerate(_lines(text, fresh), 1) if a != b)
            out.append(Problem(name, line, "a generated table differs from the code", f"Run: {REFERENCE}"))
    return out


def write(root: Path) -> list[str]:
    """Bring the tables up to date. Returns the documents that changed; raises FactsheetError as `current` does."""
    changed: dict[Path, bytes] = {}
    for name, path in _documents(root):
        text = encoding.read(path, name)
        fresh = current(text, name)
        if text != fresh:
            changed[path] = fresh.encode()
    if changed:
        files.replace(changed)
    return [path.relative_to(root).as_posix() for path in changed]


def _documents(root: Path) -> Iterator[tuple[str, Path]]:
    return ((name, root / name) for name in DOCUMENTS if (root / name).is_file())


def _lines(one: str, two: str) -> Iterator[tuple[str, str]]:
    a, b = one.splitlines(), two.splitlines()
    longest = max(len(a), len(b))
    return zip(a + [""] * (longest - len(a)), b + ["\0"] * (longest - len(b)), strict=True)


def _macro(name: str) -> tuple[str, str, str]:
    """A macro's row: examples, or the bare call; what it gives; its arguments."""
    macro = getattr(Macros, name)
    told = " ".join(inspect.getdoc(macro).split())
    what, _, shown = told.partition("Example:")
    what = _example.sub(r"`\g<0>`", what.strip().rstrip("."))
    examples = _example.findall(shown) or [f"{{{{ {name}() }}}}"]
    return ", ".join(f"`{e}`" for e in examples), what[0].lower() + what[1:], f"`{arguments(name)}`"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    listed = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in listed).replace("| --- | --- | --- |", "|---|---|---|")
