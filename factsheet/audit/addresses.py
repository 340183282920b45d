"""The anchors and the address of a page, and where its links lead."""

from __future__ import annotations

import functools
import posixpath
import re
from collections import Counter
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

_bare = re.compile(r"(?!//)[\w./-]*(?:#[\w.-]*)?", re.ASCII)  # no scheme, server, query or escape


def resolve(page: str, href: str) -> tuple[str, str]:
    """The built page and the anchor that `href` on `page` leads to; empty for another site's address."""
    if _bare.fullmatch(href):  # nearly all addresses, and fast: a page may have thousands
        path, _, anchor = href.partition("#")
        return _target(page, path), anchor
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return "", ""
    return _target(page, parts.path), unquote(parts.fragment)


@functools.lru_cache(maxsize=1024)
def _target(page: str, href: str) -> str:
    """The built page that a path on `page` leads to."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), href)) if href else page
    if href and href.rpartition("/")[2] in ("", ".", ".."):  # a folder
        path = posixpath.normpath(posixpath.join(path, "index.html"))
    return path


def forms(page: str) -> list[str]:
    """The endings that a page's own address may have: its file, or its folder."""
    folder = re.sub(r"(^|/)index\.html$", r"\1", page)
    return [page, folder] if folder != page else [page, page.removesuffix(".html") + "/"]


def is_page(path: str, name: str) -> bool:
    """Whether `path` is the built page of this name, as a folder or as a file."""
    return path in (f"{name}/index.html", f"{name}.html")


def survey(html: str) -> tuple[Counter[str], str]:
    """The anchors of a page, with how often each occurs, and the page's canonical address (empty if it has none)."""
    tree = LexborHTMLParser(html)
    ids = Counter(node.attributes["id"] or "" for node in tree.css("[id]"))
    own = [link.attributes.get("href") or "" for link in tree.css("link[rel=canonical i]")]
    return ids, own[-1] if own else ""
