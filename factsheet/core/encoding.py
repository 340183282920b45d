"""Text files of the project: UTF-8, or a problem that names the line of the first byte that is not."""

from __future__ import annotations

from pathlib import Path

from factsheet.core.problems import FactsheetError, Problem


def decoded(raw: bytes, shown: str) -> str:
    """The text of a file's bytes, with or without a byte order mark. `shown` is the path that a problem names.

    Raises FactsheetError at the first byte that is not UTF-8.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Counted in what was decoded, which lacks the byte order mark.
        line = error.object[: error.start].count(b"\n") + 1
        what = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        raise FactsheetError(Problem(shown, line, what, "Save the file as UTF-8.")) from error


def read(path: Path, shown: str) -> str:
    """The text of a file, its lines ended by line feeds. Raises FactsheetError as `decoded` does, and OSError."""
    return decoded(path.read_bytes(), shown).replace("\r\n", "\n").replace("\r", "\n")
