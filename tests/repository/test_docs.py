"""Documents compared with the code: what they name exists."""

import ast
import csv
import functools
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from factsheet import data, model
from factsheet.cli import generated_tables, kit
from factsheet.cli.arguments import COMMANDS
from factsheet.cli.diff import COUNTS
from factsheet.core import reports
from factsheet.core.problems import FactsheetError
from factsheet.core.published import RAW_HTML
from factsheet.data import settings, yaml_text
from factsheet.data.fields.charts import FORMS
from factsheet.data.fields.claims import TESTS
from factsheet.data.fields.corrections import KINDS as CORRECTION_KINDS
from factsheet.data.fields.figures import QUALIFIERS, WORDED_KEYS
from factsheet.plan import build_date, languages, macros
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
# The words that a cell may hold, by file.
WORDS = {
    "measures.yml": model.KINDS,
    "figures.csv": (*QUALIFIERS, *WORDED_KEYS),
    "charts.yml": FORMS,
    "claims.yml": TESTS,
    "corrections.yml": CORRECTION_KINDS,
}
# Tables written by hand that have a row for each of these words.
TABLES = {"kind": model.KINDS, "`form`": FORMS, "`test`": TESTS, "key": WORDED_KEYS}


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


# ---------------------------------------------------------------- generated tables


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["this project", "a new one"])
def test_the_generated_tables_are_those_of_the_code(root):
    stale = "\n".join(map(str, generated_tables.stale(root)))
    assert not stale, f"Run: {generated_tables.REFERENCE}\n{stale}"


@pytest.mark.parametrize("root", [ROOT, EXAMPLE], ids=["this project", "a new one"])
def test_the_macros_and_the_fields_of_every_file_have_a_generated_table(root):
    texts = [path.read_text("utf-8") for path in DOCUMENTS if home(path) == root]
    found = re.findall(r"<!-- generated: ([\w.-]+) -->", "\n".join(texts))
    assert sorted(found) == sorted(["macros", *(file.name for file in data.FILES.values() if file.told)])


@pytest.mark.parametrize("cell", [1, 2], ids=["another field", "another meaning"])
def test_a_generated_table_that_was_edited_by_hand_is_found_and_written_again(cell, tmp_path):
    (tmp_path / "data").mkdir()
    path = tmp_path / "data/README.md"
    lines = DATA.splitlines(keepends=True)
    line = next(n for n, text in enumerate(lines) if text.startswith("<!-- generated")) + 3
    cells = lines[line].split(" | ")
    cells[cell - 1] = "| `otter`" if cell == 1 else "otters"
    path.write_text("".join([*lines[:line], " | ".join(cells), *lines[line + 1 :]]), "utf-8")
    (found,) = generated_tables.stale(tmp_path)
    assert (found.path, found.line) == ("data/README.md", line + 1) and generated_tables.REFERENCE in str(found)
    assert generated_tables.write(tmp_path) == ["data/README.md"]
    assert path.read_text("utf-8") == DATA
    assert generated_tables.stale(tmp_path) == [] and generated_tables.write(tmp_path) == []


def test_an_unknown_name_between_the_comments_is_refused(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/README.md").write_text("one\n<!-- generated: fact.yml -->\n<!-- end -->\n", "utf-8")
    with pytest.raises(FactsheetError, match=r"data/README.md:2: .*'fact.yml'.*'facts.yml'"):
        generated_tables.write(tmp_path)


# ---------------------------------------------------------------- data files


def test_every_data_file_is_documented_and_whether_it_is_required():
    told = {re.match(r"\[([\w.]+)\]", row[0])[1]: row[-1] for row in rows(DATA, "file")}
    assert told == dict.fromkeys(data.REQUIRED, "yes") | dict.fromkeys(data.OPTIONAL, "no")


@pytest.mark.parametrize("name", [kind for kind in data.FILES if kind not in ("sources", "places")])
def test_every_field_has_a_line(name):
    assert data.FILES[name].told.keys() == data.FILES[name].paths.keys()


def test_every_field_of_ours_of_a_source_has_a_line():
    ours = {path for path in data.FILES["sources"].paths if path.startswith("custom.") and path.count(".") == 1}
    assert ours <= data.FILES["sources"].told.keys()


@pytest.mark.parametrize("document", [DATA, (EXAMPLE / "data/README.md").read_text("utf-8")], ids=["ours", "example"])
@pytest.mark.parametrize("name", WORDS)
def test_every_word_that_a_cell_may_hold_is_documented_with_its_file(name, document):
    assert set(WORDS[name]) <= set(spans(section(document, name)))


@pytest.mark.parametrize("first", TABLES)
def test_a_table_about_words_has_a_row_for_each_and_no_other(first):
    assert [row[0].strip("`") for row in rows(DATA, first)] == list(TABLES[first])


# ---------------------------------------------------------------- settings and variables


def test_contributing_lists_the_html_that_a_page_may_hold_and_no_other():
    (line,) = [
        line for line in section(CONTRIBUTING, "Rules").splitlines() if line.startswith("- Write pages in Markdown")
    ]
    allowed = {*RAW_HTML, *(name for names in RAW_HTML.values() for name in names.split())}
    assert set(spans(line)) - {"docs/"} == allowed


@pytest.mark.parametrize("first", ["kind", "`form`", "`test`"])
def test_a_new_fact_sheet_explains_kinds_forms_and_tests_as_ours_does(first):
    ours, theirs = ((ROOT / folder / "data/README.md").read_text("utf-8") for folder in ("", "examples/eagles"))
    assert len(rows(ours, first)) > 3 and rows(theirs, first) == rows(ours, first)


def test_every_setting_is_documented_and_every_documented_one_is_used():
    sources = [p.read_text("utf-8") for p in (ROOT / "factsheet").rglob("*.*") if p.suffix in (".py", ".html")]
    code = "\n".join(sources)
    used = set(re.findall(r"\bextra(?:\.|\.get\(\")([a-z_]+)\b(?!\()", code)) - {"get", "items"}
    used |= {*macros.SITE_VALUES, *settings.load(ROOT)["extra"]} - {"generator"}  # Material's own
    documented = {name for row in rows(MAINTAINING, "setting") for name in spans(row[0])}
    assert documented == used


def test_every_environment_variable_is_documented_and_every_documented_one_is_read():
    kept = "\n".join((ROOT / name).read_text("utf-8") for name in ("mkdocs.yml", "Makefile"))
    scripts = "\n".join(p.read_text("utf-8") for f in ("factsheet", "tests") for p in (ROOT / f).rglob("*.py"))
    read = {build_date.VARIABLE, languages.VARIABLE, reports.VARIABLE, *re.findall(r'environ\.get\("(\w+)"', scripts)}
    read |= {*re.findall(r"\$\((SITE_\w+)\)", kept)}
    read |= {*re.findall(r"!ENV \[(\w+)", kept), *re.findall(r"^export (\w+)", kept, re.M)}
    assert {name for row in rows(MAINTAINING, "variable") for name in spans(row[0])} == read


def test_every_workflow_is_documented():
    linked = re.findall(r"\(\.github/workflows/([\w.]+)\)", section(MAINTAINING, "Workflows"))
    assert sorted(linked) == sorted(p.name for p in (ROOT / ".github/workflows").iterdir())


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
