"""HTML from data: the only place where text becomes markup.

Everything from `data/` passes through `text` or `attribute`, which leave nothing that HTML,
Markdown or Jinja could read as theirs.
"""

from __future__ import annotations

import functools
import re

from markupsafe import Markup

from factsheet.text.scripts import Untranslated

# A line break would end a block of HTML in Markdown; other spaces are part of the words.
_breaks = r"[\r\n\t\u2028\u2029\x85]+"
_in_text = re.compile(rf"{_breaks}|[&<>\"'\\`*_{{}}\[\]()#!|~^=:@$]")
_in_attribute = re.compile(rf"{_breaks}|[&<>\"'\\`\[\]!{{}}]")


def _entity(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else f"&#{ord(match[0])};"


@functools.lru_cache(maxsize=8192)  # a page has the same ids, addresses and names a hundred times
def text(raw: str) -> Markup:
    """Text as it may stand in a Markdown page: every sign of meaning to HTML, Markdown or Jinja is an entity."""
    return Markup(_in_text.sub(_entity, raw))


@functools.lru_cache(maxsize=8192)
def attribute(raw: str) -> Markup:
    """Text as it may stand in a quoted attribute of an element in a Markdown page."""
    return Markup(_in_attribute.sub(_entity, raw))


def escaped(value: object) -> Markup:
    """A value as HTML: what is HTML already unchanged, anything else as text, which says its language where that is not the page's."""
    if isinstance(value, Untranslated):
        return Markup(f'<span lang="{value.language}">{text(str(value))}</span>')
    return value if isinstance(value, Markup) else text(str(value))


def quoted(value: object) -> Markup:
    """A value as it may stand in a quoted attribute."""
    return value if isinstance(value, Markup) else attribute(str(value))
