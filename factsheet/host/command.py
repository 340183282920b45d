"""The host's own command, run so that a fault of the disk ends in a line and not in a traceback."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from factsheet.core import terminal
from factsheet.core.problems import fault, report


def main() -> int:
    """Run `mkdocs` with this command's arguments; its exit code, or 1 for a fault of the disk."""
    try:
        # By name, as a shell would: the engine imports nothing of its host.
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        print(report([fault(error, Path.cwd())]), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(terminal.run(main))
