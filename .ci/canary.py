"""Build the site with the site generators that may replace MkDocs, and report what differs.

`python .ci/canary.py` (or with names: `python .ci/canary.py properdocs zensical==0.0.73`) makes an
environment for each, builds a copy of the project with it, and prints a report in Markdown: missing
pages, articles whose text differs, and what the audit says. A generator that cannot be installed, or
that fails, is reported and does not make the run fail: the exit code is 0 unless our own build or this
script fails. It needs the network to install them.
"""

from __future__ import annotations

import argparse
import difflib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the engine lies beside this folder

from factsheet.core import terminal  # noqa: E402 — needs the line above

try:
    from selectolax.lexbor import LexborHTMLParser
except ModuleNotFoundError as missing:
    sys.exit(terminal.not_set_up(missing))

PROJECT = ("mkdocs.yml", "macros.py", "hooks.py", "requirements.lock", "data", "docs", "factsheet")
LOCK = "requirements.lock"
SHOWN = 12  # differing pages and lines of output; nobody would read more


def unchanged(copy: Path) -> list[str]:
    """A host that builds the project as it is."""
    return []


def zensical(copy: Path) -> list[str]:
    """Make the changes without which Zensical builds no page. Returns them in words."""
    _edit(copy / "factsheet" / "host" / "environment.py", "{env.page.file.src_uri}", "{env.page.path}")
    return [
        "factsheet/host/environment.py: a page's path is `env.page.path`",
        "hooks.py: Zensical ignores it, so the engine's templates and stylesheet are missing",
    ]


@dataclass(frozen=True)
class Host:
    """A program that can build the site: its package, its command, and the changes that it needs."""

    package: str
    command: tuple[str, ...]
    adapt: Callable[[Path], list[str]] = unchanged


HOSTS = {
    "properdocs": Host("properdocs", ("properdocs", "build", "-q")),
    "zensical": Host("zensical", ("zensical", "build", "--clean"), zensical),
}


@dataclass(frozen=True)
class Outcome:
    """The result of building with a host; `failed` names the step at which it failed, and is empty if it did not."""

    name: str
    version: str
    failed: str
    output: str
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    differing: tuple[tuple[str, int], ...] = ()  # page, lines of its article that differ
    same: int = 0
    audit: str = ""


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    if old not in text:
        raise SystemExit(f"{path.name} no longer contains {old!r}. Adapt .ci/canary.py.")
    path.write_text(text.replace(old, new), "utf-8")


def copied(to: Path, root: Path = ROOT) -> Path:
    """A copy of the project, without what was built and without its history."""
    to.mkdir()
    for name in PROJECT:
        source = root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, to / name)
    return to


def articles(site: Path) -> dict[str, list[str]]:
    """The text of every page's article, as a list of its non-blank lines."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = LexborHTMLParser(path.read_bytes())
        page.unwrap_tags(["span"])  # each host highlights code in its own way
        page.merge_text_nodes()
        node = page.css_first("article")
        text = node.text(separator="\n") if node else ""
        found[path.relative_to(site).as_posix()] = [
            " ".join(line.split()) for line in text.splitlines() if line.strip()
        ]
    return found


def compare(ours: Path, theirs: Path) -> dict[str, object]:
    """The pages that only one of two sites has, and those whose articles differ, with the number of lines."""
    mine, other = articles(ours), articles(theirs)
    lines = {p: _differing(mine[p], other[p]) for p in mine.keys() & other.keys() if mine[p] != other[p]}
    return {
        "missing": tuple(sorted(mine.keys() - other.keys())),
        "extra": tuple(sorted(other.keys() - mine.keys())),
        "differing": tuple(sorted(lines.items())),
        "same": len(mine.keys() & other.keys()) - len(lines),
    }


def _differing(mine: list[str], other: list[str]) -> int:
    """How many lines were removed or added."""
    return sum(line[0] in "+-" and line[:3] not in ("+++", "---") for line in difflib.unified_diff(mine, other, n=0))


def run(command: list[str], cwd: Path) -> tuple[int, str]:
    """A command's exit code and the end of its output."""
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    lines = done.stdout.decode("utf-8", "replace").strip().splitlines()
    return done.returncode, "\n".join(lines[-SHOWN:])


def attempt(name: str, host: Host, wanted: str, ours: Path, work: Path) -> Outcome:
    """Install a host beside the locked packages, build a copy of the project with it, and compare."""
    work.mkdir()
    environment, copy = work / "venv", copied(work / "project", ours.parent)
    changed = tuple(host.adapt(copy))
    python = str(environment / "bin" / "python")
    for step, command in (
        ("making an environment", [sys.executable, "-m", "venv", str(environment)]),
        ("installing the locked packages", [python, "-m", "pip", "install", "-q", "--require-hashes", "-r", LOCK]),
        ("installing it", [python, "-m", "pip", "install", "-q", wanted]),
    ):
        code, output = run(command, copy)
        if code:
            return Outcome(name, wanted.partition("==")[2], step, output, changed)
    return built(name, host, python, copy, ours, changed)


def built(name: str, host: Host, python: str, copy: Path, ours: Path, changed: tuple[str, ...]) -> Outcome:
    """Build a copy of the project with a host that is installed beside `python`, and compare."""
    version = run([python, "-c", f"from importlib.metadata import version; print(version('{host.package}'))"], copy)[1]
    code, output = run([python, "-m", *host.command], copy)
    if code or not (copy / "site").is_dir():
        return Outcome(name, version, f"building, with exit code {code}", output, changed)
    audit = run([sys.executable, "-m", "factsheet", "audit", "site"], copy)[1].splitlines()
    return Outcome(name, version, "", output, changed, **compare(ours, copy / "site"), audit=audit[-1] if audit else "")


def report(outcomes: list[Outcome]) -> str:
    """The report, in Markdown."""
    lines = ["# If MkDocs ends", ""]
    for o in outcomes:
        lines += [f"## {o.name} {o.version}", ""]
        lines += [f"- changed for it: {change}" for change in o.changed]
        if o.failed:
            lines += [f"- **failed at {o.failed}**", "", "```text", o.output.replace("```", "'''"), "```", ""]
            continue
        lines += [f"- missing pages: {_some(o.missing)}", f"- additional pages: {_some(o.extra)}"]
        lines += [f"- articles with the same text: {o.same}"]
        lines += [f"- articles that differ: {_some([f'{p} ({n} lines)' for p, n in o.differing])}"]
        lines += [f"- {o.audit or 'the audit printed nothing'}", ""]
    return "\n".join(lines)


def _some(names: tuple[str, ...] | list[str]) -> str:
    shown = ", ".join(names[:SHOWN]) or "none"
    return shown + (f", and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def main(argv: list[str] | None = None) -> int:
    """Report on the hosts named, or on all."""
    parser = argparse.ArgumentParser(prog="python .ci/canary.py", description="Build the site with other hosts.")
    which = f"{', '.join(HOSTS)}, each with a version if you like (default: all, newest)"
    parser.add_argument("hosts", nargs="*", help=which)
    wanted = {w.split("==")[0]: w for w in parser.parse_args(argv).hosts or HOSTS}
    if unknown := sorted(wanted.keys() - HOSTS.keys()):
        parser.error(f"unknown host {', '.join(unknown)}; known are {', '.join(HOSTS)}")
    with tempfile.TemporaryDirectory() as folder:
        ours = copied(Path(folder, "ours"))
        code, output = run([sys.executable, "-m", "mkdocs", "build", "-q"], ours)
        if code:
            print(f"Our own build fails; nothing was compared.\n{output}", file=sys.stderr)
            return code
        outcomes = [attempt(n, HOSTS[n], w, ours / "site", Path(folder, n)) for n, w in wanted.items()]
    print(report(outcomes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
