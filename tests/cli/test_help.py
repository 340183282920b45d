"""Help, as somebody meets it who has never run a command; and commands that are run in the wrong place."""

import argparse
import contextlib
import os
import pty
import re
import shlex
import subprocess
import sys

import pytest

from factsheet import __version__
from factsheet.cli import arguments
from factsheet.cli.main import main
from factsheet.core import terminal
from tests.conftest import ROOT

PARSER = arguments.parser()
# As a shell has it: a make that was run by another says which folder it enters.
ALONE = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
(CHOICES,) = [a for a in PARSER._actions if isinstance(a, argparse._SubParsersAction)]


@pytest.mark.parametrize("name", arguments.COMMANDS)
def test_a_command_explains_itself_each_argument_and_an_example_that_works(name):
    command, said = CHOICES.choices[name], CHOICES.choices[name].format_help()
    assert command.description.endswith(".") and command.description.replace("\n", " ") != arguments.COMMANDS[name].gist
    assert [a.dest for a in command._actions if not a.help] == []
    example = re.search(r"^example:\n  python -m factsheet (.*)$", said, re.M)
    assert vars(PARSER.parse_args(shlex.split(example[1])))["command"] == name
    assert max(map(len, said.partition("example:")[0].splitlines())) <= 80


@pytest.mark.parametrize(
    ("called", "told"),
    [("/x/bin/factsheet", "factsheet"), ("factsheet.exe", "factsheet"), ("/x/factsheet/__main__.py", "python -m factsheet")],
)  # fmt: skip
def test_help_names_the_command_as_it_was_typed(called, told, monkeypatch):
    monkeypatch.setattr(sys, "argv", [called])
    made = arguments.parser()
    assert made.format_usage().startswith(f"usage: {told} [") and f"`{told} COMMAND --help`" in made.format_help()
    (choices,) = [a for a in made._actions if isinstance(a, argparse._SubParsersAction)]
    said = choices.choices["audit"].format_help()
    assert said.startswith(f"usage: {told} audit") and said.endswith(f"example:\n  {told} audit site\n")


@pytest.mark.parametrize(
    ("called", "said"),
    [
        (["chek"], "there is no command 'chek'. Did you mean 'check'?"),
        (["otter"], "there is no command 'otter'. `python -m factsheet --help` lists the commands."),
        (["check", "--root", "x"], "It stands before the command: python -m factsheet --root FOLDER COMMAND."),
        (["audit"], "the following arguments are required: SITE. `python -m factsheet audit --help` explains"),
        (["check", "--format", "jsn"], "invalid choice: 'jsn'"),
    ],
)
def test_wrong_arguments_end_in_one_line_with_the_remedy(called, said, capsys):
    with pytest.raises(SystemExit) as ended:
        main(called)
    told = capsys.readouterr()
    assert ended.value.code == 2 and told.out == "" and told.err.count("\n") == 1 and said in told.err


def test_without_a_command_the_help_lists_them(capsys):
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2 and capsys.readouterr().err == PARSER.format_help()


def test_a_command_that_has_nothing_to_do_says_so(toy, capsys):
    assert main(["--root", str(toy.root), "reference"]) == 0
    assert capsys.readouterr().out == "reference: no table is out of date\n"


def test_a_word_that_is_no_tag_of_a_language_makes_no_folder(toy, capsys):
    assert main(["--root", str(toy.root), "labels", "German"]) == 1
    assert "'German' is no language tag" in capsys.readouterr().err and not toy.file("locales").exists()


def test_the_first_help_lists_every_command_with_its_gist():
    said = " ".join(PARSER.format_help().split())
    assert [name for name, c in arguments.COMMANDS.items() if f"{name} {c.gist}" not in said] == []


def test_the_version_is_that_of_the_engine(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0 and f"factsheet {__version__}, Python " in capsys.readouterr().out


@pytest.mark.parametrize("folder", [ROOT, ROOT / "factsheet/cli/scaffold"], ids=["this project", "a new one"])
def test_a_bare_make_lists_every_target_and_does_nothing_else(folder, tmp_path):
    (tmp_path / "Makefile").write_text((folder / "Makefile").read_text("utf-8"), "utf-8")
    done = subprocess.run(["make"], cwd=tmp_path, capture_output=True, text=True, env=ALONE)
    listed = [re.fullmatch(r"make ([a-z]+) +\S.*", line)[1] for line in done.stdout.splitlines()]
    phony = re.search(r"^\.PHONY: (.*)$", (folder / "Makefile").read_text("utf-8"), re.M)[1].split()
    assert done.returncode == 0 and done.stderr == "" and listed == phony
    assert [p.name for p in tmp_path.iterdir()] == ["Makefile"]


# ---------------------------------------------------------------- progress

SLOW = "import time\nfrom factsheet.core import terminal\nwith terminal.progress('Counting otters'): time.sleep(1.3)"


def test_what_takes_long_says_so_on_a_terminal_and_leaves_the_line_empty():
    reading, writing = pty.openpty()
    subprocess.run([sys.executable, "-c", SLOW], cwd=ROOT, stderr=writing, check=True)
    os.close(writing)
    written = b""
    with contextlib.suppress(OSError):  # at the end of what the terminal has
        while part := os.read(reading, 10_000):
            written += part
    os.close(reading)
    said = written.decode()
    assert "Counting otters … 1 s\r" in said and said.endswith(terminal.ERASE)


def test_it_says_nothing_elsewhere():
    done = subprocess.run([sys.executable, "-c", SLOW], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == done.stderr == b""


@pytest.mark.slow
def test_a_build_says_in_three_lines_and_one_more_for_each_translation_what_it_did(toy):
    done = toy.run("factsheet", "site")
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["en", "to take along", "site"]


# ---------------------------------------------------------------- wrong places

CALLS = {name: [name, *shlex.split(arguments.COMMANDS[name].example)] for name in arguments.COMMANDS if name != "new"}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("place", ["no folder", "an empty folder", "a file", "a site without its data"])
def test_in_a_wrong_folder_a_command_ends_in_one_line(name, place, tmp_path, capsys):
    root = tmp_path / "place"
    if place == "a file":
        root.write_text("")
    elif place != "no folder":
        root.mkdir()
    if place == "a site without its data":
        (root / "mkdocs.yml").write_text("site_name: x\n")
    called = [word for word in CALLS[name] if word not in ("--format", "json")]
    assert main(["--root", str(root), *called]) == 1
    said = capsys.readouterr()
    assert said.out == "" and re.fullmatch(r".+: .+\. .+\.\n1 problem\n", said.err), said.err


@pytest.mark.parametrize(
    "command", ["-m factsheet", "-m bench", "data/refresh.py", ".ci/canary.py", ".ci/gallery.py", ".ci/dist.py"]
)
def test_outside_the_environment_every_program_ends_in_one_line(command):
    """`-S`: Python without the packages that are installed for it."""
    called = [sys.executable, "-S", *command.split(), "--help"]
    done = subprocess.run(called, cwd=ROOT, capture_output=True, text=True, timeout=600)
    if done.returncode:
        assert done.stderr.count("\n") == 1 and "is not installed for this Python. Run `make" in done.stderr, (
            done.stderr
        )
