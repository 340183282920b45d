"""A static fact-sheet in which no number appears without its source.

Data flow through the packages in this order, and each imports only from itself and those before it:

    core → text → data → model → rules → plan → render, publish → audit → host → cli

`render` and `publish` never import each other. `audit` reads the built site and `data/`, and
imports only core, text and data, so that a mistake in rendering cannot excuse itself.
tests/repository/test_layout.py holds this order.
"""

__version__ = "0.3.0"
