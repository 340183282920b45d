"""Text files of the project: decoded as UTF-8, with a problem at the line of the first byte that is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from factsheet.core.problems import FactsheetError, Problem


def decoded(raw: bytes, path: str) -> str:
    """The text of a file's bytes, with or without a byte order mark. `path` is the one to name in a problem.

    Raises FactsheetError at the first byte that is not UTF-8.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Count lines in `error.object`, from which the byte order mark has been removed.
        line = error.object[: error.start].count(b"\n") + 1
        what = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        raise FactsheetError(Problem(path, line, what, "Save the file as UTF-8.")) from error


def read(path: Path, shown: str, bytes_of: Callable[[Path], bytes] = Path.read_bytes) -> str:
    """The text of a file, with line ends converted to line feeds. Raises FactsheetError as `decoded` does, and OSError."""
    return lines(decoded(bytes_of(path), shown))


def lines(text: str) -> str:
    """A text with every line ended by a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
