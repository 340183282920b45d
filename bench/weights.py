"""What a reader's first view of a page weighs: every file a browser asks for, as servers send them (gzip, level 6)."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

LEVEL = 6


def first_view(browser: Browser, address: str) -> dict[str, int]:
    """The files asked for at the first visit, by path, each with its bytes as sent; whatever the theme asks for later too."""
    context, found = browser.new_context(), {}
    page = context.new_page()

    def keep(response) -> None:
        found[urlsplit(response.url).path] = len(gzip.compress(response.body(), LEVEL))

    page.on("requestfinished", lambda request: keep(request.response()))
    page.goto(address, wait_until="networkidle")
    context.close()
    return found


def packed(path: Path) -> int:
    """The bytes of a file as sent."""
    return len(gzip.compress(path.read_bytes(), LEVEL))
