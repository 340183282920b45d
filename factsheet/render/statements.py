"""What is said and judged, as HTML: the list of statements, the page of each, and a verdict in one sentence."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from factsheet.core.problems import Refusal
from factsheet.model import Fact, Figure, Source
from factsheet.model.claims import Result
from factsheet.model.derived import Derived
from factsheet.plan import citation, sentences
from factsheet.plan.sentences import How, Part, Period, Sentence, Series, When
from factsheet.plan.statements import STANDINGS, Statement, grouped, place
from factsheet.render import markup
from factsheet.render.cite_and_report import tools
from factsheet.render.views import TONES, View, anchor


def told(view: View, part: Part) -> Markup:
    """A sentence, or what fills it in, with every number in its carrier."""
    match part:
        case Sentence():
            return view.words(part.key, **{name: told(view, value) for name, value in part.values})
        case Derived():
            return view.macros["derived_cited"](part)
        case Figure():
            return view.macros["cited"](part)
        case Source():
            return view.macros["cite"](part, part.name)
        case Fact():
            return markup.text(part.label)
        case When():
            return markup.text(view.time_and_place(part.fact))
        case Period():
            return markup.text(view.messages.period(part.fact.period))
        case How():
            return markup.text(view.messages.calculated(part.derived.name, part.derived.inputs))
        case Series():
            return view.macros["series"](part.outcome)
        case tuple():
            return view.words("comma").join(told(view, one) for one in part)
        case str():
            return markup.text(part)
    raise Refusal(f"a sentence holds a {type(part).__name__}", "Say in render/statements.py how it looks.")


def tally(view: View, results: tuple[Result, ...]) -> Markup:
    """How many statements are right, partly right, wrong and open, and the ways to each: by verdict and by source."""
    by_standing = [(name, TONES[name], [r for r in results if r.standing == name]) for name in STANDINGS]
    sources = dict.fromkeys(r.source for r in results)
    return view("statements-tally", by_standing=by_standing, said_alike=_said_alike, sources=list(sources))


def _said_alike(results: Iterable[Result]) -> Iterator[tuple[Result, ...]]:
    """Results by what several sources say alike; whatever a source says once more stands alone, in its own words."""
    for statement in grouped(results).values():
        first = {result.source.id: result for result in reversed(statement.results)}
        yield tuple(r for r in statement.results if r is first[r.source.id])
        yield from ((r,) for r in statement.results if r is not first[r.source.id])


def cards(view: View, statements: list[Statement]) -> Markup:
    """The statements, each with what everyone says and what it comes to."""
    return view("statement-cards", statements=statements, place_of=place, told=functools.partial(told, view))


def brief(view: View, result: Result) -> Markup:
    """A judged statement in a line: its words, what the data give, and the way to its working."""
    return view("statement-brief", result=result, answer=told(view, sentences.of(result)))


def page(view: View, statement: Statement, list_of_claims: str | None) -> Markup:
    """The page of a statement; `list_of_claims` is the address of the page that lists all, where there is one."""
    return view(
        "statement-page", list=list_of_claims, sections=[_worked(view, result) for result in statement.results],
        title=statement.title(view.messages), place=place(statement.id),
    )  # fmt: skip


def _worked(view: View, result: Result) -> Markup:
    """A judged statement, with its working."""
    words = {"words": result.quote, "source": citation.named(result.source, view.messages)}
    letter = view.messages("letter-statement", verdict=view.messages(f"verdict-{result.verdict}"), **words)
    below = tools(view, "report-claim", place(result.statement), anchor(result), letter, name=result.id)
    return view("statement", result=result, answer=told(view, sentences.of(result)), below=below)
