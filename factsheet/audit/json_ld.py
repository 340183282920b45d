"""Reads from JSON-LD every text that may hold a numeral."""

from __future__ import annotations

import json
import re

NAMES = frozenset(["@type", "@id", "@context"])
# Fields whose values are for programs, as long as they are addresses, dates, media types or versions.
FORMAL = frozenset(
    [
        "url",
        "contentUrl",
        "license",
        "sameAs",
        "identifier",
        "encodingFormat",
        "codeRepository",
        "isBasedOn",
        "temporalCoverage",
        "datePublished",
        "dateModified",
        "dateCreated",
        "version",
    ]
)
_form = re.compile(r"https?://\S+|\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?|[\w.+-]+/[\w.+-]+|\d+\.\d+\.\d+")


def read(text: str) -> tuple[list[str], str]:
    """Every key, string and number that says something about the subject; and what is wrong if it cannot be read."""
    try:
        queue = [json.loads(text, parse_float=str, parse_int=str)]
    except (json.JSONDecodeError, RecursionError) as error:
        return [], f"JSON-LD cannot be read: {error}"
    spoken: list[str] = []
    while queue:
        value = queue.pop()
        if isinstance(value, dict):
            for key, inner in value.items():
                formal = isinstance(inner, str) and key in FORMAL and _form.fullmatch(inner)
                if key not in NAMES and not formal:
                    queue.append(inner)
                    spoken.append(key)
        elif isinstance(value, list):
            queue += value
        elif isinstance(value, str):
            spoken.append(value)
    return spoken, ""
