"""The same bytes: one commit builds one site, wherever and whenever."""

import os
import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from factsheet import data, model
from factsheet.plan import build_date
from tests.conftest import copy_toy

pytestmark = pytest.mark.slow

DAY = 1_600_000_000  # seconds since 1970


def sheet(project):
    """The data of a project, read."""
    return model.build(data.read(project.file("data"), project.root))


def everything(folder):
    """Every file below a folder, hidden ones too, with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def age(folder, seconds):
    """Give every file of a folder another date."""
    for path in folder.rglob("*"):
        os.utime(path, (seconds, seconds))


def differing(one, other):
    return sorted(n for n in one.keys() | other.keys() if one.get(n) != other.get(n))


@pytest.mark.parametrize(
    "command", [("factsheet", "site"), ("mkdocs", "build", "-q")], ids=["make site", "mkdocs build"]
)
def test_two_folders_two_days_two_hash_seeds_with_and_without_a_cache_give_the_same_bytes(
    command, tmp_path, monkeypatch
):
    one, other = copy_toy(tmp_path / "one"), copy_toy(tmp_path / "a folder with another name" / "other")
    for project in (one, other):
        project.add("docs/index.md", '\n{{ chart("lakes") }}\n')
    age(one.root, DAY)
    age(other.root, DAY + 10**8)
    one.file(".cache").mkdir()  # empty, so that all is made here
    monkeypatch.setenv("PYTHONHASHSEED", "1")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert one.run(*command).returncode == 0
    shutil.copytree(one.file(".cache"), other.file(".cache"))
    monkeypatch.setenv("PYTHONHASHSEED", "2")
    monkeypatch.setenv("TZ", "America/Lima")
    monkeypatch.setenv("LC_ALL", "C")
    done = other.run(*command)
    assert done.returncode == 0, done.stderr
    made = everything(one.file("site"))
    assert differing(made, everything(other.file("site"))) == []
    assert {"sitemap.xml.gz", "data/trace.json", "charts/lakes.svg"} <= made.keys()
    assert ("fact-sheet.zip" in made) == (command[0] == "factsheet")


def test_the_date_in_the_environment_comes_first(toy, monkeypatch):
    monkeypatch.setenv(build_date.VARIABLE, str(DAY))
    assert toy.build("-q").returncode == 0
    assert "<lastmod>2020-09-13</lastmod>" in toy.file("site/sitemap.xml").read_text()


def test_then_the_date_of_the_commit(toy, monkeypatch):
    def git(*command):
        named = ("-c", "user.name=o", "-c", "user.email=o@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *named, *command], cwd=toy.root, check=True, capture_output=True)

    git("init", "-q")
    assert build_date.committed(toy.root) is None
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{DAY} +0900")
    git("add", ".")
    git("commit", "-q", "-m", "otters")
    assert build_date.committed(toy.root) == DAY
    monkeypatch.delenv(build_date.VARIABLE, raising=False)
    assert toy.build("-q").returncode == 0
    assert "<lastmod>2020-09-13</lastmod>" in toy.file("site/sitemap.xml").read_text()


def test_a_folder_within_another_project_has_not_its_date(tmp_path):
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert build_date.committed(copy_toy(tmp_path / "toy").root) is None


def test_without_git_the_newest_day_in_the_data(toy, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert build_date.committed(toy.root) is None
    day = datetime.fromtimestamp(build_date.newest(sheet(toy)), UTC)
    assert day == datetime(2024, 1, 3, tzinfo=UTC)
    toy.edit("data/sources.yml", "checked: 2024-01-03", "checked: 2024-02")
    assert build_date.newest(sheet(toy)) < day.timestamp()


def test_data_without_a_day_have_the_earliest_date_there_is(tmp_path):
    assert build_date.newest(model.build(data.read(tmp_path / "data", tmp_path))) == build_date.EARLIEST


@pytest.mark.parametrize(
    ("given", "taken"), [("0", build_date.EARLIEST), (str(DAY), DAY), ("99999999999", build_date.LATEST)]
)
def test_a_date_that_an_archive_cannot_name_is_brought_within_what_it_can(given, taken, toy, monkeypatch):
    monkeypatch.setenv(build_date.VARIABLE, given)
    assert build_date.find(toy.root, lambda: sheet(toy)) == (taken, [])


@pytest.mark.parametrize(
    ("given", "command"),
    [("yesterday", ("factsheet", "site")), ("-1", ("mkdocs", "build")), ("1.5", ("mkdocs", "build"))],
)
def test_a_date_that_is_none_is_told(given, command, toy, monkeypatch):
    monkeypatch.setenv(build_date.VARIABLE, given)
    done = toy.run(*command)
    said = done.stdout + done.stderr
    assert done.returncode == 1 and f"SOURCE_DATE_EPOCH: the variable holds '{given}'" in said
    assert "Traceback" not in said
