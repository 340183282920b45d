"""CONTRIBUTING's worked example of an article, followed to the letter on a copy of the real fact-sheet."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest

from factsheet import data, model
from factsheet.data.published_files import VERDICTS
from factsheet.model import claims
from tests import kept
from tests.conftest import EXPECTED, HOST, ROOT, Project
from tests.repository.documents import CONTRIBUTING, blocks, section

pytestmark = pytest.mark.slow

EXAMPLE = section(CONTRIBUTING, "Add an article")
COMMANDS = [re.split(r"\s+# ", line)[0] for block in blocks(EXAMPLE, "sh") for line in block.splitlines()]
ADD = next(n for n, c in enumerate(COMMANDS) if "factsheet add " in c)
WORDS = shlex.split(COMMANDS[ADD])
PATH = next(word for word in WORDS if word.endswith(".txt"))
SOURCE = PATH.rpartition("/")[2].removesuffix(".txt")
TEXT, PROPOSED = blocks(EXAMPLE, "text")
(KEPT,) = blocks(EXAMPLE, "csv")
DESCRIBED, MEASURE, FACT, CONFLICT = blocks(EXAMPLE, "yaml")
ROW = re.compile(r"#[\w-]+,")
READ_AGAIN = re.compile(r"^data/facts\.yml:\d+: '([\w-]+)' has gained .*, then write (weighed: .*)\.$", re.MULTILINE)
(SHOWN,) = blocks(EXAMPLE, "jinja")


def git(project, *words):
    who = ["-c", "user.name=Otter", "-c", "user.email=otter@example.org"]
    subprocess.run(["git", *who, *words], cwd=project.root, check=True, capture_output=True)


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The project under git, and the text in a folder beside it."""
    root = tmp_path_factory.mktemp("newcomer") / "project"
    root.mkdir()
    for name in ("mkdocs.yml", "Makefile", ".gitignore", *HOST):
        shutil.copy(ROOT / name, root / name)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "ruff.toml").write_text("include = []\n")  # the engine's style is checked where the engine is
    (root / ".venv").symlink_to(sys.prefix)
    project = Project(root)
    project.file(PATH).parent.mkdir()
    project.file(PATH).write_text(TEXT, "utf-8")
    git(project, "init", "-q")
    git(project, "add", "mkdocs.yml", "data", "docs")
    git(project, "commit", "-qm", "Before")
    return project


@pytest.fixture(scope="module")
def added(saved):
    """The article entered by the command that stands there."""
    before = {n: saved.file(f"data/{n}").read_bytes() for n in ("sources.yml", "figures.csv")}
    done = saved.run(*WORDS)
    assert done.returncode == 0, done.stderr
    return saved, before


@pytest.fixture(scope="module")
def as_added(added):
    """A copy of the project as it is then."""
    project, _ = added
    return Project(shutil.copytree(project.root, project.root.parent / "as-added", symlinks=True))


@pytest.fixture(scope="module")
def finished(added, as_added):
    """The examples of the other steps, each put where its step says."""
    project, before = added
    for line in DESCRIBED.splitlines():
        text = project.file("data/sources.yml").read_text("utf-8")
        text, changed = re.subn(rf"^{line.split(':')[0]}: TODO.*$", lambda _, line=line: line, text, flags=re.MULTILINE)
        assert changed == 1
        project.file("data/sources.yml").write_text(text, "utf-8")
    project.file("data/figures.csv").write_bytes(before["figures.csv"] + KEPT.encode("utf-8"))
    project.add("data/measures.yml", MEASURE)
    facts = project.file("data/facts.yml").read_text("utf-8")
    facts, changed = re.subn(rf"^{CONFLICT.split(':')[0]}:\n(?:  .*\n)+", lambda _: CONFLICT, facts, flags=re.MULTILINE)
    assert changed == 1
    project.file("data/facts.yml").write_text(facts + FACT, "utf-8")
    for fact, weighed in READ_AGAIN.findall(project.run("factsheet", "check").stderr):
        facts = project.file("data/facts.yml").read_text("utf-8")
        facts, changed = re.subn(rf"^({fact}:\n(?:  .*\n)*?  )weighed: .*", rf"\1{weighed}", facts, flags=re.MULTILINE)
        assert changed == 1
        project.file("data/facts.yml").write_text(facts, "utf-8")
    project.add("docs/refugees.md", "\n" + SHOWN)
    fact = KEPT.split(",")[0]
    project.add(  # a first page that has grown long changes nothing of this
        "docs/index.md",
        "\n" + f"One more paragraph, which speaks of {{{{ figure({fact!r}) }}}} people.\n\n" * 100,
    )
    return project


@pytest.fixture(scope="module")
def said(finished):
    """What each command after `add` said, run as it stands there, one after the other.

    But for the server, which does not end, and `verify`, which wants the texts of the other articles.
    """
    who = {f"GIT_{role}_{what}": "otter@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = {"PYTHONPATH": str(ROOT), "PATH": f"{sys.prefix}/bin:{os.environ['PATH']}"}
    heard = {}
    for command in COMMANDS[ADD + 1 :]:
        if not re.match(r"make (serve|verify)", command):
            call = shlex.split(re.sub("^make ", "make -o .venv/site -o .venv/dev ", command))
            with kept.lent(finished.root):
                done = subprocess.run(
                    call, cwd=finished.root, env=os.environ | path | who, capture_output=True, text=True
                )
            assert done.returncode == 0, done.stdout + done.stderr
            heard[command] = done.stdout
    return heard


def test_add_leaves_what_was_there_byte_for_byte(added):
    project, before = added
    for name, raw in before.items():
        assert project.file(f"data/{name}").read_bytes().startswith(raw)


def test_the_proposals_are_those_the_example_shows(added):
    project, before = added
    proposed = project.file("data/figures.csv").read_bytes()[len(before["figures.csv"]) :].decode("utf-8")
    quotes = [row.split(",", 6)[6] for row in proposed.splitlines() if ROW.match(row)]
    # The remarks depend on what else the data hold.
    assert {row for row in PROPOSED.splitlines() if ROW.match(row)} <= set(proposed.splitlines())
    # What is kept says the same words in the same paragraph; the fact and its credit may have been corrected.
    assert [row for row in KEPT.splitlines() if row.split(",", 6)[6] not in quotes] == []
    assert len(KEPT.splitlines()) < len(quotes), "the example drops one"


def test_what_is_left_to_do_is_listed_and_nothing_else(as_added):
    done = as_added.run("factsheet", "check")
    problems = [line for line in done.stderr.splitlines() if "(note)" not in line]
    fields = [line.split(":")[0].strip() for line in DESCRIBED.splitlines()]
    assert done.returncode == 1 and len(problems) == len(fields) + 1
    assert all(f".{field} " in line for field, line in zip(fields, problems, strict=False))


def test_every_quote_is_found_where_it_was_proposed(finished):
    done = finished.run("factsheet", "verify", "../texts")
    assert SOURCE not in done.stderr and SOURCE not in done.stdout


def test_the_commands_of_the_example_run_in_its_order(said):
    assert {"make check", "make site", "make diff"} <= said.keys()


def test_the_difference_names_every_figure_of_the_article(said):
    named = ["@".join(row.split(",")[:2]) for row in KEPT.splitlines()]
    assert [name for name in named if name not in said["make diff"]] == []


def test_a_new_article_and_a_long_first_page_change_nothing_that_is_expected(said, finished):
    judged = {r.id: r for r in claims.results(model.build(data.read(finished.file("data"), finished.root)))}
    verdicts = {
        name: [VERDICTS.get(judged[name].arithmetic), VERDICTS[judged[name].verdict]] for name in EXPECTED["verdicts"]
    }
    assert verdicts == EXPECTED["verdicts"]
    assert finished.file("site/index.html").read_text("utf-8").count("One more paragraph") == 100


def test_the_site_shows_the_figures_and_the_conflict(said, finished):
    published = json.loads(finished.file("site/data/figures.json").read_text("utf-8"))
    assert len([f for f in published if f["source"] == SOURCE]) == len(KEPT.splitlines())
    page = finished.file("site/disagreements/index.html").read_text("utf-8")
    entry = page.split(f'id="{CONFLICT.split(":")[0]}"')[1].split("<h2")[0]
    assert f'data-source="{SOURCE}"' in entry
