"""`make bench`: measures this engine beside twins that have nothing of it, and prints each goal with what was measured.

python -m bench            every goal, on this project's own site and on made-up ones
python -m bench site       those of this project's own site
python -m bench 100x10000  those of a made-up site: pages x figures
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from factsheet.core import terminal

try:
    from bench import seen, sites, timing, twins, weights
    from bench.timing import Contender
    from factsheet.audit import audit
except ModuleNotFoundError as missing:
    sys.exit(terminal.not_set_up(missing))

OWN = "site"
SIZES = (OWN, "100x10000", "1000x10000")
PAGE = 60_000  # the bytes of HTML for which the audit's time is given
Row = tuple[str, float, list[float], str]  # what is measured, its goal, what was measured, and its unit


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and keep the results. Returns 0 once everything was measured."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="What the engine costs, beside twins without it."
    )
    parser.add_argument("sizes", nargs="*", default=SIZES, metavar="SIZE", help="pages x figures x charts, or `site`")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default: 5)")
    parser.add_argument("--keep", type=Path, default=sites.ROOT / ".cache/bench.json", help="where results are kept")
    options = parser.parse_args(argv)
    try:
        asked = [(name, None if name == OWN else sites.size(name)) for name in options.sizes]
    except ValueError as error:
        parser.error(str(error))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        measured = partial(_own, Path(folder) / OWN), partial(_made_up, Path(folder))
        rows = [
            row
            for _, size in asked
            for row in (measured[1](size, options.rounds) if size else measured[0](options.rounds))
        ]
    _keep(rows, options.keep)
    return 0


def _own(folder: Path, rounds: int) -> Iterator[Row]:
    """What is measured on this project's own site."""
    ours = sites.copy(folder / "ours")
    twinned = [twins.make(ours, folder / name, name) for name in sites.languages(ours)]
    twin = twinned[0]
    timing.build_all(ours)  # which draws the charts of every language
    timing.build(ours)
    _same(ours, twin)
    builds = _contenders(ours, twin)
    builds += [
        Contender("cold", (sites.copy(folder / "cold"),), timing.build, timing.forget_charts),
        Contender("all", (ours,), timing.build_all),
        Contender("twins", tuple(twinned), timing.build),
    ]
    found = timing.rounds(builds, rounds)
    timing.build(ours)  # in English alone again
    yield from _told(
        ("this site: the twin beside itself", 1, timing.ratios(found["again"], found["twin"]), ""),
        ("this site, warm", 1.15, timing.ratios(found["warm"], found["twin"]), ""),
        ("this site, cold", 2.5, timing.ratios(found["cold"], found["twin"]), ""),
        ("make site, all languages", 1.3, timing.ratios(found["all"], found["twins"]), ""),
        ("audit of 60 kB of HTML", 4, [_audited(ours) for _ in range(rounds)], "ms"),
        ("files of ours, English", _limit(ours), [len(twins.published(ours, twin))], ""),
        ("saved to seen, above the twin's", 0.2, seen.more(ours, twin, rounds), "s"),
    )
    with weights.served(ours / "site") as (browser, address):
        first = sum(weights.first_view(browser, address).values()) / 1000
    yield from _told(("first view of home, gzipped", 100, [first], "kB"))


def _made_up(folder: Path, size: sites.Size, rounds: int) -> Iterator[Row]:
    """What is measured on a made-up site."""
    ours = sites.make(folder / f"{size}", size)
    twin = twins.make(ours, folder / f"{size}-twin")
    _same(ours, twin)
    found = timing.rounds(_contenders(ours, twin), rounds)
    yield from _told(
        (f"{size}: the twin beside itself", 1, timing.ratios(found["again"], found["twin"]), ""),
        (f"{size}, warm", 1.15, timing.ratios(found["warm"], found["twin"]), ""),
        (f"{size}: memory above the twin's", 40, timing.more_memory(found["warm"], found["twin"]), "MB"),
    )


def _contenders(ours: Path, twin: Path) -> list[Contender]:
    return [
        Contender("twin", (twin,), timing.build),
        Contender("warm", (ours,), timing.build),
        Contender("again", (twin,), timing.build),
    ]


def _same(ours: Path, twin: Path) -> None:
    """Stop if a page of the twin reads differently."""
    if other := twins.differences(ours / "site", twin / "site"):
        raise SystemExit(f"{ours.name}: {other[0]} reads differently in its twin, so nothing was measured.")


def _audited(project: Path) -> float:
    """Milliseconds of processor time in which 60 kB of a built site's HTML are audited."""
    weight = sum(p.stat().st_size for p in (project / "site").rglob("*.html"))
    begun = time.process_time()
    audit(project / "site", project)
    return 1000 * (time.process_time() - begun) * PAGE / weight


def _limit(project: Path) -> int:
    """How many files of ours a language may have beside its pages: 60, with 4 a chart and 3 a data page."""
    charts = len(list((project / "site/charts").glob("*.svg")))
    return 60 + 4 * charts + 3 * len(list((project / "site/register").glob("*/index.html")))


def _told(*rows: Row) -> Iterator[Row]:
    """The rows, each printed as it comes."""
    for what, goal, values, unit in rows:
        print(f"{what:34} goal {goal:>6g}   measured {timing.spread(values)} {unit}".rstrip(), flush=True)
        yield what, goal, values, unit


def _keep(rows: list[Row], path: Path) -> None:
    """Write the results as JSON, so that those of two days can be compared."""
    keys = ("what", "goal", "values", "unit")
    measured = [dict(zip(keys, row, strict=True)) | {"median": statistics.median(row[2])} for row in rows]
    machine = {"python": platform.python_version(), "system": platform.platform(), "processors": os.cpu_count()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"date": time.strftime("%Y-%m-%d"), **machine, "measured": measured}, indent=1), "utf-8")
    print(f"kept in {path}")


if __name__ == "__main__":
    sys.exit(terminal.run(main))
