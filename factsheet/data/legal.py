"""Which arithmetic each kind of measure allows, and why not: one table for the model, the charts and the audit."""

from __future__ import annotations

from collections.abc import Iterable

# What may be calculated with measures of a kind. `sum` adds places at one time, `sum-over-periods` adds periods that do
# not overlap, `less` takes parts from a whole or one point of a scale from another, `rate` is a part of all outcomes.
# `rebuilt-sum` adds what the press has added, whatever it counts: only the test of a claim does that, and the chart of one.
_COUNTS = ("change", "times", "share", "sum", "less", "rate", "rebuilt-sum")
LEGAL: dict[str, tuple[str, ...]] = {
    "stock": _COUNTS,
    "flow": (*_COUNTS, "sum-over-periods"),
    "count": _COUNTS,
    "rate": ("change", "times", "less"),
    "level": ("less",),
    "sum": (),
    "ratio": (),
    "date": (),
}
KINDS = tuple(LEGAL)
# Kinds whose values are counts of something, most of them whole numbers.
COUNTED = ("stock", "flow", "count", "sum")
# Kinds whose values may lie below zero.
SIGNED = ("ratio", "level", "rate")
_WHY = {
    "level": "The zero of a level is a convention: the difference of two means something, a sum, a ratio or a percentage of one does not. A length, a weight or a price is a `count`.",
    "rate": "A rate has a population of its own: rates are compared, never added up or shared out.",
    "sum": "A sum over days counts the same thing once for every day; only the test of a claim may rebuild one.",
    "ratio": "A source's own ratio is quoted, never calculated with; use the figures it was made of.",
    "date": "Nothing is calculated with dates.",
    "stock": "A stock is never added up over time: whoever stays is in every count.",
    "count": "Counts of different times are not added: what is in both would be counted twice.",
}


def refusal(operation: str, kinds: Iterable[str]) -> str:
    """Why an operation is not legal with measures of these kinds; empty if it is."""
    return next((_WHY[kind] for kind in kinds if operation not in LEGAL[kind]), "")
