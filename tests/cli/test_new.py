"""`new`: another fact-sheet, with an engine of its own; and the example it begins from."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factsheet.cli import new
from factsheet.core.problems import FactsheetError
from factsheet.plan.messages import english
from tests.conftest import ROOT, Project
from tests.repository.test_layout import SUBJECT

pytestmark = pytest.mark.slow

LANGUAGE = re.compile(r"\bChinese texts\b|\breaders of Chinese\b")  # what a text is written in, not what it is about


def alone(folder, *command):
    """Run a command in a folder, with no engine but its own."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A third fact-sheet, as `new` makes it, built once with its own engine."""
    folder = tmp_path_factory.mktemp("elsewhere") / "mine"
    done = alone(ROOT, "factsheet", "new", str(folder))
    assert done.returncode == 0 and "make serve" in done.stdout, done.stderr
    built = alone(folder, "mkdocs", "build")
    assert built.returncode == 0 and "problems 0" in built.stderr, built.stdout + built.stderr
    return folder


@pytest.fixture
def mine(begun, tmp_path):
    """A copy of it, to edit."""
    return Project(shutil.copytree(begun, tmp_path / "mine"))


# ---------------------------------------------------------------- the example


def test_the_example_builds_where_it_lies(tmp_path):
    done = alone(ROOT, "mkdocs", "build", "-f", "examples/eagles/mkdocs.yml", "-d", str(tmp_path / "site"))
    assert done.returncode == 0 and "problems 0" in done.stderr, done.stdout + done.stderr


def test_the_example_is_about_something_else():
    for path in sorted((ROOT / "examples").rglob("*")):
        if path.is_file() and not {".cache", "site", ".venv"} & set(path.parts):
            found = SUBJECT.search(LANGUAGE.sub("", path.read_text("utf-8")))
            assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_the_example_has_a_conflict_a_claim_and_a_chart(begun):
    index = (begun / "site/index.html").read_text("utf-8")
    assert "conflicts" in index and 'class="chart"' in index and 'class="verdict' in index
    assert (begun / "site/charts/states.svg").is_file()


# ---------------------------------------------------------------- what is made


def test_a_new_fact_sheet_needs_nothing_outside_its_folder(begun):
    for name in ("mkdocs.yml", "Makefile"):
        assert ".." not in (begun / name).read_text("utf-8")
    assert {p.name for p in begun.iterdir()} >= {*new.ENGINE, "Makefile", "README.md", "data", "docs"}
    assert not [p for p in begun.rglob("*") if p.is_symlink()]


def test_a_new_fact_sheet_has_no_word_of_this_ones_subject(begun):
    theirs = {"assets", "templates"}  # the theme's files, and its templates as they are kept
    for path in sorted(begun.rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".gz", ".mo") and not theirs & set(path.parts):
            found = SUBJECT.search(path.read_text("utf-8"))
            assert not found, f"{path.relative_to(begun)}: {found and found[0]}"


def test_nothing_that_was_made_is_copied(tmp_path):
    home = tmp_path / "home"
    for name in (new.EXAMPLE, *new.ENGINE):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, _parent(home / name))
    for name in (".venv/x", "site/x", ".cache/x", "data/__pycache__/x.pyc", "docs/.DS_Store"):
        _parent(home / new.EXAMPLE / name).write_text("made")
    _parent(home / "factsheet/__pycache__/x.pyc").write_text("made")
    folder = new.start(tmp_path / "mine", home)
    made = {p.name for p in folder.rglob("*")}
    assert not made & {".venv", "site", ".cache", "__pycache__", ".DS_Store", "x.pyc"} and ".gitignore" in made


def _parent(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_it_installs_the_very_files_that_are_locked_here(begun):
    assert "--require-hashes -r requirements.lock" in (begun / "Makefile").read_text("utf-8")
    for name in ("requirements.txt", "requirements.lock"):
        assert (begun / name).read_bytes() == (ROOT / name).read_bytes()


def test_it_cannot_begin_another_and_says_where_to_go(begun, tmp_path):
    done = alone(begun, "factsheet", "new", str(tmp_path / "fourth"))
    assert done.returncode == 1 and "Run this in the project that the engine was copied from" in done.stderr


# ---------------------------------------------------------------- as whoever keeps it


def test_a_first_edit_is_checked_and_shown(mine):
    mine.edit("mkdocs.yml", "site_name: Bald eagles", "site_name: My eagles")
    mine.edit("data/figures.csv", "wildlifer-2018,3035", "wildlifer-2018,3036")
    done = alone(mine.root, "factsheet", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    index = mine.file("site/index.html").read_text("utf-8")
    assert ">3,036</data>" in index and "My eagles" in index


def test_a_conflict_of_ones_own_asks_which_figure_to_show(mine):
    mine.add("data/figures.csv", "pairs-1990,birdchick-2007,2900,exact,,,2900 pairs,2,\n")
    done = alone(mine.root, "factsheet", "check")
    assert done.returncode == 1 and "undeclared conflict in 'pairs-1990'" in done.stderr
    mine.edit(
        "data/facts.yml",
        '  period: "1990"\n  place: WLD\n',
        '  period: "1990"\n  place: WLD\n  show: wildlifer-2018\n  because: It is the table.\n  weighed: [wildlifer-2018, birdchick-2007]\n',
    )
    assert alone(mine.root, "factsheet", "check").returncode == 0


def test_a_fact_sheet_without_a_dataset_and_without_claims_builds(mine):
    """The footer names an edition only if there is one; the claims page says that there is no claim."""
    mine.file("data/claims.yml").unlink()
    text = mine.file("data/figures.csv").read_text("utf-8")
    mine.file("data/figures.csv").write_text(
        "".join(line for line in text.splitlines(keepends=True) if "wildlifer" not in line), "utf-8"
    )
    mine.edit("data/sources.yml", "type: dataset", "type: report")
    mine.edit("data/sources.yml", "      read: true\n      relays: [fws-table]\n      checked:\n  - id: fws-table", "      read: false\n      relays: [fws-table]\n      checked:\n  - id: fws-table")  # fmt: skip
    text = mine.file("docs/index.md").read_text("utf-8")
    mine.file("docs/index.md").write_text(
        "".join(line for line in text.splitlines(keepends=True) if "1990" not in line and "weblog" not in line)
    )
    done = alone(mine.root, "mkdocs", "build", "-q")
    assert done.returncode == 0, done.stdout + done.stderr
    footer = mine.file("site/index.html").read_text("utf-8").split("freshness")[1]
    assert "data edition" not in footer and "Release" in footer
    assert english()("no-statements") in mine.file("site/claims/index.html").read_text("utf-8")


# ---------------------------------------------------------------- what is refused


def refused(folder, home=ROOT):
    with pytest.raises(FactsheetError) as caught:
        new.start(folder, home)
    return str(caught.value)


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    assert "is not empty: it contains 'notes.txt'. Name a new folder" in refused(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_taken(tmp_path):
    assert new.start(tmp_path) == tmp_path
    assert (tmp_path / "mkdocs.yml").is_file() and not list(tmp_path.glob(".factsheet-*"))


def test_a_file_a_missing_parent_and_this_project_are_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    assert "exists already, and is not a folder" in refused(tmp_path / "file")
    assert "there is no folder" in refused(tmp_path / "a" / "b") and not (tmp_path / "a").exists()
    assert "is inside this project" in refused(ROOT / "mine") and not (ROOT / "mine").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_place_is_named(tmp_path):
    tmp_path.chmod(0o555)
    assert "cannot write to" in refused(tmp_path / "mine")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no /proc here")
def test_a_place_that_takes_no_files_is_named():
    assert "cannot write to '/proc/mine'" in refused(Path("/proc/mine"))


@pytest.mark.parametrize("there", [True, False], ids=["in an empty folder", "in a new one"])
def test_a_failure_halfway_leaves_nothing(there, tmp_path):
    """The engine lacks a file: what was copied before it is deleted again."""
    home, folder = tmp_path / "home", tmp_path / "mine"
    shutil.copytree(ROOT / new.EXAMPLE, home / new.EXAMPLE)
    if there:
        folder.mkdir()
    assert "cannot write" in refused(folder, home)
    assert folder.exists() == there and (not there or not list(folder.iterdir()))
    assert sorted(p.name for p in tmp_path.iterdir()) == (["home", "mine"] if there else ["home"])


def test_the_command_tells_a_refusal_in_one_line(tmp_path):
    (tmp_path / "x").write_text("")
    done = alone(ROOT, "factsheet", "new", str(tmp_path))
    assert done.returncode == 1 and "is not empty" in done.stderr and "Traceback" not in done.stderr
