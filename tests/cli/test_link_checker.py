"""The link checker on a real server: it is polite, asks one address at a time, and reports every answer."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from factsheet import data
from factsheet.cli import link_checker
from factsheet.cli.link_checker import ALIVE, DEAD, UNCLEAR, Address, Answer, Visitor
from factsheet.cli.main import main

ANSWERS = {
    "/robots.txt": 200, "/there": 200, "/gone": 404, "/withdrawn": 410, "/refused": 403, "/broken": 500,
    "/moved": 302, "/renamed": 301, "/private/page": 200, "/only-get": 200,
}  # fmt: skip


class Site(BaseHTTPRequestHandler):
    """A server with every kind of answer; remembers what it was asked, by whom, and how many at once."""

    robots = "User-agent: *\nDisallow: /private/\n"
    robots_status = 200

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        with self.server.lock:
            self.server.now += 1
            self.server.most = max(self.server.most, self.server.now)
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        body = self.robots.encode() if self.path == "/robots.txt" else b"x"
        status = self.robots_status if self.path == "/robots.txt" else ANSWERS[self.path]
        self.send_response(405 if (self.command, self.path) == ("HEAD", "/only-get") else status)
        if self.path in ("/moved", "/renamed"):
            self.send_header("Location", "/there")
        self.send_header("Content-Length", str(len(body)))
        # Counted out before the answer leaves: whoever has it may ask again at once.
        with self.server.lock:
            self.server.now -= 1
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Site,), {}))
    made.asked, made.lock, made.now, made.most = [], threading.Lock(), 0, 0
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.shutdown()


def ask(server, path, pauses=None):
    waited = [] if pauses is None else pauses
    visitor = Visitor("otters@example.org", wait=waited.append)
    return visitor.ask(f"http://127.0.0.1:{server.server_port}{path}")


@pytest.mark.parametrize(
    ("path", "state", "told"),
    [
        ("/there", ALIVE, "200"),
        ("/moved", ALIVE, "200, moved to http://127.0.0.1"),
        ("/only-get", ALIVE, "200"),
        ("/gone", DEAD, "404"),
        ("/withdrawn", DEAD, "410"),
        ("/refused", UNCLEAR, "403, look yourself"),
        ("/broken", UNCLEAR, "500, look yourself"),
        ("/private/page", UNCLEAR, "robots.txt does not allow it"),
    ],
)
def test_an_address_is_told_as_it_answers(server, path, state, told):
    answer = ask(server, path)
    assert (answer.state, told in answer.reason) == (state, True), answer


def test_a_page_that_robots_may_not_see_is_never_asked_for(server):
    ask(server, "/private/page")
    assert [path for _, path, _ in server.asked] == ["/robots.txt"]


def test_the_head_is_asked_before_the_page_and_the_page_only_if_need_be(server):
    ask(server, "/there")
    ask(server, "/only-get")
    assert [(m, p) for m, p, _ in server.asked if p != "/robots.txt"] == [
        ("HEAD", "/there"), ("HEAD", "/only-get"), ("GET", "/only-get"),
    ]  # fmt: skip


def test_every_request_says_who_asks_and_waits_its_turn(server):
    pauses = []
    for path in ("/there", "/gone", "/only-get"):
        ask(server, path, pauses)
    assert all("otters@example.org" in agent and link_checker.NAME in agent for _, _, agent in server.asked)
    assert server.most == 1 and len(pauses) == len(server.asked) and min(pauses) >= link_checker.PAUSE


def test_a_host_that_asks_for_longer_pauses_gets_them_or_is_left_alone(server):
    server.RequestHandlerClass.robots = "User-agent: *\nCrawl-delay: 30\n"
    pauses = []
    assert ask(server, "/there", pauses).state == ALIVE and pauses == [link_checker.PAUSE, 30]
    server.RequestHandlerClass.robots = "User-agent: *\nCrawl-delay: 3600\n"
    assert "longer pauses" in ask(server, "/there").reason


@pytest.mark.parametrize(("status", "state"), [(404, ALIVE), (503, UNCLEAR)])
def test_no_robots_file_allows_all_and_a_broken_one_nothing(server, status, state):
    server.RequestHandlerClass.robots_status = status
    assert ask(server, "/there").state == state


def test_a_host_that_does_not_answer_is_told_as_dead():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    answer = Visitor("otters@example.org", pause=0).ask(f"http://127.0.0.1:{port}/page")
    assert answer == Answer(DEAD, "no answer (ConnectionError)")


def test_the_table_begins_with_what_wants_a_look_and_nothing_in_it_is_markup():
    rows = [
        (Address("otters", "https://example.org/a", "https://example.net/a"), Answer(ALIVE, "200")),
        (Address("seals", "https://example.org/b|<b>", ""), Answer(UNCLEAR, "403, look yourself")),
        (Address("voles", "https://example.org/c", "https://example.net/c"), Answer(DEAD, "404, no such page")),
    ]
    told = link_checker.table(rows)
    assert told.startswith("3 cited addresses: 1 dead, 1 unclear, 1 alive.")
    first, second, third = (line for line in told.splitlines() if line.startswith("| http"))
    assert "voles" in first and "https://example.net/c" in first
    assert "none recorded" in second and "<b>" not in second and second.count("|") == 5
    assert "otters" in third and "example.net" not in third


def test_the_command_reports_dead_addresses_and_does_not_fail(toy, server, monkeypatch, capsys):
    monkeypatch.setattr(link_checker, "PAUSE", 0.0)
    host = f"http://127.0.0.1:{server.server_port}"
    folder = data.read(toy.file("data"), toy.root)
    address = next(link_checker.cited(folder)).url
    for source in link_checker.cited(folder):
        toy.edit("data/sources.yml", source.url, f"{host}/{'gone' if source.url == address else 'there'}")
    assert main(["--root", str(toy.root), "links"]) == 0
    said = capsys.readouterr().out
    line = 1 + toy.file("data/sources.yml").read_text("utf-8").splitlines().index(f"    URL: {host}/gone")
    assert "1 dead" in said and f"- data/sources.yml:{line}: it is dead." in said and said.count("\n- ") == 1


@pytest.mark.parametrize("path", ["/renamed", "/moved"])
def test_only_an_address_that_has_moved_for_good_is_a_row_to_change(path, server):
    address = Address("otters", "https://example.org/a", "", "data/sources.yml:7")
    told, new = link_checker.table([(address, ask(server, path))]), f"http://127.0.0.1:{server.server_port}/there"
    assert f"200, moved to {new}" in told
    assert (f"- data/sources.yml:7: it has moved for good. Write {new}" in told) == (path == "/renamed")


def test_an_address_cited_twice_is_asked_once(server):
    visitor = Visitor("otters@example.org", pause=0)
    url = f"http://127.0.0.1:{server.server_port}/there"
    assert visitor.ask(url) == visitor.ask(url)
    assert [path for _, path, _ in server.asked] == ["/robots.txt", "/there"]


def test_the_command_fails_if_nothing_answers_for_then_the_network_is_missing(toy, monkeypatch, capsys):
    monkeypatch.setattr(link_checker, "PAUSE", 0.0)
    for source in list(link_checker.cited(data.read(toy.file("data"), toy.root))):
        toy.edit("data/sources.yml", source.url, "http://nowhere.invalid/")
    assert main(["--root", str(toy.root), "links"]) == 1
    said = capsys.readouterr()
    assert "no address answered" in said.err and "Check your network" in said.err and said.out == ""


def test_the_command_does_not_call_it_well_if_the_data_cannot_be_read(toy, capsys):
    toy.file("data/sources.yml").write_text("references: [\n", "utf-8")
    assert main(["--root", str(toy.root), "links"]) == 1
    assert "sources.yml" in capsys.readouterr().err


def test_of_a_robots_file_no_more_is_read_than_its_standard_asks_for(server):
    endless = "User-agent: *\n" + "# filler\n" * 60_000
    server.RequestHandlerClass.robots = f"{endless}Disallow: /\n"
    assert len(endless) > link_checker.LONGEST_ROBOTS
    assert ask(server, "/there").state == ALIVE
