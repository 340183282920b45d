"""What stands in data/ is either used, or refused at its line: no field is dropped, and no word taken for another."""

import json
import re
import shutil

import pytest

from factsheet import data, model, rules
from factsheet.cli import schemas
from factsheet.core.reports import report
from tests.conftest import ROOT, Project

# What other readers of YAML, spreadsheets and people take for a boolean; of all of them we read none.
FLAGS = (
    "yes", "no", "Yes", "No", "YES", "NO", "y", "n", "Y", "N", "on", "off", "On", "OFF", "True", "False", "TRUE", "FALSE", "T", "f",
    "1", "0", "'true '", "' false'", "ture", "''", "~", "null", "x", "[true]", "{true: true}",
)  # fmt: skip
SOURCES, CLAIMS = "data/sources.yml", "data/claims.yml"
VIEWUS = "    container-title: ViewUS\n"


@pytest.fixture
def project(tmp_path):
    """The real data, to change."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return Project(tmp_path)


@pytest.fixture
def small(tmp_path):
    """The data of an example, with a forecast: its checks take a tenth of the time."""
    shutil.copytree(ROOT / "examples/eagles/data", tmp_path / "data")
    project = Project(tmp_path)
    project.add(CLAIMS, "  forecast: true\n")
    assert project.problems() == []
    return project


def line_of(project, name, text):
    return project.file(name).read_text("utf-8").partition(text)[0].count("\n") + 1


def published(project):
    """The sources as CSL-JSON, as a build publishes them."""
    from factsheet.publish import tables

    sheet = model.build(data.read(project.root / "data", project.root))
    return {s.id: json.loads(json.dumps(tables.source(s))) for s in sheet.sources.values()}


def test_the_real_data_are_sound(project):
    assert project.problems() == []


@pytest.mark.parametrize("flag", FLAGS)
def test_a_forecast_is_true_or_false_and_nothing_else(flag, small):
    small.edit(CLAIMS, "  forecast: true\n", f"  forecast: {flag}\n")
    line = line_of(small, CLAIMS, f"  forecast: {flag}\n")
    told = small.problems()
    assert len(told) == 1, told
    assert told[0].startswith(f"{CLAIMS}:{line}: forecast of 'birdchick-first-states' is ")
    assert re.search(r"\. Write (true or false|its `forecast` as one text)\.$", told[0])


@pytest.mark.parametrize("flag", FLAGS)
def test_a_source_is_read_or_not_and_nothing_else(flag, small):
    small.edit(SOURCES, "      read: true\n", f"      read: {flag}\n")
    line = line_of(small, SOURCES, f"      read: {flag}\n")
    told = [p for p in small.problems() if p.startswith("data/sources.yml:")]
    assert len(told) == 1 and told[0].startswith(f"{SOURCES}:{line}: "), told


@pytest.mark.parametrize("flag", ["true", "false"])
def test_true_and_false_are_accepted(flag, project):
    project.edit(CLAIMS, "  forecast: true\n", f"  forecast: {flag}\n")
    project.edit(SOURCES, "        given: Daniel\n", f"        given: Daniel\n        static-ordering: {flag}\n")
    assert project.problems() == []


UNKNOWN = {
    "an address in small letters": ("    URL: https://viewusglobal", "    url: https://viewusglobal", "url", "URL"),
    "a part of a name": ("        given: Daniel\n", "        gven: Daniel\n", "author.0.gven", "given"),
    "a role": ("    author:\n      - family: Kim\n", "    auther:\n      - family: Kim\n", "auther", "author"),
    "a field of CSL": (VIEWUS, "    container_title: ViewUS\n", "container_title", "container-title"),
    "a field beside it": (VIEWUS, f"{VIEWUS}    publishr: X\n", "publishr", "publisher"),
    "a field of ours": ("      checked:\n", "      cheked:\n", "custom.cheked", "checked"),
    "a field of the body": ("        to: The United", "        too: The United", "custom.body.too", "to"),
    "a field of ours that is not under custom": (VIEWUS, f"{VIEWUS}    read: true\n", "read", ""),
    "a whole group": ("    custom:\n", "    costum:\n", "costum", "custom"),
}


@pytest.mark.parametrize("case", UNKNOWN)
def test_an_unknown_key_of_a_source_is_refused_at_its_line(case, project):
    old, new, key, meant = UNKNOWN[case]
    project.edit(SOURCES, old, new)
    line = line_of(project, SOURCES, new) + new.count("\n", 0, new.index(key.split(".")[-1]))
    told = [p for p in project.problems() if p.startswith(f"{SOURCES}:{line}: unknown field '{key}'")]
    assert len(told) == 1, project.problems()
    assert not meant or f"Did you mean '{meant}'" in told[0] or f"'{meant}'" in told[0], told


def test_an_unknown_type_is_refused(project):
    project.edit(SOURCES, "type: article-newspaper", "type: article-newspapr")
    assert any("unknown type 'article-newspapr'. Did you mean 'article-newspaper'" in p for p in project.problems())


@pytest.mark.parametrize(
    "written", ["{year: 2025, circa: true}", "{literal: spring}", "{date-parts: [[2025, 1], [2025, 2]]}", "[{year: 2024}, {year: 2025}]", "{yaer: 2025}"]
)  # fmt: skip
def test_a_part_of_a_date_that_would_be_lost_is_refused(written, project):
    project.edit(SOURCES, VIEWUS, f"{VIEWUS}    issued: {written}\n")
    line = line_of(project, SOURCES, f"    issued: {written}\n")
    assert any(p.startswith(f"{SOURCES}:{line}: issued") for p in project.problems())


@pytest.mark.parametrize("written", ["2025-01-06", "[{year: 2025, month: 1, day: 6}]", "{year: 2025, month: 1, day: 6}", "{date-parts: [[2025, 1, 6]]}"])  # fmt: skip
def test_the_forms_of_a_date_are_accepted_and_published_alike(written, project):
    path = project.file(SOURCES)  # a text with a date of issue has no inferred one
    path.write_text(re.sub(r"(?m)^ +(earliest|latest|inferred_from): .*\n", "", path.read_text("utf-8")), "utf-8")
    project.edit(SOURCES, VIEWUS, f"{VIEWUS}    issued: {written}\n    original-date: {written}\n")
    assert project.problems() == []
    item = published(project)["viewus"]
    assert item["issued"] == item["original-date"] == {"date-parts": [[2025, 1, 6]]}


def test_a_field_of_csl_that_no_page_shows_is_published(project):
    project.edit(SOURCES, VIEWUS, f"{VIEWUS}    DOI: 10.1/x\n    illustrator: [{{family: Doe, suffix: Jr.}}]\n")
    assert project.problems() == []
    item = published(project)["viewus"]
    assert item["DOI"] == "10.1/x" and item["illustrator"] == [{"family": "Doe", "suffix": "Jr."}]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("data/sources.yml", "references:\n", "refrences: []\nreferences:\n", "unknown field 'refrences' beside references"),
        ("data/places.yml", "AUS: Australia\n", "AUS: {label: Australia, lable: Oz}\n", "unknown field 'lable' in 'AUS'"),
        ("data/places.yml", "AUS: Australia\n", "AUS:\n", "'AUS' has no label"),
        ("data/facts.yml", "asylum-seekers-2000:\n", "asylum-seekers-2000:\n  id: other\n", "unknown field 'id' in 'asylum-seekers-2000'"),
    ],
)  # fmt: skip
def test_keys_of_other_files_that_nothing_reads_are_refused(name, old, new, told, project):
    project.edit(name, old, new)
    assert any(told in p for p in project.problems()), project.problems()


def test_every_boolean_of_the_schemas_is_held_to_true_and_false():
    """Editors mark the same values: what the schema calls boolean is what the check calls true or false."""
    made = schemas.build(data.read(ROOT / "data", ROOT))
    assert {name for name, schema in made.items() if '"boolean"' in json.dumps(schema)} == {"sources", "claims"}


def test_the_problems_are_told_in_words_that_can_be_printed(project):
    project.edit(SOURCES, VIEWUS, f"{VIEWUS}    \u202e: x\n")
    folder = data.read(project.root / "data", project.root)
    assert report(rules.check(folder, model.build(folder))).replace("\n", " ").isprintable()
