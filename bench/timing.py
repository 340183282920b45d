"""Builds timed by pyperf, each in a process of its own, and in turns, so that what disturbs one disturbs all."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pyperf

from bench.twins import environment

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Contender:
    """A project that is built in turns with others; `before` prepares it each time, and is not timed."""

    name: str
    project: Path
    before: Callable[[Path], None] = lambda project: None


@dataclass
class Measured:
    """The builds of one contender, by round: seconds, and the peak memory in bytes."""

    seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)


def forget_charts(project: Path) -> None:
    """Delete the cache, so that the next build draws every chart."""
    shutil.rmtree(project / ".cache", ignore_errors=True)


def rounds(contenders: list[Contender], number: int, folder: Path) -> dict[str, Measured]:
    """Build every contender `number` times in turns, every second time in reverse order; results go to `folder`."""
    found = {c.name: Measured() for c in contenders}
    for turn in range(number):
        for one in contenders if turn % 2 == 0 else contenders[::-1]:
            one.before(one.project)
            result = folder / f"{one.name}-{turn}.json"
            bench = _timed(one.project, result)
            found[one.name].seconds += bench.get_values()
            found[one.name].peaks.append(bench.get_metadata()["command_max_rss"])
            print(".", end="", flush=True, file=sys.stderr)
    print(file=sys.stderr)
    return found


def _timed(project: Path, result: Path) -> pyperf.Benchmark:
    """One build in a process of its own. Raises CalledProcessError if it fails."""
    once = ("--processes=1", "--values=1", "--loops=1", "--warmups=0", "--copy-env", "--quiet")
    command = [sys.executable, "-m", "pyperf", "command", *once, "-o", str(result)]
    built = [sys.executable, "-m", "mkdocs", "build", "-q"]
    subprocess.run([*command, "--", *built], cwd=project, env=environment(), check=True, stdout=subprocess.DEVNULL)
    return pyperf.Benchmark.load(str(result))


def ratios(of: Measured, to: Measured) -> list[float]:
    """How many times as long one took as the other, round by round."""
    return [a / b for a, b in zip(of.seconds, to.seconds, strict=True)]


def spread(values: list[float]) -> str:
    """A median and the range around it."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def memory(of: Measured) -> float:
    """The median peak in megabytes."""
    return statistics.median(of.peaks) / MEGABYTE
