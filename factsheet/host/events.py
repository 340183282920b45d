"""The handlers of MkDocs' events: they stop a build at problems, and publish and audit the site.

A project's own `hooks.py` imports them, because MkDocs looks for hooks in a file of the project.
"""

from __future__ import annotations

import functools
import logging
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import click
import jinja2
import mkdocs
from jinja2 import TemplateSyntaxError
from markupsafe import escape
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import CountHandler

from factsheet.audit.memory import Memory
from factsheet.core.problems import Problem, counted, fault
from factsheet.core.reports import for_machines, report
from factsheet.data import locales
from factsheet.host import han_words
from factsheet.host.host_settings import MACROS, without_engine
from factsheet.host.live import Live, built_pages, can_show_early, located, write_error_page
from factsheet.host.pages import listed, path_of, untranslated
from factsheet.host.policy import inline_scripts, protected
from factsheet.host.post_build import CACHE, account, publish
from factsheet.host.search import arrange, weigh
from factsheet.host.session import Session, host
from factsheet.plan import build_date, languages, messages, plan, site_settings
from factsheet.plan.loaded import forget, load
from factsheet.rules import project
from factsheet.text.scripts import Script

# All that a project's hooks.py takes over.
__all__ = [
    "on_build_error", "on_config", "on_env", "on_files", "on_page_content", "on_page_markdown", "on_post_build",
    "on_post_page", "on_post_template", "on_serve", "on_startup",
]  # fmt: skip
log = logging.getLogger("mkdocs.factsheet")
live = Live()  # one for the process: this module is loaded once, however often a server builds
THEME = Path(__file__).with_name("theme")
STYLESHEET = "stylesheets/factsheet.css"


def on_startup(command, dirty):
    """Remember whether this is `serve`: a mistake stops a build, but never a server (not even `serve --clean`)."""
    live.serving = "serve" in (command, getattr(click.get_current_context(silent=True), "info_name", ""))
    live.audited = Memory() if live.serving else None
    if live.serving:
        logging.getLogger("mkdocs").addHandler(live.warnings)
    # The search plugin's reader of words in 中文 tells how it starts.
    logging.getLogger("jieba").setLevel(logging.WARNING)
    # The macros plugin logs a traceback where a page fails; our problem names file, line and remedy instead.
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").addFilter(lambda r: "_Macro " not in r.getMessage())


@event_priority(100)  # before any plugin can warn
def on_config(config):
    """Add our templates between the theme's and the project's own, and keep a server from aborting."""
    host.plugin = host.session = None
    if wrong := list(without_engine(config)):
        raise _stopped(wrong)
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    _in_its_script(config)
    if STYLESHEET not in config.extra_css:
        config.extra_css.insert(0, STYLESHEET)
    for plugin in _search(config):
        weigh(plugin.config.get("lunr", plugin.config).fields)
    # Under `strict: true` MkDocs counts warnings, ours too, and aborts at the end; a server then answers no request.
    # So stop the count under a server, and show the warnings on their pages instead.
    if live.serving:
        logger = logging.getLogger("mkdocs")
        live.strict = config.strict
        for counter in [h for h in logger.handlers if isinstance(h, CountHandler)]:
            logger.removeHandler(counter)


def _in_its_script(config):
    """What the settings say to readers, in the script of a language that is made from another; and the switch of languages."""
    root, tag = Path(config["config_file_path"]).parent, locales.language({"theme": config.theme})
    script = Script() if tag == locales.source(root) else Script(tag, locales.terms(root, tag, []))
    for key, value in locales.said(config, script).items():
        config[key] = value
    if palette := config.theme.get("palette"):
        config.theme["palette"] = script.values(palette)
    # A link to each language in the header; the theme's own would lead to their front pages.
    tags = os.environ.get(languages.VARIABLE, "").split()
    if tag in tags:
        config.extra["alternate"] = True
    if tag in tags[1:]:  # whoever builds them side by side knows where each lies
        config.site_url = os.environ.get("SITE_URL", config.site_url)
    # What the theme has a browser keep, such as the colours a reader likes, is kept once for all languages, and tells none.
    below = f"{tag}/" if tag in tags[1:] else ""
    config.extra.setdefault("scope", urlsplit(config.site_url or "").path.removesuffix(below) or "/")


def on_serve(server, config, builder):
    """Show each rebuild before it is audited; where it fails altogether, at mkdocs.yml or a template, serve a page that says why.

    That page stands at every address.
    """

    def build():
        site, pages = Path(server.root), built_pages(Path(server.root))
        live.warnings.clear()
        live.left = None
        try:
            builder()
            live.finish()
        except Exception as error:  # MkDocs catches as much, but then leaves every request waiting
            message = located(error, Path(config["config_file_path"]).parent)
            log.error(message, exc_info=not isinstance(error, (MkDocsException, TemplateSyntaxError)))
            live.renew()
            write_error_page(site, pages, [*live.warnings.messages, message])

    server.builder, live.server = build, server if can_show_early(server) else None
    if config.theme.custom_dir:  # MkDocs watches the pages and the settings, and no theme
        server.watch(config.theme.custom_dir)
    if (own := Path(config["config_file_path"]).parent / "charts").is_dir():
        server.watch(str(own))


@event_priority(-100)  # after other plugins have added theirs
def on_files(files, config):
    """Make the plan of the pages that are listed, and stop if the macros plugin is not loaded, since they would be published raw."""
    root, theme = Path(config["config_file_path"]).parent, config["theme"].custom_dir
    name = Path(config["config_file_path"]).name
    if host.plugin is None:
        raise _stopped([Problem(name, 1, *MACROS)])
    for file in list(untranslated(files, config)):
        files.append(file)
    folders = project.Folders(Path(config["docs_dir"]), theme and Path(theme))
    bytes_of = functools.cache(Path.read_bytes)  # whatever a build reads of the project, it reads once
    unreadable = list(project.unreadable(root, folders, bytes_of))
    if unreadable and not live.serving:
        raise _stopped(unreadable)
    unfit = project.unfit(root, folders, bytes_of)
    for file in [f for f in files if f.abs_src_path and Path(f.abs_src_path) in unfit]:
        files.remove(file)
    kept = root / ".cache" / "messages"
    spoken, _ = messages.load(locales.language(config), root, name, kept)
    headings = config.mdx_configs.setdefault("toc", {})
    headings.setdefault("permalink", True)  # every heading has a link to itself, as every entry has
    headings.setdefault("permalink_title", spoken("self-link-heading"))
    date, wrong = build_date.find(root, lambda: load(root, bytes_of, spoken.label, spoken.language).sheet)
    os.environ[build_date.VARIABLE] = str(date)  # MkDocs dates pages by it
    script = load(root, bytes_of, spoken.label, spoken.language).locale.script
    pages, problems = listed(files, config, live.serving, bytes_of, script)
    settled = [*wrong, *site_settings.faults(root, config["extra"], config["site_url"], name)]
    made = plan.make(root, config, pages, settled, name, bytes_of, kept)
    host.session = Session(made, root, (jinja2.__version__, mkdocs.__version__), name, problems)
    host.session.met += [problem for found in unfit.values() for problem in found]
    for page in made.generated:
        files.append(File.generated(config, page.name, content=page.source, inclusion=InclusionLevel.NOT_IN_NAV))


@event_priority(100)
def _before_macros(markdown, page, config, files):
    """Keep the title of a page that the engine makes from the macros plugin, which would run the data's words as a template."""
    if host.session.makes(_path(page, config)):
        page.title = ""


@event_priority(-100)
def _after_macros(markdown, page, config, files):
    """Stash what macros wrote; turn error text of the macros plugin into a problem and a box."""
    if host.session.makes(_path(page, config)):
        page.__dict__.pop("title", None)  # from here on it is that of the front matter again, which is escaped
    return host.session.after_macros(markdown, _path(page, config))


on_page_markdown = CombinedEvent(_before_macros, _after_macros)


@event_priority(100)  # before any plugin reads the page
def on_page_content(html, page, config, files):
    """Put back what macros wrote, refuse it in headings, links and titles, and show the problems of `data/`."""
    html, anchors = host.session.after_markdown(html, page.title, _path(page, config))
    page.present_anchor_ids |= anchors
    return html


@event_priority(-100)  # when the templates have all they are given
def on_env(env, config, files):
    """Before the theme is filled in: cache its compiled templates, and give them what the build knows."""
    env.bytecode_cache = host.session.templates
    pages = [f.page for f in files.documentation_pages() if f.page]
    live.pages = {_path(page, config): page.file.dest_uri for page in pages}
    for texts in (config, *(page.meta for page in pages)):
        _escape(texts)
    env.globals["factsheet"] = host.session
    if not live.serving:  # MkDocs reloads the pages of a live site by a script
        host.session.scripts = inline_scripts(env, config, files, pages)


@event_priority(-100)  # after other plugins have changed the page
def on_post_page(output, page, config):
    """Give a page its content-security policy."""
    return output if live.serving else protected(output, host.session.scripts)


@event_priority(-100)
def on_post_template(output_content, template_name, config):
    """Give a page of the theme's own, such as 404.html, its content-security policy."""
    policed = template_name.endswith(".html") and not live.serving
    return protected(output_content, host.session.scripts) if policed else output_content


def _path(page, config) -> str:
    """The path of a page's Markdown in the project."""
    return path_of(page.file, Path(config["config_file_path"]).parent, config["docs_dir"])


def _escape(texts):
    """Escape texts that the theme writes unescaped, even into attributes. Escaping twice changes nothing."""
    for key in ("site_name", "site_description", "site_author", "title", "description", "author"):
        if isinstance(text := texts.get(key), str):
            texts[key] = escape(text)


@event_priority(100)  # before the search index is written
def _before_search(config):
    """Let search find each number as it may be typed, and words of 中文 in both scripts."""
    tag = locales.language(config)
    for plugin in _search(config):
        # MaterialX keeps the index with whatever makes it.
        entries = getattr(plugin, "provider", plugin).search_index.entries
        arrange(entries)
        if tag[:2] == "zh":
            han_words.divide(entries, traditional=Script(tag).is_made)


def _search(config):
    """The search plugin, if it is enabled; that of MaterialX always is."""
    found = [plugin for name, plugin in config["plugins"].items() if name.rpartition("/")[2] == "search"]
    return [plugin for plugin in found if plugin.config.get("enabled", True)]


@event_priority(-100)  # after everything is written
def _at_the_end(config):
    """Publish the data, audit the pages, report every problem, and stop a build that has one."""
    site, root = Path(config["site_dir"]), Path(config["config_file_path"]).parent
    # As MkDocs has resolved them, whichever settings file is used.
    settings = {name: config[name] for name in ("site_name", "site_description", "site_url", "docs_dir", "extra")}
    settings["theme"] = {"name": config["theme"].name, **{key: config["theme"][key] for key in config["theme"]}}
    finish = functools.partial(_account_for, publish(host.session, site, root, settings), root)
    if not live.serving:
        host.session.close()
        forget()
    if live.server:
        live.left = finish  # until its pages can be seen
    else:
        finish()


def _account_for(published, root):
    """Audit what is published, and report every problem."""
    found, audited = account(published, root, live)
    stop = any(not p.note for p in found)
    if stop and not live.serving:
        raise _stopped(found)
    if found and for_machines():
        print(report(found), flush=True)
    elif found:
        unlisted = [p for p in found if p.path == CACHE]  # which `check`, that draws nothing, does not find
        told = found if stop else unlisted
        brief = report(told) if told else ""
        log.log(logging.ERROR if stop else logging.INFO, report(found), extra={"brief": brief})
    if audited and not stop:
        notes = len({p for p in found if p.path != CACHE})
        listed = f", {counted(notes, 'note')} (make check lists {'it' if notes == 1 else 'them'})" if notes else ""
        brief = f"{locales.language(published.settings)}: {audited.brief()}{listed}"
        log.info(audited.summary(), extra={"brief": brief})


on_post_build = CombinedEvent(_before_search, _at_the_end)


def _stopped(problems):
    """What ends a build. Where a program reads the problems, they alone go to the standard output."""
    if for_machines():
        print(report(problems), flush=True)
        print("The site is not published.", file=sys.stderr)
        return SystemExit(1)  # MkDocs would write its message to the standard output
    return Abort(report(problems))


def on_build_error(error):
    """End a build in one line where the disk is full or a folder may not be written."""
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError) and not live.serving:
        raise _stopped([fault(error, Path.cwd())]) from error
