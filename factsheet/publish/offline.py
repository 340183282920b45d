"""The built site as files that open from a disk: what of it changes for the offline copy, and what is added.

A browser that reads from a disk opens no folder as a page, fetches no data, and runs no Worker. So each link names a
file, the search index is a script as well, and pages load a stand-in for the Worker.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from factsheet.core.links import file_of
from factsheet.core.published import READ_ME, SCRIPTED_INDEX, SEARCH_INDEX, SERVED, SUMS
from factsheet.plan.messages import Messages

# How a copy is compared with its sums, by what comes with each system.
CHECKS = {
    "linux": f"sha256sum -c {SUMS}",
    "macos": f"shasum -a 256 -c {SUMS}",
    "windows": f'Get-Content {SUMS} | ForEach-Object {{ $sum, $file = $_ -split "  "; '
    'if ((Get-FileHash -LiteralPath $file).Hash -ne $sum) { "differs: $file" } }',
}
# As the parser writes HTML: each value between quotation marks, and no such mark in it.
_tag = re.compile(r'<(?:a|link)(?: [^\s=>]+(?:="[^"]*")?)+>')
_href = re.compile(r'( (?:xlink:)?href=")([^"]*)')
_place = re.compile(r"([^#]*)(.*)", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """A language of the site: the folder `below` which it lies (`zh-Hant/`; empty at the root), its name and its public address."""

    below: str
    name: str
    address: str
    messages: Messages

    def read_me(self, sums: str) -> str:
        """What says how to open the copy and how to check it. `sums` is the public address of the site's checksums, if there is one."""
        at = f":\n\n    {sums}" if sums else "."
        start, line = f"{self.below}index.html", "=" * len(self.name)
        return self.messages("archive-read-me", name=self.name, underline=line, at=at, start=start, **CHECKS)

    def newest(self) -> str:
        """The link to the public site; empty where it has no address."""
        if not self.address:
            return ""
        link = f'<a href="{escape(self.address)}">{escape(self.messages("newest-copy-link"))}</a>'
        return f'<span class="carry">{self.messages("newest-copy", copy=link)} ·</span>'


def files(site: Path, names: list[str], parts: list[Part]) -> Iterator[tuple[str, bytes]]:
    """Every file of the copy but its checksums, by its name. `names` are the files of the site; its first part is that at the root."""
    for part in parts:
        stem, dot, ending = READ_ME.partition(".")
        tag = f".{part.below.rstrip('/')}" if part.below else ""
        sums = f"{parts[0].address}{SUMS}" if parts[0].address else ""
        yield f"{stem}{tag}{dot}{ending}", part.read_me(sums).encode()
    for name in names:
        part = next((p for p in parts[1:] if name.startswith(p.below)), parts[0])
        inner, content = name.removeprefix(part.below), (site / name).read_bytes()
        if inner in SERVED:
            continue
        if name.endswith(".html"):
            yield name, page(content.decode(), part).encode()
        elif inner == SEARCH_INDEX:
            found = index(content.decode()).encode()
            yield f"{part.below}{SCRIPTED_INDEX}", b"var __index = " + found
            yield name, found
        else:
            yield name, content


def page(html: str, part: Part) -> str:
    """A page as it stands in the copy: its links name files, and its footer leads to the public site in place of the archive."""
    tree = LexborHTMLParser(html)
    # The search of a browser asks a server.
    changes = [(node.html, "") for node in tree.css("link[rel=search]")]
    changes += [(node.html, part.newest()) for node in tree.css(".freshness .carry")]
    # Before every other script, one of which may build on the Worker that it stands in for.
    if script := tree.css_first('script[src*="assets/javascripts/"]'):
        beside = posixpath.dirname(script.attributes["src"])
        changes.append((script.html, f'<script src="{beside}/iframe-worker.js"></script>{script.html}'))
    text = tree.html
    for old, new in changes:
        text = text.replace(old, new, 1)
    return _tag.sub(lambda tag: _href.sub(lambda href: f"{href[1]}{file_of(href[2])}", tag[0]), text)


def index(text: str) -> str:
    """The search index, whose entries lead to files."""
    held = json.loads(text)
    for entry in held["docs"]:
        path, anchor = _place.fullmatch(entry["location"]).groups()
        entry["location"] = file_of(path or "./").removeprefix("./") + anchor
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))
