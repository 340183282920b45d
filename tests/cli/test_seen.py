"""Quotes looked up at their addresses, on a real server that has gone, moved, or changed a page."""

import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from factsheet import data, model, rules
from factsheet.cli import link_checker, main, sightings
from factsheet.cli.link_checker import ALIVE, DEAD, UNCLEAR, Visitor
from tests.conftest import Project

TODAY = date(2026, 11, 27)
HERALD = """<!doctype html><title>Otters doubled in 5 years</title><script>var x = "never 9,999"</script>
<p>There were nearly
   <b>3,000</b> otters, more&nbsp;than 200 percent above, since July 8, 2014.</p>"""
FIGURES = ["otter-law@herald", "otters-2020@herald", "rise-2015-2020@herald"]


class Site(BaseHTTPRequestHandler):
    """Gives each path its page; a path that leads elsewhere is a redirection, and any other is gone."""

    def do_GET(self):
        page = self.server.pages.get(self.path)
        moved = isinstance(page, str) and page.startswith("/")
        body = b"" if page is None or moved else page.encode()
        self.send_response(404 if page is None else 302 if moved else 200)
        if moved:
            self.send_header("Location", page)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    made.pages = {"/otters": HERALD, "/robots.txt": "User-agent: *\nDisallow: /private"}
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.shutdown()


@pytest.fixture
def cited(toy, server) -> Project:
    """The made-up fact-sheet, whose newspaper lies on the server."""
    toy.edit("data/sources.yml", "https://herald.example", f"http://127.0.0.1:{server.server_port}")
    toy.edit("data/sources.yml", "    URL: https://gazette.example/otters?a=1&b=2\n", "")
    return toy


def look(project):
    sheet = model.build(data.read(project.root / "data", project.root))
    visitor = Visitor("otters@lakeland-survey.net", wait=lambda seconds: None)
    return [sightings.look(visitor, source, figures) for source, figures in sightings.quoted(sheet)]


def test_quotes_that_stand_in_their_page_are_seen_with_their_rows(cited):
    (found,) = look(cited)
    assert found.answer.state == ALIVE and found.gone == () and sorted(f.key for f in found.seen) == FIGURES
    told = sightings.report([found], TODAY)
    assert "1 source asked: 3 quotes seen, 0 not in their page any more." in told
    assert "".join(f"{figure},2026-11-27\n" for figure in FIGURES) in told


def test_a_quote_that_has_changed_is_named_with_its_line(cited, server):
    server.pages["/otters"] = HERALD.replace("3,000", "3,100")
    (found,) = look(cited)
    (gone,) = found.gone
    assert gone.key == "otters-2020@herald" and len(found.seen) == 2
    told = sightings.report([found], TODAY)
    assert f"- data/figures.csv:{gone.line}: otters-2020@herald: “nearly 3,000”" in told
    assert "otters-2020@herald,2026" not in told


def test_what_only_a_script_says_is_not_seen(cited, server):
    server.pages["/otters"] = "<p>There were</p><script>'nearly 3,000'</script>"
    assert [len(s.seen) for s in look(cited)] == [0]


@pytest.mark.parametrize("change", ["gone", "closed", "private"])
def test_a_page_that_gives_no_answer_loses_no_quote(change, cited, server):
    if change == "gone":
        del server.pages["/otters"]
    elif change == "closed":
        server.shutdown()
        server.server_close()
    else:
        server.pages["/robots.txt"] = "User-agent: *\nDisallow: /"
    (found,) = look(cited)
    assert found.answer.state == (UNCLEAR if change == "private" else DEAD) and found.seen == found.gone == ()
    assert "not looked for" in sightings.report([found], TODAY)


def test_a_page_that_has_moved_is_read_where_it_is_and_its_new_address_is_told(cited, server):
    server.pages |= {"/new": HERALD, "/otters": "/new"}
    (found,) = look(cited)
    assert len(found.seen) == 3 and f"moved to http://127.0.0.1:{server.server_port}/new" in found.answer.reason


def test_the_days_are_written_and_those_of_other_figures_stay(cited, server, monkeypatch, capsys):
    cited.add("data/checked.csv", "figure,date\notters-2015@gazette,2026-01-02\notters-2020@herald,2026-01-02\n")
    server.pages["/otters"] = HERALD.replace("July 8", "July 9")
    monkeypatch.setattr(link_checker, "PAUSE", 0.0)
    assert main.main(["--root", str(cited.root), "seen", "--write"]) == 0
    assert "1 source asked: 2 quotes seen, 1 not" in capsys.readouterr().out
    days = dict(line.split(",") for line in cited.file("data/checked.csv").read_text("utf-8").splitlines()[1:])
    assert days.pop("otters-2015@gazette") == "2026-01-02" and set(days) == set(FIGURES) - {"otter-law@herald"}
    assert set(days.values()) == {date.today().isoformat()}
    assert cited.problems() == []


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("otters-2021@herald,2026-01-02\n", "unknown figure 'otters-2021@herald'"),
        ("otters-2020@herald,02.01.2026\n", "is not a date"),
        ("otters-2020@herald,2999-01-02\n", "is in the future"),
        ("otters-2020@herald,2026-01-02\notters-2020@herald,2026-01-03\n", "stands twice"),
        ("otters-2020@herald,\n", "has no date"),
    ],
)
def test_the_rows_are_checked(rows, said, toy):
    toy.add("data/checked.csv", f"figure,date\n{rows}")
    folder = data.read(toy.root / "data", toy.root)
    (found,) = [p for p in rules.check(folder, model.build(folder), TODAY) if not p.note]
    assert said in found.what and found.path == "data/checked.csv"


def test_archived_copies_are_asked_too(toy):
    toy.edit(
        "data/sources.yml",
        "      relays: [survey-note]\n",
        "      relays: [survey-note]\n      archive_url: https://web.example/otters\n",
    )
    folder = data.read(toy.root / "data", toy.root)
    assert ("herald, archived copy", "https://web.example/otters") in [
        (a.source, a.url) for a in link_checker.cited(folder)
    ]
