"""The comparison with the dataset's interface, against a server of our own.

Its answers have the shape of the interface's; their values are made from our data, and changed
where a test says so. Nothing here was recorded from the real server.
"""

import csv
import importlib.util
import json
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from factsheet import data
from tests.conftest import ROOT

spec = importlib.util.spec_from_file_location("refresh", ROOT / "data/refresh.py")
refresh = importlib.util.module_from_spec(spec)
sys.modules["refresh"] = refresh
spec.loader.exec_module(refresh)


def made_rows():
    """Rows such as the interface gives, from our own figures."""
    out = {"population": [], "asylum-applications": []}
    with (ROOT / "data/figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            match = refresh._query.fullmatch(row["locator"])
            if row["source"] != "unhcr-2026-06" or not match:
                continue
            keys = dict(k.split("=") for k in match["keys"].split(", ") if "=" in k)
            item = {
                "year": int(keys["year"]),
                "coo_iso": "CHN",
                "coa_iso": keys.get("coa", "-"),
                match["column"]: row["value"],
            }
            item |= {k: v for k, v in keys.items() if k in ("app_type", "app_pc")}
            out[match["table"]].append(item)
    return out


class Fake(BaseHTTPRequestHandler):
    """The server; what it answers is set by the fixture below."""

    def do_GET(self):
        parts = urlsplit(self.path)
        table, asked = parts.path.strip("/").split("/")[-1], {k: v[0] for k, v in parse_qs(parts.query).items()}
        Fake.asked.append(asked)
        by_place = asked.get("coa_all") == "true"
        items = [
            r
            for r in self.rows[table]
            if (r["coa_iso"] != "-") == by_place and asked["yearFrom"] <= str(r["year"]) <= asked["yearTo"]
        ]
        items = self.change(table, asked, items)
        code = self.status.pop(0) if len(self.status) > 1 else self.status[0]
        body = items if isinstance(items, bytes) else json.dumps({"page": 1, "maxPages": 1, "items": items}).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def server():
    Fake.rows, Fake.change, Fake.status, Fake.asked = made_rows(), staticmethod(lambda t, a, items: items), [200], []
    made = ThreadingHTTPServer(("127.0.0.1", 0), Fake)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()


def change(function):
    Fake.change = staticmethod(function)


def test_nothing_changed(server, capsys):
    assert refresh.main(["--address", server]) == 0
    assert re.search(r"# 0 figures changed, \d{3} compared", capsys.readouterr().out)
    assert {a["coo"] for a in Fake.asked} == {"CHN"} and {a["cf_type"] for a in Fake.asked} == {"ISO"}


def test_a_change_is_printed_as_a_row_and_with_the_verdicts_it_flips(server, capsys):
    for row in Fake.rows["population"]:
        if row["year"] == 2012 and row["coa_iso"] == "-" and "asylum_seekers" in row:
            row["asylum_seekers"] = "12362"
    before = (ROOT / "data/figures.csv").read_bytes()
    assert refresh.main(["--address", server, "--new", "unhcr-2026-12"]) == 0
    said = capsys.readouterr().out
    assert (
        'asylum-seekers-2012,unhcr-2026-12,12362,exact,,,,"table population; year=2012, coo=CHN, all coa; column asylum_seekers",'
        in said
    )
    assert "# verdict of asylum-seekers-2012@viewus: Near miss, one digit → Matches" in said
    assert (ROOT / "data/figures.csv").read_bytes() == before


def test_a_dash_is_no_zero(server, capsys):
    for row in Fake.rows["population"]:
        if row["year"] == 2012 and row["coa_iso"] == "USA" and "refugees" in row:
            row["refugees"] = "-"
    assert refresh.main(["--address", server]) == 0
    assert "# refugees-2012-usa@unhcr-2026-06: no figure is given any more; ours is 60615" in capsys.readouterr().out


WRONG = {
    "the world's totals": (lambda t, a, items: [i | {"coo_iso": "-"} for i in items], "A parameter was ignored"),
    "other years": (lambda t, a, items: [i | {"year": 1999} for i in items], "A parameter was ignored"),
    "all destinations in one": (lambda t, a, items: [i | {"coa_iso": "-"} for i in items], "A parameter was ignored"),
    "nothing": (lambda t, a, items: [], "no row"),
    "another shape": (lambda t, a, items: b'{"rows": []}', "the answer has another shape"),
    "no JSON": (lambda t, a, items: b"<html>", "the answer has another shape"),
    "words for numbers": (lambda t, a, items: [i | {k: "many" for k in ("refugees", "asylum_seekers", "applied") if k in i} for i in items], "is not a count"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_an_answer_to_another_question_is_refused(case, server, capsys):
    answer, expected = WRONG[case]
    change(answer)
    assert refresh.main(["--address", server]) == 1
    assert expected in capsys.readouterr().err


def test_a_busy_server_is_tried_again_and_a_broken_one_named(server, capsys):
    Fake.status = [503, 200]
    assert refresh.main(["--address", server]) == 0
    Fake.status = [404]
    assert refresh.main(["--address", server]) == 1
    assert "the server answers 404" in capsys.readouterr().err


def test_a_server_that_is_not_there_is_named(capsys, monkeypatch):
    monkeypatch.setattr(refresh.Retry, "get_backoff_time", lambda self: 0)
    assert refresh.main(["--address", "http://127.0.0.1:9"]) == 1
    assert "data/refresh.py: " in capsys.readouterr().err


def test_every_cited_year_end_figure_and_application_is_compared():
    folder = data.read(ROOT / "data", ROOT)
    ours = [e for e in folder.figures if e.text("source") == "unhcr-2026-06"]
    assert len(list(refresh.cited(folder, "unhcr-2026-06"))) == len(ours)
