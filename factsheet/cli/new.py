"""`new`: starts a fact-sheet in a folder of its own. The engine is a package it requires, and none of it is copied."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from factsheet.cli import engine_package, kit, schemas
from factsheet.core.problems import FactsheetError, Problem, show


def start(target: Path, wanted: str = "") -> Path:
    """Make a new fact-sheet in `target`, a folder that is empty or does not exist. Returns its absolute path.

    It requires the engine `wanted`: the path of a wheel, or a version on the package index; if empty, the one that runs.
    It is made in a temporary folder and then moved, so that a failure leaves nothing behind.
    Raises FactsheetError if it cannot be made.
    """
    target = target.absolute()
    exists = target.is_dir()
    _refuse(target)
    try:
        # Within a folder that exists, because it may be the only one the user can write to.
        temporary = Path(tempfile.mkdtemp(prefix=".factsheet-", dir=target if exists else target.parent))
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        _compose(temporary, wanted)
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


def _refuse(target: Path) -> None:
    """Raise FactsheetError for a folder where no fact-sheet may be started."""
    if kit.in_checkout() and target.resolve().is_relative_to(kit.CHECKOUT):
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


def _compose(folder: Path, wanted: str) -> None:
    """Write everything a fact-sheet needs into `folder`."""
    kit.unpack(folder)
    for path in sorted(
        (folder / "data").glob("*.yml")
    ):  # so that editors know the fields and ids from the first minute
        path.write_text(f"{schemas.WIRE}{path.stem}.json\n{path.read_text('utf-8')}", "utf-8")
    with tempfile.TemporaryDirectory(prefix="factsheet-") as made:
        engine = engine_package.obtain(wanted, Path(made))
        engine_package.keep(engine, folder)
        (folder / engine_package.LIST).write_text(engine_package.list_of(engine), "utf-8")
        (folder / engine_package.LOCK).write_text(engine.lock(), "utf-8")


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
