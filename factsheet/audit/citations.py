"""How a page says it is cited: its own address, the newest day of the data, the site's release, and no other number but years."""

from __future__ import annotations

from factsheet.audit.expected import Expected, when
from factsheet.audit.page_model import Carrier
from factsheet.audit.times import dated, spoken
from factsheet.data import Folder
from factsheet.text import numerals
from factsheet.text.dates import is_date


def fault(carrier: Carrier, own: str, expected: Expected) -> str:
    """What is wrong with the citation of the page at the address `own`; empty if nothing is."""
    rest = carrier.text
    if own and own not in rest:
        return f"'{rest}' does not give the address of this page, '{own}'"
    release = expected.site(carrier.language).get("release", "")
    # A page may be called by a fact, whose months some languages write in digits.
    months = {part[:7] for period in expected.periods.values() for part in period.split("/") if len(part) > 4}
    named = (spoken(month, carrier.language) for month in months)
    for text in filter(None, [own, *dated(newest(expected.folder), carrier.language), release, *named]):
        rest = rest.replace(text, " ")
    left = [n.text for n in numerals.find(rest, carrier.language) if n.text not in expected.years]
    return f"'{left[0]}' in the citation '{carrier.text}' is no date, release or address of this page" if left else ""


def newest(folder: Folder) -> str:
    """The newest day on which a source was issued, read or seen, or something corrected; empty if `data/` has none."""
    found = [day for s in folder.sources for day in (when(s, "issued"), when(s, "accessed"), s.text("custom.checked"))]
    found += [entry.text("date") for entry in folder.corrections]
    return max((day for day in found if len(day) == 10 and is_date(day)), default="")
