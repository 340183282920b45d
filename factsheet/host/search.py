"""What search finds: numbers in both of their forms, and no dots between parts that it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable

_dots = re.compile(r"\s*·[\s·]*(?P<tag></\w+>|\Z)?")
_grouped = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def index_bare_numbers(entries: Iterable[dict[str, str]]) -> None:
    """Let search find 118476 where a page says 118,476, by indexing both forms; drop dots left between omitted parts."""
    for entry in entries:
        text = _dots.sub(_dot, entry["text"])
        bare = dict.fromkeys(n.replace(",", "") for n in _grouped.findall(text))
        entry["text"] = " ".join([text, *bare])


def _dot(match: re.Match[str]) -> str:
    return " · " if match["tag"] is None else match["tag"]
