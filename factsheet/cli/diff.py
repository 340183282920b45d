"""What a change of the data touches: figures, verdicts and calculated numbers before and after, with their pages."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from factsheet.cli import revisions
from factsheet.core.problems import FactsheetError, Problem, counted, one_line
from factsheet.data import settings
from factsheet.data.published_files import VERDICTS
from factsheet.model import Fact, Figure, Sheet
from factsheet.model.arithmetic import Derived
from factsheet.model.claims import Result
from factsheet.plan import pages, plan
from factsheet.plan.messages import english
from factsheet.plan.plan import Plan

LONGEST = 90  # of a text in a cell
FIGURE_FIELDS = ("worded", "via", "quote", "locator", "note")
Row = tuple[str, str, str, tuple[str, ...]]

# ---------------------------------------------------------------- words, in Markdown, for whoever keeps the data

TITLE = "# What has changed since {commit} of {day}"
NOTHING = "No figure, no verdict and no calculated number has changed."
COUNTED = "Figures: {changed} changed, {added} added, {removed} removed. Verdicts that flip: {verdicts}. Calculated numbers that change: {numbers}."
UNREAD = "These calls are not followed, so pages may be missing above:"
# Of each kind of change, the heading of its table and that of its first column.
SECTIONS = {
    "figures": ("Figures", "Figure"),
    "facts": ("Facts", "Fact"),
    "verdicts": ("Verdicts", "Statement"),
    "numbers": ("Calculated numbers", "Number"),
}
FIELDS = {
    "worded": "worded {value}",
    "via": "via {value}",
    "quote": "“{value}”",
    "locator": "locator {value}",
    "note": "note {value}",
    "measure": "measure {value}",
    "period": "period {value}",
    "place": "place {value}",
    "break": "break: {value}",
    "shown": "shows {value}",
}
COUNTS = {
    "sources": "sources read",
    "articles": "articles read",
    "figures": "figures entered",
    "facts": "facts entered",
    "conflicts": "facts whose figures conflict",
}
ABSENT = "–"
EMPTY = "none"
OWN = "with its own numbers: {verdict}"
NO_PAGE = "only where all are listed"


def since(root: Path, name: str, config: str = settings.FILE) -> str:
    """What has changed in the project at `root` since a revision, as Markdown; `config` is the file with its settings.

    The working files are compared as they are, committed or not. Raises FactsheetError where the
    revision, or the data in it, cannot be read.
    """
    values = settings.load(root, config)
    docs = str(values.get("docs_dir") or "docs")
    revision = revisions.find(root, name)
    with tempfile.TemporaryDirectory(prefix="factsheet-") as made:
        old = Path(made)
        revisions.unpack(root, revision, ("data", docs), old)
        before = _state(old, old / docs, values, f"in revision {revision.commit[:9]}")
        after = _state(root, root / docs, values, "now")
    return _report(revision, before, after)


def _state(root: Path, docs: Path, values: Mapping[str, object], when: str) -> Plan:
    """The plan of the files as they are in one state; what cannot be read at all ends the comparison."""
    fix = "Correct it, or compare with another revision."
    if not (root / "data").is_dir():
        raise FactsheetError(Problem("diff", 0, f"there is no data/ {when}", fix))
    try:
        made = plan.make(root, values, pages.written(docs, values, root))
    except FactsheetError as error:
        first = error.problem
        raise FactsheetError(replace(first, what=f"{first.what}, {when}", fix=fix)) from error
    if unread := made.loaded.folder.problems:
        first, more = str(min(unread)).removesuffix("."), len(unread) - 1
        what = f"the data cannot be read {when}: {first}" + (f" (and {counted(more, 'more problem')})" if more else "")
        raise FactsheetError(Problem("diff", 0, what, fix))
    return made


def _pages_of(state: Plan, name: str) -> tuple[str, ...]:
    """The pages that show what goes by this name: their files, or the address of one that the engine makes."""
    return tuple(sorted(page.url if page.generated else page.path for page in state.index.of(name)))


# ---------------------------------------------------------------- what differs


def figures(before: Plan, after: Plan) -> Iterator[Row]:
    """Figures that are new, gone, or say something else."""
    old, new = before.sheet.figures, after.sheet.figures
    for key in [*new, *(k for k in old if k not in new)]:
        a, b = old.get(key), new.get(key)
        if _figure_told(a, b) != _figure_told(b, a):
            yield key, _figure_told(a, b), _figure_told(b, a), _pages_of(after if b else before, key)


def _figure_told(one: Figure | None, other: Figure | None) -> str:
    """A figure, as far as it differs from what it is compared with."""
    if one is None:
        return ABSENT
    parts = []
    if other is None or _shown(one) != _shown(other):
        parts.append(_shown(one))
    for name in FIGURE_FIELDS if other else ():
        if getattr(one, name) != getattr(other, name):
            parts.append(_field(name, getattr(one, name)))
    return "; ".join(parts)


def _shown(figure: Figure) -> str:
    return english().value(figure)


def _field(name: str, value: object) -> str:
    if isinstance(value, tuple):
        value = ";".join(f"{k}={v}" for k, v in value)
    return FIELDS[name].format(value=one_line(value, LONGEST) if value else EMPTY)


def facts(before: Plan, after: Plan) -> Iterator[Row]:
    """Facts that mean something else now, or are shown with another source's figure."""
    for fact in after.sheet.facts.values():
        if fact.id not in before.sheet.facts:
            continue
        old, new = _fact_fields(before.sheet, fact.id), _fact_fields(after.sheet, fact.id)
        differ = [k for k in new if old[k] != new[k]]
        if differ:
            told = ("; ".join(_field(k, fields[k]) for k in differ) for fields in (old, new))
            yield fact.id, *told, _pages_of(after, fact.id)


def _fact_fields(sheet: Sheet, name: str) -> dict[str, str]:
    fact: Fact = sheet.facts[name]
    return {
        "measure": fact.measure.id,
        "period": fact.period.text,
        "place": fact.place,
        "break": fact.coverage_break,
        "shown": sheet.shown(name).source.id if name in sheet.by_fact else "",
    }


def verdicts(before: Plan, after: Plan) -> Iterator[Row]:
    """Statements whose verdict flips, is new, or is gone."""
    old, new = ({r.id: r for r in s.results} for s in (before, after))
    for name in [*new, *(n for n in old if n not in new)]:
        a, b = old.get(name), new.get(name)
        if _verdict_told(a, b) != _verdict_told(b, a):
            yield name, _verdict_told(a, b), _verdict_told(b, a), _pages_of(after if b else before, f"verdict {name}")


def _verdict_told(one: Result | None, other: Result | None) -> str:
    if one is None:
        return ABSENT
    own = OWN.format(verdict=VERDICTS.get(one.arithmetic, EMPTY))
    verdict = VERDICTS[one.verdict]
    return verdict if other is None or one.arithmetic == other.arithmetic else f"{verdict}; {own}"


def numbers(before: Plan, after: Plan) -> Iterator[Row]:
    """Calculated numbers, counts and dates of editions on pages that are others now."""
    old, new = before.index.derived, after.index.derived
    # The same calculation on the same facts, though another source's figure goes into it now.
    kin = {_kin(d): i for i, d in old.items() if i not in new}
    taken = set()
    for name, derived in new.items():
        was = name if name in old else kin.get(_kin(derived))
        taken.add(was)
        a, b = _derived_told(old.get(was or "")), _derived_told(derived)
        if a != b:
            yield _derived_label(derived, after.sheet), a, b, _pages_of(after, name)
    for name, derived in old.items():
        if name not in taken:
            yield _derived_label(derived, before.sheet), _derived_told(derived), ABSENT, _pages_of(before, name)
    yield from _values(before, after)


def _values(before: Plan, after: Plan) -> Iterator[Row]:
    """Numbers of entries, and the site's own dates, where a page shows them."""
    for kind, told in (("count", "counts"), ("site", "site_values")):
        old, new = getattr(before.macros, told), getattr(after.macros, told)
        for name, value in new.items():
            pages = _pages_of(after, f"{kind} {name}")
            if pages and old.get(name) != value:
                yield COUNTS.get(name, name), str(old.get(name, ABSENT)), str(value), pages


def _kin(derived: Derived) -> tuple[str, ...]:
    return derived.name, *(f.fact.id for f in derived.inputs)


def _derived_told(derived: Derived | None) -> str:
    return ABSENT if derived is None else english().derived(derived)


def _derived_label(derived: Derived, sheet: Sheet) -> str:
    """What is calculated; and from whose figures, where they are not those that are shown."""
    label = english().derived_label(derived)
    own = dict.fromkeys(f.source.id for f in derived.inputs if f is not sheet.shown(f.fact.id))
    return f"{label} ({', '.join(own)})" if own else label


# ---------------------------------------------------------------- as Markdown


def _report(revision: revisions.Revision, before: Plan, after: Plan) -> str:
    found = {f.__name__: list(f(before, after)) for f in (figures, facts, verdicts, numbers)}
    lines = [TITLE.format(commit=revision.commit[:9], day=revision.day), ""]
    if any(found.values()):
        rows = found["figures"]
        added, removed = (sum(r[n] == ABSENT for r in rows) for n in (1, 2))
        flips = sum(ABSENT not in r[1:3] for r in found["verdicts"])
        others = len(found["numbers"])
        lines += [
            COUNTED.format(
                changed=len(rows) - added - removed, added=added, removed=removed, verdicts=flips, numbers=others
            ),
            "",
        ]
    else:
        lines += [NOTHING, ""]
    for kind, rows in found.items():
        if rows:
            code = kind != "numbers"
            cells = [(f"`{r[0]}`" if code else _plain(r[0]), _plain(r[1]), _plain(r[2]), _pages(r[3])) for r in rows]
            heading, first = SECTIONS[kind]
            lines += [f"## {heading}", "", *_table((first, "Before", "After", "Pages"), cells), ""]
    if refused := [str(problem) for page in after.pages.values() for problem in page.problems()]:
        lines += [UNREAD, "", *(f"- {_plain(told)}" for told in refused), ""]
    return "\n".join(lines).rstrip()


def _pages(pages: tuple[str, ...]) -> str:
    return ", ".join(_plain(p) for p in pages) or NO_PAGE


def _plain(text: str) -> str:
    """Text from the data as it may stand in a cell: nothing in it is markup."""
    return re.sub(r"([\\|`*_<>\[\]])", r"\\\1", " ".join(text.split()))


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """A Markdown table with its columns in line, so that it can be read in a terminal too."""
    widths = [max(len(r[n]) for r in (heads, *rows)) for n in range(len(heads))]
    lines = [heads, tuple("-" * w for w in widths), *rows]
    return ["| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |" for line in lines]
