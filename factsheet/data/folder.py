"""The only reader of `data/`: hand-kept text in, entries with line numbers out.

Every cell stays the string that was typed; what it means is the model's business.
Reading does not stop at the first problem: whatever can be read is returned, with
every problem found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from factsheet.core import encoding
from factsheet.core.problems import FactsheetError, Problem, show
from factsheet.data import csv_text, yaml_text
from factsheet.data.declaration import File
from factsheet.data.entry import Entry
from factsheet.data.fields import FILES
from factsheet.text import charset

REQUIRED = tuple(file.name for file in FILES.values() if file.required)
OPTIONAL = tuple(file.name for file in FILES.values() if not file.required)


@dataclass
class Folder:
    """Everything `data/` holds, as typed, and what could not be read."""

    sources: list[Entry] = field(default_factory=list)
    measures: list[Entry] = field(default_factory=list)
    places: list[Entry] = field(default_factory=list)
    facts: list[Entry] = field(default_factory=list)
    figures: list[Entry] = field(default_factory=list)
    charts: list[Entry] = field(default_factory=list)
    claims: list[Entry] = field(default_factory=list)
    exceptions: list[Entry] = field(default_factory=list)
    corrections: list[Entry] = field(default_factory=list)
    checked: list[Entry] = field(default_factory=list)
    aside: list[Entry] = field(
        default_factory=list
    )  # rows that begin with #: proposals and remarks, which are not data
    forms: tuple[str, ...] = ()  # of charts, that the project has of its own
    problems: list[Problem] = field(default_factory=list)
    incomplete: set[str] = field(default_factory=set)  # kinds of which something could not be read


def unseen(text: str) -> bool:
    """Whether a text holds an invisible character, or another that no cell may hold."""
    return charset.fault(text) is not None


def own_forms(project: Path) -> dict[str, Path]:
    """The forms of charts that a project has of its own: for each a file that draws it, in `charts/` beside `data/`."""
    return {path.stem: path for path in sorted((project / "charts").glob("*.py"))}


def fingerprint(folder: Path, bytes_of: Callable[[Path], bytes] = Path.read_bytes) -> str:
    """A digest of every file of `folder` that `read` reads: equal digests, equal data."""
    digest = hashlib.sha256("\0".join(own_forms(folder.parent)).encode())
    for name in (*REQUIRED, *OPTIONAL):
        path = folder / name
        digest.update(f"{name}\0".encode())
        try:
            digest.update(bytes_of(path))
        except OSError as error:  # `read` reports it; the number tells a missing file from an unreadable one
            digest.update(f"\0{error.errno}".encode())
    return digest.hexdigest()


def read(folder: Path, root: Path | None = None, bytes_of: Callable[[Path], bytes] = Path.read_bytes) -> Folder:
    """Read `folder`; paths in problems are relative to `root` (the project). `bytes_of` gives what a file holds."""
    out = Folder(forms=tuple(own_forms(folder.parent)))
    prefix = folder.relative_to(root).as_posix() if root else folder.name
    for kind, file in FILES.items():
        shown, told = f"{prefix}/{file.name}", len(out.problems)
        text = _text(folder / file.name, shown, file.required, out.problems, bytes_of)
        if len(out.problems) > told:
            out.incomplete.add(kind)
        try:
            # Entry by entry, so that the rows before a syntax error are kept.
            for entry in (_csv if file.is_table else _yaml)(text or "", shown, file, out):
                getattr(out, kind).append(entry)
        except yaml_text.Stop as stop:
            out.problems.append(Problem(shown, stop.line, stop.what, stop.fix))
            out.incomplete.add(kind)
        if kind == "figures":
            out.figures = _told_apart(out.figures)
        for entry in getattr(out, kind):
            out.problems.extend(_unfit_in(entry, entry.fields, ""))
    return out


def _told_apart(figures: list[Entry]) -> list[Entry]:
    """Where a source gives two numbers for one fact, in two places of it, the places tell their ids apart: fact@source:title."""
    places: dict[str, set[str]] = {}
    for entry in figures:
        places.setdefault(entry.id, set()).add(entry.text("locator"))
    return [replace(e, id=f"{e.id}:{e.text('locator')}") if len(places[e.id]) > 1 else e for e in figures]


def _text(
    path: Path, shown: str, required: bool, problems: list[Problem], bytes_of: Callable[[Path], bytes]
) -> str | None:
    """A file's text: UTF-8, with or without a byte order mark, lines ended either way."""
    if not path.is_file():
        if required:
            problems.append(Problem(shown, 0, "the file is missing", "Restore it; data/README.md says what it holds."))
        return None
    try:
        text = encoding.decoded(bytes_of(path), shown)
    except FactsheetError as error:
        problems.append(error.problem)
        return None
    except OSError as error:
        problems.append(Problem(shown, 0, f"the file cannot be read: {error.strerror}", "Check its permissions."))
        return None
    if required and not text.strip():
        problems.append(Problem(shown, 0, "the file is empty", "Restore it; data/README.md says what it holds."))
        return None
    return text


def _unfit_in(entry: Entry, value: object, key: str) -> Iterator[Problem]:
    """No cell holds what readers could not see, nor more than they could read; one of a table is one line."""
    if isinstance(value, dict):
        for k, v in value.items():
            if wrong := charset.fault(k):
                yield entry.problem(key, f"{wrong[0]} in the name of a field, {show(k)}", wrong[1])
            yield from _unfit_in(entry, v, f"{key}.{k}" if key else k)
    elif isinstance(value, list):
        for n, v in enumerate(value):
            yield from _unfit_in(entry, v, f"{key}.{n}")
    elif isinstance(value, str):
        named = "" if entry.path.endswith(".csv") else f"{key}: "
        if wrong := charset.fault(value):
            yield entry.problem(key, f"{named}{wrong[0]} in {show(value)}", wrong[1])
        elif named and value and not value.strip():
            yield entry.problem(key, f"{named}nothing but spaces", "Write words, or leave it empty.")
        elif not named and any(sign in value for sign in "\r\n\t"):
            yield entry.problem(key, f"a line break or a tab in {show(value)}", "Write the cell in one line.")
        elif not named and value.strip() != value:
            yield entry.problem(key, f"a space around {show(value)}", "Delete it.")


# ---------------------------------------------------------------- CSV


def _csv(text: str, path: str, file: File, out: Folder) -> Iterator[Entry]:
    """One entry a row; a row that begins with # is set aside."""
    torn: list[Problem] = []
    for line, cells in csv_text.rows(text, file.names, path, torn):
        first = next(iter(cells.values()))
        if first.lstrip().startswith("#"):
            out.aside.append(Entry(path, line, first, cells))
        else:
            yield Entry(path, line, "@".join(cells[name] for name in file.key), cells)
    if torn:
        out.problems += torn
        out.incomplete.add(file.kind)


# ---------------------------------------------------------------- YAML


def _yaml(text: str, path: str, file: File, out: Folder) -> Iterator[Entry]:
    """Entries of a YAML file: a mapping by id, or a list of mappings with `id`."""
    tree, lines = yaml_text.read(text, path, out.problems)
    depth = 1
    if file.kind == "sources" and isinstance(tree, dict) and "references" in tree:
        for other in tree.keys() - {"references"}:
            what = f"unknown field {show(other)} beside references"
            out.problems.append(Problem(path, lines.get(other, 1), what, "Indent it below an entry, or delete it."))
        tree, depth = tree["references"], 2
    if not tree:
        return
    if isinstance(tree, str):
        raise yaml_text.Stop(1, f"one text, {show(tree)}, where entries are expected", "See data/README.md.")
    own = _by_entry(lines, depth)
    prefix = "references." if depth == 2 else ""
    for key, value in enumerate(tree) if isinstance(tree, list) else tree.items():
        if file.alone and isinstance(value, str):
            value = {file.alone: value}
        line = lines.get(f"{prefix}{key}", 1)
        if not isinstance(value, dict):
            out.problems.append(Problem(path, line, f"{show(key)} is not an entry with fields", "See data/README.md."))
            out.incomplete.add(file.kind)
            continue
        name = value.get("id", "") if isinstance(tree, list) else key
        yield Entry(path, line, name if isinstance(name, str) else "", value, own.get(f"{prefix}{key}", {}))


def _by_entry(lines: dict[str, int], depth: int) -> dict[str, dict[str, int]]:
    """The lines of each entry's own fields, in one pass over all of them."""
    out: dict[str, dict[str, int]] = {}
    for place, line in lines.items():
        parts = place.split(".")
        if len(parts) > depth:
            out.setdefault(".".join(parts[:depth]), {})[".".join(parts[depth:])] = line
    return out
