"""The columns of exceptions.csv."""

from factsheet.data.declaration import YES, Field, File
from factsheet.data.forms import Text

EXCEPTIONS = File(
    "exceptions.csv",
    "A numeral on a page that is excused",
    (
        Field("page", Text(), "the page's file, as in `docs/`: `method.md`", YES),
        Field("text", Text(), "one numeral with at least one word beside it, as readers see it; it must occur once on the page", YES),
        Field("reason", Text(), "why it needs no source", YES),
    ),
    key=("page",),
)  # fmt: skip
