"""The live site's boxes for mistakes that no macro meets.

A build ends at any problem. A server must neither stop nor keep a request waiting, so the problem
becomes a box: on the page it names, or on every page if it names none.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factsheet.audit.memory import Memory
from factsheet.core.problems import Problem
from factsheet.render import markup

# Loggers of MkDocs that report requests, and our own, which repeats our problems: no warnings about the site.
_IGNORED = ("mkdocs.livereload", "mkdocs.factsheet")
_quoted = re.compile(r"'([^']+)'")
_content = re.compile(r"<article[^>]*>|<body[^>]*>")
# MkDocs adds a script that loads the page again after the next build.
_PAGE = '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>The site cannot be built</title>\n<body>\n{boxes}\n</body>\n</html>\n'


class Warnings(logging.Handler):
    """Collects the warnings of MkDocs since the last `clear`, as `messages`."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning that is about the site."""
        if record.name not in _IGNORED:
            self.messages.append(record.getMessage())

    def clear(self) -> None:
        """Forget the warnings of the last build, before the next."""
        self.messages = []


@dataclass
class Live:
    """The state of the server, if one runs.

    `strict` is whether a build of the same project would be strict, `warnings` are those MkDocs has logged, and
    `pages` maps the path of each page to the file it is built to (`docs/trend.md` to `trend/index.html`). What a
    server has `audited` is known until it stops; a build knows nothing of it.
    """

    serving: bool = False
    strict: bool = False
    warnings: Warnings = field(default_factory=Warnings)
    pages: Mapping[str, str] = field(default_factory=dict)
    audited: Memory | None = None

    def problems(self) -> list[Problem]:
        """The warnings that would stop a strict build, each at the page it names."""
        return [self._problem(message) for message in self.warnings.messages] if self.strict else []

    def _problem(self, message: str) -> Problem:
        docs = {Path(path).parts[0] for path in self.pages}
        named = [f"{folder}/{name}" for name in _quoted.findall(message) for folder in docs]
        path = next((name for name in named if name in self.pages), "mkdocs")
        return Problem(path, 0, message.rstrip("."), "A strict build stops at this warning.")


def show_problems(site: Path, problems: Iterable[Problem], pages: Mapping[str, str]) -> None:
    """Put each problem into a box on the built page it names, or on every page if it names none.

    A page that shows the problem already gets no second box. `pages` maps the paths that problems have to built files.
    """
    ordered = sorted(set(problems))
    built = built_pages(site) if ordered else []
    targets = {p: site / pages.get(p.path, p.path) for p in ordered}
    known = set(built)
    for path in built:
        page = path.read_bytes().decode("utf-8", "surrogateescape")  # an HTML file among the pages need not be UTF-8
        here = [p for p in ordered if targets[p] == path or targets[p] not in known]
        boxes = _boxes(str(p) for p in here if markup.text(str(p)) not in page)
        if boxes:
            start = _content.search(page)
            at = start.end() if start else 0
            path.write_bytes((page[:at] + boxes + page[at:]).encode("utf-8", "surrogateescape"))


def built_pages(site: Path) -> list[Path]:
    """The HTML files of a built site."""
    return sorted(site.rglob("*.html"))


def write_error_page(site: Path, pages: Iterable[Path], problems: Iterable[str]) -> None:
    """Where the site could not be built at all: write a page that says why, as `pages`, the front page and the 404 page."""
    page = _PAGE.format(boxes=_boxes(problems))
    for path in {*pages, site / "index.html", site / "404.html"}:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, "utf-8")


def _boxes(problems: Iterable[str]) -> str:
    # As templates/problem.html has it. Where nothing could be built there are no templates.
    return "".join(f'<div class="problem" role="alert">{markup.text(problem)}</div> ' for problem in problems)
