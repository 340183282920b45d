"""A static fact-sheet in which no number appears without its source.

Data flows one way, and each module imports only what stands to its left:

    errors → numerals → words → data → periods, values → model → voices, verdicts → readings → checks
    → arithmetic → claims → markup, citations, figures → blocks, assessments, tables → publish, charts
    → calls → book → finish → macros.py, hooks.py

`audit` stands apart: it reads the built site and `data/`, and of this package
imports only `data` and `errors`, so that a mistake in rendering cannot excuse
itself. tests/test_layout.py holds these arrows.
"""
