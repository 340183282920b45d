"""Faults of the machine: `make site` killed, without space, without rights, or twice at once."""

import ctypes
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time

import pytest

from factsheet.core import lock
from factsheet.core.problems import fault
from factsheet.host import build
from tests import browser, kept
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-m", "factsheet", "site"]
# Swaps a site, and is killed by force before the given rename.
KILLED_AT = """
import os, pathlib, signal, sys
from factsheet.host import build
left, rename = [int(sys.argv[1])], pathlib.Path.rename
def counted(self, target):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
pathlib.Path.rename = counted
aside = pathlib.Path(".build").absolute()
build.swap(aside / "site", aside.parent / "site", aside)
"""


@pytest.fixture
def old(toy):
    """A project with a site that was built before."""
    toy.file("site").mkdir()
    toy.file("site/old.txt").write_text("old")
    return toy


HANGS = 300  # seconds after which a build has hung


def start(project, *command, **options):
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    if project.root.stat().st_mode & stat.S_IWUSR:
        kept.lend(project.root)
    return subprocess.Popen(command or COMMAND, cwd=project.root, env=environment, **pipes, **options)


def inputs(project):
    """Every file that a build only reads, with its bytes."""
    made = ("site", ".build", ".cache")
    paths = (p for p in project.root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p: p.read_bytes() for p in paths if p.relative_to(project.root).parts[0] not in made}


def is_old(project):
    return [p.name for p in project.file("site").iterdir()] == ["old.txt"]


def goes_on(project):
    """The next build succeeds, and leaves nothing of the one before."""
    done = project.run("factsheet", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert project.file("site/fact-sheet.zip").is_file() and not project.file("site/old.txt").exists()
    assert [p.name for p in project.file(".build").iterdir()] == ["lock"]


@pytest.mark.parametrize(
    "made", [".build/lock", ".build/site/index.html", ".build/site/data", ".build/site/fact-sheet.zip"]
)
def test_a_build_killed_by_force_leaves_the_old_site_and_all_data_whole(made, old):
    before = inputs(old)
    build = ended(old, made, signal.SIGKILL)
    assert build.wait() == -signal.SIGKILL
    assert is_old(old) and inputs(old) == before
    if made == ".build/site/data":  # and the next one tidies up; its child, which nobody killed, is waited for
        goes_on(old)


def test_a_build_that_is_asked_to_end_tidies_up_itself(old):
    build = ended(old, ".build/site/index.html", signal.SIGTERM)
    said = build.communicate(timeout=HANGS)[0]
    assert build.returncode == 128 + signal.SIGTERM and "Traceback" not in said, said
    assert is_old(old) and [p.name for p in old.file(".build").iterdir()] == ["lock"]


def ended(project, made, end):
    """A build that got this signal as soon as it had made this file."""
    build = start(project)
    while not project.file(made).exists() and build.poll() is None:
        time.sleep(0.001)
    build.send_signal(end)
    return build


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_a_swap_killed_between_its_renames_loses_nothing(renames, old):
    old.file(".build/site").mkdir(parents=True)
    old.file(".build/site/new.txt").write_text("new")
    assert start(old, sys.executable, "-c", KILLED_AT, str(renames)).wait() == -signal.SIGKILL
    assert old.file("site").exists() == (renames != 1)
    build.recover(old.root)
    assert [p.name for p in old.file("site").iterdir()] == [("old.txt", "old.txt", "new.txt")[renames]]
    build.sweep(old.file(".build"))
    assert list(old.file(".build").iterdir()) == []


def test_what_is_half_deleted_is_never_brought_back(tmp_path):
    for name in ("site", ".build/old", ".build/discarded"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "index.html").write_text(name)
    build.recover(tmp_path)
    assert (tmp_path / "site/index.html").read_text() == "site" and not (tmp_path / ".build/old").exists()
    build.sweep(tmp_path / ".build")
    assert list((tmp_path / ".build").iterdir()) == []


def test_a_swap_that_fails_puts_the_old_site_back(tmp_path):
    for name in ("site", ".build"):
        (tmp_path / name).mkdir()
    (tmp_path / "site/old.txt").write_text("old")
    with pytest.raises(FileNotFoundError):
        build.swap(tmp_path / ".build/site", tmp_path / "site", tmp_path / ".build")
    assert (tmp_path / "site/old.txt").read_text() == "old" and not (tmp_path / ".build/old").exists()


def test_two_builds_at_once_take_turns(toy):
    one, other = start(toy), start(toy)
    said = [one.communicate(timeout=HANGS)[0], other.communicate(timeout=HANGS)[0]]
    assert (one.returncode, other.returncode) == (0, 0), said
    assert all("0 problems" in s and "site/fact-sheet.zip with" in s for s in said)
    assert [p.name for p in toy.file(".build").iterdir()] == ["lock"]


def test_who_holds_the_lock_is_told_and_waited_for(toy):
    toy.file(".build").mkdir()
    with lock.held(toy.file(".build/lock")):
        waiting = start(toy)
        told = waiting.stdout.readline()
        assert told == f"process {os.getpid()} is building here; waiting until it is done (Ctrl-C to give up).\n"
        assert not toy.file(".build/site").exists()
    said = waiting.communicate(timeout=HANGS)[0]
    assert waiting.returncode == 0, said


def test_giving_up_waiting_leaves_no_traceback(toy):
    toy.file(".build").mkdir()
    with lock.held(toy.file(".build/lock")):
        # A shell that puts a job in the background has it pass over Ctrl-C; here it must not.
        waiting = start(toy, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
        waiting.stdout.readline()
        waiting.send_signal(signal.SIGINT)
        assert "Traceback" not in waiting.communicate(timeout=HANGS)[0]
    assert waiting.returncode == 130


def test_the_lock_of_a_dead_process_never_blocks(tmp_path, capfd):
    dead = subprocess.Popen(
        [sys.executable, "-c", f"from factsheet.core import lock\nwith lock.held({str(tmp_path / 'lock')!r}): input()"],
        cwd=ROOT, stdin=subprocess.PIPE,
    )  # fmt: skip
    while dead.poll() is None and not ((tmp_path / "lock").exists() and (tmp_path / "lock").read_text()):
        time.sleep(0.001)
    dead.kill()
    dead.wait()
    with lock.held(tmp_path / "lock"):
        assert (tmp_path / "lock").read_text() == str(os.getpid())
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("limit", [4_000, 140_000])  # bytes in a file: the pages fail, or what is copied
def test_a_disk_that_takes_no_more_is_told_and_the_old_site_stays(limit, old):
    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    build = start(old, preexec_fn=small)
    said = build.communicate(timeout=HANGS)[0]
    assert build.returncode == 1 and is_old(old), said
    assert "File too large. Raise the limit on file sizes" in said and "Traceback" not in said, said


def test_a_folder_that_may_not_be_written_is_told(toy):
    def as_anyone():
        # Root may write everywhere; without this capability (of Linux) the rights of a folder bind it too.
        if os.geteuid() == 0:
            ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)

    toy.root.chmod(0o555)
    build = start(toy, preexec_fn=as_anyone)
    said = build.communicate(timeout=HANGS)[0]
    toy.root.chmod(0o755)
    assert build.returncode == 1 and said == (
        ".build: Permission denied. Give yourself permission to write there, or work on a copy in a folder of your own.\n1 problem\n"
    )


def test_a_file_in_the_place_of_a_folder_is_told(old):
    old.file(".build").write_text("")
    done = old.run("factsheet", "site")
    assert done.returncode == 1 and ".build: File exists. Move it out of the way." in done.stderr
    assert "Traceback" not in done.stderr and is_old(old)


def test_a_link_in_the_place_of_the_site_is_not_cut(old, tmp_path):
    old.file("site").rename(tmp_path / "elsewhere")
    old.file("site").symlink_to(tmp_path / "elsewhere")
    done = old.run("factsheet", "site")
    assert done.returncode == 1 and "site: this is a link to" in done.stderr and is_old(old)


def test_drawings_that_cannot_be_kept_stop_nothing_and_are_told(toy):
    toy.add("docs/index.md", '\n{{ chart("lakes") }}\n')
    toy.file(".cache").write_text("")
    done = toy.run("factsheet", "site")
    assert done.returncode == 0, done.stderr
    assert ".cache: the cache cannot be written: Not a directory." in done.stdout
    assert toy.file("site/charts/lakes.svg").is_file()


def test_a_missing_data_folder_is_told(old):
    shutil.rmtree(old.file("data"))
    done = old.run("factsheet", "site")
    assert done.returncode == 1 and "data: no such folder. Restore it" in done.stderr and is_old(old)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(28, "No space left on device", "/p/site/a"), "site/a: No space left on device. Free some disk space"),
        (OSError(28, "No space left on device"), "/p: No space left on device. Free some disk space"),
        (OSError(30, "Read-only file system", "/q/b"), "/q/b: Read-only file system. Work on a copy"),
        (OSError("no number"), "/p: no number. Correct this"),
    ],
)
def test_a_fault_of_the_disk_says_where_and_what_to_do(error, expected, tmp_path):
    assert str(fault(error, type(tmp_path)("/p"))).startswith(expected)


def test_without_a_chromium_the_tests_say_how_to_get_one(tmp_path):
    """No browser, no apt, and Playwright's own download out of reach."""
    nothing = {"PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, "-c", "from tests import browser; browser.installed()"],
        cwd=ROOT, env=nothing, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode != 0 and browser.HOW in done.stderr
    assert "apt-get install chromium" in browser.HOW and "CHROMIUM" in browser.HOW
