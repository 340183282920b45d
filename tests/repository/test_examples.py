"""The examples of the data page are run on what is published."""

import csv
import json
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs/data.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.M | re.S)


def run(code, folder):
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=600)


@pytest.mark.parametrize("code", EXAMPLES, ids=[str(n) for n in range(1, len(EXAMPLES) + 1)])
def test_every_python_example_runs_and_prints_something(code, real):
    done = run(code, real.file("site/data"))
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert done.stdout.strip() not in ("", "Empty DataFrame")


def test_they_print_what_the_page_says_they_do(real):
    """What the site leads with, each with its source; what is in conflict, line by line; and that the copy is whole."""
    leading, disputed, whole = (run(code, real.file("site/data")).stdout for code in EXAMPLES)
    with real.file("site/data/figures.csv").open(encoding="utf-8", newline="") as file:
        figures = list(csv.DictReader(file))
    facts = json.loads(real.file("site/data/facts.json").read_text("utf-8"))
    conflicting = {fact["id"] for fact in facts if fact["conflict"]}
    values = [line.rpartition(" | ")[2] for line in disputed.splitlines()]
    assert values == [f["value"] for f in figures if f["fact"] in conflicting]
    assert f"[{sum(f['shown'] == 'true' for f in figures)} rows x" in leading
    assert whole.strip() == "whole"


def test_examples_name_files_and_columns_that_exist(real):
    there = {p.name for p in real.file("site/data").iterdir()}
    blocks = "\n".join(re.findall(r"^```\w+\n(.*?)^```$", PAGE, re.M | re.S))
    named = set(re.findall(r"\b[a-z]+\.(?:csv|json)\b(?!\()", blocks))
    assert named and named <= there
    columns = set(real.file("site/data/figures.csv").read_text("utf-8").splitlines()[0].split(","))
    assert set(re.findall(r"\bf\.(\w+)", blocks)) <= columns
