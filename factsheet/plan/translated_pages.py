"""The pages of a translation beside those they are translated from: the same pages, with the same numbers and the same anchors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import locales
from factsheet.plan import calls, pages
from factsheet.plan.calls import Call
from factsheet.plan.macro_arguments import misfit
from factsheet.plan.macros import NAMES
from factsheet.plan.pages import Page

_heading = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)
_anchor = re.compile(r"\{[^}]*#([\w-]+)[^}]*\}\s*$")


def faults(root: Path, values: Mapping[str, object]) -> Iterator[Problem]:
    """A page of a translation is one of those it is translated from, and its headings have anchors of their own, since links
    name those; that its macros are no longer the same is a note."""
    docs = root / pages.folder(root, values)
    source = locales.source_pages(root, docs)
    if source is None:
        return
    known = {page.name: page for page in pages.written(source, values, root)}
    for page in pages.written(docs, values, root):
        if page.name not in known:
            fix = f"Name it as the page it translates. {did_you_mean(page.name, known)}"
            yield Problem(page.path, 0, f"there is no page {show(page.name)} to be translated", fix)
            continue
        yield from _anchors(page)
        yield from _calls(page, known[page.name])


def _anchors(page: Page) -> Iterator[Problem]:
    for match in _heading.finditer(_without_code(page.text)):
        if not _anchor.search(match[1]):
            line = page.offset + page.text[: match.start()].count("\n") + 1
            fix = "Write that of the page it translates behind it: `{ #key-figures }`."
            yield Problem(page.path, line, f"the heading {show(match[1])} has no anchor", fix)


def _without_code(text: str) -> str:
    """A text whose blocks of code are blank, on as many lines."""
    return re.sub(r"^(```+|~~~+).*?^\1", lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.DOTALL | re.MULTILINE)


def _calls(page: Page, other: Page) -> Iterator[Problem]:
    here, there = _made(page), _made(other)
    told = [f"it lacks {_shown(call)}" for call in there - here] + [
        f"it has {_shown(call)} besides" for call in here - there
    ]
    if told:
        more = f" and {len(told) - 3} more" if len(told) > 3 else ""
        what = f"the numbers are not those of {other.path}: {', '.join(told[:3])}{more}"
        yield Problem(page.path, 1, what, "Translate the page again.", note=True)


def _made(page: Page) -> Counter[Call]:
    return Counter(call for _, call in calls.of_page(page, frozenset(NAMES), misfit).calls)


def _shown(call: Call) -> str:
    given = [*map(show, call.given), *(f"{name}={show(value)}" for name, value in call.named)]
    return f"{call.name}({', '.join(given)})"
