"""A hook for one build that saves every page's Markdown as the macros left it, for the plain twin."""

import json
from pathlib import Path

from markupsafe import Markup
from mkdocs.plugins import event_priority

from bench import twins
from factsheet.host.session import host

rendered = {}


@event_priority(-50)  # after the macros, and before their HTML is stashed
def on_page_markdown(markdown, page, config, files):
    """Save a page as the macros left it."""
    rendered[page.file.src_uri] = markdown


def on_env(env, config, files):
    """Once all pages are rendered, write everything to a file."""
    pages = (f.page for f in files.documentation_pages() if f.page)
    made = {page.file.src_uri: front(page.file.content_string) + rendered[page.file.src_uri] for page in pages}
    keys = ("release", "licence", "edition", "read")
    words = {call: _worded(*parts) for call, *parts in twins.worded()}
    captured = {"pages": made, "values": {key: host.session.site(key) for key in keys}, "words": words}
    Path(config["config_file_path"]).with_name("captured.json").write_text(json.dumps(captured), "utf-8")


def _worded(key, values):
    """A message as it stands in a template: what is filled in there stays to be filled in."""
    named = dict(value.split("=", 1) for value in values.split(", ") if value)
    return host.session.words(key, **{name: Markup(f"{{{{ {expression} }}}}") for name, expression in named.items()})


def front(source):
    """A page's front matter, with the lines around it."""
    if not source.startswith("---\n"):
        return ""
    return source[: source.index("\n---\n") + 5] + "\n"
