"""The page of each source that gives a figure: all that is known of it, what it says, and where that is used.

The pages, `sources/<source>/`, stand in no file and in no navigation; its entry in the list of sources leads to them. Every
citation mark leads to that list, which stays one page with an anchor for each source.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from factsheet.model import Sheet, Source
from factsheet.plan import citation
from factsheet.plan.messages import Messages
from factsheet.plan.pages import SEARCHED, Page, address, shortened
from factsheet.plan.site_settings import directories


def place(source: str) -> str:
    """Where the page of a source stands."""
    return f"sources/{source}"


def paged(sheet: Sheet) -> dict[str, Source]:
    """The sources that have a page, by id: those that give a figure."""
    return {name: source for name, source in sheet.sources.items() if sheet.of_source(name)}


def pages(found: Iterable[Source], messages: Messages, values: Mapping[str, object]) -> Iterator[Page]:
    """The page of each of these sources, with its Markdown."""
    docs = str(values.get("docs_dir") or "docs")
    for source in found:
        # With its month only: a day is a number, which only the source's own words may show.
        path, name = f"{place(source.id)}.md", citation.named(source, messages, to="month")
        title, about = messages("source-title", name=name), messages("source-told", name=name)
        head = (
            f"title: {json.dumps(title)}\ndescription: {json.dumps(shortened(about))}\nsearch: {{{SEARCHED['source']}}}"
        )
        text = f"---\n{head}\n---\n\n{{{{ source({json.dumps(source.id)}) }}}}\n"
        yield Page(f"{docs}/{path}", address(path, directories(values)), title, text, docs, generated=True)
