"""Documents compared with the code: links, commands, macros and examples that they name exist."""

import ast
import csv
import io
import os
import re
import shutil
import subprocess
import sys

import pytest

from factsheet import data
from factsheet.cli.diff import COUNTS
from factsheet.data import yaml_text
from factsheet.plan import macros
from tests.conftest import ROOT, Project
from tests.repository.documents import (
    CONTRIBUTING,
    DATA,
    DOCUMENTS,
    EXAMPLE,
    NAMES,
    README,
    blocks,
    code,
    engine_commands,
    home,
    prose,
    rows,
    section,
    spans,
    targets,
    usage,
)

# ---------------------------------------------------------------- links


def anchors(path):
    """The anchors of a document's headings, as the code host and the site make them."""
    found = set()
    for heading in re.findall(r"^#+ (.*)$", prose(path.read_text("utf-8")), re.M):
        named = re.search(r"\{\s*#([\w-]+)", heading)
        found.add(named[1] if named else re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-"))
    return found


def dead(path, text):
    """The relative links of a document that lead nowhere, or out of the project."""
    for link in re.findall(r"\]\(([^()\s]+)\)", re.sub(r"`[^`\n]*`", "", prose(text))):
        if re.match(r"\w+:", link):
            continue
        name, _, anchor = link.partition("#")
        to = (path.parent / name).resolve() if name else path
        if not to.exists() or not to.is_relative_to(home(path)) or (anchor and anchor not in anchors(to)):
            yield link


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_every_link_between_documents_leads_somewhere(path):
    assert list(dead(path, path.read_text("utf-8"))) == []


@pytest.mark.parametrize("link", ["no-such.md", "SECURITY.md#no-such", "#no-such", "../elsewhere.md"])
def test_a_link_that_leads_nowhere_is_found(link):
    assert list(dead(ROOT / "README.md", f"See [this]({link}), `[not this](x.md)`, [or this](LICENSE).")) == [link]


# ---------------------------------------------------------------- commands


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_every_make_target_and_variable_that_is_named_exists(path):
    makefile = (home(path) / "Makefile").read_text("utf-8")
    named = re.findall(r"\bmake ([a-z]+)(?: ([A-Z]+)=)?", code(path.read_text("utf-8")))
    assert {target for target, _ in named} <= targets(home(path))
    assert [name for _, name in named if name and f"$({name})" not in makefile] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_every_command_of_ours_that_is_named_exists_with_its_options(path):
    text = code(path.read_text("utf-8"))
    named = re.findall(r"python (-m (?:factsheet|bench)|[\w./-]+\.py)\b(.*)", text)
    named += re.findall(r"^(factsheet)( .*)", text, re.M)
    for program, rest in named:
        if program.endswith(".py"):
            assert (ROOT / program).is_file(), program
            command = re.match(r" ([a-z]+)", rest)
            asked = [sys.executable, program, *([command[1]] if command else []), "--help"]
            said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True).stdout
        elif program.endswith("factsheet") and (command := re.match(r" (\w+)", rest)):
            assert command[1] in engine_commands()
            said = usage("factsheet", command[1])
        else:
            said = usage(program.removeprefix("-m "))
        assert [o for o in re.findall(r"(?<!\S)--[a-z-]+", rest) if o not in said] == [], program + rest


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["this project", "a new one"])
def test_the_readme_has_a_row_for_every_make_target(root):
    listed = [re.match(r"`make (\w+)", row[0])[1] for row in rows((root / "README.md").read_text("utf-8"), "target")]
    assert sorted(listed) == sorted(targets(root))


def test_the_readme_names_every_command_of_the_engine():
    assert set(re.findall(r"\bfactsheet ([a-z]+)", code(README))) == engine_commands()


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["this project", "a new one"])
def test_the_plain_commands_of_the_readme_are_what_make_runs(root):
    made = [f"-o{name}" for name in (".venv/site", ".venv/dev", ".venv/advisories")]
    for target, plain, *_ in rows((root / "README.md").read_text("utf-8"), "target"):
        call = ["make", "-n", "--no-print-directory", *made, *target.strip("`").split()[1:]]
        done = subprocess.run(call, cwd=root, capture_output=True, text=True, env=os.environ | {"MAKEFLAGS": ""})
        run = [re.sub(r"\.venv/(?:\w+/)?bin/", "", line).split() for line in done.stdout.splitlines()]
        told = [command.split() for command in spans(plain)]
        assert len(told) == len(run), (target, run)
        assert all(set(words) <= set(line) and words[0] == line[0] for words, line in zip(told, run, strict=True)), run


# ---------------------------------------------------------------- macros


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_every_macro_that_is_named_exists(path):
    assert set(re.findall(r"\{\{\s*(\w+)\(", path.read_text("utf-8"))) <= set(macros.NAMES)


def test_every_macro_says_what_it_is():
    assert [name for name in macros.NAMES if not getattr(macros.Macros, name).__doc__] == []


def test_every_site_value_and_count_that_macros_offer_is_documented():
    documented = spans(section(CONTRIBUTING, "Macros"))
    assert {*macros.SITE_VALUES, *COUNTS, "edition", "read"} <= set(documented)


# ---------------------------------------------------------------- the picture of the house


def tree():
    """Every path in the trees of README.md, in order; folders end in a slash."""
    listed, folders = [], []
    for line in "".join(blocks(section(README, "The house"), "text")).splitlines():
        depth, name = (len(line) - len(line.lstrip())) // 2, line.split()[0]
        folders = [*folders[:depth], name]
        listed.append("".join(folders))
    return listed


def imports(package):
    """The packages of the engine that a package imports."""
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "factsheet":
                yield from node.module.split(".")[1:2] or [alias.name for alias in node.names]


def test_the_tree_names_what_is_there():
    assert [path for path in tree() if not (ROOT / path).exists()] == []


def test_the_tree_names_every_package_below_what_it_imports():
    listed = [path.split("/")[1] for path in tree() if re.fullmatch(r"factsheet/\w+/", path)]
    assert sorted(listed) == sorted(p.parent.name for p in (ROOT / "factsheet").glob("*/__init__.py"))
    for n, name in enumerate(listed):
        assert set(imports(ROOT / "factsheet" / name)) <= set(listed[: n + 1]), name


def test_the_readme_stays_short():
    assert len(README.split()) <= 1500


# ---------------------------------------------------------------- examples


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_every_example_can_be_read(path):
    text = path.read_text("utf-8")
    for block in blocks(text, "yaml"):
        problems = []
        tree, _ = yaml_text.read(block, "example", problems)
        assert problems == [] and isinstance(tree, (dict, list))
    for block in blocks(text, "csv"):
        lines = list(csv.reader(io.StringIO(block, newline=""), strict=True))
        columns = next(
            c for c in (data.FILES["figures"].names, data.FILES["exceptions"].names) if len(c) == len(lines[0])
        )
        assert all(len(line) == len(columns) for line in lines)
        assert lines[0][0] != columns[0] or tuple(lines[0]) == columns


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        (DATA, "claims.yml", "claims.yml"),
        (CONTRIBUTING, "Add a claim", "claims.yml"),
        (CONTRIBUTING, "Add a chart", "charts.yml"),
        (CONTRIBUTING, "Correct a number", "corrections.yml"),
    ],
    ids=["fields of claims", "adding a claim", "adding a chart", "correcting a number"],
)
def test_the_examples_pass_the_checks_of_the_real_data(text, title, name, tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    examples = blocks(section(text, title), "yaml")
    assert examples
    (tmp_path / "data" / name).write_text("\n".join(examples), "utf-8")
    assert Project(tmp_path).problems() == []


def test_the_steps_of_the_example_name_files_that_are_there():
    steps = section((EXAMPLE / "README.md").read_text("utf-8"), "Make it yours")
    named = {s for s in spans(steps) if re.fullmatch(r"(data|docs)/[\w.]+|mkdocs\.yml", s)}
    assert named and [name for name in named if not (EXAMPLE / name).is_file()] == []


# ---------------------------------------------------------------- packages


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.txt")), ids=lambda p: p.name)
def test_every_package_is_pinned_with_a_reason(path):
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith(("#", "-r ")):
            assert re.fullmatch(r"[\w.-]+==\d[\w.]*\s+# \S.*", line), line
