"""The locks: made from the lists as they are, with a hash for every package, and naming no server."""

import importlib.util
import re
import shutil

import pytest

from tests.conftest import ROOT

spec = importlib.util.spec_from_file_location("lock", ROOT / ".ci" / "lock.py")
lock = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lock)

FILES = sorted({*lock.LOCKS, *(name for lists in lock.LOCKS.values() for name in lists)})


@pytest.fixture
def lists(tmp_path):
    """The lists and their locks, to break."""
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_the_locks_are_current():
    """If this fails: run `make lock`, and commit the locks."""
    assert list(lock.problems(ROOT)) == [], "Run make lock."


def test_every_list_of_requirements_has_a_lock():
    assert {p.name for p in ROOT.glob("requirements*.txt")} == {lists[0] for lists in lock.LOCKS.values()}
    assert {p.name for p in ROOT.glob("*.lock")} == set(lock.LOCKS)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("requirements.txt", "mkdocs==1.6.1 ", "mkdocs==1.6.0 ", "mkdocs==1.6.0 of the list is not in it"),
        ("requirements.txt", "mkdocs==1.6.1 ", "mkdocs==1.6.0 ", "requirements-dev.txt or requirements.txt has changed"),
        ("requirements-dev.txt", "pytest==", "otters==1.0 # swim\npytest==", "otters==1.0 of the list is not in it"),
        ("requirements.lock", "mkdocs==1.6.1 \\\n    --hash", "mkdocs==1.6.1\n#   --hash", "'mkdocs==1.6.1' is no package"),
        ("requirements.lock", "--hash=sha256:", "--hash=md5:", "a hash that is no SHA-256"),
        ("requirements.lock", "altair==", "--index-url https://example.org/simple\naltair==", "it names a server"),
        ("requirements.lock", "altair==", "otter @ file:///tmp/otter.whl\naltair==", "it names a server"),
        ("requirements-dev.lock", "mkdocs==1.6.1", "mkdocs==1.6.0", "mkdocs is not at the version that builds the site"),
    ],
)  # fmt: skip
def test_a_lock_that_does_not_fit_is_told_with_the_remedy(lists, name, old, new, told):
    text = (lists / name).read_text("utf-8")
    assert old in text
    (lists / name).write_text(text.replace(old, new, 1), "utf-8")
    found = [p for p in lock.problems(lists) if told in p]
    assert found and all("make lock" in p for p in found)


def test_a_missing_lock_is_told(lists):
    (lists / "requirements.lock").unlink()
    assert any("no such lock. Run make lock." in p for p in lock.problems(lists))


def test_a_reworded_reason_leaves_the_lock_current(lists):
    path = lists / "requirements.txt"
    path.write_text(path.read_text("utf-8").replace("# the theme:", "# our theme:"), "utf-8")
    assert "our theme" in path.read_text("utf-8") and list(lock.problems(lists)) == []


def test_a_lock_that_cannot_be_made_leaves_the_old_one_whole(lists, monkeypatch, capfd):
    (lists / "requirements.txt").write_text("this is no requirement !\n", "utf-8")
    before = {name: (lists / name).read_bytes() for name in lock.LOCKS}
    monkeypatch.setattr(lock, "ROOT", lists)
    assert lock.main([]) != 0
    assert {name: (lists / name).read_bytes() for name in lock.LOCKS} == before
    assert not list(lists.glob("*.new")) and "make lock again" in capfd.readouterr().err


def test_everything_is_installed_from_a_lock_with_its_hashes():
    """A package that comes some other way is not the one that was locked."""
    texts = [(ROOT / "Makefile").read_text("utf-8"), (ROOT / ".ci/run").read_text("utf-8")]
    texts += [p.read_text("utf-8") for p in (ROOT / ".github/workflows").glob("*.yml")]
    installs = [line.strip() for text in texts for line in text.splitlines() if re.search(r"pip3? install", line)]
    assert len(installs) == len(lock.LOCKS)
    for line in installs:
        assert re.search(r"--require-hashes -r requirements[\w-]*\.lock$", line), line


def test_the_host_stays_below_its_second_edition():
    versions = lock.locked((ROOT / "requirements.lock").read_text("utf-8"))["mkdocs"]
    assert all((1, 6, 1) <= tuple(map(int, v.split("."))) < (2,) for v in versions)
