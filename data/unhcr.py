"""The tables of UNHCR's public interface: what can be asked, and whether an answer answers the question.

https://api.unhcr.org/docs/refugee-statistics.html. The interface ignores parameters it does not
know and then answers for the whole world; "-" means that no figure is given, never zero; and
its totals add cases to persons. So every row is checked against the question before any is used.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from factsheet.core.fetch import AGAIN, Client, Limits, failed, parsed
from factsheet.core.problems import show

ADDRESS = "https://api.unhcr.org/population/v1"
ORIGIN = "CHN"
ORIGINS = ("CHN", "TIB", "HKG", "MAC")  # China, and what UNHCR counts in rows beside it
PER_PAGE = 1000

# What identifies a row of a table: no two rows of an answer share all of these.
TABLES = {
    "population": ("year", "coo_iso", "coa_iso"),
    "asylum-applications": ("year", "coo_iso", "coa_iso", "procedure_type", "app_type", "dec_level", "app_pc"),
    "asylum-decisions": ("year", "coo_iso", "coa_iso", "procedure_type", "dec_level", "dec_pc"),
}
COUNT = re.compile(r"0|[1-9][0-9]{0,9}")  # ten digits are enough for everybody on earth


@dataclass(frozen=True)
class Question:
    """One table, by destination or over all of them, with the years, keys and columns that we cite."""

    table: str
    by_destination: bool
    years: frozenset[int]
    keys: frozenset[str]
    columns: frozenset[str]
    origin: str = ORIGIN

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the request, without the page."""
        years = {"yearFrom": str(min(self.years)), "yearTo": str(max(self.years))}
        destinations = {"coa_all": "true"} if self.by_destination else {}
        return {**years, "coo": self.origin, "cf_type": "ISO", "limit": str(PER_PAGE), **destinations}


@dataclass(frozen=True)
class Row:
    """A row that answers the question: what it is about, and the counts that were asked for (None where it has a dash)."""

    identity: tuple[str, ...]
    year: int
    coa: str
    keys: dict[str, str]
    counts: dict[str, int | None]


@dataclass(frozen=True)
class Page:
    """One page of a table, its shape checked."""

    pages: int
    rows: list[Row]
    totals: dict[str, int]


def table_rows(client: Client, question: Question, limits: Limits) -> list[Row]:
    """Every row of a table, page by page. Raises FactsheetError unless the whole of it answers the question."""
    rows: list[Row] = []
    seen: dict[tuple[str, ...], str] = {}
    received: list[tuple[str, Page]] = []
    page = pages = 1
    while page <= pages:
        url, body = client.get(f"{question.table}/", {**question.parameters, "page": str(page)})
        current = checked(parsed(body, url), url, question, page)
        if page > 1 and current.pages != pages:
            raise failed(url, f"page {page} says there are {current.pages} pages, page {page - 1} said {pages}")
        pages = current.pages
        if pages > limits.pages:
            raise failed(url, f"the table has {pages} pages, more than the limit of {limits.pages}")
        for number, row in enumerate(current.rows, 1):
            here = f"row {number} of page {page}"
            if row.identity in seen:
                raise failed(url, f"{here} repeats {seen[row.identity]}: {show(', '.join(row.identity))}")
            seen[row.identity] = here
        rows += current.rows
        received.append((url, current))
        page += 1
    for url, current in received:
        _require_totals(url, current, rows)
    _require_coverage(url, question, rows)
    return rows


def later(client: Client, question: Question) -> int | None:
    """The year after the newest that a question asks for, if the table has rows of it by now."""
    year = max(question.years) + 1
    only = {**question.parameters, "yearFrom": str(year), "yearTo": str(year), "page": "1"}
    url, body = client.get(f"{question.table}/", only)
    answer = parsed(body, url)
    _require(answer, ("items",), "the answer", url)
    return year if answer["items"] else None


def checked(answer: object, url: str, question: Question, page: int) -> Page:
    """An answer as the page that was asked for. Raises FactsheetError if it has another shape or another number."""
    _require(answer, ("page", "maxPages", "items"), "the answer", url)
    number, pages, items = count(answer["page"]), count(answer["maxPages"]), answer["items"]
    if number != page:
        raise failed(url, f"asked for page {page}, but 'page' is {_quoted(answer['page'])}")
    if not pages:
        raise failed(url, f"'maxPages' is {_quoted(answer['maxPages'])}, not a number of pages")
    if not isinstance(items, list):
        raise failed(url, f"'items' is {_quoted(items)}, not a list of rows")
    if not items:
        again = (
            f"Check that the interface still knows {question.origin} and these years. {AGAIN}" if page == 1 else AGAIN
        )
        raise failed(url, f"page {page} of {pages} has no rows", again)
    if len(items) > PER_PAGE:
        raise failed(url, f"page {page} has {len(items)} rows, but at most {PER_PAGE} were asked for")
    rows = [_row(item, f"row {number} of page {page}", url, question) for number, item in enumerate(items, 1)]
    totals = answer.get("total")
    totals = {c: totals[c] for c in question.columns if c in totals} if isinstance(totals, dict) else {}
    return Page(pages, rows, {c: n for c, t in totals.items() if (n := _given(t, c, "'total'", url)) is not None})


def _quoted(value: object) -> str:
    """A value quoted for a message: text as it is, anything else as JSON."""
    return show(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _require(value: object, names: tuple[str, ...], here: str, url: str, fix: str = AGAIN) -> None:
    """Raise FactsheetError unless a value is an object with these names."""
    if not isinstance(value, dict):
        raise failed(url, f"{here} is {_quoted(value)}, not an object")
    for name in names:
        if name not in value:
            raise failed(url, f"{here} has no {show(name)}, only {show(', '.join(value))}", fix)


def _row(item: object, here: str, url: str, question: Question) -> Row:
    """A row of the origin and years asked for, with a count or a dash in each column that we cite."""
    keys = sorted(question.keys)
    _require(item, ("year", "coo_iso", "coa_iso"), here, url)
    _require(item, (*keys, *sorted(question.columns)), here, url, f"A locator in data/figures.csv names it. {AGAIN}")
    for name in ("coo_iso", "coa_iso", *keys):
        if not isinstance(item[name], str) or not item[name]:
            raise failed(url, f"{here}: {show(name)} is {_quoted(item[name])}, not a text")
    year, destination = count(item["year"]), item["coa_iso"]
    if item["coo_iso"] != question.origin:
        raise failed(url, f"{here}: asked for the origin {question.origin}, answered for {show(item['coo_iso'])}")
    if year is None or not min(question.years) <= year <= max(question.years):
        asked = f"asked for the years {min(question.years)} to {max(question.years)}"
        raise failed(url, f"{here}: {asked}, answered for {_quoted(item['year'])}")
    if question.by_destination == (destination == "-"):
        asked = "by destination" if question.by_destination else "over all destinations"
        raise failed(url, f"{here}: asked {asked}, answered for the destination {show(destination)}")
    identity = tuple(str(item.get(name, "")) for name in TABLES[question.table])
    counts = {column: _given(item[column], column, here, url) for column in question.columns}
    return Row(identity, year, destination, {key: item[key] for key in keys}, counts)


def count(value: object) -> int | None:
    """A count as the interface writes it: a whole number, or text of one; None for anything else."""
    plain = isinstance(value, int | str) and COUNT.fullmatch(str(value))
    return int(value) if plain else None


def _given(value: object, column: str, here: str, url: str) -> int | None:
    """A count, or None for a dash, which means that no figure is given and not zero."""
    found = count(value)
    if found is None and value != "-":
        raise failed(url, f"{here}: {show(column)} is {_quoted(value)}, which is not a count")
    return found


def _require_totals(url: str, page: Page, rows: list[Row]) -> None:
    """If the server gives a total, the rows of the page or of the table add up to it, so that none is missing."""
    for column, total in page.totals.items():
        sums = [sum(row.counts[column] or 0 for row in some) for some in (page.rows, rows)]
        if total not in sums:
            raise failed(url, f"the rows of {show(column)} add up to {sums[-1]}, but 'total' is {total}")


def _require_coverage(url: str, question: Question, rows: list[Row]) -> None:
    """Every year asked for has a row, and every column a count: a gap that large is an error, not news."""
    missing = sorted(question.years - {row.year for row in rows})
    if missing:
        raise failed(url, f"no row for {', '.join(map(str, missing))}, though asked for")
    for column in sorted(question.columns):
        if all(row.counts[column] is None for row in rows):
            raise failed(url, f"no row has a count in {show(column)}")
