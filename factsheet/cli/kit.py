"""What `new` makes a fact-sheet from: the scaffold beside this file, and files that this repository uses itself.

The wheel carries the second kind (`force-include` in pyproject.toml); in a checkout they lie where the repository
has them. They are the same files, so a workflow that is mended here is mended for every new fact-sheet.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCAFFOLD = HERE / "scaffold"
CARRIED = "factsheet/cli/carried"  # in the wheel
CHECKOUT = HERE.parents[1]
EXAMPLE = "examples/eagles"
# Files of this repository that a new fact-sheet has too, under the same path.
SHARED = (
    ".gitattributes",
    ".gitignore",
    ".github/workflows/check.yml",
    ".github/workflows/deploy.yml",
    ".github/workflows/links.yml",
    ".github/workflows/release.yml",
    "LICENSE",
)
LOCK = "requirements.lock"
# Of the example, what is about its subject; its README is about the example itself.
SUBJECT = ("data", "docs", "mkdocs.yml")
# One on a line: what tells that something is the example's.
WORDS = "words.txt"
# Made by builds and editors.
LEFTOVERS = shutil.ignore_patterns("__pycache__", "*.pyc", ".DS_Store", ".cache", ".build", ".venv", "site", "schemas")


def home() -> Path:
    """The folder below which shared files and the example lie: the checkout, or the part of a wheel that carries them."""
    carried = CHECKOUT / CARRIED
    return carried if carried.is_dir() else CHECKOUT


def in_checkout() -> bool:
    """Whether this engine runs from its repository rather than from a package."""
    return (CHECKOUT / "pyproject.toml").is_file() and not (CHECKOUT / CARRIED).is_dir()


def unpack(folder: Path) -> None:
    """Write everything but the requirements on the engine into `folder`. Raises OSError where that is not possible."""
    shutil.copytree(SCAFFOLD, folder, ignore=LEFTOVERS, dirs_exist_ok=True)
    for name in SHARED:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(home() / name, path)
    for name in SUBJECT:
        path = home() / EXAMPLE / name
        shutil.copytree(path, folder / name, ignore=LEFTOVERS) if path.is_dir() else shutil.copy(path, folder / name)


def words() -> Iterator[str]:
    """The words that tell the example's subject."""
    lines = (home() / EXAMPLE / WORDS).read_text("utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))
