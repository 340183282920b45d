"""Plants false numbers in copies of a built site, and asks the audit for each whether it was seen."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from factsheet.audit import audit
from tests.audit.plantings import PAGES, Planting
from tests.audit.site_plantings import SITES, TOGETHER


def judged(root: Path, aside: Path) -> dict[Planting, list[str]]:
    """What the audit says of each planting in the site of the project at `root`; `aside` is an empty folder."""
    found = {**_pages(root, _copy(root, aside / "pages")), **_together(_copy(root, aside / "files"))}
    for n, planting in enumerate(SITES):
        project = _copy(root, aside / f"site-{n}")
        planting.site(project / "site")
        found[planting] = [str(p) for p in audit(project / "site", project).problems]
        shutil.rmtree(project)
    return found


def _copy(root: Path, to: Path) -> Path:
    shutil.copytree(root, to, ignore=shutil.ignore_patterns(".cache", "*.map", "lunr"))
    return to


def _pages(root: Path, project: Path) -> dict[Planting, list[str]]:
    """Each planting on a page of its own, and one page without any, which has to pass."""
    page = (project / "site/index.html").read_text("utf-8")
    for n, planting in enumerate((None, *PAGES)):
        text = page.replace('http://127.0.0.1:8000/"', f'http://127.0.0.1:8000/case-{n}.html"')
        (project / f"site/case-{n}.html").write_text(planting.page(text) if planting else text, "utf-8")
    said: dict[int, list[str]] = {}
    for problem in audit(project / "site", project).problems:
        if case := re.match(r"case-(\d+)\.html", problem.path):
            said.setdefault(int(case[1]), []).append(str(problem))
    assert 0 not in said, said[0]
    return {planting: said.get(n, []) for n, planting in enumerate(PAGES, 1)}


def _together(project: Path) -> dict[Planting, list[str]]:
    """Files that are planted side by side, each judged by what is said of it."""
    before = {p: p.stat().st_mtime_ns for p in (project / "site").rglob("*") if p.is_file()}
    name: dict[Planting, str] = {}
    for planting in TOGETHER:
        planting.site(project / "site")
        new = [p for p in (project / "site").rglob("*") if p.is_file() and p.stat().st_mtime_ns != before.get(p)]
        name[planting] = new[0].relative_to(project / "site").as_posix()
        before |= {p: p.stat().st_mtime_ns for p in new}
    problems = audit(project / "site", project).problems
    return {planting: [str(p) for p in problems if p.path == name[planting]] for planting in TOGETHER}
