"""What `data/` says: the sheet and its verdicts, the entries as typed, and what the rules have found."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from factsheet import data, model, rules
from factsheet.core.problems import Problem
from factsheet.data import Folder, locales
from factsheet.data.locales import Locale
from factsheet.model import Sheet, claims
from factsheet.model.claims import Result
from factsheet.model.sheet import Label
from factsheet.plan.calls import Call
from factsheet.text.languages import DEFAULT


@dataclass(frozen=True)
class Loaded:
    """The data once loaded: the entries as typed, and what they say in the language of the pages; `notes` stop nothing."""

    folder: Folder
    sheet: Sheet
    results: tuple[Result, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    locale: Locale

    def explains(self, call: Call) -> bool:
        """Whether the refusal of a call is likely to follow from problems of the data: all it names is there, or what is there is uncertain."""
        misnamed = any(p.field == "id" for p in self.problems)  # what is named may be the entry it should be
        if not self.problems or misnamed or self.folder.incomplete:
            return bool(self.problems)
        return all(part in self._named for value in call.values() for part in value.split("@"))

    @functools.cached_property
    def _named(self) -> frozenset[str]:
        kinds = ("sources", "measures", "facts", "charts", "claims")
        return frozenset(["edition", "read", *(e.id for kind in kinds for e in getattr(self.folder, kind))])


_kept: dict[tuple[Path, str, bytes, Label | None], Loaded] = {}


def load(
    root: Path,
    bytes_of: Callable[[Path], bytes] = Path.read_bytes,
    label: Label | None = None,
    tag: str = DEFAULT,
) -> Loaded:
    """The data of the project at `root`. Those loaded last are kept, and while nothing has changed they are not loaded again.

    `bytes_of` gives what a file holds, `label` the label of a fact that has none of its own, and `tag` is the language
    of the pages.
    """
    folder, once = root / "data", functools.cache(bytes_of)
    key = (folder, data.fingerprint(folder, once), locales.fingerprint(root, tag, once), label)
    if key not in _kept:
        read = data.read(folder, root, once)
        sheet = model.build(read, label)
        found = rules.check(read, sheet)
        problems, notes = (tuple(p for p in found if p.note is note) for note in (False, True))
        locale = locales.load(root, tag, read, once)
        if problems or not locale.is_source:
            spoken = locale.folder(read)
            sheet = model.build(model.showable(spoken) if problems else spoken, label)
        _kept.clear()
        _kept[key] = Loaded(read, sheet, tuple(claims.results(sheet)), problems, notes, locale)
    return _kept[key]


def forget() -> None:
    """Let go of the data that were loaded last."""
    _kept.clear()
