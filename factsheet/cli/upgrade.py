"""`upgrade`: brings a newer engine to a fact-sheet, and shows what it changes in the site.

The site is built twice in copies of the project, with the engine of today and with the new one, and the audit's traces
are compared. Then the requirement, the lock and the wheel change, and nothing else: neither data nor pages.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from factsheet.cli import engine_package, traces
from factsheet.cli.engine_package import LIST, LOCK, Engine
from factsheet.core import files, published
from factsheet.core.problems import FactsheetError, Problem, show

# Not part of what a build reads.
_LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".build", ".cache", "site", "__pycache__")
NO_SITE = "The new engine builds no site from the data and pages as they are; what it says stands below."


@dataclass(frozen=True)
class Upgrade:
    """What an upgrade came to: both versions, the difference in Markdown, and what the new engine said if it builds no site."""

    before: str
    after: str
    difference: str
    refused: str = ""


def upgrade(root: Path, wanted: str) -> Upgrade:
    """Make the project at `root` require the engine `wanted`: the path of a wheel, or a version on the package index.

    Raises FactsheetError, and changes nothing, where it requires no engine, where there is no such engine, or where today's builds no site.
    """
    line = engine_package.required(root)
    with tempfile.TemporaryDirectory(prefix="factsheet-") as made:
        work = Path(made)
        (work / "wheel").mkdir()
        engine = engine_package.obtain(wanted, work / "wheel")
        if not (root / LOCK).is_file():
            raise FactsheetError(Problem(LOCK, 0, "the file is missing", "Restore it, or write it: make lock."))
        lock = _lock(root, engine)
        packages = _installed_beside(work, engine, (root / LOCK).read_text("utf-8"), lock)
        before = _built(root, work / "before", None)
        if before.returncode:
            _tell(before)
            fix = "Correct what is told above first; then the difference is the new engine's alone."
            raise FactsheetError(Problem("site", 0, "the engine that the project has now builds no site", fix))
        after = _built(root, work / "after", packages)
        difference = ""
        if after.returncode == 0:
            difference = traces.compared(
                *(traces.load(work / n / "site" / published.TRACE) for n in ("before", "after"))
            )
        _require(root, engine, line.span(), lock)
    refused = _said(after) if after.returncode else ""
    return Upgrade(engine_package.version_of(line), engine.version, difference, refused)


def _lock(root: Path, engine: Engine) -> str:
    """The lock that the engine brings. Raises FactsheetError where the project has packages of its own, which are not in it."""
    lock = engine.lock()
    locked = {entry.split("==")[0] for entry in engine_package.entries(lock)}
    own = [
        text.split("==")[0].strip()
        for line in (root / LIST).read_text("utf-8").splitlines()
        if "==" in (text := line.split("#")[0])
    ]
    if missing := [name for name in own if name not in {*locked, "factsheet"}]:
        fix = f"Put the wheel into {engine_package.WHEELS}/, write `{engine.line}` as the engine's line, and run make lock."
        raise FactsheetError(Problem(LIST, 0, f"{show(missing[0])} is a package of this project's own", fix))
    return lock


def _installed_beside(work: Path, engine: Engine, old: str, new: str) -> Path:
    """A folder with those packages of the new lock that the old one has not, each checked by its hash."""
    engine_package.keep(engine, work)
    to = work / "packages"
    changed = engine_package.changed_entries(old, new)
    if not changed:
        return to
    (work / "changed.txt").write_text(changed, "utf-8")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--target",
        str(to),
    ]
    done = subprocess.run(
        [*pip, "--require-hashes", "-r", "changed.txt"], cwd=work, capture_output=True, text=True, check=False
    )
    if done.returncode:
        _tell(done)
        raise FactsheetError(
            Problem(LOCK, 0, "what the new engine needs could not be installed", "Correct what is told above.")
        )
    return to


def _built(root: Path, copy: Path, packages: Path | None) -> subprocess.CompletedProcess[str]:
    """Build a copy of the project, with the packages in this folder before those that are installed."""
    shutil.copytree(root, copy, ignore=_LEFT_OUT)
    environment = dict(os.environ)
    if packages:
        environment["PYTHONPATH"] = os.pathsep.join([str(packages), *filter(None, [environment.get("PYTHONPATH")])])
    command = [sys.executable, "-m", "factsheet", "site"]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)


def _said(done: subprocess.CompletedProcess[str]) -> str:
    """What a command said, but for MkDocs' own progress."""
    lines = f"{done.stdout}\n{done.stderr}".splitlines()
    return "\n".join(line for line in lines if line.strip() and not line.startswith("INFO"))


def _tell(done: subprocess.CompletedProcess[str]) -> None:
    print(_said(done), file=sys.stderr)


def _require(root: Path, engine: Engine, at: tuple[int, int], lock: str) -> None:
    """Change the requirement, the lock and the wheel; the old wheel goes once nothing names it."""
    text = (root / LIST).read_text("utf-8")
    engine_package.keep(engine, root)
    files.replace({root / LIST: f"{text[: at[0]]}{engine.line}{text[at[1] :]}".encode(), root / LOCK: lock.encode()})
    for wheel in (root / engine_package.WHEELS).glob("factsheet-*.whl"):
        if engine.indexed or wheel.name != engine.wheel.name:
            wheel.unlink()
