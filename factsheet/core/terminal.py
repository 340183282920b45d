"""A command and its surroundings: the terminal or pipe it writes to, and the Python that runs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from factsheet.core.problems import Problem, show

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


def not_set_up(error: ModuleNotFoundError) -> str:
    """The message for a missing package, which means the wrong Python is running. Re-raises the error for one of our own modules."""
    if (error.name or "factsheet").split(".")[0] == "factsheet":
        raise error
    what = f"the package {show(error.name)} is not installed for this Python"
    fix = "Run `make check`, which sets up the environment in .venv; make site and make serve do too."
    return str(Problem(sys.executable or "python", 0, what, fix))
