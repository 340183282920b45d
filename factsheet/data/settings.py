"""The settings of a site as plain values: what MkDocs would read from the file, without running any code.

Values come from the environment (`!ENV`) and from another file (`INHERIT`) as they do in MkDocs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml
import yaml_env_tag

from factsheet.core import encoding
from factsheet.core.problems import FactsheetError, Problem, show
from factsheet.data import yaml_text

FILE = "mkdocs.yml"
PARENT = "INHERIT"


class _Settings(yaml.SafeLoader):
    """A safe loader that takes values from the environment, and passes over the other tags that MkDocs and its themes use."""


_Settings.add_multi_constructor("", lambda loader, suffix, node: None)
_Settings.add_constructor("!ENV", yaml_env_tag.construct_env_tag)


def load(root: Path, name: str = FILE) -> dict:
    """The values in the file `name` of the project at `root`, over those of the files it inherits from.

    Raises FactsheetError where one of them cannot be read.
    """
    merged: dict = {}
    for _, values in _chain(root, name):
        merged = _over(values, merged)
    return merged


def lines(root: Path, name: str, section: str) -> tuple[dict[str, tuple[str, int]], set[str]]:
    """File and line of each value in a section ("" is the section itself) and, as `/name`, of each outside it; the names in it that have a tag.

    A value that several files have is the last one's: that of the file named.
    """
    places: dict[str, tuple[str, int]] = {}
    tagged: set[str] = set()
    for shown, _ in _chain(root, name):
        tree = yaml.compose((root / shown).read_text("utf-8-sig"), Loader=yaml.SafeLoader)
        for key, node in _pairs(tree):
            places[f"/{key.value}"] = (shown, key.start_mark.line + 1)
            if key.value != section:
                continue
            places[""] = (shown, key.start_mark.line + 1)
            for inner, value in _pairs(node):
                places[inner.value] = (shown, inner.start_mark.line + 1)
                (tagged.add if value.tag.startswith("!") else tagged.discard)(inner.value)
    return places, tagged


def place(root: Path, name: str, key: str, words: Iterable[str] = ()) -> tuple[str, int]:
    """File and line of the last of these words that stands within the setting `key`, else of the setting, else of the file."""
    found, wanted = {"": (name, 1)}, list(words)
    for shown, _ in _chain(root, name):
        for at, value in _pairs(yaml.compose((root / shown).read_text("utf-8-sig"), Loader=yaml.SafeLoader)):
            if at.value == key:
                found |= {node.value: (shown, node.start_mark.line + 1) for node in reversed([*_scalars(value)])}
                found[""] = (shown, at.start_mark.line + 1)
    return next((found[word] for word in reversed(wanted) if word in found), found[""])


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every plain value and every name below a node, in the order of the file."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for part in node.value if isinstance(node, yaml.CollectionNode) else ():
        for inner in part if isinstance(part, tuple) else (part,):
            yield from _scalars(inner)


def _chain(root: Path, name: str) -> Iterator[tuple[str, dict]]:
    """Name and values of the file and of all it inherits from, the farthest first."""
    found: list[tuple[str, dict]] = []
    while True:
        values = _one(root, name)
        found.append((name, values))
        parent = values.pop(PARENT, None)
        if parent is None:
            return reversed(found)
        if not isinstance(parent, str):
            what = f"{PARENT} is {show(parent)}, not the name of a file"
            raise FactsheetError(Problem(name, 0, what, "Name one file, from this file's folder."))
        child, name = name, Path(os.path.normpath(Path(name).parent / parent)).as_posix()
        if name in [n for n, _ in found]:
            what = "the file inherits from itself"
            raise FactsheetError(Problem(child, 0, what, f"Correct {PARENT}, or take it out."))


def _one(root: Path, name: str) -> dict:
    """The values of one file."""
    if not (root / name).is_file():
        fix = "Run this in the project's folder, or correct the name."
        raise FactsheetError(Problem(name, 0, f"the file is missing in {root}", fix))
    try:
        text = encoding.read(root / name, name)
        found = yaml.load(text, Loader=_Settings)
    except yaml.YAMLError as error:
        line, said, fix = yaml_text.explained(error, text)
        raise FactsheetError(Problem(name, line, f"the file cannot be read: {said}", fix)) from error
    except OSError as error:
        raise FactsheetError(Problem(name, 0, f"the file cannot be read: {error}", "Correct it.")) from error
    if found is not None and not isinstance(found, dict):
        raise FactsheetError(Problem(name, 0, "the file holds no settings", "Give each as `name: value`."))
    return found or {}


def _over(values: Mapping, below: Mapping) -> dict:
    """Values over others: sections are merged, and anything else takes the place of what it covers."""
    merged = {**below, **values}
    for key in values.keys() & below.keys():
        if isinstance(values[key], Mapping) and isinstance(below[key], Mapping):
            merged[key] = _over(values[key], below[key])
    return merged


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []
