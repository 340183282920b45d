"""The fields of claims.yml."""

from factsheet.data.declaration import YES, Field, Fields, File, alternatives
from factsheet.data.fields.charts import CHARTS
from factsheet.data.fields.figures import FIGURES
from factsheet.data.forms import PARAGRAPH, Flag, Id, Many, Ref, Text, Word

CALCULATED = ("rise", "times", "share")
SUMS = ("sum",)
COMPARED = ("equals", "exceeds", "range", "first-above", "rising", "ranking")
LEVELS = ("range", "first-above")  # what is compared is the stated number
UNTESTED = "none"  # words that no figure can decide
TESTS = (*CALCULATED, *SUMS, *COMPARED, UNTESTED)
# Facts are named one by one, or as charts name theirs: by what they have in common.
_SELECTED = (CHARTS.paths[name] for name in ("measure", "place", "period", "season"))
_SIDE = Many(Fields((Field("fact", Ref("facts")), *_SELECTED), alone="fact"), depth=2)
_ALONE = "without `figure`"

CLAIMS = File(
    "claims.yml",
    "A statement that is arithmetic or a comparison",
    (
        Field("id", Id(), "its id", YES),
        Field("test", Word(TESTS), f"what the words say: {alternatives(TESTS)}", YES),
        Field("figure", Ref("figures"), "the number they state: a row of figures.csv, as `fact@source`", "for `rise`, `times`, `share`, `sum`, `range` and `first-above`"),
        Field("source", Ref("sources", "read"), "whose words they are: an id of sources.yml with `read: true`", _ALONE),
        Field("quote", Text(), "the words, letter for letter: at most sixteen, never a whole sentence", _ALONE),
        Field("locator", PARAGRAPH, "the number of the paragraph", _ALONE),
        Field("statement", Id(), "what several sources say alike, under one id: these claims share a page. The id of a fact sets the claim beside the numbers stated for it"),
        Field("worded", FIGURES.paths["worded"].form, "how the words differ from the fact, as in figures.csv"),
        Field("left", _SIDE, "an id of facts.yml, or `measure`, `place`, `period` and `season` as in charts.yml, or a list of these", "for some tests"),
        Field("right", _SIDE, "the same", "for some tests"),
        Field("forecast", Flag(), "`true` if the words are a forecast; then nothing is judged, and what followed is shown"),
        Field("note", Text(shown=""), "a remark, shown beside the verdict"),
    ),
)  # fmt: skip
