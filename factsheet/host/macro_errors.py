"""Problems of pages: error texts of the macros plugin, macros where they may not stand, pages that are not UTF-8.

Where a page cannot be rendered, the plugin publishes an error text in its place; we replace that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from factsheet.core import encoding
from factsheet.core.problems import FactsheetError, Problem, did_you_mean, show
from factsheet.plan import calls

_title = re.compile(r"# _Macro (Syntax|Rendering) Error_")
_said = re.compile(r"^_(?!File)(\w+)_: (.*)$|^_Line (\d+) in Markdown file:_ \*\*(.*)\*\*$", re.MULTILINE)
_inside = re.compile(r'File "<template>", line (\d+)')
_undefined = re.compile(r"'(\w+)' is undefined")
_carried = re.compile(r'<(?:data|time|a|strong)[^>]*class="(?:figure|cite|site|verdict)')


def read(markdown: str, path: str, offset: int, names: Iterable[str]) -> Problem | None:
    """The problem that the plugin's error text reports, or None if `markdown` is a page.

    `path` is the page's, `offset` the number of lines of its file before its text, and `names` what may be called there.
    """
    if not _title.match(markdown):
        return None
    said = _said.search(markdown)
    what, line = "the page cannot be rendered", 0
    if said and said[3]:
        return Problem(path, int(said[3]) + offset, *calls.unread(said[4]))
    if said:
        what = said[2]
        inside = _inside.findall(markdown)
        line = int(inside[-1]) if inside else 0
    unknown = _undefined.search(what)
    if unknown:
        return Problem(path, line + offset, f"{show(unknown[1])} is not defined", did_you_mean(unknown[1], names))
    return Problem(path, line + offset, what, "Check the braces, quotation marks and commas of the macro call.")


def readable(file: Path, path: str, bytes_of: Callable[[Path], bytes]) -> tuple[str, Problem | None]:
    """What can be read of a page, and its problem where it is not UTF-8 or cannot be opened.

    MkDocs would stop at the first such page, with a traceback.
    """
    try:
        content = bytes_of(file)
    except OSError as error:
        what = f"the page cannot be read: {error.strerror or error}"
        return "", Problem(path, 0, what, "Restore it, or check its permissions.")
    try:
        return encoding.lines(encoding.decoded(content, path)), None
    except FactsheetError as error:
        return encoding.lines(content.decode("utf-8-sig", "replace")), replace(
            error.problem, fix="Save the page as UTF-8."
        )


def misplaced(html: str, title: str, path: str, lines: list[str]) -> Iterable[Problem]:
    """A macro stands in running text, never in a heading, a link or a page's title, where it breaks anchors and contents lists."""
    fix = "Put the number in the text, and only words here."
    if "{{" in title or _carried.search(title):
        yield Problem(path, _line(lines, r"^title:.*\{\{"), "a macro in the page's title", fix)
    for heading in re.findall(r"<h[1-6][^>]*>.*?</h[1-6]>", html, re.DOTALL):
        if _carried.search(heading):
            yield Problem(
                path, _line(lines, r"^\s*#+ .*\{\{|^.*\{\{.*\}\}.*$(?=\n[=-]+$)"), "a macro in a heading", fix
            )
    for link in re.findall(r"<a [^>]*>(?:(?!</a>).)*<a ", html, re.DOTALL):
        if _carried.search(link) or "register/" in link:
            yield Problem(path, _line(lines, r"\[[^\]]*\{\{.*\]\(|<a .*\{\{"), "a macro inside a link", fix)


def taken_apart(path: str, lines: list[str]) -> Problem:
    """The problem of a macro in something that a Markdown extension takes apart, such as highlighted code."""
    what = "what a macro wrote was taken apart by an extension of Markdown"
    return Problem(path, _line(lines, r"^\s*(?:```|~~~)"), what, "Take the macro out of the code.")


def _line(lines: list[str], pattern: str) -> int:
    return next((n for n, line in enumerate(lines, 1) if re.search(pattern, line)), 1)
