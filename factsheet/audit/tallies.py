"""Checks the tally of a list of statements: each number is how many of that verdict the page lists."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from factsheet.core.problems import Problem

COUNTED = "verdicts"  # what a carrier of such a number counts, before the class of the verdict


def problems(page: str, tree: LexborHTMLParser) -> Iterator[Problem]:
    """Numbers of a page that are not those of the verdicts it lists."""
    for carrier in tree.css(f'article data[data-formula="count"][data-inputs^="{COUNTED} "]'):
        kind = (carrier.attributes.get("data-inputs") or "").partition(" ")[2]
        number = len(tree.css(f"article li.judgement.{kind}")) if kind.isalpha() else -1
        if carrier.text() != f"{number:,}" or carrier.attributes.get("value") != str(number):
            what = f"'{carrier.text()}' verdicts are said to be '{kind}', and the page lists {number}"
            yield Problem(page, 0, what, "Build the site again.")
