"""`upgrade` and `migrate`: a newer engine, what it changes in the site, and what older data need."""

import json
import shutil

import pytest

import factsheet
from factsheet.cli import migrate, traces
from factsheet.core.problems import FactsheetError
from tests.conftest import Project
from tests.wheels import another, run

pytestmark = pytest.mark.slow
CATALOGUE = "factsheet/plan/messages/en.po"


def files(root, *names):
    """The content of every file below these folders and files."""
    paths = [root / name for name in names]
    found = [p for path in paths for p in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in found if p.is_file()}


@pytest.fixture(scope="module")
def newer(tmp_path_factory):
    """An engine that says a number's years once more, and one that builds nothing."""
    told, broken = (tmp_path_factory.mktemp(name) for name in ("told", "broken"))
    more = another(told, "9.0.0", (CATALOGUE, 'msgstr "Change: {a} → {b}"', 'msgstr "Change: {a} → {b}, not {a}"'))
    return more, another(broken, "9.1.0", (CATALOGUE, 'msgid "derived-change"', 'msgid "derived-otter"'))


@pytest.fixture
def mine(begun, tmp_path):
    return Project(shutil.copytree(begun, tmp_path / "mine"))


def test_it_brings_the_engine_shows_what_changes_and_leaves_data_and_pages_alone(newer, mine, engine):
    kept = files(mine.root, "data", "docs", "mkdocs.yml", "tests", ".github", "requirements-dev.lock")
    done = run(engine, mine.root, "factsheet", "upgrade", str(newer[0]))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"From engine {factsheet.__version__} to 9.0.0" in done.stdout
    assert "| register/index.html | new |" in done.stdout and "0 gone" in done.stdout
    assert files(mine.root, "data", "docs", "mkdocs.yml", "tests", ".github", "requirements-dev.lock") == kept
    assert sorted(p.name for p in mine.file("wheels").iterdir()) == [newer[0].name]
    assert mine.file("requirements.txt").read_text("utf-8").splitlines()[-1] == f"./wheels/{newer[0].name}"
    assert mine.file("requirements.lock").read_text("utf-8").startswith(f"./wheels/{newer[0].name} \\\n")
    assert not mine.file("site").exists(), "it builds in copies"


def test_an_engine_that_changes_nothing_says_so(wheel, mine, engine):
    done = run(engine, mine.root, "factsheet", "upgrade", str(wheel))
    assert done.returncode == 0 and traces.NOTHING in done.stdout, done.stdout + done.stderr


def test_an_engine_that_builds_no_site_is_told_with_what_it_says(newer, mine, engine):
    done = run(engine, mine.root, "factsheet", "upgrade", str(newer[1]))
    assert done.returncode == 1 and "builds no site" in done.stdout and "derived-change" in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("requirements.txt", "./wheels/", "./elsewhere/", "no line requires the engine"),
        (
            "requirements.txt",
            "./wheels/",
            "otter==1.0 # draws\n./wheels/",
            "'otter' is a package of this project's own",
        ),
        ("data/figures.csv", "wildlifer-2018,3035", "no-such,3035", "builds no site"),
    ],
    ids=["no engine", "a package of its own", "a site that is wrong already"],
)
def test_what_cannot_be_upgraded_is_told_and_nothing_changes(name, old, new, told, newer, mine, engine):
    mine.edit(name, old, new)
    before = files(mine.root, ".")
    done = run(engine, mine.root, "factsheet", "upgrade", str(newer[0]))
    assert done.returncode == 1 and told in done.stderr, done.stderr
    assert files(mine.root, ".") == before


# ---------------------------------------------------------------- traces


def numeral(text, **other):
    return {"page": "a", "text": text, "kind": "figure", "context": "of otters"} | other


def test_a_numeral_counts_as_often_as_it_stands_and_wherever_it_is_met():
    two = [numeral("12"), numeral("12"), numeral("7", page="b")]
    assert traces.compared(two, [*two[::-1]]) == traces.NOTHING
    assert traces.compared(two, [numeral("12", context="of others"), *two[1:]]) == traces.NOTHING
    told = traces.compared(two, [numeral("12"), numeral("7", page="b", source="x")])
    assert told.startswith("Numerals: 2 gone, 1 new.")
    assert [line.split(" | ")[:2] for line in told.splitlines()[4:]] == [
        ["| a", "gone"],
        ["| b", "gone"],
        ["| b", "new"],
    ]


def test_of_many_changes_the_rest_is_counted():
    told = traces.compared([], [numeral(str(n)) for n in range(traces.SHOWN + 3)])
    assert told.endswith("And 3 lines more.") and told.count("| new |") == traces.SHOWN


def test_a_missing_trace_is_told(tmp_path):
    with pytest.raises(FactsheetError, match="has written no trace"):
        traces.load(tmp_path / "trace.json")
    (tmp_path / "trace.json").write_text(json.dumps([numeral("1")]))
    assert traces.load(tmp_path / "trace.json") == [numeral("1")]


# ---------------------------------------------------------------- migrate


@pytest.fixture
def older(mine):
    """A fact-sheet of the engine before: a copy of it, its door, and data that it accepted."""
    mine.edit("data/facts.yml", "  weighed: [interior-2021, delisting-2007]\n", "")
    mine.edit("mkdocs.yml", "    - navigation.tabs\n", "    - navigation.instant.preview\n")
    mine.edit("macros.py", "from factsheet", "sys.path.insert(0, '.')\nfrom factsheet")
    mine.edit("data/figures.csv", "9789,about,period=2007,,", "9789,exact,period=2007,,")
    mine.file("factsheet").mkdir()
    mine.file("factsheet/__init__.py").write_text('__version__ = "0.2.0"\n')
    return mine


def told(root, since=""):
    return {(p.path, p.line) for _, _, problems in migrate.edits(root, since) for p in problems}


def test_the_edits_of_older_data_are_told_at_their_lines_and_not_once_they_are_made(older):
    facts = older.file("data/facts.yml").read_text("utf-8").splitlines()
    because = next(n for n, line in enumerate(facts, 1) if line.startswith("  because:"))
    row = next(
        n
        for n, line in enumerate(older.file("data/figures.csv").read_text("utf-8").splitlines(), 1)
        if "9789,exact" in line
    )
    settings = older.file("mkdocs.yml").read_text("utf-8").splitlines()
    preview = ("mkdocs.yml", settings.index("    - navigation.instant.preview") + 1)
    asked = {("data/facts.yml", because), ("factsheet", 0), ("macros.py", 3), preview}
    assert told(older.root, "0.2.0") >= asked and told(older.root) >= asked
    assert told(older.root, factsheet.__version__) == set()
    shutil.rmtree(older.file("factsheet"))
    older.edit("macros.py", "sys.path.insert(0, '.')\n", "")
    assert ("data/facts.yml", because) in told(older.root) and ("factsheet", 0) not in told(older.root)
    assert row  # the hedge of its words stands apart, so that row stays as it is
    assert ("data/figures.csv", row) not in told(older.root)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "theme:\n  name: material\n  features: # of the theme\n    - 'navigation.instant.preview' # shown twice\n",
            [4],
        ),
        ("theme: {name: material, features: [navigation.tabs, navigation.instant.preview]}\n", [1]),
        ("# theme:\n#   features:\n#    - navigation.instant.preview\ntheme: material\n", []),
        ("theme:\n  name: material\nextra:\n  features:\n    - navigation.instant.preview\n", []),
    ],
    ids=["with quotes and comments", "on one line", "in a comment", "of something else"],
)
def test_previews_of_the_theme_are_found_however_they_are_written(text, lines, tmp_path):
    (tmp_path / "mkdocs.yml").write_text(text)
    assert [p.line for p in migrate.previews_of_the_theme(tmp_path)] == lines


def test_settings_that_cannot_be_read_are_told_and_not_migrated(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("theme: [\n")
    with pytest.raises(FactsheetError, match="cannot be read"):
        list(migrate.previews_of_the_theme(tmp_path))


def test_a_new_fact_sheet_needs_no_edit_and_a_wrong_version_is_refused(mine):
    assert told(mine.root) == set()
    with pytest.raises(FactsheetError, match="'last year' is no version"):
        told(mine.root, "last year")


def test_every_change_is_of_an_engine_that_is_or_was():
    versions = [tuple(map(int, v.split("."))) for v in (*migrate.CHANGES, factsheet.__version__)]
    assert versions == sorted(versions)
    assert all(change.rule or change.project for changes in migrate.CHANGES.values() for change in changes)
