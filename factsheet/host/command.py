"""MkDocs' own command, run so that a full disk or a missing permission ends in one line, not in a traceback."""

from __future__ import annotations

import logging
import os
import runpy
import sys
from pathlib import Path

from factsheet.core import terminal
from factsheet.core.problems import fault
from factsheet.core.reports import for_machines, report


def main() -> int:
    """Run `mkdocs` with this command's arguments. Returns its exit code, or 1 after an OSError."""
    _only_ours()
    try:
        # As `python -m mkdocs` would.
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        print(report([fault(error, Path.cwd())]), file=sys.stderr)
        return 1
    return 0


def _only_ours() -> None:
    """Say what the engine says, as it stands, and of MkDocs and its plugins only what is wrong."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # which the theme reads when it is imported
    for name in ("mkdocs.commands", "mkdocs.plugins", "jieba"):
        logging.getLogger(name).setLevel(logging.WARNING)
    ours = logging.getLogger("mkdocs.factsheet")
    ours.propagate = False
    handler = _Handler(sys.stderr if for_machines() else sys.stdout)
    handler.setFormatter(_Short())
    handler.addFilter(lambda record: getattr(record, "brief", "all") != "")
    ours.addHandler(handler)


class _Handler(logging.StreamHandler):
    """Lets a closed pipe end the command; by itself, logging would print a traceback and go on."""

    def handleError(self, record: logging.LogRecord) -> None:
        """End where the pipe is closed; MkDocs' own command would turn that into a failure. Raise any other error."""
        if isinstance(sys.exc_info()[1], BrokenPipeError):
            sys.exit(terminal.CLOSED_PIPE)
        raise  # logging calls this while it handles the error


class _Short(logging.Formatter):
    """The message alone, or its brief form, since a build of several languages would repeat what is long."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, which on a terminal replaces that of the progress."""
        line = getattr(record, "brief", record.getMessage())
        return f"{terminal.ERASE if sys.stderr.isatty() else ''}{line}"


if __name__ == "__main__":
    sys.exit(terminal.run(main))
