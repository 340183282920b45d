"""Fixtures: a small made-up fact-sheet to break, and the real one, each built once."""

from __future__ import annotations

import contextlib
import inspect
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import settings

from factsheet import data, model, rules
from factsheet.audit import Audit, audit
from factsheet.core import lock
from tests import kept, processes
from tests.browser import PORT, SHARED, SITE_URL, base, chromium, serve, visit
from tests.wheels import begun, engine, wheel

sys.dont_write_bytecode = False  # or each process would prepare every file of the tests anew

# Nothing in these tests is timed, because a slow machine is not a mistake in the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

__all__ = ["base", "begun", "chromium", "engine", "visit", "wheel"]  # fixtures of every test

ROOT = Path(__file__).resolve().parent.parent
TOY = ROOT / "tests" / "toy"
HOST = ("macros.py", "hooks.py")
EXPECTED = yaml.safe_load((ROOT / "tests" / "expected.yml").read_text("utf-8"))
THEME = ROOT / "factsheet" / "host" / "theme"


def pytest_configure(config: pytest.Config) -> None:
    """The first process serves the real site, once it is built, and takes away what was shared."""
    if "FACTSHEET_TESTS" in os.environ:
        return
    os.environ["FACTSHEET_TESTS"] = str(SHARED)
    server = serve(SHARED / "real" / "site", PORT)
    config.add_cleanup(lambda: shutil.rmtree(SHARED, ignore_errors=True))
    config.add_cleanup(server.server_close)
    config.add_cleanup(server.shutdown)


SLOW = {"built_toy", "real", "chinese", "chromium", "engine"}  # fixtures: built sites, a browser, the package
STARTS = {"Popen", "build", "run", "subprocess"}  # names by which a test, or a fixture of it, builds or runs a command


def _named(item: pytest.Item) -> set[str]:
    """The names that a test and its own fixtures call."""
    if not isinstance(item, pytest.Function):
        return set()
    fixtures = (one.func for each in item._fixtureinfo.name2fixturedefs.values() for one in each)
    ours = (f for f in (inspect.unwrap(item.function), *fixtures) if f.__module__.startswith("tests."))
    return {name for function in ours for name in function.__code__.co_names}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what needs much to begin with. Files with slow tests come first, so that none is left for the end.

    Those that need the real site and those that do not take turns: while one process builds it, the other need not wait.
    """
    for item in items:
        if SLOW & set(getattr(item, "fixturenames", ())) or STARTS & _named(item):
            item.add_marker("slow")
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    real = {item.path: None for item in items if "real" in getattr(item, "fixturenames", ())}
    others = {item.path: None for item in items if item.path not in real}
    turn = {path: n for files in (real, others) for n, path in enumerate(sorted(files, key=lambda p: p not in slow))}
    items.sort(key=lambda item: (item.path not in slow, turn[item.path]))


def shared(name: str, make: Callable[[Path], Project], *builds: tuple[str, ...]) -> Project:
    """A project that is built once, by the process that needs it first; with the options of each build, if it has several."""
    root, done = SHARED / name, SHARED / f"{name}.built"
    with lock.held(SHARED / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(root, ignore_errors=True)
            project = make(root)
            for options in builds or [()]:
                built = project.build("-q", *options)
                assert built.returncode == 0, built.stdout + built.stderr
            done.touch()
    return Project(root)


@pytest.fixture(autouse=True)
def same_environment() -> Iterator[None]:
    """Whatever a test changes in the environment is undone after it."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@dataclass
class Project:
    """A fact-sheet in a folder of its own."""

    root: Path

    def file(self, name: str) -> Path:
        return self.root / name

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace text that must be there."""
        text = self.file(name).read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.file(name).write_text(text.replace(old, new, 1), "utf-8")

    def add(self, name: str, text: str) -> None:
        with self.file(name).open("a", encoding="utf-8") as out:
            out.write(text)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command in the folder. A build without a cache of its own begins with what others have cached."""
        with kept.lent(self.root) if command[:2] in kept.BUILDS else contextlib.nullcontext():
            return processes.run(list(command), self.root, {"PYTHONPATH": str(ROOT), "SITE_URL": SITE_URL})

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        return self.run("mkdocs", "build", *options)

    def audit(self) -> Audit:
        return audit(self.root / "site", self.root)

    def trace(self) -> list[dict[str, str]]:
        """The audit's trace: an entry for every numeral."""
        numerals: list[dict[str, str]] = []
        audit(self.root / "site", self.root, numerals.append)
        return numerals

    def problems(self) -> list[str]:
        """The problems of the data."""
        folder = data.read(self.root / "data", self.root)
        return [str(p) for p in rules.check(folder, model.build(folder)) if not p.note]


def with_own_look(project: Project) -> Project:
    """The project with templates of its own in `overrides/`, copied from the engine."""
    project.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    shutil.copytree(THEME, project.file("overrides"))
    return project


def copy_toy(to: Path) -> Project:
    shutil.copytree(TOY, to, dirs_exist_ok=True)
    for name in HOST:
        shutil.copy(ROOT / name, to / name)
    return Project(to)


@pytest.fixture
def toy(tmp_path: Path) -> Project:
    """The made-up fact-sheet, fresh."""
    return copy_toy(tmp_path / "toy")


@pytest.fixture(scope="session")
def built_toy() -> Project:
    """The made-up fact-sheet, built once; copy it before changing it."""
    return shared("toy", copy_toy)


@pytest.fixture
def site(built_toy: Project, tmp_path: Path) -> Project:
    """A copy of the built made-up fact-sheet, to change."""
    shutil.copytree(built_toy.root, tmp_path / "site-copy", ignore=shutil.ignore_patterns(".cache", "lunr"))
    return Project(tmp_path / "site-copy")


@pytest.fixture(scope="session")
def real() -> Project:
    """The real fact-sheet in English, built once into a folder of its own; copy it before changing it."""
    return shared("real", _copy_real)


CHINESE = ("zh-Hans", "zh-Hant")


@pytest.fixture(scope="session")
def chinese() -> dict[str, Project]:
    """The real fact-sheet in both scripts of 中文, by the tag of the script."""
    builds = ((f"--config-file=mkdocs.{tag}.yml", f"--site-dir={tag}/site") for tag in CHINESE)
    root = shared("chinese", _copy_chinese, *builds).root
    return {tag: Project(root / tag) for tag in CHINESE}


def _copy_chinese(to: Path) -> Project:
    project = _copy_real(to)
    shutil.copytree(ROOT / "locales", to / "locales")
    for tag in CHINESE:
        shutil.copy(ROOT / f"mkdocs.{tag}.yml", to)
    return project


def _copy_real(to: Path) -> Project:
    to.mkdir()
    for name in ("mkdocs.yml", *HOST):
        shutil.copy(ROOT / name, to / name)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, to / name)
    return Project(to)
