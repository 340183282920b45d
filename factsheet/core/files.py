"""Atomic writes: new files are prepared next to the old ones, then renamed into place."""

from __future__ import annotations

import shutil
from pathlib import Path

from factsheet.core.problems import FactsheetError, Problem


def replace(contents: dict[Path, bytes]) -> None:
    """Replace the content of each file; all are prepared before the first is renamed.

    Raises FactsheetError if one cannot be written; every file is then as before.
    """
    fresh = {path: path.with_name(f".{path.name}.new") for path in contents}
    former: dict[Path, bytes | None] = {}
    done: list[Path] = []
    path = next(iter(contents))
    try:
        for path in contents:
            former[path] = path.read_bytes() if path.is_file() else None
        for path, content in contents.items():
            fresh[path].write_bytes(content)
            if path.is_file():
                shutil.copymode(path, fresh[path])
        for path in contents:
            fresh[path].replace(path)
            done.append(path)
    except OSError as error:
        for changed in done:
            _restore(changed, former[changed])
        what = f"it cannot be written: {error.strerror}; nothing was changed"
        raise FactsheetError(Problem(str(path), 0, what, "Check its permissions and the free space.")) from error
    finally:
        for left in fresh.values():
            if left.is_file():
                left.unlink()


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
