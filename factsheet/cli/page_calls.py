"""What the pages call for, read from their text: which page shows which figure, verdict and calculated number.

The calls are made as a build makes them, over one sheet, and what they would show is noted, not rendered:
this needs no host, and works for any state of `data/` and `docs/`.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

from factsheet.core import encoding
from factsheet.core.problems import Refusal
from factsheet.model import Figure, Sheet
from factsheet.model.claims import Result
from factsheet.plan.page_index import Usage
from factsheet.render.charts import rows
from factsheet.render.macros import NAMES, Macros

# What shows nothing: the template engine does not run the first two, Markdown makes code or a comment of the others.
_dead = re.compile(
    r"""
    \{\#.*?\#\}
    | \{%[-+]?\s*raw\s*-?%\}.*?\{%[-+]?\s*endraw\s*[-+]?%\}
    | <!--.*?-->
    | ^[ \t]*(?P<fence>`{3,}|~{3,})[^`\n]*\n(?:.*?\n)??[ \t]*(?P=fence)[`~]*[ \t]*$
    | (?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)
    """,
    re.S | re.M | re.X,
)
_blank = re.compile(r"\n(?:[ \t]*\n)+")
_indented = re.compile(r"(?:(?: {4}| {0,3}\t).*(?:\n|\Z))+")
# Under these, indented text is no code but a part of them: lists, definitions, admonitions, HTML.
_container = re.compile(r"^ {0,3}(?:[-*+] |\d+\. |: |!!!|\?\?\?|===|<)", re.M)
_expression = re.compile(r"\{\{[-+]?(.*?)[-+]?\}\}|\{%[-+]?(.*?)[-+]?%\}", re.S)
_macro = re.compile(rf"\b(?:{'|'.join(NAMES)})\s*\(")
_quoted = re.compile(r"""["']([^"'\n]+)["']""")


@dataclass
class Reader(Macros):
    """The macros, noting more and drawing nothing.

    `guessed` holds the texts of expressions that could not be followed, as ids in a loop: they may name what is shown.
    """

    guessed: set[str] = field(default_factory=set)

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
        expressions = _expressions(encoding.read(path, page))
        for text in filter(_shows, expressions):
            try:
                name, arguments, named = _literal(text)
            except ValueError as error:
                unread.append(f"{page}: {' '.join(text.split())} ({error})")
                reader.guessed.update(q for e in expressions for q in _quoted.findall(e))
                continue
            try:
                getattr(reader, name)(*arguments, **named)
            except (Refusal, ValueError, TypeError) as error:
                unread.append(f"{page}: {' '.join(text.split())} ({error})")
    return reader, unread


def _expressions(text: str) -> list[str]:
    """What a page has the template engine work out in its text."""
    return [(m[1] or m[2] or "").strip() for m in _expression.finditer(_without_indented_code(_dead.sub("", text)))]


def _without_indented_code(text: str) -> str:
    """A page's Markdown without the code that only its indentation marks."""
    out, contained = [], False
    for block in _blank.split(text):
        indented = _indented.match(block)
        if indented and not contained:
            block = block[indented.end() :]
        elif not indented:
            contained = _container.search(block) is not None
        out.append(block)
    return "\n\n".join(out)


def _shows(expression: str) -> bool:
    """Whether an expression names a macro; those that list everything show nothing of their own."""
    everything = r"(register|sources|bibliography|voices|corrections|download)\(.*\)"
    return bool(_macro.search(expression)) and not re.fullmatch(everything, expression, re.S)


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
