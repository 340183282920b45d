"""Rules of form, for every file: what `factsheet/data/fields` declares of a field holds, and whatever a field names exists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import FILES, Entry, Folder
from factsheet.data.declaration import File
from factsheet.data.forms import TODO
from factsheet.model import Sheet


def forms(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """An entry has the fields it needs, each in its form, and no others."""
    for file in FILES.values():
        for entry in getattr(folder, file.kind):
            yield from file.faults(entry)


def references(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """Whatever a field names exists. What cannot be read in full, and has been reported, may hold it."""
    known = ids(folder)
    for file in FILES.values():
        for entry in getattr(folder, file.kind):
            yield from dangling(file, entry, known)


def ids(folder: Folder) -> dict[str, frozenset[str]]:
    """The ids of every kind of entry of which all could be read."""
    kinds = (kind for kind in FILES if kind not in folder.incomplete)
    return {kind: frozenset(entry.id for entry in getattr(folder, kind)) for kind in kinds}


def dangling(file: File, entry: Entry, known: dict[str, frozenset[str]]) -> Iterator[Problem]:
    """The ids in an entry that none of those `known` are."""
    for path, kind, name in file.form.named("", entry.fields):
        if name and name != TODO and kind in known and name not in known[kind]:
            noun = kind.removesuffix("s")
            where = "" if file.is_table or path.split(".")[-1] == noun else f" in {path}"
            fix = f"{did_you_mean(name, known[kind])} {kind.capitalize()} are in {FILES[kind].name}."
            yield entry.problem(path, f"unknown {noun} {show(name)}{where}", fix)
