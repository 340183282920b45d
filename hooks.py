"""The host's events: where problems stop a build, and where the site is published and audited."""

import logging
from pathlib import Path

import click
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from factsheet.finish import finish

log = logging.getLogger("mkdocs.factsheet")
running = {"serve": False}


def on_startup(command, dirty):
    """Remember the command: a mistake ends a build, and never kills a server (not even `serve --clean`)."""
    context = click.get_current_context(silent=True)
    # The plugin logs a page's failure with Python's traceback; ours names file, line and remedy.
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").addFilter(
        lambda record: "_Macro " not in record.getMessage()
    )
    running["serve"] = command == "serve" or bool(context and context.info_name == "serve")


def on_pre_build(config):
    """The macros give the hooks their book; without them every page would be published raw."""
    if "factsheet" not in config:
        raise Abort("mkdocs.yml: the macros plugin is not loaded. Add `macros: {module_name: macros}` to plugins.")


def path_of(page, config):
    """A page's file as problems name it."""
    return f"{Path(config['docs_dir']).name}/{page.file.src_uri}"


@event_priority(-100)
def on_page_markdown(markdown, page, config, files):
    """Error text of the template engine becomes a problem and a box."""
    return config["factsheet"].rendered(markdown, path_of(page, config), page.file.content_string, page.markdown)


@event_priority(-100)
def on_page_content(html, page, config, files):
    """Macros in headings, links and titles are refused; while `data/` has problems, every page says so."""
    return config["factsheet"].placed(html, page.title, path_of(page, config), page.file.content_string)


def on_env(env, config, files):
    """All pages are rendered: fill in what only the whole site can tell."""
    book = config["factsheet"]
    pages = [f.page for f in files.documentation_pages() if f.page]
    titles = {p.url: p.title for p in pages}
    for page in pages:
        page.content = book.complete(page.content, page.url, titles)
    env.globals["factsheet"] = book


@event_priority(-100)  # after the search index is written
def on_post_build(config):
    """Publish the data, audit what was built, report everything; then stop a build that has a problem."""
    told, stop = finish(config["factsheet"], Path(config["site_dir"]), Path(config["config_file_path"]).parent)
    if stop and not running["serve"]:
        raise Abort(f"The site is not published.\n{told}")
    for line in told.splitlines():
        log.log(logging.ERROR if stop else logging.INFO, line)
