"""Checks of the files beside the pages: kinds that nobody audits, checksums, and the offline copy's search index."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from factsheet.core.problems import Problem
from factsheet.text.numerals import find

INDEX = "search/search_index.json"
SCRIPTED = "search/search_index.js"
SUMS = "SHA256SUMS"
READ_ME = "READ-ME-FIRST.txt"
AGAIN = "Build the site again."
# Kinds of file that show text to a reader and that no part of the audit reads.
UNREAD = frozenset([".svg", ".pdf", ".txt", ".docx", ".odt"])
# Kinds of file besides HTML that a browser opens as a document and whose scripts it runs; and the two that a build makes.
DOCUMENTS = frozenset([".htm", ".shtml", ".xhtml", ".xht", ".xml", ".xsl", ".mht", ".mhtml"])
MADE = frozenset(["sitemap.xml", "data/feed.xml"])
# Names with a numeral in them that the read-me may use; any other numeral has no source there.
_tools = re.compile(r"\S*SHA256SUMS\b|\bsha256sum\b|\bshasum -a 256\b")
_line = re.compile(r"([0-9a-f]{64})  (.+)")


def problems(site: Path) -> Iterator[Problem]:
    """What is wrong with the files of `site` that are not pages."""
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        name = path.relative_to(site).as_posix()
        if name == READ_ME:
            yield from _read_me(path)
        elif path.suffix.lower() in DOCUMENTS and name not in MADE:
            yield Problem(name, 0, "a document of this kind has no content-security policy", "Write it as a page.")
        elif path.suffix.lower() in UNREAD and not name.startswith(("assets/", "charts/")):
            yield Problem(name, 0, "a file of this kind is not audited", "Take it out, or write it as a page.")
    if (site / SUMS).exists():
        yield from _sums(site)
    if (site / SCRIPTED).exists():
        yield from _scripted(site)


def _read_me(path: Path) -> Iterator[Problem]:
    """The read-me of the offline copy says how to open it, and holds no figure."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        yield Problem(READ_ME, 0, f"the text cannot be read: {error}", AGAIN)
        return
    for number, line in enumerate(lines, 1):
        for numeral in find(_tools.sub(" ", line)):
            yield Problem(READ_ME, number, f"'{numeral.text}' has no source, in '{line.strip()}'", "Take it out.")


def _sums(site: Path) -> Iterator[Problem]:
    """SHA256SUMS lists every file but itself, with its checksum, and nothing else."""
    listed = {}
    for number, line in enumerate((site / SUMS).read_text("utf-8", "replace").splitlines(), 1):
        found = _line.fullmatch(line)
        if not found or found[2] in listed:
            yield Problem(SUMS, number, f"'{line}' is not the checksum of one file", AGAIN)
        else:
            listed[found[2]] = found[1]
    there = {p.relative_to(site).as_posix(): p for p in site.rglob("*") if p.is_file()}
    there.pop(SUMS)
    for name in sorted(there.keys() - listed.keys()):
        yield Problem(SUMS, 0, f"the file '{name}' is not in the list", AGAIN)
    for name, checksum in sorted(listed.items()):
        if name not in there:
            yield Problem(SUMS, 0, f"the file '{name}' is missing", AGAIN)
        elif hashlib.sha256(there[name].read_bytes()).hexdigest() != checksum:
            yield Problem(SUMS, 0, f"the file '{name}' is not the one that was built", AGAIN)


def _scripted(site: Path) -> Iterator[Problem]:
    """The script from which the offline copy loads its search index holds the audited index and nothing else."""
    index = site / INDEX
    script = (site / SCRIPTED).read_bytes()
    if not index.is_file() or script != b"var __index = " + index.read_bytes():
        yield Problem(SCRIPTED, 0, f"this is not {INDEX} as a script", AGAIN)
