"""Units: what one of something is called, and the symbol that stands beside its numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

BEFORE, AFTER = SIDES = ("before", "after")
FIELDS = ("name", "symbol", "side", "per", "told")
BASE = r"[1-9]\d{0,17}"


@dataclass(frozen=True)
class Unit:
    """A unit by its name, with the symbol that its numbers bear, the side on which it stands, and the base of a rate."""

    name: str
    symbol: str = ""
    side: str = AFTER
    per: str = ""
    told: str = field(default="", compare=False)  # its name in the language of the page

    def __str__(self) -> str:
        return f"{self.name} per {self.per}" if self.per else self.name


PERCENT, TIMES = Unit("%", "%"), Unit("times", "times")
_KNOWN = {u.name: u for u in (PERCENT, TIMES)}


def unit(value: object) -> Unit | None:
    """The unit that a field of measures.yml gives, a name or a mapping; None if it is neither, or its base no number."""
    if isinstance(value, str):
        return _KNOWN.get(value, Unit(value)) if value.strip() else None
    if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()) or not value.get("name"):
        return None
    given = {key: value[key] for key in FIELDS if value.get(key)}
    if not re.fullmatch(BASE, given.get("per", "1"), re.ASCII):
        return None
    return Unit(**given) if given.keys() == {k for k, v in value.items() if v} else None
