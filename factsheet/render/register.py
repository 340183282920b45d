"""The register: every fact at an address that stays, on one page; at a size that no page bears, in two storeys.

Up to a number of facts (`extra.register_on_one_page` of mkdocs.yml) every entry stands whole on the
register's page. Above it that page keeps one anchored line a fact, and the entries stand by
measure on pages of their own, `register/<measure>/`, which no navigation lists.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from factsheet.core.links import Links
from factsheet.core.problems import Problem, show
from factsheet.data.settings import FILE
from factsheet.model import Fact, Measure, Sheet
from factsheet.plan import messages
from factsheet.plan.site_settings import SiteSettings
from factsheet.render import citations, cite_and_report, entries, markup
from factsheet.render.figures import cited, quoted
from factsheet.render.markup import element

TERM, LIMIT = "register_on_one_page", 500
L = messages.LABELS


def faults(extra: Mapping[str, object], name: str = FILE) -> Iterator[Problem]:
    """`extra.register_on_one_page`, where given, is a whole number from 1."""
    value = extra.get(TERM, LIMIT)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        fix = f"Write how many facts the register may show whole on one page, or leave it out for {LIMIT}."
        yield Problem(name, 0, f"extra.{TERM} is {show(value)}, not a number of facts", fix)


def is_split(sheet: Sheet, extra: Mapping[str, object]) -> bool:
    """Whether the entries stand on pages of their own."""
    return not any(faults(extra)) and len(sheet.by_fact) > extra.get(TERM, LIMIT)


def facts_of(sheet: Sheet) -> dict[str, list[Fact]]:
    """The facts that have a figure, by measure, in the order of the data; a measure without one is left out."""
    found: dict[str, list[Fact]] = {name: [] for name in sheet.measures}
    for fact in sheet.facts.values():
        if fact.id in sheet.by_fact:
            found[fact.measure.id].append(fact)
    return {name: facts for name, facts in found.items() if facts}


def pages(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The pages of a split register: the path of each in the docs folder, and its Markdown."""
    for name in facts_of(sheet):
        measure = sheet.measures[name]
        told = f"{L['all-figures-of']} {measure.label}. {measure.definition}"
        head = f"title: {json.dumps(measure.label)}\ndescription: {json.dumps(_shortened(told))}"
        yield (
            f"{place(measure)}.md",
            f"---\n{head}\n---\n\n# {markup.text(measure.label)} {{ #measure-{name} }}\n\n{{{{ register({json.dumps(name)}) }}}}\n",
        )


def place(measure: Measure) -> str:
    """Where the entries of a measure stand, once they stand apart."""
    return f"register/{measure.id}"


def entry(sheet: Sheet, fact: Fact, links: Links, settings: SiteSettings) -> str:
    """A whole entry, with the line that cites it and reports errors."""
    return entries.fact_entry(sheet, fact, links, cite_and_report.of_fact(fact, sheet.shown(fact.id), links, settings))


def lines(sheet: Sheet, facts: list[Fact], links: Links) -> str:
    """One anchored line a fact, which search leaves out: it finds the entries."""
    return element("div", "".join(_line(sheet, fact, links) for fact in facts), class_="lines", data_search_exclude="")


def _line(sheet: Sheet, fact: Fact, links: Links) -> str:
    """The figure shown, its kind, its source with the words that carry it, and the way to the entry."""
    shown = sheet.shown(fact.id)
    kind = messages.KINDS[fact.measure.kind].partition(":")[0]
    parts = [
        element("a", markup.text(fact.label), class_="details", href=links.to(place(fact.measure), fact.id)),
        cited(shown, links),
        markup.text(kind),
        citations.short(shown.source),
    ]
    if shown.quote:
        parts.append(quoted(shown))
    return element("p", " · ".join(parts), id=fact.id)


def _shortened(told: str, length: int = 155) -> str:
    """A description no longer than search engines show, cut between words."""
    return told if len(told) <= length else f"{told[:length].rpartition(' ')[0].rstrip(' ,;.')} …"
