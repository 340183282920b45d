"""What macro calls show, as HTML: values of the plan, looked up and formatted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from factsheet.data.fields.corrections import KINDS as CORRECTION_KINDS
from factsheet.model import Source, provenance
from factsheet.model.claims import Result
from factsheet.plan.calls import BLOCKS, Call
from factsheet.plan.charts import Chart
from factsheet.plan.page_index import PlannedPage, Shown
from factsheet.plan.plan import Plan
from factsheet.plan.statements import Statement
from factsheet.render import entries, markup, register, statements
from factsheet.render.charts import figure as picture
from factsheet.render.charts.drawing import Drawing
from factsheet.render.views import View

# A heading that Markdown is left to read, and a block that stands between blank lines.
_title = re.compile(r"(?<=\n\n)(##+ [^\n]*\{ #[^}\n]+?) \}")
_whole = re.compile(r"(?<=\n\n)<[^\n]+(?=\n\n)")


@dataclass(frozen=True)
class Writer:
    """Writes what the calls of one page show. `draw` gives the drawing of a chart; `time` counts how often the page has made the call."""

    plan: Plan
    page: PlannedPage
    view: View
    draw: Callable[[str], Drawing]
    time: int = 1

    def written(self, call: Call, shown: Shown) -> str:
        """The HTML of what a call shows."""
        html = str(WRITTEN[call.name](self, shown.value))
        return self._tongued(html) if self.page.page.language and call.name in BLOCKS else html

    def _tongued(self, html: str) -> str:
        """Blocks in the site's language, on a page in another: each says in which it is."""
        tag = markup.attribute(self.plan.messages.language)
        html = _title.sub(rf"\1 lang={tag} }}", html)
        return _whole.sub(rf'<div lang="{tag}">\g<0></div>', html)

    def _chart(self, found: Chart) -> str:
        """A chart: the drawing, what it shows, its sources, its data and its files."""
        beside = "" if found.table else entries.chains(self.view)
        settings = self.plan.settings
        address = settings.page(picture.embed_page(found.id)) if settings.address else ""
        return _block(picture.html(self.view, found, self.draw(found.id), beside, self.time, address))

    def _claims(self, only: tuple[Result, ...]) -> str:
        """Every statement with what it comes to, or a table of some results."""
        if only:
            return _block(self.view("statements-table", results=only, title=self.view.messages("statements-picked")))
        if not self.plan.results:
            return _block(f"<p>{self.view.words('no-statements')}</p> ")
        heading = _heading(self.view.messages("statements"), "claims")
        cards = statements.cards(self.view, list(self.plan.macros.statements.values()))
        return _block(statements.tally(self.view, self.plan.results)) + heading + _block(cards)

    def _statement(self, found: Statement) -> str:
        """A statement, each verdict on it with its working."""
        listing = (p.page.url for p in self.plan.pages.values() if Call("claims") in p.outcomes)
        return _block(statements.page(self.view, found, next(listing, None)))

    def _disagreements(self, facts: tuple[str, ...]) -> str:
        """Facts whose figures conflict, each under its heading."""
        sheet = self.plan.sheet
        return "".join(
            _heading(markup.text(sheet.facts[fact].label), fact)
            + _block(entries.disagreement(self.view, sheet.facts[fact], titled=False))
            for fact in facts
        )

    def _register(self, asked: tuple[str, str]) -> str:
        """A line for everything that has an entry; or the data page of a measure, or a part of it."""
        measure, part = asked
        page = self.plan.register.get(measure)
        if not measure:
            found = register.index(self.view, self.plan)
        elif page is None:  # it has no figure
            found = iter([self.view("measure", measure=self.plan.sheet.measures[measure])])
        elif part:
            found = register.part(self.view, self.plan, page, part)
        else:
            drawn = self.plan.drawn.get(measure)
            found = register.data_page(self.view, self.plan, page, drawn and Markup(self._chart(drawn)))
        return "".join(
            _heading(markup.text(f[0]), f[1], bool(measure)) if isinstance(f, tuple) else _block(f) for f in found
        )

    def _sources(self, _: None) -> str:
        """Every source: those we took figures from, those behind them, then those that profiles rest on."""
        sources, aside = self.plan.sheet.sources.values(), provenance.background(self.plan.sheet)
        groups = (
            ("read", "sources-read", [s for s in sources if s.read and s.id not in aside]),
            ("not-read-heading", "sources-not-read", [s for s in sources if not s.read and s.id not in aside]),
            ("background", "sources-background", [s for s in sources if s.id in aside]),
        )
        out = []
        for anchor, heading, listed in groups:
            if listed:
                out.append(_heading(self.view.messages(heading), anchor))
            out += (_block(entries.source(self.view, source)) for source in listed)
        return "".join(out)

    def _source(self, found: Source) -> str:
        """All that is known of a source. Of the pages that use it those of statements are left out, since what it says is listed."""
        said = [r for s in self.plan.statements.values() for r in s.results if r.source == found]
        used = ((p.url, p.title) for p in self.plan.index.of(found.id) if p not in self.plan.generated)
        return _block(entries.source_page(self.view, found, said, used))

    def _bibliography(self, _: None) -> str:
        """The sources of the page."""
        here = [s for s in self.plan.sheet.sources.values() if s.id in self.page.names]
        return _block(f"<div>{self.view('bibliography', sources=here)}</div> ")

    def _corrections(self, _: None) -> str:
        """The corrections, newest first."""
        sheet = self.plan.sheet
        # An entry at fault is reported with the data; here it is passed over.
        sound = (
            e.text("kind") in CORRECTION_KINDS and (not e.text("figure") or e.text("figure") in sheet.figures)
            for e in sheet.corrections
        )
        listed = [(n, e) for n, (e, ok) in enumerate(zip(sheet.corrections, sound, strict=True), 1) if ok]
        return _block(self.view("corrections", entries=listed[::-1]))

    def _downloads(self, _: None) -> str:
        """Every published file, with what its columns mean."""
        told = entries.downloads(self.view)
        return "".join(f"\n\n### {markup.text(name)} {{ #{anchor} }}\n\n{_block(html)}" for name, anchor, html in told)


def _heading(label: str, anchor: str, searched: bool = True) -> str:
    """A heading of the page's own, which Markdown is left to read; search leaves it out where it leads to a page of that name."""
    return f"\n\n## {label} {{ #{anchor}{'' if searched else ' data-search-exclude'} }}\n\n"


def _block(html: str) -> str:
    """A block on a line of its own, apart from the text around it."""
    return f"\n\n{html}\n\n"


def _macro(name: str) -> Callable[[Writer, Any], str]:
    """What a macro of the templates writes."""
    return lambda writer, found: writer.view.macros[name](found)


def _download(writer: Writer, file: str) -> str:
    href = markup.attribute(writer.view.links.to_file(f"data/{file}"))
    return f'<a href="{href}" download>{markup.text(file)}</a>'


# How what each macro shows is written.
WRITTEN: dict[str, Callable[[Writer, Any], str]] = {
    **dict.fromkeys(("figure", "date"), _macro("cited")),
    **dict.fromkeys(("change", "times", "share", "sum_of", "less", "rate"), _macro("derived_cited")),
    "count": lambda writer, found: writer.view.macros["counted"](*found),
    "cite": _macro("mark"),
    "table": lambda writer, table: _block(writer.view("table", table=table, says=True)),
    "chart": Writer._chart,
    "claim": lambda writer, found: statements.brief(writer.view, found),
    "claims": Writer._claims,
    "statement": Writer._statement,
    "disagreement": lambda writer, fact: _block(entries.disagreement(writer.view, writer.plan.sheet.facts[fact])),
    "disagreements": Writer._disagreements,
    "voices": lambda writer, _: _block(entries.chains(writer.view)),
    "register": Writer._register,
    "places": lambda writer, _: _block(register.places(writer.view, writer.plan)),
    "source": Writer._source,
    "sources": Writer._sources,
    "bibliography": Writer._bibliography,
    "corrections": Writer._corrections,
    "download": _download,
    "downloads": Writer._downloads,
    "site": lambda writer, found: writer.view.macros["site_value"](*found),
}
