"""The fields of facts.yml."""

from factsheet.data.declaration import YES, Field, File
from factsheet.data.forms import PERIOD, Id, Many, Ref, Text

FACTS = File(
    "facts.yml",
    "One measure for one period and place",
    (
        Field("label", Text(shown=""), "what readers see, if not what its measure, place and period make of it"),
        Field("measure", Ref("measures"), "an id of measures.yml", YES),
        Field("period", PERIOD, "in ISO 8601: a day `2021-12-31`, a month `2021-12`, a year `2021`, an interval `2012/2021` between two of these, or `P1Y` for every year. The measure's kind says which are allowed", YES),
        Field("place", Ref("places"), "a code of places.yml", "for a stock, a flow or a sum"),
        Field("level", Text(), "what tells the fact from others of its measure, period and place, as the source's code has it"),
        Field("show", Text(), "the source whose figure is shown; where it gives two numbers, with the locator of one: `times:title`", "where figures conflict", "because"),
        Field("because", Text(shown=": "), "why that figure leads, in words", "with `show`, and only with it", "show"),
        Field("weighed", Many(Text()), "list of the sources whose figures were there when somebody last read `because`", "with `because`, and only with it", "because"),
        Field("break", Text(shown=". "), "what is known of a break in coverage; it marks the figure on every page"),
    ),
    ids=Id(),
    required=True,
)  # fmt: skip
