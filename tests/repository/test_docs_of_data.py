"""Documents compared with the code: files, fields, words, settings and variables all have a line, and no other has."""

import re

import pytest

from factsheet import data, model
from factsheet.cli import generated_tables
from factsheet.core import reports
from factsheet.core.problems import FactsheetError
from factsheet.core.published import RAW_HTML
from factsheet.data import settings
from factsheet.data.fields.charts import FORMS
from factsheet.data.fields.claims import TESTS
from factsheet.data.fields.corrections import KINDS as CORRECTION_KINDS
from factsheet.data.fields.figures import QUALIFIERS, WORDED_KEYS
from factsheet.plan import build_date, languages, macros
from tests.conftest import ROOT
from tests.repository.documents import CONTRIBUTING, DATA, DOCUMENTS, EXAMPLE, MAINTAINING, home, rows, section, spans

# The words that a cell may hold, by file.
WORDS = {
    "measures.yml": model.KINDS,
    "figures.csv": (*QUALIFIERS, *WORDED_KEYS),
    "charts.yml": FORMS,
    "claims.yml": TESTS,
    "corrections.yml": CORRECTION_KINDS,
}
# Tables written by hand that have a row for each of these words.
TABLES = {"kind": model.KINDS, "`form`": FORMS, "`test`": TESTS, "key": WORDED_KEYS}


# ---------------------------------------------------------------- generated tables


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["this project", "a new one"])
def test_the_generated_tables_are_those_of_the_code(root):
    stale = "\n".join(map(str, generated_tables.stale(root)))
    assert not stale, f"Run: {generated_tables.REFERENCE}\n{stale}"


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["this project", "a new one"])
def test_the_macros_and_the_fields_of_every_file_have_a_generated_table(root):
    texts = [path.read_text("utf-8") for path in DOCUMENTS if home(path) == root]
    found = re.findall(r"<!-- generated: ([\w.-]+) -->", "\n".join(texts))
    assert sorted(found) == sorted(["macros", *(file.name for file in data.FILES.values() if file.told)])


@pytest.mark.parametrize("cell", [1, 2], ids=["another field", "another meaning"])
def test_a_generated_table_that_was_edited_by_hand_is_found_and_written_again(cell, tmp_path):
    (tmp_path / "data").mkdir()
    path = tmp_path / "data/README.md"
    lines = DATA.splitlines(keepends=True)
    line = next(n for n, text in enumerate(lines) if text.startswith("<!-- generated")) + 3
    cells = lines[line].split(" | ")
    cells[cell - 1] = "| `otter`" if cell == 1 else "otters"
    path.write_text("".join([*lines[:line], " | ".join(cells), *lines[line + 1 :]]), "utf-8")
    (found,) = generated_tables.stale(tmp_path)
    assert (found.path, found.line) == ("data/README.md", line + 1) and generated_tables.REFERENCE in str(found)
    assert generated_tables.write(tmp_path) == ["data/README.md"]
    assert path.read_text("utf-8") == DATA
    assert generated_tables.stale(tmp_path) == [] and generated_tables.write(tmp_path) == []


def test_an_unknown_name_between_the_comments_is_refused(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/README.md").write_text("one\n<!-- generated: fact.yml -->\n<!-- end -->\n", "utf-8")
    with pytest.raises(FactsheetError, match=r"data/README.md:2: .*'fact.yml'.*'facts.yml'"):
        generated_tables.write(tmp_path)


# ---------------------------------------------------------------- data files


def test_every_data_file_is_documented_and_whether_it_is_required():
    told = {re.match(r"\[([\w.]+)\]", row[0])[1]: row[-1] for row in rows(DATA, "file")}
    assert told == dict.fromkeys(data.REQUIRED, "yes") | dict.fromkeys(data.OPTIONAL, "no")


@pytest.mark.parametrize("name", [kind for kind in data.FILES if kind not in ("sources", "places")])
def test_every_field_has_a_line(name):
    assert data.FILES[name].told.keys() == data.FILES[name].paths.keys()


def test_every_field_of_ours_of_a_source_has_a_line():
    ours = {path for path in data.FILES["sources"].paths if path.startswith("custom.") and path.count(".") == 1}
    assert ours <= data.FILES["sources"].told.keys()


@pytest.mark.parametrize("document", [DATA, (EXAMPLE / "data/README.md").read_text("utf-8")], ids=["ours", "example"])
@pytest.mark.parametrize("name", WORDS)
def test_every_word_that_a_cell_may_hold_is_documented_with_its_file(name, document):
    assert set(WORDS[name]) <= set(spans(section(document, name)))


@pytest.mark.parametrize("first", TABLES)
def test_a_table_about_words_has_a_row_for_each_and_no_other(first):
    assert [row[0].strip("`") for row in rows(DATA, first)] == list(TABLES[first])


# ---------------------------------------------------------------- settings and variables


def test_contributing_lists_the_html_that_a_page_may_hold_and_no_other():
    (line,) = [
        line for line in section(CONTRIBUTING, "Rules").splitlines() if line.startswith("- Write pages in Markdown")
    ]
    allowed = {*RAW_HTML, *(name for names in RAW_HTML.values() for name in names.split())}
    assert set(spans(line)) - {"docs/"} == allowed


@pytest.mark.parametrize("first", ["kind", "`form`", "`test`"])
def test_a_new_fact_sheet_explains_kinds_forms_and_tests_as_ours_does(first):
    ours, theirs = ((ROOT / folder / "data/README.md").read_text("utf-8") for folder in ("", "examples/eagles"))
    assert len(rows(ours, first)) > 3 and rows(theirs, first) == rows(ours, first)


def test_every_setting_is_documented_and_every_documented_one_is_used():
    sources = [p.read_text("utf-8") for p in (ROOT / "factsheet").rglob("*.*") if p.suffix in (".py", ".html")]
    code = "\n".join(sources)
    used = set(re.findall(r"\bextra(?:\.|\.get\(\")([a-z_]+)\b(?!\()", code)) - {"get", "items"}
    used |= {*macros.SITE_VALUES, *settings.load(ROOT)["extra"]} - {"generator"}  # Material's own
    documented = {name for row in rows(MAINTAINING, "setting") for name in spans(row[0])}
    assert documented == used


def test_every_environment_variable_is_documented_and_every_documented_one_is_read():
    kept = "\n".join((ROOT / name).read_text("utf-8") for name in ("mkdocs.yml", "Makefile"))
    scripts = "\n".join(p.read_text("utf-8") for f in ("factsheet", "tests") for p in (ROOT / f).rglob("*.py"))
    read = {build_date.VARIABLE, languages.VARIABLE, reports.VARIABLE, *re.findall(r'environ\.get\("(\w+)"', scripts)}
    read |= {*re.findall(r"\$\((SITE_\w+)\)", kept)}
    read |= {*re.findall(r"!ENV \[(\w+)", kept), *re.findall(r"^export (\w+)", kept, re.M)}
    assert {name for row in rows(MAINTAINING, "variable") for name in spans(row[0])} == read


def test_every_workflow_is_documented():
    linked = re.findall(r"\(\.github/workflows/([\w.]+)\)", section(MAINTAINING, "Workflows"))
    assert sorted(linked) == sorted(p.name for p in (ROOT / ".github/workflows").iterdir())
