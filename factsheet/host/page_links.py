"""Links of pages to pages and pictures that are not there, which MkDocs would find as it renders."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.plan.pages import MARKDOWN, Page, lines_of_text

_link = re.compile(r"(?<!\\)\]\(\s*<?([^)\s<>]+)")
_code = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
# What else a page links to may be written by a build.
KINDS = MARKDOWN | {".png", ".svg", ".jpg", ".jpeg", ".gif", ".webp", ".avif"}


def faults(pages: Iterable[Page], files: Collection[str], note: bool) -> Iterator[Problem]:
    """A link within the site names one of `files`, by its path from the page; it is a `note` where a build only warns."""
    for page in pages:
        for line, target in _links(page.source):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), unquote(target)))
            if posixpath.splitext(path)[1].lower() in KINDS and path not in files:
                near = did_you_mean(path, files)
                fix = near if near.startswith("Did") else "Correct the path, which is from this page's folder."
                yield Problem(page.path, line, f"the link to {show(target)} leads nowhere", fix, note)


def _links(text: str) -> Iterator[tuple[int, str]]:
    """Line and path of each link within the site."""
    for number, line in lines_of_text(text):
        for found in _link.finditer(_code.sub("", line)):
            parts = urlsplit(found[1])
            if not parts.scheme and not parts.netloc and parts.path and not parts.path.startswith(("/", "{")):
                yield number, parts.path
