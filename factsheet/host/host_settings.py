"""What MkDocs itself says of the settings: a plugin or a theme that is not installed, a page in `nav` that is not there.

Nothing is built, and no hook of the project runs.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from pathlib import Path

import yaml
from mkdocs.config import config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.nav import get_navigation

from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data import settings, yaml_text
from factsheet.host import page_links
from factsheet.host.pages import untranslated
from factsheet.plan.pages import Page

MACROS = ("the macros plugin is not loaded", "Add `macros: {module_name: macros}` to plugins.")
_HOOKS = ("no hook runs the engine, so a build would publish pages unchecked", "Add `hooks: [hooks.py]`.")
# The engine's templates are changes to those of the first, and of the fork that continues it.
_THEMES = ("material", "materialx")
_GUIDE = "Correct it: https://www.mkdocs.org/user-guide/configuration/ says what each setting takes."
_FIXES = {"nav": "Correct its name, or write the page."}
_quoted = re.compile(r"""["']([^"']+)["']|name: (\S+)""")
# Of what is misspelt, the names that it may be; each is the group of the packages that are installed.
_INSTALLED = {"plugins": "mkdocs.plugins", "theme": "mkdocs.themes", "markdown_extensions": "markdown.extensions"}
_SETTINGS = frozenset(dict(MkDocsConfig._schema))


class _Config(MkDocsConfig):
    """MkDocs' settings; the project's hooks are looked for, and do not run."""

    hooks = config_options.ListOfItems(config_options.File(exists=True), default=[])


def faults(root: Path, name: str = settings.FILE, pages: Iterable[Page] = ()) -> Iterator[Problem]:
    """What MkDocs refuses of the settings in the file `name`, or warns of, which stops a build whose settings are strict.

    `pages` are all of the site, also those that the engine makes; their links are looked up too.
    """
    try:
        config, refused, warnings = _validated(root / name)
    except (MkDocsException, yaml.YAMLError) as error:  # such as a tag that names what is not installed
        text = (root / name).read_text("utf-8-sig")
        line, said, fix = yaml_text.explained(error.__context__ or error, text)
        yield Problem(name, line, f"the file cannot be read: {said}", fix)
        return
    told = ((key, said) for key, said in refused if key != "site_url")  # of which site_settings tells
    yield from (_problem(root, name, key, said) for key, said in told)
    yield from (_problem(root, name, key, said, note=not config.strict) for key, said in warnings)
    if refused:
        return
    yield from without_engine(config)
    if not any("factsheet.host" in Path(hook).read_text("utf-8", "replace") for hook in config.hooks):
        yield Problem(*settings.place(root, name, "hooks"), *_HOOKS)
    files = get_files(config)
    for file in untranslated(files, config):
        files.append(file)
    known = [file.src_uri for file in files.documentation_pages()]
    pages = list(pages)
    for page in (page for page in pages if page.generated):
        files.append(File(page.name, config.docs_dir, config.site_dir, config.use_directory_urls))
    for said in _warnings_of_nav(files, config):
        yield _problem(root, name, "nav", said, not config.strict, known)
    written = (page for page in pages if not page.generated)
    yield from page_links.faults(written, {file.src_uri for file in files}, not config.strict)


def without_engine(config: MkDocsConfig) -> Iterator[Problem]:
    """Settings with which a build would end before the engine can say why: another theme, or macros that are not loaded."""
    path = Path(config["config_file_path"])
    root, name = path.parent, path.name
    if config.theme.name not in _THEMES:
        what = f"the theme is {show(config.theme.name)}, and the engine's templates need Material"
        yield Problem(*settings.place(root, name, "theme"), what, "Write `theme: {name: material}`.")
    macros = next((p for n, p in config.plugins.items() if n.rpartition("/")[2] == "macros"), None)
    if macros is None:
        yield Problem(*settings.place(root, name, "plugins"), *MACROS)
    elif not macros.config["modules"] and not importable(root, module := macros.config["module_name"]):
        at = settings.place(root, name, "plugins", ["macros", module])
        yield Problem(*at, f"module_name {show(module)} is no module of this folder", MACROS[1])


def importable(root: Path, module: str) -> bool:
    """Whether a module or package of this name lies in the project."""
    return (root / f"{module}.py").is_file() or (root / module / "__init__.py").is_file()


def _validated(path: Path) -> tuple[MkDocsConfig, list[tuple[str, str]], list[tuple[str, str]]]:
    """The settings, what is refused of them, and what MkDocs warns of; each with the name of the setting.

    MkDocs stops at the first that it refuses, so each is left out in turn, to find the next.
    """
    refused: list[tuple[str, str]] = []
    while True:
        config = _Config(config_file_path=str(path))
        with path.open("rb") as file:
            config.load_file(file)
        for key, _ in refused:
            config.data[key] = dict(config._schema)[key].default
        errors, warnings = config.validate()
        new = [(key, str(error)) for key, error in errors if key not in dict(refused)]
        refused += new
        if not new or new[0][0] == "theme":  # the theme has plugins of its own, which would be missing too
            return config, refused, [(key, str(said)) for key, said in warnings]


def _problem(
    root: Path, name: str, key: str, said: str, note: bool = False, known: Iterable[str] | None = None
) -> Problem:
    """What MkDocs says of a setting, at the line of the value that it names; `known` are the names that it may be."""
    if key not in _SETTINGS:
        what, fix = f"there is no setting {show(key)}", did_you_mean(key, _SETTINGS)
        return Problem(*settings.place(root, name, key), what, fix if fix.startswith("Did") else _GUIDE, note)
    said = said.replace(f"{root}{os.sep}", "")
    lines = [line.strip().rstrip(".") for line in said.strip().splitlines()]
    told = ": ".join(dict.fromkeys((lines[0], lines[-1])))  # between them is a traceback
    words = [quoted or bare for quoted, bare in _quoted.findall(told)]
    if known is None and key in _INSTALLED:
        known = sorted(found.name for found in entry_points(group=_INSTALLED[key]))
    near = did_you_mean(words[0], known) if known and words and words[0] not in known else ""
    fix = near if near.startswith("Did") else _FIXES.get(key, _GUIDE)
    return Problem(*settings.place(root, name, key, words), f"{key}: {told}", fix, note)


def _warnings_of_nav(files: Files, config: MkDocsConfig) -> Iterator[str]:
    """What MkDocs logs as it puts the pages in the order of `nav`."""
    logger, heard = logging.getLogger("mkdocs.structure.nav"), []
    handler = logging.Handler(logging.WARNING)
    handler.emit = heard.append
    logger.addHandler(handler)
    before, logger.propagate = logger.propagate, False
    try:
        get_navigation(files, config)
    finally:
        logger.removeHandler(handler)
        logger.propagate = before
    return (record.getMessage() for record in heard)
