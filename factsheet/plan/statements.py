"""Statements: what several sources say alike, with the verdicts on it. Each that some page shows has a page of its own.

The pages, `claims/<statement>/`, stand in no file and in no navigation; the list of claims leads to them.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factsheet.model import Fact, Figure, Source
from factsheet.model.claims import Result
from factsheet.model.derived import Derived
from factsheet.model.verdicts import DESCRIBED, OPEN, PARTLY, RIGHT, WRONG
from factsheet.model.wording import STOCK_AS_FLOW
from factsheet.plan import sentences
from factsheet.plan.messages import Messages
from factsheet.plan.page_index import PlannedPage, Shown
from factsheet.plan.pages import SEARCHED, Page, address, shortened
from factsheet.plan.sentences import How, Part, Period, Sentence, Series, When
from factsheet.plan.site_settings import directories
from factsheet.text import numerals, writing_systems

STANDINGS = (WRONG, PARTLY, RIGHT, OPEN)  # in the order in which pages list them
NAMED = 90  # letters in the name of a statement at most, so that search engines show its page's description whole


@dataclass(frozen=True)
class Answer:
    """One verdict on a statement, with everyone whose words it is about."""

    sentence: Sentence
    results: tuple[Result, ...]

    @property
    def verdict(self) -> str:
        """The verdict that they share."""
        return self.results[0].verdict

    @property
    def flags(self) -> tuple[str, ...]:
        """How their words differ from what was counted, unless the verdict says so."""
        return tuple(f for f in self.results[0].flags if (self.verdict, f) != (DESCRIBED, STOCK_AS_FLOW))


@dataclass(frozen=True)
class Statement:
    """What several sources say alike, in the order of the data."""

    id: str
    results: tuple[Result, ...]

    @functools.cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The results by what they come to: those that differ in nothing but their source share one."""
        found: dict[object, list[tuple[Sentence, Result]]] = {}
        for result in self.results:
            sentence = sentences.of(result)
            found.setdefault((result.verdict, result.flags, _alike(sentence)), []).append((sentence, result))
        return tuple(Answer(given[0][0], tuple(result for _, result in given)) for given in found.values())

    @property
    def words(self) -> Result:
        """The result whose quotation is the shortest of those that the first answer is about."""
        return min(self.answers[0].results, key=lambda result: len(result.quote))

    def title(self, messages: Messages) -> str:
        """What its page is called, without a number: the fact whose number is stated, else words quoted, else the fact compared."""
        stated = (r.figure.fact.label for r in self.results if r.figure)
        quoted = (q for r in self.results for q in (r.rendering, r.quote) if _is_plain(q, messages.language))
        compared = (f.fact.label for r in self.results for f in r.inputs)
        names = (name for name in (*stated, *quoted, *compared) if name and not set("{}") & set(name))
        fit = (name for name in names if len(name) <= NAMED)
        return next(fit, messages("statement-unnamed"))


def _alike(part: Part) -> object:
    """A sentence as a reader sees it: the same number, from whichever source, is the same."""
    match part:
        case Derived():
            return part.name, part.keys
        case Figure():
            return part.fact.id, part.value, part.qualifier
        case Source() | Fact():
            return part.id
        case When() | Period():
            return part.fact.id
        case How():
            return part.derived.name, part.derived.keys
        case Series():
            return part.outcome.series.measure.id
        case Sentence():
            return part.key, tuple((name, _alike(value)) for name, value in part.values)
        case tuple():
            return tuple(map(_alike, part))
    return part


def _is_plain(text: str, language: str) -> bool:
    """Whether words may stand as a title: in letters of the site's language, and without numbers and markup."""
    return not (set("<>") & set(text) or numerals.find(text) or writing_systems.foreign(text, language))


def grouped(results: Iterable[Result]) -> dict[str, Statement]:
    """The statements by id; those that most sources make come first."""
    found: dict[str, list[Result]] = {}
    for result in results:
        found.setdefault(result.statement, []).append(result)
    made = [Statement(name, tuple(given)) for name, given in found.items()]
    made.sort(key=lambda statement: -len({result.source.id for result in statement.results}))
    return {statement.id: statement for statement in made}


def place(statement: str) -> str:
    """Where the page of a statement stands."""
    return f"claims/{statement}"


def shown_on(planned: Iterable[PlannedPage], statements: Mapping[str, Statement]) -> dict[str, Statement]:
    """The statements of which some planned page shows a verdict: each of these has a page."""
    told = {name for page in planned for name in page.names if name.startswith("verdict ")}
    return {
        name: statement
        for name, statement in statements.items()
        if any(f"verdict {result.id}" in told for result in statement.results)
    }


def pages(statements: Iterable[Statement], messages: Messages, values: Mapping[str, object]) -> Iterator[Page]:
    """The page of each of these statements, with its Markdown."""
    docs = str(values.get("docs_dir") or "docs")
    for statement in statements:
        path, name = f"{place(statement.id)}.md", statement.title(messages)
        title, about = messages("statement-title", name=name), messages("statement-told", name=name)
        head = f"title: {json.dumps(title)}\ndescription: {json.dumps(shortened(about))}\nsearch: {{{SEARCHED['statement']}}}"
        text = f"---\n{head}\n---\n\n{{{{ statement({json.dumps(statement.id)}) }}}}\n"
        yield Page(f"{docs}/{path}", address(path, directories(values)), title, text, docs, generated=True)


def shown(value: object, results: tuple[Result, ...], worked: bool = False) -> Shown:
    """Judged statements; `worked` with the numbers they were worked out with."""
    figures = [r.figure for r in results if r.figure is not None]
    derived: list[Derived] = []
    for result in results if worked else ():
        derived += result.calculated
        figures += [*result.inputs, *result.compared]
    others = tuple(f"verdict {r.id}" for r in results)
    return Shown(value, tuple(figures), tuple(derived), tuple(r.source for r in results), others)
