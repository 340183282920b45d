"""CONTRIBUTING's steps for an article, followed to the letter on a copy of the real fact-sheet."""

import json
import re
import shlex
import shutil

import pytest

from tests.conftest import HOST, ROOT, Project
from tests.test_docs import CONTRIBUTING, blocks, section

STEPS = re.split(r"^### \d\. .*\n", section(CONTRIBUTING, "Add an article or a figure"), flags=re.MULTILINE)[1:]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("newcomer") / "project"
    root.mkdir()
    for name in ("mkdocs.yml", *HOST):
        shutil.copy(ROOT / name, root / name)
    for name in ("data", "docs", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    (root.parent / "texts").mkdir()
    return Project(root)


@pytest.fixture(scope="module")
def saved(project):
    """Step 1: the text, in a folder beside the repository."""
    name = re.search(r"^`(\.\./.*\.txt)`:$", STEPS[0], re.MULTILINE)[1]
    project.file(name).write_text(blocks(STEPS[0], "text")[0], "utf-8")
    return project


@pytest.fixture(scope="module")
def added(saved):
    """Step 2: the command, as it stands there."""
    command = next(c for b in blocks(STEPS[1], "sh") for c in b.splitlines() if "factsheet add" in c)
    before = {n: saved.file(f"data/{n}").read_bytes() for n in ("sources.yml", "figures.csv")}
    done = saved.run(*shlex.split(command)[2:])
    assert done.returncode == 0, done.stderr
    return saved, before, done.stdout


@pytest.fixture(scope="module")
def finished(added):
    """Steps 3 to 5, with what the steps show put where they say."""
    project, before, _ = added
    for line in blocks(STEPS[2], "yaml")[0].splitlines():
        key = line.split(":")[0]
        text = project.file("data/sources.yml").read_text("utf-8")
        text, changed = re.subn(rf"^{key}: TODO.*$", lambda _, line=line: line, text, flags=re.MULTILINE)
        assert changed == 1
        project.file("data/sources.yml").write_text(text, "utf-8")
    kept = blocks(STEPS[3], "csv")[0]
    project.file("data/figures.csv").write_bytes(before["figures.csv"] + kept.encode("utf-8"))
    measure, fact, conflict = blocks(STEPS[3], "yaml")
    project.add("data/measures.yml", measure)
    name = conflict.split(":")[0]
    facts = project.file("data/facts.yml").read_text("utf-8")
    facts, changed = re.subn(rf"^{name}:\n(?:  .*\n)+", lambda _: conflict, facts, flags=re.MULTILINE)
    assert changed == 1
    project.file("data/facts.yml").write_text(facts + fact, "utf-8")
    project.add("docs/refugees.md", "\n" + blocks(STEPS[4], "jinja")[0])
    return project


def test_there_are_five_steps():
    assert len(STEPS) == 5


def test_add_leaves_what_was_there_byte_for_byte(added):
    project, before, _ = added
    for name, raw in before.items():
        assert project.file(f"data/{name}").read_bytes().startswith(raw)


def test_the_proposals_are_those_the_steps_show(added):
    project, before, told = added
    proposed = project.file("data/figures.csv").read_bytes()[len(before["figures.csv"]) :].decode("utf-8")
    assert proposed.startswith(blocks(STEPS[3], "text")[0])
    # What is kept differs from what is proposed only where the steps say so: a new fact, and its credit.
    for row in blocks(STEPS[3], "csv")[0].splitlines():
        assert (
            f"#{row}" in proposed or f"#TODO,{row.split(',', 1)[1]}".replace(",example-times,42-", ",,42-") in proposed
        )
    assert "CONFLICTS with 153564 of unhcr-2026-06" in proposed and "proposed: 7 figures" in told


def test_what_is_left_to_do_is_told_and_nothing_else(added):
    project, _, _ = added
    fresh = shutil.copytree(project.root, project.root.parent / "as-added")
    done = Project(fresh).run("factsheet", "check")
    problems = [line for line in done.stderr.splitlines() if "(note)" not in line]
    assert done.returncode == 1 and len(problems) == 3 and problems[-1].startswith("2 problems")
    assert "custom.profile of 'example-times' is still to be written. Write one line: who" in problems[0]
    assert "custom.relays of 'example-times' is still to be written. Write the ids" in problems[1]
    assert "7 proposed figures of 'example-times' still open; nothing is shown of them" in done.stderr


def test_every_quote_is_found_where_it_was_proposed(finished):
    done = finished.run("factsheet", "verify", "../texts")
    assert "example-times" not in done.stderr and "example-times" not in done.stdout


def test_the_site_builds_and_the_conflict_is_told(finished):
    done = finished.run("factsheet", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "problems 0" in done.stdout + done.stderr
    figures = json.loads(finished.file("site/data/figures.json").read_text("utf-8"))
    assert len([f for f in figures if f["source"] == "example-times"]) == 6
    page = finished.file("site/disagreements/index.html").read_text("utf-8")
    told = page.split('id="refugees-2024"')[1].split("<h2")[0]
    assert "150,600" in told and "153,564" in told
