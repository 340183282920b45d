"""The Data Package: its own tools accept it, and refuse it once it is broken."""

import csv
import html
import json
import shutil

import pytest
from frictionless import Package

from factsheet.core import spreadsheet
from factsheet.data import published_files
from factsheet.publish import tables

BREAKS = {
    "an unknown fact": ("figures.csv", "\notters-2015,", "\nothers-2015,", "foreign-key"),
    "an unknown source": ("figures.csv", ",survey-2022,1200,", ",survey-2021,1200,", "foreign-key"),
    "an unknown root": ("figures.csv", ",survey-note,", ",no-note,", "foreign-key"),
    "a fact led by a source that is not there": ("facts.csv", ",survey-2022;gazette,survey-2022,", ",survey-2022;gazette,survey,", "foreign-key"),
    "a figure twice": ("figures.csv", "\notters-2015,", "\notters-2015,x,otters,stock,otters,2015,,,gazette,1,exact,1,1,,,,1,,true\notters-2015,", "primary-key"),
    "another qualifier": ("figures.csv", ",about,", ",circa,", "constraint-error"),
    "another kind": ("facts.csv", ",stock,", ",heap,", "constraint-error"),
    "a number that is none": ("figures.csv", ",1200,exact,1200,", ",1200,exact,many,", "type-error"),
    "a value that is none": ("figures.csv", ",1200,exact,", ",some,exact,", "constraint-error"),
    "a value that begins as one": ("figures.csv", ",1200,exact,", ",1200 or so,exact,", "constraint-error"),
    "a cell too few": ("figures.csv", ",true\n", "\n", "missing-cell"),
    "another column": ("sources.csv", "id,number,", "id,mark,", "incorrect-label"),
}  # fmt: skip


def errors(folder):
    """The kinds of error that the package's own tools find."""
    report = Package(str(folder / "datapackage.json")).validate()
    return {kind for kind, _ in report.flatten(["type", "note"])}


def test_frictionless_accepts_the_package(real):
    report = Package(str(real.file("site/data/datapackage.json"))).validate()
    assert report.valid, report.to_summary()
    tables = {t.name for t in report.tasks if t.type == "table"}
    assert tables == set(published_files.TABLES)


def test_frictionless_accepts_it_from_the_command_line(built_toy):
    done = built_toy.run("frictionless", "validate", "site/data/datapackage.json")
    assert done.returncode == 0 and "INVALID" not in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("name", BREAKS)
def test_frictionless_sees_what_is_broken(name, built_toy, tmp_path):
    file, old, new, kind = BREAKS[name]
    folder = tmp_path / "data"
    shutil.copytree(built_toy.file("site/data"), folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    assert kind in errors(folder)


def test_source_and_fact_are_foreign_keys():
    schema = published_files.TABLES["figures"].schema(dict.fromkeys(published_files.TABLES["figures"].names, ""))
    keys = {tuple(k["fields"]): k["reference"] for k in schema["foreignKeys"]}
    assert keys[("source",)] == {"resource": "sources", "fields": ["id"]}
    assert keys[("fact",)] == {"resource": "facts", "fields": ["id"]}
    assert schema["primaryKey"] == ["fact", "source", "locator"]


def test_the_package_says_whose_it_is_under_which_licence_and_of_when(built_toy):
    told = json.loads(built_toy.file("site/data/datapackage.json").read_text("utf-8"))
    assert told["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert told["licenses"] == [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}]
    assert told["homepage"] == "http://127.0.0.1:8000/" and told["version"] and told["title"] in told["citation"]
    assert told["created"] == "2024-01-03T00:00:00Z"  # the newest day in its data
    assert "Lakeland Survey: Otter survey, 6 May 2022, read on 2 January 2024" in [s["title"] for s in told["sources"]]
    readme = built_toy.file("site/data/README.md").read_text("utf-8")
    assert told["citation"] in readme and "CC BY 4.0" in readme


def test_every_published_file_is_there_described_and_in_the_package(real):
    there = {p.name for p in real.file("site/data").iterdir()} - {"index.html", "cite", "measures"}
    assert there == set(published_files.FILES)
    told = json.loads(real.file("site/data/datapackage.json").read_text("utf-8"))
    assert {r["path"] for r in told["resources"]} == there - {"datapackage.json"}
    page = real.file("site/data/index.html").read_text("utf-8")
    assert all(f'id="{name.lower().replace(".", "-")}"' in page for name in there)
    assert all(f">Download {name}</a>" in page for name in there)


@pytest.mark.parametrize("name", published_files.TABLES)
def test_every_column_is_described_and_in_its_file(name, real):
    with real.file(f"site/data/{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == published_files.TABLES[name].names and len(rows) > 1
    page = html.unescape(real.file("site/data/index.html").read_text("utf-8"))
    assert all(f"<code>{column}</code>" in page for column in rows[0])


def test_every_field_of_the_json_files_is_described(real):
    known = {
        f"{name}.json": table.columns for name, table in published_files.TABLES.items() if name != "sources"
    } | published_files.FIELDS
    for name, fields in known.items():
        rows = json.loads(real.file(f"site/data/{name}").read_text("utf-8"))
        assert {key for row in rows for key in row} <= {field.name for field in fields}, name


def test_the_tables_say_what_the_json_files_say(real):
    for name in ("facts", "claims"):
        rows = json.loads(real.file(f"site/data/{name}.json").read_text("utf-8"))
        assert real.file(f"site/data/{name}.csv").read_text("utf-8") == tables.table(name, rows)


def test_no_cell_of_a_list_holds_what_joins_it(real):
    for name in ("facts", "claims"):
        for row in json.loads(real.file(f"site/data/{name}.json").read_text("utf-8")):
            for value in row.values():
                assert not isinstance(value, list) or all(spreadsheet.SEPARATOR not in str(v) for v in value)


def test_no_spreadsheet_takes_a_cell_for_a_formula(toy):
    toy.edit("data/sources.yml", "title: Otters doubled in 5 years", "title: '=HYPERLINK(\"https://evil.example\")'")
    assert toy.build("-q").returncode == 0
    assert ",\"'=HYPERLINK(" in toy.file("site/data/sources.csv").read_text("utf-8")
    assert errors(toy.file("site/data")) == set()


def test_a_licence_has_the_address_that_the_settings_give(real):
    told = json.loads(real.file("site/data/datapackage.json").read_text("utf-8"))
    assert told["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
    ]
