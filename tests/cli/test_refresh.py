"""The comparison with the dataset's interface: right answers, and calls and data of ours at fault."""

import itertools
import json
import os
import re
import subprocess
import sys

import pytest

from factsheet import data
from tests.cli.faulty import ESCAPE
from tests.cli.interface import EDITION, SCRIPT, Reply, read_once, refresh, refused, rows_of, run, server, sound
from tests.conftest import ROOT

__all__ = ["read_once", "server", "sound"]  # fixtures

pytestmark = pytest.mark.slow


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
