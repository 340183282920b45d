"""How a source's words differ from what they count, computed from `worded`."""

from __future__ import annotations

from factsheet.model import Fact, Figure
from factsheet.model.verdicts import UNHEDGED

STOCK_AS_FLOW = "stock-described-as-flow"
Worded = tuple[tuple[str, str], ...]


def misdescribed(kind: str, worded: Worded) -> bool:
    """Whether words name another kind than that of what they count."""
    return dict(worded).get("kind", kind) != kind


def flags(fact: Fact, worded: Worded, figure: Figure | None, tested: bool = False) -> tuple[str, ...]:
    """How the words differ from the fact, and whether a round number stands without a hedge. Words that tell of
    events are not flagged where they were `tested` on events and hold."""
    words = dict(worded)
    flags = []
    if words.get("kind") == "flow" and fact.measure.kind != "flow" and not tested:
        flags.append(STOCK_AS_FLOW)
    if "period" in words and words["period"] != fact.period.text:
        flags.append("another-periods-words")
    if "place" in words and words["place"] != fact.place:
        flags.append("another-places-words")
    if figure and figure.qualifier == "round":
        flags.append(UNHEDGED)
    return tuple(flags)
