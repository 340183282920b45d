"""Schemas of the hand-kept files: current, accepting what is there, refusing what the checks refuse."""

import copy
import json
import re
import shutil

import jsonschema
import pytest
import yaml
from frictionless import Package

from factsheet import data
from factsheet.cli import schemas
from tests.conftest import HOST, ROOT, Project

FOLDER = ROOT / "data"
YAMLS = tuple(kind for kind, file in data.FILES.items() if not file.is_table)
SCHEMAS = schemas.build(data.read(FOLDER, ROOT))


class AsEditorsRead(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML with the types of its core schema (1.2), as the language server has them: no dates, no yes and no."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - this is how the library takes them
        first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool"))]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


AsEditorsRead.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def read(text):
    return yaml.load(text, Loader=AsEditorsRead)


def faults(name, value):
    """What a schema says of a document, as editors would mark it."""
    found = jsonschema.Draft7Validator(SCHEMAS[name]).iter_errors(value)
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message}" for e in found]


def documents():
    return {name: read((FOLDER / f"{name}.yml").read_text("utf-8")) for name in YAMLS}


DOCUMENTS = documents()


def entry(document, name):
    """The first entry of a file."""
    if name == "sources":
        return document["references"][0]
    return document[0] if isinstance(document, list) else next(iter(document.values()))


# ---------------------------------------------------------------- the real files


@pytest.mark.parametrize("name", YAMLS)
def test_every_schema_is_one(name):
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", YAMLS)
def test_every_real_file_fits_its_schema(name):
    assert faults(name, DOCUMENTS[name]) == []


@pytest.mark.parametrize("name", YAMLS)
def test_every_yaml_file_tells_editors_of_its_schema_on_its_first_line(name):
    first = (FOLDER / f"{name}.yml").read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=schemas/{name}.json"


def test_every_field_has_the_words_of_its_declaration():
    for name in ("measures", "facts", "charts"):
        for field, rule in SCHEMAS[name]["additionalProperties"]["properties"].items():
            assert rule["description"].startswith(data.FILES[name].paths[field].meaning)


# ---------------------------------------------------------------- what they refuse

WRONG = [
    ("measures", {"kind": "heap"}, "kind"),
    ("measures", {"lable": "Otters"}, "lable"),
    ("measures", {"unit": None}, "unit"),
    ("facts", {"measure": "otters"}, "measure"),
    ("facts", {"place": "XXX"}, "place"),
    ("facts", {"show": "otters"}, "show"),
    ("facts", {"period": "31.12.2021"}, "period"),
    ("facts", {"because": "It leads."}, "show"),
    ("charts", {"form": "pie"}, "form"),
    ("charts", {"facts": ["otters-2020"]}, "facts"),
    ("charts", {"season": "spring"}, "season"),
    ("claims", {"test": "doubled"}, "test"),
    ("claims", {"statement": "Otters Doubled"}, "statement"),
    ("claims", {"figure": "otters-2020@herald"}, "figure"),
    ("claims", {"left": "otters-2020"}, "left"),
    ("claims", {"right": [["otters-2020"]]}, "right"),
    ("claims", {"source": "herald"}, "source"),
    ("claims", {"forecast": "maybe"}, "forecast"),
    ("sources", {"URL": "ftp://example.org"}, "URL"),
    ("sources", {"id": "The Herald"}, "id"),
    ("sources", {"title": None}, "title"),
    ("sources", {"custom": {"profile": "x", "read": "perhaps"}}, "read"),
    ("sources", {"custom": {"profile": "x", "read": True, "relays": ["nobody"]}}, "relays"),
    ("sources", {"custom": {"profile": "x", "read": True, "rewrites": "nobody"}}, "rewrites"),
    ("sources", {"custom": {"profile": "x", "read": True, "chekced": "2024-01-01"}}, "chekced"),
]


@pytest.mark.parametrize(("name", "change", "field"), WRONG, ids=[f"{n}-{f}" for n, _, f in WRONG])
def test_a_wrong_field_word_or_id_is_refused(name, change, field):
    document = copy.deepcopy(DOCUMENTS[name])
    entry(document, name).update(change)
    assert any(field in fault for fault in faults(name, document))


def test_a_place_that_is_no_code_is_refused():
    assert faults("places", {"Lakeland": "Lakeland"}) and not faults("places", {"LKL": "Lakeland"})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, None),
        ({"kind": "error"}, "kind"),
        ({"figure": "a@b"}, "figure"),
        ({"why": None}, "why"),
        ({"expect": 5}, "figure"),
    ],
    ids=["sound", "kind", "figure", "why", "expect alone"],
)
def test_a_correction_is_refused_as_the_checks_would(change, field):
    found = faults("corrections", [{"date": "2024-01-01", "kind": "revision", "why": "Read again."} | change])
    assert bool(found) == bool(field) and (not field or any(field in f for f in found))


def test_an_empty_file_of_corrections_is_no_fault():
    assert faults("corrections", None) == []


# ---------------------------------------------------------------- tables


def table(name, text, folder):
    """The errors that a Table Schema finds in a CSV file."""
    folder.mkdir(exist_ok=True)
    (folder / "table.csv").write_text(text, "utf-8", newline="")
    resource = {"name": "table", "path": "table.csv", "type": "table", "schema": SCHEMAS[name], "encoding": "utf-8"}
    described = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(described), "utf-8")
    return Package(str(folder / "datapackage.json")).validate().flatten(["type", "fieldName"])


@pytest.mark.parametrize("name", ["figures", "exceptions"])
def test_the_real_tables_fit_their_schemas(name, tmp_path):
    assert table(name, (FOLDER / f"{name}.csv").read_text("utf-8"), tmp_path) == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("fact", "otters-2020"),
        ("source", "herald"),
        ("value", "12,5"),
        ("qualifier", "circa"),
        ("via", "nobody"),
        ("locator", ""),
    ],
)
def test_a_wrong_cell_is_refused(column, cell, tmp_path):
    rows = [line.split(",") for line in (FOLDER / "figures.csv").read_text("utf-8").splitlines()[:1]]
    sound = dict(zip(rows[0], ["", "", "1", "exact", "", "", "", "1", ""], strict=True))
    sound |= {"fact": SCHEMAS["figures"]["fields"][0]["constraints"]["enum"][0]}
    sound |= {"source": SCHEMAS["figures"]["fields"][1]["constraints"]["enum"][0]}
    written = "\n".join([",".join(rows[0]), ",".join(f'"{v}"' for v in (sound | {column: cell}).values()), ""])
    assert column in [field for _, field in table("figures", written, tmp_path / "wrong")]


def test_the_columns_are_those_that_are_read():
    for name in ("figures", "exceptions"):
        assert tuple(f["name"] for f in SCHEMAS[name]["fields"]) == data.FILES[name].names


# ---------------------------------------------------------------- kept current


@pytest.fixture
def wired(tmp_path):
    """The real data with their schemas, to change."""
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", *HOST):
        shutil.copy(ROOT / name, tmp_path)
    return Project(tmp_path)


def write(project):
    return schemas.write(project.root, data.read(project.root / "data", project.root))


def refreshed(project):
    return schemas.refreshed(project.root, data.read(project.root / "data", project.root))


def test_a_new_row_is_no_fault_and_editors_know_it_after_the_next_check(wired):
    wired.edit("data/places.yml", "AUS: Australia\n", "ATA: Antarctica\nAUS: Australia\n")
    done = wired.run("factsheet", "check")
    assert done.returncode == 0 and "schemas" not in done.stderr, done.stderr
    assert "ATA" in wired.file("data/schemas/facts.json").read_text("utf-8")


def test_a_schema_that_was_damaged_or_deleted_is_written_anew(wired):
    write(wired)
    wired.file("data/schemas/claims.json").unlink()
    wired.file("data/schemas/facts.json").write_bytes(b"\xff\xfe")
    assert wired.run("factsheet", "check").returncode == 0
    assert write(wired) == []


def test_schemas_that_cannot_be_written_are_a_note(wired):
    shutil.rmtree(wired.file("data/schemas"), ignore_errors=True)
    wired.file("data/schemas").write_text("", "utf-8")
    (told,) = refreshed(wired)
    assert told.note and told.path.startswith("data/schemas")
    assert wired.run("factsheet", "check").returncode == 0


def test_a_project_may_have_no_schemas(toy):
    assert refreshed(toy) == []
    assert not toy.file("data/schemas").exists()
    assert toy.run("factsheet", "schemas").returncode == 0
    assert toy.file("data/schemas/facts.json").is_file()


def test_a_source_that_is_added_is_known_to_editors_at_once(wired):
    wired.file("text.txt").write_text("There were 118,476 of them at the end of 2021.\n", "utf-8")
    done = wired.run("factsheet", "add", "text.txt", "--url", "https://example.org/a", "--title", "A", "--id", "added")
    assert done.returncode == 0 and "written in data/schemas/" in done.stdout, done.stderr
    assert write(wired) == []
    assert "added" in wired.file("data/schemas/claims.json").read_text("utf-8")


def test_the_line_for_editors_moves_no_line_number(wired):
    lines = wired.file("data/facts.yml").read_text("utf-8").splitlines()
    folder = data.read(wired.root / "data", wired.root)
    for fact in folder.facts:
        assert lines[fact.line - 1].startswith(f"{fact.id}:")
