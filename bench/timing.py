"""Builds timed by pyperf, one process a build, taken in turns: what disturbs one disturbs its neighbours too."""

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
    """A project that is built in turns with others; `before` readies it each time, untimed."""

    name: str
    project: Path
    before: Callable[[Path], None] = lambda project: None


@dataclass
class Measured:
    """The builds of one contender, in the order of the rounds: seconds, and bytes at the peak."""

    seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)


def forget_charts(project: Path) -> None:
    """Throw away what was drawn, so that the next build draws it all."""
    shutil.rmtree(project / ".cache", ignore_errors=True)


def rounds(contenders: list[Contender], number: int, folder: Path) -> dict[str, Measured]:
    """Build every contender `number` times, in turns, each second turn backwards; results are kept in `folder`."""
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
    """Build by build of the same round, how many times as long one took as the other."""
    return [a / b for a, b in zip(of.seconds, to.seconds, strict=True)]


def spread(values: list[float], form: str = ".2f") -> str:
    """A median and the range around it."""
    return f"{statistics.median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


def memory(of: Measured) -> float:
    """The median peak in megabytes."""
    return statistics.median(of.peaks) / MEGABYTE
