"""The pages of the register, which stand in no file: a data page for each measure, and what is too long for it beside it.

`register/` keeps an anchored line for every fact and every calculated number. Each leads to its entry on
`register/<measure>/`: a cell of the table, or a block of its own where there is more to say than a cell holds. A table with
too many cells stands on `register/<measure>/table/`, or in parts on `register/<measure>/from-<first row>/`, and the numbers that the site calculates
from a measure on `register/<measure>/calculated/`, and where they are many on `calculated-2/` and so on after it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from factsheet.model import WORLD, Fact, Measure, Sheet
from factsheet.model.derived import Derived, variable
from factsheet.plan.anchors import derived_id
from factsheet.plan.messages import Messages
from factsheet.plan.pages import SEARCHED, Page, address, shortened
from factsheet.plan.site_settings import directories

# How many elements the table of a measure may have: with the entries of its data page, or on a page of its own. A page is to
# have at most two thousand, of which the theme and a chart take the rest.
TOGETHER, ALONE = 1200, 1500
OF_FIGURE = 16  # elements of a figure in an entry
CALCULATED = "calculated"
OF_CALCULATED = 30  # calculated numbers on a page, each with its formula and inputs: about 500 px of a phone

Cells = tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True)
class Grid:
    """A table of facts: a fact of each column and of each row, which names it, and the facts of each cell of a row.

    Rows are places and columns periods if `by_place`, else the other way round; places are told apart by level too.
    """

    by_place: bool
    columns: tuple[Fact, ...]
    rows: tuple[tuple[Fact, Cells], ...]

    @property
    def facts(self) -> Iterator[Fact]:
        """Every fact in it."""
        return (fact for _, cells in self.rows for cell in cells for fact in cell)

    @property
    def weight(self) -> int:
        """About how many elements it has on a page: five for a number, one for an empty cell, two for a row."""
        return sum(2 + sum(5 * len(cell) or 1 for cell in cells) for _, cells in self.rows)


@dataclass(frozen=True)
class DataPage:
    """What is told of a measure: its facts, those with an entry of their own, and its table, in parts by the end of their address."""

    measure: Measure
    facts: tuple[Fact, ...]
    told: tuple[Fact, ...]
    parts: Mapping[str, Grid]
    derived: tuple[Derived, ...] = ()

    @property
    def path(self) -> str:
        """Where it stands."""
        return f"register/{self.measure.id}"

    @property
    def whole(self) -> bool:
        """Whether its table stands on the data page itself."""
        return "" in self.parts

    @property
    def calculated(self) -> dict[str, tuple[Derived, ...]]:
        """The numbers calculated from it, by the end of the address of their page."""
        starts = enumerate(range(0, len(self.derived), OF_CALCULATED), 1)
        names = ((CALCULATED if n == 1 else f"{CALCULATED}-{n}", at) for n, at in starts)
        return {name: self.derived[at : at + OF_CALCULATED] for name, at in names}

    def entries(self) -> Iterator[tuple[str, str]]:
        """The page of each entry by its anchor: of facts, and of numbers calculated from them."""
        for part, grid in self.parts.items():
            yield from ((fact.id, f"{self.path}/{part}".rstrip("/")) for fact in grid.facts)
        yield from ((fact.id, self.path) for fact in self.told)  # more than its cell
        yield from ((derived_id(d), f"{self.path}/{part}") for part, given in self.calculated.items() for d in given)


def parts(sheet: Sheet, measure: str) -> dict[str, Grid]:
    """The table of a measure in parts, by the end of their address; none where it has a single fact."""
    facts = [f for f in sheet.facts.values() if f.measure.id == measure and f.id in sheet.by_fact]
    if len(facts) < 2:
        return {}
    beside = sum(OF_FIGURE * len(sheet.by_fact[f.id]) for f in facts if says_more(sheet, f))
    return _parts(grid(sheet, facts), TOGETHER - beside)


def is_calculated(part: str) -> bool:
    """Whether a page beside a data page is one of calculated numbers. How many there are depends on what all pages show."""
    return re.fullmatch(CALCULATED + r"(?:-\d+)?", part) is not None


def data_pages(sheet: Sheet, derived: Iterable[Derived]) -> dict[str, DataPage]:
    """The data page of every measure that has a figure, in the order of the data.

    A calculated number belongs to the measure of its first input.
    """
    facts: dict[str, list[Fact]] = {name: [] for name in sheet.measures}
    made: dict[str, list[Derived]] = {name: [] for name in sheet.measures}
    for fact in sheet.facts.values():
        if fact.id in sheet.by_fact:
            facts[fact.measure.id].append(fact)
    for number in derived:
        made[number.inputs[0].fact.measure.id].append(number)
    return {
        name: DataPage(
            sheet.measures[name],
            tuple(given),
            tuple(f for f in given if len(given) == 1 or says_more(sheet, f)),
            parts(sheet, name),
            tuple(made[name]),
        )
        for name, given in facts.items()
        if given
    }


def says_more(sheet: Sheet, fact: Fact) -> bool:
    """Whether a fact has more to tell than a cell holds, which is one plain figure of a dataset."""
    first, *others = sheet.by_fact[fact.id]
    return bool(
        others or not first.source.is_dataset or first.note or first.quote or first.worded or fact.coverage_break
    )


def grid(sheet: Sheet, facts: Iterable[Fact]) -> Grid:
    """The table of facts: the longer side stands upright, so that there is less to scroll sideways.

    All places together come first, then the others by name; times with the newest first.
    """
    facts = list(facts)
    places = _named_by(facts, _place, lambda f: (f.place != WORLD, sheet.place_order.get(f.place, f.place), f.level))
    times = _named_by(facts, _time, lambda f: (f.period.last or date.min, f.period.text), newest_first=True)
    by_place = len(places) > len(times) or len(times) == 1
    row, column = (_place, _time) if by_place else (_time, _place)
    rows, columns = (places, times) if by_place else (times, places)
    cells: dict[tuple[object, object], list[Fact]] = {}
    for fact in facts:
        cells.setdefault((row(fact), column(fact)), []).append(fact)
    lines = ((head, tuple(tuple(cells.get((key, at), ())) for at in columns)) for key, head in rows.items())
    return Grid(by_place, tuple(columns.values()), tuple(lines))


def by_place(found: Iterable[DataPage], sheet: Sheet) -> dict[str, dict[Measure, list[Fact]]]:
    """The facts of each place by measure, the newest first: all places together, then the others by name in
    the language of the data, so that they stand in one order in every language."""
    facts = [fact for page in found for fact in page.facts if fact.place]
    facts.sort(key=lambda f: (f.period.last or date.min, f.period.text), reverse=True)
    made: dict[str, dict[Measure, list[Fact]]] = {}
    for place in sorted({f.place for f in facts}, key=lambda p: (p != WORLD, sheet.place_order.get(p, p))):
        made[place] = {m: [] for m in dict.fromkeys(page.measure for page in found)}
    for fact in facts:
        made[fact.place][fact.measure].append(fact)
    return {place: {m: listed for m, listed in given.items() if listed} for place, given in made.items()}


def _place(fact: Fact) -> object:
    return fact.place, fact.level


def _time(fact: Fact) -> object:
    return fact.period.text


def _named_by(
    facts: list[Fact], key: Callable[[Fact], object], order: Callable[[Fact], object], newest_first: bool = False
) -> dict[object, Fact]:
    """A fact for each row or column, in order."""
    named = {key(fact): fact for fact in reversed(facts)}
    return {key(fact): fact for fact in sorted(named.values(), key=order, reverse=newest_first)}


def _parts(whole: Grid, room: int) -> dict[str, Grid]:
    """A table whole if there is room for it, or cut between rows into as few parts as may be, of about the same weight."""
    if whole.weight <= room:
        return {"": whole}
    size, parts, rows = whole.weight / -(-whole.weight // ALONE), [], []
    for line in whole.rows:
        rows.append(line)
        if Grid(whole.by_place, whole.columns, tuple(rows)).weight >= size:
            parts.append(tuple(rows))
            rows = []
    parts += [tuple(rows)] if rows else []
    if len(parts) == 1:
        return {"table": whole}
    return {f"from-{_slug(whole, part[0][0])}": Grid(whole.by_place, whole.columns, part) for part in parts}


def _slug(whole: Grid, head: Fact) -> str:
    text = f"{head.place} {head.level}" if whole.by_place else head.period.text
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


# ------------------------------------------------------------ as pages


def span(part: Grid, sheet: Sheet, messages: Messages) -> tuple[str, str]:
    """What a part spans, in words: from the first of its places to the last, or from its earliest year to its latest."""
    heads = (part.rows[0][0], part.rows[-1][0])
    if part.by_place:
        return tuple(sheet.places.get(f.place, f.place) for f in heads)
    return tuple(messages.time(str(f.period.last.year)) if f.period.last else f.period.text for f in reversed(heads))


def pages(found: Iterable[DataPage], sheet: Sheet, messages: Messages, values: Mapping[str, object]) -> Iterator[Page]:
    """Every page of the register that stands in no file, with its Markdown."""
    docs = str(values.get("docs_dir") or "docs")
    for page in found:
        label, definition = page.measure.label, page.measure.definition
        yield _page(docs, values, page, "", label, messages("all-figures-of", measure=label, definition=definition))
        for part, rows in page.parts.items():
            if part:
                first, last = span(rows, sheet, messages)
                title = messages("part-of-measure", measure=label, first=first, last=last)
                yield _page(docs, values, page, part, title, messages("part-told", title=title, definition=definition))
        for part in page.calculated:
            of = calculated_of(page, part, messages)
            title, told = (messages(f"calculated-{key}", measure=of) for key in ("from", "told"))
            yield _page(docs, values, page, part, title, told)


def calculated_of(page: DataPage, part: str, messages: Messages) -> str:
    """The measure from which the numbers of a page are calculated, and which of its pages that is, if it is not the first."""
    at = list(page.calculated).index(part)
    return messages("part-lettered", of=page.measure.label, part=variable(at).upper()) if at else page.measure.label


def _page(docs: str, values: Mapping[str, object], page: DataPage, part: str, title: str, told: str) -> Page:
    path = f"{page.path}/{part}".rstrip("/") + ".md"
    searched = SEARCHED[CALCULATED if is_calculated(part) else "data"]
    head = f"title: {json.dumps(title)}\ndescription: {json.dumps(shortened(told))}\nsearch: {{{searched}}}"
    arguments = ", ".join(map(json.dumps, filter(None, (page.measure.id, part))))
    anchor = f"measure-{page.measure.id}" + (f"--{part}" if part else "")
    source = f"---\n{head}\n---\n\n# {_written(title)} {{ #{anchor} }}\n\n{{{{ register({arguments}) }}}}\n"
    return Page(f"{docs}/{path}", address(path, directories(values)), title, source, docs, generated=True)


def _written(title: str) -> str:
    """A title as Markdown: each sign that could mean something there as a character reference."""
    return re.sub(r"[^\w\s,.:;’–-]|_", lambda sign: f"&#{ord(sign[0])};", " ".join(title.split()))
