"""A static fact-sheet in which no number appears without its source.

Data flows one way, and each module imports only what stands to its left:

    errors, words → numerals → data → periods, values → model → checks
    → arithmetic → markup → figures, citations → blocks → book → macros.py

`audit` stands apart: it reads the built site and `data/`, and of this package
imports only `data` and `errors`, so that a mistake in rendering cannot excuse
itself. tests/test_layout.py holds these arrows.
"""
