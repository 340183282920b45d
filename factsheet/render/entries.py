"""Whole entries as HTML blocks: the register and the sources.

Each block is one line, so that it stands in Markdown wherever a paragraph can.
"""

from __future__ import annotations

from collections.abc import Iterable

from factsheet.core.links import Links
from factsheet.model import Fact, Figure, Measure, Sheet, Source, provenance
from factsheet.model.arithmetic import Derived, variable
from factsheet.plan import messages
from factsheet.render import citations, markup
from factsheet.render.figures import cited, derived_cited, derived_id, located, period, quoted
from factsheet.render.markup import element
from factsheet.text import formats

L = messages.LABELS


# ---------------------------------------------------------------- register


def measure_entry(measure: Measure) -> str:
    """What a measure counts, in what unit, of which kind."""
    rows = [
        (L["kind"], messages.KINDS[measure.kind]),
        (L["unit"], formats.unit(measure.unit)),
        (L["population"], measure.population),
    ]
    listed = "".join(element("dt", markup.text(k)) + element("dd", markup.text(v)) for k, v in rows)
    return element(
        "div",
        element("p", markup.text(measure.definition)) + element("dl", listed, data_search_exclude=""),
        class_="measure",
    )


def fact_entry(sheet: Sheet, fact: Fact, links: Links, below: str = "") -> str:
    """Every figure of a fact, the one shown first, each with its words and place; a heading with a stable anchor.

    `below` is the line that ends the entry.
    """
    shown = sheet.shown(fact.id)
    figures = [shown, *(f for f in sheet.by_fact[fact.id] if f is not shown)]
    head = element("h3", markup.text(fact.label), id=fact.id)
    about = [markup.text(messages.KINDS[fact.measure.kind]), markup.text(formats.unit(fact.measure.unit))]
    if fact.measure.kind not in ("date", "count"):
        about.append(period(fact))
    if fact.place:
        about.append(markup.text(sheet.places.get(fact.place, fact.place)))
    parts = [head, element("p", " · ".join(about), class_="about", data_search_exclude="")]
    if fact.coverage_break:
        parts.append(
            element("p", element("strong", L["break"]) + " " + markup.text(fact.coverage_break), class_="break")
        )
    parts.append(element("ul", "".join(element("li", figure_line(sheet, f, links)) for f in figures), class_="figures"))
    if fact.because and len(figures) > 1:
        parts.append(element("p", f"{L['because']} {markup.text(fact.because)}", class_="because"))
    return element("section", "".join([*parts, below]), class_="entry")


def figure_line(sheet: Sheet, figure: Figure, links: Links) -> str:
    """One figure: value, who says it, in what words, where, read when, and how those words differ from the fact."""
    source = figure.source
    name = element("a", citations.short(source), href=links.to("sources", source.id))
    parts = [cited(figure, links), name]
    if figure.quote:
        parts.append(quoted(figure))
    parts.append(located(figure))
    if read := citations.read_on(source):
        parts.append(read)
    if address := citations.address(source, figure):
        parts.append(address)
    if figure.via == source.id:
        parts.append(L["own-word"])
    elif figure.via:
        via = sheet.sources[figure.via]
        credit = f"{L['via']} {element('a', citations.short(via), href=links.to('sources', via.id))}"
        parts.append(element("span", credit, data_search_exclude=""))
    parts.extend(element("span", markup.text(told), data_search_exclude="") for told in worded(sheet, figure))
    if figure.note:
        parts.append(markup.text(figure.note))
    return " · ".join(parts)


def worded(sheet: Sheet, figure: Figure, brief: bool = False) -> Iterable[str]:
    """How a source's own words differ from the fact, in ours; `brief` where the page says once what it means."""
    for key, value in figure.worded:
        if key == "place":
            value = sheet.places[value]
        elif key == "kind":
            value = messages.WORDED_KINDS[value]
            value = value.split(" (")[0] if brief else value
        yield messages.WORDED[key].format(value=value)


def derived_entry(derived: Derived, pages: Iterable[tuple[str, str]], links: Links, below: str = "") -> str:
    """A calculated number: its formula, the figures it is made of, and the pages that show it."""
    label = markup.text(messages.derived_label(derived.name, [f.fact.label for f in derived.inputs]))
    sources = list(dict.fromkeys(f.source for f in derived.inputs))
    if len(sources) == 1 and not sources[0].is_dataset:  # the dataset's figures give a number of the same name
        label += f" ({L['as-read-by'].format(source=markup.text(sources[0].name))})"
    parts = [element("h3", label, id=derived_id(derived))]
    formula = (
        f"{L['formula']} {element('code', messages.FORMULAS[derived.name])} · {messages.FORMULA_LABELS[derived.name]}"
    )
    told = element("span", formula, data_search_exclude="")
    parts.append(element("p", f"{derived_cited(derived, links)} · {told}"))
    # What search would find a hundred times over it is spared: entries are found by name, number, source and words.
    inputs = "".join(
        element("li", f"{element('var', variable(n))} = {cited(f, links)} · {markup.text(f.fact.label)}")
        for n, f in enumerate(derived.inputs)
    )
    parts.append(element("ul", inputs, class_="figures", data_search_exclude=""))
    parts.append(used_on(pages, links))
    return element("section", "".join([*parts, below]), class_="entry")


def used_on(pages: Iterable[tuple[str, str]], links: Links) -> str:
    """Links to the pages that show something, by title."""
    listed = sorted(set(pages), key=lambda p: (p[1], p[0]))
    if not listed:
        return element("p", L["not-cited"], class_="used")
    made = ", ".join(element("a", markup.text(title), href=links.to_file(url or ".")) for url, title in listed)
    return element("p", f"{L['used-on']} {made}", class_="used", data_search_exclude="")


# ---------------------------------------------------------------- sources


def source_entry(sheet: Sheet, source: Source, links: Links, used: str, below: str = "") -> str:
    """A source: what it is, from what interest, whom it relays, the figures it gives and the pages that use them."""
    kind = messages.TYPES.get(source.text("type"), source.text("type"))
    found_at = (citations.dates(source), citations.address(source), _archive(source))
    parts = [
        element(
            "h3",
            f"{element('span', f'[{source.number}]', class_='cite', data_source=source.id)} {citations.short(source)}",
            id=source.id,
        ),
        element("p", citations.full(source)),
        element("p", markup.text(f"{kind[:1].upper()}{kind[1:]}. {source.text('custom.profile')}")),
        element("p", " · ".join(filter(None, found_at)), data_search_exclude=""),
        _fingerprint(source),
        _relations(sheet, source, links),
        "" if provenance.reaches_dataset(sheet, source.id) else element("p", element("em", L["primary-not-found"])),
        _figures_of(sheet, source, links),
        used,
        below,
    ]
    return element("section", "".join(parts), class_="entry")


def bibliography(sources: Iterable[Source], links: Links) -> str:
    """Sources under their marks, each with its dates and its address spelled out."""
    listed = "".join(
        element("li", f"{citations.mark(s, links)} {' · '.join(filter(None, citations.spelled(s)))}") for s in sources
    )
    # Search finds a source under its own entry.
    return (
        element("ul", listed, class_="bibliography", data_search_exclude="")
        if listed
        else element("p", L["no-sources"])
    )


def _archive(source: Source) -> str:
    url = source.archived
    return element("a", L["archive"], href=url, rel="noreferrer") if url else ""


def _fingerprint(source: Source) -> str:
    """The fingerprint of the text as read, by which anyone who holds a copy can tell whether it is the same."""
    told = citations.fingerprint(source)
    return element("p", f"{L['fingerprint']}: {told}", class_="fingerprint", data_search_exclude="") if told else ""


def _relations(sheet: Sheet, source: Source, links: Links) -> str:
    """Whom it takes its figures from, and who takes theirs from it."""
    found: list[tuple[str, list[str]]] = []
    for key, label in (("relays", "relays"), ("rewrites", "rewrites"), ("edition_of", "edition-of")):
        found.append((L[label], source.entry.list(f"custom.{key}")))
    for key, label in (("relays", "relayed-by"), ("rewrites", "rewritten-by"), ("edition_of", "editions")):
        found.append((L[label], [s.id for s in sheet.sources.values() if source.id in s.entry.list(f"custom.{key}")]))
    lines = []
    for label, ids in found:
        named = [
            element("a", citations.short(sheet.sources[i]), href=links.to("sources", i))
            for i in ids
            if i in sheet.sources
        ]
        if named:
            lines.append(element("li", f"{label} {'; '.join(named)}"))
    return element("ul", "".join(lines), class_="relations", data_search_exclude="") if lines else ""


def _figures_of(sheet: Sheet, source: Source, links: Links) -> str:
    """The facts a source gives figures of, folded away: an article gives twenty, a dataset hundreds."""
    figures = sheet.of_source(source.id)
    if not figures:
        return "" if not source.read else element("p", L["no-figures"])
    listed = "".join(
        element("li", element("a", markup.text(f.fact.label), href=links.to("register", f.fact.id))) for f in figures
    )
    return element("details", element("summary", L["figures"]) + element("ul", listed), data_search_exclude="")
