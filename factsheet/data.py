"""The only reader of `data/`: hand-kept text in, entries with line numbers out.

Every cell stays the string that was typed; what it means is model.py's business.
Nothing here stops at the first fault: what can be read is returned, with every
problem found.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# Re-exported so that the audit, which imports only `data` and `errors`, reads printed
# numbers and settings with the same readers as the rest.
from factsheet import signs, yamltext
from factsheet.errors import Problem, did_you_mean, show
from factsheet.numerals import MONTHS, Numeral, dates, find, grouped, is_date, values
from factsheet.settings import settings

__all__ = [
    "MONTHS",
    "Entry",
    "Folder",
    "Numeral",
    "dates",
    "find",
    "fingerprint",
    "grouped",
    "is_date",
    "read",
    "settings",
    "values",
]

FIGURE_COLUMNS = ("fact", "source", "value", "qualifier", "worded", "via", "quote", "locator", "note")
EXCEPTION_COLUMNS = ("page", "text", "reason")
REQUIRED = ("sources.yml", "measures.yml", "places.yml", "facts.yml", "figures.csv")
OPTIONAL = ("charts.yml", "claims.yml", "exceptions.csv", "corrections.yml")


@dataclass(frozen=True)
class Entry:
    """One hand-kept entry: its fields as typed, and the line each stands on."""

    path: str
    line: int
    id: str
    fields: dict = field(hash=False)
    lines: dict[str, int] = field(default_factory=dict, hash=False)

    def text(self, key: str) -> str:
        """A field's text; empty where it is absent. Dots reach into mappings: `custom.read`."""
        value: object = self.fields
        for part in key.split("."):
            value = value.get(part, "") if isinstance(value, dict) else ""
        return value if isinstance(value, str) else ""

    def list(self, key: str) -> list[str]:
        """A field's texts, where one may be given alone: `left: a` and `left: [a]` are the same."""
        value: object = self.fields
        for part in key.split("."):
            value = value.get(part, "") if isinstance(value, dict) else ""
        if isinstance(value, str):
            return [value] if value else []
        return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []

    def at(self, key: str = "") -> int:
        """The line of a field, or of the entry."""
        return self.lines.get(key, self.line)

    def problem(self, key: str, what: str, fix: str, note: bool = False) -> Problem:
        """A problem at this entry's field; of a table, with the column's name, which a line does not tell."""
        if key and self.path.endswith(".csv"):
            what = f"{what}, in column {key}"
        return Problem(self.path, self.at(key), what, fix, note)


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
    aside: list[Entry] = field(default_factory=list)  # rows that begin with #: proposals and remarks, read as nothing
    problems: list[Problem] = field(default_factory=list)


def unseen(text: str) -> bool:
    """Whether a text holds an invisible sign, or another that no cell may."""
    return signs.fault(text) is not None


def fingerprint(folder: Path) -> str:
    """A digest of every file of `folder` that `read` reads: equal digests, equal data."""
    digest = hashlib.sha256()
    for name in (*REQUIRED, *OPTIONAL):
        path = folder / name
        digest.update(f"{name}\0".encode())
        try:
            digest.update(path.read_bytes())
        except OSError as error:  # `read` says so; a file that is missing and one that fails are told differently
            digest.update(f"\0{error.errno}".encode())
    return digest.hexdigest()


def read(folder: Path, root: Path | None = None) -> Folder:
    """Read `folder`; paths in problems are relative to `root` (the project)."""
    out = Folder()
    prefix = folder.relative_to(root).as_posix() if root else folder.name
    for name in (*REQUIRED, *OPTIONAL):
        shown = f"{prefix}/{name}"
        text = _text(folder / name, shown, name in REQUIRED, out.problems)
        if text is None:
            continue
        kind = name.split(".")[0]
        if name.endswith(".csv"):
            columns = FIGURE_COLUMNS if kind == "figures" else EXCEPTION_COLUMNS
            entries = _csv(text, shown, columns, out.problems, out.aside)
        else:
            entries = _yaml(text, shown, kind, out.problems)
        entries = list(entries)
        for entry in entries:
            out.problems.extend(_unfit_in(entry, entry.fields, ""))
        setattr(out, kind, entries)
    return out


def _text(path: Path, shown: str, required: bool, problems: list[Problem]) -> str | None:
    """A file's text: UTF-8, with or without a byte order mark, lines ended either way."""
    if not path.is_file():
        if required:
            problems.append(Problem(shown, 0, "the file is missing", "Restore it; data/README.md says what it holds."))
        return None
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        byte = error.object[error.start]
        problems.append(Problem(shown, line, f"byte 0x{byte:02x} is not UTF-8", "Save the file as UTF-8."))
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
            if wrong := signs.fault(k):
                yield entry.problem(key, f"{wrong[0]} in the name of a field, {show(k)}", wrong[1])
            yield from _unfit_in(entry, v, f"{key}.{k}" if key else k)
    elif isinstance(value, list):
        for n, v in enumerate(value):
            yield from _unfit_in(entry, v, f"{key}.{n}")
    elif isinstance(value, str):
        named = "" if entry.path.endswith(".csv") else f"{key}: "
        if wrong := signs.fault(value):
            yield entry.problem(key, f"{named}{wrong[0]} in {show(value)}", wrong[1])
        elif not named and any(sign in value for sign in "\r\n\t"):
            yield entry.problem(key, f"a line break or a tab in {show(value)}", "Write the cell in one line.")
        elif not named and value.strip() != value:
            yield entry.problem(key, f"a space around {show(value)}", "Delete it.")


# ---------------------------------------------------------------- CSV


def _csv(
    text: str, path: str, columns: tuple[str, ...], problems: list[Problem], aside: list[Entry]
) -> Iterator[Entry]:
    """One entry a row; the header names every column, once. A row that begins with # is set aside."""
    if not text.strip():
        return
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(rows)]
        if not _header_stands(header, path, columns, problems):
            return
        start = rows.line_num + 1
        for row in rows:
            line, start = start, rows.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if row[0].lstrip().startswith("#"):
                aside.append(Entry(path, line, row[0], dict(zip(header, row, strict=False))))
                continue
            if len(row) != len(header):
                what = f"{len(row)} cells where the header has {len(header)}, in the row beginning {show(row[0])}"
                problems.append(
                    Problem(
                        path,
                        line,
                        what,
                        "Take the surplus comma out (a number has none), or put quotation marks around a cell that holds one.",
                    )
                )
                continue
            cells = dict(zip(header, row, strict=True))
            name = f"{cells['fact']}@{cells['source']}" if "fact" in cells else cells["page"]
            yield Entry(path, line, name, cells)
    except csv.Error as error:
        what = f"the file is not CSV here: {error}"
        problems.append(Problem(path, rows.line_num, what, "Close every quotation mark; double one inside a cell."))


def _header_stands(header: list[str], path: str, columns: tuple[str, ...], problems: list[Problem]) -> bool:
    """The header has each column once and no other; another separator is recognised."""
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and mark in header[0]:
            fix = "A spreadsheet has saved it so; save it as CSV with commas."
            problems.append(Problem(path, 1, f"the cells are separated by {name}, not commas", fix))
            return False
    ok = True
    for name in columns:
        if header.count(name) != 1:
            what = f"column {show(name)} {'is missing' if name not in header else 'stands twice'}"
            problems.append(Problem(path, 1, what, f"The header is: {','.join(columns)}"))
            ok = False
    for name in header:
        if name not in columns:
            problems.append(Problem(path, 1, f"unknown column {show(name)}", did_you_mean(name, columns)))
            ok = False
    return ok


# ---------------------------------------------------------------- YAML


def _yaml(text: str, path: str, kind: str, problems: list[Problem]) -> Iterator[Entry]:
    """Entries of a YAML file: a mapping by id, or a list of mappings with `id`."""
    try:
        tree, lines = yamltext.read(text, path, problems)
    except yamltext.Stop as stop:
        problems.append(Problem(path, stop.line, stop.what, stop.fix))
        return
    depth = 1
    if kind == "sources" and isinstance(tree, dict) and "references" in tree:
        tree, depth = tree["references"], 2
    if not tree:
        return
    if isinstance(tree, str):
        problems.append(Problem(path, 1, f"one text, {show(tree)}, where entries are expected", "See data/README.md."))
        return
    own = _by_entry(lines, depth)
    prefix = "references." if depth == 2 else ""
    for key, value in enumerate(tree) if isinstance(tree, list) else tree.items():
        if kind == "places" and isinstance(value, str):
            value = {"label": value}
        line = lines.get(f"{prefix}{key}", 1)
        if not isinstance(value, dict):
            problems.append(Problem(path, line, f"{show(key)} is not an entry with fields", "See data/README.md."))
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
