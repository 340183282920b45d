"""Build the engine's wheel and source archive into `dist/`, with what the changelog says of this version in `dist/NOTES.md`.

With the variable `TAG`, the tag has to be `v` and the engine's version. The version stands in one place, `factsheet/__init__.py`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)


def version(root: Path) -> str:
    """The engine's version."""
    return VERSION.search((root / "factsheet/__init__.py").read_text("utf-8"))[1]


def notes(root: Path) -> str:
    """What the changelog says of this version. Exits with a message where it says nothing."""
    text = (root / "CHANGELOG.md").read_text("utf-8")
    found = re.search(rf"^## {re.escape(version(root))}\b.*?\n(.+?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if not found or not found[1].strip():
        sys.exit(f"CHANGELOG.md: no section for {version(root)}. Write `## {version(root)}` and what is new in it.")
    return found[1].strip() + "\n"


def main(argv: list[str] | None = None) -> int:
    """Build both packages."""
    argparse.ArgumentParser(prog="python .ci/dist.py", description=__doc__).parse_args(argv)
    tag, here = os.environ.get("TAG", ""), version(ROOT)
    if tag and tag != f"v{here}":
        sys.exit(
            f"factsheet/__init__.py: the version is '{here}', and the tag is '{tag}'. Tag v{here}, or change __version__."
        )
    told = notes(ROOT)
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    code = subprocess.call(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", "dist"], cwd=ROOT
    )
    if code == 0:
        (ROOT / "dist/NOTES.md").write_text(told, "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
