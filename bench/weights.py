"""What a first visit to a page downloads: every file the browser requests, compressed as servers do (gzip, level 6)."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests.browser import FLAGS, installed, serve

LEVEL = 6


def first_view(browser: Browser, address: str) -> dict[str, int]:
    """The files requested at a first visit, by path, with their bytes as sent; those that the theme requests later too."""
    context, found = browser.new_context(), {}
    page = context.new_page()

    def keep(response) -> None:
        found[urlsplit(response.url).path] = sent(response.body())

    page.on("requestfinished", lambda request: keep(request.response()))
    page.goto(address, wait_until="networkidle")
    context.close()
    return found


@contextmanager
def served(site: Path) -> Iterator[tuple[Browser, str]]:
    """A browser, and the address at which `site` is served."""
    server = serve(site)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=installed(), args=list(FLAGS))
            yield browser, f"http://127.0.0.1:{server.server_port}/project/"
            browser.close()
    finally:
        server.shutdown()


def packed(path: Path) -> int:
    """The bytes of a file as sent."""
    return sent(path.read_bytes())


def sent(body: bytes) -> int:
    """How many bytes these are as sent."""
    return len(gzip.compress(body, LEVEL))
