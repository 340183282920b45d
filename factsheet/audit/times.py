"""Days and periods, and how the site writes a date in each language, worked out again for the audit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from factsheet.text import citation_dates, languages
from factsheet.text.dates import is_date
from factsheet.text.languages import DEFAULT


def days(text: str) -> tuple[Fraction, Fraction]:
    """The first and the last day of a date that may be given to the month or the year, as numbers of days."""
    first = (text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10]
    start = date.fromisoformat(first)
    if len(text) == 10:
        return Fraction(start.toordinal()), Fraction(start.toordinal())
    last = start.replace(month=12) if len(text) == 4 else start
    end = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    return Fraction(start.toordinal()), Fraction(end.toordinal() - 1)


def season(period: str) -> str:
    """`06-30`, `12-31`, `day` for any other day, or empty for a period: only stocks of the same season are compared."""
    if len(period) != 10:
        return ""
    return period[5:] if period[5:] in ("06-30", "12-31") else "day"


def spoken(iso: str, language: str = DEFAULT) -> str:
    """A date in ISO 8601 as the site writes it in a language."""
    parts = iso.split("-")
    if len(parts) < 2 or not is_date(iso):
        return iso
    table = languages.of(language)
    text = (table.writing.month if len(parts) == 2 else table.writing.day).replace("{y}", parts[0])
    text = text.replace("{n}", str(int(parts[1]))).replace("{m}", "".join(table.months[int(parts[1]) - 1 :][:1]))
    day = int(parts[-1])
    return text.replace("{d}", f"{day}{table.writing.first}" if day == 1 else str(day))


def dated(iso: str, language: str) -> list[str]:
    """A date as the site writes it in a language, and as citations do."""
    forms = (
        [citation_dates.day(iso, style) for style in citation_dates.FORMS]
        if citation_dates.has_styles(language)
        else []
    )
    return [spoken(iso, language), *forms]
