"""The register as HTML: every fact at an address that stays. Which pages it has is known from the plan."""

from __future__ import annotations

import json
from collections.abc import Iterator

from markupsafe import Markup

from factsheet.model import Fact, Sheet
from factsheet.plan.messages import Messages
from factsheet.plan.register_pages import facts_of, place
from factsheet.render import markup
from factsheet.render.views import View


def pages(sheet: Sheet, messages: Messages) -> Iterator[tuple[str, str]]:
    """The pages of a split register: the path of each in the docs folder, and its Markdown."""
    for name in facts_of(sheet):
        measure = sheet.measures[name]
        told = messages("all-figures-of", measure=measure.label, definition=measure.definition)
        head = f"title: {json.dumps(measure.label)}\ndescription: {json.dumps(_shortened(told))}"
        yield (
            f"{place(measure)}.md",
            f"---\n{head}\n---\n\n# {markup.text(measure.label)} {{ #measure-{name} }}\n\n{{{{ register({json.dumps(name)}) }}}}\n",
        )


def lines(view: View, facts: list[Fact]) -> Markup:
    """One anchored line a fact."""
    return view("register-lines", facts=facts, place_of=place)


def _shortened(told: str, length: int = 155) -> str:
    """A description no longer than search engines show, cut between words."""
    return told if len(told) <= length else f"{told[:length].rpartition(' ')[0].rstrip(' ,;.')} …"
