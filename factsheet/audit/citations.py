"""How a page says it is cited: its own address, the newest day of the data, the site's release, and no other number but years."""

from __future__ import annotations

from factsheet.audit.expected import Expected
from factsheet.audit.page_model import Carrier
from factsheet.audit.times import dated
from factsheet.text import numerals


def fault(carrier: Carrier, own: str, expected: Expected) -> str:
    """What is wrong with the citation of the page at the address `own`; empty if nothing is."""
    rest = carrier.text
    if own and own not in rest:
        return f"'{rest}' does not give the address of this page, '{own}'"
    release = expected.site(carrier.language).get("release", "")
    # A page may be called by a fact, whose months some languages write in digits.
    named = expected.months(carrier.language)
    for text in filter(None, [own, *dated(expected.newest, carrier.language), release, *named]):
        rest = rest.replace(text, " ")
    left = [n.text for n in numerals.find(rest, carrier.language) if n.text not in expected.years]
    return f"'{left[0]}' in the citation '{carrier.text}' is no date, release or address of this page" if left else ""
