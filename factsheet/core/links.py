"""Relative addresses within the site."""

from __future__ import annotations

import functools
import posixpath
from urllib.parse import quote, urlsplit


class Links:
    """Relative addresses from one page of the site to another.

    `page` is the page's address within the site, as MkDocs gives it; `directories` says whether
    pages are folders (`trend/`) or files (`trend.html`). The files of `data/` lie at the root of the site, which from that
    of a translation is `up`.
    """

    def __init__(self, page: str, directories: bool = True, up: str = "") -> None:
        self.directories, self.up = directories, up
        self.page = "" if page in (".", "./", "/") else page

    def to(self, name: str, anchor: str = "") -> str:
        """The relative address of the page `name`, at `anchor`."""
        target = f"{name}/" if self.directories else f"{name}.html"
        if self.page == target:
            return f"#{anchor}" if anchor else ""
        return self.to_file(target) + (f"#{anchor}" if anchor else "")

    def to_file(self, target: str) -> str:
        """The relative address of a file of the site."""
        target = f"{self.up}{target}" if target.startswith("data/") else target
        return _relative(target, posixpath.dirname(self.page) or ".")


@functools.lru_cache(maxsize=1024)  # thousands of numbers link to the same two pages
def _relative(target: str, start: str) -> str:
    path = posixpath.relpath(target, start)
    return f"{path}/" if target.endswith("/") else path


@functools.lru_cache(maxsize=8192)  # of all links of a site, which stand on many pages
def file_of(address: str) -> str:
    """The address of a page with the name of its file, under which it opens from a disk too: `a/#b` is `a/index.html#b`.

    That of another site, and one within its page, stay as they are.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.rpartition("/")[2] not in ("", ".", "..") or not parts.path:
        return address
    return parts._replace(path=posixpath.join(parts.path, "index.html")).geturl()


def text_fragment(url: str, words: str) -> str:
    """The address of words on a page; a browser that finds no match opens the page as usual.

    Syntax: the URL Fragment Text Directives draft of the W3C; `-`, `,` and `&` are encoded.
    """
    return f"{url}#:~:text={quote(words, safe='').replace('-', '%2D')}"
