"""The tables of UNHCR's public interface: what can be asked, and whether an answer answers it.

https://api.unhcr.org/docs/refugee-statistics.html. The interface ignores parameters it does not
know and then answers for the whole world; "-" means that no figure is given, never zero; its
totals add cases to persons. So every row is checked for what was asked before any is used.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from factsheet.core.fetch import AGAIN, Client, Limits, parsed, wrong
from factsheet.core.problems import show

ADDRESS = "https://api.unhcr.org/population/v1"
ORIGIN = "CHN"
PER_PAGE = 1000

# What tells the rows of a table apart: no two rows of an answer have all of these in common.
TABLES = {
    "population": ("year", "coo_iso", "coa_iso"),
    "asylum-applications": ("year", "coo_iso", "coa_iso", "procedure_type", "app_type", "dec_level", "app_pc"),
}
COUNT = re.compile(r"0|[1-9][0-9]{0,9}")  # ten digits hold everybody on earth


@dataclass(frozen=True)
class Question:
    """One table, by destination or over all of them, with the years, keys and columns we cite of it."""

    table: str
    by_place: bool
    years: frozenset[int]
    keys: frozenset[str]
    columns: frozenset[str]

    @property
    def asked(self) -> dict[str, str]:
        """The parameters of its address, all but the page."""
        years = {"yearFrom": str(min(self.years)), "yearTo": str(max(self.years))}
        places = {"coa_all": "true"} if self.by_place else {}
        return {**years, "coo": ORIGIN, "cf_type": "ISO", "limit": str(PER_PAGE), **places}


@dataclass(frozen=True)
class Row:
    """A row that answers the question: what it counts, and the counts that were asked for (None: "-", none given)."""

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


def table_rows(client: Client, what: Question, limits: Limits) -> list[Row]:
    """Every row of a table, page by page, once the whole of it is known to answer the question."""
    rows: list[Row] = []
    seen: dict[tuple[str, ...], str] = {}
    sums: list[tuple[str, Page]] = []
    page = pages = 1
    while page <= pages:
        url, body = client.get(f"{what.table}/", {**what.asked, "page": str(page)})
        got = checked(parsed(body, url), url, what, page)
        if page > 1 and got.pages != pages:
            raise wrong(url, f"page {page} tells of {got.pages} pages, page {page - 1} of {pages}")
        pages = got.pages
        if pages > limits.pages:
            raise wrong(url, f"the table has {pages} pages, more than the {limits.pages} that are read")
        for number, row in enumerate(got.rows, 1):
            here = f"row {number} of page {page}"
            if row.identity in seen:
                raise wrong(url, f"{here} repeats {seen[row.identity]}: {show(', '.join(row.identity))}")
            seen[row.identity] = here
        rows += got.rows
        sums.append((url, got))
        page += 1
    for url, got in sums:
        _totals_fit(url, got, rows)
    _covers(url, what, rows)
    return rows


def checked(found: object, url: str, what: Question, page: int) -> Page:
    """A page of the shape and the number that was asked for."""
    _has(found, ("page", "maxPages", "items"), "the answer", url)
    told, pages, items = count(found["page"]), count(found["maxPages"]), found["items"]
    if told != page:
        raise wrong(url, f"page {page} was asked for, and 'page' is {_said(found['page'])}")
    if not pages:
        raise wrong(url, f"'maxPages' is {_said(found['maxPages'])}, not a number of pages")
    if not isinstance(items, list):
        raise wrong(url, f"'items' is {_said(items)}, not a list of rows")
    if not items:
        fix = f"See whether the interface still knows {ORIGIN} and these years. {AGAIN}" if page == 1 else AGAIN
        raise wrong(url, f"page {page} of {pages} holds no row", fix)
    if len(items) > PER_PAGE:
        raise wrong(url, f"page {page} holds {len(items)} rows, where at most {PER_PAGE} were asked for")
    rows = [_row(item, f"row {number} of page {page}", url, what) for number, item in enumerate(items, 1)]
    totals = found.get("total")
    totals = {c: totals[c] for c in what.columns if c in totals} if isinstance(totals, dict) else {}
    return Page(pages, rows, {c: n for c, t in totals.items() if (n := _given(t, c, "'total'", url)) is not None})


def _said(value: object) -> str:
    """A value as a message quotes it: a text as it is, anything else as the JSON it was."""
    return show(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _has(found: object, names: tuple[str, ...], here: str, url: str, fix: str = AGAIN) -> None:
    """Refuse what is not an object with these names."""
    if not isinstance(found, dict):
        raise wrong(url, f"{here} is {_said(found)}, not an object")
    for name in names:
        if name not in found:
            raise wrong(url, f"{here} has no {show(name)}, only {show(', '.join(found))}", fix)


def _row(item: object, here: str, url: str, what: Question) -> Row:
    """A row that echoes the question, with a count or a dash in each column that we cite."""
    keys = sorted(what.keys)
    _has(item, ("year", "coo_iso", "coa_iso"), here, url)
    _has(item, (*keys, *sorted(what.columns)), here, url, f"A locator in data/figures.csv names it. {AGAIN}")
    for name in ("coo_iso", "coa_iso", *keys):
        if not isinstance(item[name], str) or not item[name]:
            raise wrong(url, f"{here}: {show(name)} is {_said(item[name])}, not a text")
    year, place = count(item["year"]), item["coa_iso"]
    if item["coo_iso"] != ORIGIN:
        raise wrong(url, f"{here}: asked for the origin {ORIGIN}, answered for {show(item['coo_iso'])}")
    if year is None or not min(what.years) <= year <= max(what.years):
        asked = f"asked for the years {min(what.years)} to {max(what.years)}"
        raise wrong(url, f"{here}: {asked}, answered for {_said(item['year'])}")
    if what.by_place == (place == "-"):
        asked = "by destination" if what.by_place else "over all destinations"
        raise wrong(url, f"{here}: asked {asked}, answered for the destination {show(place)}")
    identity = tuple(str(item.get(name, "")) for name in TABLES[what.table])
    counts = {column: _given(item[column], column, here, url) for column in what.columns}
    return Row(identity, year, place, {key: item[key] for key in keys}, counts)


def count(value: object) -> int | None:
    """A count as the interface writes it: a whole number, or the same as a text."""
    plain = isinstance(value, int | str) and COUNT.fullmatch(str(value))
    return int(value) if plain else None


def _given(value: object, column: str, here: str, url: str) -> int | None:
    """A count, or None for a dash: no figure is given, which is not zero."""
    found = count(value)
    if found is None and value != "-":
        raise wrong(url, f"{here}: {show(column)} is {_said(value)}, which is not a count")
    return found


def _totals_fit(url: str, page: Page, rows: list[Row]) -> None:
    """Where the server gives a total, its rows add up to it, on the page or in the table: none is missing."""
    for column, total in page.totals.items():
        sums = [sum(row.counts[column] or 0 for row in some) for some in (page.rows, rows)]
        if total not in sums:
            raise wrong(url, f"the rows of {show(column)} add up to {sums[-1]}, and 'total' says {total}")


def _covers(url: str, what: Question, rows: list[Row]) -> None:
    """Every year asked for has a row, and every column a count: whole gaps are a fault, not news."""
    missing = sorted(what.years - {row.year for row in rows})
    if missing:
        raise wrong(url, f"no row for {', '.join(map(str, missing))}, which was asked for")
    for column in sorted(what.columns):
        if all(row.counts[column] is None for row in rows):
            raise wrong(url, f"no row has a count of {show(column)}")
