"""Enter cells of a table of UNHCR's as facts and figures: from its public interface, or from a file.

Every row is checked before any cell is entered (`unhcr_tables`); what is entered names its edition and the
query that returns it. Entering the same cells again changes nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import unhcr
import unhcr_tables as tables
from unhcr_tables import KEYS, LEVELS, MEASURES, TOTAL, UNIT, UNITS

from factsheet import data
from factsheet.core import encoding, files
from factsheet.core.fetch import Limits, failed
from factsheet.core.problems import Problem, counted, did_you_mean, one_line, show
from factsheet.core.reports import report
from factsheet.model import WORLD, Measure, Sheet

if TYPE_CHECKING:
    import pandas

WITH_ARTICLE = {"BHS", "GBR", "NLD", "PHL", "USA"}  # in the Bahamas, in the United Kingdom


@dataclass(frozen=True)
class Cell:
    """One cell to enter: the fact that it is of, its value, and the query that returns it."""

    measure: Measure
    period: str
    place: str
    level: str
    value: str
    locator: str
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What tells its fact from every other."""
        return self.measure.id, self.period, self.place, self.level

    @property
    def fact(self) -> str:
        """The id of its fact, where none has been given yet."""
        place = "" if self.place == WORLD else self.place.lower()
        return "-".join(filter(None, (self.measure.id, self.period[:4], place, self.level.lower())))


# ---------------------------------------------------------------- cells


def cells(frame: pandas.DataFrame, table: str, sheet: Sheet, zeros: bool) -> list[Cell]:
    """The cells of the rows, in order; a row of all destinations is entered of a stock alone, since of the other
    tables it would be a sum of ours. Zeros only where asked for."""
    import pandas

    keys = ["year", "coo_iso", "coa_iso", *KEYS[table]]
    columns = [column for column in MEASURES[table] if column in frame]
    long = frame.melt([*keys, "odd"], columns, "column", "value")
    long = long[long["value"] != "-"].assign(value=lambda f: pandas.to_numeric(f["value"]))
    long = long.groupby([*keys, "column", "odd"], as_index=False, sort=False)["value"].sum()
    found = [_cell(row, table, sheet) for row in long.to_dict("records") if row["value"] or zeros]
    order = list(sheet.measures)
    return sorted(found, key=lambda c: (order.index(c.measure.id), c.period, c.place, c.level))


def measure_of(row: dict, table: str) -> str:
    """The id of the measure of a cell: by its column, its unit and its origin."""
    unit = UNITS[row[UNIT[table]]] if table in UNIT else ""
    origin = "" if row["coo_iso"] == unhcr.ORIGIN else f"-{row['coo_iso'].lower()}"
    return MEASURES[table][row["column"]] + unit + origin


def _cell(row: dict, table: str, sheet: Sheet) -> Cell:
    measure = sheet.measures[measure_of(row, table)]
    place = "all coa" if row["coa_iso"] == WORLD else f"coa={row['coa_iso']}"
    named = ", ".join(f"{key}={row[key]}" for key in KEYS[table])
    query = f"year={row['year']}, coo={row['coo_iso']}, {place}" + (f", {named}" if named else "")
    return Cell(
        measure,
        f"{row['year']}-12-31" if measure.kind == "stock" else str(row["year"]),
        row["coa_iso"],
        row.get("dec_level", "") if "dec_level" in KEYS[table] else "",
        str(row["value"]),
        f"table {table}; {query}; column {row['column']}",
        "The total that the row itself gives is not the sum of its parts; the parts are shown." if row["odd"] else "",
    )


# ---------------------------------------------------------------- entering


@dataclass(frozen=True)
class Entered:
    """The two files with the cells in them, and how many were new."""

    contents: dict[Path, bytes]
    facts: int
    figures: int
    before: int


def enter(root: Path, folder: data.Folder, sheet: Sheet, found: list[Cell], edition: str) -> Entered:
    """Put cells into facts.yml and figures.csv, each at its place in the order of its measure.

    Raises FactsheetError where the edition already has another value for a fact.
    """
    ids = {(f.measure.id, f.period.text, f.place, f.level): f.id for f in sheet.facts.values()}
    given = {e.id: e for e in folder.figures}
    named = {cell.key: ids.get(cell.key, cell.fact) for cell in found}
    fresh = [cell for cell in found if f"{named[cell.key]}@{edition}" not in given]
    for cell in found:
        entry = given.get(f"{named[cell.key]}@{edition}")
        if entry and entry.text("value") != cell.value:
            what = f"{entry.path}:{entry.line}: {show(entry.id)} is {entry.text('value')}, and the table gives {cell.value}"
            raise failed(
                what, "a cell of the same edition with another value", "Read the table again, and correct the row."
            )
    new = [cell for cell in fresh if cell.key not in ids]
    facts, order = _facts(root / "data/facts.yml", folder, sheet, [(named[c.key], c) for c in new])
    figures = _figures(root / "data/figures.csv", folder, order, [(named[c.key], c) for c in fresh], edition)
    contents = {root / "data/facts.yml": facts, root / "data/figures.csv": figures}
    return Entered(contents, len(new), len(fresh), len(found) - len(fresh))


def _facts(path: Path, folder: data.Folder, sheet: Sheet, new: list[tuple[str, Cell]]) -> tuple[bytes, list[str]]:
    """facts.yml with new entries, and its ids in their new order."""
    lines = _lines(path)
    ends = [entry.line - 1 for entry in folder.facts[1:]] + [len(lines)]
    old = [(e.id, (e.text("measure"), e.text("period"), e.text("place"), e.text("level"))) for e in folder.facts]
    after: dict[int, list[tuple[str, Cell]]] = {}
    for name, cell in new:
        at = [n for n, (_, key) in enumerate(old) if key[0] == cell.key[0]]
        before = [n for n in at if old[n][1] <= cell.key]
        after.setdefault(before[-1] if before else at[0] - 1 if at else len(old) - 1, []).append((name, cell))
    out, order = lines[: folder.facts[0].line - 1], []
    starts = [entry.line - 1 for entry in folder.facts]
    for n in range(-1, len(old)):
        if n >= 0:
            out += lines[starts[n] : ends[n]]
            order.append(old[n][0])
        for name, cell in after.get(n, []):
            out.append(_fact(name, cell, sheet))
            order.append(name)
    return "".join(out).encode(), order


def _fact(name: str, cell: Cell, sheet: Sheet) -> str:
    """An entry of facts.yml, in a line of its own. Its label is made of the rest, but for a level or an article, which only we know."""
    fields = [f"measure: {cell.measure.id}", f"period: {_quoted(cell.period)}", f"place: {cell.place}"]
    if cell.level:
        fields.append(f"level: {cell.level}")
    if cell.level or cell.place in WITH_ARTICLE:
        place = f"the {sheet.places[cell.place]}" if cell.place in WITH_ARTICLE else sheet.places[cell.place]
        label = f"{cell.measure.label} in {place}, {_when(cell.period)}"
        fields.insert(0, f'label: "{label}, {LEVELS[cell.level]}"' if cell.level else f'label: "{label}"')
    return f"{name}: {{{', '.join(fields)}}}\n"


def _when(period: str) -> str:
    """A year as it is; the end or the middle of a year as labels name it."""
    return {"-12-31": f"end of {period[:4]}", "-06-30": f"middle of {period[:4]}"}.get(period[4:], period)


def _quoted(period: str) -> str:
    return f'"{period}"' if period.isdigit() else period


def _figures(path: Path, folder: data.Folder, order: list[str], new: list[tuple[str, Cell]], edition: str) -> bytes:
    """figures.csv with new rows, each behind the rows of its fact and of those before it."""
    lines, rank = _lines(path), {name: n for n, name in enumerate(order)}
    held = sorted((rank[e.text("fact")], e.line) for e in folder.figures if e.text("fact") in rank)
    last: dict[int, int] = {}  # the last line of every fact or an earlier one, by the fact's rank
    furthest = 1
    for place, line in held:
        furthest = max(furthest, line)
        last[place] = furthest
    after: dict[int, list[str]] = {}
    known, at, line = sorted(last), 0, 1
    for name, cell in sorted(new, key=lambda pair: rank[pair[0]]):
        while at < len(known) and known[at] <= rank[name]:
            line, at = last[known[at]], at + 1
        after.setdefault(line, []).append(_row(name, cell, edition))
    return "".join(part for n, text in enumerate(lines, 1) for part in (text, *after.get(n, []))).encode()


def _row(name: str, cell: Cell, edition: str) -> str:
    given = {
        "fact": name, "source": edition, "value": cell.value, "qualifier": "exact", "locator": cell.locator, "note": cell.note,
    }  # fmt: skip
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([given.get(column, "") for column in data.FILES["figures"].names])
    return out.getvalue()


def _lines(path: Path) -> list[str]:
    lines = encoding.read(path, path.name).splitlines(keepends=True)
    return [*lines[:-1], lines[-1].rstrip("\n") + "\n"] if lines else []


# ---------------------------------------------------------------- the command


@dataclass(frozen=True)
class Request:
    """What to enter: a table, from where, and which of its cells."""

    table: str
    source: Path | str  # a file, or the address of the interface
    edition: str
    origin: str = unhcr.ORIGIN
    where: str = ""
    columns: tuple[str, ...] = ()
    years: tuple[int, int] = (2012, 2025)
    zeros: bool = False


def run(request: Request, root: Path, folder: data.Folder, sheet: Sheet, agent: str, limits: Limits) -> Iterator[str]:
    """Enter what is asked for, and tell what was done; nothing is written unless every row can be entered."""
    table, shown = request.table, str(request.source)
    if table not in MEASURES:
        raise failed("--table", f"unknown table {show(table)}", did_you_mean(table, MEASURES))
    if request.edition not in sheet.sources or not sheet.sources[request.edition].is_dataset:
        editions = [s.id for s in sheet.sources.values() if s.is_dataset and s.read]
        raise failed("--edition", f"no edition {show(request.edition)}", did_you_mean(request.edition, editions))
    if isinstance(request.source, Path):
        frame = tables.from_file(request.source, table, request.origin)
    else:
        frame = tables.from_interface(request.source, agent, limits, table, request.years)
    frame, sums = _chosen(frame, request)
    if problems := list(tables.faults(frame, shown, table, sheet, request.edition)):
        raise Refused(problems)
    found = cells(frame, table, sheet, request.zeros)
    made = enter(root, folder, sheet, found, request.edition)
    files.replace(made.contents)
    if sums:
        yield f"# {counted(sums, 'row')} of all destinations left out: they would be sums, which the site calculates"
    for row in frame[frame["odd"]].to_dict("records"):
        yield f"# {shown}:{row['line']}: the row's own total, {row[TOTAL]}, is not the sum of its parts; the parts were entered"
    yield f"# {counted(made.facts, 'fact')} and {counted(made.figures, 'figure')} entered, {made.before} there already"


class Refused(Exception):
    """Rows that cannot be entered."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(report(problems))


def _chosen(frame: pandas.DataFrame, request: Request) -> tuple[pandas.DataFrame, int]:
    """The rows asked for, and how many of all destinations were left out of a table that gives none."""
    try:
        chosen = frame.astype({"year": int}).query(request.where) if request.where else frame
    except Exception as error:  # whatever pandas makes of a condition that is none
        fix = "Write one as in: year >= 2018 and coa_iso == 'IND'; the names are UNHCR's."
        raise failed(
            "--where", f"{show(request.where)} is not a condition on these rows ({one_line(str(error))})", fix
        ) from error
    others = [c for c in MEASURES[request.table] if request.columns and c not in request.columns]
    if unknown := [c for c in request.columns if c not in MEASURES[request.table] or c not in frame]:
        raise failed("--columns", f"no column {show(unknown[0])}", did_you_mean(unknown[0], MEASURES[request.table]))
    sums = chosen["coa_iso"] == WORLD if request.table in UNIT else chosen["coa_iso"].isna()
    return tables.with_odd(chosen[~sums], request.table).drop(columns=[c for c in others if c in frame]), int(
        sums.sum()
    )
