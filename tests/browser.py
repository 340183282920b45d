"""A real Chromium for the tests: found, or installed where that is possible, or asked for in plain words."""

import functools
import os
import shutil
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOW = "No Chromium was found. Install one (Debian: apt-get install chromium; elsewhere: python -m playwright install chromium), or set CHROMIUM to its path."
# Without these a headless Chromium calls home at every start.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def found():
    """The path of a Chromium or Chrome on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def installed():
    """A browser's path; installs one by apt as root on Debian, else by Playwright's own download. Fails saying how."""
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
    """A file server of a folder under a sub-path, as project sites have it."""

    def translate_path(self, path):
        """Files of `/project/…` only."""
        inside = path.split("?")[0].removeprefix("/project")
        return super().translate_path(inside if path.startswith("/project/") else "/nowhere-at-all")

    def log_message(self, *args):
        """Say nothing."""


def serve(folder):
    """Serve `folder` at http://127.0.0.1:PORT/project/; the server, to be shut down."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
