"""The entries of calculated numbers: each input under the letter that stands for it in the formula."""

from __future__ import annotations

import string
from collections.abc import Iterator
from itertools import count, product

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.core.problems import Problem


def faults(page: str, html: str) -> Iterator[Problem]:
    """Inputs of a page that stand under another letter than theirs, or in another order than the formula takes them."""
    if "<var>" not in html:
        return
    for entry in LexborHTMLParser(html).css("section.entry"):
        made = entry.css_first("data.derived")
        listed = [item for item in entry.css("ul.figures > li") if item.css_first("var") is not None]
        if made is None or not listed:
            continue
        told = [(item.css_first("var").text(), _figure(item)) for item in listed]
        meant = list(zip(_letters(), (made.attributes.get("data-inputs") or "").split(), strict=False))
        for (letter, figure), right in zip(told, meant, strict=False):
            if (letter, figure) != right:
                what = f"the input '{letter}' of '{made.text()}' is {figure}, where '{right[0]}' is {right[1]}"
                yield Problem(page, 0, what, "Build the site again.")
        if len(told) != len(meant):
            what = f"'{made.text()}' is made of {len(meant)} figures, and its entry lists {len(told)}"
            yield Problem(page, 0, what, "Build the site again.")


def _figure(item: LexborNode) -> str:
    """The figure that an item of a list shows first."""
    shown = item.css_first("data, time")
    return "@".join((shown.attributes.get(f"data-{k}") or "") for k in ("fact", "source")) if shown is not None else ""


def _letters() -> Iterator[str]:
    """a, b, … z, aa, ab, …"""
    for length in count(1):
        yield from map("".join, product(string.ascii_lowercase, repeat=length))
