"""Files that are not UTF-8, and folders that are no project: one line for each, from every command that would read them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from factsheet.cli import new
from factsheet.cli.main import main
from factsheet.core import encoding
from factsheet.core.problems import FactsheetError
from tests.conftest import ROOT, Project, copy_toy, with_own_look

pytestmark = pytest.mark.slow

BAD = b"\xff\xfe\n"
# At least one of every kind of text file that a check or a build reads.
TEXTS = (
    "data/sources.yml", "data/facts.yml", "data/figures.csv", "data/exceptions.csv", "data/README.md",
    ".github/CONTRIBUTING.md", "docs/index.md", "docs/assets/favicon.svg", "overrides/main.html", "overrides/404.html",
    "overrides/partials/copyright.html", "overrides/.icons/mark.svg", "overrides/stylesheets/factsheet.css",
)  # fmt: skip
BUILDS = (("factsheet", "check"), ("mkdocs", "build", "-q"), ("factsheet", "site"))


@pytest.fixture
def shipped(toy):
    """A project with every kind of file that the real one has."""
    for name in (".github/CONTRIBUTING.md", "docs/assets/favicon.svg", "data/README.md"):
        toy.file(name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, toy.file(name))
    return with_own_look(toy)


def damage(project, name):
    """Put bytes that are not UTF-8 at the end of a file; the line they are on."""
    raw = project.file(name).read_bytes()
    raw += b"" if raw.endswith(b"\n") else b"\n"
    project.file(name).write_bytes(raw + BAD)
    return raw.count(b"\n") + 1


def said(done):
    return done.stdout + done.stderr


@pytest.mark.parametrize("command", BUILDS, ids=" ".join)
def test_each_file_that_is_not_utf8_is_told_once_at_its_line_and_nothing_else_is(command, shipped):
    expected = {f"{name}:{damage(shipped, name)}: byte 0xff is not UTF-8." for name in TEXTS}
    done = shipped.run(*command)
    told = [line for line in said(done).splitlines() if ": " in line]
    assert done.returncode == 1 and "Traceback" not in said(done), said(done)
    assert {line[: line.index("UTF-8.") + 6] for line in told} == expected and len(told) == len(expected), said(done)
    assert f"{len(expected)} problems" in said(done)


def ends(capsys, project, *command):
    """The exit code of a command, run in this process, and what it writes as errors."""
    code = main(["--root", str(project.root), *command])
    return code, capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["data/figures.csv", "docs/index.md", "overrides/.icons/mark.svg", "overrides/main.html"]
)
def test_any_one_such_file_fails_the_check(name, shipped, capsys):
    line = damage(shipped, name)
    code, told = ends(capsys, shipped, "check")
    assert code == 1 and told.startswith(f"{name}:{line}: byte 0xff is not UTF-8."), told
    assert told.endswith("\n1 problem\n")


@pytest.mark.parametrize("command", ["check", "site", "links", "schemas", "audit docs", "verify docs", "diff HEAD"])
def test_settings_that_are_not_utf8_are_told_at_their_line_by_every_command(command, toy, capsys):
    line = damage(toy, "mkdocs.yml")
    told = f"mkdocs.yml:{line}: byte 0xff is not UTF-8. Save the file as UTF-8.\n1 problem\n"
    assert ends(capsys, toy, *command.split()) == (1, told)


@pytest.mark.parametrize("command", ["links", "schemas", "audit docs", "verify docs", "diff HEAD"])
def test_data_that_are_not_utf8_stop_every_command_that_reads_them(command, toy, capsys):
    line = damage(toy, "data/sources.yml")
    told = f"data/sources.yml:{line}: byte 0xff is not UTF-8. Save the file as UTF-8.\n1 problem\n"
    assert ends(capsys, toy, *command.split()) == (1, told)


def test_generating_tables_into_a_document_that_is_not_utf8_says_so(shipped):
    line = damage(shipped, "data/README.md")
    done = shipped.run("factsheet", "reference")
    assert done.returncode == 1 and done.stderr.startswith(f"data/README.md:{line}: byte 0xff is not UTF-8."), said(
        done
    )


def test_a_page_of_an_old_state_that_is_not_utf8_is_named_with_its_revision(toy):
    def git(*command):
        named = ("-c", "user.name=Otter", "-c", "user.email=otter@lakeland-survey.net")
        subprocess.run(["git", *named, *command], cwd=toy.root, check=True, capture_output=True)

    sound = toy.file("docs/index.md").read_bytes()
    line = damage(toy, "docs/index.md")
    for command in (("init", "-q"), ("add", "docs", "data", "mkdocs.yml"), ("commit", "-qm", "x")):
        git(*command)
    told = f"docs/index.md:{line}: byte 0xff is not UTF-8"
    done = toy.run("factsheet", "diff", "HEAD")
    assert done.returncode == 1 and "Traceback" not in done.stderr and told in done.stderr, done.stderr
    toy.file("docs/index.md").write_bytes(sound)
    done = toy.run("factsheet", "diff", "HEAD")
    assert done.returncode == 1 and told in done.stderr and "in revision" in done.stderr, done.stderr
    assert done.stderr.endswith("\n1 problem\n")


def test_a_byte_order_mark_does_not_shift_the_line():
    with pytest.raises(FactsheetError, match=r"a\.md:2: byte 0xe9"):
        encoding.decoded(b"\xef\xbb\xbfone\ncaf\xe9\n", "a.md")
    assert encoding.decoded(b"\xef\xbb\xbfone\n", "a.md") == "one\n"


def test_a_link_that_leads_nowhere_is_told_by_check_and_build(shipped):
    shipped.file("docs/lost.md").symlink_to("nowhere.md")
    for command in BUILDS:
        done = shipped.run(*command)
        assert done.returncode == 1 and "Traceback" not in said(done)
        assert "docs/lost.md: this is a link to " in said(done), said(done)


def test_a_built_file_that_is_damaged_is_told_by_the_audit(toy):
    """Whatever the audit reads of a site may have been changed since."""
    toy.add("docs/index.md", '\n{{ chart("lakes") }}\n')
    toy.file("data/README.md").write_text("# Columns\n\nWhat the files hold.\n", "utf-8")
    assert toy.build("-q").returncode == 0
    project, chart = toy, "lakes"
    names = [f"charts/{chart}.csv", f"charts/{chart}.svg", f"charts/{chart}.vl.json", "index.html", "search/search_index.json",
             "data/feed.xml", "data/README.md", "stylesheets/factsheet.css"]  # fmt: skip
    for name in names:
        path = project.file(f"site/{name}")
        kept = path.read_bytes()
        path.write_bytes(BAD + kept)
        done = project.run("factsheet", "audit", "site")
        assert "Traceback" not in done.stderr, (name, done.stderr)
        assert done.returncode == 1 or name == "data/README.md", name
        path.write_bytes(kept)


def test_a_new_fact_sheet_tells_such_files_in_the_same_way(tmp_path):
    project = Project(new.start(tmp_path / "mine"))
    with_own_look(project)
    names = ("data/claims.yml", "docs/index.md", "overrides/main.html")
    expected = {f"{name}:{damage(project, name)}: byte 0xff is not UTF-8. Save the file as UTF-8." for name in names}
    for command in BUILDS:
        done = project.run(*command)
        told = {line for line in said(done).splitlines() if ": " in line}
        assert done.returncode == 1 and told == expected, said(done)


def test_a_page_behind_a_link_to_a_folder_is_looked_at_too(shipped, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "far.md").write_bytes(b"# Far\n" + BAD)
    (elsewhere / "raw.html").write_text("<p>x")
    shipped.file("docs/linked").symlink_to(elsewhere)
    for command in BUILDS:
        done = shipped.run(*command)
        assert done.returncode == 1 and "docs/linked/far.md:2: byte 0xff is not UTF-8" in said(done), said(done)
    (elsewhere / "far.md").unlink()
    assert "docs/linked/raw.html: a raw page" in said(shipped.run("factsheet", "check"))


# ---------------------------------------------------------------- --root

COMMANDS = (
    "check", "site", "links", "schemas", "reference", "audit site", "verify texts", "diff HEAD",
    "add text.txt --url https://a.example --title A",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_root_that_is_no_fact_sheet_is_told_in_one_line(command, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare/mkdocs.yml").write_text("site_name: x\n")
    shutil.copytree(tmp_path / "bare", tmp_path / "other")
    (tmp_path / "other/data").mkdir()
    before = sorted(tmp_path.rglob("*"))
    for name, expected in (
        ("nowhere", "nowhere: no such folder."),
        ("file", "file: this is a file, not a folder."),
        ("empty", "mkdocs.yml: the file is missing in"),
        ("bare", "data: no such folder."),
        ("other", "data: the folder holds none of sources.yml,"),
    ):
        code, told = ends(capsys, Project(tmp_path / name), *command.split())
        assert code == 1 and expected in told and "--root" in told, told
        assert told.endswith("\n1 problem\n") and told.count("\n") == 2, told
    assert sorted(tmp_path.rglob("*")) == before


def test_a_root_elsewhere_is_checked_from_anywhere(tmp_path):
    copy_toy(tmp_path / "toy")
    for root, folder in ((ROOT / "examples/eagles", tmp_path), (tmp_path / "toy", Path("/"))):
        done = Project(folder).run("factsheet", "--root", str(root), "check")
        assert done.returncode == 0, done.stderr
