"""The fields of claims.yml."""

from factsheet.data.declaration import YES, Field, File, alternatives
from factsheet.data.fields.figures import FIGURES
from factsheet.data.forms import PARAGRAPH, Flag, Id, Many, Ref, Text, Word

CALCULATED = ("rise", "times", "share")
SUMS = ("sum",)
COMPARED = ("equals", "exceeds", "first-above", "rising", "ranking")
TESTS = (*CALCULATED, *SUMS, *COMPARED)
_SIDE = Many(Ref("facts"), depth=2)
_ALONE = "without `figure`"

CLAIMS = File(
    "claims.yml",
    "A statement that is arithmetic or a comparison",
    (
        Field("id", Id(), "its id", YES),
        Field("test", Word(TESTS), f"what the words say: {alternatives(TESTS)}", YES),
        Field("figure", Ref("figures"), "the number they state: a row of figures.csv, as `fact@source`", "for `rise`, `times`, `share`, `sum` and `first-above`"),
        Field("source", Ref("sources", "read"), "whose words they are: an id of sources.yml with `read: true`", _ALONE),
        Field("quote", Text(), "the words, letter for letter: at most sixteen, never a whole sentence", _ALONE),
        Field("locator", PARAGRAPH, "the number of the paragraph", _ALONE),
        Field("worded", FIGURES.paths["worded"].form, "how the words differ from the fact, as in figures.csv"),
        Field("left", _SIDE, "an id of facts.yml, or a list", "for some tests"),
        Field("right", _SIDE, "an id of facts.yml, or a list", YES),
        Field("forecast", Flag(), "`true` if the words are a forecast; then nothing is tested, and the verdict says so"),
        Field("note", Text(shown=""), "a remark, shown beside the verdict"),
    ),
)  # fmt: skip
