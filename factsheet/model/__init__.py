"""What the hand-kept files mean: sources, measures, facts and figures, their arithmetic, provenance and verdicts."""

from factsheet.data.fields.figures import NUMBER
from factsheet.data.fields.measures import KINDS
from factsheet.data.forms import ADDRESS, KEBAB
from factsheet.model.fact import WORLD, Fact, Figure, Measure, is_value, pairs
from factsheet.model.sheet import Sheet, build, showable
from factsheet.model.source import Source, csl_date

__all__ = [
    "ADDRESS",
    "KEBAB",
    "KINDS",
    "NUMBER",
    "WORLD",
    "Fact",
    "Figure",
    "Measure",
    "Sheet",
    "Source",
    "build",
    "csl_date",
    "is_value",
    "pairs",
    "showable",
]
