"""A real Chromium for the tests, found or installed, and the pages it opens."""

import functools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Locator, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOW = "No Chromium was found. Install one (Debian: apt-get install chromium; elsewhere: python -m playwright install chromium), or set CHROMIUM to its path."
# Without these a headless Chromium calls home at every start.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # whatever a page asks for elsewhere goes nowhere
)  # fmt: skip


PATIENCE = 120_000  # milliseconds that a busy machine may need for what takes a second


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# What is built once for all processes that pytest starts: they inherit the folder from the first.
SHARED = Path(os.environ.get("FACTSHEET_TESTS") or tempfile.mkdtemp(prefix="factsheet-tests-"))
if not (SHARED / "port").exists():
    (SHARED / "port").write_text(str(_free_port()))
# The address the tests will serve the site at. Under a sub-path, as project sites are.
PORT = int((SHARED / "port").read_text())
SITE_URL = f"http://127.0.0.1:{PORT}/project/"


def found():
    """The path of a Chromium or Chrome on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def installed():
    """A browser's path. Installs one if there is none, with apt as root on Debian, else with Playwright; fails with instructions."""
    if path := found():
        return path
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False)
        if path := found():
            return path
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode == 0:
        return None  # Playwright knows its own
    raise RuntimeError(HOW)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder under a sub-path, as project sites are served."""

    def translate_path(self, path):
        """Files of `/project/…` only."""
        inside = path.split("?")[0].removeprefix("/project")
        return super().translate_path(inside if path.startswith("/project/") else "/nowhere-at-all")

    def log_message(self, *args):
        """Say nothing."""


def serve(folder, port=0):
    """Serve `folder` at http://127.0.0.1:PORT/project/, by default at any free port. Returns the server, to be shut down."""
    server = ThreadingHTTPServer(("127.0.0.1", port), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@dataclass(frozen=True)
class Number:
    """A number in a page's text: its link, what it shows, its fact and its source."""

    link: Locator
    shown: str
    fact: str
    source: str


def first_number(page, within="article"):
    """The first number of a page that is a figure of the data."""
    link = page.locator(f"{within} a:has(data.figure[data-fact])").first
    carrier = link.locator("data.figure")
    names = (carrier.get_attribute(f"data-{name}") for name in ("fact", "source"))
    return Number(link, carrier.inner_text(), *names)


DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = ["" if page.stem == "index" else f"{page.stem}/" for page in sorted(DOCS.glob("*.md"))] + ["404.html"]


def pages_that_call(macro):
    """The pages of the real site whose Markdown calls a macro."""
    texts = {page: (DOCS / f"{page[:-1] or 'index'}.md").read_text("utf-8") for page in PAGES[:-1]}
    return [page for page, text in texts.items() if f"{{{{ {macro}(" in text]


def pages_of(project):
    """The address of every page of a built site, also of those that stand in no file of `docs/`; without the charts to embed."""
    site = project.file("site")
    found = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    return [address.removesuffix("index.html") for address in found if not address.startswith("charts/")]


def pages_to_look_at(project):
    """Every page that somebody wrote, and of each kind that is generated the largest: the others have the same template."""
    chosen = {}
    for address in sorted(pages_of(project), key=lambda a: len(file_of(project, a).read_bytes())):
        folder, *below = address.strip("/").split("/")
        kind = (folder, *(name.partition("-")[0] for name in below[1:])) if below else address
        chosen[kind, len(below)] = address
    return sorted(chosen.values())


def file_of(project, address):
    """The file of a page of a built site."""
    path = project.file(f"site/{address}")
    return path / "index.html" if path.is_dir() else path


@pytest.fixture(scope="session")
def base(real):
    """The real site, served at the address it was built for."""
    return SITE_URL


@pytest.fixture(scope="session")
def chromium():
    """A running browser."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=installed(), args=list(FLAGS), timeout=PATIENCE)
        yield running
        running.close()


@pytest.fixture
def visit(chromium, base):
    """Open a page. Requests to other origins, console errors and page errors are collected, and the test fails if there is one."""
    contexts, wrong = [], []

    def open_page(path="", **options):
        context = chromium.new_context(**options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)

        def guard(request):
            if not request.url.startswith((base, "data:", "blob:")):
                wrong.append(f"asked for {request.url}")

        context.on("request", guard)  # to route requests would cost each page its cache, and a moment for each file
        page = context.new_page()
        page.on("console", lambda m: wrong.append(f"{path}: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: wrong.append(f"{path}: {e}"))
        page.goto(base + path)
        return page

    open_page.wrong = wrong
    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
