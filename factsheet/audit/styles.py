"""Stylesheets of the project: they dress what is on the page, and put no text, picture or font there.

Parsed as browsers do (CSS Syntax Level 3). Properties and functions are those listed; anything else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import tinycss2
from tinycss2.ast import Node

PROPERTIES = re.compile(
    r"--[\w-]+|(?:background-)?color|(?:accent|caret|column-rule|outline|text-decoration)-color|background|border(?:-[\w-]+)?|outline(?:-[\w-]+)?"
    r"|margin(?:-[\w-]+)?|padding(?:-[\w-]+)?|(?:min-|max-)?(?:width|height|inline-size|block-size)|box-sizing|box-shadow|display|visibility"
    r"|opacity|overflow(?:-[\w-]+)?|font|font-(?:family|size|style|variant|weight|stretch|variant-numeric)|line-height|text-(?:align|decoration|"
    r"indent|underline|wrap|overflow)(?:-[\w-]+)?|letter-spacing|word-(?:spacing|break)|white-space|hyphens|vertical-align|gap|row-gap"
    r"|column-gap|column-count|columns|grid(?:-[\w-]+)?|flex(?:-(?:grow|shrink|basis|wrap|flow))?|align-[\w-]+|justify-[\w-]+|place-[\w-]+"
    r"|break-[\w-]+|page-break-[\w-]+|orphans|widows|cursor|scroll-[\w-]+|transition(?:-[\w-]+)?|table-layout|caption-side|fill|stroke"
    r"|stroke-width|color-scheme|print-color-adjust|-webkit-print-color-adjust|list-style|list-style-type|content|position|float|clear|isolation"
)
FUNCTIONS = frozenset(
    "var calc min max clamp rgb rgba hsl hsla color-mix light-dark repeat minmax fit-content cubic-bezier".split()
)
# Of properties that could write or set out of order, only these values.
VALUES = {
    "content": re.compile(r"none|normal|\"\"|''"), "list-style": re.compile("none|disc|circle|square"),
    "list-style-type": re.compile("none|disc|circle|square"), "position": re.compile("static|relative|sticky"),
    "letter-spacing": re.compile(r"normal|\+?(?:\d*\.)?\d+\w*"), "word-spacing": re.compile(r"normal|\+?(?:\d*\.)?\d+\w*"),
}  # fmt: skip
RULES = frozenset(["media", "supports", "layer", "container", "page"])


def faults(text: str) -> Iterator[tuple[int, str]]:
    """Line and text of each thing that a stylesheet of the project may not hold."""
    yield from _rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def classes(text: str) -> frozenset[str]:
    """The classes that a stylesheet dresses: those the project's pages may have."""
    found: set[str] = set()
    left = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    while left:
        node = left.pop()
        if node.type == "qualified-rule":
            found |= set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", tinycss2.serialize(node.prelude)))
        if node.type in ("at-rule", "qualified-rule") and node.content:
            left += tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    return frozenset(found)


def _rules(nodes: Iterable[Node]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if node.type == "error":
            yield node.source_line, f"something that is no CSS ({node.message})"
        elif node.type == "at-rule" and (node.lower_at_keyword not in RULES or node.content is None):
            yield node.source_line, f"@{node.at_keyword}"
        elif node.type in ("at-rule", "qualified-rule"):
            yield from _rules(tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True))
        elif node.type == "declaration":
            yield from _declaration(node)


def _declaration(node: Node) -> Iterator[tuple[int, str]]:
    """A property of the list, with a value that holds no text and no address."""
    said = tinycss2.serialize(node.value).strip()
    if not PROPERTIES.fullmatch(node.lower_name):
        yield node.source_line, f"the property '{node.name}'"
    elif node.lower_name in VALUES and not VALUES[node.lower_name].fullmatch(said.lower()):
        yield node.source_line, f"'{node.name}: {said[:60]}'"
    else:
        yield from (
            (n.source_line, f"'{tinycss2.serialize([n])[:60]}' in '{node.name}'")
            for n in _texts(node.value, node.lower_name)
        )


def _texts(nodes: Iterable[Node], name: str) -> Iterator[Node]:
    """Strings, addresses and unlisted functions, however deep; the name of a font may be a string."""
    for node in nodes:
        if node.type == "function" and node.lower_name in FUNCTIONS:
            yield from _texts(node.arguments, name)
        elif node.type in ("function", "url", "error") or (
            node.type == "string" and node.value and name not in ("font", "font-family")
        ):
            yield node
        elif node.type.endswith("block"):
            yield from _texts(node.content, name)
