"""The comparison with the dataset's interface where its answers are wrong, never end, or come from elsewhere."""

import subprocess
import sys
import threading

import pytest

from tests.cli.faulty import ESCAPE, FAULTS, JSON, PAGED, reply
from tests.cli.interface import MADE, SCRIPT, Reply, Server, read_once, refresh, refused, run, server, sound

__all__ = ["read_once", "server", "sound"]  # fixtures

pytestmark = pytest.mark.slow


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
