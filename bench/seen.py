"""What it takes from saving a file to seeing the change, under `mkdocs serve`, here and in the twin.

One cell of figures.csv is changed, and a page is requested until it shows the new value; by then the whole site has
been built and published, and its audit begins. In the twin the same number is changed in the page's Markdown.
"""

from __future__ import annotations

import csv
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from bench import timing

WAIT, STEP, REST = 300, 0.05, 1.0  # seconds
BUSY = 0.5  # of a processor; looking for changed files takes less


def figure(project: Path) -> dict[str, str]:
    """The row of the first exact figure of five digits that is the only one of its fact."""
    rows = list(csv.DictReader((project / "data/figures.csv").read_text("utf-8").splitlines()))
    number = Counter(row["fact"] for row in rows)
    fits = (r for r in rows if number[r["fact"]] == 1 and r["qualifier"] == "exact" and r["value"].isdigit())
    return next(r for r in fits if len(r["value"]) == 5)


class Live:
    """A project that is served, the file that states a figure, and how the file writes its value."""

    def __init__(self, project: Path, file: Path, page: str, row: dict[str, str], states: Callable[[int], str]) -> None:
        self.file, self.states = file, states
        self.fact, self.value = row["fact"], int(row["value"])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/{page}"
        command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
        environment = timing.environment() | {"SITE_URL": f"http://127.0.0.1:{port}/"}
        self.server = psutil.Popen(command, cwd=project, env=environment, stdout=subprocess.DEVNULL)
        self.seen()

    def change(self) -> float:
        """Change the value, and return the processor time that the server takes until a page shows it."""
        text = self.file.read_text("utf-8")
        old, new = self.states(self.value), self.states(self.value + 1)
        self.value += 1
        before = self._settled()
        self.file.write_text(text.replace(old, new), "utf-8")
        self.seen()
        return self._spent() - before

    def _settled(self) -> float:
        """The processor time spent once the server rests: after a page is seen, it audits the site."""
        spent, last = self._spent(), 0.0
        while spent - last > REST * BUSY:
            time.sleep(REST)
            spent, last = self._spent(), spent
        return spent

    def _spent(self) -> float:
        times = self.server.cpu_times()
        return times.user + times.system

    def seen(self) -> None:
        """Wait until the page shows the value. Raises TimeoutError if it never does."""
        wanted, end = f'value="{self.value}" data-fact="{self.fact}"', time.monotonic() + WAIT
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(self.address, timeout=WAIT) as answer:
                    if wanted in answer.read().decode():
                        return
            except urllib.error.URLError:
                pass  # not up yet
            time.sleep(STEP)
        raise TimeoutError(f"{self.address} does not show {wanted}")


@contextmanager
def live(project: Path, twin: Path) -> Iterator[list[Live]]:
    """A project and its twin, both served."""
    row = figure(project)
    stated = f'value="{{}}" data-fact="{row["fact"]}"'
    page = next(
        p for p in sorted((twin / "docs/register").rglob("*.md")) if stated.format(row["value"]) in p.read_text("utf-8")
    )
    address = page.relative_to(twin / "docs").with_suffix("").as_posix() + "/"
    served: list[Live] = []
    try:
        served.append(
            Live(
                project,
                project / "data/figures.csv",
                address,
                row,
                lambda value: f"\n{row['fact']},{row['source']},{value},",
            )
        )
        served.append(Live(twin, page, address, row, stated.format))
        yield served
    finally:
        for one in served:
            one.server.terminate()
            one.server.wait()


def more(project: Path, twin: Path, number: int) -> list[float]:
    """By how many seconds of processor time a change costs more here than in the twin, change by change."""
    with live(project, twin) as (ours, theirs):
        ours.change(), theirs.change()  # the first finds caches cold
        return [ours.change() - theirs.change() for _ in range(number)]
