"""The plain twin of a fact-sheet: the same pages as Markdown after the macros, the same theme, no macros, no hooks.

Its articles read like ours. It has no content-security policy, no published data, no JSON-LD and no audit:
what those cost is part of what is measured.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from bench.sites import ROOT, settings, write_settings

CAPTURED = "captured.json"
THEME = ROOT / "factsheet" / "host" / "theme"
_words = re.compile(r'\{\{ factsheet\.words\("([\w-]+)"((?:, \w+=[^,()]+)*)\) \}\}')

# What our engine answers templates of a page's head and language, and what a twin in one language has instead.
_NOTHING = {"card": '""', "related": "[]", "languages": "[]", "language": '""'}
_asked = re.compile(rf"factsheet\.({'|'.join(_NOTHING)})\([^()]*\)")


def environment() -> dict[str, str]:
    """The environment of a build: the engine on the path, and the theme's notice silenced.

    Python may write bytecode, as it does by default, because the host's modules are installed with theirs.
    """
    inherited = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return inherited | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}


def build(project: Path, *hooks: str) -> Path:
    """Build a project into its `site/`, with hooks of this folder beside its own. Returns the site's folder.

    Raises RuntimeError with the build's output if it fails.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    if hooks:
        values = settings(project)
        values["hooks"] = [*values.get("hooks", []), *(str(Path(__file__).with_name(f"{h}.py")) for h in hooks)]
        original = (project / "mkdocs.yml").read_text("utf-8")
        write_settings(project, values)
    try:
        done = subprocess.run(command, cwd=project, env=environment(), capture_output=True, text=True)
    finally:
        if hooks:
            (project / "mkdocs.yml").write_text(original, "utf-8")
    if done.returncode:
        raise RuntimeError(f"{project} cannot be built:\n{done.stdout}{done.stderr}")
    return project / "site"


def plugged(plain: Path, folder: Path) -> Path:
    """A plain twin with the macros plugin, which finds nothing to do there: what it costs by itself. Returns its folder."""
    shutil.copytree(plain, folder, ignore=shutil.ignore_patterns("site"))
    values = settings(folder)
    values["plugins"] = ["macros", *values["plugins"]]
    write_settings(folder, values)
    build(folder)
    return folder


def make(project: Path, folder: Path) -> Path:
    """Build `project`, write its plain twin into `folder`, and build that too. Returns the twin's folder."""
    build(project, "capture")
    captured = json.loads((project / CAPTURED).read_text("utf-8"))
    folder.mkdir(parents=True)
    shutil.copytree(project / "docs", folder / "docs")
    # The footer is no part of an article; the theme has its own.
    shutil.copytree(THEME, folder / "overrides", ignore=shutil.ignore_patterns("copyright.html"))
    for path, text in captured["pages"].items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text, "utf-8")
    for template in (folder / "overrides").rglob("*.html"):
        template.write_text(_plain(template.read_text("utf-8"), captured), "utf-8")
    values = settings(project)
    del values["hooks"], values["watch"]
    values["theme"]["custom_dir"] = "overrides"
    values["extra_css"] = ["stylesheets/factsheet.css", *values.get("extra_css", [])]
    values["plugins"] = [p for p in values["plugins"] if "macros" not in p]
    write_settings(folder, values)
    build(folder)
    return folder


def worded() -> list[tuple[str, str, str]]:
    """Every call of a message in our templates, with its key and its values."""
    texts = (path.read_text("utf-8") for path in THEME.rglob("*.html"))
    return [(found[0], found[1], found[2].removeprefix(", ")) for text in texts for found in _words.finditer(text)]


def _plain(template: str, captured: dict[str, dict[str, str]]) -> str:
    """A template of ours without our engine: values and words are written in, and JSON-LD is left out."""
    out = re.sub(r'\{\{ factsheet\.site\("(\w+)"\) \}\}', lambda m: captured["values"][m[1]], template)
    out = _words.sub(lambda m: captured["words"][m[0]], out)
    out = re.sub(r"\{\{ factsheet\.described\(.*?\) \}\}", "", out)
    out = out.replace("{% if factsheet.sheet.newest_edition() %}", "{% if true %}")
    out = _asked.sub(lambda m: _NOTHING[m[1]], out)
    if left := re.search(r"\{[{%](?! extends)[^}]*factsheet\.[^}]*\}", out):
        raise RuntimeError(f"{left[0]!r} in a template has no plain form. Add one to bench/twins.py.")
    return out


def articles(site: Path) -> dict[str, str]:
    """The text of every page's article, by page. Charts to embed are published beside the data, and no pages."""
    pages = sorted(p for p in site.rglob("*.html") if not p.match("charts/*/embed/index.html"))
    trees = {p.relative_to(site).as_posix(): LexborHTMLParser(p.read_text("utf-8")) for p in pages}
    return {name: " ".join(" ".join(a.text() for a in tree.css("article")).split()) for name, tree in trees.items()}


def differences(one: Path, other: Path) -> list[str]:
    """The pages whose articles read differently on two built sites."""
    left, right = articles(one), articles(other)
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))
