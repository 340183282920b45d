"""The columns of checked.csv."""

from factsheet.data.declaration import YES, Field, File
from factsheet.data.forms import DATE, Ref

CHECKED = File(
    "checked.csv",
    "The day on which a figure was last seen at its source's address",
    (
        Field("figure", Ref("figures"), "the row of figures.csv, as `fact@source`", YES),
        Field("date", DATE, "the day; real and not in the future", YES),
    ),
    key=("figure",),
)  # fmt: skip
