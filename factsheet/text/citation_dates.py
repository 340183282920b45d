"""Dates as the styles of citations write them in English; in any other language, as the site writes them."""

from __future__ import annotations

from factsheet.text import languages
from factsheet.text.dates import is_date

ENGLISH = "en"
# What a style writes of a day, a month and a year: the Publication Manual of the APA (seventh edition) 9.14, The Chicago
# Manual of Style (eighteenth edition) 6.41 and 14.104, the MLA Handbook (ninth edition) 5.68.
FORMS = {
    "apa": ("{y}, {m} {d}", "{y}, {m}"),
    "apa-read": ("{m} {d}, {y}", "{m} {y}"),
    "chicago": ("{m} {d}, {y}", "{m} {y}"),
    "mla": ("{d} {short} {y}", "{short} {y}"),
}
# The MLA shortens every month of more than four letters.
SHORT = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def day(iso: str, style: str) -> str:
    """A day, month or year in ISO 8601 as a style writes it; what is no date is returned unchanged."""
    if not is_date(iso):
        return iso
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = int(rest[0]) - 1
    parts = {"y": year, "m": languages.of(ENGLISH).months[month], "short": SHORT[month]}
    form = FORMS[style][len(rest) == 1]
    return form.format(**parts, d=int(rest[1]) if len(rest) > 1 else "")


def has_styles(language: str) -> bool:
    """Whether dates of a language's citations follow the styles; those of another are as the site writes them."""
    return language.partition("-")[0] == ENGLISH
