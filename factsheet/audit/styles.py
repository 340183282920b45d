"""Numerals that a stylesheet writes into a page."""

from __future__ import annotations

import re
from pathlib import Path

from factsheet import data
from factsheet.errors import Problem

_content = re.compile(r"content\s*:\s*([^;}]*)", re.IGNORECASE)


def faults(site: Path) -> list[Problem]:
    """No stylesheet of ours writes a numeral or counts; the theme's own, under assets/, draws icons only."""
    out = []
    for path in sorted(site.rglob("*.css")):
        name = path.relative_to(site).as_posix()
        if name.startswith("assets/"):
            continue
        text = re.sub(
            r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), path.read_text("utf-8", errors="replace"), flags=re.S
        )
        for match in _content.finditer(text):
            words = re.sub(r"\\[0-9a-fA-F]{1,6}\s?", "", " ".join(re.findall(r"\"[^\"]*\"|'[^']*'", match[1])))
            escaped = re.search(r"\\0*3[0-9]\b", match[1])
            if escaped or "counter" in match[1] or "attr(" in match[1] or any(data.find(words)):
                line = text[: match.start()].count("\n") + 1
                what = f"the stylesheet writes {match[1].strip()[:60]} into pages"
                out.append(Problem(name, line, what, "Write numbers with macros, in the page."))
    return out
