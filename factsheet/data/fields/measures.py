"""The fields of measures.yml."""

from factsheet.data.declaration import YES, Field, File, alternatives
from factsheet.data.forms import Id, Text, Word

KINDS = ("stock", "flow", "sum", "ratio", "count", "date")

MEASURES = File(
    "measures.yml",
    "What is counted, of whom, in what unit",
    (
        Field("label", Text(shown=""), "what readers see", YES),
        Field("definition", Text(shown=""), "what is counted and what is not, in a sentence or two", YES),
        Field("unit", Text(shown=""), 'what one of them is: `persons`, `cases`, `pages`. `"%"` (in quotation marks) puts a percent sign after the number, `times` puts the word; use `date` for a date', YES),
        Field("population", Text(shown=""), "of whom or of what", YES),
        Field("kind", Word(KINDS), f"{alternatives(KINDS)}; it decides what may be calculated", YES),
    ),
    ids=Id(),
    required=True,
)  # fmt: skip
