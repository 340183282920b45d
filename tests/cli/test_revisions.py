"""Earlier states of a project, from real git repositories."""

import os
import subprocess

import pytest

from factsheet.cli import revisions
from factsheet.core.problems import FactsheetError


def git(root, *command):
    """Run git as somebody, whatever this machine's settings are."""
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in (("NAME", "A"), ("EMAIL", "a@example.org"))}  # fmt: skip
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment = clean | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(["git", "-C", str(root), *command], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(root, message="A state"):
    """Commit all there is; the commit's name."""
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path):
    """A folder of a repository, with a state that is committed and one that is not."""
    root = tmp_path / "repository" / "project"
    (root / "data/inner").mkdir(parents=True)
    (root / "data/a.txt").write_text("old")
    (root / "data/inner/b.txt").write_text("old")
    (root / "other.txt").write_text("old")
    (root / "data/link").symlink_to("/etc/hostname")
    git(root.parent, "init", "-q")
    commit(root.parent)
    (root / "data/a.txt").write_text("new")
    return root


def refused(call, *arguments):
    with pytest.raises(FactsheetError) as caught:
        call(*arguments)
    return str(caught.value)


def test_a_revision_is_found_by_any_name_git_knows(repository):
    full = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "first")
    for name in (full, full[:10], "HEAD", "first"):
        assert revisions.find(repository, name).commit == full


@pytest.mark.parametrize("name", ["nowhere", "HEAD~5", "", "--version", "--output=x", "HEAD:project", "a b"])
def test_a_revision_that_is_not_there_is_named(name, repository):
    said = refused(revisions.find, repository, name)
    assert f"there is no revision '{name}'. `git log --oneline` lists revisions" in said
    assert not (repository / "x").exists()


def test_a_folder_without_git_is_named(tmp_path):
    assert "git says: not a git repository" in refused(revisions.find, tmp_path, "HEAD")


def test_a_repository_without_a_commit_has_no_revision(tmp_path):
    git(tmp_path, "init", "-q")
    assert "there is no revision 'HEAD'" in refused(revisions.find, tmp_path, "HEAD")


def test_without_git_it_says_what_to_install(repository, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed. Install git" in refused(revisions.find, repository, "HEAD")


def test_an_old_state_is_written_elsewhere_and_nothing_here_is_touched(repository, tmp_path):
    before = git(repository, "status", "--porcelain")
    revisions.unpack(repository, revisions.find(repository, "HEAD"), ("data",), tmp_path / "old")
    found = {p.relative_to(tmp_path / "old").as_posix(): p.read_text() for p in (tmp_path / "old").rglob("*.txt")}
    assert found == {"data/a.txt": "old", "data/inner/b.txt": "old"}
    assert not (tmp_path / "old/data/link").is_symlink()
    assert (repository / "data/a.txt").read_text() == "new" and git(repository, "status", "--porcelain") == before
