"""The offline copy is the audited site, file by file: nothing is changed in it but what lets it open from a disk.

Each file has the bytes of the site's, but for these. A page has its own links, which lead to the same files by name,
one script of the engine's, and in its footer another link. The search index names files, and is a script as well.
"""

from __future__ import annotations

import functools
import hashlib
import json
import posixpath
import re
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from factsheet.audit.addresses import resolve
from factsheet.core.problems import Problem
from factsheet.core.published import SCRIPTED_INDEX, SEARCH_INDEX, SERVED, SUMS
from factsheet.text.numerals import find

AGAIN = "Build the site again."
READ_ME = "READ-ME-FIRST*.txt"
SHIM = "assets/javascripts/iframe-worker.js"
_folder = re.compile(r"(?:^|/)\.{0,2}$")
ADDRESSES = frozenset(["href", "xlink:href"])
# Names with a numeral in them that the read-me may use; any other numeral has no source there.
_tools = re.compile(r"\S*SHA256SUMS\b|\bsha256sum\b|\bshasum -a 256\b")


def problems(site: Path, name: str) -> Iterator[Problem]:
    """What the archive `name` of a site holds that the site does not, or lacks."""
    there = {p.relative_to(site).as_posix(): p for p in site.rglob("*") if p.is_file()}
    with zipfile.ZipFile(site / name) as packed:
        held = {entry.partition("/")[2]: entry for entry in packed.namelist()}
        sums = set[str]()
        for each, entry in held.items():
            content = packed.read(entry)
            sums.add(f"{hashlib.sha256(content).hexdigest()}  {each}")
            for what in _faults(each, content, there, held.keys()):
                yield Problem(name, 0, f"its file '{each}' {what}", AGAIN)
        listed = packed.read(held[SUMS]).decode().splitlines() if SUMS in held else []
    if sorted(listed) != sorted(line for line in sums if not line.endswith(f"  {SUMS}")):
        yield Problem(name, 0, f"its {SUMS} does not list its files", AGAIN)
    for missing in sorted(there.keys() - held.keys() - {name}):
        if not _is_one_of(missing, SERVED):
            yield Problem(name, 0, f"it lacks '{missing}'", AGAIN)


def read_me(text: str) -> Iterator[tuple[int, str]]:
    """The numerals of a read-me, which have no source there, each with its line."""
    for number, line in enumerate(text.splitlines(), 1):
        for numeral in find(_tools.sub(" ", line)):
            yield number, f"'{numeral.text}' has no source, in '{line.strip()}'"


def _faults(name: str, content: bytes, there: dict[str, Path], held: set[str]) -> Iterator[str]:
    """What is wrong with a file of the copy."""
    if name == SUMS:
        return
    if fnmatchcase(name, READ_ME):
        yield from (f"says what is not known: {what}" for _, what in read_me(content.decode()))
    elif _is_one_of(name, [SCRIPTED_INDEX]):
        index = there.get(name.removesuffix(SCRIPTED_INDEX) + SEARCH_INDEX)
        if (
            index is None
            or not content.startswith(b"var __index = ")
            or _places(content[14:]) != _places(index.read_bytes())
        ):
            yield "is not the search index as a script"
    elif name not in there:
        yield "is not one of the site"
    elif name.endswith(".html"):
        yield from _page(name, content.decode(), there[name].read_text("utf-8"), held)
    elif _is_one_of(name, [SEARCH_INDEX]):
        if _places(content) != _places(there[name].read_bytes()):
            yield "is not the search index of the site"
    elif content != there[name].read_bytes():
        yield "is another than that of the site"


def _page(name: str, copy: str, original: str, held: set[str]) -> Iterator[str]:
    """A page of the copy says what that of the site says, and every link of it leads to a file of the copy."""
    tree = LexborHTMLParser(copy)
    for script in tree.css("script[src]"):
        if _is_one_of(resolve(name, script.attributes["src"] or "")[0], [SHIM]):
            script.decompose()
    for node in tree.css(".freshness .carry"):
        links = [urlsplit(a.attributes.get("href") or "") for a in node.css("a")]
        if any(not link.netloc for link in links) or any(find(node.text())):
            yield f"says '{' '.join(node.text().split())}' where the site leads to the copy"
    links, text = _leads(tree, name)
    for href in links:
        if _folder.search(_parts(href).path) or unquote(resolve(name, href)[0]) not in held:
            yield f"leads to '{href}', which is no file of the copy"
    before = LexborHTMLParser(original)
    for node in before.css("link[rel=search]"):  # it is of use only on a server
        node.decompose()
    if text != _leads(before, name)[1]:
        yield "does not say what the page of the site says"


def _leads(tree: LexborHTMLParser, name: str) -> tuple[list[str], str]:
    """The links of a page to other files; and the page with where they lead in their place.

    It is left without what leads from the site to the copy, or from there to the site.
    """
    for node in tree.css(".freshness .carry"):
        node.decompose()
    links: list[str] = []
    for node in tree.css("a, link"):
        given = ADDRESSES.intersection(node.attributes)
        href = node.attributes[min(given)] or "" if given else ""
        target, anchor = resolve(name, href)
        if target and given:
            links += [href] if _parts(href).path else []
            # The parser takes href and xlink:href for one name. An element that has both keeps one of them as it was, and so
            # does not say what that of the site says.
            node.attrs[min(given)] = f"{target}?{_parts(href).query}#{anchor}"
    return links, tree.html or ""


_parts = functools.lru_cache(maxsize=8192)(urlsplit)  # of links that stand on many pages


def _places(index: bytes) -> dict[str, object]:
    """A search index whose entries name the files to which they lead."""
    read = json.loads(index)
    for entry in read["docs"]:
        path, mark, anchor = entry["location"].partition("#")
        path = path if path and not path.endswith("/") else posixpath.join(path, "index.html")
        entry["location"] = f"{path}{mark}{anchor}"
    return read


def _is_one_of(name: str, inner: object) -> bool:
    """Whether a file is one of these in any language of the site."""
    return any(name == each or name.endswith(f"/{each}") for each in inner)
