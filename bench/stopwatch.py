"""A hook for one build: how much processor time each part of it takes, by itself and without the parts within it."""

import functools
import json
import time
from pathlib import Path

import jinja2.environment
import markdown
import mkdocs_macros.plugin
from material.plugins.search.plugin import SearchIndex

import factsheet.audit
import factsheet.host.events
import factsheet.host.post_build
import factsheet.host.session
import factsheet.plan.plan
import factsheet.publish.citation_files
import factsheet.publish.tables
import factsheet.render.macros

spent, within = {}, []
PAGES = "host: macros plugin, its own"


def watched(owner, name, part):
    """Put a clock around a function of `owner`; what `part` says may depend on the part around it."""
    inner = getattr(owner, name)

    @functools.wraps(inner)
    def timed(*args, **named):
        here = part(within[-1][0] if within else "") if callable(part) else part
        within.append([here, 0.0])
        start = time.process_time()
        try:
            return inner(*args, **named)
        finally:
            took = time.process_time() - start
            spent[here] = spent.get(here, 0.0) + took - within.pop()[1]
            if within:
                within[-1][1] += took

    setattr(owner, name, timed)


watched(
    jinja2.environment.Environment,
    "compile",
    lambda around: "ours: Jinja compiles pages" if around == PAGES else "host: Jinja compiles the theme",
)
watched(mkdocs_macros.plugin.MacrosPlugin, "render", PAGES)
watched(markdown.Markdown, "convert", "host: Markdown")
watched(jinja2.environment.Template, "render", lambda around: around or "host: theme filled in")
watched(SearchIndex, "add_entry_from_context", "host: search index")
watched(factsheet.plan.plan, "load", "ours: data read and checked")
watched(factsheet.plan.plan, "_planned", "ours: pages' calls found and followed")
watched(factsheet.plan.plan, "index", "ours: which page shows what")
watched(factsheet.host.session.Session, "after_markdown", "ours: what macros wrote, put back")
watched(factsheet.host.session.Session, "described", "ours: descriptions for machines")
watched(factsheet.host.session, "draw", "ours: charts")
watched(factsheet.render.macros.Writer, "written", "ours: macros")
watched(factsheet.host.events, "inline_scripts", "ours: policy")
watched(factsheet.host.events, "protected", "ours: policy")
watched(factsheet.host.events, "index_bare_numbers", "ours: numbers for search")
watched(factsheet.publish.tables, "write", "ours: publishing")
watched(factsheet.publish.citation_files, "write", "ours: publishing")
watched(factsheet.host.post_build, "_charts", "ours: publishing")
watched(factsheet.host.post_build, "audit", "ours: audit")


def on_shutdown():
    """The build is over: the account of it."""
    spent["all"] = time.process_time()
    Path("stopwatch.json").write_text(json.dumps(spent), "utf-8")
