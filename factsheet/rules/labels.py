"""The rules of labels: what `data/` names, in the language of a translation."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.core.problems import Problem
from factsheet.data import Folder, labels
from factsheet.data.locales import Locale
from factsheet.rules import plain_words


def faults(folder: Folder, locale: Locale) -> Iterator[Problem]:
    """A label belongs to a text of `data/` and holds no number, as that holds none; one that is missing or out of date is a note."""
    if locale.is_source:
        return
    yield from locale.problems
    yield from labels.faults(folder, locale.labels)
    yield from plain_words.of(labels.entries(folder, locale.labels), folder)
