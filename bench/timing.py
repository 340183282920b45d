"""Builds measured by the processor time and the peak memory of their process, in turns, so that what disturbs one disturbs all.

A clock would also count what other programs of the machine take.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.sites import ROOT

MEGABYTE = 1_000_000
UNIT = 1 if sys.platform == "darwin" else 1024  # of the peak that the system tells


@dataclass(frozen=True)
class Contender:
    """Projects that are built in turns with others; `before` prepares each one, and is not measured."""

    name: str
    projects: tuple[Path, ...]
    build: Callable[[Path], tuple[float, int]]
    before: Callable[[Path], None] = lambda project: None


@dataclass
class Measured:
    """The builds of one contender, by round: seconds of processor time, and the peak memory in bytes."""

    seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)


def environment() -> dict[str, str]:
    """The environment of a build: the engine on the path, and the theme's notice silenced.

    Python may write bytecode, as it does by default, because the host's modules are installed with theirs.
    """
    inherited = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}


# Runs a command and prints what it used, as its last line. A process begins with the peak of the one that started it, so
# that has to be a small one, not this.
_MEASURED = """import os, sys
_, status, used = os.wait4(os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]), 0)
print(f"\\n{used.ru_utime + used.ru_stime} {used.ru_maxrss}")
sys.exit(os.waitstatus_to_exitcode(status))"""


def python(module: str, *arguments: str, cwd: Path) -> tuple[float, int]:
    """Run a module in a process of its own. Returns its processor time and its peak memory, with those of its own processes.

    Raises RuntimeError with its output if it fails.
    """
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        [sys.executable, "-ISc", _MEASURED, *command],
        cwd=cwd, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{cwd}: {' '.join(command)} failed:\n{done.stdout}")
    seconds, peak = done.stdout.splitlines()[-1].split()
    return float(seconds), int(peak) * UNIT


def build(project: Path) -> tuple[float, int]:
    """A plain build of one language."""
    return python("mkdocs", "build", "-q", cwd=project)


def build_all(project: Path) -> tuple[float, int]:
    """What `make site` runs."""
    return python("factsheet", "site", cwd=project)


def forget_charts(project: Path) -> None:
    """Delete the cache, so that the next build draws every chart."""
    shutil.rmtree(project / ".cache", ignore_errors=True)


def rounds(contenders: list[Contender], number: int) -> dict[str, Measured]:
    """Build every contender `number` times in turns, every second time in reverse order."""
    found = {c.name: Measured() for c in contenders}
    for turn in range(number):
        for one in contenders if turn % 2 == 0 else contenders[::-1]:
            spent = []
            for project in one.projects:
                one.before(project)
                spent.append(one.build(project))
            found[one.name].seconds.append(sum(seconds for seconds, _ in spent))
            found[one.name].peaks.append(max(peak for _, peak in spent))
            print(".", end="", flush=True, file=sys.stderr)
    print(file=sys.stderr)
    return found


def ratios(of: Measured, to: Measured) -> list[float]:
    """How many times as long one took as the other, round by round."""
    return [a / b for a, b in zip(of.seconds, to.seconds, strict=True)]


def more_memory(of: Measured, than: Measured) -> list[float]:
    """By how many megabytes the peak of one is above that of the other, round by round."""
    return [(a - b) / MEGABYTE for a, b in zip(of.peaks, than.peaks, strict=True)]


def spread(values: list[float]) -> str:
    """A median and the range around it."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"
