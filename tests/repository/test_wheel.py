"""The engine as a package: its wheel holds all it needs, and builds a fact-sheet far from this repository."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile

import pytest

import factsheet
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

MADE = shutil.ignore_patterns("site", ".cache", ".build", ".venv", "__pycache__", "*.pyc")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy, so that nothing is left in this folder."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT / "factsheet", source / "factsheet", ignore=MADE)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(made)]
    done = subprocess.run([*pip, str(source)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(made.glob("*.whl"))


def test_it_holds_every_file_of_the_engine(wheel):
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("factsheet/")}
    files = (p.relative_to(ROOT) for p in (ROOT / "factsheet").rglob("*") if p.is_file() and p.suffix != ".pyc")
    assert packed == {path.as_posix() for path in files}


def test_it_names_its_version_its_command_and_all_that_it_imports(wheel):
    assert f"-{factsheet.__version__}-" in wheel.name
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert told["scripts"] == {"factsheet": "factsheet.cli.main:run"}
    named = {re.split(r"[<>=]", one)[0] for one in told["dependencies"]}
    listed = {
        line.split("==")[0].lower()
        for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    assert named == listed


def test_installed_elsewhere_it_builds_the_example(wheel, tmp_path):
    engine, project = tmp_path / "engine", tmp_path / "eagles"
    shutil.copytree(ROOT / "examples" / "eagles", project, ignore=MADE)
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(engine), str(wheel)]
    assert subprocess.run(install, capture_output=True).returncode == 0
    environment = os.environ | {"PYTHONPATH": str(engine), "NO_MKDOCS_2_WARNING": "1"}
    for command in (["check"], ["site"], ["audit", "site"]):
        run = [sys.executable, "-m", "factsheet", *command]
        done = subprocess.run(run, cwd=project, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "site" / "stylesheets" / "factsheet.css").is_file()
    assert "problems 0" in done.stdout
