"""The field of places.yml, whose text stands alone under the place's code."""

from factsheet.data.declaration import YES, Field, File
from factsheet.data.forms import PLACE, Text

PLACES = File(
    "places.yml",
    "A destination and its name",
    (Field("label", Text(shown=""), required=YES),),
    ids=PLACE,
    alone="label",
    required=True,
)
