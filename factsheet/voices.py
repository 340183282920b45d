"""Who relays whom: the roots behind figures, so that an echo is not counted as another voice."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet.model import Figure, Sheet


def chains(sheet: Sheet, source: str) -> Iterator[tuple[str, ...]]:
    """Every chain from a source to where it ends, both included. Chains never loop: checks refuse that."""
    ahead = sheet.sources[source].leads_to if source in sheet.sources else []
    if not ahead:
        yield (source,)
    for name in ahead:
        for rest in chains(sheet, name):
            yield (source, *rest)


def roots(sheet: Sheet, source: str) -> set[str]:
    """Where the chains of a source end."""
    return {chain[-1] for chain in chains(sheet, source)}


def roots_of(sheet: Sheet, figure: Figure) -> set[str]:
    """The roots of one figure: from the source its words credit, else from its own source's usual ones.

    A figure that credits its own source (`via` is the source itself) is that source's own word.
    """
    if figure.via == figure.source.id:
        return {figure.source.id}
    return roots(sheet, figure.via or figure.source.id)


def behind(sheet: Sheet, fact: str) -> set[str]:
    """The distinct roots behind a fact's figures in articles; of its dataset where no article gives it."""
    figures = sheet.by_fact.get(fact, [])
    told = [f for f in figures if not f.source.is_dataset] or figures
    return set().union(*(roots_of(sheet, f) for f in told)) if told else set()


def reaches_dataset(sheet: Sheet, source: str) -> bool:
    """Whether some chain from a source ends in a dataset; if none does, the primary was not found."""
    return any(sheet.sources[r].is_dataset for r in roots(sheet, source) if r in sheet.sources)
