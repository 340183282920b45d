"""The examples of the data page are run on what is published."""

import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs/data.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.M | re.S)


def run(code, folder):
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("code", EXAMPLES, ids=[str(n) for n in range(1, len(EXAMPLES) + 1)])
def test_every_python_example_runs_and_prints_something(code, real):
    done = run(code, real.file("site/data"))
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert done.stdout.strip() not in ("", "Empty DataFrame")


def test_they_print_what_the_page_says_they_do(real):
    leading, disputed, whole = (run(code, real.file("site/data")).stdout for code in EXAMPLES)
    assert "Refugee Population Statistics Database" in leading
    assert "| 15362" in disputed and "| 12362" in disputed
    assert whole.strip() == "whole"


def test_examples_name_files_and_columns_that_exist(real):
    there = {p.name for p in real.file("site/data").iterdir()}
    blocks = "\n".join(re.findall(r"^```\w+\n(.*?)^```$", PAGE, re.M | re.S))
    named = set(re.findall(r"\b[a-z]+\.(?:csv|json)\b(?!\()", blocks))
    assert named and named <= there
    columns = set(real.file("site/data/figures.csv").read_text("utf-8").splitlines()[0].split(","))
    assert set(re.findall(r"\bf\.(\w+)", blocks)) <= columns
