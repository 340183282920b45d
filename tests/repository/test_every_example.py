"""Every example is checked, built and audited in a copy; and one with every mistake planted once tells each once, at its line."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from factsheet.audit import audit
from tests.conftest import ROOT, SITE_URL, Project

EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/mkdocs.yml"))
MADE = shutil.ignore_patterns("site", ".cache", ".build", ".venv", "__pycache__")


def copied(name, to):
    shutil.copytree(ROOT / "examples" / name, to, ignore=MADE)
    return Project(to)


@pytest.fixture(scope="module", params=EXAMPLES)
def example(request, tmp_path_factory):
    """An example, built."""
    project = copied(request.param, tmp_path_factory.mktemp("example") / request.param)
    built = project.build("-q")
    assert built.returncode == 0, built.stdout + built.stderr
    return project


@pytest.mark.slow
def test_an_example_is_checked_built_and_audited(example):
    checked = example.run("factsheet", "check")
    assert checked.returncode == 0 and "\n0 problems" in checked.stderr, checked.stdout + checked.stderr
    numerals: list[dict[str, str]] = []
    assert audit(example.file("site"), example.root, numerals.append).problems == []
    assert {"figure", "axis", "cite"} <= {numeral["kind"] for numeral in numerals}


@pytest.mark.slow
def test_building_it_again_imports_no_drawing_library(example):
    code = (
        "import sys; from mkdocs.__main__ import cli; cli(['build', '-q'], standalone_mode=False); "
        "print([m for m in ('pandas', 'altair', 'vl_convert') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=example.root, env=os.environ | {"PYTHONPATH": str(ROOT), "SITE_URL": SITE_URL}, capture_output=True, text=True
    )  # fmt: skip
    assert done.stdout.splitlines()[-1:] == ["[]"], done.stdout + done.stderr


# Entries without fault, beside which the mistakes are planted in the tunnel's fact-sheet.
SOUND = {
    "data/sources.yml": """\
  - id: times
    type: article-newspaper
    title: "[The tunnel]"
    container-title: The Times of Nowhere
    accessed: 2026-11-27
    URL: https://times.example/tunnel
    language: en
    custom:
      profile: A newspaper.
      read: true
      checked:
      body: {from: The tunnel, to: The end}
      sha256: SHA
  - id: zeitung
    type: article-newspaper
    title: "[Der Tunnel]"
    container-title: Zeitung von Nirgendwo
    accessed: 2026-11-27
    URL: https://zeitung.example/tunnel
    language: de
    custom:
      profile: A newspaper.
      read: true
      relays: [afp, nbc]
      checked:
      body: {from: Der Tunnel, to: Das Ende}
      sha256: SHA
""".replace("SHA", "0" * 64),
    "data/measures.yml": """\
visitors:
  label: Visitors
  definition: People who came to see the tunnel, as each text counts them.
  unit: people
  population: visitors of tunnels
  kind: stock
warmth:
  label: Warmth of the rock
  definition: Warmth of the rock at the deepest place.
  unit: {name: degrees Celsius, symbol: °C}
  population: the Gotthard Base Tunnel
  kind: level
""",
    "data/facts.yml": "".join(
        f'{name}:\n  measure: {measure}\n  period: "{period}"\n  place: GOT\n'
        for name, measure, period in (
            ("scale", "visitors", "2001-12-31"), ("euros", "visitors", "2002-12-31"), ("dollars", "visitors", "2003-12-31"),
            ("year", "visitors", "2004-12-31"), ("point", "visitors", "2005-12-31"), ("hedge", "visitors", "2006-12-31"),
            ("root", "visitors", "2007-12-31"), ("range", "wagons", "2015"), ("warm", "warmth", "2015"), ("warmer", "warmth", "2016"),
        )
    ),
    "data/figures.csv": "warm,times,45.5,exact,,,45.5°C in the rock,1,\nwarmer,times,46,exact,,,46°C in the rock,1,\n",
}  # fmt: skip

# Each mistake: its file, the line that holds it (between ‹ and ›, put in the place of `old` or at the end), and what is told there.
PLANTED = {
    "a scale word left out": ("figures.csv", "", "‹scale,times,1,at-least,,,at least 1m of them,1,›\n", "it says 1000000 with the qualifier at-least"),
    "a scale letter and a currency left out": ("figures.csv", "", "‹euros,times,3.2,exact,,,cost €3.2bn,1,›\n", "it says 3200000000 with the qualifier round"),
    "the same of dollars": ("figures.csv", "", "‹dollars,times,94.8,exact,,,worth $94.8bn now,1,›\n", "it says 94800000000 with the qualifier round"),
    "a year as a count": ("figures.csv", "", "‹year,times,2017,at-least,,,since at least 2017,1,›\n", "That number is a year there"),
    "a German point read as an English one": ("figures.csv", "", "‹point,zeitung,176.239,exact,,zeitung,176.239 Menschen,1,›\n", "Read in the language 'de', it says 176239"),
    "a round number as an exact one": ("figures.csv", "", '‹hedge,times,12000,exact,,,"12,000 came",1,›\n', "qualifier 'exact' for the words '12,000 came', in column qualifier. Write round."),
    "a range from its upper end": ("figures.csv", "", "‹range,times,600/500,between,,,between 600 and 500,1,›\n", "'600/500' is not the two ends of a range"),
    "nobody credited of several": ("figures.csv", "", "‹root,zeitung,50,exact,,,50 Besucher kamen,1,›\n", "has no via, and 'zeitung' leads to 'afp' and 'nbc'"),
    "a base in the name of a unit": ("measures.yml", "  unit: trains\n", "‹  unit: trains per 100,000›\n", "Write the base of a rate as a field of the unit"),
    "a number in a definition": ("measures.yml", "  definition: Railway wagons that the rock would fill.", "‹  definition: Railway wagons that 28 million tonnes would fill.›", "'28' and 'million' in definition of 'wagons'"),
    "a number in a label": ("facts.yml", "  label: Length of the Seikan Tunnel", "‹  label: Length of the 1988 Seikan Tunnel›", "'1988' in label of 'length-seikan'"),
    "a reason that has gone stale": ("facts.yml", "  weighed: [sz-2016, epoch-2016]", "‹  weighed: [sz-2016]›", "'length-channel' has gained 'epoch-2016' since its reason was read"),
    "a form that is no file": ("charts.yml", "", "lost:\n‹  form: spraed›\n  measure: warmth\n  title: Warmth\n  says: It is warm.\n", "unknown form 'spraed'. Did you mean 'spread'?"),
    "a ratio of levels": ("claims.yml", "", "- id: by-share\n  figure: warmer@times\n  test: rise\n  left: warm\n‹  right: warmer›\n", "a 'rise' with 'warm', a level"),
    "a range with two sides": ("claims.yml", "", "- id: two-sides\n  figure: root@zeitung\n  test: range\n  left: root\n‹  right: hedge›\n", "Name facts on the left only."),
    "a range that states no number": ("claims.yml", "", "- id: unstated\n  source: times\n  quote: among them\n  locator: 2\n  test: range\n  left: root\n", "a 'range' without the figure it states"),
    "a measure that selects no fact": ("claims.yml", "", "- id: of-no-year\n  figure: root@zeitung\n  test: range\n‹  left: {measure: warmth, period: 1990/1995}›\n", "no fact with a figure has measure: warmth, period: 1990/1995"),
    "a measure that there is not": ("claims.yml", "", "- id: of-no-measure\n  source: times\n  quote: more of them\n  locator: 2\n  test: rising\n‹  right: {measure: visitor}›\n", "unknown measure 'visitor'. Did you mean 'visitors'?"),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The project with all mistakes, and what `check` tells of it."""
    project = copied("gotthard", tmp_path_factory.mktemp("planted") / "gotthard")
    for name, text in SOUND.items():
        project.add(name, text)
    for name, old, new, _ in PLANTED.values():
        new = new.replace("‹", "").replace("›", "")
        project.edit(f"data/{name}", old, new) if old else project.add(f"data/{name}", new)
    return project, project.run("factsheet", "check").stderr.splitlines()


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_mistake_is_told_once_at_its_line(case, told):
    name, _, new, said = PLANTED[case]
    held = re.search("‹(.*)›", new)
    line = held[1] if held else new.partition("\n")[0]
    project, lines = told
    at = project.file(f"data/{name}").read_text("utf-8").splitlines().index(line) + 1
    assert [said in problem for problem in lines if problem.startswith(f"data/{name}:{at}: ")] == [True], lines


def test_nothing_else_is_told_of_it(told):
    # The example has no dataset, which is a note.
    told_in_data = [p for p in told[1] if p.startswith("data/") and "every claim stays open" not in p]
    assert len(told_in_data) == len(PLANTED), told_in_data
