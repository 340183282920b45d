"""The field of places.yml, whose text stands alone under the place's code."""

from factsheet.data.declaration import YES, Field, File
from factsheet.data.forms import PLACE, Shown

PLACES = File(
    "places.yml", "A destination and its name", (Field("label", Shown(), required=YES),), ids=PLACE, required=True
)
