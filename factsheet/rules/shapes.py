"""Rules of form, for every file: one text where one is expected, and names that can be addresses and files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factsheet.core.problems import Problem, show
from factsheet.data import Entry, Folder
from factsheet.model import Sheet
from factsheet.rules.bibliography import not_a_flag, not_one_text

# Fields that may hold more than one text; `left` and `right` hold lists of lists too.
LISTS = {
    "charts": ("facts", "measure", "place", "period", "also", "label"),
    "claims": ("left", "right"),
}
FLAGS = {"claims": ("forecast",)}
LONGEST_ID = 80  # it becomes a file name, whose length file systems limit
# Device names, which no file can have on Windows.
DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def shapes(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A field that holds one text holds no list and no mapping, a list of texts holds texts, a flag is true or false."""
    for kind in ("measures", "places", "facts", "charts", "claims", "corrections"):
        for entry in getattr(folder, kind):
            for key, value in entry.fields.items():
                if key in LISTS.get(kind, ()):
                    yield from _not_texts(entry, key, value, 2 if kind == "claims" else 1)
                elif not isinstance(value, str):
                    yield not_one_text(entry, key)
                elif key in FLAGS.get(kind, ()) and value not in ("true", "false"):
                    yield not_a_flag(entry, key, value)


def _not_texts(entry: Entry, key: str, value: object, depth: int) -> Iterator[Problem]:
    if isinstance(value, list) and depth:
        for inner in value:
            yield from _not_texts(entry, key, inner, depth - 1)
    elif not isinstance(value, str):
        yield entry.problem(key, f"{key} of {show(entry.id)} is not a list of ids", "Write [one-id, another-id].")


def lengths(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """An id is short enough to name a file; that of a chart, a fact or a measure is not a Windows device name."""
    for kind in ("sources", "measures", "facts", "charts", "claims"):
        for entry in getattr(folder, kind):
            if len(entry.id) > LONGEST_ID:
                what = f"id {show(entry.id)} has {len(entry.id)} letters"
                yield entry.problem("", what, f"Shorten it to at most {LONGEST_ID}.")
    for entry in (*folder.charts, *folder.facts, *folder.measures):
        if DEVICES.fullmatch(entry.id):
            yield entry.problem("", f"id {show(entry.id)} is the name of a device", "Its files need another name.")
