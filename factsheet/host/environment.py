"""`define_env`, the function that mkdocs-macros calls in a project's `macros.py`, which imports it from here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from factsheet.host.pages import path_of
from factsheet.host.session import Session, host
from factsheet.plan import pages, plan
from factsheet.plan.macros import NAMES


def define_env(env):
    """Register the macros with the plugin. What they write is known once the host has listed its files."""
    host.plugin = env
    for name in NAMES:
        env.macro(_macro(env, name), name)


def _macro(env, name: str) -> Callable[..., str]:
    """A macro as the plugin calls it."""

    def call(*given: object, **named: object) -> str:
        if host.session is None:
            host.session = _begun(env)
        return host.session.write(path_of(env.page.file, env.project_dir, env.conf["docs_dir"]), name, given, named)

    return call


def _begun(env) -> Session:
    """The build of a host that ignores hooks.py, and so has not said which pages it has."""
    root, docs = Path(env.project_dir), Path(env.conf["docs_dir"])
    return Session(plan.make(root, env.conf, pages.written(root / docs, env.conf, root)), root)
