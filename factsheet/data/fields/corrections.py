"""The fields of corrections.yml."""

from factsheet.data.declaration import YES, Field, File
from factsheet.data.forms import DATE, Ref, Text, Word

KINDS = ("revision", "correction", "addition")

CORRECTIONS = File(
    "corrections.yml",
    "Something that was changed after it was published",
    (
        Field("date", DATE, "the day of the change; real and not in the future", YES),
        Field("kind", Word(KINDS), "`revision`: the source changed its figure; `correction`: we were wrong; `addition`: something is new", YES),
        Field("why", Text(shown="· "), "what happened, in words; the only numbers allowed are years that a cited fact or source bears", YES),
        Field("figure", Ref("figures"), "the row of figures.csv, as `fact@source`", "with `expect`"),
        Field("before", Text(), "what the site said, shown as typed"),
        Field("after", Text(), "what it says now, shown as typed"),
        Field("who", Text(shown="by "), "who noticed, named as they wish, without numbers"),
        Field("page", Text(), "the page it is about; not shown to readers"),
        Field("expect", Text(), "the `value` that the row of `figure` must now have. If it has another, `make check` fails: read the source again, then correct or delete the entry", needs="figure"),
    ),
)  # fmt: skip
