"""The columns of figures.csv."""

import re

from factsheet.data.declaration import YES, Field, File, alternatives
from factsheet.data.forms import DATE_PATTERN, Ref, Text, Word
from factsheet.text import formats

QUALIFIERS = formats.QUALIFIERS
WORDED_KEYS = ("kind", "period", "place", "status")
# Bounded in length, so that no cell can make arithmetic slow, and without leading zeros.
NUMBER = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d{1,12})?", re.ASCII)

FIGURES = File(
    "figures.csv",
    "What one source says about one fact",
    (
        Field("fact", Ref("facts", write="Name an id of facts.yml; enter the fact there first, if it is new."), "an id of facts.yml", YES),
        Field("source", Ref("sources", "read"), "an id of sources.yml with `read: true`", YES),
        Field("value", Text(write="Write the digits alone, or the date.", hint=f"(({NUMBER.pattern})(/({NUMBER.pattern}))?|({DATE_PATTERN}))"), "the number in plain digits, with a point for decimals: `118476`, `12.5`. At most eighteen digits before the point and twelve after it. No leading zero, no separators, no percent sign, no exponent; a minus sign only for a `ratio`, a `rate` or a `level`. For the qualifier `between` the two ends: `500/600`. For a measure of kind `date`: `2012-11-15`, `2012-11` or `2012`, not in the future", YES),
        Field("qualifier", Word(QUALIFIERS, write=f"Write {alternatives(QUALIFIERS)}; drop the row if none says what its words say."), f"how the source hedges it: {alternatives(QUALIFIERS)}. `round` is a number without a hedge that has at most three significant digits and ends in at least three zeros", YES),
        Field("worded", Text(hint=r"\w+=[^;]+(;\w+=[^;]+)*"), "how the source's words differ from the fact: `key=value` pairs joined by semicolons"),
        Field("via", Ref("sources"), "the source that these words credit, read or not; the source itself if they credit nobody; where that is so of all its figures, the source counts as their origin. If empty, whatever the source relays or rewrites"),
        Field("quote", Text(), "the shortest run of words that carries the number as printed: at most sixteen words, never a whole sentence", "for a text; empty for a dataset"),
        Field("locator", Text(write="Write the paragraph, or for a dataset the table, row keys and column."), "for a text the number of the paragraph, or `title` for words in the headline; for a dataset the query that anyone can repeat: table, row keys, column", YES),
        Field("note", Text(shown="· "), "a remark, shown in the register"),
    ),
    key=("fact", "source"),
    required=True,
)  # fmt: skip
