"""Commands on unusual terminals, pipes, disks and Pythons."""

import os
import shutil
import subprocess
import sys

import pytest

from tests import kept
from tests.browser import pages_of
from tests.conftest import ROOT, Project

pytestmark = pytest.mark.slow

CLOSED = 141  # as a shell tells of a command whose reader has gone
OTHERS = {
    "PYTHONIOENCODING": {"PYTHONIOENCODING": "ascii"},
    "LC_ALL=C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.fixture
def spoken(toy):
    """A project whose folder, page and data are not in ASCII, committed and then changed."""
    root = toy.root.rename(toy.root.with_name("ötter 水"))
    project = Project(root)
    project.edit("mkdocs.yml", "contact: otters", "disclaimer: Ötter’s Lake\n  contact: otters")
    project.edit("docs/index.md", "# ", '# Ötter’s <span lang="zh">水</span> ')
    for command in (
        ["init", "-q"],
        ["add", "data", "docs", "mkdocs.yml"],
        ["-c", "user.name=O", "-c", "user.email=o@lakeland-survey.net", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)
    project.edit("data/figures.csv", "410", "411")
    project.edit("data/places.yml", "NLK: ", "NLK: Ötter’s ")
    return project


def run(project, command, environment=None, **options):
    inherited = {k: v for k, v in os.environ.items() if k not in ("PYTHONUTF8", "PYTHONIOENCODING", "LC_ALL")}
    inherited |= {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"} | (environment or {})
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    with kept.lent(project.root):
        return subprocess.run(
            [sys.executable, "-m", *command], cwd=project.root, env=inherited, timeout=6000, check=False, **given
        )


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize("name", OTHERS)
def test_every_command_comes_through_a_pipe_of_another_encoding(name, spoken):
    spoken.file("text.txt").write_text(
        "The Otters’ Herald\n\nThere were 512 otters in Ötter’s Lake 水 at the end of 2021, the survey’s people say.\n",
        "utf-8",
    )
    commands = [
        "check", "diff HEAD", "verify .", "reference", "schemas", "site", "audit site",
        "add text.txt --url https://a.example/a --title Otters", "add text.txt --url https://a.example/水 --title 水",
    ]  # fmt: skip
    # All by the one, and those that write most by the other.
    for command in commands if name == "PYTHONIOENCODING" else commands[:3]:
        done = run(spoken, ("factsheet", *command.split()), OTHERS[name])
        told = done.stdout + done.stderr
        assert b"UnicodeEncodeError" not in told and b"Traceback" not in told, (command, told.decode())
        assert told.isascii(), (command, told.decode())
        assert done.returncode == (1 if command.startswith("verify") or "水" in command else 0), (
            command,
            told.decode(),
        )


def test_what_a_pipe_cannot_encode_is_written_as_its_escape(spoken):
    rows = spoken.file("data/figures.csv").read_text("utf-8").splitlines()
    spoken.file("data/figures.csv").write_text("\n".join([*rows[:-1], f"{rows[-1]}Ötter 水"]) + "\n", "utf-8")
    done = run(spoken, ("factsheet", "diff", "HEAD"), OTHERS["PYTHONIOENCODING"])
    plain = run(spoken, ("factsheet", "diff", "HEAD"), {"PYTHONIOENCODING": "utf-8"})
    assert done.returncode == plain.returncode == 0
    assert done.stdout == plain.stdout.decode().encode("ascii", "backslashreplace")
    assert b"\\u6c34" in done.stdout


# ---------------------------------------------------------------- closed pipes


@pytest.mark.parametrize(
    ("command", "both"),
    [
        ("check", True),
        ("audit site", False),
        ("audit site", True),
        ("diff HEAD", False),
        ("site", False),
        ("--help", False),
    ],
)
def test_a_reader_who_has_gone_is_no_fault(command, both, spoken):
    if command == "audit site":
        assert spoken.build("-q").returncode == 0
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run(spoken, ("factsheet", *command.split()), stdout=writing, stderr=writing if both else subprocess.PIPE)
    finally:
        os.close(writing)
    told = (done.stderr or b"").decode()
    assert "Traceback" not in told and "Broken pipe" not in told and "BrokenPipe" not in told, told
    assert done.returncode in (0, CLOSED), (done.returncode, told)


def test_the_first_line_alone_can_be_read(spoken):
    spoken.edit("data/figures.csv", "411", "many")
    done = run(spoken, ("factsheet", "check"), stderr=subprocess.STDOUT)
    assert done.returncode == 1
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as read:
        started = subprocess.Popen(
            [sys.executable, "-m", "factsheet", "check"], cwd=spoken.root, stdout=writing, stderr=writing,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        os.close(writing)
        assert read.readline().startswith(b"data/")
    assert started.wait(timeout=6000) in (1, CLOSED)


# ---------------------------------------------------------------- disks


def test_an_audit_that_cannot_write_its_trace_says_so_and_tells_what_it_found(site):
    whole = site.run("factsheet", "audit", "site").stdout
    site.file("site/data/trace.json").unlink()
    site.file("site/data/trace.json").mkdir()
    done = site.run("factsheet", "audit", "site")
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert "site/data/trace.json: Is a directory." in done.stderr and done.stderr.endswith("\n1 problem\n")
    assert (
        f"{len(pages_of(site))} pages read" in whole
        and done.stdout.startswith(whole)
        and done.stdout.endswith("problems 1\n")
    )
    site.edit("site/index.html", "<p>", "<p>There were 17. ")
    done = site.run("factsheet", "audit", "site")
    assert "'17' has no source" in done.stderr and "Is a directory" in done.stderr


def test_an_audit_whose_site_has_a_file_in_place_of_a_folder_says_so(site):
    shutil.rmtree(site.file("site/data"))
    site.file("site/data").write_text("")
    done = site.run("factsheet", "audit", "site")
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert "site/data: File exists. Move it out of the way." in done.stderr


def test_a_plain_build_into_a_place_that_cannot_be_written_ends_in_one_line(toy):
    toy.file("taken").write_text("")
    done = toy.build("-q", "-d", "taken")
    assert done.returncode == 1 and "Traceback" not in done.stdout + done.stderr, done.stderr
    assert done.stdout.strip().startswith("taken: Not a directory.") and done.stdout.endswith("1 problem\n")


@pytest.mark.parametrize("command", ["schemas", "reference"])
def test_a_generated_file_that_cannot_be_written_is_told(command, tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    if command == "schemas":
        shutil.rmtree(tmp_path / "data/schemas", ignore_errors=True)
        (tmp_path / "data/schemas").write_text("")
    else:
        text = (tmp_path / "data/README.md").read_text("utf-8")
        (tmp_path / "data/README.md").write_text(text.replace("| `via` |", "| `to` |"), "utf-8")
        (tmp_path / "data/.README.md.new").mkdir()
    done = Project(tmp_path).run("factsheet", command)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert done.stderr.endswith("\n1 problem\n")


@pytest.mark.parametrize("folder", ["data", "docs", "."])
def test_a_folder_that_holds_no_built_page_is_not_audited_and_nothing_is_written_into_it(folder, toy):
    assert toy.build("-q").returncode == 0
    before = sorted(toy.root.rglob("*"))
    done = toy.run("factsheet", "audit", folder)
    assert done.returncode == 1 and done.stderr.startswith(f"{folder}: this is not a built site"), done.stderr
    assert "make site" in done.stderr and sorted(toy.root.rglob("*")) == before


# ---------------------------------------------------------------- another Python


@pytest.mark.parametrize("command", ["check", "site", "new ../x", "--help"])
def test_outside_the_environment_one_line_says_how_to_set_it_up(command, toy):
    # -S: Python without the packages that are installed for it.
    done = subprocess.run(
        [sys.executable, "-S", "-m", "factsheet", *command.split()],
        cwd=toy.root, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert done.returncode == 1 and done.stderr.count("\n") == 1, done.stderr
    assert "is not installed for this Python" in done.stderr and "make check" in done.stderr


def test_outside_git_a_comparison_says_what_it_needs(toy):
    done = toy.run("factsheet", "diff", "HEAD")
    assert done.returncode == 1 and "put the folder under git" in done.stderr and "Traceback" not in done.stderr
    done = run(toy, ("factsheet", "diff", "HEAD"), {"PATH": ""})
    assert done.returncode == 1 and b"git is not installed. Install git" in done.stderr
