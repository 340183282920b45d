"""The live site: shown as soon as it is built, audited after that, with boxes for mistakes that no macro meets.

A build ends at any problem. A server must neither stop nor keep a request waiting, so the problem
becomes a box: on the page it names, or on every page if it names none.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from factsheet.audit.memory import Memory
from factsheet.core.problems import Problem
from factsheet.render import markup

if TYPE_CHECKING:  # a build loads no server
    from mkdocs.livereload import LiveReloadServer

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


# A server answers no request until a build returns, and an audit takes as long as the rest of a rebuild. MkDocs has no
# public way to let the pages be seen before. These are the numbers of the edition that it shows and of the one it is
# building, what has to be held to change them, and whether a file was saved since.
_EDITIONS = ("_visible_epoch", "_wanted_epoch", "_epoch_cond", "_want_rebuild")


def can_show_early(server: object) -> bool:
    """Whether a server's pages can be shown before their audit; under any other they are shown after it."""
    return all(hasattr(server, name) for name in _EDITIONS)


class Overtaken(Exception):
    """A file was saved while the pages that were built before it were audited."""


@dataclass
class Live:
    """The state of the server, if one runs.

    `strict` is whether a build of the same project would be strict, `warnings` are those MkDocs has logged, and
    `pages` maps the path of each page to the file it is built to (`docs/trend.md` to `trend/index.html`). What a
    server has `audited` is known until it stops; a build knows nothing of it. `left` is what a rebuild leaves to do
    once its pages can be seen.
    """

    serving: bool = False
    strict: bool = False
    warnings: Warnings = field(default_factory=Warnings)
    pages: Mapping[str, str] = field(default_factory=dict)
    audited: Memory | None = None
    server: LiveReloadServer | None = None
    left: Callable[[], None] | None = None

    def show(self) -> None:
        """Let browsers have the pages that are built, and load them anew."""
        with self.server._epoch_cond:
            self.server._visible_epoch = self.server._wanted_epoch
            self.server._epoch_cond.notify_all()

    def renew(self) -> None:
        """Make what is written from now on another edition, for which requests wait until the build returns."""
        if self.server:
            with self.server._epoch_cond:
                self.server._wanted_epoch += 1

    def show_problems(self, site: Path, problems: Iterable[Problem]) -> None:
        """Put each problem into a box on the built page it names, or on every page if it names none."""
        changed = boxed(site, problems, self.pages)
        if changed:
            self.renew()
        for path, page in changed.items():
            path.write_bytes(page)

    def finish(self) -> None:
        """Show what is built, then do what is left, unless a file is saved in the meantime."""
        left, self.left = self.left, None
        if left:
            self.show()
            with contextlib.suppress(Overtaken):
                left()

    def unless_overtaken(self, do: Callable[[dict[str, str]], object]) -> Callable[[dict[str, str]], object]:
        """The same function, which raises Overtaken once a file has been saved again: what it is about is then out of date."""

        def checked(entry: dict[str, str]) -> object:
            if self.server and self.server._want_rebuild:
                raise Overtaken
            return do(entry)

        return checked

    def problems(self) -> list[Problem]:
        """The warnings that would stop a strict build, each at the page it names."""
        return [self._problem(message) for message in self.warnings.messages] if self.strict else []

    def _problem(self, message: str) -> Problem:
        docs = {Path(path).parts[0] for path in self.pages}
        named = [f"{folder}/{name}" for name in _quoted.findall(message) for folder in docs]
        path = next((name for name in named if name in self.pages), "mkdocs")
        return Problem(path, 0, message.rstrip("."), "A strict build stops at this warning.")


def boxed(site: Path, problems: Iterable[Problem], pages: Mapping[str, str]) -> dict[Path, bytes]:
    """The built pages with each problem in a box, on the page it names, or on every page if it names none.

    A page that shows the problem already gets no second box. `pages` maps the paths that problems have to built files.
    """
    ordered = sorted(set(problems))
    built = built_pages(site) if ordered else []
    targets = {p: site / pages.get(p.path, p.path) for p in ordered}
    known, changed = set(built), dict[Path, bytes]()
    for path in built:
        page = path.read_bytes().decode("utf-8", "surrogateescape")  # an HTML file among the pages need not be UTF-8
        here = [p for p in ordered if targets[p] == path or targets[p] not in known]
        boxes = _boxes(str(p) for p in here if markup.text(str(p)) not in page)
        if boxes:
            start = _content.search(page)
            at = start.end() if start else 0
            changed[path] = (page[:at] + boxes + page[at:]).encode("utf-8", "surrogateescape")
    return changed


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


def located(error: Exception, root: Path) -> str:
    """What an error says; of a template, with its file, line and remedy."""
    if not isinstance(error, TemplateSyntaxError) or not error.filename:
        return f"{error}"
    path = os.path.relpath(error.filename, root)
    fix = "Correct the template: Jinja's tags are {% name %} … {% endname %}."
    return str(Problem(Path(path).as_posix(), error.lineno, str(error.message), fix))
