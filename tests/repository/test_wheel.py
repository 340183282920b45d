"""The engine as a package: its wheel holds all it needs, and builds fact-sheets far from this repository."""

import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import factsheet
from factsheet.cli import kit
from factsheet.cli.main import main
from tests.browser import SITE_URL
from tests.conftest import HOST, ROOT
from tests.wheels import CARRIED, MADE, PYPROJECT, run, source

pytestmark = pytest.mark.slow


def files(path):
    """The files of a folder, or the file itself, relative to the repository."""
    found = path.rglob("*") if path.is_dir() else [path]
    return {p.relative_to(ROOT).as_posix() for p in found if p.is_file() and p.suffix != ".pyc"}


def test_it_holds_every_file_of_the_engine_and_what_new_fact_sheets_share_with_this_one(wheel):
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("factsheet/")}
    own = {name for name in packed if not name.startswith(f"{kit.CARRIED}/")}
    assert own == files(ROOT / "factsheet")
    carried = {name.removeprefix(f"{kit.CARRIED}/") for name in packed - own}
    made = {name for name in carried if "/data/schemas/" in name or "/.cache/" in name}
    assert carried - made == set().union(*(files(ROOT / name) for name in CARRIED)) - made


def test_what_is_carried_keeps_its_path_and_is_all_that_new_needs():
    assert {f"{kit.CARRIED}/{name}" for name in CARRIED} == set(CARRIED.values())
    of_the_example = {f"{kit.EXAMPLE}/{name}" for name in (*kit.SUBJECT, kit.WORDS)}
    assert set(CARRIED) == {*kit.SHARED, kit.LOCK, *of_the_example}


def test_it_names_its_version_its_command_and_all_that_it_imports(wheel):
    assert f"-{factsheet.__version__}-" in wheel.name
    told = PYPROJECT["project"]
    assert told["scripts"] == {"factsheet": "factsheet.cli.main:run"}
    named = {re.split(r"[<>=]", one)[0] for one in told["dependencies"]}
    listed = {
        line.split("==")[0].lower()
        for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    assert named == listed


def test_the_version_stands_in_one_place():
    """But for the changelog, which has a section for it, and from which a release takes its notes."""
    assert PYPROJECT["project"]["dynamic"] == ["version"] and "version" not in PYPROJECT["project"]
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## (\S+)", changes, re.MULTILINE)[1] == factsheet.__version__


@pytest.mark.parametrize(
    ("tag", "changelog", "told"),
    [
        ("v9.9.9", None, "the tag is 'v9.9.9'"),
        ("", "# Changes\n", "no section for"),
        (f"v{factsheet.__version__}", None, ""),
    ],
    ids=["another version's tag", "nothing in the changelog", "as it should be"],
)
def test_a_release_is_made_only_of_what_is_tagged_and_told(tag, changelog, told, tmp_path, monkeypatch):
    copy = source(tmp_path / "copy")
    for name in (".ci/dist.py", "CHANGELOG.md", "LICENSE-DATA"):
        (copy / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    if changelog:
        (copy / "CHANGELOG.md").write_text(changelog)
    monkeypatch.setenv("TAG", tag)
    done = subprocess.run([sys.executable, ".ci/dist.py"], cwd=copy, capture_output=True, text=True)
    assert (done.returncode == 0) == (not told) and told in done.stderr, done.stderr
    made = sorted(p.name.rpartition(".")[2] for p in (copy / "dist").glob("*"))
    assert made == ([] if told else ["gz", "md", "whl"])


def test_installed_elsewhere_it_builds_this_fact_sheet_to_the_same_bytes(engine, real, tmp_path):
    """This repository uses the engine that lies in it; others would get the same site from the package, all drawn afresh."""
    project = tmp_path / "project"
    project.mkdir()
    for name in ("data", "docs", "mkdocs.yml", *HOST):
        path = ROOT / name
        shutil.copytree(path, project / name, ignore=MADE) if path.is_dir() else shutil.copy(path, project / name)
    done = run(engine, project, "mkdocs", "build", "-q", SITE_URL=SITE_URL)
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = real.file("site"), project / "site"
    made = {p.relative_to(ours): p.read_bytes() for p in ours.rglob("*") if p.is_file()}
    also = {p.relative_to(theirs): p.read_bytes() for p in theirs.rglob("*") if p.is_file()}
    assert sorted(made) == sorted(also)
    assert [name for name, content in made.items() if also[name] != content] == []


# ---------------------------------------------------------------- this repository


@pytest.mark.parametrize("name", HOST)
def test_this_repository_and_every_example_use_the_engine_as_a_new_fact_sheet_does(name):
    """`make` installs it, so no file of theirs looks for it beside them."""
    given = (kit.SCAFFOLD / name).read_text("utf-8")
    assert [p for p in (ROOT, *(ROOT / "examples").iterdir()) if (p / name).read_text("utf-8") != given] == []


@pytest.fixture
def linked(toy, monkeypatch):
    """A working tree with an engine of its own, in an environment that has another one, which must not run."""
    another = toy.root.parent / "another"
    (another / "factsheet").mkdir(parents=True)
    (another / "factsheet/__init__.py").write_text("raise SystemExit('the engine of another folder')\n")
    shutil.copytree(ROOT / "factsheet", toy.file("factsheet"), ignore=MADE)
    shutil.copy(ROOT / "pyproject.toml", toy.root)
    monkeypatch.setenv("PYTHONPATH", str(another))
    return toy.root


@pytest.mark.parametrize(
    "command", [("python", "-m", "factsheet", "check"), ("python", "-m", "mkdocs", "build", "-q"), ("mkdocs", "build", "-q")], ids=" ".join
)  # fmt: skip
def test_where_an_environment_is_linked_from_elsewhere_a_folder_takes_its_own_engine(command, linked):
    done = subprocess.run([Path(sysconfig.get_path("scripts"), command[0]), *command[1:]], cwd=linked, capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_another_engine_refuses_to_run_there(linked, capsys):
    assert main(["--root", str(linked), "check"]) == 1
    assert f"the one that runs is in {ROOT}. Run `python -m factsheet`" in capsys.readouterr().err
