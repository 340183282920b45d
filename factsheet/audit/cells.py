"""How a cell of `data/` is read, and found in a text of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factsheet.data import Entry, Folder
from factsheet.text.dates import is_date
from factsheet.text.hanzi import HAN

_touches = re.compile(rf"[^\W{HAN}]")
_decimal = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def without(text: str, part: str) -> str:
    """A text with a space in place of a part, wherever no other letter or digit touches it. Han characters stand without spaces."""
    out, at = [], 0
    while (start := text.find(part, at)) >= 0:
        end = start + len(part)
        touched = (start and _touches.match(text, start - 1)) or _touches.match(text, end)
        out += [text[at : start + 1]] if touched else [text[at:start], " "]
        at = start + 1 if touched else end
    return "".join([*out, text[at:]])


def texts(value: object) -> Iterator[str]:
    """Every text within the value of a field."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def when(source: Entry, key: str) -> str:
    """A date of a source, in any form of CSL, as ISO 8601."""
    value = source.fields.get(key, "")
    while isinstance(value, dict) and "date-parts" in value:
        value = value["date-parts"]
    while isinstance(value, list) and value and isinstance(value[0], (list, dict)):
        value = value[0]
    if isinstance(value, dict):
        value = [value[k] for k in ("year", "month", "day") if value.get(k)]
    return "-".join(p.zfill(2) for p in value) if isinstance(value, list) else str(value)


def decimal(text: str) -> Decimal | None:
    """The value of a plain number, or None if the text is none."""
    return Decimal(text) if _decimal.fullmatch(text) else None


def newest(folder: Folder) -> str:
    """The newest day on which a source was issued, read or seen, or something corrected; empty if `data/` has none."""
    found = [day for s in folder.sources for day in (when(s, "issued"), when(s, "accessed"), s.text("custom.checked"))]
    found += [entry.text("date") for entry in folder.corrections]
    return max((day for day in found if len(day) == 10 and is_date(day)), default="")
