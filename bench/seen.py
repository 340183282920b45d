"""How long it takes from saving a file to seeing the change, under `mkdocs serve`, here and in the plain twin.

One cell of figures.csv is changed, and the register is requested until it shows the new value; by then
the whole site has been built, published and audited, and its charts have been drawn. In the plain twin
the same number is changed in the register's Markdown.

`python -m bench.seen` takes pyperf's options.
"""

from __future__ import annotations

import csv
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyperf

from bench import sites, twins

WAIT, STEP = 120, 0.01  # seconds


def figure(project: Path) -> dict[str, str]:
    """The row of the first exact figure of five digits that is the only one of its fact."""
    rows = list(csv.DictReader((project / "data/figures.csv").read_text("utf-8").splitlines()))
    number = Counter(row["fact"] for row in rows)
    fits = (r for r in rows if number[r["fact"]] == 1 and r["qualifier"] == "exact" and r["value"].isdigit())
    return next(r for r in fits if len(r["value"]) == 5)


class Live:
    """A project that is served, the file that states a figure, and how the file writes its value."""

    def __init__(self, project: Path, file: str, row: dict[str, str], states: Callable[[int], str]) -> None:
        self.file, self.states = project / file, states
        self.fact, self.value = row["fact"], int(row["value"])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/register/"
        command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
        environment = twins.environment() | {"SITE_URL": f"http://127.0.0.1:{port}/"}
        self.server = subprocess.Popen(command, cwd=project, env=environment)
        self.seen()

    def change(self) -> float:
        """Change the value, and return the seconds until the register shows it."""
        text = self.file.read_text("utf-8")
        old, new = self.states(self.value), self.states(self.value + 1)
        self.value += 1
        begun = time.perf_counter()
        self.file.write_text(text.replace(old, new), "utf-8")
        self.seen()
        return time.perf_counter() - begun

    def seen(self) -> None:
        """Wait until the register shows the value. Raises TimeoutError if it never does."""
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


def main() -> None:
    """Measure; pyperf runs this again for each, in a process of its own."""
    runner = pyperf.Runner(processes=1, values=10, warmups=2, loops=1)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name, start in (("save to seen", _ours), ("save to seen, plain", _plain)):
            live: list[Live] = []

            def changes(loops: int, start: Callable[[Path], Live] = start, live: list[Live] = live) -> float:
                if not live:
                    live.append(start(Path(folder)))
                return sum(live[0].change() for _ in range(loops))

            try:
                runner.bench_time_func(name, changes)
            finally:
                for one in live:
                    one.server.terminate()
                    one.server.wait()


def _ours(folder: Path) -> Live:
    project = sites.copy(folder / "own")
    row = figure(project)
    return Live(project, "data/figures.csv", row, lambda value: f"\n{row['fact']},{row['source']},{value},")


def _plain(folder: Path) -> Live:
    project = sites.copy(folder / "twinned")
    row, twin = figure(project), twins.make(project, folder / "plain")
    return Live(twin, "docs/register.md", row, lambda value: f'value="{value}" data-fact="{row["fact"]}"')


if __name__ == "__main__":
    main()
