"""Rules of ids that become anchors: on a page that holds two things of one name, a link finds only the first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factsheet.core.problems import Problem, show
from factsheet.data import Entry, Folder, published_files
from factsheet.model import Sheet

# The anchor of an entry of these kinds is its id.
BARE = {"sources": "source", "facts": "fact", "claims": "claim"}
# The anchors of these have their kind as a prefix.
PREFIXED = {"measures": "measure", "charts": "chart"}
# Headings that macros write, and the pages that entries stand on, whose own headings mostly have these anchors.
OWN = frozenset(("derived", "read", "not-read-heading", "background", "press-figures", "register", "sources", "claims", "corrections",
    "all-figures", "what-sources-say", "use-this")) | {
    file.lower().replace(".", "-") for file in published_files.FILES
}  # fmt: skip
# Pages of measures lie below the register's, and those of statements below that of claims: register/index.html is that
# page itself.
OWN_PAGES = frozenset(["index"])


def kinds(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """No two sources, facts and claims have one id, nor one that is the anchor of a measure, a chart or the site's own."""
    prefixed = {
        f"{kind}-{entry.id}": (kind, entry) for name, kind in PREFIXED.items() for entry in getattr(folder, name)
    }
    seen: dict[str, tuple[str, Entry]] = {}
    for name, kind in BARE.items():
        for entry in getattr(folder, name):
            first_kind, first = seen.setdefault(entry.id, (kind, entry))
            if first_kind != kind:
                what = f"{kind} {show(entry.id)} has the id of a {first_kind} ({first.path}:{first.line})"
                yield entry.problem("id", what, "Rename one.")
            if entry.id in prefixed:
                other, owner = prefixed[entry.id]
                what = f"{kind} {show(entry.id)} has the anchor of {other} {show(owner.id)} ({owner.path}:{owner.line})"
                yield entry.problem("id", what, "Rename one.")
            if entry.id in OWN:
                what = f"{kind} {show(entry.id)} has the anchor of a heading that the site has anyway"
                yield entry.problem("id", what, "Rename it.")
    for entry in folder.measures:
        if entry.id in OWN_PAGES:
            what = f"the page of measure {show(entry.id)} would take the place of the register's"
            yield entry.problem("id", what, "Rename it.")
    for kind, key, name, entry in _statements(folder):
        if name in OWN_PAGES:
            what = f"the page of {kind} {show(name)} would take the place of the list of claims"
            yield entry.problem(key, what, "Rename it.")


def _statements(folder: Folder) -> Iterator[tuple[str, str, str, Entry]]:
    """Whatever names the page of a statement: a claim's statement or its own id, or the fact whose number is judged."""
    yield from (("statement", "statement", entry.text("statement"), entry) for entry in folder.claims)
    yield from (("claim", "id", entry.id, entry) for entry in folder.claims)
    yield from (("fact", "id", entry.id, entry) for entry in folder.facts)


def twice(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """No two entries of a file have one id."""
    for kind in ("sources", "measures", "facts", "charts", "claims", "checked"):
        seen: dict[str, int] = {}
        for entry in getattr(folder, kind):
            if entry.id in seen:
                what = f"id {show(entry.id)} stands twice, first on line {seen[entry.id]}"
                yield entry.problem("id", what, "Rename one.")
            seen.setdefault(entry.id, entry.line)
