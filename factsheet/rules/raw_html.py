"""The rule of HTML in pages: an author writes Markdown, and of HTML no more than the catalogue lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factsheet.core.problems import Problem, show
from factsheet.core.published import RAW_HTML

_ALLOWED = ", ".join(f"<{' '.join((tag, *names.split()))}>" for tag, names in sorted(RAW_HTML.items()))
FIX = f"Write it in Markdown. The only HTML that a page may hold, with these attributes: {_ALLOWED}."
# What is no HTML of the author's: front matter, comments, code, calls of macros, and addresses in angle brackets.
_aside = re.compile(
    r"\A---\n.*?\n---\n|<!--.*?-->|^(?P<fence>[ ]*(?:`{3,}|~{3,})).*?^(?P=fence)[ ]*$|(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)"
    r"|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<(?:https?:|mailto:)[^>]*>",
    re.DOTALL | re.MULTILINE,
)
_tag = re.compile(r"</?([A-Za-z][\w:-]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*)>|<(?:[!?]|(?:script|style)\b)", re.IGNORECASE)
_attribute = re.compile(r"([^\s=\"'/]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


def faults(text: str, shown: str) -> Iterator[Problem]:
    """A page holds no HTML but the listed elements, with the listed attributes."""
    plain = _aside.sub(lambda m: "\n" * m[0].count("\n"), text)
    for found in _tag.finditer(plain):
        tag, line = (found[1] or "").lower(), plain.count("\n", 0, found.start()) + 1
        if tag not in RAW_HTML:
            yield Problem(shown, line, f"HTML in a page: {show(found[0][:60])}", FIX)
            continue
        for attribute in _attribute.finditer(found[2] or ""):
            if attribute[1].lower() not in RAW_HTML[tag].split():
                yield Problem(shown, line, f"the attribute {show(attribute[1])} of <{tag}> in a page", FIX)
