"""Build the site with the site generators that may replace MkDocs, and report what differs.

`python .ci/canary.py` (or with names: `python .ci/canary.py properdocs zensical==0.0.73`) builds a copy with each and prints
a report in Markdown: missing pages, articles whose text differs, what the audit says, what a browser sees. It needs the
network, and ends with 0 unless our own build or it itself fails.
"""

from __future__ import annotations

import argparse
import difflib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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


def materialx(copy: Path) -> list[str]:
    """Take MaterialX as the theme: a continuation of Material, with another engine for search unless it is told."""
    _edit(copy / "mkdocs.yml", "  name: material\n", "  name: materialx\n")
    _edit(copy / "mkdocs.yml", "  - search\n", "  - search: {provider: lunr}\n")
    return ["mkdocs.yml: `theme.name: materialx`, `search: {provider: lunr}`"]


def zensical(copy: Path) -> list[str]:
    """Make the changes without which Zensical builds no page. Returns them in words."""
    ours = 'path_of(env.page.file, env.project_dir, env.conf["docs_dir"])'
    _edit(
        copy / "factsheet" / "host" / "environment.py", ours, "f\"{Path(env.conf['docs_dir']).name}/{env.page.path}\""
    )
    _edit(copy / "mkdocs.yml", "  icon:\n    logo: mark\n", "")
    return [
        "mkdocs.yml: no `theme.icon.logo`, which lies among our templates",
        "factsheet/host/environment.py: a page's path is `env.page.path`",
        "hooks.py: Zensical ignores it, so the engine's templates and stylesheet are missing",
    ]


@dataclass(frozen=True)
class Host:
    """A program that can build the site: its package, its command, the changes that it needs, and packages to install beside it."""

    package: str
    command: tuple[str, ...]
    adapt: Callable[[Path], list[str]] = unchanged
    beside: tuple[str, ...] = ()


HOSTS = {
    "material": Host("mkdocs-material", ("mkdocs", "build", "-q")),
    "properdocs": Host("properdocs", ("properdocs", "build", "-q")),
    "materialx": Host("mkdocs-materialx", ("properdocs", "build", "-q"), materialx, ("properdocs",)),
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
    seen: tuple[str, ...] = ()  # what a browser found wrong


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
        lines = (" ".join(line.split()) for line in (node.text(separator="\n") if node else "").splitlines())
        found[path.relative_to(site).as_posix()] = list(filter(None, lines))
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
    return done.returncode, "\n".join(done.stdout.decode("utf-8", "replace").strip().splitlines()[-SHOWN:])


def browsed(site: Path) -> list[str]:
    """What a browser of its own finds wrong with a built site."""
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, installed

    with sync_playwright() as playwright:
        return browse(site, playwright.chromium.launch(executable_path=installed(), args=list(FLAGS)))


def browse(site: Path, browser: Browser) -> list[str]:
    """What is wrong with the first page of a built site: scripts, requests elsewhere, charts, figures, the search."""
    from tests.browser import serve

    server, page = serve(site), browser.new_page()
    try:
        return list(_seen(page, f"http://127.0.0.1:{server.server_port}/project/"))
    finally:
        page.close()
        server.shutdown()


def _seen(page: Page, base: str) -> Iterator[str]:
    """What goes wrong on the first page, which has numbers, charts and the search of every other."""
    from playwright.sync_api import TimeoutError as PlaywrightTimeout

    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(f"a script fails: {error}"))
    page.on("console", lambda said: errors.append(f"the console says: {said.text}") if said.type == "error" else None)
    page.on("request", lambda r: errors.append(f"it asks {r.url}") if not r.url.startswith((base, "data:")) else None)
    page.goto(base)
    page.wait_for_load_state("networkidle")
    for drawing in page.locator("article svg").all():
        box = drawing.bounding_box()
        if not box or min(box["width"], box["height"]) < 20:
            errors.append("a chart takes up no room")
    number = page.locator("article data.figure[data-fact]").first
    if not (shown := number.inner_text() if number.count() else ""):
        errors.append("no figure is seen")
    page.mouse.move(9, 9, steps=4)  # search may be loaded only when a reader moves
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type(shown)
    try:
        page.wait_for_selector(".md-search-result__item, .md-search__result, [role=option]", timeout=10_000)
    except PlaywrightTimeout:
        errors.append(f"the search does not find {shown!r}")
    yield from dict.fromkeys(errors)


def attempt(name: str, host: Host, wanted: str, ours: Path, work: Path) -> Outcome:
    """Install a host beside the locked packages, build a copy of the project with it, and compare."""
    work.mkdir()
    environment, copy = work / "venv", copied(work / "project", ours.parent)
    changed = tuple(host.adapt(copy))
    python, package = str(environment / "bin" / "python"), wanted.replace(name, host.package, 1)
    pip = [python, "-m", "pip", "install", "-q"]
    for step, command in (
        ("making an environment", [sys.executable, "-m", "venv", str(environment)]),
        ("installing the locked packages", [*pip, "--require-hashes", "-r", LOCK]),
        ("installing it", [*pip, "--upgrade", package, *host.beside]),
    ):
        code, output = run(command, copy)
        if code:
            return Outcome(name, wanted.partition("==")[2], step, output, changed)
    return built(name, host, python, copy, ours, changed)


def built(
    name: str,
    host: Host,
    python: str,
    copy: Path,
    ours: Path,
    changed: tuple[str, ...],
    look: Callable[[Path], list[str]] = browsed,
) -> Outcome:
    """Build a copy of the project with a host that is installed beside `python`, compare, and have a browser look at it."""
    version = run([python, "-c", f"from importlib.metadata import version; print(version('{host.package}'))"], copy)[1]
    code, output = run([python, "-m", *host.command], copy)
    if code or not (copy / "site").is_dir():
        return Outcome(name, version, f"building, with exit code {code}", output, changed)
    # The host's Python has the theme that the site was built with.
    audit = run([python, "-m", "factsheet", "audit", "site"], copy)[1].splitlines()
    seen, said = tuple(look(copy / "site")), audit[-1] if audit else ""
    return Outcome(name, version, "", output, changed, **compare(ours, copy / "site"), audit=said, seen=seen)


def report(outcomes: list[Outcome]) -> str:
    """The report, in Markdown."""
    lines = ["# If MkDocs ends", "", *_table(outcomes), ""]
    for o in outcomes:
        lines += [f"## {o.name} {o.version}", ""]
        lines += [f"- changed for it: {change}" for change in o.changed]
        if o.failed:
            lines += [f"- **failed at {o.failed}**", "", "```text", o.output.replace("```", "'''"), "```", ""]
            continue
        lines += [f"- missing pages: {_some(o.missing)}", f"- additional pages: {_some(o.extra)}"]
        lines += [f"- articles with the same text: {o.same}"]
        lines += [f"- articles that differ: {_some([f'{p} ({n} lines)' for p, n in o.differing])}"]
        lines += [f"- in a browser: {_some(o.seen) if o.seen else 'nothing wrong'}"]
        lines += [f"- {o.audit or 'the audit printed nothing'}", ""]
    return "\n".join(lines)


def _table(outcomes: list[Outcome]) -> list[str]:
    """A line for each host."""
    rows = ["| host | version | same text | differs | audit | in a browser |", "|---|---|---|---|---|---|"]
    for o in outcomes:
        found = f"problems {o.audit.rpartition('problems ')[2]}" if "problems " in o.audit else "none"
        cells = (
            ["failed", "", "", ""]
            if o.failed
            else [
                str(o.same),
                str(len(o.differing) + len(o.missing)),
                found,
                "sound" if not o.seen else str(len(o.seen)),
            ]
        )
        rows.append(f"| {o.name} | {o.version} | {' | '.join(cells)} |")
    return rows


def _some(names: tuple[str, ...] | list[str]) -> str:
    shown = ", ".join(names[:SHOWN]) or "none"
    return shown + (f", and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def main(argv: list[str] | None = None) -> int:
    """Report on the hosts named, or on all."""
    parser = argparse.ArgumentParser(prog="python .ci/canary.py", description="Build the site with other hosts.")
    parser.add_argument("hosts", nargs="*", help=f"{', '.join(HOSTS)}, or `name==version` (default: all, newest)")
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
