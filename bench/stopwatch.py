"""A hook for one build that measures the processor time of each part, without that of the parts within it."""

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


def watch(owner, name, part):
    """Measure a function of `owner` as `part`, which may depend on the part around it."""
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


watch(
    jinja2.environment.Environment,
    "compile",
    lambda around: "ours: Jinja compiles pages" if around == PAGES else "host: Jinja compiles the theme",
)
watch(mkdocs_macros.plugin.MacrosPlugin, "render", PAGES)
watch(markdown.Markdown, "convert", "host: Markdown")
watch(jinja2.environment.Template, "render", lambda around: around or "host: theme's templates")
watch(SearchIndex, "add_entry_from_context", "host: search index")
watch(factsheet.plan.plan, "load", "ours: reading and checking data")
watch(factsheet.plan.plan, "_planned", "ours: pages' calls found and followed")
watch(factsheet.plan.plan, "index", "ours: which page shows what")
watch(factsheet.host.session.Session, "after_markdown", "ours: stashed HTML put back")
watch(factsheet.host.session.Session, "described", "ours: JSON-LD")
watch(factsheet.host.session, "draw", "ours: charts")
watch(factsheet.render.macros.Writer, "written", "ours: macros")
watch(factsheet.host.events, "inline_scripts", "ours: policy")
watch(factsheet.host.events, "protected", "ours: policy")
watch(factsheet.host.events, "arrange", "ours: numbers for search")
watch(factsheet.publish.tables, "write", "ours: publishing")
watch(factsheet.publish.citation_files, "write", "ours: publishing")
watch(factsheet.host.post_build, "_charts", "ours: publishing")
watch(factsheet.host.post_build, "audit", "ours: audit")


def on_shutdown():
    """Write down what was measured."""
    spent["all"] = time.process_time()
    Path("stopwatch.json").write_text(json.dumps(spent), "utf-8")
