"""`define_env`, the function that mkdocs-macros calls in a project's `macros.py`, which imports it from here."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import mkdocs

from factsheet.host.session import Page, Session, offset


def define_env(env):
    """Begin the session of a build: register its macros with the plugin, and keep it in MkDocs' settings for the hooks."""

    def here():
        return Page(env.page.url, f"{Path(env.conf['docs_dir']).name}/{env.page.file.src_uri}")

    session = Session(
        root=Path(env.project_dir),
        extra=env.conf["extra"],
        here=here,
        line=lambda: template_line() + offset(env.page.file.content_string, env.page.markdown),
        directories=env.conf["use_directory_urls"],
        docs=Path(env.conf["docs_dir"]).name,
        name=env.conf["site_name"],
        address=env.conf["site_url"],
        description=env.conf["site_description"],
        tools=(jinja2.__version__, mkdocs.__version__),
        settings=Path(env.conf["config_file_path"]).name,
    )
    env.conf["factsheet"] = session
    for name, macro in session.macros().items():
        env.macro(macro, name)


def template_line():
    """The line of the macro call being rendered, in the text of its template; 0 outside a template."""
    frame = sys._getframe()
    while frame and "__jinja_template__" not in frame.f_globals:
        frame = frame.f_back
    return frame.f_globals["__jinja_template__"].get_corresponding_lineno(frame.f_lineno) if frame else 0
