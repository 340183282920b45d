"""The macro calls of a page, found by the template engine's own parser: what it would run, with the line of each.

Ids have to be written out. Then which page shows what is known before anything is rendered, and has one answer.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from factsheet.core.problems import show
from factsheet.plan.pages import Page, unreadable_front_matter

WRITTEN_OUT = 'Write ids out, between quotation marks: figure("…").'
# What brings text, or macros, into a page.
FROM_ELSEWHERE = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_engine = Environment()
_single = re.compile(r"(?<!\{)\{ *(\w+)\([^{}\n]*\) *\}")
# Macros that write blocks of their own, and no part of a sentence.
BLOCKS = frozenset(
    "table chart claims disagreement disagreements voices register places source sources bibliography corrections downloads".split()
)


@dataclass(frozen=True)
class Call:
    """A macro call with its arguments."""

    name: str
    given: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()

    def values(self) -> tuple[str, ...]:
        """Every argument."""
        return (*self.given, *(value for _, value in self.named))


@dataclass(frozen=True)
class Fault:
    """Why a call, or a whole page, cannot be read; without `name` it is about the page."""

    line: int
    what: str
    fix: str
    name: str = ""


@dataclass(frozen=True)
class Calls:
    """What a page calls for, in its order; lines count from the top of its file.

    `elsewhere` is the first line that may bring in calls from outside of the page's own text, 0 if none does.
    """

    calls: tuple[tuple[int, Call], ...] = ()
    faults: tuple[Fault, ...] = ()
    elsewhere: int = 0


def of_page(page: Page, names: frozenset[str], misfit: Callable[[Call], str]) -> Calls:
    """The calls of macros of these names on a page; `misfit` says what is wrong with the arguments of one.

    A page whose front matter has `render_macros: false` is not rendered, and has none.
    """
    front_matter = page.front_matter
    if front_matter.get("ignore_macros"):
        line = _line(page, "ignore_macros")
        what, fix = "the macros plugin refuses `ignore_macros`", "Write `render_macros: false` instead."
        return Calls(faults=(Fault(line, what, fix),))
    if front_matter.get("render_macros") is False:
        return Calls()
    if wrong := unreadable_front_matter(page.source):
        return Calls(faults=(Fault(*wrong),))
    found, above = _read(page.text, names, misfit), page.offset
    faults = [Fault(f.line + above, f.what, f.fix, f.name) for f in found.faults]
    for name in sorted({call.name for _, call in found.calls} & front_matter.keys()):
        what = f"the page's front matter gives {show(name)} another meaning than that of the macro"
        faults.append(Fault(_line(page, name), what, "Give it another name.", name))
    title = front_matter.get("title")
    if isinstance(title, str) and not page.generated and (titled := _read(title, names, misfit)).calls + titled.faults:
        fix = "Put the number in the text, and only words here."
        faults.append(Fault(_line(page, "title"), "a macro in the page's title", fix))
    calls = tuple((line + above, call) for line, call in found.calls)
    return Calls(calls, tuple(faults), found.elsewhere and found.elsewhere + above)


def _line(page: Page, key: str) -> int:
    """The line of a key of a page's front matter."""
    lines = page.source.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)


@functools.lru_cache(maxsize=4096)  # a server's rebuild parses only what has changed
def _read(text: str, names: frozenset[str], misfit: Callable[[Call], str]) -> Calls:
    """The calls in a text; its lines count from 1."""
    if "{{" not in text and "{%" not in text:
        return Calls()
    try:
        tree = _engine.parse(text)
    except TemplateSyntaxError as error:
        return Calls(faults=(Fault(error.lineno, *unread(str(error.message))),))
    calls, outside, called = [], [], set()
    faults = [*_printed(text, tree, names)]
    for node in tree.find_all((nodes.Call, nodes.Name, nodes.Macro, *FROM_ELSEWHERE)):  # a call before its own name
        if isinstance(node, nodes.Call):
            called.add(id(node.node))
            if isinstance(node.node, nodes.Name) and node.node.name in names:
                found = _call(node.node.name, node, misfit)
                (faults if isinstance(found, Fault) else calls).append(found)
        elif isinstance(node, FROM_ELSEWHERE):
            outside.append(node.lineno)
        elif node.name in names and (isinstance(node, nodes.Macro) or node.ctx != "load"):
            what = f"the page gives the name of the macro {show(node.name)} to something else"
            faults.append(Fault(node.lineno, what, "Rename it."))
        elif (node.name in names or node.name == "macros") and id(node) not in called:
            outside.append(node.lineno)
    return Calls(tuple(calls), tuple(faults), min(outside, default=0))


def _printed(text: str, tree: nodes.Template, names: frozenset[str]) -> Iterator[Fault]:
    """Macros that a page would print, since they are not called: without parentheses, or between single braces."""
    for output in tree.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.Name) and node.name in names:
                what = f"{node.name} is not called here, so its own name would be printed"
                yield Fault(node.lineno, what, f'Write {{{{ {node.name}("…") }}}}, with its arguments.', node.name)
    for found in _single.finditer(text):
        if found[1] in names:
            line = text.count("\n", 0, found.start()) + 1
            yield Fault(
                line, f"{found[1]} stands between single braces", "Write two on either side: {{ … }}.", found[1]
            )


def unread(said: str) -> tuple[str, str]:
    """Why the template engine cannot read a page, in plainer words than its own, and what to do."""
    said = said.rstrip(".").replace("'end of print statement'", "'}}'").partition(" at ")[0]
    fix = "Check the braces, quotation marks and commas of the macro call."
    if any(mark in said for mark in "“”„‟‘’‚«»"):
        fix = 'Write straight quotation marks in a macro call: figure("…").'
    return f"Jinja cannot read the page: {said}", fix


def others(text: str, names: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Line and name of each call of something else than these macros, which the page itself does not define; a page that cannot be read has none."""
    try:
        tree = _engine.parse(text)
    except TemplateSyntaxError:
        return
    own = {
        node.name
        for node in tree.find_all((nodes.Macro, nodes.Name))
        if not isinstance(node, nodes.Name) or node.ctx != "load"
    }
    for node in tree.find_all(nodes.Call):
        if isinstance(node.node, nodes.Name) and node.node.name not in names | own:
            yield node.lineno, node.node.name


def _call(name: str, node: nodes.Call, misfit: Callable[[Call], str]) -> tuple[int, Call] | Fault:
    """A call with its line, or why it cannot be followed."""
    given = [*node.args, *(keyword.value for keyword in node.kwargs)]
    if node.dyn_args or node.dyn_kwargs:
        return Fault(node.lineno, f"{name}: its arguments are not written out", WRITTEN_OUT, name)
    for value in given:
        if isinstance(value, nodes.Name):
            return Fault(node.lineno, f"{name}: {value.name} is not an id between quotation marks", WRITTEN_OUT, name)
        if not isinstance(value, nodes.Const):
            return Fault(node.lineno, f"{name}: an id is worked out by the page, not written out", WRITTEN_OUT, name)
        if not isinstance(value.value, str):
            return Fault(node.lineno, f"{name}: the argument {show(value.value)} is not text", WRITTEN_OUT, name)
    texts, named = [n.value for n in node.args], [(k.key, k.value.value) for k in node.kwargs]
    call = Call(name, tuple(texts), tuple(named))
    wrong = misfit(call)
    return Fault(node.lineno, wrong, "Correct the arguments.", name) if wrong else (node.lineno, call)
