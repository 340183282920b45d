"""`python -m factsheet`: the command line of the engine."""

import sys

from factsheet.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
