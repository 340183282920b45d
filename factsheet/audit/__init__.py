"""The audit: every numeral on the built site accounted for, against `data/` alone.

It reads what a reader, a screen reader and a search engine meet, and shares no code with
what rendered it: of this package it imports `data` and `errors` only.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factsheet import data
from factsheet.audit import drawings, feeds, inputs, other_files, reader
from factsheet.audit.carriers import Judge, is_page, resolve
from factsheet.audit.expected import Expected
from factsheet.audit.other_files import AGAIN, INDEX
from factsheet.audit.page_model import Page
from factsheet.audit.pages import PageAudit, names_of
from factsheet.audit.styles import faults as style_faults
from factsheet.core.problems import Problem
from factsheet.data.settings import load


@dataclass
class Audit:
    """What an audit found: problems, and how many numerals of which kind."""

    problems: list[Problem] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    pages: int = 0

    def summary(self) -> str:
        """The last line: pages read, numerals seen, of which kinds, problems."""
        named = (("figure", "figures"), ("derived", "derived"), ("date", "dates"), ("year", "years"), ("quote", "in quotes"),
                 ("source", "in citations"), ("locator", "in locators"), ("cite", "citation marks"), ("site", "site values"),
                 ("axis", "on axes"), ("excused", "excused"))  # fmt: skip
        told = ", ".join(f"{self.kinds[k]} {name}" for k, name in named)
        return (
            f"audit: {self.pages} pages read, {self.kinds.total()} numerals seen: {told}; problems {len(self.problems)}"
        )


# A policy holds for what comes after it, so nothing but the encoding comes before.
_policed = re.compile(
    r"\s*<!doctype html>\s*<html[^>]*>\s*<head>\s*<meta charset=\"utf-8\">\s*"
    r"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';[^\"]*\">",
    re.IGNORECASE,
)


def audit(
    site: Path,
    root: Path,
    keep: Callable[[dict[str, str]], object] = lambda entry: None,
    settings: Mapping[str, object] | None = None,
    live: bool = False,
) -> Audit:
    """Audit the built `site` against the `data/` of `root` and the `settings` it was built with, else those of mkdocs.yml.

    A `live` site has no policy: it reloads by script.

    The trace, an entry for every numeral, is handed to `keep` one by one: of a large site it would fill the memory.
    """
    found = Audit()
    settings = load(root) if settings is None else settings
    folder = data.read(root / "data", root)
    found.problems += folder.problems
    expected = Expected(folder, settings)
    docs = root / str(settings.get("docs_dir", "docs"))
    anchors, addresses = _survey(site, found, live)
    judge, styles = Judge(expected, anchors, addresses), frozenset(p.name for p in site.rglob("*.css"))
    audits: dict[str, PageAudit] = {}
    repeated: dict[str, reader.Told] = {}
    excused: set[int] = set()
    for path in anchors:
        html = (site / path).read_text("utf-8")
        page = reader.read(path, html, styles, repeated)
        one = PageAudit(page, expected, judge, _Origin(site, docs, root, path))
        one.run()
        found.problems += [
            *one.problems,
            *drawings.faults(site, path, html, expected, anchors),
            *_register(page, judge),
        ]
        found.problems += inputs.faults(path, html)
        for entry in one.trace:
            found.kinds[entry["kind"]] += 1
            keep(entry)
        one.trace.clear()
        excused |= one.excused
        page.forget()
        audits[path] = one
    found.problems += _frame([p for one in audits.values() for p in one.frame])
    found.pages = len(audits)
    if not audits:
        found.problems.append(Problem(str(site), 0, "no page found", "Build the site first: make site."))
    _search_index(site, audits, found)
    found.problems += style_faults(site)
    found.problems += other_files.faults(site)
    found.problems += feeds.faults(site, expected, settings)
    found.problems += _stale(folder, excused, {n for path in audits for n in names_of(path)})
    found.problems = sorted(set(found.problems))
    return found


def _register(page: Page, judge: Judge) -> Iterator[Problem]:
    """Every fact that has a figure has its address on the register's page, and a line there leads to its entry."""
    if is_page(page.path, "register"):
        for fact in sorted({row.fact for row in judge.expected.rows.values()} - judge.ids[page.path]):
            yield Problem(page.path, 0, f"fact '{fact}' has no place in the register", AGAIN)
    for href in page.details:
        target, anchor = resolve(page.path, href)
        if anchor not in judge.ids.get(target, ()):
            yield Problem(page.path, 0, f"a line leads to '{href}', where no entry is", AGAIN)


def _frame(problems: list[Problem]) -> list[Problem]:
    """Each problem of header, navigation and footer once, at the page whose own text has it."""
    told: dict[str, Problem] = {}
    for problem in sorted(problems, key=lambda p: p.path.endswith(".md") and p.line > 1):
        told[problem.what] = problem
    return list(told.values())


def _survey(site: Path, found: Audit, live: bool) -> tuple[dict[str, set[str]], dict[str, str]]:
    """The anchors of every page and the address it gives itself, which other pages are judged by; each page is read
    again when its turn comes, since all at once would fill the memory. One that cannot be read, or has no policy, is
    a problem."""
    anchors, addresses = {}, {}
    for path in sorted(p for p in site.rglob("*") if p.is_file() and p.suffix.lower() == ".html"):
        name = path.relative_to(site).as_posix()
        try:
            html = path.read_text("utf-8")
            ids, addresses[name] = reader.survey(html)
            anchors[name] = set(ids)
            found.problems += [_repeated(name, anchor) for anchor, times in sorted(ids.items()) if times > 1]
            if not live and not _policed.match(html):
                what = "the page does not begin with a content-security policy"
                found.problems.append(Problem(name, 0, what, "Write it as a page in Markdown; the build adds one."))
        except (UnicodeDecodeError, OSError) as error:
            found.problems.append(Problem(name, 0, f"the page cannot be read: {error}", "Build the site again."))
    return anchors, addresses


def _repeated(page: str, anchor: str) -> Problem:
    fix = "Rename one: a heading of the page, or an entry of data/; and call a macro that lists entries once a page."
    return Problem(page, 0, f"the anchor '{anchor}' stands twice on the page, and links find only the first", fix)


def _search_index(site: Path, audits: dict[str, PageAudit], found: Audit) -> None:
    """Every numeral the search shows is traced on the page it leads to."""
    path = site / INDEX
    if not path.is_file():
        found.problems.append(Problem(INDEX, 0, "the search index is missing", "Enable the search plugin."))
        return
    try:
        docs = list(json.loads(path.read_text("utf-8"))["docs"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        found.problems.append(Problem(INDEX, 0, f"the search index cannot be read: {error}", "Build the site again."))
        return
    if not docs:
        found.problems.append(Problem(INDEX, 0, "the search index is empty", "Build the site again."))
    for entry in docs:
        if not isinstance(entry, dict):
            found.problems.append(
                Problem(INDEX, 0, "an entry of the search index is no entry", "Build the site again.")
            )
            continue
        location = str(entry.get("location", "")).split("#")[0]
        page = f"{location}index.html" if location == "" or location.endswith("/") else location
        if page not in audits:
            what = f"the search index leads to '{location}', which is no page"
            found.problems.append(Problem(INDEX, 0, what, "Build the site again."))
            continue
        told = [str(v) for k, v in sorted(entry.items(), reverse=True) if k not in ("location", "boost")]
        audits[page].check_spoken("the search index", " ".join(reader.plain(t) for t in told), indexed=True)
        found.problems += audits[page].take_problems()


def _stale(folder: data.Folder, excused: set[int], pages: set[str]) -> list[Problem]:
    """Exceptions that excuse nothing any more."""
    out = []
    for entry in folder.exceptions:
        if entry.line not in excused:
            known = entry.text("page") in pages
            what = f"the exception '{entry.text('text')}' of page '{entry.text('page')}' excuses nothing"
            fix = "Delete the row." if known else "No such page is built; correct its name or delete the row."
            out.append(Problem(entry.path, entry.line, what, fix))
    return out


class _Origin:
    """Where in the project a text of a built page was written, as near as can be told."""

    def __init__(self, site: Path, docs: Path, root: Path, path: str) -> None:
        self._shown, self._file = path, site / path
        for name in sorted(names_of(path)):
            source = docs / name
            if name.endswith(".md") and source.is_file():
                self._shown, self._file = Path(os.path.relpath(source, root)).as_posix(), source

    def of(self, text: str, before: str = "") -> tuple[str, int]:
        """Path and line of `text` in its Markdown, or in the built page where no Markdown holds it."""
        lines = self._file.read_text("utf-8", errors="replace").splitlines()
        return self._shown, _line_of(text, before, lines) or 1


def _line_of(text: str, before: str, lines: list[str]) -> int | None:
    """The line that holds `text`, preferably after the last word of `before`."""
    word = (before.split() or [""])[-1]
    whole = re.compile(rf"(?<![\w.,]){re.escape(text)}(?![\w]|[.,]\d)")
    held = [n for n, line in enumerate(lines, 1) if text and whole.search(line)]
    return next((n for n in held if word in lines[n - 1]), held[0] if held else None)
