"""Commands run as `python -m` runs them, each in a process forked from one that has already imported what builds import.

Importing is more than half the time of a small build, and the tests make hundreds of them.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from multiprocessing.reduction import DupFd
from pathlib import Path

os.environ["NO_MKDOCS_2_WARNING"] = "1"  # which the theme reads when it is imported
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each fresh process would compile the engine anew
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(
    [
        "mkdocs.commands.build",
        "mkdocs_macros.plugin",
        "material.plugins.search.plugin",
        "factsheet.host.events",
        "factsheet.host.environment",
        "factsheet.cli.main",
        *(
            f"markdown.extensions.{name}"
            for name in ("admonition", "attr_list", "codehilite", "fenced_code", "md_in_html", "tables")
        ),
    ]
)
_START = ("PYTHON", "LC_", "LANG", "TZ")  # variables that only a fresh process takes into account
SECONDS = 600  # after which a command has hung, on the busiest machine


def run(command: list[str], folder: Path, changed: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The exit code of a command run in `folder`, and what it wrote, with the environment of the tests as `changed`."""
    environment = os.environ | changed
    if _at_start(os.environ) != _BEGUN:
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS,
        )  # fmt: skip
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        ends = [DupFd(file.fileno()) for file in (out, err)]
        process = _forks.Process(target=_command, args=(command, folder, environment, *ends))
        process.start()
        process.join(SECONDS)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(command, SECONDS)
        return subprocess.CompletedProcess(command, process.exitcode, _text(out), _text(err))


def _at_start(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_START)}


_BEGUN = _at_start(os.environ)


def _text(file) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace").replace("\r\n", "\n")


def _command(command: list[str], folder: Path, environment: dict[str, str], out: DupFd, err: DupFd) -> None:
    os.dup2(out.detach(), 1)
    os.dup2(err.detach(), 2)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = list(command)
    sys.path.insert(0, str(folder))
    gc.disable()  # it ends long before memory is short
    atexit._clear()  # what the first process registered is its own
    try:
        runpy.run_module(command[0], run_name="__main__", alter_sys=True)
    finally:
        atexit._run_exitfuncs()  # which a forked process leaves out
