"""The languages of a project: the settings of each beside `mkdocs.yml`, and what its folder in `locales/` holds.

`mkdocs.<tag>.yml` makes a language one of the site's. What is kept by hand lies in `locales/<tag>/`: pages in `docs/`, the
labels of what `data/` names in `labels/`; and of a language that is made from another only `terms.yml`, the words that a
converter gets wrong.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from factsheet.core import encoding
from factsheet.core.problems import FactsheetError, Problem, show
from factsheet.data import csv_text, labels, settings, yaml_text
from factsheet.data.entry import Entry
from factsheet.data.fields import FILES
from factsheet.data.folder import Folder
from factsheet.data.settings import FILE
from factsheet.text.languages import DEFAULT
from factsheet.text.scripts import Script, hand_kept

TERMS = "terms.yml"
_named = re.compile(r"mkdocs\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.yml")
_han = re.compile(r"[\u3400-\u9fff]")
# What the settings say to readers; the rest are names and addresses.
_SAID = ("site_name", "site_description", "nav", "extra")


def settings_files(root: Path) -> dict[str, str]:
    """The languages into which a project is translated, by tag, each with the name of its settings file."""
    found = ((m[1], path.name) for path in sorted(root.glob("mkdocs.*.yml")) if (m := _named.fullmatch(path.name)))
    return dict(found)


def language(values: Mapping[str, object]) -> str:
    """The language of the pages that settings are for: that of the theme, English where it names none."""
    theme = values.get("theme")
    named = theme.get("language") if isinstance(theme, Mapping) else None
    return named if isinstance(named, str) else DEFAULT


def source(root: Path) -> str:
    """The language in which `data/` and the pages of a project are written: that of its mkdocs.yml."""
    return language(settings.load(root)) if (root / FILE).is_file() else DEFAULT


def file_of(tag: str) -> str:
    """The settings file of a translation."""
    return f"mkdocs.{tag}.yml"


def source_pages(root: Path, docs: Path) -> Path | None:
    """The folder of the pages from which those in `docs` are translated; None where these are no translation."""
    if not (root / FILE).is_file():
        return None
    own = root / str(settings.load(root).get("docs_dir") or "docs")
    return None if os.path.realpath(own) == os.path.realpath(docs) else own


@dataclass(frozen=True)
class Locale:
    """What a project says in one language; `problems` are those of reading it."""

    tag: str = DEFAULT
    source: str = DEFAULT  # the language in which `data/` is written
    script: Script = field(default_factory=Script)
    labels: labels.Labels = field(default_factory=labels.Labels, compare=False)
    exceptions: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_source(self) -> bool:
        """Whether it is the language of `data/` itself."""
        return self.tag == self.source

    def folder(self, data: Folder) -> Folder:
        """The data with their labels in this language, and with the numerals that are excused on its own pages."""
        if self.is_source:
            return data
        spoken = labels.translated(data, self.labels, self.script, self.source)
        return replace(spoken, exceptions=[*spoken.exceptions, *self.exceptions])


def said(values: Mapping[str, object], script: Script) -> dict[str, object]:
    """What the settings say to readers, in the script of a language that is made; empty where they stand as they are."""
    return {name: script.values(values[name]) for name in _SAID if values.get(name)} if script.is_made else {}


def load(root: Path, tag: str, folder: Folder, bytes_of: Callable[[Path], bytes] = Path.read_bytes) -> Locale:
    """A language of the project at `root`, whose data are `folder`."""
    written = source(root)
    if tag == written:
        return Locale(tag, written)
    problems: list[Problem] = []
    script = Script(tag, terms(root, tag, problems, bytes_of), _names(folder))
    held = labels.read(root, hand_kept(tag), bytes_of)
    excused = tuple(_exceptions(root, hand_kept(tag), script, problems, bytes_of))
    return Locale(tag, written, script, held, excused, tuple(problems))


def _exceptions(
    root: Path, tag: str, script: Script, problems: list[Problem], bytes_of: Callable[[Path], bytes]
) -> Iterator[Entry]:
    """The numerals that are excused on pages of a language, as `data/exceptions.csv` has those of the others."""
    file = FILES["exceptions"]
    path = root / "locales" / tag / file.name
    shown = path.relative_to(root).as_posix()
    if not path.is_file():
        return
    try:
        for line, cells in csv_text.rows(encoding.read(path, shown, bytes_of), file.names, shown, problems):
            yield Entry(shown, line, cells["page"], {**cells, "text": script.text(cells["text"])})
    except yaml_text.Stop as stop:
        problems.append(Problem(shown, stop.line, stop.what, stop.fix))
    except FactsheetError as error:
        problems.append(error.problem)


def _names(folder: Folder) -> tuple[str, ...]:
    """The names of sources, in whatever script they are written."""
    fields = ("title", "container-title", "publisher", "author", "translator", "editor")
    return tuple(sorted({t for s in folder.sources for key in fields for t in s.texts(key) if _han.search(t)}))


def terms(
    root: Path, tag: str, problems: list[Problem], bytes_of: Callable[[Path], bytes] = Path.read_bytes
) -> dict[str, str]:
    """The words of a language that is made, each by the word of the language it is made from."""
    path = root / "locales" / tag / TERMS
    shown = path.relative_to(root).as_posix()
    if not path.is_file():
        return {}
    try:
        tree, lines = yaml_text.read(encoding.read(path, shown, bytes_of), shown, problems)
    except yaml_text.Stop as stop:
        problems.append(Problem(shown, stop.line, stop.what, stop.fix))
        return {}
    except FactsheetError as error:
        problems.append(error.problem)
        return {}
    found = {}
    for word, other in tree.items() if isinstance(tree, dict) else ():
        if isinstance(other, str) and other:
            found[word] = other
        else:
            what = f"{show(word)} has no word in {show(tag)}"
            problems.append(Problem(shown, lines.get(word, 1), what, "Write one behind the colon, or delete the line."))
    return found


def fingerprint(root: Path, tag: str, bytes_of: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
    """All that a language's labels and terms are made of: equal bytes, equal language."""
    kept = root / "locales" / hand_kept(tag) / labels.FOLDER
    paths = [*sorted(kept.glob("*.po")), kept.parent / FILES["exceptions"].name, root / "locales" / tag / TERMS]
    return b"\0".join([tag.encode(), *(bytes_of(path) for path in paths if path.is_file())])
