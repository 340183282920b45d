"""The fields of charts.yml."""

from factsheet.data.declaration import YES, Field, File, alternatives
from factsheet.data.forms import PERIOD, Id, Many, Ref, Text, Word

FORMS = ("timeline", "ranking", "years", "accumulation", "comparison", "network")
SEASONS = ("year-end", "mid-year", "day")
_FACTS = Many(Ref("facts"))

CHARTS = File(
    "charts.yml",
    "A table or a chart: which facts it draws, and its title",
    (
        Field("form", Ref("forms"), f"{alternatives(FORMS)}, or the name of a file of your own in `charts/`", YES),
        Field("title", Text(shown=""), "the caption, without numbers", YES),
        Field("says", Text(shown=". "), "what it shows, in words without numbers", YES),
        Field("facts", _FACTS, "the facts it draws, in this order", "this or `measure`, except for `comparison` and `network`"),
        Field("measure", Many(Ref("measures")), "draws every fact of this measure, or of a list of them", "as `facts`"),
        Field("place", Many(Ref("places")), "only these places; if not given, every place but `WLD`"),
        Field("period", Many(PERIOD), "only these periods, or those within an interval: `2012/2021`"),
        Field("level", Many(Text()), "only these levels"),
        Field("season", Word(SEASONS), "only `year-end`, `mid-year` or `day` (any other day)"),
        Field("of", Ref("facts"), "a fact; the table's last column then gives each place's share of it"),
        Field("rate", Many(Ref("measures")), "three of its measures, the favourable ones first: the first two in percent of all three, by place, at one level in one period; or by year, of all places and levels"),
        Field("also", _FACTS, "facts that a `timeline` draws as separate marks beside its line"),
        Field("label", _FACTS, "facts whose number a `timeline` writes beside the mark"),
        Field("sum", Ref("facts"), "the fact that an `accumulation` shows as the printed sum; it must have a figure", "for `accumulation`"),
    ),
    ids=Id(),
)  # fmt: skip
