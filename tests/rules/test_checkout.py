"""A checkout has the same bytes on every system, so that the site built from it has them too."""

import subprocess
from pathlib import Path

import pytest

from factsheet.cli import new
from tests.conftest import ROOT

# What Windows' git is set to at first.
WINDOWS = ("-c", "core.autocrlf=true", "-c", "core.eol=crlf")


def git(folder, *command):
    named = ("-c", "user.name=Otter", "-c", "user.email=otter@lakeland-survey.net")
    return subprocess.run(["git", "-C", str(folder), *named, *command], check=True, capture_output=True).stdout


def tracked(folder):
    return [name for name in git(folder, "ls-files", "-z").decode().split("\0") if name]


def committed(folder):
    """Put a folder under git as it is."""
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-qm", "x")


def checked_out(origin, to):
    """The files of a clone as a system has it that writes other line ends."""
    subprocess.run(["git", *WINDOWS, "clone", "-q", str(origin), str(to)], check=True, capture_output=True)
    return {name: (to / name).read_bytes() for name in tracked(to)}


@pytest.fixture
def ours(tmp_path):
    """What is kept here, put under git in a folder of its own."""
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").decode().split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            path = tmp_path / "origin" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((ROOT / name).read_bytes())
    committed(tmp_path / "origin")
    return tmp_path / "origin"


def test_a_checkout_that_converts_line_ends_has_the_bytes_of_this_one(ours, tmp_path):
    made = checked_out(ours, tmp_path / "clone")
    assert len(made) > 100 and made == {name: (ours / name).read_bytes() for name in made}


def test_so_has_one_of_a_new_fact_sheet(tmp_path):
    folder = new.start(tmp_path / "mine")
    assert (folder / ".gitattributes").read_bytes() == (ROOT / ".gitattributes").read_bytes()
    before = {p.relative_to(folder).as_posix(): p.read_bytes() for p in Path(folder).rglob("*") if p.is_file()}
    committed(folder)
    made = checked_out(folder, tmp_path / "clone")
    assert len(made) > 30 and made == {name: before[name] for name in made}


def test_files_saved_with_other_line_ends_are_kept_with_ours(ours):
    (ours / "docs/index.md").write_bytes((ours / "docs/index.md").read_bytes().replace(b"\n", b"\r\n"))
    git(ours, *WINDOWS, "add", "--all")
    assert b"\r" not in git(ours, "show", ":docs/index.md")


def test_pictures_are_never_converted(ours):
    for path in sorted(ours.rglob("*.png")):
        told = git(ours, "check-attr", "text", "--", path.relative_to(ours).as_posix()).decode()
        assert told.strip().endswith("text: unset"), told
