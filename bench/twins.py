"""The twin of a fact-sheet: the same pages as static Markdown, with the macros plugin loaded and nothing of ours.

It has Material's own templates, and no policy, published data, JSON-LD or audit: what those cost is part of what is measured.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from bench import sites, timing

LANGUAGES = sites.ROOT / "factsheet/host/theme/partials/languages"
NO_PAGE = ("404.html", "charts/*/embed/index.html")


def make(project: Path, folder: Path, settings: str = "mkdocs.yml") -> Path:
    """Build `project` by its `settings`, write its twin into `folder`, and build that too. Returns the twin's folder."""
    timing.python("bench.capture", settings, str(folder / "docs"), cwd=project)
    values = sites.settings(project / settings)
    for source in [project / values.get("docs_dir", "docs"), project / "docs"]:
        for file in source.rglob("*"):
            if file.is_file() and not (copied := folder / "docs" / file.relative_to(source)).exists():
                copied.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, copied)
    for ours in ("hooks", "watch", "docs_dir"):
        values.pop(ours, None)
    values["plugins"] = ["search", "macros"]
    values["theme"].pop("icon", None)  # the logo is of our theme
    # Material has no words in every language that ours has.
    shutil.copytree(LANGUAGES, folder / "overrides/partials/languages")
    values["theme"]["custom_dir"] = "overrides"
    sites.write_settings(folder, values)
    timing.build(folder)
    return folder


def articles(site: Path) -> dict[str, str]:
    """The text of every page's article, by page."""
    pages = sorted(p for p in site.rglob("*.html") if not any(p.match(name) for name in NO_PAGE))
    trees = {p.relative_to(site).as_posix(): LexborHTMLParser(p.read_text("utf-8")) for p in pages}
    return {name: " ".join(" ".join(a.text() for a in tree.css("article")).split()) for name, tree in trees.items()}


def differences(one: Path, other: Path) -> list[str]:
    """The pages whose articles read differently on two built sites."""
    left, right = articles(one), articles(other)
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def published(project: Path, twin: Path) -> list[str]:
    """The files of ours that are no pages: what a built project has, and its twin's site has not. A page to embed is a page."""
    ours, theirs = (
        {p.relative_to(s).as_posix() for p in s.rglob("*") if p.is_file()} for s in (project / "site", twin / "site")
    )
    return sorted(name for name in ours - theirs if not name.endswith(".html"))
