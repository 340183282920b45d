"""The register as HTML: every fact at an address that stays. Which pages it has is known from the plan."""

from __future__ import annotations

import json
from collections.abc import Iterator

from factsheet.core.links import Links
from factsheet.model import Fact, Sheet
from factsheet.plan import messages
from factsheet.plan.register_pages import facts_of, place
from factsheet.plan.site_settings import SiteSettings
from factsheet.render import citations, cite_and_report, entries, markup
from factsheet.render.figures import cited, quoted
from factsheet.render.markup import element

L = messages.LABELS


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
