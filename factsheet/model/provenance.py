"""Provenance: which source relays which, and the roots of each figure, so that a relayed figure is not counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from factsheet.model import Figure, Sheet

MOST_CHAINS = 100  # from one source: a limit on time, far above what real data need


def chains(sheet: Sheet, source: str) -> Iterator[tuple[str, ...]]:
    """Every chain from a source to its root, both included, up to `MOST_CHAINS`. A loop, which the rules refuse, ends a chain."""
    return islice(_chains(sheet, (source,)), MOST_CHAINS)


def _chains(sheet: Sheet, chain: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    further = [name for name in _next(sheet, chain[-1]) if name not in chain]
    if not further:
        yield chain
    for name in further:
        yield from _chains(sheet, (*chain, name))


def _next(sheet: Sheet, source: str) -> list[str]:
    """The known sources from which a source takes its figures."""
    return [name for name in sheet.sources[source].leads_to if name in sheet.sources] if source in sheet.sources else []


def roots(sheet: Sheet, source: str) -> set[str]:
    """Where the chains of a source end."""
    ends, seen, ahead = set(), {source}, [source]
    while ahead:
        name = ahead.pop()
        further = _next(sheet, name)
        ends |= set() if further else {name}
        ahead += [n for n in further if n not in seen]
        seen.update(further)
    return ends or {source}


def roots_of(sheet: Sheet, figure: Figure) -> set[str]:
    """The roots of one figure: those of the source its words credit, else those of its own source.

    If its words credit nobody (`via` is its own source), that source is its root.
    """
    if figure.via == figure.source.id:
        return {figure.source.id}
    return roots(sheet, figure.via or figure.source.id)


def behind(sheet: Sheet, fact: str) -> set[str]:
    """The distinct roots of the figures that articles give for a fact, or datasets if no article does."""
    figures = sheet.by_fact.get(fact, [])
    counted = [f for f in figures if not f.source.is_dataset] or figures
    return set().union(*(roots_of(sheet, f) for f in counted))


def reaches_dataset(sheet: Sheet, source: str) -> bool:
    """Whether a chain from a source ends in a dataset; if none does, no primary source was found."""
    return any(sheet.sources[r].is_dataset for r in roots(sheet, source) if r in sheet.sources)


def is_traced(sheet: Sheet, source: str) -> bool:
    """Whether it is known where a source has its figures from: from a dataset at the end of a chain, or, as the `via` of each of them says, from nobody else."""
    own = sheet.of_source(source)
    return reaches_dataset(sheet, source) or (bool(own) and all(figure.via == source for figure in own))


def background(sheet: Sheet) -> set[str]:
    """The sources read only for what profiles say of others: they give no figure and no claim, and relay nobody."""
    named = {name for source in sheet.sources.values() for name in source.entry.list("custom.profile_from")}
    quoted = {figure.source.id for figure in sheet.figures.values()} | {c.text("source") for c in sheet.claims.values()}
    return {n for n in named - quoted if n in sheet.sources and not sheet.sources[n].leads_to}
