"""Reads JSON-LD: its types and their properties are those of the catalogue, and what they say is text."""

from __future__ import annotations

import json
import re

from factsheet.core.published import FORMAL, JSON_LD

_FORMAL = {key: re.compile(form) for key, form in FORMAL.items()}


def read(text: str) -> tuple[list[str], list[str]]:
    """Every text that says something about the subject; and what has no place there."""
    try:
        queue: list[tuple[str, object]] = [("", json.loads(text, parse_float=str, parse_int=str))]
    except (json.JSONDecodeError, RecursionError) as error:
        return [], [f"JSON-LD cannot be read: {error}"]
    spoken, found = [], []
    while queue:
        key, value = queue.pop()
        if isinstance(value, dict):
            found += [] if value.get("@type") in JSON_LD else [f"JSON-LD may not describe a '{value.get('@type')}'"]
            known = {"@type", "@context", *JSON_LD.get(str(value.get("@type")), "").split()}
            found += [f"JSON-LD may not say '{k}' of a '{value.get('@type')}'" for k in value if k not in known]
            queue += value.items()
        elif isinstance(value, list):
            queue += [(key, inner) for inner in value]
        elif key not in _FORMAL:
            spoken.append(str(value))
        elif not _FORMAL[key].fullmatch(value if isinstance(value, str) else json.dumps(value)):
            found.append(f"JSON-LD gives '{str(value)[:60]}' as '{key}'")
    return spoken, found
