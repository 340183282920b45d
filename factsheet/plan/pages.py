"""A page as it was written, before a host has read it: its path, address and title, its front matter and its text."""

from __future__ import annotations

import functools
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pathspec
import yaml

from factsheet.core import encoding
from factsheet.data import locales, yaml_text
from factsheet.plan.site_settings import directories

MARKDOWN = frozenset([".markdown", ".mdown", ".mkdn", ".mkd", ".md"])  # what the host takes for a page
# The host leaves these out whatever the settings say.
LEFT_OUT = (".*", "/templates/")
_front_matter = re.compile(r"---[ \t]*\n(.*?\n)(?:\.{3}|---)[ \t]*\n", re.DOTALL)
# Without dashes, lines like `title: Otters` at the top of a page are front matter too.
_bare_front_matter = re.compile(r"(?: {0,3}[\w-]+:.*(?:\n|\Z)|(?<=\n)(?: {4}|\t).*(?:\n|\Z))+", re.ASCII)


# How much what search finds on a generated page counts, beside one on a page that somebody wrote: so little that a word in
# the title of a row of data comes after the same word in the text of a page. Search finds no calculated number apart: a
# page shows it.
SEARCHED = {"statement": "boost: 0.2", "source": "boost: 0.2", "data": "boost: 0.004", "calculated": "exclude: true"}


@dataclass(frozen=True)
class Page:
    """A page: its path in the project, its address within the site, its title, and its file with the front matter."""

    path: str
    url: str
    title: str = field(compare=False)
    source: str = field(compare=False, repr=False)
    folder: str = ""  # of pages, in the project; what comes before the first slash if it is not given
    language: str = ""  # of a page that is shown in another language than the site, since it is not translated
    generated: bool = False  # whether the engine makes it, which takes its title out of data/

    @property
    def name(self) -> str:
        """Its path within the folder of pages."""
        return self.path.removeprefix(f"{self.folder}/") if self.folder else self.path.partition("/")[2]

    @property
    def front_matter(self) -> Mapping[str, object]:
        """What the page says of itself at its top; empty where that cannot be read."""
        return split(self.source)[0]

    @property
    def text(self) -> str:
        """The page without its front matter: what the template engine is given."""
        return split(self.source)[1]

    @property
    def offset(self) -> int:
        """How many lines of the file come before the text."""
        return len(self.source.splitlines()) - len(self.text.splitlines())


@functools.lru_cache(maxsize=4096)  # by content, so that a server's rebuild reads only what has changed
def split(source: str) -> tuple[Mapping[str, object], str]:
    """Front matter and text of a page, as the host separates them."""
    found = _front_matter.match(source)
    if not found:
        bare = _bare_front_matter.match(source)
        text = source[bare.end() :] if bare else source
        return {}, text.lstrip("\n")
    try:
        values = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError):
        return {}, source
    if not isinstance(values, dict):
        return {}, source
    return MappingProxyType(values), source[found.end() :].lstrip("\n")


def unreadable_front_matter(source: str) -> tuple[int, str, str] | None:
    """Line, what is wrong and what to do, where the front matter of a page is not YAML: the page would begin with it."""
    if found := _front_matter.match(source):
        try:
            yaml.safe_load(found[1])
        except yaml.YAMLError as error:
            line, said, fix = yaml_text.explained(error, found[1])
            return line + 1, f"the page's front matter cannot be read: {said}", fix
        except ValueError as error:  # a day that the calendar has not
            return 1, f"the page's front matter cannot be read: {error}", "Correct it."
    return None


def lines_of_text(source: str) -> Iterator[tuple[int, str]]:
    """The lines of a page that are no fenced code, each with its number. Python-Markdown would keep no numbers of lines."""
    in_code = False
    for number, line in enumerate(source.splitlines(), 1):
        in_code ^= line.lstrip().startswith(("```", "~~~"))
        if not in_code:
            yield number, line


def of_project(root: Path, values: Mapping[str, object]) -> Iterator[Page]:
    """The pages of a site, and of a translation those too that are only in the language it is translated from.

    Raises FactsheetError as `written` does.
    """
    docs = root / folder(root, values)
    own = list(written(docs, values, root))
    yield from own
    if source := locales.source_pages(root, docs):
        yield from written(source, values, root, frozenset(p.name for p in own), locales.source(root))


def folder(root: Path, values: Mapping[str, object]) -> str:
    """The folder of pages, as problems name it: from the project's."""
    return Path(os.path.relpath(root / str(values.get("docs_dir") or "docs"), root)).as_posix()


def written(
    docs: Path,
    settings: Mapping[str, object],
    root: Path | None = None,
    but: frozenset[str] = frozenset(),
    language: str = "",
) -> Iterator[Page]:
    """The pages of a folder that its settings do not leave out, `but` some. Raises FactsheetError at one that is not UTF-8.

    `root` is the project's folder, if that is not the one around it; `language` is that of the pages, if it is not the site's.
    """
    within = Path(os.path.relpath(docs, root)).as_posix() if root else docs.name
    patterns = settings.get("exclude_docs")
    own = patterns.splitlines() if isinstance(patterns, str) else []
    left_out = pathspec.GitIgnoreSpec.from_lines([*LEFT_OUT, *own])
    for inner, _, names in sorted(os.walk(docs, followlinks=True)):
        for name in sorted(names):
            path = (Path(inner) / name).relative_to(docs).as_posix()
            twin = name == "README.md" and "index.md" in names
            if Path(name).suffix in MARKDOWN and not twin and not left_out.match_file(path) and path not in but:
                shown, at = f"{within}/{path}", address(path, directories(settings))
                yield Page(shown, at, path, encoding.read(docs / path, shown), within, language)


def address(name: str, folders: bool) -> str:
    """Where the page of a file stands within the site, whose pages are `folders` or files."""
    stem = posixpath.splitext(name)[0]
    if posixpath.basename(stem) in ("index", "README"):
        stem = posixpath.join(posixpath.dirname(stem), "index")
    if not folders:
        return f"{stem}.html"
    return f"{stem}/".removesuffix("index/")


def shortened(told: str, length: int = 155) -> str:
    """A description no longer than search engines show, cut between words."""
    return told if len(told) <= length else f"{told[:length].rpartition(' ')[0].rstrip(' ,;.')} …"
