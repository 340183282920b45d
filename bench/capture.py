"""A hook for one build that keeps every page's Markdown after the macros, for the plain twin."""

import json
from pathlib import Path

from mkdocs.plugins import event_priority

rendered = {}


@event_priority(-50)  # after the macros, before what they wrote is stashed
def on_page_markdown(markdown, page, config, files):
    """Keep a page as the macros left it."""
    rendered[page.file.src_uri] = markdown


def on_env(env, config, files):
    """Once all pages are rendered, fill in what depends on the whole site, and write everything to a file."""
    session = config["factsheet"]
    pages = [f.page for f in files.documentation_pages() if f.page]
    titles = {p.url: p.title for p in pages}
    made = {}
    for page in pages:
        source = page.file.content_string
        head = front(source)
        made[page.file.src_uri] = head + session.complete(rendered[page.file.src_uri], page.url, titles)
    keys = ("release", "licence", "edition", "read")
    captured = {"pages": made, "values": {key: session.site(key) for key in keys}}
    Path(config["config_file_path"]).with_name("captured.json").write_text(json.dumps(captured), "utf-8")


def front(source):
    """A page's front matter, with its fences."""
    if not source.startswith("---\n"):
        return ""
    return source[: source.index("\n---\n") + 5] + "\n"
