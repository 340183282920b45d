"""What pages may call: the engine's macros."""

import sys
from pathlib import Path

# mkdocs-macros loads this file by path, so the engine beside it is not importable yet.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from factsheet.host.environment import define_env

__all__ = ["define_env"]
