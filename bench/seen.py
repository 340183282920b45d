"""From saving to seeing, on this project's own site under `mkdocs serve`.

One cell of figures.csv is changed, and the register is asked for until it shows the new value;
by then the whole site has been built, published and audited, and its charts drawn anew.

`python -m bench.seen`: pyperf times it, and its options hold.
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
from pathlib import Path

import pyperf

from bench import sites, twins

WAIT, STEP = 120, 0.01  # seconds


class Live:
    """The site, served from a copy, and one figure of it: the first exact one of five digits that stands alone for its fact."""

    def __init__(self, project: Path) -> None:
        self.figures = sites.copy(project) / "data/figures.csv"
        rows = list(csv.DictReader(self.figures.read_text("utf-8").splitlines()))
        alone = Counter(row["fact"] for row in rows)
        fits = (r for r in rows if alone[r["fact"]] == 1 and r["qualifier"] == "exact" and r["value"].isdigit())
        row = next(r for r in fits if len(r["value"]) == 5)
        self.fact, self.source, self.value = row["fact"], row["source"], int(row["value"])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/register/"
        command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
        environment = twins.environment() | {"SITE_URL": f"http://127.0.0.1:{port}/"}
        self.server = subprocess.Popen(command, cwd=project, env=environment)
        self.seen()

    def change(self) -> float:
        """Change the figure; the seconds until the register shows it."""
        text = self.figures.read_text("utf-8")
        old, new = (f"\n{self.fact},{self.source},{value}," for value in (self.value, self.value + 1))
        self.value += 1
        begun = time.perf_counter()
        self.figures.write_text(text.replace(old, new), "utf-8")
        self.seen()
        return time.perf_counter() - begun

    def seen(self) -> None:
        """Wait until the register shows the value. Raises TimeoutError if it never does."""
        told, end = f'value="{self.value}" data-fact="{self.fact}"', time.monotonic() + WAIT
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(self.address, timeout=WAIT) as answer:
                    if told in answer.read().decode():
                        return
            except urllib.error.URLError:
                pass  # not up yet
            time.sleep(STEP)
        raise TimeoutError(f"{self.address} does not show {told}")


def main() -> None:
    """Measure; pyperf runs this again in a process of its own."""
    runner = pyperf.Runner(processes=1, values=10, warmups=2, loops=1)
    live = []

    def changes(loops: int) -> float:
        if not live:
            live.append(Live(Path(folder) / "own"))
        return sum(live[0].change() for _ in range(loops))

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        try:
            runner.bench_time_func("save to seen", changes)
        finally:
            for one in live:
                one.server.terminate()
                one.server.wait()


if __name__ == "__main__":
    main()
