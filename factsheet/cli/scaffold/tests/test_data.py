"""This fact-sheet's own promises. Add those of your subject; the engine's rules are tested with the engine."""

import subprocess
import sys
from pathlib import Path

import pytest

from factsheet import data, model, rules
from factsheet.data import settings

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def folder():
    """The entries of data/, as typed."""
    return data.read(ROOT / "data", ROOT)


@pytest.fixture(scope="module")
def sheet(folder):
    """What they mean."""
    return model.build(folder)


def test_the_data_break_no_rule(folder, sheet):
    assert [str(problem) for problem in rules.check(folder, sheet) if not problem.note] == []


def test_a_number_that_its_words_do_not_carry_is_found(tmp_path, folder):
    """The test above could not fail if the rules looked at nothing."""
    entry = next(e for e in folder.figures if e.text("quote"))
    copy = tmp_path / "data"
    copy.mkdir()
    for path in (ROOT / "data").glob("*.*"):
        (copy / path.name).write_bytes(path.read_bytes())
    lines = (ROOT / entry.path).read_text("utf-8").splitlines(keepends=True)
    cells = lines[entry.line - 1].split(",")
    lines[entry.line - 1] = ",".join([*cells[:2], "987654321", *cells[3:]])
    (copy / "figures.csv").write_text("".join(lines), "utf-8")
    damaged = data.read(copy, tmp_path)
    assert any(p.line == entry.line for p in rules.check(damaged, model.build(damaged)))


def test_security_is_reported_to_the_address_that_stands_on_every_page():
    assert settings.load(ROOT)["extra"]["contact"] in (ROOT / "SECURITY.md").read_text("utf-8")


def test_what_pages_call_exists():
    """What `make check` says, whole: the settings, the data and the pages."""
    done = subprocess.run([sys.executable, "-m", "factsheet", "check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
