"""Figures and derived figures as HTML: the carriers of numbers.

The shape of each carrier is a contract that the audit, and other people's scripts, read.
"""

from __future__ import annotations

from factsheet.core.links import Links
from factsheet.model import Fact, Figure, Source, intervals
from factsheet.model.arithmetic import Derived
from factsheet.plan import citation, messages
from factsheet.plan.anchors import derived_id
from factsheet.render import markup
from factsheet.render.citations import mark
from factsheet.render.markup import element
from factsheet.text import formats


def carrier(figure: Figure) -> str:
    """A figure as `<data>`, or a date as `<time>`."""
    names = {"data_fact": figure.fact.id, "data_source": figure.source.id}
    if figure.is_date:
        return element("time", markup.text(formats.day(figure.value)), class_="figure", datetime=figure.value, **names)
    shown = formats.quantity(figure.value, figure.fact.measure.unit, figure.qualifier)
    return element("data", markup.text(shown), class_="figure", value=figure.value, **names)


def cited(figure: Figure, links: Links) -> str:
    """A figure with the two links that every number has: to its entry, and to its source."""
    link = element("a", carrier(figure), href=links.to("register", figure.fact.id))
    return link + broken(figure, links) + marks([figure.source], links)


def period(fact: Fact) -> str:
    """The period of a fact; a day that is neither mid-year nor year-end is a number, and stands in a carrier."""
    shown = []
    for part, told in zip(fact.period.text.split("/"), fact.period.spoken().split(" – "), strict=True):
        plain = markup.text(told)
        exact = formats.season(part) == "day"
        shown.append(element("time", plain, class_="period", datetime=part, data_fact=fact.id) if exact else plain)
    return " – ".join(shown)


def broken(figure: Figure, links: Links) -> str:
    """The mark of a break in coverage, which leads to what is known of it."""
    if not figure.fact.coverage_break:
        return ""
    note = element("a", messages.LABELS["break-mark"], class_="break", href=links.to("register", figure.fact.id))
    return f" {note}"


def derived_carrier(derived: Derived) -> str:
    """A calculated number with its formula and inputs."""
    low, high = derived.shown()
    return element(
        "data",
        markup.text(formats.derived(derived.name, low, high)),
        class_="figure derived",
        value=intervals.six_digits(derived.value),
        data_formula=derived.formula,
        data_inputs=" ".join(f.key for f in derived.inputs),
    )


def derived_cited(derived: Derived, links: Links) -> str:
    """A calculated number, linked to its entry, with the mark of every source it rests on."""
    link = element("a", derived_carrier(derived), href=links.to("register", derived_id(derived)))
    sources = list(dict.fromkeys(f.source for f in derived.inputs))
    note = next((b for f in derived.inputs if (b := broken(f, links))), "")
    return link + note + marks(sources, links)


def counted(what: str, number: int) -> str:
    """A count of entries of the data, named by what is counted."""
    shown = formats.number(str(number))
    return element("data", shown, class_="figure derived", value=str(number), data_formula="count", data_inputs=what)


def marks(sources: list[Source], links: Links) -> str:
    """Citation marks, set off from the number by a thin space so that no copy of the page runs them together."""
    return "".join(f"&thinsp;{mark(s, links)}" for s in sources)


def quoted(figure: Figure) -> str:
    """The words that carry a figure, letter for letter."""
    return element(
        "q",
        markup.text(figure.quote),
        class_="quote",
        data_fact=figure.fact.id,
        data_source=figure.source.id,
        lang=figure.source.text("language") or None,
    )


def located(figure: Figure) -> str:
    """Where in its source a figure stands."""
    names = {"data_fact": figure.fact.id, "data_source": figure.source.id}
    return element("span", markup.text(citation.place(figure)), class_="locator", **names, data_search_exclude="")
