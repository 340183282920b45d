"""A command and its surroundings: the terminal or pipe it writes to, and the Python that runs it."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from factsheet.core.problems import Problem, show

ERASE = "\033[K"  # what a terminal has from here to the end of the line
CLOSED_PIPE = 141  # the shell's exit code for a command whose pipe was closed: 128 + SIGPIPE


def run(command: Callable[[], int]) -> int:
    """Run a command and return its exit code.

    A character that the terminal or pipe cannot encode is written as its escape. If a pipe is closed (`| head -1`),
    the command ends silently.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    try:
        try:
            return command()
        finally:
            sys.stdout.flush()  # here, where a closed pipe is caught, and not as Python exits
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        return CLOSED_PIPE
    except ModuleNotFoundError as error:
        print(not_set_up(error), file=sys.stderr)
        return 1


@contextmanager
def progress(doing: str) -> Iterator[Callable[[str], None]]:
    """Say on a terminal what is being done and for how many seconds, in a line that the next output replaces; elsewhere say nothing.

    Call what it gives to say something else from then on.
    """
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    begun, ended, said = time.monotonic(), threading.Event(), [doing]

    def show_each_second() -> None:
        while not ended.wait(1):
            print(f"{ERASE}{said[-1]} … {time.monotonic() - begun:.0f} s", end="\r", file=sys.stderr, flush=True)

    shown = threading.Thread(target=show_each_second, daemon=True)
    shown.start()
    try:
        yield said.append
    finally:
        ended.set()
        shown.join()
        print(ERASE, end="", file=sys.stderr, flush=True)


def not_set_up(error: ModuleNotFoundError) -> str:
    """The message for a missing package, which means the wrong Python is running. Re-raises the error for one of our own modules."""
    if (error.name or "factsheet").split(".")[0] == "factsheet":
        raise error
    what = f"the package {show(error.name)} is not installed for this Python"
    fix = "Run `make check`, which sets up the environment in .venv, or activate that: . .venv/bin/activate."
    return str(Problem(sys.executable or "python", 0, what, fix))
