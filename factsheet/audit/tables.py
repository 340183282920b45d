"""The published data say what `data/` says: each cell that an entry has, letter for letter, and no number from elsewhere."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from factsheet.audit.cells import decimal, texts, when
from factsheet.audit.expected import Expected, spoken
from factsheet.audit.quantities import FORMULAS
from factsheet.core import spreadsheet
from factsheet.core.problems import Problem, show
from factsheet.data import Entry

AGAIN = "Correct data/ and build the site again."
MADE = frozenset(["figure", "issued", "accessed", "checked"])  # cells of another shape than the field of this name
_digits = re.compile(r"\d+(?:[.,]\d+)*")
_unread = re.compile(r"https?://[^\s\"}]+|\\u[0-9a-f]{4}")


class Tables:
    """What the files below `data/` of a site may say. `calculated` holds the values of the numbers that pages calculate."""

    def __init__(self, expected: Expected) -> None:
        self.expected = expected
        self.calculated: set[str] = set()
        # A table is published twice, as CSV and as JSON. All rows of a large one would fill the memory, so this has their digests.
        self._right_rows = set[bytes]()

    def problems(self, check: str, name: str, path: Path) -> Iterator[Problem]:
        """What is wrong with one file: a `table`, or another in which data are `told`."""
        try:
            for line, what in self._table(path) if check == "table" else self._told(path):
                yield Problem(name, line, what, AGAIN)
        except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as error:
            yield Problem(name, 0, f"the file cannot be read: {error!r}", AGAIN)

    def _table(self, path: Path) -> Iterator[tuple[int, str]]:
        """A table, as CSV or as JSON: the entries of data/ with their own cells, and statements that are made of them."""
        kind = path.stem
        entries = list(getattr(self.expected.folder, kind))
        if kind == "facts":
            told = {row.fact for row in self.expected.rows.values()}
            entries = [e for e in entries if e.id in told]
        known = {_key(kind, e.text, e.id): e for e in entries}
        seen, line = set[str](), 1
        for line, row in enumerate(_rows(path), 2):
            key = _key(kind, row.get, row.get("id", ""))
            seen.add(key)
            digest = hashlib.sha256("\0".join((kind, *row.values())).encode()).digest()
            if digest in self._right_rows:
                continue
            wrong = list(self._row(kind, known.get(key), row))
            yield from ((line, what) for what in wrong)
            if not wrong:
                self._right_rows.add(digest)
        seen &= known.keys()
        if len(seen) != len(entries) or (kind != "claims" and line - 1 != len(entries)):
            yield 0, f"the table has {len(seen)} of the {len(entries)} entries of data/, in {line - 1} rows"

    def _row(self, kind: str, entry: Entry | None, row: Mapping[str, str]) -> Iterator[str]:
        """What is wrong with a row: a cell that data/ has otherwise, or one that the engine made, with a number from elsewhere."""
        expected = self.expected
        fact = expected.facts.get(row.get("fact") or row["id"] if kind in ("figures", "facts") else "")
        measure = expected.measures.get(fact.text("measure")) if fact else None
        given = expected.given.get((row["fact"], row["source"]), []) if kind == "figures" else []
        figure = next((f for f in given if f.locator == row["locator"]), None)
        held = [e.fields | (e.fields.get("custom") or {}) for e in (entry, fact) if entry and e]
        held += [{k: v for k, v in measure.fields.items() if k != "label"}] if measure and entry else []
        for key, value in row.items():
            right = next((f[key] for f in held if f.get(key)), None) if key not in MADE else None
            if figure and key in ("low", "high"):
                bound = None if figure.kind == "date" else figure.bounds()[key == "high"]
                right = "" if bound is None else str(bound)
            if not isinstance(right, str):
                if unknown := self._unknown(value):
                    yield f"{show(unknown)} in {key} is not in data/"
            elif value != right and _plain(value) != _plain(right):
                yield f"{key} is {show(value)}, where data/ has {show(right)}"

    def _unknown(self, text: str) -> str:
        """A number in a text that neither data/ nor a page of the site has; empty if there is none."""
        for number in _digits.findall(_unread.sub(" ", text) if "http" in text or "\\u" in text else text):
            if number not in self._known:
                forms = {number.lstrip("0"), number.replace(",", ""), _six(number)}
                if not forms & self._known and not forms & self.calculated:
                    return number
        return ""

    def _told(self, path: Path) -> Iterator[tuple[int, str]]:
        """References and descriptions hold no number that data/ or the settings do not hold."""
        text = path.read_text("utf-8")
        said = (
            text.splitlines()
            if path.suffix != ".json"
            else texts(json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=_read))
        )
        for line, told in enumerate(said, 1):
            if unknown := self._unknown(told):
                yield (
                    0 if path.suffix == ".json" else line,
                    f"{show(unknown)} is not in data/, in {show(told.strip()[:80])}",
                )

    @cached_property
    def _known(self) -> set[str]:
        """The numbers of data/ and of the settings."""
        folder, expected = self.expected.folder, self.expected
        kinds = (
            folder.sources,
            folder.measures,
            folder.places,
            folder.facts,
            folder.figures,
            folder.claims,
            folder.charts,
        )
        said = [t for kind in kinds for e in kind for t in (e.id, *texts(e.fields))]
        said += [*expected.site(expected.language).values(), *expected.own, *expected.numbers.values(), *FORMULAS]
        said += [
            form
            for s in folder.sources
            for key in ("issued", "accessed")
            for form in (when(s, key), spoken(when(s, key), expected.language))
        ]
        said += [form for row in expected.rows.values() if row.kind != "date" for form in row.shown(expected.language)]
        known = {n for t in said for n in (*_digits.findall(t), *re.findall(r"\d+", t))}
        return (
            known | {n.lstrip("0") for n in known} | {"2.0", "00", "0"}
        )  # 2.0 is the form of the data package, 00 a time of day


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table, one after the other, each cell as the CSV has it."""
    if path.suffix == ".json":
        for row in json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str):
            yield {key: _cell(value) for key, value in row.items()}
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: spreadsheet.plain(value) for key, value in row.items() if key}


def _key(kind: str, cell: Callable[[str], str | None], name: str) -> str:
    """What names a row among those of its table."""
    return " ".join(cell(key) or "" for key in ("fact", "source", "locator", "quote")) if kind == "figures" else name


def _read(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON without what is for programs alone: the form of a column, the fingerprint of a text."""
    return {key: value for key, value in pairs if key not in ("pattern", "sha256")}


def _cell(value: object) -> str:
    """A value of JSON as the CSV has it."""
    if isinstance(value, dict):
        return ";".join(f"{k}={v}" for k, v in value.items())
    if isinstance(value, list):
        return ";".join(map(_cell, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _plain(text: str) -> str:
    """A number as the shortest way to write it; any other text with its spaces made one."""
    if decimal(text) is not None or re.fullmatch(r"-?\d+/\d+", text):
        return str(Fraction(text))
    return " ".join(text.split())


def _six(number: str) -> str:
    return f"{float(number):.6g}" if decimal(number) is not None else number
