"""`new`: another fact-sheet, which requires the engine as a package; and the example it begins from."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import factsheet
from factsheet.cli import engine_package, kit, new
from factsheet.core.problems import FactsheetError
from factsheet.plan.messages import english
from tests.conftest import ROOT, Project
from tests.repository.test_layout import SUBJECT
from tests.wheels import MADE, run

pytestmark = pytest.mark.slow

LANGUAGE = re.compile(r"\bChinese texts\b|\breaders of Chinese\b")  # what a text is written in, not what it is about


@pytest.fixture
def mine(begun, tmp_path):
    """A copy of a new fact-sheet, to edit."""
    return Project(shutil.copytree(begun, tmp_path / "mine"))


# ---------------------------------------------------------------- the example


def test_the_example_is_about_something_else():
    for path in sorted((ROOT / "examples").rglob("*")):
        if path.is_file() and not {".cache", "site", ".venv", "__pycache__"} & set(path.parts):
            found = SUBJECT.search(LANGUAGE.sub("", path.read_text("utf-8")))
            assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"


# ---------------------------------------------------------------- what is made


def test_none_of_the_engine_is_copied_and_it_is_required_with_its_hash(begun, wheel):
    assert not (begun / "factsheet").exists()
    kept = begun / "wheels" / wheel.name
    assert kept.read_bytes() == wheel.read_bytes()
    assert engine_package.version_of(engine_package.required(begun)) == factsheet.__version__
    lock = (begun / "requirements.lock").read_text("utf-8")
    assert lock.startswith(f"./wheels/{wheel.name} \\\n    --hash=sha256:")
    assert lock.endswith((ROOT / "requirements.lock").read_text("utf-8"))


@pytest.mark.parametrize(("damage", "code"), [("", 0), ("another hash", 1)])
def test_pip_takes_the_wheel_by_its_hash_and_no_other(damage, code, mine, tmp_path):
    """As `make` installs it, but for the packages that the engine needs."""
    entry = engine_package.entries(mine.file("requirements.lock").read_text("utf-8"))[0]
    mine.file("one.lock").write_text(re.sub("sha256:[0-9a-f]{8}", "sha256:00000000", entry) if damage else entry)
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "-r", "one.lock"]
    done = subprocess.run([*pip, "--target", str(tmp_path / "to")], cwd=mine.root, capture_output=True, text=True)
    assert done.returncode == code, done.stderr


def test_a_new_fact_sheet_needs_nothing_outside_its_folder(begun):
    for name in ("mkdocs.yml", "Makefile", "requirements.txt", "requirements.lock", ".ci/run"):
        assert "../" not in (begun / name).read_text("utf-8").replace('/.."', "")
    assert not [p for p in begun.rglob("*") if p.is_symlink()]
    assert os.access(begun / ".ci/run", os.X_OK)


def test_it_has_all_that_a_project_needs_to_be_published(begun):
    there = {p.relative_to(begun).as_posix() for p in begun.rglob("*") if p.is_file()}
    assert there >= {
        *kit.SHARED, "README.md", "SECURITY.md", "LICENSE-DATA", "Makefile", "mkdocs.yml", "macros.py", "hooks.py", "requirements.txt",
        "requirements.lock", "requirements-dev.txt", "requirements-dev.lock", ".ci/run", ".github/CONTRIBUTING.md", ".github/dependabot.yml", "tests/test_data.py",
    }  # fmt: skip
    assert len((begun / "README.md").read_text("utf-8").split()) < 900, "a page"


def test_a_new_fact_sheet_has_no_word_of_this_ones_subject(begun):
    for path in sorted(begun.rglob("*")):
        if path.is_file() and path.suffix != ".whl":
            found = SUBJECT.search(path.read_text("utf-8"))
            assert not found, f"{path.relative_to(begun)}: {found and found[0]}"


def test_nothing_that_was_made_is_copied(monkeypatch, tmp_path):
    home = tmp_path / "home"
    for name in (*kit.SHARED, kit.EXAMPLE):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, _parent(home / name))
    for name in (".cache/x", "data/__pycache__/x.pyc", "docs/.DS_Store", "data/schemas/x.json"):
        _parent(home / kit.EXAMPLE / name).write_text("made")
    monkeypatch.setattr(kit, "CHECKOUT", home)
    kit.unpack(tmp_path / "mine")
    made = {p.name for p in (tmp_path / "mine").rglob("*")}
    assert not made & {".cache", "__pycache__", ".DS_Store", "x.pyc", "x.json"} and ".gitignore" in made


def _parent(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_editors_are_told_of_the_schemas_and_check_writes_them(mine, engine):
    assert run(engine, mine.root, "factsheet", "check").returncode == 0
    for path in mine.file("data").glob("*.yml"):
        first = path.read_text("utf-8").splitlines()[0]
        assert mine.file(f"data/{first.partition('$schema=')[2]}").is_file(), path.name


# ---------------------------------------------------------------- what it does


def test_it_builds_and_its_own_tests_pass(mine, engine):
    built = run(engine, mine.root, "factsheet", "site")
    assert built.returncode == 0 and "0 problems" in built.stdout, built.stdout + built.stderr
    index = mine.file("site/index.html").read_text("utf-8")
    assert "conflicts" in index and 'class="chart"' in index and 'class="verdict' in index
    tested = run(engine, mine.root, "pytest", "-q", "-p", "no:cacheprovider", "tests")
    assert tested.returncode == 0, tested.stdout


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/figures.csv", "wildlifer-2018,3035", "no-such-source,3035"),
        ("SECURITY.md", "corrections@example.org", "otter@example.org"),
        ("docs/index.md", 'figure("pairs-1990")', 'figure("pairs-1890")'),
    ],
    ids=["an unknown source", "another address", "an unknown figure"],
)
def test_its_own_tests_fail_where_something_is_wrong(name, old, new, mine, engine):
    mine.edit(name, old, new)
    assert run(engine, mine.root, "pytest", "-q", "-p", "no:cacheprovider", "tests").returncode == 1


def test_a_conflict_of_ones_own_asks_which_figure_to_show(mine, engine):
    mine.add("data/figures.csv", "pairs-1990,birdchick-2007,2900,exact,,,2900 pairs,2,\n")
    done = run(engine, mine.root, "factsheet", "check")
    assert done.returncode == 1 and "undeclared conflict in 'pairs-1990'" in done.stderr
    mine.edit(
        "data/facts.yml",
        '  period: "1990"\n  place: WLD\n',
        '  period: "1990"\n  place: WLD\n  show: wildlifer-2018\n  because: It is the table.\n  weighed: [wildlifer-2018, birdchick-2007]\n',
    )
    assert run(engine, mine.root, "factsheet", "check").returncode == 0


def test_a_fact_sheet_without_a_dataset_and_without_claims_builds(mine, engine):
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
        "".join(line for line in text.splitlines(keepends=True) if "1990" not in line and "claim(" not in line)
    )
    done = run(engine, mine.root, "mkdocs", "build", "-q")
    assert done.returncode == 0, done.stdout + done.stderr
    footer = mine.file("site/index.html").read_text("utf-8").split("freshness")[1]
    assert "data edition" not in footer and "Release" in footer
    assert english()("no-statements") in mine.file("site/claims/index.html").read_text("utf-8")


# ---------------------------------------------------------------- the engine that it requires


def test_an_engine_can_be_named_and_has_to_be_one(wheel, tmp_path):
    assert (new.start(tmp_path / "mine", str(wheel)) / "wheels" / wheel.name).is_file()
    (tmp_path / "factsheet-9-py3-none-any.whl").write_text("no archive")
    for name, told in (
        ("nowhere.whl", "no such file"),
        ("factsheet-9-py3-none-any.whl", "this is not a wheel of the engine"),
    ):
        assert told in refused(tmp_path / "other", str(tmp_path / name))
        assert not (tmp_path / "other").exists()


def test_a_wheel_that_has_gone_since_it_was_installed_is_named(engine, tmp_path):
    gone = shutil.copytree(engine, tmp_path / "engine", ignore=MADE)
    (told,) = gone.glob("factsheet-*.dist-info/direct_url.json")
    told.write_text(re.sub('file://[^"]*/', f"file://{tmp_path}/", told.read_text()))
    done = run(gone, tmp_path, "factsheet", "new", "mine")
    assert done.returncode == 1 and "is no longer there" in done.stderr and "--engine" in done.stderr, done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["engine"]


# ---------------------------------------------------------------- what is refused


def refused(folder, wanted=""):
    with pytest.raises(FactsheetError) as caught:
        new.start(folder, wanted)
    return str(caught.value)


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    assert "is not empty: it contains 'notes.txt'. Name a new folder" in refused(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_taken(tmp_path, wheel):
    assert new.start(tmp_path, str(wheel)) == tmp_path
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
def test_a_failure_halfway_leaves_nothing(there, tmp_path, monkeypatch, wheel):
    """A shared file is missing: what was copied before it is deleted again."""
    folder = tmp_path / "mine"
    monkeypatch.setattr(kit, "SHARED", (*kit.SHARED, "no-such-file"))
    if there:
        folder.mkdir()
    assert "cannot write" in refused(folder, str(wheel))
    assert folder.exists() == there and (not there or not list(folder.iterdir()))
    assert sorted(p.name for p in tmp_path.iterdir()) == (["mine"] if there else [])


def test_the_command_tells_a_refusal_in_one_line(tmp_path):
    (tmp_path / "x").write_text("")
    done = Project(ROOT).run("factsheet", "new", str(tmp_path))
    assert done.returncode == 1 and "is not empty" in done.stderr and "Traceback" not in done.stderr
