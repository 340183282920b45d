"""The pages that MkDocs has listed, as the plan takes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage

from factsheet.core.problems import Problem
from factsheet.host import macro_errors
from factsheet.plan.pages import Page, split

_heading = re.compile(r"\s*(#[ \t]+.+|\S.*\n=+[ \t]*(?=\n|$))")


def listed(
    files: Files, config: Mapping, serving: bool, bytes_of: Callable[[Path], bytes]
) -> tuple[list[Page], dict[str, Problem]]:
    """Every page that will be built; and the problems of those that cannot be read, by path, of which a server shows what can."""
    included = InclusionLevel.is_in_serve if serving else InclusionLevel.is_included
    docs, named = Path(config["docs_dir"]).name, dict(_named(config["nav"]))
    found, problems = [], {}
    for file in files.documentation_pages(inclusion=included):
        path, at = f"{docs}/{file.src_uri}", file.abs_src_path
        if at is not None:
            text, problem = macro_errors.readable(Path(at), path, bytes_of)
            if problem:
                problems[path] = problem
            # MkDocs takes the text, and does not read the file again; other plugins may still ask where it lies.
            file.content_string, file.abs_src_path = text, at
        url = "" if file.url in (".", "./") else file.url
        title = named.get(file.src_uri) or _title(file, config, files)
        found.append(Page(path, url, title, file.content_string))
    return found, problems


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
