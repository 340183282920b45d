"""What search finds, and in which order: pages before statements, statements before rows of data, numbers in both of their forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from typing import Any

# What a word of a title, of a text and of a tag counts for. The theme has a title count for a thousand times a text, so
# that a row named after a country would come before the page about it; and the index keeps three decimals of a weight,
# so that it has to begin high.
WEIGHTS = {"title": 10_000.0, "text": 1_000.0, "tags": 1_000_000.0}
# The home page has a word of everything, and readers mostly search from it.
HOME = 0.4
_dots = re.compile(r"\s*·[\s·]*(?P<tag></\w+>|\Z)?")
_grouped = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def weigh(fields: MutableMapping[str, object]) -> None:
    """Let the title of a page count for less than the theme has it; what the settings say of a field stays."""
    for name, boost in WEIGHTS.items():
        fields.setdefault(name, {"boost": boost})


def arrange(entries: Iterable[dict[str, Any]]) -> None:
    """Let search find 118476 where a page says 118,476, by indexing both forms; drop dots left between omitted parts.

    What stands on the home page comes after the same on the page about it.
    """
    for entry in entries:
        if entry["location"].partition("#")[0] in ("", ".", "./", "index.html"):
            entry.setdefault("boost", HOME)
        elif not entry["text"] and "boost" in entry:  # a statement's name, beside which its words stand apart
            entry["boost"] *= HOME
        text = _dots.sub(_dot, entry["text"])
        bare = dict.fromkeys(n.replace(",", "") for n in _grouped.findall(text))
        entry["text"] = " ".join([text, *bare])


def _dot(match: re.Match[str]) -> str:
    return " · " if match["tag"] is None else match["tag"]
