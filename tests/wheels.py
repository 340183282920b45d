"""The engine as others get it: its wheel, built from a copy of what is committed or about to be, and installed far from here."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from factsheet.core import lock
from tests import kept
from tests.browser import SHARED

ROOT = Path(__file__).resolve().parent.parent
MADE = shutil.ignore_patterns("site", ".cache", ".build", ".venv", "__pycache__", "*.pyc")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CARRIED = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]


def source(to):
    """A copy of everything that the wheel is made from."""
    for name in ("factsheet", "pyproject.toml", "README.md", *CARRIED):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        path = ROOT / name
        shutil.copytree(path, to / name, ignore=MADE) if path.is_dir() else shutil.copy(path, to / name)
    return to


def build(source, to):
    """The wheel of a copy."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(to)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(to.glob("*.whl"))


def another(to, version, *changes):
    """The wheel of an engine of another version, in which each of `changes` is a file, a text in it, and another in its place."""
    changed = source(to / "source")
    path = changed / "factsheet/__init__.py"
    text, found = re.subn(r'__version__ = ".*"', f'__version__ = "{version}"', path.read_text("utf-8"))
    assert found == 1
    path.write_text(text, "utf-8")
    for name, old, new in changes:
        text = (changed / name).read_text("utf-8")
        assert old in text
        (changed / name).write_text(text.replace(old, new), "utf-8")
    return build(changed, to / "dist")


def once(name, make):
    """A folder that is filled once, by whichever process of the tests needs it first; what filled it has returned its path."""
    root, done = SHARED / name, SHARED / f"{name}.made"
    with lock.held(SHARED / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir()
            done.write_text(str(make(root)))
    return Path(done.read_text())


@pytest.fixture(scope="session")
def wheel():
    """The engine's wheel."""
    return once("wheel", lambda to: build(source(to / "source"), to / "dist"))


@pytest.fixture(scope="session")
def engine(wheel):
    """A folder with the engine installed from its wheel, and nothing else of ours."""

    def installed(to):
        install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(to), str(wheel)]
        done = subprocess.run(install, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return to

    return once("engine", installed)


def run(engine, folder, *command, **environment):
    """Run a Python module in a folder, with the installed engine in place of the one in this repository."""
    inherited = os.environ | {"PYTHONPATH": str(engine), "NO_MKDOCS_2_WARNING": "1"} | environment
    with kept.lent(Path(folder)) if command[:2] in kept.BUILDS or command[0] == "pytest" else contextlib.nullcontext():
        return subprocess.run(
            [sys.executable, "-m", *command], cwd=folder, env=inherited, capture_output=True, text=True
        )


@pytest.fixture(scope="session")
def begun(engine):
    """A new fact-sheet, made by the installed engine. Copy it before changing it."""

    def made(to):
        done = run(engine, to, "factsheet", "new", "mine")
        assert done.returncode == 0 and "make serve" in done.stdout, done.stdout + done.stderr
        return to / "mine"

    return once("elsewhere", made)
