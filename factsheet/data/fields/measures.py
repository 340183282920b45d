"""The fields of measures.yml."""

from factsheet.data.declaration import YES, Field, Fields, File, alternatives
from factsheet.data.forms import Id, Many, Ref, Text, Word
from factsheet.data.legal import KINDS
from factsheet.text.units import BASE, SIDES

_UNIT = Fields(
    (
        Field("name", Text(shown=""), "what one of them is called: `persons`", YES),
        Field("symbol", Text(), "what its numbers bear: `°C`, `$`, `Mt`. From a million on a scale word follows if it drops no digit: `$182.7 billion`"),
        Field("side", Word(SIDES), "where the symbol stands, before or after the number; if not given, after"),
        Field("per", Text(pattern=BASE, told="a whole number", write="Write digits alone: 100000."), "the base of a rate, in digits alone: `100000`", "for a rate"),
    ),
    alone="name",
)  # fmt: skip

MEASURES = File(
    "measures.yml",
    "What is counted, of whom, in what unit",
    (
        Field("label", Text(shown=""), "what readers see", YES),
        Field("definition", Text(shown=""), "what is counted and what is not, in a sentence or two", YES),
        Field("unit", _UNIT, 'what one of them is: `persons`, `cases`, `pages`. `"%"` (in quotation marks) puts a percent sign after the number, `times` puts the word; use `date` for a date. Or a mapping of the fields below, of which the numbers bear the symbol and the base', YES),
        Field("population", Text(shown=""), "of whom or of what", YES),
        Field("scope", Text(shown=". "), "what a row holds where that differs from what its name says"),
        Field("kind", Word(KINDS), f"{alternatives(KINDS)}; it decides what may be calculated", YES),
        Field("flows", Many(Ref("measures")), "for a stock: the measures that count the events behind it, one for each unit. A comparison that speaks of events is tested on them too"),
    ),
    ids=Id(),
    required=True,
)  # fmt: skip
