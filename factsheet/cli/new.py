"""`new`: starts a fact-sheet as a copy of the example, with the engine, in a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from factsheet.core.problems import FactsheetError, Problem, show

HOME = Path(__file__).resolve().parents[2]
EXAMPLE = "examples/eagles"
# What every fact-sheet needs, besides its own pages and data.
ENGINE = (
    "factsheet", "requirements.txt", "requirements.lock", ".gitignore",
    ".gitattributes", "LICENSE",
)  # fmt: skip
# The file that says where the engine is: two folders up in the example, here in the new folder.
MAKEFILE = "Makefile"
# Made by builds and editors.
LEFTOVERS = shutil.ignore_patterns(".*", "__pycache__", "*.pyc", "site", "node_modules")


def start(target: Path, home: Path = HOME) -> Path:
    """Make a new fact-sheet in `target`, a folder that is empty or does not exist. Returns its absolute path.

    It is made in a temporary folder and then moved, so that a failure leaves nothing behind.
    Raises FactsheetError if it cannot be made.
    """
    target = target.absolute()
    exists = target.is_dir()
    _refuse(target, home)
    try:
        # Within a folder that exists, because it may be the only one the user can write to.
        temporary = Path(tempfile.mkdtemp(prefix=".factsheet-", dir=target if exists else target.parent))
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        _compose(temporary, home)
        if exists:
            _move_up(temporary, target)
        else:
            temporary.chmod(0o755)
            temporary.rename(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return target


def _refuse(target: Path, home: Path) -> None:
    """Raise FactsheetError for a folder where no fact-sheet may be started."""
    if not (home / EXAMPLE).is_dir():
        what = f"{home} has no folder {show(EXAMPLE)} to copy"
        raise FactsheetError(Problem("new", 0, what, "Run this in the project that the engine was copied from."))
    if target.resolve().is_relative_to(home):
        what = f"{show(target)} is inside this project"
        raise FactsheetError(Problem("new", 0, what, "Name a folder outside it: ../my-fact-sheet."))
    if target.is_dir():
        if names := sorted(p.name for p in _contents(target)):
            what = f"the folder {show(target)} is not empty: it contains {show(names[0])}"
            raise FactsheetError(Problem("new", 0, what, "Name a new folder, or an empty one."))
    elif target.exists() or target.is_symlink():
        what = f"{show(target)} exists already, and is not a folder"
        raise FactsheetError(Problem("new", 0, what, "Name a new folder."))
    elif not target.parent.is_dir():
        what = f"there is no folder {show(target.parent)} to make {show(target.name)} in"
        raise FactsheetError(Problem("new", 0, what, "Make it first, or name another folder."))


def _contents(target: Path) -> list[Path]:
    try:
        return list(target.iterdir())
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> FactsheetError:
    what = f"cannot write to {show(target)}: {error.strerror or error}"
    return FactsheetError(Problem("new", 0, what, "Check permissions and free space, or name another folder."))


def _compose(folder: Path, home: Path) -> None:
    """Copy everything a fact-sheet needs into `folder`."""
    shutil.copytree(home / EXAMPLE, folder, ignore=LEFTOVERS, dirs_exist_ok=True)
    for name in ENGINE:
        path = home / name
        if path.is_dir():
            shutil.copytree(path, folder / name, ignore=LEFTOVERS)
        else:
            shutil.copy(path, folder / name)
    text = (folder / MAKEFILE).read_text("utf-8")
    (folder / MAKEFILE).write_text(text.replace("../../", "").replace("../..", "."), "utf-8")


def _move_up(temporary: Path, target: Path) -> None:
    """Move everything in the temporary folder into the folder around it; all of it, or nothing."""
    moved = []
    try:
        for path in sorted(temporary.iterdir()):
            moved.append(path.rename(target / path.name))
    except OSError:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise
