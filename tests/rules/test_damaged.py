"""Every column and every key of the real data, damaged in every way: refused at its place, or rightly accepted.

The suite runs a random sample. `DAMAGED=all python -m pytest tests/rules/test_damaged.py` runs them all, which takes a quarter
of an hour. `DAMAGED=built` builds the site with three cases of every column and key, refused and accepted ones alike, and
takes ten minutes.
"""

import itertools
import os
import random
import shutil
from collections import Counter

import pytest

from factsheet import data
from factsheet.core.problems import counted
from factsheet.data import settings
from factsheet.plan import pages
from tests import damage
from tests.calling import begun
from tests.calling import rendered as rendered_page
from tests.conftest import HOST, ROOT, Project

pytestmark = pytest.mark.slow

WHOLE, BUILT = (os.environ.get("DAMAGED") == name for name in ("all", "built"))
CASES = list(damage.cases(ROOT / "data"))
DRAWN = CASES if WHOLE else random.Random(damage.SEED).sample(CASES, 20)
ON_PAGES = frozenset(DRAWN if WHOLE else DRAWN[::10])  # rendering every page takes longer than the check
# Cases to build the site with: some of every column and key.
TO_BUILD = [
    case
    for (file, field), each in itertools.groupby(CASES, lambda c: (c.file, c.field))
    for case in random.Random(f"{damage.SEED} {file} {field}").sample(list(each), 3)
]
# What other entries are judged by: to damage it may be told where they no longer fit, by the name of the entry.
LEANT_ON = {
    "sources": ("id", "type", "issued", "custom", "custom.read"), "measures": ("kind", "unit"), "facts": ("measure", "period", "place", "show"),
    "figures": ("fact", "source", "value", "qualifier"), "claims": ("id",), "corrections": ("figure",), "charts": (),
}  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The real fact-sheet with a correction, to be damaged and mended again and again."""
    root = tmp_path_factory.mktemp("damaged") / "project"
    root.mkdir()
    for name in ("mkdocs.yml", *HOST):
        shutil.copy(ROOT / name, root / name)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, root / name)
    if (ROOT / ".cache/charts").is_dir():
        shutil.copytree(ROOT / ".cache/charts", root / ".cache/charts")
    made = Project(root)
    made.add("data/corrections.yml", damage.CORRECTION)
    assert made.problems() == []
    return made


def rendered(project):
    """Every macro call of every page, as a build makes it; the problems of the pages, and those of data/."""
    values = settings.load(project.root)
    session = begun(project.root, *pages.written(project.file("docs"), values), **values)
    for path in session.plan.pages:
        rendered_page(session, path, config=values)
    return session.problems, sorted({str(p) for p in session.plan.loaded.problems})


@pytest.mark.parametrize("case", DRAWN, ids=str)
def test_damage_is_refused_at_its_place_or_rightly_accepted(case, project, record_property):
    path = project.file(f"data/{case.file}")
    before = path.read_text("utf-8")
    done = damage.damaged(case, before)
    try:
        path.write_text(done.text, "utf-8", newline="")
        folder, told = damage.told(project.root)
        on_pages, in_build = rendered(project) if case in ON_PAGES else ([], told)
        accepted = damage.accepted_since(case, done.value, folder) or (
            "it is as it was" if done.value == done.before else ""
        )
    finally:
        path.write_text(before, "utf-8", newline="")
    record_property("outcome", "refused" if told else accepted)
    if not told:
        assert accepted, f"{done.value!r} is accepted"
        return
    assert in_build == told
    # An entry that has another id now is missed wherever its old one is called for, on pages, too.
    again = [p for p in on_pages if case.field != "id" or str(done.before) not in p.what]
    assert again == [], "a page is told what data/ has told already"
    kind = case.file.split(".")[0]
    # A mapping that begins below its key is told of at its own line.
    at = tuple(f"data/{case.file}:{line}: " for line in {done.line, done.line + isinstance(done.value, dict)})
    here = [t for t in told if t.startswith(at)]
    entry = next((e for e in getattr(folder, kind) if done.line in {e.line, *e.lines.values()}), None)
    within = {done.line} | {n for key, n in (entry.lines if entry else {}).items() if key.startswith(f"{case.field}.")}
    here = [t for t in told if any(t.startswith(f"data/{case.file}:{line}: ") for line in within)]
    of_entry = [t for t in told if entry and t.startswith(f"data/{case.file}:{entry.line}: ")]
    if case.field in LEANT_ON.get(kind, ()):
        named = [t for t in told if any(f"{n}" in t for n in (case.entry, str(done.before), f"line {done.line}") if n)]
        assert here or of_entry or named, told
    else:
        # A list may hold several values at fault, and a mapping in place of a label both lacks it and has a key too many.
        assert len(told) <= (
            len(done.value) + isinstance(done.value, dict) if isinstance(done.value, (list, dict)) else 1
        ), told
        assert here or of_entry, told


@pytest.mark.parametrize("case", TO_BUILD if BUILT else [], ids=str)
def test_a_build_refuses_what_check_refuses_and_says_the_same_once(case, project, record_property):
    path = project.file(f"data/{case.file}")
    before = path.read_text("utf-8")
    done = damage.damaged(case, before)
    try:
        path.write_text(done.text, "utf-8", newline="")
        folder, told = damage.told(project.root)
        built = project.build("-q")
        accepted = damage.accepted_since(case, done.value, folder)
        audited = project.audit() if built.returncode == 0 else None
    finally:
        path.write_text(before, "utf-8", newline="")
    said = built.stdout + built.stderr
    record_property("outcome", "refused" if told else "built" if built.returncode == 0 else f"pages: {said}")
    assert "Traceback" not in said, said
    if told:
        assert built.returncode == 1, said
        lines = [line.removeprefix("ERROR   -  ").strip() for line in said.splitlines()]
        assert [lines.count(t) for t in told] == [1] * len(told), said
        assert f"{counted(len(told), 'problem')}" in said, said
    elif built.returncode == 0:
        assert audited.problems == []
    else:
        assert accepted == damage.PAGES_SHOW, said


def test_the_family_damages_every_column_and_every_key():
    fields = {(case.file, case.field) for case in CASES}
    for name, column in (
        ("figures.csv", data.FILES["figures"].names),
        ("exceptions.csv", data.FILES["exceptions"].names),
    ):
        assert {field for file, field in fields if file == name} == set(column)
    read = data.read(ROOT / "data")
    for kind in damage.FIELDS:
        used = {key for entry in getattr(read, kind) for key in entry.fields if key != "id"}
        assert used <= {field for file, field in fields if file == f"{kind}.yml"}, kind
    assert min(Counter((case.file, case.field) for case in CASES).values()) >= 12
