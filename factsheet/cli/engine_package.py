"""The engine as a fact-sheet's requirement: the wheel, the line that names it, and the lock with its hashes.

Until a package index has the engine, its wheel lies in the project's `wheels/`, and the line in requirements.txt is a
path. The engine's wheel carries a lock of everything it needs, so that no network is needed to write a project's own.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from factsheet.cli import kit
from factsheet.core.problems import FactsheetError, Problem, one_line

WHEELS = "wheels"
LIST, LOCK = "requirements.txt", kit.LOCK
_WHEEL = re.compile(r"factsheet-(?P<version>[0-9][\w.!+]*)-py3-none-any\.whl")
_VERSION = re.compile(r"\d+(?:\.\d+)*[\w.]*")
# The engine's line in a list or a lock: a path to a wheel, or a version from an index.
_LINE = re.compile(
    r"^(?:\./wheels/factsheet-(?P<wheel>[^-\s]+)-[^\s]*\.whl|factsheet==(?P<index>[^\s;]+))", re.MULTILINE
)
# A package in a lock: its first line, and its hashes.
_ENTRY = re.compile(r"^\S[^\n]*?(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n", re.MULTILINE)


@dataclass(frozen=True)
class Engine:
    """A version of the engine: its wheel, and whether a project installs it from an index rather than from `wheels/`."""

    wheel: Path
    version: str
    indexed: bool = False

    @property
    def line(self) -> str:
        """What names it in a list of requirements."""
        return f"factsheet=={self.version}" if self.indexed else f"./{WHEELS}/{self.wheel.name}"

    def lock(self) -> str:
        """The lock of a project that needs this engine: it, and every package it was locked with, each with its hashes."""
        digest = hashlib.sha256(self.wheel.read_bytes()).hexdigest()
        return f"{self.line} \\\n    --hash=sha256:{digest}\n" + self._carried_lock()

    def _carried_lock(self) -> str:
        name = f"{kit.CARRIED}/{kit.LOCK}"
        with zipfile.ZipFile(self.wheel) as archive:
            if name not in archive.namelist():
                what = (
                    f"the wheel carries no {kit.LOCK}, so it is older than the first engine that others could install"
                )
                raise FactsheetError(Problem(str(self.wheel), 0, what, "Name a newer one."))
            return archive.read(name).decode()


def obtain(wanted: str, folder: Path) -> Engine:
    """The engine that is `wanted`: the path of a wheel, a version on the package index, or, if empty, the one that is running.

    What has to be made or fetched for it is put into `folder`. Raises FactsheetError where there is no such engine.
    """
    if wanted and _VERSION.fullmatch(wanted) and not Path(wanted).exists():
        return _downloaded(wanted, folder)
    if wanted:
        return of_wheel(Path(wanted))
    if kit.in_checkout():
        return _built(folder)
    return _installed(folder)


def of_wheel(path: Path) -> Engine:
    """The engine in a wheel. Raises FactsheetError if the file is no wheel of it."""
    named = _WHEEL.fullmatch(path.name)
    if not path.is_file():
        raise FactsheetError(Problem(str(path), 0, "no such file", "Name the engine's wheel, or a version: 1.2.3."))
    if not named or not zipfile.is_zipfile(path):
        fix = "Its name is factsheet-VERSION-py3-none-any.whl; do not rename it."
        raise FactsheetError(Problem(str(path), 0, "this is not a wheel of the engine", fix))
    return Engine(path.resolve(), named["version"])


def required(root: Path) -> re.Match[str]:
    """The engine's line in a project's list of requirements. Raises FactsheetError where it has none."""
    path = root / LIST
    found = _LINE.search(path.read_text("utf-8")) if path.is_file() else None
    if not found:
        fix = f"Write one that names its wheel, ./{WHEELS}/factsheet-VERSION-py3-none-any.whl, or factsheet==VERSION."
        raise FactsheetError(Problem(LIST, 0, "no line requires the engine", fix))
    return found


def version_of(line: re.Match[str]) -> str:
    """The version that an engine's line names."""
    return line["wheel"] or line["index"]


def entries(lock: str) -> list[str]:
    """The entries of a lock: each a package with its version and its hashes."""
    return _ENTRY.findall(lock)


def changed_entries(old: str, new: str) -> str:
    """The entries of one lock that are not in another: what has to be installed to come from it to this one."""
    have = set(entries(old))
    return "".join(entry for entry in entries(new) if entry not in have)


def _built(folder: Path) -> Engine:
    if importlib.util.find_spec("hatchling") is None:
        fix = "Run make new, which installs it; or name a wheel with --engine."
        raise FactsheetError(
            Problem("pyproject.toml", 0, "hatchling, which builds the engine's wheel, is not installed", fix)
        )
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], kit.CHECKOUT)
    return of_wheel(next(folder.glob("*.whl")))


def _installed(folder: Path) -> Engine:
    """The package that is running: pip keeps where it came from (PEP 610), and nothing if that was an index."""
    installed = importlib.metadata.distribution("factsheet")
    told = installed.read_text("direct_url.json")
    if told is None:
        return _downloaded(installed.version, folder)
    path = Path(unquote(urlsplit(json.loads(told)["url"]).path))
    fix = f"Put it back, or name it: --engine DIR/factsheet-{installed.version}-py3-none-any.whl."
    if not path.is_file():
        raise FactsheetError(
            Problem(str(path), 0, "the wheel that this engine was installed from is no longer there", fix)
        )
    engine = of_wheel(path)
    if engine.version != installed.version:
        what = (
            f"this engine is version {installed.version}, and the wheel it was installed from is now {engine.version}"
        )
        raise FactsheetError(Problem(str(path), 0, what, fix))
    return engine


def _downloaded(version: str, folder: Path) -> Engine:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    _run([*pip, "--dest", str(folder), f"factsheet=={version}"], folder)
    return Engine(next(folder.glob("*.whl")), version, indexed=True)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        what = f"`{' '.join(command[1:4])}` failed: {one_line(said[-1] if said else 'it said nothing')}"
        raise FactsheetError(Problem("engine", 0, what, "Correct this, or name a wheel."))


def keep(engine: Engine, folder: Path) -> None:
    """Put the engine's wheel into a project, unless the project installs it from an index."""
    if engine.indexed:
        return
    place = folder / WHEELS / engine.wheel.name
    place.parent.mkdir(exist_ok=True)
    if place.resolve() != engine.wheel:
        shutil.copy(engine.wheel, place)


def list_of(engine: Engine) -> str:
    """The list of requirements of a new project."""
    return f"""\
# What the site is built with. `factsheet upgrade` changes the engine's line and writes {LOCK}, which has every package
# the engine needs, with hashes. Once a package index has the engine, `factsheet upgrade VERSION` takes it from there.
{engine.line}
"""
