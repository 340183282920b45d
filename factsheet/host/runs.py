"""Runs of MkDocs for one site, side by side: each language, as many at a time as there are processors."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
# What only these runs are told; set outside of them it would make another site.
TOLD = ("ARCHIVE", "SITE_LANGUAGES")


@dataclass(frozen=True)
class Run:
    """A build by one settings file into a folder, with what it is told by its environment."""

    config: str
    to: Path
    environment: dict[str, str] = field(default_factory=dict, hash=False)


def side_by_side(root: Path, runs: Iterable[Run], descriptor: int) -> int:
    """Build all of it. What each run says follows in their order, and the first that fails ends them all. Returns its exit code, else 0.

    The runs hold the lock `descriptor` too, so that the next build waits for them even if this one is killed.
    """
    waiting, begun = deque(runs), deque[tuple[subprocess.Popen, Path | None]]()
    first: Path | None = None
    try:
        while waiting or begun:
            while waiting and sum(process.poll() is None for process, _ in begun) < (os.cpu_count() or 1):
                run = waiting.popleft()
                # The first speaks for itself, so that a slow build is seen to go on.
                said = Path(f"{run.to}.log") if first else None
                first = first or run.to
                begun.append((_begin(root, run, descriptor, said), said))
            process, said = begun[0]
            if process.poll() is None:
                time.sleep(0.05)
                continue
            begun.popleft()
            if said:
                print(said.read_text("utf-8", "replace"), end="", flush=True)
            if process.returncode:
                return process.returncode
        return 0
    finally:
        for process, _ in begun:
            process.kill()
            process.wait()


def _begin(root: Path, run: Run, descriptor: int, said: Path | None) -> subprocess.Popen:
    """Run MkDocs by the Python that runs this, so that the versions installed for the project build it."""
    inherited = {k: v for k, v in os.environ.items() if k not in TOLD}
    # The engine need not lie in the project's folder.
    path = [str(HOME), *filter(None, [inherited.get("PYTHONPATH")])]
    inherited["PYTHONPATH"] = os.pathsep.join(path)
    command = [sys.executable, "-m", "factsheet.host.command", "build", "--config-file", run.config]
    command += ["--site-dir", str(run.to)]
    given = {"cwd": root, "env": inherited | run.environment, "pass_fds": (descriptor,)}
    if said is None:
        return subprocess.Popen(command, **given)
    with said.open("wb") as out:
        return subprocess.Popen(command, stdout=out, **given)
