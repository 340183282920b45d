"""Checks the entries of calculated numbers: each input stands under its letter in the formula."""

from __future__ import annotations

import string
from collections.abc import Iterator
from itertools import count, product

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.core.problems import Problem


def problems(page: str, tree: LexborHTMLParser) -> Iterator[Problem]:
    """Inputs on a page that stand under the wrong letter, or in another order than in the formula."""
    for entry in tree.css("section.entry"):
        made = entry.css_first("data.derived")
        listed = [item for item in entry.css("ul.figures > li") if item.css_first("var") is not None]
        if made is None or not listed:
            continue
        listed_inputs = [(item.css_first("var").text(), _figure(item)) for item in listed]
        expected = list(zip(_letters(), (made.attributes.get("data-inputs") or "").split(), strict=False))
        for (letter, figure), right in zip(listed_inputs, expected, strict=False):
            if (letter, figure) != right:
                what = f"the input '{letter}' of '{made.text()}' is {figure}, where '{right[0]}' is {right[1]}"
                yield Problem(page, 0, what, "Build the site again.")
        if len(listed_inputs) != len(expected):
            what = f"'{made.text()}' is made of {len(expected)} figures, and its entry lists {len(listed_inputs)}"
            yield Problem(page, 0, what, "Build the site again.")


def _figure(item: LexborNode) -> str:
    """The id of the figure that a list item shows first, or of the total that it names."""
    if (total := item.css_first("span[data-inputs]")) is not None:
        return total.attributes["data-inputs"] or ""
    shown = item.css_first("data, time")
    return "@".join((shown.attributes.get(f"data-{k}") or "") for k in ("fact", "source")) if shown is not None else ""


def _letters() -> Iterator[str]:
    """a, b, … z, aa, ab, …"""
    for length in count(1):
        yield from map("".join, product(string.ascii_lowercase, repeat=length))
