"""Dates as texts print them, read by language."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date

from factsheet.text import languages

_DAY, _MONTH, _YEAR = r"(?<!\d)(?P<d{0}>\d{{1,2}})", r"(?P<n{0}>\d{{1,2}})", r"(?<!\d)(?P<y{0}>\d{{4}})(?!\d)"


def is_date(text: str) -> bool:
    """Whether `text` is a real day, month or year: 2012-11-15, 2012-11 or 2012."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text, re.ASCII):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10])
    except ValueError:
        return False
    return True


def looks_like_one(text: str) -> bool:
    """Whether a text is written as a date, though there may be no such day."""
    return re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", text, re.ASCII) is not None


@functools.lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str]:
    """Every date a language prints, in one pattern; the groups of each form are numbered."""
    table = languages.of(language)
    names = "|".join(table.months)
    forms = []
    for n, form in enumerate(table.dates):
        parts = {
            "d": _DAY.format(n),
            "n": _MONTH.format(n),
            "m": rf"(?<!\w)(?P<m{n}>{names})(?!\w)",
            "y": _YEAR.format(n),
        }
        forms.append(re.sub(r"\{([dnmy])\}", lambda m, parts=parts: parts[m[1]], form).replace(" ", r"[\s\u00a0]+"))
    return re.compile("|".join(f.replace(r"[\s\u00a0]+?", r"[\s\u00a0]*") for f in [*forms, r"\b(?P<yz>\d{4})\b"]))


def spans(text: str, language: str = "") -> Iterator[tuple[int, int, str]]:
    """Every date printed in `text`: where it begins and ends, and its ISO 8601, which is empty where no year is given."""
    months = languages.of(language).months
    for m in _pattern(language).finditer(text):
        found = {k[0]: v for k, v in m.groupdict().items() if v}
        month = months.index(found["m"]) + 1 if "m" in found else int(found.get("n", 0))
        day = int(found.get("d", 0))
        if not is_date("-".join([found.get("y", "2000"), *(f"{p:02}" for p in (month, day) if p)])):
            continue
        yield (
            m.start(),
            m.end(),
            "-".join([found["y"], *(f"{p:02}" for p in (month, day) if p)]) if "y" in found else "",
        )


def dated(text: str, language: str = "") -> Iterator[tuple[int, int, str]]:
    """Every date with a year, as ISO 8601 of the precision it is printed with."""
    yield from (span for span in spans(text, language) if span[2])


def dates(text: str, language: str = "") -> list[str]:
    """Every date printed in `text`, as ISO 8601 of the precision it is printed with."""
    return [iso for _, _, iso in dated(text, language)]
