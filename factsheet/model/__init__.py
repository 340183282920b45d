"""What the hand-kept files mean: sources, measures, facts and figures, their arithmetic, provenance and verdicts."""

from factsheet.model.fact import KINDS, NUMBER, WORLD, Fact, Figure, Measure, pairs
from factsheet.model.sheet import KEBAB, PLACE, Sheet, build, showable
from factsheet.model.source import ADDRESS, Source, csl_date

__all__ = [
    "ADDRESS",
    "KEBAB",
    "KINDS",
    "NUMBER",
    "PLACE",
    "WORLD",
    "Fact",
    "Figure",
    "Measure",
    "Sheet",
    "Source",
    "build",
    "csl_date",
    "pairs",
    "showable",
]
