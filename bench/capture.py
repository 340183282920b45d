"""Builds a project once and saves every page's Markdown as the macros left it: `python -m bench.capture SETTINGS FOLDER`."""

import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.plugins import BasePlugin, event_priority


class Capture(BasePlugin):
    """Writes each page into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @event_priority(-50)  # after the macros, and before their HTML is stashed
    def on_page_markdown(self, markdown, page, config, files):
        """Save a page as the macros left it."""
        path = self.folder / page.file.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(front_matter(page.file.content_string) + markdown, "utf-8")


def front_matter(source: str) -> str:
    """The front matter of a page, with the lines around it."""
    return source[: source.index("\n---\n") + 5] + "\n" if source.startswith("---\n") else ""


if __name__ == "__main__":
    settings = load_config(config_file=sys.argv[1])
    settings.plugins["capture"] = Capture(Path(sys.argv[2]))
    build(settings)
