"""Compare the figures we cite with what UNHCR's public interface answers today.

Run it from the project's folder: `python data/refresh.py`. It prints what changed as rows for
figures.csv, and the verdicts that would flip; it writes nothing.

It is beside the data because it knows UNHCR, and the engine does not. Answers are fetched within
limits (`factsheet.core.fetch`) and checked row by row (`unhcr`). Nothing is compared or printed
until every answer is known to answer its question.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [
    str(ROOT),
    str(HERE),
]  # the engine of this folder, whichever is installed, and the files beside this one

from factsheet.core import terminal  # noqa: E402 — needs the line above

try:
    import enter
    import unhcr

    from factsheet import data, model, rules
    from factsheet.core.fetch import Client, Limits, failed, within
    from factsheet.core.problems import FactsheetError, counted, did_you_mean, show
    from factsheet.data.published_files import VERDICTS
    from factsheet.model import claims
except ModuleNotFoundError as missing:
    sys.exit(terminal.not_set_up(missing))

EDITION = "unhcr-2026-06"
AGENT = "fact-sheet refresh (one maintainer, by hand)"
UNNAMED = "unhcr-YYYY-MM"  # the source in printed rows, for somebody to fill in

_query = re.compile(
    r"table (?P<table>[\w-]+); year=(?P<year>[0-9]{4}), coo=(?P<coo>[A-Z]{3}), (?P<rest>[^;]*); column (?P<column>\w+)"
)
_id = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


# ---------------------------------------------------------------- what to ask


@dataclass(frozen=True)
class Cited:
    """A figure of ours, and the query that its locator gives."""

    entry: data.Entry
    table: str
    year: int
    coo: str
    coa: str  # ISO code, or empty for all destinations
    keys: tuple[tuple[str, str], ...]
    column: str


def cited(folder: data.Folder, edition: str) -> list[Cited]:
    """The figures of an edition that can be compared: exact counts whose locator is a query to the interface."""
    return [figure for entry in _of(folder, edition) if (figure := _cited(entry))]


def _of(folder: data.Folder, edition: str) -> list[data.Entry]:
    return [entry for entry in folder.figures if entry.text("source") == edition]


def _cited(entry: data.Entry) -> Cited | None:
    """The query of a figure; None for another kind of locator (the interface has no mid-year counts) or another origin."""
    match = _query.fullmatch(entry.text("locator"))
    plain = entry.text("qualifier") == "exact" and unhcr.COUNT.fullmatch(entry.text("value"))
    if not match or not plain or match["table"] not in unhcr.TABLES or match["coo"] not in unhcr.ORIGINS:
        return None
    place, *rest = match["rest"].split(", ")
    keys = [tuple(key.split("=")) for key in rest]
    if not re.fullmatch(r"all coa|coa=[A-Z]{3}", place) or any(len(key) != 2 for key in keys):
        return None
    coa = place.removeprefix("coa=") if place != "all coa" else ""
    return Cited(entry, match["table"], int(match["year"]), match["coo"], coa, tuple(sorted(keys)), match["column"])


def comparable(folder: data.Folder, edition: str) -> list[Cited]:
    """The figures of an edition that can be compared. Raises FactsheetError if there is none, because silence would look like success."""
    found = cited(folder, edition)
    if not found:
        known = sorted({figure.entry.text("source") for entry in folder.figures if (figure := _cited(entry))})
        what = f"no figure of {show(edition)} can be compared"
        raise failed("--edition", what, did_you_mean(edition, known))
    return found


def questions(wanted: list[Cited]) -> dict[unhcr.Question, list[Cited]]:
    """What to ask: a question for each table, by destination or over all of them, and origin, with the figures it is about."""
    groups: dict[tuple[str, bool, str], list[Cited]] = {}
    for figure in wanted:
        groups.setdefault((figure.table, bool(figure.coa), figure.coo), []).append(figure)
    return {
        unhcr.Question(
            table,
            by_destination,
            years=frozenset(figure.year for figure in group),
            keys=frozenset(key for figure in group for key, _ in figure.keys),
            columns=frozenset(figure.column for figure in group),
            origin=origin,
        ): group
        for (table, by_destination, origin), group in groups.items()
    }


def newest(asked: Iterable[unhcr.Question]) -> Iterator[unhcr.Question]:
    """Of each table a question about our origin, with the newest year that we cite of the table."""
    ours = [question for question in asked if question.origin == unhcr.ORIGIN]
    for table, question in {question.table: question for question in ours}.items():
        years = frozenset().union(*(other.years for other in ours if other.table == table))
        yield replace(question, years=years)


# ---------------------------------------------------------------- comparing


@dataclass(frozen=True)
class Change:
    """A figure of ours that is different today; `now` is None if UNHCR no longer gives one."""

    entry: data.Entry
    now: int | None


def compare(wanted: list[Cited], rows: list[unhcr.Row]) -> Iterator[Change]:
    """The figures whose value is different today."""
    for figure in wanted:
        now = value(rows, figure)
        if now is None or now != int(figure.entry.text("value")):
            yield Change(figure.entry, now)


def value(rows: list[unhcr.Row], wanted: Cited) -> int | None:
    """The value of a figure: the sum of its rows, or None if none of them gives a count."""
    matching = [
        row
        for row in rows
        if row.year == wanted.year
        and (not wanted.coa or row.coa == wanted.coa)
        and all(row.keys[key] == text for key, text in wanted.keys)
    ]
    given = [n for row in matching if (n := row.counts[wanted.column]) is not None]
    return sum(given) if given else None


def flips(folder: data.Folder, changes: list[Change]) -> list[str]:
    """The verdicts that would change with the new values."""
    if not changes:
        return []
    new = {change.entry.id: str(change.now) for change in changes if change.now is not None}
    rows = [replace(e, fields=e.fields | {"value": new[e.id]}) if e.id in new else e for e in folder.figures]
    before = {r.id: VERDICTS[r.verdict] for r in claims.results(model.build(folder))}
    after = {r.id: VERDICTS[r.verdict] for r in claims.results(model.build(replace(folder, figures=rows)))}
    then = {i: after.get(i, "can no longer be computed") for i in before}
    return [f"{i}: {v} → {then[i]}" for i, v in before.items() if then[i] != v]


# ---------------------------------------------------------------- printing


def report(
    folder: data.Folder, changes: list[Change], edition: str, new: str, later: Iterable[tuple[str, int]] = ()
) -> Iterator[str]:
    """What is printed: rows for figures.csv, and remarks that begin with #, as that file allows."""
    for change in changes:
        if change.now is None:
            yield f"# {change.entry.id}: UNHCR no longer gives a figure; ours is {change.entry.text('value')}"
        else:
            yield row_of(change.entry, new, change.now)
    for line in flips(folder, changes):
        yield f"# verdict of {line}"
    compared = {figure.entry.id for figure in cited(folder, edition)}
    for entry in _of(folder, edition):
        if entry.id not in compared:
            yield f"# {entry.id}: not compared, because its locator is not a query to the interface"
    for table, year in later:
        yield f"# table {table} has rows of {year} by now, and we cite none so late: enter them with --years {year}-{year}"
    gone = sum(change.now is None for change in changes)
    yield f"# {counted(len(changes) - gone, 'figure')} changed, {gone} no longer given, {len(compared)} compared"


def row_of(entry: data.Entry, source: str, now: int) -> str:
    """A row of figures.csv with a new value."""
    cells = {"fact": entry.text("fact"), "source": source, "value": str(now), "qualifier": "exact"}
    cells["locator"] = entry.text("locator")
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([cells.get(column, "") for column in data.FILES["figures"].names])
    return out.getvalue()


def our_data() -> data.Folder:
    """The data of this project. Raises FactsheetError if they have a problem."""
    folder = data.read(ROOT / "data", ROOT)
    problems = [p for p in rules.check(folder, model.build(folder)) if not p.note]
    if problems:
        fix = f"Fix {'it' if len(problems) == 1 else 'them'} first: make check lists every one."
        raise failed("data", f"{counted(len(problems), 'problem')} in the data to compare", fix)
    return folder


def _options(argv: list[str] | None) -> argparse.Namespace:
    """The options of both commands."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--edition", default=EDITION, help="the edition we cite")
    shared.add_argument("--address", default=unhcr.ADDRESS, help="the interface")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], parents=[shared])
    parser.add_argument("--new", default=UNNAMED, help="the id to print in the new rows")
    entering = parser.add_subparsers(dest="command").add_parser(
        "enter", help=enter.__doc__.splitlines()[0], parents=[shared]
    )
    entering.add_argument("--table", required=True, help=f"one of {', '.join(enter.MEASURES)}")
    entering.add_argument("--from", dest="file", type=Path, help="a file to read; without it the interface is asked")
    entering.add_argument("--origin", default=unhcr.ORIGIN, help="the origin of a file that names none")
    entering.add_argument(
        "--where", default="", help="which rows: a condition such as \"year >= 2018 and coa_iso == 'IND'\""
    )
    entering.add_argument("--columns", default="", help="only these columns, separated by commas")
    entering.add_argument("--years", default="2012-2025", help="the years to ask the interface for")
    entering.add_argument("--zeros", action="store_true", help="enter zeros too")
    return parser.parse_args(argv)


def _request(options: argparse.Namespace) -> enter.Request:
    """What `enter` is asked for. Raises FactsheetError for a span of years that is none."""
    years = re.fullmatch(r"(\d{4})-(\d{4})", options.years)
    if not years or years[1] > years[2]:
        raise failed("--years", f"{show(options.years)} is no span of years", "Write it as 2012-2025.")
    columns = tuple(filter(None, options.columns.split(",")))
    source = options.file or options.address
    table = options.table.replace("_", "-")
    span = (int(years[1]), int(years[2]))
    return enter.Request(table, source, options.edition, options.origin, options.where, columns, span, options.zeros)


def main(argv: list[str] | None = None, limits: Limits | None = None) -> int:
    """Print what changed. Returns 0 if everything was compared, 1 if not."""
    options, limits = _options(argv), limits or Limits()
    try:
        if options.command == "enter":
            for line in enter.run(_request(options), ROOT, folder := our_data(), model.build(folder), AGENT, limits):
                print(line)
            return 0
        if options.new != UNNAMED and not _id.fullmatch(options.new):
            raise failed("--new", f"{show(options.new)} is not an id", "Use lower-case letters, digits and hyphens.")
        folder = our_data()
        asked = questions(comparable(folder, options.edition))
        client = Client(options.address, AGENT, limits)

        def fetched() -> tuple[list[list[unhcr.Row]], list[tuple[str, int]]]:
            rows = [unhcr.table_rows(client, question, limits) for question in asked]
            later = ((question.table, unhcr.later(client, question)) for question in newest(asked))
            return rows, [(table, year) for table, year in later if year]

        answers, later = within(options.address, limits.seconds, fetched)
        changes = [c for wanted, rows in zip(asked.values(), answers, strict=True) for c in compare(wanted, rows)]
        lines = list(report(folder, changes, options.edition, options.new, later))
    except FactsheetError as error:
        print(error.problem, file=sys.stderr)
        return 1
    except enter.Refused as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130  # the exit code of a command ended by Ctrl-C
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # a terminal or pipe may be unable to encode every character
        stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
