"""A new fact-sheet: the example, with the engine and its look, in a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from factsheet.core.problems import FactsheetError, Problem, show

HOME = Path(__file__).resolve().parents[2]
EXAMPLE = "examples/eagles"
# What every fact-sheet needs beside its own pages and data.
ENGINE = (
    "factsheet", "requirements.txt", "requirements.lock", ".gitignore",
    ".gitattributes", "LICENSE",
)  # fmt: skip
# The example's file that says where the engine lies: two folders up there, beside it in the new folder.
MAKEFILE = "Makefile"
# Made, not kept.
LEFTOVERS = shutil.ignore_patterns(".*", "__pycache__", "*.pyc", "site", "node_modules")


def start(target: Path, home: Path = HOME) -> Path:
    """Make a new fact-sheet in `target`, a folder that is empty or not there yet; its path in full.

    It is made aside and then moved in place, so that a failure leaves nothing behind.
    Raises FactsheetError where it cannot be made.
    """
    target = target.absolute()
    there = target.is_dir()
    _refuse(target, home)
    try:
        # Within an empty folder that is there already, which may be all that one may write to.
        aside = Path(tempfile.mkdtemp(prefix=".factsheet-", dir=target if there else target.parent))
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        _compose(aside, home)
        if there:
            _move_up(aside, target)
        else:
            aside.chmod(0o755)
            aside.rename(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def _refuse(target: Path, home: Path) -> None:
    """Places where nothing is begun."""
    if not (home / EXAMPLE).is_dir():
        what = f"there is no {EXAMPLE} in {home}, from which a new fact-sheet begins"
        raise FactsheetError(Problem("new", 0, what, "Run this in the project that the engine was copied from."))
    if target.resolve().is_relative_to(home):
        what = f"{show(target)} lies within this project"
        raise FactsheetError(Problem("new", 0, what, "Name a folder outside of it: ../my-fact-sheet."))
    if target.is_dir():
        if found := sorted(p.name for p in _listed(target)):
            what = f"the folder {show(target)} is not empty: it holds {show(found[0])}"
            raise FactsheetError(Problem("new", 0, what, "Name a new folder, or an empty one."))
    elif target.exists() or target.is_symlink():
        what = f"{show(target)} is there already, and is no folder"
        raise FactsheetError(Problem("new", 0, what, "Name a new folder."))
    elif not target.parent.is_dir():
        what = f"there is no folder {show(target.parent)} to make {show(target.name)} in"
        raise FactsheetError(Problem("new", 0, what, "Make it first, or name another place."))


def _listed(target: Path) -> list[Path]:
    try:
        return list(target.iterdir())
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> FactsheetError:
    what = f"nothing can be written to {show(target)}: {error.strerror or error}"
    return FactsheetError(Problem("new", 0, what, "Check permissions and free space, or name another folder."))


def _compose(folder: Path, home: Path) -> None:
    """Everything a fact-sheet of its own needs, put together in `folder`."""
    shutil.copytree(home / EXAMPLE, folder, ignore=LEFTOVERS, dirs_exist_ok=True)
    for name in ENGINE:
        path = home / name
        if path.is_dir():
            shutil.copytree(path, folder / name, ignore=LEFTOVERS)
        else:
            shutil.copy(path, folder / name)
    text = (folder / MAKEFILE).read_text("utf-8")
    (folder / MAKEFILE).write_text(text.replace("../../", "").replace("../..", "."), "utf-8")


def _move_up(aside: Path, target: Path) -> None:
    """Move what was made aside into the folder around it; all of it, or nothing."""
    moved = []
    try:
        for path in sorted(aside.iterdir()):
            moved.append(path.rename(target / path.name))
    except OSError:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
