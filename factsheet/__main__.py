"""`python -m factsheet`: the command line of the engine."""

import sys

from factsheet.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
