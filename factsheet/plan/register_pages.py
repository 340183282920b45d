"""Which pages the register has: one, or at a size that no page bears, one more for each measure.

Up to a number of facts (`extra.register_on_one_page` of mkdocs.yml) every entry stands whole on the
register's page. Above it that page keeps one anchored line a fact, and the entries stand by
measure on pages of their own, `register/<measure>/`, which no navigation lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factsheet.core.problems import Problem, show
from factsheet.data.settings import FILE
from factsheet.model import Fact, Measure, Sheet
from factsheet.plan.pages import Page, address
from factsheet.plan.site_settings import directories, extra_of

TERM, LIMIT = "register_on_one_page", 500


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


def place(measure: Measure) -> str:
    """Where the entries of a measure stand, once they stand apart."""
    return f"register/{measure.id}"


def pages(sheet: Sheet, values: Mapping[str, object]) -> Iterator[Page]:
    """The pages of measures, which stand in no file, where the register is split."""
    docs = str(values.get("docs_dir") or "docs")
    for name in facts_of(sheet) if is_split(sheet, extra_of(values)) else ():
        measure = sheet.measures[name]
        path = f"{place(measure)}.md"
        call = f'{{{{ register("{name}") }}}}'
        yield Page(f"{docs}/{path}", address(path, directories(values)), measure.label, call, docs)
