"""The documentation against the code: names, fields, files and commands that one tells and the other has."""

import csv
import io
import re
import shutil
import subprocess

import pytest

from factsheet import data
from factsheet.cli import generated_tables
from factsheet.core.problems import FactsheetError
from factsheet.data import yaml_text
from factsheet.model import claim_inputs, intervals
from factsheet.plan import messages
from factsheet.plan.messages import diff
from factsheet.render import lookups, macros
from factsheet.rules import bibliography, claims, entries, figures
from tests.conftest import ROOT, Project
from tests.test_layout import ORDER

README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
DATA = (ROOT / "data/README.md").read_text("utf-8")
EXAMPLE = (ROOT / "examples/eagles/data/README.md").read_text("utf-8")

# Each section of data/README.md with the fields it has to tell.
FIELDS = {
    "sources.yml": tuple(f"custom.{f}" for f in bibliography.CUSTOM_FIELDS),
    "measures.yml": entries.MEASURE_FIELDS,
    "facts.yml": entries.FACT_FIELDS,
    "figures.csv": data.FIGURE_COLUMNS,
    "charts.yml": entries.CHART_FIELDS,
    "exceptions.csv": data.EXCEPTION_COLUMNS,
    "claims.yml": claims.CLAIM_FIELDS,
    "corrections.yml": entries.CORRECTION_FIELDS,
}
# Words that a section has to tell besides: those that a cell may hold.
WORDS = {
    "figures.csv": (*intervals.QUALIFIERS, *figures.WORDED_KEYS),
    "claims.yml": claim_inputs.TESTS,
    "corrections.yml": claims.CORRECTION_KINDS,
}
# Words about how the project was made, or about the machine it was made on; in pieces, so as not to find themselves.
FOREIGN = ("sub" + "agent", "anth" + "ropic", "clau" + "de", "/wo" + "rk/", "far" + "m-", ".lib" + "rary")


def section(text, title):
    """What stands under a heading of the second rank, up to the next."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"no section {title}"
    return found[1]


def blocks(text, *languages):
    """The fenced examples of a text in one of these languages."""
    return [body for name, body in re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S) if name in languages]


def spans(text):
    """The pieces of code within the lines of a text."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S))


def tree():
    """Every path of the tree in README.md, in its order, folders with a slash at their end."""
    listed, folders = [], []
    for line in section(README, "Layout").split("```text\n")[1].split("```")[0].splitlines():
        if not line.strip():
            continue
        depth, name = (len(line) - len(line.lstrip())) // 2, line.split()[0]
        folders = [*folders[:depth], name]
        listed.append("".join(folders))
    return listed


# ---------------------------------------------------------------- macros


@pytest.mark.parametrize("name", macros.NAMES)
def test_every_macro_says_what_it_is_and_has_an_example(name):
    assert getattr(macros.Calls, name).__doc__
    assert f"{{{{ {name}(" in section(CONTRIBUTING, "Macros")


def test_every_macro_that_is_told_exists():
    assert set(re.findall(r"\{\{\s*(\w+)\(", CONTRIBUTING + DATA + README)) <= set(macros.NAMES)


def test_every_site_value_and_count_that_macros_offer_is_told():
    told = spans(section(CONTRIBUTING, "Macros"))
    assert {*lookups.SITE_VALUES, *messages.COUNTED, "edition", "read"} <= set(told)


def test_the_generated_tables_are_those_of_the_code():
    told = "\n".join(map(str, generated_tables.stale(ROOT)))
    assert not told, f"Run: {generated_tables.REFERENCE}\n{told}"


def test_every_table_of_fields_and_macros_is_generated():
    found = re.findall(r"<!-- generated: ([\w.-]+) -->", CONTRIBUTING + DATA)
    assert sorted(found) == sorted(["macros", *messages.FIELDS])


@pytest.mark.parametrize(
    ("old", "new"),
    [("its title, as printed", "its printed name"), ("| `because` |", "| `reason` |"), ("| `via` |", "| `to` |")],
    ids=["another meaning", "another field", "another column"],
)
def test_a_table_that_was_edited_by_hand_is_told_and_written_again(old, new, tmp_path):
    (tmp_path / "data").mkdir()
    path = tmp_path / "data/README.md"
    path.write_text(DATA.replace(old, new), "utf-8")
    line = next(n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if new in text)
    assert [str(p).split(": ")[0] for p in generated_tables.stale(tmp_path)] == [f"data/README.md:{line}"]
    assert generated_tables.REFERENCE in str(generated_tables.stale(tmp_path)[0])
    assert generated_tables.write(tmp_path) == ["data/README.md"]
    assert path.read_text("utf-8") == DATA
    assert generated_tables.stale(tmp_path) == [] and generated_tables.write(tmp_path) == []


def test_an_unknown_name_between_the_comments_is_refused(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/README.md").write_text("one\n<!-- generated: fact.yml -->\n<!-- end -->\n", "utf-8")
    with pytest.raises(FactsheetError, match=r"data/README.md:2: .*'fact.yml'.*'facts.yml'"):
        generated_tables.write(tmp_path)


def test_every_command_of_the_engine_is_told_in_the_readme():
    told = "\n".join([*spans(README), *blocks(README, "sh")])
    listed = Project(ROOT).run("factsheet", "--help").stdout
    commands = re.search(r"\{([\w,-]+)\}", listed)[1].split(",")
    assert set(commands) == set(re.findall(r"python -m factsheet ([a-z]+)", told))


def test_the_commands_that_documents_name_are_there():
    commands = re.search(r"\{([\w,-]+)\}", Project(ROOT).run("factsheet", "--help").stdout)[1].split(",")
    targets = set(re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.M)[1].split())
    for text in (CONTRIBUTING, DATA):
        told = "\n".join([*spans(text), *blocks(text, "sh")])
        assert set(re.findall(r"python -m factsheet ([a-z]+)", told)) <= set(commands)
        assert set(re.findall(r"\bmake ([a-z]+)", told)) <= targets


# ---------------------------------------------------------------- commands


def test_the_commands_in_the_readme_are_those_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.M)[1].split())
    told = "\n".join([*spans(README), *blocks(README, "sh")])
    assert set(re.findall(r"\bmake ([a-z]+)", told)) == targets
    assert targets <= set(re.findall(r"^(\w+):", makefile, re.M))


def test_every_command_of_the_engine_is_told_with_an_example():
    told = "\n".join(part for text in (README, CONTRIBUTING) for part in (*spans(text), *blocks(text, "sh")))
    offered = re.findall(r'add_parser\(\s*"([a-z]+)"', (ROOT / "factsheet/__main__.py").read_text("utf-8"))
    assert len(offered) > 4 and set(re.findall(r"python -m factsheet ([a-z]+)", told)) == set(offered)


# ---------------------------------------------------------------- fields


@pytest.mark.parametrize("name", FIELDS)
def test_the_words_about_fields_are_about_those_the_checks_know(name):
    told = [f for f in messages.FIELDS[name] if name != "sources.yml" or f.startswith("custom.")]
    ids = ["id"] if name == "claims.yml" and "id" not in FIELDS[name] else []
    assert sorted(told) == sorted([*FIELDS[name], *ids])


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_told_in_the_section_of_its_file(name):
    told = {s.removesuffix(".from").removesuffix(".to") for s in spans(section(DATA, name))}
    assert set(FIELDS[name]) <= told


@pytest.mark.parametrize("name", [n for n in FIELDS if n != "sources.yml"])
def test_every_field_that_is_told_exists(name):
    rows = re.search(r"^\| (?:field|column) .*\n\|-.*\n((?:\|.*\n)+)", section(DATA, name), re.M)[1]
    told = [s for row in rows.splitlines() for s in spans(row.split("|")[1])]
    assert told and set(told) == set(FIELDS[name])


@pytest.mark.parametrize("name", WORDS)
def test_every_word_that_a_cell_may_hold_is_told(name):
    assert set(WORDS[name]) <= set(spans(section(DATA, name)))


# ---------------------------------------------------------------- files


def test_the_tree_names_files_that_exist():
    assert [p for p in tree() if p != "site/" and not (ROOT / p).exists()] == []


def test_the_tree_names_every_module():
    there = {p.relative_to(ROOT).as_posix() for p in (ROOT / "factsheet").rglob("*.py") if p.name != "__init__.py"}
    assert there <= set(tree())


def test_the_tree_names_every_data_file():
    assert {f"data/{n}" for n in (*data.REQUIRED, *data.OPTIONAL)} <= set(tree())


def test_the_tree_has_the_modules_in_the_order_of_their_imports():
    names = [re.fullmatch(r"factsheet/(\w+)(?:\.py|/)", p) for p in tree()]
    assert [n[1] for n in names if n] == ORDER


# ---------------------------------------------------------------- examples


@pytest.mark.parametrize("text", [DATA, CONTRIBUTING], ids=["data/README.md", "CONTRIBUTING.md"])
def test_every_example_can_be_read(text):
    for block in blocks(text, "yaml"):
        problems = []
        tree, _ = yaml_text.read(block, "example", problems)
        assert problems == [] and isinstance(tree, (dict, list))
    for block in blocks(text, "csv"):
        rows = list(csv.reader(io.StringIO(block, newline=""), strict=True))
        columns = next(c for c in (data.FIGURE_COLUMNS, data.EXCEPTION_COLUMNS) if len(c) == len(rows[0]))
        assert all(len(row) == len(columns) for row in rows)
        assert rows[0][0] != columns[0] or tuple(rows[0]) == columns


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        (DATA, "claims.yml", "claims.yml"),
        (DATA, "corrections.yml", "corrections.yml"),
        (CONTRIBUTING, "Claims", "claims.yml"),
        (CONTRIBUTING, "Corrections", "corrections.yml"),
    ],
    ids=["claims", "corrections", "how to add a claim", "how to add a correction"],
)
def test_the_examples_of_claims_and_corrections_pass_the_checks(text, title, name, tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    examples = blocks(section(text, title), "yaml")
    assert examples
    (tmp_path / "data" / name).write_text("\n".join(examples), "utf-8")
    assert Project(tmp_path).problems() == []


def test_the_sections_of_a_diff_are_told():
    rows = re.findall(r"^\| ([A-Z][\w ]+) \|", section(README, "See what your change touches"), re.M)
    assert rows == list(diff.SECTIONS.values())


# ---------------------------------------------------------------- the example for another subject


def test_the_example_tells_every_field_word_and_macro_too():
    told = set(spans(EXAMPLE)) | {word for s in spans(EXAMPLE) for word in re.split(r"[=;]", s)}
    fields = {re.sub(r"\.(from|to)$", "", f) for names in FIELDS.values() for f in names}
    assert [f for f in sorted(fields | {w for words in WORDS.values() for w in words}) if f not in told] == []
    assert set(re.findall(r"\{\{ (\w+)\(", EXAMPLE)) == set(macros.NAMES)


def test_the_steps_of_the_example_name_files_that_are_there():
    steps = (ROOT / "examples/eagles/README.md").read_text("utf-8")
    assert len(re.findall(r"^\d\. ", steps, re.M)) == 8 and "in eight steps" in section(README, "Another subject")
    named = {s for s in spans(steps) if re.fullmatch(r"(data|docs)/[\w.]+|mkdocs\.yml", s)}
    assert len(named) > 8 and not [n for n in named if not (ROOT / "examples/eagles" / n).is_file()]


# ---------------------------------------------------------------- the whole


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.txt")), ids=lambda p: p.name)
def test_every_package_is_pinned_with_a_reason(path):
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith(("#", "-r ")):
            assert re.fullmatch(r"[\w.-]+==\d[\w.]*\s+# \S.*", line), line


def test_the_project_speaks_of_itself_alone():
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8").split("\0")
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("not a clone: its files cannot be told from what was made")
    foreign = re.compile("|".join(map(re.escape, FOREIGN)), re.I)
    for path in (ROOT / name for name in listed if name):
        if path.is_file():
            found = foreign.search(f"{path.relative_to(ROOT)}\n{path.read_bytes().decode('utf-8', 'replace')}")
            assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"
