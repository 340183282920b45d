"""Reads the texts we quote from, refuses files that are not plain text, and counts paragraphs.

`add` and `verify` share it, so that the one looks up the locators that the other proposes.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from factsheet.core.problems import FactsheetError, Problem

# Files that people save instead of plain text, by how they begin.
_kinds = {b"%PDF": "a PDF", b"PK\x03\x04": "a word processor's file or an archive", b"{\\rtf": "a rich-text file"}
_marks = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}
_ends = tuple(".!?:…\"'”’)»")
_gap = 4  # after so many lines that are not paragraphs the article is over, and the page's other stories begin


@dataclass(frozen=True)
class Text:
    """A text as read: its path, the SHA-256 of its bytes, and its words."""

    path: Path
    sha256: str
    words: str


def read(path: Path) -> Text:
    """The text of a file in UTF-8, with or without a byte order mark.

    Raises FactsheetError if the file does not exist, is empty, or is not plain text in UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        what = "no such file" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        raise _error(path, 0, what, "Name the file of the article's text.") from error
    for start, kind in _kinds.items():
        if raw.startswith(start):
            raise _error(path, 0, f"this is {kind}, not plain text", "Copy the article's words into a plain text file.")
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith((b"<!doctype", b"<html")):
        raise _error(path, 1, "this is HTML, not plain text", "Copy the words from the page as your browser shows it.")
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _error(path, *_not_utf8(path, raw, error.start)) from error
    if "\0" in words:
        raise _error(path, *_not_utf8(path, raw, raw.index(0)))
    if not words.strip():
        raise _error(path, 0, "the file is empty", "Save the article's words in it.")
    return Text(path, hashlib.sha256(raw).hexdigest(), words)


def _error(path: Path, line: int, what: str, fix: str) -> FactsheetError:
    return FactsheetError(Problem(str(path), line, what, fix))


def _not_utf8(path: Path, raw: bytes, at: int) -> tuple[int, str, str]:
    """Line, problem and remedy for bytes in another encoding, with a guess at which."""
    guess = next((name for mark, name in _marks.items() if raw.startswith(mark)), "")
    guess = guess or ("UTF-16" if b"\0" in raw[:200] else "WINDOWS-1252")
    what = f"byte {at + 1}, 0x{raw[at]:02x}, is not UTF-8; the encoding may be {guess}"
    fix = f"Save it as UTF-8 in your editor, or: iconv -f {guess} -t UTF-8 {path.name} > new.txt"
    return raw[:at].count(b"\n") + 1, what, fix


def split(text: str, first: str, last: str) -> tuple[list[str], list[str]]:
    """The non-blank lines before the body, and the paragraphs of the body; no body if its ends are not found."""
    lines = [line for line in text.splitlines() if line.strip()]
    start = next((n for n, line in enumerate(lines) if line.strip().startswith(first)), None)
    if start is None:
        return lines, []
    end = next((n for n, line in enumerate(lines) if n >= start and line.strip().startswith(last)), None)
    return lines[:start], [] if end is None else lines[start : end + 1]


def ends(text: str, title: str) -> tuple[str, str]:
    """The first words of what look like the body's first and last paragraphs, for a person to check.

    A paragraph is a line of at least eight words that ends like a sentence. What comes before the first is
    title, byline and date; after a few lines that are not paragraphs the body is over.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    start = _below_title(lines, title)
    long = [n for n in range(start, len(lines)) if len(lines[n].split()) >= 8 and lines[n].endswith(_ends)]
    first, last = (long[0], long[0]) if long else (min(start, len(lines) - 1), len(lines) - 1)
    for n in long:
        if n - last > _gap + 1:
            break
        last = n
    return _opening(lines[first], lines[:first]), _opening(lines[last], lines[first:last])


def _below_title(lines: list[str], title: str) -> int:
    """The number of the line after the title, or 0 if the title is not near the top."""
    bare = title.casefold().strip(" .")
    return next((n + 1 for n, line in enumerate(lines[:10]) if line.casefold().strip(" .") == bare), 0)


def _opening(line: str, others: list[str]) -> str:
    """The fewest first words of a line, four or more, that no other line begins with."""
    ends = [match.end() for match in re.finditer(r"\S+", line)]
    for end in ends[3:]:
        if not any(other.startswith(line[:end]) for other in others):
            return line[:end].rstrip(",;:")
    return line
