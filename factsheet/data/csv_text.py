"""CSV as text: rows as mappings of column to cell, with their line numbers, and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from factsheet.core.problems import Problem, counted, did_you_mean, show
from factsheet.data.yaml_text import Stop

_CURLY = ("“", "”", "„", "«", "»", "‘", "‚")


def rows(
    text: str, columns: tuple[str, ...], path: str, problems: list[Problem]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row under a header that names every column once: its line, and its cells.

    Raises `Stop` where reading cannot go on; a row with too many or too few cells is added to
    `problems`, unless it begins with #.
    """
    if not text.strip():
        return
    read = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(read)]
        _refuse(header, columns)
        start = read.line_num + 1
        for row in read:
            line, start = start, read.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if [cell.strip() for cell in row] == header:
                raise Stop(line, "the header stands here a second time", "Delete this line.")
            if len(row) == len(header) or row[0].lstrip().startswith("#"):
                yield line, dict(zip(header, row, strict=False))
                continue
            what = (
                f"{counted(len(row), 'cell')} where the header has {len(header)}, in the row beginning {show(row[0])}"
            )
            fix = "Take the surplus comma out (a number has none), or put quotation marks around a cell that holds one."
            if len(row) < len(header):
                fix = "Write a comma for each cell, of those too that are empty."
            if any(cell.lstrip().startswith(_CURLY) for cell in row):
                fix = 'Put straight quotation marks, "…", around a cell that holds a comma: curly ones do not count.'
            problems.append(Problem(path, line, what, fix))
    except csv.Error as error:
        fix = "Close every quotation mark; double one inside a cell."
        raise Stop(read.line_num, f"the file is not CSV here: {error}", fix) from error


def _refuse(header: list[str], columns: tuple[str, ...]) -> None:
    """Raise `Stop` unless the header has each column once and no other; a wrong separator is recognised."""
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and mark in header[0]:
            fix = "A spreadsheet has saved it so; save it as CSV with commas."
            raise Stop(1, f"the cells are separated by {name}, not commas", fix)
    if len(header) == 1 and len(columns) > 1 and "," in header[0]:
        fix = "A spreadsheet has saved it so; save it as CSV, with quotation marks only around cells that hold a comma."
        raise Stop(1, "each row stands between quotation marks, so that it is a single cell", fix)
    missing = [name for name in columns if name not in header]
    twice = [name for name in columns if header.count(name) > 1]
    unknown = [name for name in header if name not in columns]
    found = [f"column {show(n)} is missing" for n in missing] + [f"column {show(n)} stands twice" for n in twice]
    found += [f"unknown column {show(n)}" for n in unknown]
    if found:
        near = f"{did_you_mean(unknown[0], columns)} " if unknown else ""
        raise Stop(1, "; ".join(found), f"{near}The header is {','.join(columns)}.")
