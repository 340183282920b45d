"""What a live site shows of mistakes that no macro meets, since a server must neither stop nor keep a request waiting.

A build ends at any problem. Under a server the problem becomes a box: on the page it names, or else on every page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factsheet.core.problems import Problem
from factsheet.plan import messages
from factsheet.render import markup

# Loggers of the host that tell of requests, or repeat what we report; neither is a warning about the site.
_OTHERS = ("mkdocs.livereload", "mkdocs.factsheet")
_quoted = re.compile(r"'([^']+)'")
_content = re.compile(r"<article[^>]*>|<body[^>]*>")
# The host adds a script that loads the page again once the next build is done.
_PAGE = '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n<body>\n{boxes}\n</body>\n</html>\n'


class Warnings(logging.Handler):
    """The host's warnings since the last `clear`."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is said of the site."""
        if record.name not in _OTHERS:
            self.told.append(record.getMessage())

    def clear(self) -> None:
        """Forget them: another build begins."""
        self.told = []


@dataclass
class Live:
    """What is known of the server, if one runs: whether a build of the same project would be strict, what the host has
    warned of, and the file that each page is built to (`docs/trend.md` to `trend/index.html`)."""

    serving: bool = False
    strict: bool = False
    warnings: Warnings = field(default_factory=Warnings)
    pages: Mapping[str, str] = field(default_factory=dict)

    def problems(self) -> list[Problem]:
        """The warnings that would stop a strict build, each at the page it speaks of."""
        return [self._problem(told) for told in self.warnings.told] if self.strict else []

    def _problem(self, told: str) -> Problem:
        docs = {Path(path).parts[0] for path in self.pages}
        named = [f"{folder}/{name}" for name in _quoted.findall(told) for folder in docs]
        path = next((name for name in named if name in self.pages), "mkdocs")
        return Problem(path, 0, told.rstrip("."), "A strict build stops at this warning.")


def show(site: Path, problems: Iterable[Problem], pages: Mapping[str, str]) -> None:
    """Put each problem into a box on the built page it names, or on all if it names none; unless it is shown there already."""
    ordered = sorted(set(problems))
    built = built_pages(site) if ordered else []
    targets = {p: site / pages.get(p.path, p.path) for p in ordered}
    known = set(built)
    for path in built:
        html = path.read_bytes().decode("utf-8", "surrogateescape")  # a file of HTML among the pages may be anything
        here = [p for p in ordered if targets[p] == path or targets[p] not in known]
        boxes = _boxes(str(p) for p in here if markup.text(str(p)) not in html)
        if boxes:
            start = _content.search(html)
            at = start.end() if start else 0
            path.write_bytes((html[:at] + boxes + html[at:]).encode("utf-8", "surrogateescape"))


def built_pages(site: Path) -> list[Path]:
    """The pages of a built site."""
    return sorted(site.rglob("*.html"))


def stand_in(site: Path, pages: Iterable[Path], told: Iterable[str]) -> None:
    """Where a site could not be built at all: one page that says why, at the addresses of all `pages` and of any other."""
    html = _PAGE.format(title=markup.text(messages.LABELS["not-built"]), boxes=_boxes(told))
    for path in {*pages, site / "index.html", site / "404.html"}:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, "utf-8")


def _boxes(told: Iterable[str]) -> str:
    return "".join(markup.problem_box(message, block=True) for message in told)
