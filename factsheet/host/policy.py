"""The content-security policy of every page, and the numbers of the search index.

Static hosting cannot send headers, so the policy stands in a `<meta>` element. The theme's inline
scripts are allowed by hash. Every page allows those of all pages, because instant navigation runs
the scripts of one page under the policy of another.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

_inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/)[^>]*>(.*?)</script>", re.DOTALL)
_charset = '<meta charset="utf-8">'
_dots = re.compile(r"\s*·[\s·]*(?P<tag></\w+>|\Z)?")
_grouped = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def protect(site: Path) -> None:
    """Give every page a policy: nothing from other sites, no script but the theme's files and the hashed ones, no referrer."""
    # Read each page twice rather than hold them all in memory.
    pages = sorted(site.rglob("*.html"))
    hashes = sorted({_hash(script) for path in pages for script in _inline.findall(path.read_text("utf-8"))})
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {' '.join(hashes)}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    added = f'{_charset}<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
    for path in pages:
        path.write_text(path.read_text("utf-8").replace(_charset, added, 1), "utf-8")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _dot(match: re.Match[str]) -> str:
    return " · " if match["tag"] is None else match["tag"]


def index_bare_numbers(site: Path) -> None:
    """Let search find 118476 where a page says 118,476, by indexing both forms; drop dots left between omitted parts."""
    path = site / "search" / "search_index.json"
    if not path.is_file():
        return
    index = json.loads(path.read_text("utf-8"))
    for entry in index["docs"]:
        entry["text"] = _dots.sub(_dot, entry["text"])
        bare = dict.fromkeys(n.replace(",", "") for n in _grouped.findall(entry["text"]))
        if bare:
            entry["text"] = f"{entry['text']} {' '.join(bare)}"
    text = json.dumps(index, separators=(",", ":"))
    path.write_text(text, "utf-8")
    scripted = path.with_suffix(".js")
    if scripted.is_file():  # the offline copy: a page opened from a disk may load a script, but fetch nothing
        scripted.write_text(f"var __index = {text}", "utf-8")
