"""What one build of the tests has cached, lent to the next: a cached file bears the hash of all that it was made from."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.browser import SHARED

KEPT = SHARED / "cache"
BUILDS = (("mkdocs", "build"), ("factsheet", "site"))


@contextlib.contextmanager
def lent(root: Path) -> Iterator[None]:
    """A project's folder while it is built, with what others have cached if it has no cache of its own."""
    begun = (root / ".cache").exists()
    lend(root)
    yield
    if not begun:
        _missing(root / ".cache", KEPT)


def lend(root: Path) -> None:
    """Give a project what others have cached, unless it has a cache of its own."""
    if not (root / ".cache").exists():
        _missing(KEPT, root / ".cache")


def _missing(source: Path, target: Path) -> None:
    """Copy what `target` has not."""
    for path in source.glob("*/*") if source.is_dir() else ():
        to = target / path.relative_to(source)
        if path.is_file() and not to.exists():
            to.parent.mkdir(parents=True, exist_ok=True)
            whole = to.with_name(f"{to.name}.{os.getpid()}")
            shutil.copyfile(path, whole)
            whole.replace(to)
