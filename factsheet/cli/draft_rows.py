"""Proposes the figures of a text as rows of figures.csv, each commented out with a #, to keep, edit or drop."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.cli.fact_matching import Ranking, Suggestion
from factsheet.cli.number_extraction import LeftOut, Passage, read
from factsheet.data.forms import TODO
from factsheet.model import Sheet
from factsheet.text import credits


@dataclass(frozen=True)
class Proposal:
    """A passage, the facts it may speak of, whom its sentence credits, and whether a row before names the same fact."""

    passage: Passage
    facts: tuple[Suggestion, ...]
    via: str
    again: bool

    @property
    def fact(self) -> str:
        """The likeliest fact; `TODO` where none is known."""
        return self.facts[0].fact.id if self.facts else TODO

    @property
    def conflicts(self) -> bool:
        """Whether it cannot be right together with the figure that its likeliest fact is shown with."""
        return bool(self.facts) and self.facts[0].conflicts

    def remark(self) -> str:
        """What the maintainer is told above the row; without commas, so that any spreadsheet keeps it in one cell."""
        p = self.passage
        parts = ["title" if p.locator == "title" else f"paragraph {p.locator}"]
        if not self.facts:
            parts.append("no known fact is near: enter the fact and write its id for TODO, or drop the row")
        elif shown := self.facts[0].shown:
            said = "CONFLICTS with" if self.conflicts else "agrees with"
            parts.append(f"{said} {shown.value} of {shown.source.id} which is the figure shown")
        else:
            parts.append("the first figure of its fact")
        if self.again:
            parts.append("a row above names the same fact: keep the one that comes first in the text")
        if len(self.facts) > 1:
            parts.append(f"or {' or '.join(s.fact.id for s in self.facts[1:])}")
        return " – ".join(parts)


def gather(
    sheet: Sheet, title: str, body: list[str], issued: str, language: str = ""
) -> tuple[list[Proposal], list[LeftOut]]:
    """What to propose of a text, in its order, and the numerals left out with the reason.

    `issued` is the text's ISO 8601 date, or empty: by it "last year" is known. Its numbers are read as `language` writes them.
    """
    ranking, made, left = Ranking(sheet, issued), [], []
    said: set[tuple[str, str, str]] = set()
    for found in read(title, body, language):
        if isinstance(found, LeftOut):
            left.append(found)
            continue
        facts = tuple(ranking.of(found))
        if found.is_date and not facts:
            left.append(LeftOut(found.quote, "dates"))
            continue
        proposal = Proposal(
            found, facts, _via(sheet, found, language), any(facts and facts[0].fact.id == s[0] for s in said)
        )
        key = (proposal.fact, found.value, found.qualifier)
        if key in said and facts:
            left.append(LeftOut(found.quote, "said before"))
            continue
        said.add(key)
        made.append(proposal)
    return made, left


def named(sheet: Sheet, text: str) -> dict[str, list[str]]:
    """The known sources that a text names: ids by name. Of a dataset the whole is named, not an edition."""
    found: dict[str, list[str]] = {}
    for source in sheet.sources.values():
        if not source.text("custom.edition_of") and re.search(credits.name(source.name), text):
            found.setdefault(source.name, []).append(source.id)
    return found


def _via(sheet: Sheet, passage: Passage, language: str) -> str:
    """The source that the sentence credits with its number, if it credits one and no other.

    Of a publisher whose dataset has editions here, that is the dataset: its other pages have not its numbers.
    """
    sources = named(sheet, passage.sentence)
    datasets = {source.text("custom.edition_of") for source in sheet.sources.values()}
    credited = [sources[who] for who in sources if credits.credits(passage.sentence, who, language)]
    ids = [i for known in credited for i in [i for i in known if i in datasets] or known]
    return ids[0] if len(ids) == 1 else ""


def rows(proposals: list[Proposal], source: str, newline: str) -> str:
    """The proposals as lines of figures.csv; each begins with #, so that no reader takes it for a figure."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator=newline).writerow
    write([f"# proposed from the text of {source} – delete the # before a row to keep it or the whole row to drop it"])
    for proposal in proposals:
        for row in _rows(proposal, source):
            write(row)
    return out.getvalue()


def _rows(proposal: Proposal, source: str) -> Iterator[list[str]]:
    p = proposal.passage
    yield [f"# {proposal.remark()}"]
    yield [f"#{proposal.fact}", source, p.value, p.qualifier, "", proposal.via, p.quote, p.locator, ""]
