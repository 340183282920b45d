"""The locks hold what the lists ask for, with a hash for every file and the name of no server."""

import re
import tomllib

import pytest

from tests.conftest import ROOT

SCAFFOLD = ROOT / "factsheet/cli/scaffold"
LISTS = sorted([*ROOT.glob("requirements*.txt"), *SCAFFOLD.glob("requirements*.txt")])
ENTRY = re.compile(r"^([\w.-]+)==([\w.!+]+)(?: ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n", re.M)


def name(package):
    """A package's name as the index spells it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", package).lower()


def pins(path):
    """The packages that a list, and the lists it includes, name with a version."""
    lines = [re.sub(r"(^|\s)#.*", "", line).strip() for line in path.read_text("utf-8").splitlines()]
    for line in filter(None, lines):
        if line.startswith("-r "):
            yield from pins(path.with_name(line.removeprefix("-r ")))
        else:
            package, version = line.split("==")
            yield name(package), version


def locked(path):
    """The versions of each package in a lock; several where Pythons or systems differ."""
    found = {}
    for package, version, _ in ENTRY.findall(path.read_text("utf-8")):
        found.setdefault(name(package), set()).add(version)
    return found


@pytest.mark.parametrize("path", LISTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_lock_holds_every_pin_of_its_list(path):
    """If this fails: run `make lock`, and commit the locks."""
    have = locked(path.with_suffix(".lock"))
    assert [f"{p}=={v}" for p, v in pins(path) if v not in have.get(p, ())] == [], "Run make lock."


@pytest.mark.parametrize("path", LISTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_lock_holds_packages_with_hashes_and_nothing_else(path):
    """An address or an option of an index would let something else be installed."""
    assert ENTRY.sub("", path.with_suffix(".lock").read_text("utf-8")) == ""


def test_every_lock_belongs_to_a_list():
    assert {p.with_suffix(".txt") for p in (*ROOT.glob("*.lock"), *SCAFFOLD.glob("*.lock"))} == set(LISTS)


def test_a_new_fact_sheet_is_tested_with_packages_that_are_locked_here():
    site, dev, new = (
        locked(path)
        for path in (ROOT / "requirements.lock", ROOT / "requirements-dev.lock", SCAFFOLD / "requirements-dev.lock")
    )
    assert {p: (site | dev).get(p) for p in new} == new, "Run make lock."


def test_tests_run_with_the_packages_that_build_the_site():
    site, dev = (locked(ROOT / f"{stem}.lock") for stem in ("requirements", "requirements-dev"))
    assert {p: dev.get(p) for p in site} == site, "Run make lock."


def test_what_builds_the_engine_is_locked():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    assert wanted == ["==".join(pin) for pin in pins(ROOT / "requirements-engine.txt")]


def test_everything_is_installed_from_a_lock_with_its_hashes():
    """A package that comes some other way is not the one that was locked. Of our own engine nothing is fetched."""
    texts = [(root / name).read_text("utf-8") for root in (ROOT, SCAFFOLD) for name in ("Makefile", ".ci/run")]
    texts += [p.read_text("utf-8") for p in (ROOT / ".github/workflows").glob("*.yml")]
    installs = [line.strip() for text in texts for line in text.splitlines() if re.search(r"pip3? install", line)]
    ours = [line for line in installs if "--editable ." in line]
    assert len(ours) == 1 and {"--no-index", "--no-deps", "--no-build-isolation"} <= set(ours[0].split())
    locks = [name for line in installs for name in re.findall(r" -r (\S+)", line)]
    assert len(locks) == len(LISTS) + 1, "a new fact-sheet's own lock is written when it is made"
    for line in set(installs) - set(ours):
        assert re.search(r"--require-hashes(?: -r requirements[\w-]*\.lock)+$", line), line
