"""The settings: any file may hold them, with values from the environment and from another file, as MkDocs reads them."""

import shutil
import subprocess

import pytest
from mkdocs.utils.yaml import yaml_load

from factsheet.cli import new
from factsheet.core.problems import FactsheetError
from factsheet.data import settings
from factsheet.plan import build_date
from tests.conftest import ROOT, Project

OTHER = """\
INHERIT: mkdocs.yml
site_name: Bald eagles, spring
extra:
  release: {release}
  licence: CC BY-SA 4.0
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    return new.start(tmp_path_factory.mktemp("settings") / "project")


@pytest.fixture
def mine(begun, tmp_path):
    """A new project with a second file of settings, which takes its release from the environment."""
    project = Project(shutil.copytree(begun, tmp_path / "project"))
    project.file("other.yml").write_text(
        OTHER.format(release='!ENV [NO_SUCH_NAME, FACTSHEET_RELEASE, "3.2.1"]'), "utf-8"
    )
    return project


def passes(done):
    assert done.returncode == 0, done.stdout + done.stderr
    assert "problems 0" in done.stdout + done.stderr


def refuses(done, told):
    said = done.stdout + done.stderr
    assert done.returncode == 1 and told in said and "Traceback" not in said, said


@pytest.mark.slow
def test_a_site_of_other_settings_builds_and_its_audit_alone_is_told_of_them(mine, monkeypatch):
    passes(mine.build("-f", "other.yml"))
    assert "3.2.1" in mine.file("site/index.html").read_text("utf-8")
    passes(mine.run("factsheet", "audit", "site", "--config", "other.yml"))
    refuses(mine.run("factsheet", "audit", "site"), "3.2.1")
    monkeypatch.setenv("FACTSHEET_RELEASE", "v7.8")
    refuses(mine.run("factsheet", "audit", "site", "--config", "other.yml"), "3.2.1")
    passes(mine.build("-f", "other.yml"))
    assert "v7.8" in mine.file("site/index.html").read_text("utf-8")
    passes(mine.run("factsheet", "audit", "site", "--config", "other.yml"))


def test_a_release_from_the_environment_builds(mine, monkeypatch):
    mine.edit("mkdocs.yml", "release: 0.1.0", "release: !ENV [FACTSHEET_RELEASE, 0.1.0]")
    monkeypatch.setenv("FACTSHEET_RELEASE", "5.6.7")
    passes(mine.build())
    assert "5.6.7" in mine.file("site/index.html").read_text("utf-8")


def test_pages_in_another_folder_are_named_where_they_are(mine):
    mine.file("docs").rename(mine.file("pages"))
    mine.file("pages/claims.md").write_text("# Claims\n\nThere were 17 otters.\n", "utf-8")
    mine.add("other.yml", "docs_dir: pages\n")
    told = "pages/claims.md:3: '17' has no source"
    refuses(mine.build("-f", "other.yml"), told)
    refuses(mine.run("factsheet", "audit", "site", "--config", "other.yml"), told)


@pytest.mark.parametrize("command", [("audit", "site"), ("check",), ("links",), ("diff", "HEAD")], ids=lambda c: c[0])
def test_settings_that_are_not_there_are_named(command, mine):
    mine.file("site").mkdir()
    mine.file("site/index.html").touch()
    refuses(mine.run("factsheet", *command, "--config", "none.yml"), "none.yml: the file is missing")


def test_a_fault_of_the_settings_is_told_in_the_file_that_has_it(mine):
    mine.add("other.yml", "  contact: the office\n")
    told = "other.yml:6: extra.contact 'the office' is no e-mail address"
    refuses(mine.build("-f", "other.yml"), told)
    refuses(mine.run("factsheet", "check", "--config", "other.yml"), told)
    assert mine.run("factsheet", "check").returncode == 0


def test_a_fault_that_is_inherited_is_told_in_the_file_it_comes_from(mine):
    mine.edit("mkdocs.yml", "contact: corrections@example.org", "contact: the office")
    lines = mine.file("mkdocs.yml").read_text("utf-8").splitlines()
    line = lines.index("  contact: the office") + 1
    for done in (mine.build("-f", "other.yml"), mine.run("factsheet", "check", "--config", "other.yml")):
        refuses(done, f"mkdocs.yml:{line}: extra.contact 'the office'")


def test_other_faults_of_other_settings_name_their_file(mine):
    mine.add("other.yml", "  check_after_days: soon\n")
    refuses(mine.run("factsheet", "check", "--config", "other.yml"), "other.yml: extra.check_after_days is 'soon'")


# ---------------------------------------------------------------- as MkDocs reads them

VARIANTS = {
    "an unset variable": "a: !ENV FACTSHEET_NONE\n",
    "a set variable": "a: !ENV FACTSHEET_SET\n",
    "a default": "a: !ENV [FACTSHEET_NONE, 1.5]\n",
    "a false default": "a: !ENV [FACTSHEET_NONE, false]\n",
    "the first that is set": "a: !ENV [FACTSHEET_NONE, FACTSHEET_SET, FACTSHEET_YES, x]\n",
    "a variable that is no text": "a: {b: [!ENV FACTSHEET_YES]}\n",
    "a parent": "INHERIT: below/base.yml\na: {b: 1}\nc: [1]\n",
    "nothing": "",
}
BASE = "INHERIT: ../root.yml\na: {b: 0, d: !ENV [FACTSHEET_SET]}\nc: [3, 4]\n"


@pytest.mark.parametrize("name", VARIANTS)
def test_settings_are_read_as_mkdocs_reads_them(name, tmp_path, monkeypatch):
    monkeypatch.setenv("FACTSHEET_SET", "otters")
    monkeypatch.setenv("FACTSHEET_YES", "true")
    monkeypatch.delenv("FACTSHEET_NONE", raising=False)
    (tmp_path / "below").mkdir()
    (tmp_path / "below/base.yml").write_text(BASE, "utf-8")
    (tmp_path / "root.yml").write_text("e: !ENV [FACTSHEET_NONE, otters]\nc: []\n", "utf-8")
    path = tmp_path / "site.yml"
    path.write_text(VARIANTS[name], "utf-8")
    with path.open("rb") as file:
        expected = yaml_load(file)
    assert settings.load(tmp_path, "site.yml") == expected


@pytest.mark.parametrize("folder", [ROOT, ROOT / "examples/eagles"], ids=["this project", "the example"])
def test_the_settings_that_ship_are_read_as_mkdocs_reads_them(folder, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://otters.example/")
    with (folder / "mkdocs.yml").open("rb") as file:
        assert settings.load(folder) == yaml_load(file)


def test_nothing_that_settings_name_is_run(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("a: !!python/object/apply:os.mkdir [otters]\nb: !!python/name:os.system\n")
    assert settings.load(tmp_path) == {"a": None, "b": None}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("INHERIT: none.yml\n", "none.yml: the file is missing"),
        ("INHERIT: mkdocs.yml\n", "mkdocs.yml: the file inherits from itself"),
        ("INHERIT: [a]\n", "mkdocs.yml: INHERIT is '['a']', not the name of a file"),
        ("a: [\n", "mkdocs.yml:2: the file cannot be read"),
        ("a: !ENV {b: c}\n", "mkdocs.yml:1: the file cannot be read"),
        ("- a\n", "mkdocs.yml: the file holds no settings"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_read_are_told(text, told, tmp_path):
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(FactsheetError) as caught:
        settings.load(tmp_path)
    assert str(caught.value).startswith(told)


def test_the_date_of_the_commit_is_found_whatever_the_settings_are_called(mine):
    """The date a site bears is that of the commit wherever the data are kept in git."""
    mine.file("mkdocs.yml").rename(mine.file("base.yml"))
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "begin")):
        identity = ("-c", "user.name=a", "-c", "user.email=a@lakeland-survey.net")
        subprocess.run(["git", *identity, *command], cwd=mine.root, check=True)
    assert build_date.committed(mine.root) is not None
