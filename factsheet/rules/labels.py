"""The rules of labels: what `data/` names, in the language of a translation."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import Entry, Folder, labels
from factsheet.data.labels import OWN, PLACEHOLDER, QUOTE
from factsheet.data.locales import Locale
from factsheet.rules import plain_words


def faults(folder: Folder, locale: Locale) -> Iterator[Problem]:
    """A label belongs to a text of `data/` and holds no number, as that holds none; one that is missing or out of date is a note."""
    if locale.is_source:
        return
    yield from locale.problems
    yield from labels.faults(folder, locale.labels)
    yield from plain_words.of(labels.entries(folder, locale.labels), folder)
    yield from renderings(folder, locale)


def renderings(folder: Folder, locale: Locale) -> Iterator[Problem]:
    """The rendering of a quotation names its figure once, other figures by their ids, and holds no number of its own."""
    known = {figure.id for figure in folder.figures}
    for kind, entry, key, text in labels.texts(folder, locale.tag):
        label = locale.labels.of(kind, labels.context(entry, key), text) if key == QUOTE else None
        if label is None:
            continue
        at, named = Entry(label.path, label.line, entry.id, {}), PLACEHOLDER.findall(label.text)
        if kind == "figures" and named.count(OWN) != 1:
            what = f"the rendering of {show(entry.id)} names its figure {named.count(OWN)} times"
            yield at.problem(key, what, "Write {figure} once, where the number stands in the words.")
        for name in named:
            if name not in known and (name, kind) != (OWN, "figures"):
                what = f"the rendering of {show(entry.id)} names {show(name)}, which is no figure"
                yield at.problem(key, what, did_you_mean(name, known))
        if found := labels.loose(label.text, text, locale.tag):
            what = f"{' and '.join(map(show, found))} in the rendering of {show(entry.id)}: a number without a source"
            fix = "Write {figure} or the id of a figure in braces. Only years and spans of time of the quotation stand as they are."
            yield at.problem(key, what, fix)
