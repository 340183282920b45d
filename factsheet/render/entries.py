"""What stands in blocks of their own: the entries of facts, sources and statements, and what is set side by side.

Each block is one line, so that it stands in Markdown wherever a paragraph can. How it looks is in its template.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from factsheet.data.published_files import FIELDS, FILES, TABLES
from factsheet.model import Fact, Source, provenance
from factsheet.model.arithmetic import Derived
from factsheet.model.claims import Result
from factsheet.plan import citation, citation_styles
from factsheet.plan.anchors import derived_id
from factsheet.plan.source_pages import place
from factsheet.render.cite_and_report import tools
from factsheet.render.passages import passage
from factsheet.render.views import View


def fact(view: View, found: Fact) -> Markup:
    """A fact with all its figures, under a heading with a stable anchor."""
    shown = view.sheet.shown(found.id)
    letter = f"{view.messages.value(shown)} – {citation.named(shown.source, view.messages)}"
    below = tools(view, "report-number", "register", found.id, letter, passage=passage(view, shown))
    return view("fact", fact=found, below=below)


def derived(view: View, found: Derived, pages: Iterable[tuple[str, str]]) -> Markup:
    """A calculated number, with the pages that show it."""
    inputs = " ".join(found.keys)
    letter = f"{view.messages.derived(found)} ({view.messages('our-calculation')}) = {found.formula}: {inputs}"
    below = tools(view, "report-number", "register", derived_id(found), letter)
    return view("derived", derived=found, pages=by_title(pages), below=below)


def by_title(pages: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Title and address of pages, given the other way round, each once."""
    return sorted({(title, url) for url, title in pages})


def used_on(view: View, pages: Iterable[tuple[str, str]]) -> Markup:
    """Links to the pages that show something."""
    return view("used-on", pages=by_title(pages))


def source(view: View, found: Source) -> Markup:
    """A source in the list of all: what it is and from what interest; then the way to its page, or what that would say."""
    paged = bool(view.sheet.of_source(found.id))
    below = "" if paged else _letter_below(view, found, "sources", found.id)
    return view("source", **_known(view, found), paged=paged, below=below)


def source_page(view: View, found: Source, said: Iterable[Result], used: Iterable[tuple[str, str]]) -> Markup:
    """All that is known of a source, what of what it says was judged, and the pages that use its figures."""
    measures = dict.fromkeys(figure.fact.measure for figure in view.sheet.of_source(found.id))
    below = _letter_below(view, found, place(found.id), "")
    lists = {"said": list(said), "measures": list(measures), "pages": by_title(used)}
    return view("source-page", **_known(view, found), **lists, below=below)


def _known(view: View, found: Source) -> dict[str, object]:
    """A source, whom it relays, whether that leads to where its figures come from, and whether only profiles rest on it."""
    aside = found.id in provenance.background(view.sheet)
    rooted = aside or provenance.is_traced(view.sheet, found.id)
    return {"source": found, "relations": _relations(view, found), "rooted": rooted, "aside": aside}


def _letter_below(view: View, found: Source, page: str, anchor: str) -> Markup:
    """How to cite a source that gives a figure, and a letter that reports an error in what is said of it."""
    letter = citation_styles.apa(citation_styles.of_source(found), view.messages)
    cited = bool(view.sheet.of_source(found.id))
    return tools(view, "report-source", page, anchor, letter, name=found.id, source=found, cited=cited)


def _relations(view: View, found: Source) -> list[tuple[str, list[Source]]]:
    """Whom a source takes its figures from, and who takes theirs from it."""
    sources, ways = view.sheet.sources, ("relays", "rewrites", "edition_of", "profile_from")
    given = [[sources[i] for i in found.entry.list(f"custom.{way}") if i in sources] for way in ways]
    taken = [[s for s in sources.values() if found.id in s.entry.list(f"custom.{way}")] for way in ways]
    names = (
        *("relays", "rewrites", "edition-of", "profile-from"),
        *("relayed-by", "rewritten-by", "editions", "profile-of"),
    )
    return [(name, related) for name, related in zip(names, given + taken, strict=True) if related]


def disagreement(view: View, found: Fact, titled: bool = True) -> Markup:
    """All figures of a fact side by side; `titled` where no heading just above has its name."""
    articles = len({f.source for f in view.sheet.by_fact[found.id] if not f.source.is_dataset})
    roots = [view.sheet.sources[r] for r in sorted(provenance.behind(view.sheet, found.id))] if articles else []
    return view("disagreement", fact=found, titled=titled, articles=articles, roots=roots)


def chains(view: View) -> Markup:
    """Who relays whom."""
    sources = view.sheet.sources
    aside = provenance.background(view.sheet)
    told = [s for s in sources.values() if s.read and not s.is_dataset and s.id not in aside]
    listed = [(s, [[sources[n] for n in chain] for chain in provenance.chains(view.sheet, s.id)]) for s in told]
    traced = {name for name in sources if provenance.is_traced(view.sheet, name)}
    return view("chains", listed=listed, traced=traced)


def downloads(view: View) -> list[tuple[str, str, Markup]]:
    """Each published file: its name, its anchor, and what it holds."""
    return [(name, name.lower().replace(".", "-"), _download(view, name)) for name in FILES]


def _download(view: View, name: str) -> Markup:
    stem, kind = Path(name).stem, Path(name).suffix
    typed = kind == ".csv"
    columns = TABLES[stem].columns if typed else FIELDS.get(name, ())
    return view("download", name=name, stem=stem, columns=columns, typed=typed)
