"""Every word the engine itself shows a reader, in one place.

Another language is another copy of this module: nothing else composes sentences.
Templates are filled with `str.format`; what fills them is HTML already.
"""

from __future__ import annotations

from decimal import Decimal

from factsheet.numerals import MONTHS

QUALIFIERS = {
    "exact": "",
    "about": "about",
    "nearly": "nearly",
    "more-than": "more than",
    "at-least": "at least",
}

KINDS = {
    "stock": "stock: a level on a day",
    "flow": "flow: events in a period",
    "sum": "sum: a stock added up over days",
    "ratio": "ratio",
    "count": "count",
    "date": "date",
}

FORMULAS = {
    "change": "(b − a) ÷ a",
    "times": "b ÷ a",
    "share": "a ÷ b",
    "sum": "a + b + …",
    "count": "a count of entries",
    "difference": "a − (b + c + …)",
}
FORMULA_LABELS = {
    "change": "How much b is above or below a, as a percentage of a",
    "times": "b divided by a",
    "share": "a as a percentage of b",
    "sum": "The figures added up",
    "count": "Entries counted in the data",
    "difference": "a less all the others",
}
COUNTED = {
    "sources": "sources read",
    "articles": "articles read",
    "figures": "figures entered",
    "facts": "facts entered",
    "conflicts": "facts whose figures conflict",
}

WORDED = {
    "kind": "told as {value}",
    "period": "told of {value}",
    "place": "told of people in {value}",
    "status": "given as {value}",
}
WORDED_KINDS = {
    "flow": "a flow (people applying, fleeing or seeking in a period)",
    "stock": "a stock (a level on a day)",
    "sum": "a sum",
    "ratio": "a ratio",
    "count": "a count",
    "date": "a date",
}

TYPES = {
    "article": "article",
    "article-newspaper": "article",
    "article-magazine": "article",
    "article-journal": "article",
    "dataset": "dataset",
    "report": "report",
    "post-weblog": "statement on a website",
    "post": "statement",
    "webpage": "web page",
    "book": "book",
}

TESTS = {
    "rise": "rise from the earlier figure to the later, as a percentage of the earlier",
    "times": "the later figure divided by the earlier",
    "share": "the part as a percentage of the whole",
    "sum": "the counts of several days added up",
    "equals": "whether the figure equals the others added up",
    "exceeds": "whether the figure is larger than the others added up",
    "first-above": "whether the figure is the first above the stated level",
    "rising": "whether each figure is larger than the one before",
    "ranking": "whether the figures stand in the stated order, above all others",
}
CORRECTIONS = {"revision": "Revision", "correction": "Correction", "addition": "Addition"}

ROLES = {"translator": "translator", "editor": "editor"}
GLOSSES = {
    "Matches": "Stated exactly, and equal to the dataset’s value; or a comparison that holds.",
    "Matches, rounded": "What the words allow holds the dataset’s value.",
    "Matches an earlier edition": "Equal to an earlier edition of the dataset, not to the current one.",
    "Mid-year figure": "Equal to a count of the middle of the year, given as the year’s.",
    "Another year's figure": "Equal to the same measure at another date, and only there.",
    "Ratio, not increase": "Printed as a rise, but it is the later value as a percentage of the earlier.",
    "Sum of year-end stocks": "Equal to counts of several days added up: whoever waits for years is in it once for every year.",
    "Close to a sum of year-end stocks": "Nearly such a sum, the difference shown: a reconstruction, not proof.",
    "Different population or unit": "Equal to a count of other people, or in another unit.",
    "Near miss, one digit": "The same digits as the dataset’s value but one; that this is how it came about is our inference.",
    "Not supported by current data": "The right measure is in the dataset, and nothing in it gives this.",
    "Cannot be checked here": "A forecast, or something for which we hold no figure.",
}
FLAGS = {
    "stock described as flow": "people on a day, told as events in a period",
    "another period's words": "told of another period",
    "another place's words": "told of another place",
}
BETWEEN = {"change": "→", "times": "→", "share": "of", "sum": "and", "difference": "less"}

LABELS = {
    "all-claims": "All statements, and what they come to",
    "all-of-them": "All of them",
    "found-at": "Found at",
    "highest": "the highest of the others:",
    "mixed": "with the dataset’s value where the article gives none",
    "after": "after",
    "agrees": "agrees",
    "added-up": "added up",
    "as-read": "as read on",
    "chart-data": "The same data as a table",
    "claim": "Claim",
    "data-column": "Dataset",
    "printed-by": "as printed by {source}",
    "stated-column": "Stated by articles",
    "sources": "Sources",
    "also-fits": "Would also fit",
    "arithmetic": "With the article’s own numbers",
    "before": "before",
    "beside": "beside",
    "claims": "Statements that are arithmetic or a comparison",
    "conflicts": "conflicts",
    "data-give": "With the dataset’s numbers",
    "data-say": "The dataset says",
    "edition": "Edition",
    "holds": "holds",
    "holds-not": "does not hold",
    "leads": "the one we show",
    "own": "with its own numbers",
    "data": "with the dataset’s",
    "no-corrections": "Nothing has been corrected so far.",
    "no-data": "We hold no figure for its inputs.",
    "no-inputs": "The article does not give all the numbers this needs.",
    "noticed-by": "noticed by",
    "press-figures": "Single numbers, beside the dataset’s",
    "primary-not-found": "primary not found",
    "said": "What it says",
    "stands": "Against the one we show",
    "tested": "How it is checked",
    "address": "open the source",
    "break": "Break in coverage.",
    "break-mark": "break in coverage",
    "because": "Why we show this one:",
    "checked": "address seen to support the figures on {day}",
    "conflict": "Figures that conflict",
    "derived": "Calculated on this site",
    "edition-of": "An edition of",
    "editions": "Editions:",
    "figures": "Figures it gives",
    "fingerprint": "SHA-256 of the text as read",
    "formula": "Formula:",
    "headline": "headline",
    "inputs": "From:",
    "kind": "Kind",
    "none": "none stated",
    "not-listed": "not among those listed",
    "population": "Of whom",
    "share": "share of all, {period}",
    "unit": "Unit",
    "sources-read": "Read for this site",
    "sources-not-read-heading": "Behind them, not read by us",
    "not-derived": "No page shows a calculated number.",
    "no-figures": "No figure is entered from it.",
    "not-cited": "No page shows a figure of its own.",
    "not-read": "Not read by us; it stands here because others relay it.",
    "paragraph": "¶",
    "problem": "Problem:",
    "problems": "Problems in the data",
    "read": "read on {day}",
    "read-copy": "read from a stored copy on {day}",
    "relays": "Relays",
    "relayed-by": "Relayed by",
    "rewrites": "Rewrites",
    "rewritten-by": "Rewritten by",
    "source": "Source",
    "undated": "undated",
    "used-on": "Used on",
    "via": "credited to",
    "value": "Value",
    "words": "Words and place",
    "year-end": "end of {year}",
    "mid-year": "middle of {year}",
    "period": "Period",
    "every-year": "every year",
    "place": "Place",
    "archive": "archived copy",
}

UNITS = {"%": "percentage", "times": "times (a ratio)", "date": "a date"}


def day(iso: str) -> str:
    """A date as readers write it: 2012-11-15 is 15 November 2012; 2012-11 is November 2012."""
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def number(text: str) -> str:
    """A number with its groups of three set apart; the digits stay as typed."""
    whole, dot, rest = text.partition(".")
    sign = "−" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{dot}{rest}"


def dated(name: str, read: str) -> str:
    """A source with the day it was read."""
    return f"{name}, {LABELS['read'].format(day=day(read))}" if read else name


def unit(name: str) -> str:
    """A unit as it stands in a description, without a sign that would ask for a number."""
    return UNITS.get(name, name)


def derived_label(name: str, labels: list[str]) -> str:
    """What a calculated number is, from the labels of its inputs."""
    if len(labels) > 3:  # a sum over years: its ends say which
        labels = [labels[0], "…", labels[-1]]
    return {
        "change": "Change: {} → {}",
        "times": "Ratio: {1} ÷ {0}",
        "share": "Share: {} in {}",
        "difference": "Difference: " + "; ".join(["{}"] * len(labels)),
    }.get(name, "Sum: " + "; ".join(["{}"] * len(labels))).format(*labels)


def derived_told(name: str, facts: list) -> str:
    """What a calculated number is made of, within a claim."""
    spans = [f.period.spoken() for f in facts]
    if name == "change":
        return f"rise from {spans[0]} to {spans[1]}"
    if name == "times":
        return f"{spans[1]} divided by {spans[0]}"
    if name == "share":
        return f"{spans[0]} as a percentage of {spans[1]}"
    if name == "difference":
        return f"difference: stated less rebuilt, {spans[1]} to {spans[-1]}"
    return f"the counts added up, {spans[0]} to {spans[-1]}"


def voices(articles: str, roots: str, articles_number: int, roots_number: int, named: str) -> str:
    """How many articles give a figure, and how many voices that is. Numbers come as carriers."""
    noun = "article" if articles_number == 1 else "articles"
    ends = "root" if roots_number == 1 else "roots"
    return f"Given by {articles} {noun}, leading back to {roots} {ends}: {named}."


def quantity(text: str, unit: str, qualifier: str = "exact") -> str:
    """A value as it stands in running text: its qualifier, the number, and a unit where the number needs one."""
    shown = number(text)
    if unit == "%":
        shown += "%"
    elif unit == "times":
        shown += " times"
    return f"{QUALIFIERS[qualifier]} {shown}".strip()


def derived(name: str, text: str, high: str | None = None) -> str:
    """A derived number, or the range it lies in, as it stands in running text."""
    sign = "+" if name == "change" else ""
    shown = _signed(text, sign)
    unit = {"change": "%", "share": "%", "times": " times"}.get(name, "")
    if high is None:
        return f"{shown}{unit}"
    if high == "":
        return f"at least {shown}{unit}"
    return f"{shown} to {_signed(high, sign)}{unit}"


def _signed(text: str, plus: str) -> str:
    return f"{plus}{number(text)}" if plus and Decimal(text) > 0 else number(text)
