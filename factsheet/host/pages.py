"""The pages that MkDocs has listed, as the plan takes them."""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.pages import Page as HostPage

from factsheet.core.problems import Problem
from factsheet.data import locales
from factsheet.host import macro_errors
from factsheet.plan.pages import Page, split
from factsheet.text.scripts import Script

_heading = re.compile(r"\s*(#[ \t]+.+|\S.*\n=+[ \t]*(?=\n|$))")


def listed(
    files: Files, config: Mapping, serving: bool, bytes_of: Callable[[Path], bytes], script: Script
) -> tuple[list[Page], dict[str, Problem]]:
    """Every page that will be built, in its script; and the problems of those that cannot be read, by path, of which a server shows what can."""
    included = InclusionLevel.is_in_serve if serving else InclusionLevel.is_included
    named, source = dict(_named(config["nav"])), source_of(config)
    root, docs = Path(config["config_file_path"]).parent, config["docs_dir"]
    found, problems = [], {}
    for file in files.documentation_pages(inclusion=included):
        path, at = path_of(file, root, docs), file.abs_src_path
        own = source is None or at is None or not Path(at).is_relative_to(source)
        if at is not None:
            text, problem = macro_errors.readable(Path(at), path, bytes_of)
            if problem:
                problems[path] = problem
            # MkDocs takes the text, and does not read the file again; other plugins may still ask where it lies.
            file.content_string, file.abs_src_path = script.page(text) if own else text, at
        url = "" if file.url in (".", "./") else file.url
        title = named.get(file.src_uri) or _title(file, config, files)
        inner = path.removesuffix(f"/{file.src_uri}")
        found.append(Page(path, url, title, file.content_string, inner, "" if own else locales.source(root)))
    return found, problems


def source_of(config: Mapping) -> Path | None:
    """The folder of the pages from which a translation is made; None where the site is none."""
    return locales.source_pages(Path(config["config_file_path"]).parent, Path(config["docs_dir"]))


def path_of(file: File, root: str | Path, docs: str) -> str:
    """The path of a page's Markdown in the project at `root`; of one that stands in no file, where it would in `docs`."""
    return Path(os.path.relpath(file.abs_src_path or Path(docs) / file.src_uri, root)).as_posix()


def untranslated(files: Files, config: MkDocsConfig) -> Iterator[File]:
    """What only the folder has from which a translation is made: pages, which are shown as they are, and pictures."""
    source = source_of(config)
    if source is None:
        return
    other = copy.copy(config)
    other.data = {**config.data, "docs_dir": str(source)}
    known = {file.src_uri for file in files}
    yield from (file for file in get_files(other) if file.src_uri not in known)


def _named(nav: object) -> Iterator[tuple[str, str]]:
    """The titles that the navigation gives, by path."""
    for entry in nav if isinstance(nav, list) else ():
        for title, inner in entry.items() if isinstance(entry, dict) else ():
            if isinstance(inner, str):
                yield inner, str(title)
            else:
                yield from _named(inner)


def _title(file: File, config: Mapping, files: Files) -> str:
    """The title that MkDocs will give a page: of its front matter, else of its first heading, else of its file."""
    front_matter, text = split(file.content_string)
    if "title" in front_matter:
        return str(front_matter["title"])
    heading = _heading.match(text)
    only = heading[1] if heading and "{" not in heading[1].partition("{ #")[0] else ""
    page = HostPage(None, File.generated(config, file.src_uri, content=only), config)
    page.markdown, page.meta = only, {}
    if only:
        page.render(config, files)
    return str(page.title)
