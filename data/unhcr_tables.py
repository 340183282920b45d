"""Tables of UNHCR's, from its public interface or from a file, under its own names and checked row by row.

A file is a table of UNHCR's package `refugees` saved as CSV, or the same under plainer names
(`destination`, `level`, `recognised` …), or one with a count a row (`measure`, `value`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import unhcr

from factsheet.core import encoding
from factsheet.core.fetch import Client, Limits, failed, within
from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.model import WORLD, Sheet

if TYPE_CHECKING:
    import pandas

# The measure that a column counts. Persons are the plain one; cases, and other origins, have measures of their own.
MEASURES = {
    "population": {"asylum_seekers": "asylum-seekers", "refugees": "refugees"},
    "asylum-applications": {"applied": "new-applications"},
    "asylum-decisions": {
        "dec_recognized": "recognised",
        "dec_other": "complementary",
        "dec_rejected": "rejected",
        "dec_closed": "otherwise-closed",
    },
}
UNITS = {"P": "", "C": "-cases"}
KEYS = {  # what a locator names beside year, origin and destination
    "population": (),
    "asylum-applications": ("app_type", "app_pc"),
    "asylum-decisions": ("procedure_type", "dec_level", "dec_pc"),
}
UNIT = {"asylum-applications": "app_pc", "asylum-decisions": "dec_pc"}
FIXED = {"asylum-applications": {"app_type": "N"}}  # only new applications are entered
TOTAL = "dec_total"

# Plainer names of columns and values, under which files give the same tables.
NAMES = {"origin": "coo_iso", "destination": "coa_iso", "authority": "procedure_type"}
NAMES_IN = {
    "population": {"asylum-seekers": "asylum_seekers"},
    "asylum-applications": {"unit": "app_pc", "type": "app_type"},
    "asylum-decisions": {
        "level": "dec_level", "unit": "dec_pc", "recognised": "dec_recognized", "complementary": "dec_other",
        "rejected": "dec_rejected", "otherwise_closed": "dec_closed", "total": TOTAL,
    },
}  # fmt: skip
VALUES = {"persons": "P", "cases": "C"}
LEVELS = {
    "FI": "first instance",
    "FA": "first instance and appeal",
    "AR": "administrative review",
    "RA": "repeat or reopened",
    "IN": "citizenship and immigration service",
    "EO": "immigration courts",
    "JR": "judicial review",
    "TA": "level TA of the table",  # of two codes the package's documents do not say what they mean
    "SP": "level SP of the table",
    "NA": "new applications",
}


# ---------------------------------------------------------------- reading


def from_file(path: Path, table: str, origin: str) -> pandas.DataFrame:
    """A table in a file, under UNHCR's own names, with the line of each row."""
    import pandas

    try:
        # Every cell a text, and NA the code it is: it names a level, and is no gap.
        text = encoding.decoded(path.read_bytes(), str(path))
        frame = pandas.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise failed(str(path), f"the file cannot be read as CSV: {error}", "Give a table saved as CSV.") from error
    if len(set(frame.columns)) < len(frame.columns) or frame.empty:
        raise failed(str(path), "the file holds no row, or a column twice", "Give a table saved as CSV.")
    frame["line"] = frame.index + 2
    if {"measure", "value"} <= set(frame.columns):
        frame = _wide(frame)
    frame = frame.rename(columns=NAMES | NAMES_IN[table])
    frame = frame.replace({column: VALUES for column in (UNIT.get(table),) if column in frame})
    for column, value in {"coo_iso": origin, **FIXED.get(table, {})}.items():
        if column not in frame:
            frame[column] = value  # a file of one origin, or of new applications alone
    needed = ["year", "coo_iso", "coa_iso", *KEYS[table]]
    if missing := [column for column in needed if column not in frame]:
        fix = f"Give a file of {show(table)}; its columns are {', '.join(needed)} and those that count."
        raise failed(str(path), f"the file has no column {show(missing[0])}", fix)
    if not [column for column in MEASURES[table] if column in frame]:
        raise failed(
            str(path), f"no column of {show(table)} counts anything", f"Known are: {', '.join(MEASURES[table])}."
        )
    return frame


def _wide(frame: pandas.DataFrame) -> pandas.DataFrame:
    """A file with one count a row, as one with a column for each measure; counts of other days are left out."""
    if "when" in frame:
        frame = frame[frame["when"] == "end-of-year"]
    keys = [column for column in frame.columns if column not in ("measure", "value", "when", "line")]
    return frame.pivot(index=keys, columns="measure", values=["value"]).droplevel(0, axis=1).fillna("-").assign(
        line=frame.groupby(keys)["line"].min()
    ).reset_index()  # fmt: skip


def from_interface(address: str, agent: str, limits: Limits, table: str, years: tuple[int, int]) -> pandas.DataFrame:
    """A table as the public interface gives it, by destination; every row is known to answer what was asked."""
    import pandas

    keys = frozenset(KEYS[table])
    question = unhcr.Question(
        table, True, frozenset(range(years[0], years[1] + 1)), keys, frozenset({*MEASURES[table], *_total(table)})
    )
    client = Client(address, agent, limits)
    rows = within(address, limits.seconds, lambda: unhcr.table_rows(client, question, limits))
    counts = [{column: "-" if n is None else str(n) for column, n in row.counts.items()} for row in rows]
    return pandas.DataFrame(
        {"line": number, "year": str(row.year), "coo_iso": unhcr.ORIGIN, "coa_iso": row.coa, **row.keys, **given}
        for number, (row, given) in enumerate(zip(rows, counts, strict=True), 1)
    )


def _total(table: str) -> tuple[str, ...]:
    return (TOTAL,) if table == "asylum-decisions" else ()


# ---------------------------------------------------------------- checking


def faults(frame: pandas.DataFrame, where: str, table: str, sheet: Sheet, edition: str) -> Iterator[Problem]:
    """What keeps a row from being entered: each told at its line."""
    issued = sheet.sources[edition].issued
    columns = [column for column in (*MEASURES[table], *_total(table)) if column in frame]
    for row in frame.to_dict("records"):
        for what, fix in _row_faults(row, table, sheet, columns):
            yield Problem(where, row["line"], what, fix)
        if row.get("edition", issued) != issued:
            what = f"a row of the edition of {show(row['edition'])}, and {show(edition)} was issued on {issued}"
            yield Problem(where, row["line"], what, "Name the edition that the file holds: --edition.")
    apart = [c for c in ("year", "coo_iso", "coa_iso", *KEYS[table]) if c != "procedure_type"]
    twice = frame[frame.duplicated(apart)] if table != "asylum-applications" else frame.iloc[:0]
    for row in twice.to_dict("records"):
        what = f"a second row of {show(', '.join(str(row[c]) for c in apart))}"
        yield Problem(where, row["line"], what, "Facts have no field for what tells the two apart: enter them by hand.")


def _row_faults(row: dict, table: str, sheet: Sheet, columns: list[str]) -> Iterator[tuple[str, str]]:
    if not str(row["year"]).isdigit() or not 1951 <= int(row["year"]) <= 2100:
        yield f"year {show(row['year'])}", "Write the year in four digits."
    if row["coo_iso"] not in unhcr.ORIGINS:
        yield f"origin {show(row['coo_iso'])}", did_you_mean(row["coo_iso"], unhcr.ORIGINS)
    if row["coa_iso"] not in sheet.places:
        fix = f"{did_you_mean(row['coa_iso'], sheet.places)} Or add it to places.yml, named as the source names it."
        yield f"unknown destination {show(row['coa_iso'])}", fix
    if (unit := UNIT.get(table)) and row[unit] not in UNITS and row["coa_iso"] != WORLD:
        yield f"unit {show(row[unit])}", "It is P for persons or C for cases; the two are never added."
    if "dec_level" in KEYS[table] and row["dec_level"] not in LEVELS and row["coa_iso"] != WORLD:
        fix = f"{did_you_mean(row['dec_level'], LEVELS)}"
        yield f"unknown level {show(row['dec_level'])}", fix
    for column in columns:
        if row[column] != "-" and not unhcr.COUNT.fullmatch(row[column]):
            yield (
                f"{column} is {show(row[column])}, which is not a count",
                "Read the table again, with each cell as text.",
            )


def with_odd(frame: pandas.DataFrame, table: str) -> pandas.DataFrame:
    """The rows with a mark on each whose own total is another than its parts add up to."""
    import pandas

    if TOTAL not in frame:
        return frame.assign(odd=False)
    parts = frame[[*MEASURES[table], TOTAL]].apply(pandas.to_numeric, errors="coerce").fillna(0)
    return frame.assign(odd=parts[[*MEASURES[table]]].sum(axis=1) != parts[TOTAL])
