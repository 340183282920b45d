"""The host's events: where problems stop a build, and where the site is published and audited."""

import logging
from pathlib import Path

import click
from markupsafe import escape
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel

from factsheet.errors import fault, report
from factsheet.finish import finish, sift

log = logging.getLogger("mkdocs.factsheet")
serving = {"now": False}


def on_startup(command, dirty):
    """Remember the command: a mistake ends a build, and never kills a server (not even `serve --clean`)."""
    serving["now"] = "serve" in (command, getattr(click.get_current_context(silent=True), "info_name", ""))
    # The plugin logs a page's failure with Python's traceback; ours names file, line and remedy.
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").addFilter(lambda r: "_Macro " not in r.getMessage())


def on_files(files, config):
    """Without the macros every page would be published raw; files that cannot be read or published go no further."""
    if "factsheet" not in config:
        raise Abort("mkdocs.yml:1: the macros plugin is not loaded. Add `macros: {module_name: macros}` to plugins.")
    root, look = Path(config["config_file_path"]).parent, config["theme"].custom_dir
    told, unfit = sift(config["factsheet"], root, Path(config["docs_dir"]), look and Path(look))
    if told and not serving["now"]:
        raise Abort(told)
    for file in [f for f in files if f.abs_src_path and Path(f.abs_src_path) in unfit]:
        files.remove(file)
    for path, text in config["factsheet"].shelves():
        files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV))


@event_priority(-100)
def on_page_markdown(markdown, page, config, files):
    """Error text of the template engine becomes a problem and a box."""
    return config["factsheet"].rendered(markdown, page.file.src_uri, page.file.content_string, page.markdown)


@event_priority(100)  # before any plugin reads the page
def on_page_content(html, page, config, files):
    """What macros wrote takes its place; in headings, links and titles it is refused, and problems of `data/` are told."""
    html, anchors = config["factsheet"].placed(html, page.title, page.file.src_uri, page.file.content_string)
    page.present_anchor_ids |= anchors
    return html


def on_env(env, config, files):
    """All pages are rendered: fill in what only the whole site can tell. The theme's templates are compiled once."""
    env.bytecode_cache = config["factsheet"].templates
    pages = [f.page for f in files.documentation_pages() if f.page]
    config["factsheet"].finish(pages)
    for texts in (config, *(page.meta for page in pages)):
        _escape(texts)
    env.globals["factsheet"] = config["factsheet"]


def _escape(texts):
    """Make HTML of texts that the theme writes as they are, into attributes too. Escaped twice they stay the same."""
    for key in ("site_name", "site_description", "site_author", "title", "description", "author"):
        if isinstance(text := texts.get(key), str):
            texts[key] = escape(text)


@event_priority(-100)  # after the search index is written
def on_post_build(config):
    """Publish the data, audit what was built, report everything; then stop a build that has a problem."""
    paths = (Path(config["site_dir"]), Path(config["config_file_path"]).parent)
    told, stop = finish(config["factsheet"], *paths, serving["now"])
    if stop and not serving["now"]:
        raise Abort(f"The site is not published.\n{told}")
    log.log(logging.ERROR if stop else logging.INFO, told)


def on_build_error(error):
    """A full disk, or a folder that may not be written, ends a build in one line."""
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError) and not serving["now"]:
        raise Abort(report([fault(error, Path.cwd())])) from error
