"""HTML from data: the only place where text becomes markup.

Everything from `data/` passes through `text` or `attribute`, which leave nothing that HTML,
Markdown or Jinja could read as theirs.
"""

from __future__ import annotations

import re

# A line break would end a block of HTML in Markdown; other spaces are part of the words.
_breaks = re.compile(r"[\r\n\t\u2028\u2029\x85]+")
_in_text = re.compile(r"[&<>\"'\\`*_{}\[\]()#!|~^=:@$]")
_in_attribute = re.compile(r"[&<>\"'\\`\[\]!{}]")

_blocks = frozenset(["caption", "dd", "div", "dl", "dt", "h3", "li", "p", "summary", "td", "th", "tr", "ul"])


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def text(raw: str) -> str:
    """Text as it may stand in a Markdown page: every sign of meaning to HTML, Markdown or Jinja is an entity."""
    return _in_text.sub(_entity, _breaks.sub(" ", raw))


def attribute(raw: str) -> str:
    """Text as it may stand in a quoted attribute of an element in a Markdown page."""
    return _in_attribute.sub(_entity, _breaks.sub(" ", raw))


def element(name: str, inner: str, **attributes: str | None) -> str:
    """An element around `inner`, which is HTML already. `class_` is `class`; `data_fact` is `data-fact`; None is left out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value == "" else f'="{attribute(value)}"')
        for key, value in attributes.items()
        if value is not None
    )
    # A space after each block keeps search and copied text from running cells together.
    return f"<{name}{written}>{inner}</{name}>" + (" " if name in _blocks else "")


def problem_box(message: str, block: bool = False) -> str:
    """What stands on a page in place of what could not be rendered."""
    return element("div" if block else "strong", text(message), class_="problem", role="alert")
