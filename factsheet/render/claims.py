"""Claims, disagreements and voices as HTML blocks: what is said, what the data give, how they differ."""

from __future__ import annotations

from factsheet.core.links import Links
from factsheet.model import WORLD, Figure, Sheet, provenance
from factsheet.model.arithmetic import Derived
from factsheet.model.claims import Outcome, Result
from factsheet.plan import messages
from factsheet.render import citations, markup
from factsheet.render.entries import worded
from factsheet.render.figures import cited, counted, derived_cited, located, quoted
from factsheet.render.markup import element
from factsheet.text import formats

L = messages.LABELS


def anchor(result: Result) -> str:
    """A statement's anchor on the claims page."""
    return result.id.replace("@", ".")


# ---------------------------------------------------------------- claims


def verdict(result: Result) -> str:
    """The verdict as a badge; its class tells holding from differing without colour alone."""
    return element("strong", markup.text(result.verdict), class_=f"verdict {_tone(result.verdict)}")


def _tone(name: str) -> str:
    if name.startswith("Matches"):
        return "holds"
    return "open" if name == "Cannot be checked here" else "differs"


def said(result: Result) -> str:
    """The words of a statement."""
    if result.figure is not None:
        return quoted(result.figure)
    return element("q", markup.text(result.quote), class_="quote", data_claim=result.id)


def place(result: Result) -> str:
    """Where the words stand."""
    if result.figure is not None:
        return located(result.figure)
    return element("span", f"{L['paragraph']} {markup.text(result.locator)}", class_="locator", data_claim=result.id)


def brief(result: Result, links: Links) -> str:
    """A statement in a line: who says what, and the verdict with its link."""
    name = element("a", markup.text(result.source.name), href=links.to("sources", result.source.id))
    link = element("a", verdict(result), href=links.to("claims", anchor(result)))
    if result.arithmetic is None:
        return f"{name}: {said(result)} → {link}"
    own = element("strong", markup.text(result.arithmetic), class_=f"verdict {_tone(result.arithmetic)}")
    return f"{name}: {said(result)} → {L['own']} {own}, {L['data']} {link}"


def summary(results: list[Result], links: Links, title: str = L["all-claims"]) -> str:
    """Statements in a table: who, in what words, and both results; each row leads to its working."""
    rows = []
    for result in results:
        link = element("a", verdict(result), href=links.to("claims", anchor(result)))
        own = "–" if result.arithmetic is None else markup.text(result.arithmetic)
        own += f" ({L['mixed']})" if result.mixed else ""
        cells = (
            element("th", markup.text(result.source.name), scope="row"),
            element("td", said(result)),
            *(element("td", _headed(h) + c) for h, c in ((L["arithmetic"], own), (L["data-give"], link))),
        )
        rows.append(element("tr", "".join(cells)))
    heads = "".join(element("th", h, scope="col") for h in (L["source"], L["said"], L["arithmetic"], L["data-give"]))
    table = element(
        "table",
        element("caption", markup.text(title))
        + element("thead", element("tr", heads))
        + element("tbody", "".join(rows)),
    )
    scroll = element("div", table, class_="scroll", tabindex="0", role="region", aria_label=title)
    return element("div", scroll, class_="figures-table stacked")


def _headed(head: str) -> str:
    """A column's heading once more within a cell: on a narrow screen the row stands upright, without its headings."""
    return element("span", f"{head}: ", class_="headed", data_search_exclude="")


def entry(sheet: Sheet, result: Result, links: Links, below: str = "") -> str:
    """A statement judged: its words, the arithmetic on its own inputs, and what the data give."""
    head = f"{markup.text(result.source.name)}: {said(result)}"
    parts = [element("h3", head, id=anchor(result)), element("p", verdict(result) + _flags(result), class_="judged")]
    parts.append(element("p", markup.text(messages.GLOSSES[result.verdict]), class_="gloss", data_search_exclude=""))
    if result.note:
        parts.append(element("p", markup.text(result.note)))
    rows = [(L["said"], _said(sheet, result, links)), *_findings(sheet, result, links)]
    listed = "".join(element("dt", k) + element("dd", v) for k, v in rows)
    parts.append(element("dl", listed, data_search_exclude=""))  # search finds the numbers where they stand as figures
    return element("section", "".join([*parts, below]), class_="entry claim")


def _flags(result: Result) -> str:
    return "".join(f" {element('span', markup.text(messages.FLAGS[f]), class_='flag', title=f)}" for f in result.flags)


def _said(sheet: Sheet, result: Result, links: Links) -> str:
    """Whose words, and where; with the number they state as data."""
    name = element("a", citations.short(result.source), href=links.to("sources", result.source.id))
    parts = [
        f"{name}&thinsp;{citations.mark(result.source, links)}",
        place(result),
        citations.passage_link(result.source, result.quote),
    ]
    if result.figure is not None:
        parts.insert(0, cited(result.figure, links))
        parts.append(
            element("a", markup.text(result.figure.fact.label), href=links.to("register", result.figure.fact.id))
        )
    return " · ".join(filter(None, parts))


def _findings(sheet: Sheet, result: Result, links: Links) -> list[tuple[str, str]]:
    """What its own inputs give, what the data give, and what else fits."""
    if result.kind == "figure":
        rows = [(L["data-say"], _beside(result.inputs[:1], links))]
        found_at = result.verdict in ("Mid-year figure", "Another year's figure", "Different population or unit")
        if result.inputs[1:]:
            rows.append((L["found-at"] if found_at else L["also-fits"], _beside(result.inputs[1:], links)))
        return rows
    rows = [(L["tested"], markup.text(messages.TESTS[result.test]))]
    own = "".join(element("li", _derived(d, links)) for d in result.own)
    told = L["no-inputs"] if result.arithmetic is None else markup.text(result.arithmetic)
    if result.mixed:
        told += f" ({L['mixed']})"
    if not result.forecast:
        rows.append((L["arithmetic"], told + (element("ul", own) if own else "")))
    given = [_derived(d, links) for d in result.computed]
    given += [_outcome(sheet, o, links) for o in result.outcomes]
    none = L["forecast"] if result.forecast else L["no-data"]
    several = L["several-readings"] if len({o.holds for o in result.outcomes}) > 1 else ""
    told = element("ul", "".join(element("li", g) for g in given)) if given else none
    rows.append((L["data-give"], several + told))
    if result.rivals:
        rows.append((L["also-fits"], markup.text("; ".join(result.rivals))))
    if result.editions:
        rows.append(
            (
                L["edition"],
                "; ".join(element("a", citations.short(e), href=links.to("sources", e.id)) for e in result.editions),
            )
        )
    return rows


def _beside(figures: tuple[Figure, ...], links: Links) -> str:
    lines = (f"{cited(f, links)} · {markup.text(f.fact.label)} · {citations.short(f.source)}" for f in figures)
    return element("ul", "".join(element("li", line) for line in lines))


def _derived(derived: Derived, links: Links) -> str:
    """A calculated number with what it is made of; of few inputs each is shown."""
    told = f"{derived_cited(derived, links)} · {markup.text(messages.derived_told(derived.name, [f.fact for f in derived.inputs]))}"
    if len(derived.inputs) == 2:
        first, last = (cited(f, links) for f in derived.inputs)
        told += f": {first} {messages.BETWEEN[derived.name]} {last}"
    return told


def _outcome(sheet: Sheet, found: Outcome, links: Links) -> str:
    """A comparison and whether it holds: the figures compared; where there are many, the rest folded away."""
    told = element("strong", L["holds"] if found.holds else L["holds-not"])
    left, right = (", ".join(_named(sheet, f, links) for f in side) for side in (found.left, found.right))
    if found.test == "rising":
        return f"{told}: {right}"
    if len(found.right) == 1:
        return f"{told}: {left} {L['beside']} {right}"
    folded = element("details", element("summary", L["all-of-them"]) + right)
    if found.total:
        span = messages.derived_told("sum", [f.fact for f in found.right])
        return f"{told}: {left} {L['beside']} {derived_cited(found.total, links)} ({markup.text(span)}) {folded}"
    highest = max(found.right, key=lambda f: f.number)
    return f"{told}: {left}; {L['highest']} {_named(sheet, highest, links)} {folded}"


def _named(sheet: Sheet, figure: Figure, links: Links) -> str:
    """A figure within a comparison, with its period, and its place unless that is everywhere or it has none."""
    fact = figure.fact
    name = fact.period.spoken()
    if fact.place and fact.place != WORLD:
        name = f"{sheet.places.get(fact.place, fact.place)}, {name}"
    return f"{cited(figure, links)} ({markup.text(name)})"


# ---------------------------------------------------------------- disagreements


def disagreement(sheet: Sheet, fact_id: str, links: Links, titled: bool = True) -> str:
    """All figures of a fact side by side: which agree with the one shown, in whose words, and why that one leads.

    `titled` gives the table the fact's name; not where a heading just above has it.
    """
    fact, shown = sheet.facts[fact_id], sheet.shown(fact_id)
    rows = []
    for figure in [shown, *(f for f in sheet.by_fact[fact_id] if f is not shown)]:
        stands = (
            L["leads"] if figure is shown else L["agrees"] if figure.interval.meets(shown.interval) else L["conflicts"]
        )
        told = [quoted(figure)] if figure.quote else []
        told += [located(figure), *(markup.text(w) for w in worded(sheet, figure, brief=True))]
        name = element("a", citations.short(figure.source), href=links.to("sources", figure.source.id))
        cells = (name, cited(figure, links), element("strong", stands), " · ".join(told))
        rows.append(
            element(
                "tr",
                "".join(
                    element("th" if n == 0 else "td", c, scope="row" if n == 0 else None) for n, c in enumerate(cells)
                ),
            )
        )
    head = element(
        "tr", "".join(element("th", h, scope="col") for h in (L["source"], L["value"], L["stands"], L["words"]))
    )
    caption = element("caption", markup.text(fact.label)) if titled else ""
    table = element("table", caption + element("thead", head) + element("tbody", "".join(rows)))
    scroll = element("div", table, class_="scroll", tabindex="0", role="region", aria_label=fact.label)
    because = element("p", f"{L['because']} {markup.text(fact.because)}") if fact.because else ""
    return element(
        "div", scroll + because + voices_of(sheet, fact_id, links), class_="figures-table stacked disagreement"
    )


def voices_of(sheet: Sheet, fact_id: str, links: Links) -> str:
    """How many articles give a fact, and how many roots stand behind them."""
    told = [f for f in sheet.by_fact[fact_id] if not f.source.is_dataset]
    if not told:
        return ""
    roots = sorted(provenance.behind(sheet, fact_id))
    named = ", ".join(element("a", citations.short(sheet.sources[r]), href=links.to("sources", r)) for r in roots)
    numbers = [counted(f"articles of {fact_id}", len(told)), counted(f"roots of {fact_id}", len(roots))]
    return element("p", messages.voices(*numbers, len(told), len(roots), named), class_="voices")


def chain_list(sheet: Sheet, links: Links) -> str:
    """Who relays whom: every chain from a source read to where it ends."""
    lines = []
    for source in sheet.sources.values():
        if source.read and not source.is_dataset:
            chains = "".join(
                element("li", _chain(sheet, chain, links)) for chain in provenance.chains(sheet, source.id)
            )
            lines.append(element("li", f"{citations.short(source)}{element('ul', chains)}"))
    return element("ul", "".join(lines), class_="chains")


def _chain(sheet: Sheet, chain: tuple[str, ...], links: Links) -> str:
    named = (element("a", citations.short(sheet.sources[s]), href=links.to("sources", s)) for s in chain)
    end = "" if sheet.sources[chain[-1]].is_dataset else f" · {element('em', L['primary-not-found'])}"
    return " → ".join(named) + end


# ---------------------------------------------------------------- corrections


def correction(sheet: Sheet, number: int, links: Links) -> str:
    """A change of what this site says: when, what, before, after, why, who noticed."""
    found = sheet.corrections[number - 1]

    def value(key: str, shown: str) -> str:
        """A value of this entry, traced to it."""
        return element("data", markup.text(shown), class_="site", data_key=f"correction.{number}.{key}")

    parts = [
        element("strong", markup.text(messages.CORRECTIONS[found.text("kind")])),
        value("date", formats.day(found.text("date"))),
    ]
    if named := found.text("figure"):
        figure = sheet.figures[named]
        parts.append(element("a", markup.text(figure.fact.label), href=links.to("register", figure.fact.id)))
    for key in ("before", "after"):
        if found.text(key):
            parts.append(f"{L[key]} {value(key, found.text(key))}")
    parts.append(markup.text(found.text("why")))
    if found.text("who"):
        parts.append(f"{L['noticed-by']} {markup.text(found.text('who'))}")
    return element("li", " · ".join(parts))
