"""A server of our own in the place of the dataset's interface, and the comparison with it.

Its answers have the shape of the interface's and say that they are made: their values are those
of our data, damaged where a test says so. Nothing here was recorded from the real server.
"""

import copy
import csv
import functools
import importlib.util
import json
import re
import sys
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

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


def refused(code, said, expected):
    """One printable line that ends with what to do, and exit code 1."""
    assert code == 1 and said.out == "", said
    assert said.err.count("\n") == 1 and said.err.endswith(".\n") and said.err.strip().isprintable(), said.err
    assert expected in said.err and "Traceback" not in said.err
