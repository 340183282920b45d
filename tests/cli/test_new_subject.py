"""A new fact-sheet on a subject of its own: it builds wherever it is, and `left` finds what is left of the example."""

import re
import shutil

import pytest

from factsheet.cli import left
from tests.cli.test_new import mine
from tests.conftest import ROOT, Project
from tests.wheels import run

__all__ = ["mine"]  # a fixture

pytestmark = pytest.mark.slow

ANOTHER = ROOT / "tests/another"
# What the first step of the README has the new owner write.
NAMED = {
    r"^site_name: .*": "site_name: Ferries of Lake Ottersund",
    r"^site_description: .*": "site_description: How much cargo the ferries of Lake Ottersund carry, and where the sources differ.",
    r"contact: .*": "contact: errors@lake.test",
    r"disclaimer: .*": "disclaimer: Facts about ferries, made up for a test.",
}


@pytest.fixture(scope="module")
def theirs(begun, tmp_path_factory):
    """A new fact-sheet after the eight steps of its README: about ferries, and no longer about the example's subject."""
    project = Project(shutil.copytree(begun, tmp_path_factory.mktemp("theirs") / "theirs"))
    shutil.copytree(ANOTHER, project.root, dirs_exist_ok=True)
    settings = project.file("mkdocs.yml").read_text("utf-8")
    for old, written in NAMED.items():
        settings, found = re.subn(old, written, settings, flags=re.MULTILINE)
        assert found == 1, old
    project.file("mkdocs.yml").write_text(settings, "utf-8")
    project.edit("SECURITY.md", "corrections@example.org", "errors@lake.test")
    return project


@pytest.mark.parametrize("address", ["https://lake.test/ferries/", "https://ferries.lake.test/"])
def test_another_subject_is_green_at_a_sub_path_and_at_a_domain_of_its_own(address, theirs, engine):
    """Two sources, ten figures in units other than people, a conflict, two claims and two charts."""
    done = run(engine, theirs.root, "factsheet", "site", SITE_URL=address)
    assert done.returncode == 0 and "0 problems" in done.stdout, done.stdout + done.stderr
    page = theirs.file("site/register/index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{address}register/"' in page


def test_the_tests_of_another_subject_pass(theirs, engine):
    assert run(engine, theirs.root, "pytest", "-q", "-p", "no:cacheprovider", "tests").returncode == 0


def test_nothing_of_the_example_is_left_after_its_eight_steps(theirs, mine, engine):
    done = run(engine, theirs.root, "factsheet", "left")
    assert done.returncode == 0, done.stderr
    assert run(engine, mine.root, "factsheet", "left").returncode == 1


def test_every_line_of_the_example_that_names_something_of_it_is_told(mine):
    """An id or a place that no word stands for would be passed over."""
    told = {(found.path, found.line) for found in left.of_the_example(mine.root)}
    for name in ("measures", "facts", "places", "charts", "claims", "sources"):
        text = mine.file(f"data/{name}.yml").read_text("utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(r"[\w-]+:(?! all)|- id:|  - id:", line) and line not in ("references:", "states:"):
                assert (f"data/{name}.yml", number) in told or line.startswith("WLD"), line
    assert all(("data/figures.csv", n) in told for n in range(2, len(mine.file("data/figures.csv").read_text("utf-8").splitlines()) + 1))  # fmt: skip
    written = {path for path, _ in told}
    assert written <= {"mkdocs.yml", "SECURITY.md", *(f"data/{p.name}" for p in mine.file("data").iterdir()), *(f"docs/{p.name}" for p in mine.file("docs").iterdir())}  # fmt: skip


def test_a_word_within_another_is_not_the_examples(tmp_path):
    (tmp_path / "page.md").write_text("Nestor repaired a min of it.\nAn eagle nests.\n")
    assert [(found.path, found.line) for found in left.of_the_example(tmp_path)] == [("page.md", 2)]


def test_the_remedy_is_told_once_after_the_lines(tmp_path, capsys):
    (tmp_path / "page.md").write_text("An eagle.\nAnother eagle that nests.\n")
    assert left.tell(tmp_path) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == ["page.md:1: 'eagle'", "page.md:2: 'eagle', 'nests'"] and told[2:] == [
        f"2 lines may be left of the example. {left.REMEDY}"
    ]
    (tmp_path / "page.md").write_text("An otter swims.\n")
    assert left.tell(tmp_path) == 0 and left.REMEDY not in capsys.readouterr().out


def test_a_placeholder_is_refused_as_soon_as_the_site_has_a_public_address(mine, engine):
    """In the deploy's first minute: `check` with the address that Pages gives."""
    for address, code in (("http://127.0.0.1:8000/", 0), ("https://otters.github.io/mine/", 1)):
        done = run(engine, mine.root, "factsheet", "check", SITE_URL=address)
        assert done.returncode == code and "reaches nobody" in done.stderr, done.stderr
