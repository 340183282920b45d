"""Entering a table of UNHCR's: from a file in either of its forms, and from a server of our own."""

import csv
import shutil

import pytest

from factsheet import data, model
from tests.cli.interface import EDITION, EMPTY, Reply, refresh, server
from tests.conftest import ROOT

__all__ = ["server"]  # a fixture

pytestmark = pytest.mark.slow

PACKAGE = (
    "year,coo_iso,coa_iso,procedure_type,dec_level,dec_pc,dec_recognized,dec_other,dec_rejected,dec_closed,dec_total\n"
)
PLAIN = "edition,year,destination,authority,level,unit,recognised,complementary,rejected,otherwise_closed,total\n"
ROWS = {  # the same decisions, as the package has them and under plainer names
    "package": (PACKAGE, "2030,CHN,WLD,G,FI,P,9,9,9,9,36\n2030,CHN,FRA,G,FI,P,700,0,30,5,735\n2030,CHN,FRA,G,NA,C,60,0,0,0,61\n"),
    "plain": (
        PLAIN,
        "2026-06-25,2030,WLD,all,all,persons,9,9,9,9,36\n2026-06-25,2030,FRA,G,FI,persons,700,0,30,5,735\n2026-06-25,2030,FRA,G,NA,cases,60,0,0,0,61\n",
    ),
}  # fmt: skip


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with our data but for their decisions, which the command takes for its own."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setattr(refresh, "ROOT", tmp_path)
    monkeypatch.setattr(
        refresh.rules, "check", lambda folder, sheet: []
    )  # ours are checked elsewhere, and 2030 is to come
    return tmp_path


def enter(project, text, *options, table="asylum_decisions"):
    (project / "table.csv").write_text(text, "utf-8")
    return refresh.main(["enter", "--table", table, "--from", str(project / "table.csv"), *options])


def figures(project):
    with (project / "data/figures.csv").open(encoding="utf-8", newline="") as file:
        return {row["fact"]: row for row in csv.DictReader(file) if row["source"] == EDITION}


@pytest.mark.parametrize("form", ROWS)
def test_cells_are_entered_with_value_edition_and_query(form, project, capsys):
    before = figures(project)
    assert enter(project, "".join(ROWS[form])) == 0
    new = {fact: row for fact, row in figures(project).items() if fact not in before}
    assert {fact: row["value"] for fact, row in new.items()} == {
        "recognised-2030-fra-fi": "700",
        "rejected-2030-fra-fi": "30",
        "otherwise-closed-2030-fra-fi": "5",
        "recognised-cases-2030-fra-na": "60",
    }
    assert new["rejected-2030-fra-fi"]["locator"] == (
        "table asylum-decisions; year=2030, coo=CHN, coa=FRA, procedure_type=G, dec_level=FI, dec_pc=P; column dec_rejected"
    )
    sheet = model.build(data.read(project / "data"))
    fact = sheet.facts["rejected-2030-fra-fi"]
    assert (fact.measure.id, fact.period.text, fact.place, fact.level) == ("rejected", "2030", "FRA", "FI")
    said = capsys.readouterr().out
    assert "# 4 facts and 4 figures entered, 0 there already" in said
    assert "# 1 row of all destinations left out" in said
    assert "table.csv:4: the row's own total, 61, is not the sum of its parts" in said
    assert new["recognised-cases-2030-fra-na"]["note"] and not new["recognised-2030-fra-fi"]["note"]


def test_a_place_that_takes_an_article_is_named_with_it(project):
    enter(
        project,
        f"{PLAIN}2026-06-25,2030,USA,G,EO,persons,700,0,30,5,735\n2026-06-25,2030,FRA,G,FI,persons,1,0,5,5,11\n",
    )
    sheet = model.build(data.read(project / "data"))
    assert "the United States, 2030" in sheet.facts["recognised-2030-usa-eo"].label
    assert "the" not in sheet.facts["recognised-2030-fra-fi"].label.split()
    named = [f for f in sheet.facts.values() if f.place == "USA"]
    assert [f.id for f in named if "the United States" not in f.label] == []


def test_the_same_table_entered_again_changes_nothing(project, capsys):
    enter(project, "".join(ROWS["plain"]))
    once = [(project / "data" / name).read_bytes() for name in ("facts.yml", "figures.csv")]
    assert enter(project, "".join(ROWS["package"])) == 0
    assert [(project / "data" / name).read_bytes() for name in ("facts.yml", "figures.csv")] == once
    assert "# 0 facts and 0 figures entered, 4 there already" in capsys.readouterr().out


def test_rows_stand_in_one_order_whatever_the_order_of_entering(project):
    first, last = ROWS["package"][1].splitlines(keepends=True)[1:]
    enter(project, PACKAGE + last + "2031,CHN,FRA,G,FI,P,800,0,0,0,800\n")
    enter(project, PACKAGE + first)
    apart = (project / "data/facts.yml").read_text("utf-8")
    shutil.copy(ROOT / "data/facts.yml", project / "data/facts.yml")
    shutil.copy(ROOT / "data/figures.csv", project / "data/figures.csv")
    enter(project, PACKAGE + "2031,CHN,FRA,G,FI,P,800,0,0,0,800\n" + last + first)
    assert (project / "data/facts.yml").read_text("utf-8") == apart
    listed = list(data.read(project / "data").facts)
    named = [e.id for e in listed if e.text("measure") == "recognised"]
    assert named.index("recognised-2030-fra-fi") + 1 == named.index("recognised-2031-fra-fi") == len(named) - 1


def test_zeros_are_entered_where_they_are_asked_for_and_only_the_rows_that_a_condition_names(project):
    before = figures(project)
    row = "2030,CHN,{},G,FI,P,0,0,507,0,507\n"
    assert (
        enter(
            project,
            PACKAGE + row.format("KOR") + row.format("JPN"),
            "--zeros",
            "--where",
            "coa_iso == 'KOR' and year >= 2030",
        )
        == 0
    )
    new = figures(project).keys() - before.keys()
    assert new == {f"{m}-2030-kor-fi" for m in ("recognised", "complementary", "rejected", "otherwise-closed")}


def test_a_table_with_a_count_a_row_and_another_origin_is_entered(project):
    before = figures(project)
    text = "edition,year,origin,destination,measure,value\n2026-06-25,2030,TIB,WLD,refugees,12\n2026-06-25,2030,TIB,WLD,asylum-seekers,5\n"
    assert enter(project, text, "--columns", "refugees", table="population") == 0
    assert {k: v["locator"] for k, v in figures(project).items() if k not in before} == {
        "refugees-tib-2030": "table population; year=2030, coo=TIB, all coa; column refugees"
    }


ROW = "2030,CHN,FRA,G,FI,P,700,0,30,5,735\n"
FAULTS = {
    "a level nobody knows": (ROW.replace(",FI,", ",FJ,"), "table.csv:2: unknown level 'FJ'"),
    "a gap where a level stood": (ROW.replace(",FI,", ",,"), "unknown level ''"),
    "another unit": (ROW.replace(",P,", ",families,"), "unit 'families'. It is P for persons or C for cases"),
    "a number with a comma": (ROW.replace("700", '"1,700"'), "dec_recognized is '1,700', which is not a count"),
    "a negative number": (ROW.replace("700", "-700"), "'-700', which is not a count"),
    "a place without a name": (ROW.replace("FRA", "XYZ"), "unknown destination 'XYZ'"),
    "an origin without measures": (ROW.replace("CHN", "SYR"), "origin 'SYR'"),
    "no year": (ROW.replace("2030", "this"), "year 'this'"),
    "a row twice": (ROW + ROW.replace(",G,", ",U,"), "table.csv:3: a second row of '2030, CHN, FRA, FI, P'"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_row_at_fault_is_told_at_its_line_and_nothing_is_entered(case, project, capsys):
    rows, expected = FAULTS[case]
    before = (project / "data/figures.csv").read_bytes()
    assert enter(project, PACKAGE + rows) == 1
    said = capsys.readouterr()
    assert said.out == "" and expected in said.err and "Traceback" not in said.err
    assert (project / "data/figures.csv").read_bytes() == before


CALLS = {
    "another edition's rows": (PLAIN + ROWS["plain"][1].replace("2026-06-25", "2025-06-12"), (), "a row of the edition of '2025-06-12'"),
    "an edition that is none": (PACKAGE + ROW, ("--edition", "unhcr-2026-60"), "no edition 'unhcr-2026-60'. Did you mean 'unhcr-2026-06'"),
    "a condition that is none": (PACKAGE + ROW, ("--where", "coa_iso = "), "--where: 'coa_iso = ' is not a condition"),
    "a column that is none": (PACKAGE + ROW, ("--columns", "dec_recognised"), "no column 'dec_recognised'. Did you mean 'dec_recognized'"),
    "a file of another table": ("year,coo_iso,coa_iso,refugees\n2030,CHN,FRA,5\n", (), "the file has no column 'procedure_type'"),
    "no rows": (PACKAGE, (), "holds no row"),
}  # fmt: skip


@pytest.mark.parametrize("case", CALLS)
def test_a_call_at_fault_is_refused_in_a_line(case, project, capsys):
    text, options, expected = CALLS[case]
    assert enter(project, text, *options) == 1
    said = capsys.readouterr()
    assert said.out == "" and expected in said.err


def test_another_value_of_the_same_edition_is_refused(project, capsys):
    enter(project, PACKAGE + ROW)
    assert enter(project, PACKAGE + ROW.replace("700", "701")) == 1
    said = capsys.readouterr().err
    assert "'recognised-2030-fra-fi@unhcr-2026-06' is 700, and the table gives 701" in said and "figures.csv:" in said


def test_the_interface_is_read_as_a_file_is(server, project, capsys):
    row = EMPTY["asylum-decisions"] | {
        "year": 2030, "coo_iso": "CHN", "coa_iso": "FRA", "dec_recognized": 700, "dec_other": "-", "dec_rejected": "30", "dec_total": 730,
    }  # fmt: skip
    server.rows["asylum-decisions"] = [
        row,
        row | {"coa_iso": "KOR", "dec_recognized": 0, "dec_other": 0, "dec_rejected": "-", "dec_total": 0},
    ]
    before = figures(project)
    address = ["--address", server.address]
    assert refresh.main(["enter", "--table", "asylum_decisions", "--years", "2030-2030", *address]) == 0
    assert figures(project).keys() - before.keys() == {"recognised-2030-fra-fi", "rejected-2030-fra-fi"}
    server.fault = lambda answer, asked: Reply(status=500)
    assert refresh.main(["enter", "--table", "asylum_decisions", *address], refresh.Limits(retries=0)) == 1
    assert "the server answers 500" in capsys.readouterr().err
