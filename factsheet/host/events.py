"""The handlers of MkDocs' events: they stop a build at problems, and publish and audit the site.

A project's own `hooks.py` imports them, because MkDocs looks for hooks in a file of the project.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

import click
from jinja2 import TemplateSyntaxError
from markupsafe import escape
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import CountHandler

from factsheet.core.problems import Problem, fault, report
from factsheet.host.live import Live, built_pages, write_error_page
from factsheet.host.post_build import check_files, publish_and_audit

log = logging.getLogger("mkdocs.factsheet")
live = Live()  # one for the process: this module is loaded once, however often a server builds
THEME = Path(__file__).with_name("theme")
STYLESHEET = "stylesheets/factsheet.css"


def on_startup(command, dirty):
    """Remember whether this is `serve`: a mistake stops a build, but never a server (not even `serve --clean`)."""
    live.serving = "serve" in (command, getattr(click.get_current_context(silent=True), "info_name", ""))
    if live.serving:
        logging.getLogger("mkdocs").addHandler(live.warnings)
    # The macros plugin logs a traceback where a page fails; our problem names file, line and remedy instead.
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").addFilter(lambda r: "_Macro " not in r.getMessage())


@event_priority(100)  # before any plugin can warn
def on_config(config):
    """Add our templates between the theme's and the project's own, and keep a server from aborting."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    if STYLESHEET not in config.extra_css:
        config.extra_css.insert(0, STYLESHEET)
    # Under `strict: true` MkDocs counts warnings, ours too, and aborts at the end; a server then answers no request.
    # So stop the count under a server, and show the warnings on their pages instead.
    if live.serving:
        logger = logging.getLogger("mkdocs")
        live.strict = config.strict
        for counter in [h for h in logger.handlers if isinstance(h, CountHandler)]:
            logger.removeHandler(counter)


def on_serve(server, config, builder):
    """When a rebuild fails altogether, at mkdocs.yml or at a template, serve a page that says why at every address."""

    def build():
        site, pages = Path(server.root), built_pages(Path(server.root))
        live.warnings.clear()
        try:
            builder()
        except Exception as error:  # MkDocs catches as much, but then leaves every request waiting
            message = _located(error, Path(config["config_file_path"]).parent)
            log.error(message, exc_info=not isinstance(error, (MkDocsException, TemplateSyntaxError)))
            write_error_page(site, pages, [*live.warnings.messages, message])

    server.builder = build
    if config.theme.custom_dir:  # MkDocs watches the pages and the settings, and no theme
        server.watch(config.theme.custom_dir)


def _located(error: Exception, root: Path) -> str:
    """What an error says; of a template, with its file, line and remedy."""
    if not isinstance(error, TemplateSyntaxError) or not error.filename:
        return f"{error}"
    path = os.path.relpath(error.filename, root)
    fix = "Correct the template: Jinja's tags are {% name %} … {% endname %}."
    return str(Problem(Path(path).as_posix(), error.lineno, str(error.message), fix))


def on_files(files, config):
    """Stop if the macros plugin is not loaded, since pages would be published raw; leave out files that may not be published."""
    if "factsheet" not in config:
        name = Path(config["config_file_path"]).name
        raise Abort(f"{name}:1: the macros plugin is not loaded. Add `macros: {{module_name: macros}}` to plugins.")
    root, theme = Path(config["config_file_path"]).parent, config["theme"].custom_dir
    unreadable, unfit = check_files(config["factsheet"], root, Path(config["docs_dir"]), theme and Path(theme))
    if unreadable and not live.serving:
        raise Abort(unreadable)
    for file in [f for f in files if f.abs_src_path and Path(f.abs_src_path) in unfit]:
        files.remove(file)
    for file in files.documentation_pages() if unreadable else ():  # a server shows what it can read of a page
        path = file.abs_src_path
        if path and (text := config["factsheet"].readable_text(Path(path), file.src_uri)) is not None:
            file.content_string = text
    for path, text in config["factsheet"].generated_pages():
        files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV))


@event_priority(-100)
def on_page_markdown(markdown, page, config, files):
    """Stash what macros wrote; turn error text of the macros plugin into a problem and a box."""
    return config["factsheet"].after_macros(markdown, page.file.src_uri, page.file.content_string, page.markdown)


@event_priority(100)  # before any plugin reads the page
def on_page_content(html, page, config, files):
    """Put back what macros wrote, refuse it in headings, links and titles, and show the problems of `data/`."""
    html, anchors = config["factsheet"].after_markdown(html, page.title, page.file.src_uri, page.file.content_string)
    page.present_anchor_ids |= anchors
    return html


def on_env(env, config, files):
    """Once all pages are rendered, fill in what depends on the whole site; cache the theme's compiled templates."""
    env.bytecode_cache = config["factsheet"].templates
    pages = [f for f in files.documentation_pages() if f.page]
    live.pages = {f"{Path(config['docs_dir']).name}/{f.src_uri}": f.dest_uri for f in pages}
    config["factsheet"].complete_pages([f.page for f in pages])
    for texts in (config, *(f.page.meta for f in pages)):
        _escape(texts)
    env.globals["factsheet"] = config["factsheet"]


def _escape(texts):
    """Escape texts that the theme writes unescaped, even into attributes. Escaping twice changes nothing."""
    for key in ("site_name", "site_description", "site_author", "title", "description", "author"):
        if isinstance(text := texts.get(key), str):
            texts[key] = escape(text)


@event_priority(-100)  # after the search index is written
def on_post_build(config):
    """Publish the data, audit the pages, report every problem, and stop a build that has one."""
    site, root = Path(config["site_dir"]), Path(config["config_file_path"]).parent
    # As MkDocs has resolved them, whichever settings file is used.
    settings = {name: config[name] for name in ("site_name", "site_description", "docs_dir", "extra")}
    text, stop = publish_and_audit(config["factsheet"], site, root, settings, live)
    if stop and not live.serving:
        raise Abort(f"The site is not published.\n{text}")
    log.log(logging.ERROR if stop else logging.INFO, text)


def on_build_error(error):
    """End a build in one line where the disk is full or a folder may not be written."""
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError) and not live.serving:
        raise Abort(report([fault(error, Path.cwd())])) from error
