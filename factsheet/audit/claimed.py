"""Which facts the claims of `data/` are about: facts named one by one, or selected by what they have in common."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.audit import times
from factsheet.data import Entry, Folder
from factsheet.text import formats

SEASONS = {"year-end": "12-31", "mid-year": "06-30", "day": "day"}


def facts(folder: Folder) -> set[str]:
    """The ids of these facts, and of those whose figure a claim names."""
    found = {claim.text("figure").partition("@")[0] for claim in folder.claims}
    for part in (p for claim in folder.claims for key in ("left", "right") for p in _parts(claim.value(key))):
        if isinstance(part, dict) and "fact" not in part:
            found |= {fact.id for fact in folder.facts if _selected(fact, part)}
        else:
            found.add(str(part["fact"] if isinstance(part, dict) else part))
    return found - {""}


def _parts(value: object) -> Iterator[object]:
    """What a side names, however deep it lies in lists."""
    for inner in value if isinstance(value, list) else [value]:
        yield from _parts(inner) if isinstance(inner, list) else [inner]


def _selected(fact: Entry, part: dict[str, object]) -> bool:
    """Whether a fact has what is asked for; that of all places only where it is named."""
    asked = {key: value if isinstance(value, list) else [value] for key, value in part.items()}
    if fact.text("measure") not in asked.get("measure", []):
        return False
    period, place = fact.text("period"), fact.text("place")
    return (
        (place in asked["place"] if "place" in asked else place != "WLD")
        and ("period" not in asked or any(_within(period, str(text)) for text in asked["period"]))
        and ("season" not in asked or times.season(period) in [SEASONS.get(str(s)) for s in asked["season"]])
    )


def _within(period: str, text: str) -> bool:
    """Whether a period is that of a text, or lies within it, if that is an interval."""
    if "/" not in text or formats.EVERY_YEAR in (period, text):
        return period == text
    (first, last), (start, end) = (_ends(p) for p in (text, period))
    return first <= start and end <= last


def _ends(period: str) -> tuple[object, object]:
    first, *last = period.split("/")
    return times.days(first)[0], times.days(last[0] if last else first)[1]
