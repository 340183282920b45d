"""MkDocs' own command, run so that a full disk or a missing permission ends in one line, not in a traceback."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from factsheet.core import terminal
from factsheet.core.problems import fault, report


def main() -> int:
    """Run `mkdocs` with this command's arguments. Returns its exit code, or 1 after an OSError."""
    try:
        # As `python -m mkdocs` would.
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        print(report([fault(error, Path.cwd())]), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(terminal.run(main))
