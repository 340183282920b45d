"""Compare the figures we cite with what UNHCR's public interface answers today.

Run from the project's folder: `python data/refresh.py`. It prints what changed as rows ready
for figures.csv, and the verdicts that would flip; it writes nothing.

It stands beside the data because it knows UNHCR, which the engine does not. The interface:
https://api.unhcr.org/docs/refugee-statistics.html. It ignores parameters it does not know and
then answers for the whole world, so every answer is checked for what was asked; "-" means that
no figure is given, never zero; totals add cases to persons and are not used.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the engine lives beside this folder and is not installed

from factsheet import claims, data, model  # noqa: E402 — needs the line above

ADDRESS = "https://api.unhcr.org/population/v1"
TABLES = {"population": "population", "asylum-applications": "asylum-applications"}
ORIGIN = "CHN"
_query = re.compile(r"table (?P<table>[\w-]+); (?P<keys>.*); column (?P<column>\w+)")


class AnswerError(Exception):
    """The interface did not answer what was asked."""


@dataclass(frozen=True)
class Cited:
    """A figure of ours with the query its locator tells."""

    entry: data.Entry
    table: str
    year: str
    coa: str  # ISO code, or empty for all destinations
    keys: tuple[tuple[str, str], ...]
    column: str


def cited(folder: data.Folder, edition: str) -> Iterator[Cited]:
    """The figures of an edition whose locator is a query of the interface (mid-year counts are not offered)."""
    for entry in folder.figures:
        match = _query.fullmatch(entry.text("locator"))
        if entry.text("source") != edition or not match or match["table"] not in TABLES:
            continue
        keys = dict(k.split("=") for k in match["keys"].split(", ") if "=" in k)
        if keys.pop("coo", "") != ORIGIN:
            continue
        year, coa = keys.pop("year"), keys.pop("coa", "")
        yield Cited(entry, match["table"], year, coa, tuple(sorted(keys.items())), match["column"])


def session() -> requests.Session:
    """A client that waits, and tries again a few times where the server is busy or the line is bad."""
    made = requests.Session()
    retry = Retry(total=4, backoff_factor=1, status_forcelist=(429, 500, 502, 503, 504), allowed_methods=("GET",))
    made.mount("https://", HTTPAdapter(max_retries=retry))
    made.mount("http://", HTTPAdapter(max_retries=retry))
    made.headers["User-Agent"] = "fact-sheet refresh (one maintainer, by hand)"
    return made


def fetch(client: requests.Session, address: str, table: str, years: tuple[str, str], by_place: bool) -> list[dict]:
    """Every row of a table for the years, page by page. Raises AnswerError if it is not what was asked."""
    rows, page, pages = [], 1, 1
    asked = {"yearFrom": years[0], "yearTo": years[1], "coo": ORIGIN, "cf_type": "ISO", "limit": "1000"}
    if by_place:
        asked["coa_all"] = "true"
    while page <= pages:
        answer = client.get(f"{address}/{TABLES[table]}/", params=asked | {"page": str(page)}, timeout=(10, 60))
        if answer.status_code != 200:
            raise AnswerError(
                f"{answer.url}: the server answers {answer.status_code}. Try later, or look at the address."
            )
        try:
            found = answer.json()
            items, pages = found["items"], int(found.get("maxPages", 1))
        except (ValueError, KeyError, TypeError) as error:
            raise AnswerError(
                f"{answer.url}: the answer has another shape ({error}). Compare it with the interface's page."
            ) from error
        rows += [_checked(item, years, by_place, answer.url) for item in items]
        page += 1
    if not rows:
        raise AnswerError(f"{address}/{table}: no row. The code of the origin, or the years, may be unknown there.")
    return rows


def _checked(item: dict, years: tuple[str, str], by_place: bool, url: str) -> dict:
    """A row that echoes what was asked; a misspelt parameter is ignored there and answers for the world."""
    origin, year, place = str(item.get("coo_iso", "")), str(item.get("year", "")), str(item.get("coa_iso", ""))
    if origin != ORIGIN or not years[0] <= year <= years[1]:
        raise AnswerError(
            f"{url}: asked for {ORIGIN} {years[0]}–{years[1]}, answered for '{origin}' {year}. A parameter was ignored."
        )
    if by_place != (place not in ("", "-")):
        raise AnswerError(
            f"{url}: asked {'by' if by_place else 'over all'} destinations, answered for '{place}'. A parameter was ignored."
        )
    return item


def value(rows: list[dict], wanted: Cited) -> int | None:
    """The value of a figure: the sum of its rows, or None where none is given. "-" is no zero."""
    fits = [
        r
        for r in rows
        if str(r["year"]) == wanted.year
        and (not wanted.coa or r.get("coa_iso") == wanted.coa)
        and all(str(r.get(k)) == v for k, v in wanted.keys)
    ]
    given = [str(r[wanted.column]) for r in fits if str(r.get(wanted.column, "-")) not in ("-", "", "None")]
    bad = [g for g in given if not g.isdigit()]
    if bad:
        raise AnswerError(f"{wanted.entry.id}: '{bad[0]}' is not a count. Look at the answer by hand.")
    return sum(map(int, given)) if given else None


def compare(folder: data.Folder, edition: str, address: str = ADDRESS) -> Iterator[tuple[Cited, int | None]]:
    """Figures whose value is another today, with it (None: no longer given)."""
    client, wanted = session(), list(cited(folder, edition))
    cache: dict[tuple[str, bool], list[dict]] = {}
    for one in wanted:
        key = (one.table, bool(one.coa))
        if key not in cache:
            years = [w.year for w in wanted if (w.table, bool(w.coa)) == key]
            cache[key] = fetch(client, address, one.table, (min(years), max(years)), bool(one.coa))
        now = value(cache[key], one)
        if str(now) != one.entry.text("value"):
            yield one, now


def flips(folder: data.Folder, changes: list[tuple[Cited, int | None]]) -> list[str]:
    """The verdicts that would be others with the new values."""
    new = {c.entry.id: str(v) for c, v in changes if v is not None}
    rows = [replace(e, fields=e.fields | {"value": new[e.id]}) if e.id in new else e for e in folder.figures]
    before = {r.id: r.verdict for r in claims.results(model.build(folder))}
    after = {r.id: r.verdict for r in claims.results(model.build(replace(folder, figures=rows)))}
    return [f"{i}: {v} → {after[i]}" for i, v in before.items() if after.get(i, v) != v]


def main(argv: list[str] | None = None) -> int:
    """Print what changed; 0 if the comparison was made, 1 if it could not be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edition", default="unhcr-2026-06", help="the edition we cite")
    parser.add_argument("--new", default="unhcr-YYYY-MM", help="the id to print in the new rows")
    parser.add_argument("--address", default=ADDRESS, help="the interface")
    options = parser.parse_args(argv)
    folder = data.read(ROOT / "data", ROOT)
    try:
        changes = list(compare(folder, options.edition, options.address))
    except (AnswerError, requests.RequestException) as error:
        print(f"data/refresh.py: {error}", file=sys.stderr)
        return 1
    for one, now in changes:
        row = one.entry.fields
        if now is None:
            print(f"# {one.entry.id}: no figure is given any more; ours is {row['value']}")
        else:
            print(f'{row["fact"]},{options.new},{now},exact,,,,"{row["locator"]}",')
    for line in flips(folder, changes):
        print(f"# verdict of {line}")
    print(f"# {len(changes)} figures changed, {len(list(cited(folder, options.edition)))} compared")
    return 0


if __name__ == "__main__":
    sys.exit(main())
