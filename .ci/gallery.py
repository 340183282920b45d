"""Build every example as a site of its own, in `gallery/`, with a page that leads to each.

`python .ci/gallery.py` builds and audits all of them, or those named: `python .ci/gallery.py eagles`.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the engine lies beside this folder

from factsheet.core import terminal

try:
    from factsheet.data import settings
except ModuleNotFoundError as missing:
    sys.exit(terminal.not_set_up(missing))

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted(path.parent.name for path in ROOT.glob("examples/*/mkdocs.yml"))
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width">
<title>Gallery</title>
<h1>Gallery</h1>
<p>Small fact-sheets, each on another subject and with another kind of number.</p>
<ul>
{items}
</ul>
</html>
"""
ITEM = '<li><a href="{name}/index.html">{title}</a>: {description}</li>'


def built(name: str, gallery: Path) -> int:
    """Build one example and put its site into the gallery. Returns the exit code of the build."""
    root = ROOT / "examples" / name
    code = subprocess.call([sys.executable, "-m", "factsheet", "--root", str(root), "site"], cwd=ROOT)
    if code == 0:
        shutil.rmtree(gallery / name, ignore_errors=True)
        shutil.copytree(root / "site", gallery / name)
    return code


def item(name: str) -> str:
    """The line that leads to an example, in its own words."""
    values = settings.load(ROOT / "examples" / name)
    return ITEM.format(name=name, title=escape(values["site_name"]), description=escape(values["site_description"]))


def main(argv: list[str] | None = None) -> int:
    """Build the examples named, or all, and the page that leads to those that are there."""
    parser = argparse.ArgumentParser(prog="python .ci/gallery.py", description="Build the examples as sites.")
    parser.add_argument("names", nargs="*", help=f"{', '.join(EXAMPLES)} (default: all)")
    parser.add_argument("--to", type=Path, default=ROOT / "gallery", help="the folder to build into (default: gallery)")
    options = parser.parse_args(argv)
    if unknown := sorted(set(options.names) - set(EXAMPLES)):
        parser.error(f"unknown example {', '.join(unknown)}; known are {', '.join(EXAMPLES)}")
    gallery = options.to
    gallery.mkdir(parents=True, exist_ok=True)
    for name in options.names or EXAMPLES:
        if code := built(name, gallery):
            return code
    there = [name for name in EXAMPLES if (gallery / name / "index.html").is_file()]
    (gallery / "index.html").write_text(PAGE.format(items="\n".join(map(item, there))), "utf-8")
    print(f"gallery: {gallery / 'index.html'} leads to {', '.join(there)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
