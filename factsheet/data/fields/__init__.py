"""Every hand-kept file and each of its fields, declared once, in a module for each file.

From here come the checks of form, the schemas that editors read, the columns of the published tables that mirror a field,
and the tables of data/README.md.
"""

from factsheet.data.declaration import File
from factsheet.data.fields.charts import CHARTS
from factsheet.data.fields.checked import CHECKED
from factsheet.data.fields.claims import CLAIMS
from factsheet.data.fields.corrections import CORRECTIONS
from factsheet.data.fields.exceptions import EXCEPTIONS
from factsheet.data.fields.facts import FACTS
from factsheet.data.fields.figures import FIGURES
from factsheet.data.fields.measures import MEASURES
from factsheet.data.fields.places import PLACES
from factsheet.data.fields.sources import SOURCES

# By the name of their entries, in the order in which they are read.
FILES: dict[str, File] = {
    file.kind: file
    for file in (SOURCES, MEASURES, PLACES, FACTS, FIGURES, CHARTS, CLAIMS, EXCEPTIONS, CORRECTIONS, CHECKED)
}

__all__ = ["FILES"]
