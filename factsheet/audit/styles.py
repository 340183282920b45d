"""Finds numerals that a stylesheet writes into pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from factsheet.core.problems import Problem
from factsheet.text import numerals

THEME = re.compile(r"assets/stylesheets/[\w.]+\.min\.css")
_comment = re.compile(r"/\*.*?\*/", re.DOTALL)
_escape = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_strings = re.compile(r"\"[^\"]*\"|'[^']*'")
_address = re.compile(r"url\([^)]*\)|@(?:charset|import|font-face)[^;{]*|\[[^\]]*\]")
_counts = re.compile(
    r"unicode-bidi\s*:\s*(?:isolate-override|bidi-override)|counter|\battr\(|@import|@counter-style|list-style[^;}]*(?:decimal|roman|alpha|[\"'])",
    re.IGNORECASE,
)


def problems(site: Path) -> list[Problem]:
    """No stylesheet but the theme's own, which only draw icons, writes a numeral, counts, or imports another."""
    out = []
    for path in sorted(p for p in site.rglob("*.css") if p.is_file()):
        name = path.relative_to(site).as_posix()
        if THEME.fullmatch(name):
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            out.append(Problem(name, 0, "the stylesheet is not UTF-8", "Save it as UTF-8."))
            continue
        for line, what in written(text):
            out.append(
                Problem(
                    name, line, f"the stylesheet writes {what} into pages", "Write numbers with macros, in the page."
                )
            )
    return out


def written(text: str) -> Iterator[tuple[int, str]]:
    """Line and text of each place where a stylesheet puts a numeral or a count on a page."""
    text = _comment.sub(lambda m: "\n" * m[0].count("\n"), text)
    decoded = _escape.sub(lambda m: _letter(m[1]), text)
    bare = _address.sub(lambda m: " " * len(m[0]), decoded)
    for match in _strings.finditer(bare):
        if any(numerals.find(match[0][1:-1])):
            yield bare[: match.start()].count("\n") + 1, match[0][:60]
    for match in _counts.finditer(decoded):
        yield decoded[: match.start()].count("\n") + 1, match[0]


def _letter(code: str) -> str:
    number = int(code, 16)
    # Leave quotation marks and backslashes out: they would end the string they stand in.
    return chr(number) if 0x1F < number < 0x110000 and chr(number) not in "\"'\\" else " "
