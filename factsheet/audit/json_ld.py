"""What JSON-LD says of the subject."""

from __future__ import annotations

import json
import re

NAMES = frozenset(["@type", "@id", "@context"])
# Fields whose values are for programs, as long as they have the form of an address or a date.
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
    """Every string and number that tells something, and what is wrong if it cannot be read."""
    try:
        ahead = [json.loads(text, parse_float=str, parse_int=str)]
    except (json.JSONDecodeError, RecursionError) as error:
        return [], f"JSON-LD cannot be read: {error}"
    spoken: list[str] = []
    while ahead:
        value = ahead.pop()
        if isinstance(value, dict):
            for key, inner in value.items():
                formal = isinstance(inner, str) and key in FORMAL and _form.fullmatch(inner)
                if key not in NAMES and not formal:
                    ahead.append(inner)
                    spoken.append(key)
        elif isinstance(value, list):
            ahead += value
        elif isinstance(value, str):
            spoken.append(value)
    return spoken, ""
