"""`make bench`: builds sites of several sizes in turns with their plain twins, and prints where the time goes.

python -m bench            this project's own site, and made-up ones of three sizes
python -m bench 1000x10000 one size: pages x figures, or pages x figures x charts; `site` is this project's own
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from factsheet.core import terminal

try:
    from bench import sites, timing, twins, weights
    from bench.timing import Contender
except ModuleNotFoundError as missing:
    sys.exit(terminal.not_set_up(missing))

SIZES = ("site", "10x60x4", "100x1000", "100x10000")
OWN = "site"
PAGE = 60_000  # the bytes of HTML for which the audit's time is given


def main(argv: list[str] | None = None) -> int:
    """Measure and print. Returns 0 once everything was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Build times beside plain Material's.")
    parser.add_argument("sizes", nargs="*", default=SIZES, metavar="SIZE", help="pages x figures x charts, or `site`")
    rounds = "how often each is built (default: fewer for larger sites)"
    parser.add_argument("--rounds", type=int, default=0, help=rounds)
    options = parser.parse_args(argv)
    try:
        asked = [(name, None if name == OWN else sites.size(name)) for name in options.sizes]
    except ValueError as error:
        parser.error(str(error))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name, size in asked:
            _measure(Path(folder) / name, name, size, options.rounds)
    return 0


def _measure(folder: Path, name: str, size: sites.Size | None, number: int) -> None:
    """Make a site and its twin, check that they read the same, build them in turns, and print the results."""
    ours = sites.copy(folder / "ours") if size is None else sites.make(folder / "ours", size)
    plain = twins.make(ours, folder / "plain")
    if other := twins.differences(ours / "site", plain / "site"):
        raise SystemExit(f"{name}: {other[0]} reads differently in its plain twin, so nothing was measured.")
    drawn = size is None or size.charts > 0
    plugin = twins.plugged(plain, folder / "plugin")
    contenders = [
        Contender("plain", plain),
        Contender("again", plain),
        Contender("plugin", plugin),
        Contender("warm", ours),
    ]
    if drawn:
        contenders.append(Contender("cold", ours, timing.forget_charts))
    number = number or (15 if size is None or size.figures < 1000 else 9 if size.figures < 10_000 else 5)
    made_up = size and f"{size.pages} pages, {size.figures} figures, {size.charts} charts"
    print(f"\n{name} – {made_up or 'this project itself'}: {_weight(ours)}; {number} rounds", flush=True)
    _print_times(timing.rounds(contenders, number, folder))
    _print_parts(ours)
    if size is None:
        _print_reading(ours)


def _weight(project: Path) -> str:
    pages = list((project / "site").rglob("*.html"))
    index = (project / "site/search/search_index.json").stat().st_size
    size = sum(p.stat().st_size for p in pages)
    return f"{len(pages)} built pages, {size // 1000} kB; search index {index // 1000} kB"


def _print_times(found: dict[str, timing.Measured]) -> None:
    plain = found["plain"]
    print(f"  {'':8} {'seconds':>22} {'ratio to plain':>22} {'peak MB':>8} {'more':>6}")
    labels = {"plain": "plain", "again": "A/A", "plugin": "+plugin", "warm": "warm", "cold": "cold"}
    for name, one in found.items():
        ratio = timing.spread(timing.ratios(one, plain)) if name != "plain" else "1"
        more = timing.memory(one) - timing.memory(plain)
        print(
            f"  {labels[name]:8} {timing.spread(one.seconds):>22} {ratio:>22} {timing.memory(one):>8.0f} {more:>+6.0f}"
        )


def _print_parts(project: Path) -> None:
    """How the processor time of one warm build is spent."""
    twins.build(project, "stopwatch")
    parts = json.loads((project / "stopwatch.json").read_text("utf-8"))
    whole = parts.pop("all")
    parts["host: starting, reading, copying, the rest"] = whole - sum(parts.values())
    print(f"  processor time of one warm build: {whole:.2f} s")
    for part, seconds in sorted(parts.items(), key=lambda p: -p[1]):
        print(f"    {100 * seconds / whole:5.1f}% {1000 * seconds:8.0f} ms  {part}")
    weight = sum(p.stat().st_size for p in (project / "site").rglob("*.html"))
    print(f"  audit: {1000 * parts['ours: audit'] * PAGE / weight:.1f} ms for {PAGE // 1000} kB of HTML")


def _print_reading(project: Path) -> None:
    """What a reader's browser downloads, and how soon an author sees a change."""
    with weights.served(project / "site") as (browser, address):
        found = weights.first_view(browser, address)
    print(f"  first view of the front page: {sum(found.values()) / 1000:.0f} kB gzipped in {len(found)} requests")
    for path, size in sorted(found.items(), key=lambda f: -f[1]):
        print(f"    {size / 1000:7.1f} kB  {path}")
    charts = sorted(weights.packed(p) for p in (project / "site/charts").glob("*.svg"))
    print(f"  a chart, drawn: {charts[0] / 1000:.1f}–{charts[-1] / 1000:.1f} kB gzipped")
    seen = [sys.executable, "-m", "bench.seen", "--copy-env", "--quiet"]
    subprocess.run(seen, env=twins.environment(), check=True)


if __name__ == "__main__":
    sys.exit(terminal.run(main))
