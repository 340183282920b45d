"""Unpacks an earlier revision of the project from git into a folder of its own."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from factsheet.core.problems import FactsheetError, Problem, show


@dataclass(frozen=True)
class Revision:
    """A commit: its full name, and the day it was made."""

    commit: str
    day: str


def find(root: Path, name: str) -> Revision:
    """The commit that `name` (a branch, a tag, a commit, HEAD~2 …) stands for in the project at `root`.

    Raises FactsheetError without git, outside a repository, or where there is no such revision.
    """
    inside = _git(root, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        what = f"there is nothing to compare {root} with; git says: {_said(inside)}"
        fix = "Run this in a clone, or put the folder under git: git init, git add --all, git commit."
        raise _problem(what, fix)
    # `--end-of-options`: a name that begins with a dash is a name, never an option.
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    commit = found.stdout.decode().strip()
    if found.returncode or not commit:
        fix = "`git log --oneline` lists revisions. In a shallow clone, fetch its history first: git fetch --unshallow."
        raise _problem(f"there is no revision {show(name)}", fix)
    return Revision(commit, _git(root, "show", "-s", "--format=%cs", commit).stdout.decode().strip())


def unpack(root: Path, revision: Revision, folders: tuple[str, ...], to: Path) -> None:
    """Write the files that `folders` of the project held at a revision into `to`. The project itself is not touched."""
    made = _git(root, "archive", "--format=tar", revision.commit)
    if made.returncode:
        what = f"revision {revision.commit[:9]} cannot be read; git says: {_said(made)}"
        raise _problem(what, "Name a revision that has this folder.")
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        for member in archive:
            # Regular files only: no link of an old state leads out of the folder.
            parts = Path(member.name).parts
            if member.isfile() and parts[0] in folders and ".." not in parts:
                path = to.joinpath(*parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.extractfile(member).read())


def _git(root: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    """What git says in `root`, which it only reads."""
    try:
        return subprocess.run(
            ["git", "-C", str(root), *command],
            capture_output=True,
            check=False,
            env=os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except FileNotFoundError as error:
        raise _problem("git is not installed", "Install git; it keeps the states that are compared.") from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")


def _problem(what: str, fix: str) -> FactsheetError:
    return FactsheetError(Problem("diff", 0, what, fix))
