"""The documents of this project and of a new one, and how the tests read them."""

import functools
import re
import tempfile
from pathlib import Path

from factsheet.cli import kit
from factsheet.cli.arguments import COMMANDS
from tests.conftest import ROOT, Project

# A new fact-sheet, whose documents are compared with its own Makefile; only its requirements on the engine are left out.
_made = tempfile.TemporaryDirectory()
EXAMPLE = Path(_made.name).resolve()
kit.unpack(EXAMPLE)
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
MAINTAINING = (ROOT / "MAINTAINING.md").read_text("utf-8")
DATA = (ROOT / "data/README.md").read_text("utf-8")
DOCUMENTS = sorted(
    path
    for root, folders in ((ROOT, (".", ".github", "data", "examples/*")), (EXAMPLE, (".", ".github", "data")))
    for folder in folders
    for path in root.glob(f"{folder}/*.md")
)
NAMES = [
    f"new/{p.relative_to(EXAMPLE)}" if p.is_relative_to(EXAMPLE) else p.relative_to(ROOT).as_posix() for p in DOCUMENTS
]


def section(text, title):
    """The text under a second-level heading, up to the next."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"no section {title}"
    return found[1]


def blocks(text, *languages):
    """The fenced code blocks in one of these languages."""
    return [body for name, body in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S) if name in languages]


def prose(text):
    """A text without its fenced code blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)


def spans(text):
    """The inline code of a text."""
    return re.findall(r"`([^`\n]+)`", prose(text))


def code(text):
    """Everything in a text that can be typed at a prompt."""
    return "\n".join([*spans(text), *blocks(text, "sh")])


def rows(text, first):
    """The rows, as cells, of every table whose first column has this heading."""
    found = re.findall(rf"^\| {re.escape(first)} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.M)
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for body in found for line in body.splitlines()]


def targets(root):
    """The targets of a project's Makefile."""
    return set(re.search(r"^\.PHONY: (.*)$", (root / "Makefile").read_text("utf-8"), re.M)[1].split())


def home(path):
    """The project that a document is about."""
    return EXAMPLE if path.is_relative_to(EXAMPLE) else ROOT


@functools.cache
def usage(*command):
    """The help of one of our commands."""
    done = Project(ROOT).run(*command, "--help")
    assert done.returncode == 0, done.stderr
    return done.stdout


def engine_commands():
    return set(COMMANDS)
