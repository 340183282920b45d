"""What the pages call for, read from their text: which page shows which figure, verdict and calculated number.

The calls are made as a build makes them, over one sheet, and what they would show is noted, not rendered:
this needs no host, and works for any state of `data/` and `docs/`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from factsheet import encoding
from factsheet.calls import NAMES, Calls
from factsheet.charts import rows
from factsheet.claims import Result
from factsheet.errors import Refusal
from factsheet.model import Figure, Sheet
from factsheet.usage import Usage

# What the template engine would not run.
_dead = re.compile(r"\{#.*?#\}|\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.S)
_expression = re.compile(r"\{\{-?(.*?)-?\}\}|\{%(.*?)%\}", re.S)
_macro = re.compile(rf"\b(?:{'|'.join(NAMES)})\s*\(")


class Reader(Calls):
    """The macros, noting more and drawing nothing."""

    def _use(self, figure: Figure) -> Figure:
        self.usage.note(self.here(), figure.key)
        return super()._use(figure)

    def _note_result(self, result: Result, worked: bool = True) -> None:
        self.usage.note(self.here(), f"verdict {result.id}")
        super()._note_result(result, worked)

    def count(self, what: str) -> str:
        """Note that a page counts entries of this kind."""
        self.usage.note(self.here(), f"count {what}")
        return super().count(what)

    def site(self, key: str) -> str:
        """Note that a page shows this value."""
        self.usage.note(self.here(), f"site {key}")
        return super().site(key)

    def chart(self, chart: str) -> str:
        """Note what a chart draws."""
        entry = self._known("chart", chart, self.sheet.charts)
        self._note_cells(rows.plan(self.sheet, entry, self.results).figures())
        return ""


def read(sheet: Sheet, docs: Path, extra: dict[str, object]) -> tuple[Reader, list[str]]:
    """The reader of all pages under `docs`, with what it noted; and the calls that could not be followed."""
    page, unread = "", []
    reader = Reader(sheet, Usage(), lambda: page, extra)
    for path in sorted(docs.rglob("*.md")):
        page = f"{docs.name}/{path.relative_to(docs).as_posix()}"
        for text in _calls(encoding.read(path, page)):
            try:
                name, arguments, named = _literal(text)
                getattr(reader, name)(*arguments, **named)
            except (Refusal, ValueError, TypeError) as error:
                unread.append(f"{page}: {' '.join(text.split())} ({error})")
    return reader, unread


def _calls(text: str) -> Iterator[str]:
    """The expressions of a page that name a macro; those that list everything show nothing of their own."""
    for match in _expression.finditer(_dead.sub("", text)):
        found = (match[1] or match[2] or "").strip()
        if _macro.search(found) and not re.fullmatch(
            r"(register|sources|bibliography|voices|corrections|download)\(.*\)", found, re.S
        ):
            yield found


def _literal(text: str) -> tuple[str, list[str], dict[str, str]]:
    """A macro's name and its arguments, where all of them are written out; ValueError where they are not."""
    try:
        call = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise ValueError("more than a call with ids written out") from error
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in NAMES:
        raise ValueError("more than a call with ids written out")
    values = [*call.args, *(k.value for k in call.keywords)]
    if not all(isinstance(v, ast.Constant) and isinstance(v.value, str) for v in values):
        raise ValueError("its ids are not written out")
    return call.func.id, [v.value for v in call.args], {str(k.arg): k.value.value for k in call.keywords}
