"""The comparison with the dataset's interface, against a server of our own.

Its answers have the shape of the interface's and say that they are made: their values are those
of our data, damaged where a test says so. Nothing here was recorded from the real server.
"""

import copy
import csv
import functools
import gzip
import importlib.util
import itertools
import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from factsheet import data
from tests.conftest import ROOT

SCRIPT = ROOT / "data/refresh.py"
EDITION = "unhcr-2026-06"
MADE = "made by the tests from our own figures; no answer of UNHCR"
QUERY = re.compile(r"table (?P<table>[\w-]+); (?P<keys>.*); column (?P<column>\w+)")

# The columns of each table, and what stands in them where we cite nothing.
EMPTY = {
    "population": {"refugees": "-", "asylum_seekers": "-", "idps": "0", "oip": "-"},
    "asylum-applications": {"procedure_type": "G", "app_type": "N", "dec_level": "NA", "app_pc": "P"},
    "asylum-decisions": {
        "procedure_type": "G", "dec_level": "FI", "dec_pc": "P", "dec_recognized": 0, "dec_other": "0",
        "dec_rejected": 0, "dec_closed": 0,
    },
}  # fmt: skip

spec = importlib.util.spec_from_file_location("refresh", SCRIPT)
refresh = importlib.util.module_from_spec(spec)
sys.modules["refresh"] = refresh
spec.loader.exec_module(refresh)

# Small enough that an answer without end is cut at once, large enough for every true one.
SMALL = {"pages": 20, "size": 900_000, "seconds": 300.0, "silence": 60.0, "retries": 1, "pause": 0.0}


@functools.cache
def made_rows():
    """Rows as the interface gives them, made from our own figures: one for each year, destination and other key."""
    found = {table: {} for table in EMPTY}
    with (ROOT / "data/figures.csv").open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            match = QUERY.fullmatch(cells["locator"])
            if cells["source"] != EDITION or not match:
                continue
            keys = dict(k.split("=") for k in match["keys"].split(", ") if "=" in k)
            row = {"year": int(keys["year"]), "coo_id": 34, "coo_name": "China", "coo": "CHI", "coo_iso": keys["coo"]}
            row |= {"coa_id": "-", "coa_name": "-", "coa": "-", "coa_iso": keys.get("coa", "-")}
            row |= EMPTY[match["table"]]
            row |= {key: keys[key] for key in row.keys() & keys.keys() - {"year", "coo", "coa"}}
            row = found[match["table"]].setdefault(tuple(row.values()), row)
            # The interface writes some counts as numbers and some as texts.
            row[match["column"]] = cells["value"] if row["year"] % 2 else int(cells["value"])
    return {table: list(rows.values()) for table, rows in found.items()}


@dataclass
class Reply:
    """What the server sends: by default a correct answer; endless `parts` are sent without end."""

    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    parts: object = None
    raw: bool = False  # `parts` are all that is sent, without a status or headers of ours


class Server(ThreadingHTTPServer):
    """Answers as the interface does; `fault` may replace an answer."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.rows, self.fault, self.per_page = copy.deepcopy(made_rows()), lambda answer, asked: answer, 1000
        self.asked, self.stopped = [], threading.Event()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, table, asked):
        by_place, page = asked.get("coa_all") == "true", int(asked["page"])
        years = range(int(asked["yearFrom"]), int(asked["yearTo"]) + 1)
        rows = [
            r
            for r in self.rows[table]
            if (r["coa_iso"] != "-") == by_place and r["year"] in years and r["coo_iso"] == asked["coo"]
        ]
        pages = max(1, -(-len(rows) // self.per_page))
        items = rows[(page - 1) * self.per_page : page * self.per_page]
        return {
            "made": MADE,
            "short-url": "",
            "page": page,
            "maxPages": pages,
            "total": [],
            "items": copy.deepcopy(items),
        }


class Handler(BaseHTTPRequestHandler):
    disable_nagle_algorithm = True

    def do_GET(self):
        parts = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        asked["table"] = parts.path.strip("/").split("/")[-1]
        self.server.asked.append(asked)
        reply = self.server.fault(self.server.answer(asked["table"], asked), asked)
        if isinstance(reply, bytes):
            reply = Reply(reply)
        if not isinstance(reply, Reply):
            reply = Reply(json.dumps(reply).encode())
        try:
            self.send(reply)
        except OSError:
            self.close_connection = True  # the client has heard enough

    def send(self, reply):
        if not reply.raw:
            self.send_response(reply.status)
            headers = {"X-Made": MADE} | ({} if reply.parts else {"Content-Length": len(reply.body)}) | reply.headers
            for name, value in headers.items():
                self.send_header(name, str(value))
            self.end_headers()
        for part in reply.parts or [reply.body]:
            self.wfile.write(part)
            if self.server.stopped.is_set():
                break

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def sound():
    return refresh.our_data()


@pytest.fixture(autouse=True)
def read_once(monkeypatch, sound):
    """Our data are read and checked once for all tests; those of a test's own folder are read there."""
    read = refresh.our_data
    monkeypatch.setattr(refresh, "our_data", lambda: sound if refresh.ROOT == ROOT else read())


@pytest.fixture
def server():
    made = Server()
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.stopped.set()
    made.shutdown()
    made.server_close()


def run(server, *options, **limits):
    return refresh.main(["--address", server.address, *options], refresh.Limits(**SMALL | limits))


def rows_of(said):
    """The lines that could be pasted into figures.csv."""
    return [line for line in said.splitlines() if line and not line.startswith("#")]


# ---------------------------------------------------------------- answers as they should be


def test_nothing_changed(server, capsys):
    assert run(server) == 0
    assert re.fullmatch(r"# 0 figures changed, 0 no longer given, \d+ compared\n", capsys.readouterr().out)
    assert {a["coo"] for a in server.asked} == {"CHN", "TIB", "HKG", "MAC"} and {
        a["cf_type"] for a in server.asked
    } == {"ISO"}


def test_a_later_year_than_any_we_cite_is_told(server, capsys):
    rows = server.rows["asylum-decisions"]
    newest = max(row["year"] for row in rows)
    rows += [row | {"year": newest + 1} for row in rows if row["year"] == newest]
    assert run(server) == 0
    said = capsys.readouterr().out
    assert f"# table asylum-decisions has rows of {newest + 1} by now" in said and f"--years {newest + 1}-" in said
    assert "table population has rows" not in said and rows_of(said) == []


def test_a_table_of_many_pages_is_read_whole(server, capsys):
    server.per_page = 100
    assert run(server) == 0
    assert rows_of(capsys.readouterr().out) == []
    assert max(int(a["page"]) for a in server.asked) > 3


def test_a_change_is_printed_as_a_row_and_with_the_verdicts_it_flips(server, capsys):
    for row in server.rows["population"]:
        if row["year"] == 2012 and row["coa_iso"] == "-":
            row["asylum_seekers"] = "12362"
    before = (ROOT / "data/figures.csv").read_bytes()
    assert run(server, "--new", "unhcr-2026-12") == 0
    said = capsys.readouterr().out
    assert rows_of(said) == [
        'asylum-seekers-2012,unhcr-2026-12,12362,exact,,,,"table population; year=2012, coo=CHN, all coa; column asylum_seekers",'
    ]
    assert "# verdict of asylum-seekers-2012@viewus: Near miss, one digit → Right number, wrong description" in said
    assert (ROOT / "data/figures.csv").read_bytes() == before


def test_a_claim_that_the_new_values_leave_without_arithmetic_is_told(server, capsys):
    for row in server.rows["population"]:
        row["asylum_seekers"] = 0 if row["asylum_seekers"] != "-" else "-"
    assert run(server) == 0
    assert "→ can no longer be computed" in capsys.readouterr().out


def test_a_dash_is_no_zero(server, capsys):
    for row in server.rows["population"]:
        if row["year"] == 2012 and row["coa_iso"] == "USA":
            row["refugees"] = "-"
    assert run(server) == 0
    said = capsys.readouterr().out
    assert f"# refugees-2012-usa@{EDITION}: UNHCR no longer gives a figure; ours is 60615" in said
    assert "# 0 figures changed, 1 no longer given" in said and rows_of(said) == []


def test_a_figure_told_in_several_rows_is_their_sum(server, capsys):
    def split(answer, asked):
        if asked["table"] == "asylum-applications":
            parts = []
            for row in answer["items"]:
                parts += [row | {"applied": int(row["applied"]) - 5}, row | {"applied": "5", "procedure_type": "U"}]
            answer["items"] = parts
        return answer

    server.fault, server.per_page = split, 400
    assert run(server) == 0
    assert rows_of(capsys.readouterr().out) == []


def test_totals_that_the_rows_add_up_to_are_accepted_of_a_page_and_of_a_table(server, capsys):
    server.per_page = 100
    rows = server.rows["asylum-applications"]
    whole = {scope: sum(int(r["applied"]) for r in rows if (r["coa_iso"] != "-") == scope) for scope in (True, False)}

    def totals(answer, asked):
        if asked["table"] == "asylum-applications":
            answer["total"] = {
                "applied": whole["coa_all" in asked]
                if asked["page"] == "1"
                else sum(int(r["applied"]) for r in answer["items"])
            }
        return answer

    server.fault = totals
    assert run(server) == 0
    assert rows_of(capsys.readouterr().out) == []


def test_a_busy_server_is_asked_again(server):
    answers = itertools.chain([503, 429], itertools.repeat(200))
    server.fault = lambda answer, asked: Reply(json.dumps(answer).encode(), next(answers))
    assert run(server, retries=3) == 0


def test_every_cited_year_end_figure_and_application_is_compared():
    folder = data.read(ROOT / "data", ROOT)
    queries = {e.id for e in folder.figures if e.text("source") == EDITION and e.text("locator").startswith("table ")}
    assert queries and queries == {figure.entry.id for figure in refresh.cited(folder, EDITION)}


# ---------------------------------------------------------------- answers as they should not be


def each_row(**changes):
    """Put values into every row of every answer."""
    return lambda answer, asked: answer | {"items": [row | changes for row in answer["items"]]}


def last_row(**changes):
    """Put values into the last row of every answer; a callable gets the old value."""

    def fault(answer, asked):
        row = answer["items"][-1]
        for name, new in changes.items():
            row[name] = new(row[name]) if callable(new) else new
        return answer

    return fault


def counts(new):
    """Put a value in the place of every cited count."""

    def fault(answer, asked):
        for row in answer["items"]:
            row.update({name: new for name in ("refugees", "asylum_seekers", "applied") if name in row})
        return answer

    return fault


def without(*names, rows=slice(None)):
    def fault(answer, asked):
        for row in answer["items"][rows]:
            for name in names:
                row.pop(name, None)
        return answer

    return fault


def top(**changes):
    """Put values beside the rows."""
    return lambda answer, asked: answer | changes


def lacking(name):
    return lambda answer, asked: {k: v for k, v in answer.items() if k != name}


def instead(value):
    """Another value instead of the whole answer."""
    return lambda answer, asked: json.dumps(value).encode()


def text(change):
    """Change the JSON text of an answer."""
    return lambda answer, asked: change(json.dumps(answer)).encode()


def items(change):
    return lambda answer, asked: answer | {"items": change(answer["items"])}


def reply(**given):
    return lambda answer, asked: Reply(**{"body": json.dumps(answer).encode()} | given)


def on_page(number, change):
    return lambda answer, asked: change(answer, asked) if asked["page"] == str(number) else answer


def by_place(change):
    """A fault in the answers by destination only."""
    return lambda answer, asked: change(answer, asked) if asked.get("coa_all") else answer


def ignores_page(echo):
    """Gives the first page again and again; with `echo`, it says that it is the one asked for."""

    def fault(answer, asked):
        first = asked["server"].answer(asked["table"], asked | {"page": "1"})
        return first | ({"page": int(asked["page"])} if echo else {})

    return fault


def packed(body):
    return gzip.compress(body if isinstance(body, bytes) else json.dumps(body).encode())


ESCAPE = "\x1b]0;owned\x07\x1b[2J"
JSON = b'{"made": "by the tests", "page": 1, "maxPages": 1, "items": [ '
FAULTS = {
    # What HTTP says, or fails to say.
    "500 Internal Server Error": (reply(status=500), "the server answers 500"),
    "503 for ever": (reply(status=503), "the server answers 503"),
    "404 Not Found": (reply(status=404), "the server answers 404"),
    "403 Forbidden": (reply(status=403), "the server answers 403"),
    "204 No Content": (reply(status=204, body=b""), "the server answers 204"),
    "206 Partial Content": (reply(status=206), "the server answers 206"),
    "302 to another host": (reply(status=302, headers={"Location": "https://example.org/x"}), "points to 'https://example.org/x'"),
    "307 to a folder beside": (reply(status=307, headers={"Location": "/elsewhere/"}), "points to '/elsewhere/'"),
    "301 to nowhere": (reply(status=301), "points to ''"),
    "a redirect with terminal escapes": (reply(status=302, headers={"Location": f"/{ESCAPE}"}), "points to '/\\x1b]0;owned"),
    "an empty body": (reply(body=b""), "it is empty"),
    "a body of blanks": (reply(body=b" \n "), "not valid JSON"),
    "a body cut off": (reply(headers={"Content-Length": 10_000_000}), "no complete answer came"),
    "a chunked body cut off": (lambda a, q: Reply(headers={"Transfer-Encoding": "chunked"}, parts=[b"ff\r\n" + JSON]), "no complete answer came"),
    "chunks of no length": (lambda a, q: Reply(headers={"Transfer-Encoding": "chunked"}, parts=[b"zz\r\n" + JSON]), "no complete answer came"),
    "no answer before the line is closed": (lambda a, q: Reply(raw=True, parts=[b""]), "no complete answer came"),
    "not HTTP": (lambda a, q: Reply(raw=True, parts=[b"220 mail.example.org ESMTP\r\n"]), "no complete answer came"),
    "too many headers": (lambda a, q: Reply(headers={f"X-{n}": n for n in range(200)}), "no complete answer came"),
    "plain text said to be gzip": (reply(headers={"Content-Encoding": "gzip"}), "compressed as 'gzip'"),
    "gzip nobody asked for": (lambda a, q: Reply(packed(a), headers={"Content-Encoding": "gzip"}), "compressed as 'gzip'"),
    "an unknown packing": (reply(headers={"Content-Encoding": "zork"}), "compressed as 'zork'"),
    "a small gzip of a huge body": (lambda a, q: Reply(packed(b" " * 5_000_000), headers={"Content-Encoding": "gzip"}), "compressed as 'gzip'"),
    "gzip without saying so": (lambda a, q: packed(a), "not valid JSON"),
    # Answers without end: a limit cuts them.
    "a body larger than we read": (lambda a, q: JSON + b" " * 1_000_000, "longer than 900000 bytes"),
    "a body without end": (lambda a, q: Reply(parts=itertools.chain([JSON], itertools.repeat(b" " * 65536))), "longer than 900000 bytes"),
    "a chunk without end": (lambda a, q: Reply(headers={"Transfer-Encoding": "chunked"}, parts=itertools.chain([b"ffffffff\r\n"], itertools.repeat(b" " * 65536))), "longer than 900000 bytes"),
    "a billion pages": (top(maxPages=1_000_000_000), "the table has 1000000000 pages, more than the limit of 20"),
    # Not JSON, or JSON of another shape.
    "an HTML error page": (reply(body=b"<!DOCTYPE html><title>Sorry</title>"), "it begins '<!DOCTYPE html>"),
    "JSON cut off": (text(lambda t: t[: len(t) // 2]), "not valid JSON"),
    "two answers in one": (text(lambda t: t + t), "not valid JSON"),
    "a byte that is not UTF-8": (lambda a, q: b'{"made": "\xff"}', "not valid JSON"),
    "a nest too deep": (lambda a, q: b"[" * 100_000, "not valid JSON"),
    "a number of 5000 digits": (text(lambda t: t.replace("2012", "9" * 5000, 1).replace('"page": 1', f'"page": {"9" * 5000}')), "not valid JSON"),
    "NaN for a number": (text(lambda t: t.replace('"page": 1', '"page": NaN')), "NaN is not a JSON number"),
    "NaN for a count": (counts(float("nan")), "NaN is not a JSON number"),
    "infinity for a count": (counts(float("inf")), "Infinity is not a JSON number"),
    "a name twice in a row": (text(lambda t: t.replace('"year": 2', '"year": 1999, "year": 2')), "an object repeats a name"),
    "a list": (instead([]), "the answer is '[]', not an object"),
    "a list of rows": (lambda a, q: json.dumps(a["items"]).encode(), "not an object"),
    "null": (instead(None), "the answer is 'null'"),
    "true": (instead(True), "the answer is 'true'"),
    "a number": (instead(5), "the answer is '5', not an object"),
    "a text": (instead("busy"), "the answer is 'busy', not an object"),
    "an empty object": (instead({}), "has no 'page'"),
    "an error told as JSON": (instead({"made": MADE, "error": "busy"}), "has no 'page', only 'made, error'"),
    "no items": (lacking("items"), "has no 'items'"),
    "no page": (lacking("page"), "has no 'page'"),
    "no number of pages": (lacking("maxPages"), "has no 'maxPages'"),
    "null for items": (top(items=None), "'items' is 'null', not a list"),
    "an object for items": (top(items={}), "'items' is '{}', not a list"),
    "a text for items": (top(items="none"), "'items' is 'none', not a list"),
    "a text for a row": (items(lambda rows: [*rows, "made"]), "not an object"),
    "null for a row": (items(lambda rows: [*rows, None]), "is 'null', not an object"),
    "a list for a row": (items(lambda rows: [list(r.values()) for r in rows]), "not an object"),
    "another page": (top(page=2), "asked for page 1, but 'page' is '2'"),
    "a text for the page": (top(page="first"), "'page' is 'first'"),
    "a text for the number of pages": (top(maxPages="many"), "'maxPages' is 'many'"),
    "fewer than no pages": (top(maxPages=-1), "'maxPages' is '-1'"),
    "true pages": (top(maxPages=True), "'maxPages' is 'true'"),
    "half a page": (top(maxPages=1.5), "'maxPages' is '1.5'"),
    "a list for the number of pages": (top(maxPages=[1]), "'maxPages' is '[1]'"),
    # Another question answered, or this one in part.
    "no row": (top(items=[]), "page 1 of 1 has no rows"),
    "the world's totals": (each_row(coo_iso="-"), "asked for the origin CHN, answered for '-'"),
    "another origin": (last_row(coo_iso="TIB"), "asked for the origin CHN, answered for 'TIB'"),
    "no origin": (without("coo_iso"), "has no 'coo_iso'"),
    "a number for an origin": (each_row(coo_iso=34), "'coo_iso' is '34', not a text"),
    "another year": (last_row(year=1999), "answered for '1999'"),
    "no year": (without("year", rows=slice(-1, None)), "has no 'year'"),
    "null for a year": (last_row(year=None), "answered for 'null'"),
    "a word for a year": (last_row(year="all"), "answered for 'all'"),
    "a year with a fraction": (last_row(year=2012.5), "answered for '2012.5'"),
    "one year missing": (items(lambda rows: [r for r in rows if r["year"] != 2012]), "no row for 2012"),
    "all destinations in one": (by_place(each_row(coa_iso="-")), "asked by destination, answered for the destination '-'"),
    "one destination instead of all": (each_row(coa_iso="USA"), "asked over all destinations, answered for the destination 'USA'"),
    "null for a destination": (by_place(last_row(coa_iso=None)), "'coa_iso' is 'null', not a text"),
    "an empty destination": (by_place(last_row(coa_iso="")), "'coa_iso' is '', not a text"),
    "no destination": (without("coa_iso"), "has no 'coa_iso'"),
    "more rows than asked for": (items(lambda rows: rows[:1] * 1001), "page 1 has 1001 rows, but at most 1000 were asked for"),
    # Rows repeated and columns omitted.
    "every row twice": (items(lambda rows: rows + rows), "repeats row 1 of page 1"),
    "one row twice, with another count": (items(lambda rows: [*rows, rows[0] | {"refugees": 7, "applied": 7}]), "repeats row 1 of page 1"),
    "a column omitted": (without("asylum_seekers"), "has no 'asylum_seekers'"),
    "a column omitted in the last row": (without("refugees", rows=slice(-1, None)), "has no 'refugees'"),
    "a column renamed": (text(lambda t: t.replace('"refugees"', '"refugee"')), "has no 'refugees'"),
    "the column of the applications omitted": (without("applied"), "has no 'applied'"),
    "a key of the applications omitted": (without("app_pc"), "has no 'app_pc'"),
    "null for a key of the applications": (text(lambda t: t.replace('"app_type": "N"', '"app_type": null')), "'app_type' is 'null'"),
    # Something else in the place of a count.
    "a word for a count": (counts("many"), "'many', which is not a count"),
    "a negative count": (last_row(asylum_seekers=-5, applied=-5), "'-5', which is not a count"),
    "a negative count as text": (counts("-5"), "'-5', which is not a count"),
    "a count with a fraction": (counts(12.5), "'12.5', which is not a count"),
    "a count with a fraction of nothing": (counts(12.0), "'12.0', which is not a count"),
    "a count beyond any float": (text(lambda t: re.sub(r'"(refugees|applied)": "?\d+"?', r'"\1": 1e999', t)), "'Infinity', which is not a count"),
    "a count with a comma": (counts("12,362"), "'12,362', which is not a count"),
    "a count with a space": (counts("12 362"), "'12 362', which is not a count"),
    "a count in other digits": (counts("\u0661\u0662"), "which is not a count"),
    "a count with an exponent sign": (counts("12\u00b2"), "which is not a count"),
    "a count led by zeros": (counts("0012"), "'0012', which is not a count"),
    "more people than there are": (counts(10**12), "'1000000000000', which is not a count"),
    "a text of 5000 digits": (counts("9" * 5000), "which is not a count"),
    "true for a count": (counts(True), "'true', which is not a count"),
    "null for a count": (counts(None), "'null', which is not a count"),
    "nothing for a count": (counts(""), "'', which is not a count"),
    "a list for a count": (counts([12]), "'[12]', which is not a count"),
    "an object for a count": (counts({"count": 12}), "which is not a count"),
    "a dash for every count": (counts("-"), "no row has a count in 'asylum_seekers'"),
    "terminal escapes for a count": (counts(ESCAPE), "'\\x1b]0;owned\\x07\\x1b[2J', which is not a count"),
    "terminal escapes for a year": (last_row(year=ESCAPE), "answered for '\\x1b]0;owned"),
    "terminal escapes for a name": (instead({ESCAPE: 1}), "only '\\x1b]0;owned"),
    "terminal escapes for an answer": (lambda a, q: ESCAPE.encode(), "it begins '\\x1b]0;owned"),
    "lines for a count": (counts("1\n2\r3\u2028"), "'1\\n2\\r3\\u2028', which is not a count"),
    "half a surrogate for a count": (counts("\ud800"), "'\\ud800', which is not a count"),
    # Totals.
    "totals that the rows do not add up to": (top(total={"asylum_seekers": 1, "applied": 1}), "but 'total' is 1"),
    "a word for a total": (top(total={"refugees": "many"}), "'total': 'refugees' is 'many'"),
}  # fmt: skip

PAGED = {
    "pages that grow": (lambda a, q: a | {"maxPages": int(q["page"]) + 1}, "page 2 says there are 3 pages, page 1 said 2"),
    "the page asked for ignored": (ignores_page(echo=False), "asked for page 2, but 'page' is '1'"),
    "the page asked for ignored and echoed": (ignores_page(echo=True), "row 1 of page 2 repeats row 1 of page 1"),
    "an empty page in the middle": (on_page(2, top(items=[])), "page 2 of 4 has no rows"),
    "another number of pages on the second": (on_page(2, top(maxPages=9)), "page 2 says there are 9 pages, page 1 said 4"),
    "an error on the last page": (on_page(4, reply(status=500)), "the server answers 500"),
    "a row of the first page on the second": (on_page(2, lambda a, q: a | {"items": q["server"].answer(q["table"], q | {"page": "1"})["items"][:1]}), "row 1 of page 2 repeats row 1 of page 1"),
    "a page lost, with the total of all": (lambda a, q: a | {"total": {"refugees": 10**9}}, "but 'total' is 1000000000"),
}  # fmt: skip


def refused(code, said, expected):
    """One printable line that ends with what to do, and exit code 1."""
    assert code == 1 and said.out == "", said
    assert said.err.count("\n") == 1 and said.err.endswith(".\n") and said.err.strip().isprintable(), said.err
    assert expected in said.err and "Traceback" not in said.err


@pytest.mark.parametrize("case", FAULTS)
def test_a_faulty_answer_is_refused_in_one_line_and_gives_no_row(case, server, capsys):
    server.fault, expected = FAULTS[case]
    code = run(server)
    said = capsys.readouterr()
    refused(code, said, expected)
    assert said.err.startswith(f"{server.address}/population/?yearFrom=") or "asylum-applications" in said.err


@pytest.mark.parametrize("case", PAGED)
def test_a_fault_in_the_pages_of_a_table_is_refused_in_one_line_and_gives_no_row(case, server, capsys):
    fault, expected = PAGED[case]
    server.per_page, server.fault = 7, lambda answer, asked: fault(answer, asked | {"server": server})
    refused(run(server), capsys.readouterr(), expected)


def test_a_fault_in_the_last_table_keeps_the_rows_of_the_first_back(server, capsys):
    for row in server.rows["population"]:
        row["refugees"] = 7
    server.fault = lambda a, q: b"null" if q["table"] == "asylum-applications" else a
    refused(run(server), capsys.readouterr(), "the answer is 'null'")


# ---------------------------------------------------------------- answers that never end


def drip(server, *first):
    """A byte now and then, as long as the test runs."""
    yield from first
    while not server.stopped.wait(0.02):
        yield b" "


@pytest.mark.parametrize(
    ("raw", "first"),
    [(False, JSON), (True, b"HTTP/1.1 200 OK\r\nX-Slow: "), (True, b"HTTP/1.1 ")],
    ids=["a body", "a header", "a status"],
)
def test_an_answer_that_drips_is_cut_when_its_time_is_up(server, capsys, raw, first):
    server.fault = lambda answer, asked: Reply(raw=raw, parts=drip(server, first))
    refused(run(server, seconds=0.3), capsys.readouterr(), "the answers took longer than 0.3 seconds")


def test_a_server_that_says_nothing_is_named(server, capsys):
    server.fault = lambda answer, asked: Reply(raw=True, parts=(server.stopped.wait() and b"" for _ in range(1)))
    refused(run(server, silence=0.1, retries=0), capsys.readouterr(), "no complete answer came")


def test_a_server_that_wants_us_to_wait_for_a_day_is_not_waited_for(server, capsys):
    server.fault = reply(status=503, headers={"Retry-After": "86400"})
    refused(run(server, seconds=0.3), capsys.readouterr(), "the answers took longer than 0.3 seconds")


def test_the_size_of_all_answers_together_is_bounded(server, capsys):
    asked = []
    server.fault = lambda a, q: asked.append(q) or a | {"made": MADE * 800}
    refused(run(server, size=60_000), capsys.readouterr(), "the answers together are longer than 60000 bytes")
    assert len(asked) > 1


def test_the_program_ends_though_the_server_still_drips(server):
    server.fault = lambda answer, asked: Reply(parts=drip(server, JSON))
    program = (
        f"import sys; sys.argv[1:] = ['--address', {server.address!r}]; sys.path.insert(0, {str(SCRIPT.parent)!r}); "
        "import refresh; sys.exit(refresh.main(limits=refresh.Limits(seconds=0.3)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=600)
    assert (ran.returncode, ran.stdout) == (1, "") and "took longer than 0.3 seconds" in ran.stderr


# ---------------------------------------------------------------- hosts


def test_a_redirect_is_not_followed(server, capsys):
    other = Server()
    threading.Thread(target=other.serve_forever, args=(0.02,), daemon=True).start()
    server.fault = lambda a, q: Reply(status=302, headers={"Location": f"{other.address}/{q['table']}/?page=1"})
    refused(run(server), capsys.readouterr(), "Redirects are not followed")
    other.shutdown()
    other.server_close()
    assert other.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "http://api.unhcr.org/population/v1", "ftp://127.0.0.1/x", "file:///etc/hostname", "api.unhcr.org", "", "https://",
        "https://user:word@api.unhcr.org", "https://api.unhcr.org:port", "https://[", "https://api.unhcr.org/?coo=CHN",
        "https://api.unhcr.org/#x", f"https://api.unhcr.org/{ESCAPE}", "https://api.unhcr.org:99999/",
    ],
)  # fmt: skip
def test_an_address_that_is_no_plain_https_address_is_refused(address, capsys):
    refused(refresh.main(["--address", address]), capsys.readouterr(), "address")


def test_a_server_that_is_not_there_is_named(server, capsys):
    server.shutdown()
    server.server_close()
    refused(run(server), capsys.readouterr(), "no complete answer came (")


# ---------------------------------------------------------------- calls and data of ours


@pytest.mark.parametrize(
    ("edition", "fix"),
    [
        ("unhcr-2026-6", f"Did you mean '{EDITION}'?"),  # mistyped
        ("unhcr-2025-11", f"Did you mean '{EDITION}'?"),  # its figures are mid-year counts, which are not offered
        ("viewus", f"Known: {EDITION}."),  # an article
        (ESCAPE, f"Known: {EDITION}."),
    ],
)
def test_an_edition_with_nothing_to_compare_is_refused(server, capsys, edition, fix):
    assert run(server, "--edition", edition) == 1
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and said.err.strip().isprintable()
    assert said.err.startswith("--edition: no figure of '") and fix in said.err
    assert server.asked == []


@pytest.mark.parametrize("name", ["a,b", 'a"b', "a\nb", ESCAPE, "", "Unhcr", "=1+1"])
def test_a_name_for_new_rows_that_is_no_id_is_refused(server, capsys, name):
    refused(run(server, "--new", name), capsys.readouterr(), "--new: ")


LOCATORS = {
    "a year twice": "table population; year=2012=3, coo=CHN, all coa; column refugees",
    "no year": "table population; coo=CHN, all coa; column refugees",
    "a word for a year": "table population; year=last, coo=CHN, all coa; column refugees",
    "another table": "table populaton; year=2012, coo=CHN, all coa; column refugees",
    "an origin that is no code": "table population; year=2012, coo=China, all coa; column refugees",
    "no destination": "table population; year=2012, coo=CHN; column refugees",
    "a key without value": "table population; year=2012, coo=CHN, all coa, app_type; column refugees",
}


@pytest.mark.parametrize("case", LOCATORS)
def test_a_figure_whose_locator_is_no_query_is_told_apart_and_never_counted(
    case, server, capsys, monkeypatch, tmp_path
):
    assert run(server) == 0
    whole = int(re.search(r"(\d+) compared", capsys.readouterr().out)[1])
    ours = "table population; year=2012, coo=CHN, all coa; column refugees"
    monkeypatch.setattr(refresh, "ROOT", copied(tmp_path, (ours, LOCATORS[case])))
    assert run(server) == 0
    said = capsys.readouterr().out
    assert f"# refugees-2012@{EDITION}: not compared" in said
    assert f"# 0 figures changed, 0 no longer given, {whole - 1} compared" in said


def test_a_column_that_only_our_locator_knows_is_refused(server, capsys, monkeypatch, tmp_path):
    ours = "year=2012, coo=CHN, all coa; column refugees"
    monkeypatch.setattr(refresh, "ROOT", copied(tmp_path, (ours, ours.replace("refugees", "refuges"))))
    refused(run(server), capsys.readouterr(), "has no 'refuges'")


def test_data_that_check_refuses_are_not_compared(server, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(
        refresh,
        "ROOT",
        copied(tmp_path, (f"asylum-seekers-2012,{EDITION},15362", f"asylum-seekers-2012,{EDITION},15 362")),
    )
    refused(run(server), capsys.readouterr(), "in the data to compare. Fix it first: make check")
    assert server.asked == []


def copied(folder, *edits):
    """A copy of our data with the figures edited."""
    (folder / "data").mkdir()
    for path in (ROOT / "data").iterdir():
        if path.is_file() and path.suffix in (".yml", ".csv"):
            (folder / "data" / path.name).write_bytes(path.read_bytes())
    figures = folder / "data/figures.csv"
    words = figures.read_text("utf-8")
    for old, new in edits:
        assert old in words, old
        words = words.replace(old, new, 1)
    figures.write_text(words, "utf-8")
    return folder


def test_the_command_runs_by_itself_and_into_a_pipe_of_another_encoding(server):
    for row in server.rows["population"]:
        if row["year"] == 2012 and row["coa_iso"] == "-":
            row["asylum_seekers"] = 12362
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [sys.executable, str(SCRIPT), "--address", server.address]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600, cwd=ROOT.parent, env=environment)
    assert (ran.returncode, ran.stderr) == (0, "") and "asylum-seekers-2012,unhcr-YYYY-MM,12362" in ran.stdout
