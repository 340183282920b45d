"""Every column and every key of the real data, damaged in every way: refused at its place, or rightly accepted.

A lot of them runs with the suite, and every fourth of these also renders every page.
`DAMAGED=all python -m pytest tests/test_damaged.py` runs them all; with `DAMAGED=built` each renders every page, and
the site is built with each that is accepted, which takes hours.
"""

import os
import random
import re
import shutil
from collections import Counter

import jinja2
import pytest

from factsheet import data
from factsheet.data import settings
from factsheet.host.session import Page, Session
from tests import damage
from tests.conftest import HOST, ROOT, Project

WHOLE, BUILT = (os.environ.get("DAMAGED") in names for names in (("all", "built"), ("built",)))
CASES = list(damage.cases(ROOT / "data"))
DRAWN = CASES if WHOLE else random.Random(damage.SEED).sample(CASES, 80)
ON_PAGES = frozenset(DRAWN if BUILT else DRAWN[:: 10 if WHOLE else 4])  # rendering takes longer than the check
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
    now = {"path": ""}
    extra = settings.load(project.root)["extra"]
    session = Session(project.root, extra, lambda: Page(now["path"].removesuffix(".md") + "/", f"docs/{now['path']}"))
    engine = jinja2.Environment()
    engine.globals |= {**session.macros(), "config": settings.load(project.root)}
    for path in sorted(project.file("docs").rglob("*.md")):
        now["path"] = path.relative_to(project.file("docs")).as_posix()
        engine.from_string(re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL)).render()
    return session.problems, sorted({str(p) for p in session.data_problems})


@pytest.mark.parametrize("case", DRAWN, ids=str)
def test_damage_is_refused_at_its_place_or_rightly_accepted(case, project, record_property):
    path = project.file(f"data/{case.file}")
    before = path.read_text("utf-8")
    done = damage.damaged(case, before)
    try:
        path.write_text(done.text, "utf-8", newline="")
        told = damage.told(project.root)
        on_pages, in_build = rendered(project) if case in ON_PAGES else ([], told)
        folder = data.read(project.root / "data", project.root)
        accepted = damage.accepted_since(case, done.value, folder) or (
            "it is as it was" if done.value == done.before else ""
        )
        built = project.build("-q") if BUILT and not told else None
    finally:
        path.write_text(before, "utf-8", newline="")
    record_property("outcome", "refused" if told else accepted)
    if not told:
        assert accepted, f"{done.value!r} is accepted"
        if built is not None:
            said = built.stdout + built.stderr
            assert "Traceback" not in said, said
            assert (built.returncode == 0) or accepted == "pages show whether it is right", said
        return
    assert in_build == told
    # A page that calls for an id which is gone is told so; else only what data/ has not told already.
    assert on_pages == [] or case.field == "id", on_pages
    kind = case.file.split(".")[0]
    entry = next((e for e in getattr(folder, kind) if done.line in {e.line, *e.lines.values()}), None)
    within = {done.line} | {n for key, n in (entry.lines if entry else {}).items() if key.startswith(f"{case.field}.")}
    here = [t for t in told if any(t.startswith(f"data/{case.file}:{line}: ") for line in within)]
    of_entry = [t for t in told if entry and t.startswith(f"data/{case.file}:{entry.line}: ")]
    if case.field in LEANT_ON.get(kind, ()):
        named = [t for t in told if any(f"{n}" in t for n in (case.entry, str(done.before), f"line {done.line}") if n)]
        assert here or of_entry or named, told
    else:
        # One message for one text; of a list, one for each wrong item.
        assert set(told) == {*here, *of_entry} and (len(told) == 1 or not isinstance(done.value, str)), told


def test_the_family_damages_every_column_and_every_key():
    fields = {(case.file, case.field) for case in CASES}
    for name, column in (("figures.csv", data.FIGURE_COLUMNS), ("exceptions.csv", data.EXCEPTION_COLUMNS)):
        assert {field for file, field in fields if file == name} == set(column)
    read = data.read(ROOT / "data")
    for kind in damage.FIELDS:
        used = {key for entry in getattr(read, kind) for key in entry.fields if key != "id"}
        assert used <= {field for file, field in fields if file == f"{kind}.yml"}, kind
    assert min(Counter((case.file, case.field) for case in CASES).values()) >= 12
