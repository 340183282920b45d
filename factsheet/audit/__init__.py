"""The audit: every numeral on the built site is accounted for, against `data/` alone, and nothing stands there unknown.

It reads what a reader, a screen reader and a search engine meet, and runs none of the code that rendered it. It allows
what the catalogue (`core.published`) knows, and refuses the rest. From the packages below it imports that, `core.problems`
(how a problem is reported), `data` (the entries as written, and the settings) and `text` (printed numbers, years, hedges
and characters). A mistake there cannot excuse itself: they read what people typed and what pages show, and compute no
value that is published.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from factsheet import data
from factsheet.audit import feeds, inputs, policy, reader, renderings, search, signposts, tallies
from factsheet.audit.addresses import is_page, resolve, survey
from factsheet.audit.carriers import Judge
from factsheet.audit.drawings import Charts
from factsheet.audit.expected import Expected
from factsheet.audit.files import AGAIN, Files
from factsheet.audit.markup import Site
from factsheet.audit.memory import Account, Memory, beside
from factsheet.audit.page_model import Page
from factsheet.audit.pages import PageAudit, names_of
from factsheet.core.problems import Problem, counted
from factsheet.data import locales
from factsheet.data.settings import load
from factsheet.text.scripts import Script


@dataclass
class Audit:
    """What an audit found: the problems, how many numerals of each kind, and how many pages."""

    problems: list[Problem] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    pages: int = 0

    def summary(self) -> str:
        """The last line of an audit: pages read, numerals seen, of which kinds, problems."""
        named = (("figure", "figures"), ("derived", "derived"), ("date", "dates"), ("year", "years"), ("quote", "in quotes"),
                 ("source", "in citations"), ("locator", "in locators"), ("cite", "citation marks"), ("site", "site values"),
                 ("axis", "on axes"), ("excused", "excused"))  # fmt: skip
        counts = ", ".join(f"{self.kinds[k]} {name}" for k, name in named)
        return f"audit: {self.pages} pages read, {self.kinds.total()} numerals seen: {counts}; problems {len(self.problems)}"

    def brief(self) -> str:
        """The same for a build of several languages, without the kinds."""
        problems = counted(len(self.problems), "problem")
        return f"{self.pages} pages, {self.kinds.total():,} numerals accounted for, {problems}"


def audit(
    site: Path,
    root: Path,
    keep: Callable[[dict[str, str]], object] = lambda entry: None,
    settings: Mapping[str, object] | None = None,
    live: bool = False,
    apart: frozenset[str] = frozenset(),
    memory: Memory | None = None,
) -> Audit:
    """Audit the built `site` against `data/` in the project's folder `root`.

    What lies in the folders `apart` is of another language, and audited by itself.

    `settings` are those it was built with; without them mkdocs.yml is read. A `live` site, which MkDocs reloads by a
    script, has no content-security policy, and its server has a `memory` of what it has accounted for. Each entry of the
    trace, one per numeral, is passed to `keep` at once, because the whole trace of a large site would fill the memory.
    Raises FactsheetError where the settings cannot be read.
    """
    found = Audit()
    settings = load(root) if settings is None else settings
    folder = data.read(root / "data", root)
    locale = locales.load(root, locales.language(settings), folder)
    found.problems += [*folder.problems, *locale.problems]
    folder = locale.folder(folder)
    expected = Expected(folder, settings)
    files = Files(site, settings, expected, apart)
    anchors, addresses = _survey(site, found, live, apart)
    pages = _Pages(site, root, settings, expected, files, anchors, addresses, locale.script)
    if memory:
        memory.begin(beside(root, settings, files.paths, anchors, addresses))
    frame, whole = list[Problem](), Account()
    for path in anchors:
        html = (site / path).read_text("utf-8")
        entries = pages.index.entries.pop(path, [])
        account_for = partial(pages.account, path, html, entries)
        account = memory.of(path, (html, entries), account_for) if memory else account_for()
        found.problems += account.problems
        frame += account.frame
        for entry in account.trace:
            found.kinds[entry["kind"]] += 1
            keep(entry)
        whole.exceptions |= account.exceptions
        whole.scripts |= account.scripts
        whole.charts |= account.charts
        whole.calculated |= account.calculated
    found.problems += _frame(frame)
    found.pages = len(anchors)
    if not anchors:
        found.problems.append(Problem(str(site), 0, "no page found", "Build the site first: make site."))
    found.problems += pages.index.strangers(anchors.keys())
    met, files_audit = (whole.scripts, whole.charts, whole.calculated), partial(pages.beside, whole)
    found.problems += (memory.of("", met, files_audit) if memory else files_audit()).problems
    if not locale.is_source:  # those of the pages it is translated from, which are audited with these
        folder = replace(folder, exceptions=list(locale.exceptions))
    found.problems += _stale(folder, whole.exceptions, {n for path in anchors for n in names_of(path)})
    found.problems = sorted(set(found.problems))
    return found


class _Pages:
    """The pages of a site, and what each is compared with."""

    def __init__(
        self,
        site: Path,
        root: Path,
        settings: Mapping[str, object],
        expected: Expected,
        files: Files,
        anchors: dict[str, set[str]],
        addresses: dict[str, str],
        script: Script,
    ) -> None:
        self.site, self.root, self.settings, self.expected, self.files = site, root, settings, expected, files
        self.addresses, self.script = addresses, script
        docs = root / str(settings.get("docs_dir", "docs"))
        self.origins = [docs, *filter(None, [locales.source_pages(root, docs)])]
        self.known = Site(files.packages, files.classes, files.usable, expected.names)
        self.judge, self.index = Judge(expected, anchors, addresses), search.Index(site)
        self.charts = Charts(site, expected, anchors, addresses.get("index.html", ""))
        self.repeated: dict[str, reader.Item] = {}

    def account(self, path: str, html: str, entries: list[dict[str, object]]) -> Account:
        """Account for every numeral of one page, which has these entries in the search index."""
        tree = LexborHTMLParser(html)
        page = reader.read(path, tree, self.known, self.repeated)
        self.judge.calculated, self.charts.shown = set(), set()
        one = PageAudit(page, self.expected, self.judge, _Origin(self.site, self.origins, self.root, path, self.script))
        one.run()
        for what in search.extra(page, entries):
            one.problem("", "", what, AGAIN)
        problems = [
            *one.problems,
            *self.charts.problems(path, tree),
            *_register(page, self.judge),
            *inputs.problems(path, tree),
            *tallies.problems(path, tree),
            *renderings.problems(path, tree, self.expected),
            *signposts.problems(path, tree, self.expected, self.settings, self.site, self.addresses[path]),
        ]
        told = {n for n in self.files.scripts if any(n in run.text for run in page.runs if run.article)}
        met = (one.used_exceptions, told, self.charts.shown, self.judge.calculated)
        return Account(problems, one.frame, one.trace, *met)

    def beside(self, whole: Account) -> Account:
        """The account of the files beside the pages, which as a `whole` have met these scripts and charts."""
        home = self.addresses.get("index.html", "")
        self.files.tables.calculated = whole.calculated
        return Account(
            [
                *self.files.problems(whole.scripts, whole.charts),
                *feeds.problems(self.site, self.expected, self.settings),
                *signposts.discovery(self.site, self.expected, self.settings, home),
            ]
        )


def _register(page: Page, judge: Judge) -> Iterator[Problem]:
    """Every fact with a figure has its anchor on the register's page and on one of its measure, and every line there links to an entry."""
    if is_page(page.path, "register"):
        facts = sorted({row.fact for row in judge.expected.rows.values()})
        for fact in (f for f in facts if f not in judge.ids[page.path]):
            yield Problem(page.path, 0, f"fact '{fact}' has no anchor in the register", AGAIN)
        for fact in (f for f in facts if not judge.has_entry(f)):
            yield Problem(page.path, 0, f"fact '{fact}' has no entry on the pages of its measure", AGAIN)
    for href in page.details:
        target, anchor = resolve(page.path, href)
        if anchor not in judge.ids.get(target, ()):
            yield Problem(page.path, 0, f"a line links to '{href}', which is no entry", AGAIN)


def _frame(problems: list[Problem]) -> list[Problem]:
    """Each problem of header, navigation and footer once, at the page whose own Markdown has the text."""
    by_text: dict[str, Problem] = {}
    for problem in sorted(problems, key=lambda p: p.path.endswith(".md") and p.line > 1):
        by_text[problem.what] = problem
    return list(by_text.values())


def _survey(site: Path, found: Audit, live: bool, apart: frozenset[str]) -> tuple[dict[str, set[str]], dict[str, str]]:
    """The anchors and the canonical address of every page, which links from other pages are checked against.

    A page that cannot be read, or has no content-security policy, is a problem. Each page is read again when it is
    audited, since all of them at once would fill the memory.
    """
    anchors, addresses = {}, {}
    for path in sorted(p for p in site.rglob("*") if p.is_file() and p.suffix.lower() == ".html"):
        name = path.relative_to(site).as_posix()
        if name.partition("/")[0] in apart:
            continue
        try:
            html = path.read_text("utf-8")
            ids, addresses[name] = survey(html)
            anchors[name] = set(ids)
            # Two underscores begin the name of a control of the theme, to which no link leads.
            twice = (anchor for anchor, times in ids.items() if times > 1 and not anchor.startswith("__"))
            found.problems += [_repeated(name, anchor) for anchor in sorted(twice)]
            if not live and (what := policy.fault(html)):
                found.problems.append(Problem(name, 0, what, "Write it as a page in Markdown; the build adds one."))
        except (UnicodeDecodeError, OSError) as error:
            found.problems.append(Problem(name, 0, f"the page cannot be read: {error}", "Build the site again."))
    return anchors, addresses


def _repeated(page: str, anchor: str) -> Problem:
    fix = "Rename a heading of the page or an entry of data/, and call a macro that lists entries once per page."
    return Problem(page, 0, f"the anchor '{anchor}' occurs twice on the page, and links find only the first", fix)


def _stale(folder: data.Folder, used: set[int], pages: set[str]) -> list[Problem]:
    """Exceptions that no longer excuse anything."""
    out = []
    for entry in folder.exceptions:
        if entry.line not in used:
            known = entry.text("page") in pages
            what = f"the exception '{entry.text('text')}' of page '{entry.text('page')}' excuses nothing"
            fix = "Delete the row." if known else "No such page is built; correct its name or delete the row."
            out.append(Problem(entry.path, entry.line, what, fix))
    return out


class _Origin:
    """Finds where in the project a text of a built page was written, as nearly as possible."""

    def __init__(self, site: Path, folders: list[Path], root: Path, path: str, script: Script) -> None:
        self._shown, self._file, self._script = path, site / path, script
        for source in (folder / name for folder in reversed(folders) for name in sorted(names_of(path))):
            if source.suffix == ".md" and source.is_file():
                self._shown, self._file = Path(os.path.relpath(source, root)).as_posix(), source

    @cached_property
    def _lines(self) -> list[str]:
        """The lines of that file, in the script in which it is shown."""
        return self._script.page(self._file.read_text("utf-8", errors="replace")).splitlines()

    def find(self, text: str, before: str = "") -> tuple[str, int]:
        """Path and line of `text` in the page's Markdown file, or in the built page if it has none."""
        lines = self._lines
        return self._shown, _line_of(text, before, lines) or 1


def _line_of(text: str, before: str, lines: list[str]) -> int | None:
    """The number of a line that holds `text`, preferably with the last word of `before`; None if there is none."""
    word = (before.split() or [""])[-1]
    whole = re.compile(rf"(?<![\w.,]){re.escape(text)}(?![\w]|[.,]\d)")
    held = [n for n, line in enumerate(lines, 1) if text and whole.search(line)]
    return next((n for n in held if word in lines[n - 1]), held[0] if held else None)
