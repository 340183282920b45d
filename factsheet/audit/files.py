"""Every file of a site is one that the catalogue knows, that an installed package holds, or that the settings name."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import ModuleType

from selectolax.lexbor import LexborHTMLParser

from factsheet.audit import carried
from factsheet.audit.expected import Expected
from factsheet.audit.packages import Packages
from factsheet.audit.search import INDEX
from factsheet.audit.tables import Tables
from factsheet.core import published
from factsheet.core.problems import Problem
from factsheet.data import published_files
from factsheet.text.numerals import find

AGAIN = "Build the site again."
PICTURES = frozenset([".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico"])
_line = re.compile(r"([0-9a-f]{64})  (.+)")
_sitemap = re.compile(
    r"<\?xml[^>]*\?>\s*<urlset[^>]*>(?:\s*<url>\s*<loc>[^<]*</loc>\s*(?:<lastmod>[\d-]+</lastmod>\s*)?(?:<changefreq>[a-z]+</changefreq>\s*)?</url>)*\s*</urlset>\s*"
)
_robots = re.compile(r"(?:(?:User-agent|Disallow|Allow|Sitemap): ?\S*\s*|#[^\d\n]*\n|\s*\n)*")


class Files:
    """The files of a site. What is wrong with one is told at its name."""

    def __init__(
        self, site: Path, settings: Mapping[str, object], expected: Expected, apart: frozenset[str] = frozenset()
    ) -> None:
        self.site, self.settings, self.expected = site, settings, expected
        self.packages, self.tables = Packages(settings), Tables(expected)
        self._all = {p.relative_to(site).as_posix(): p for p in sorted(site.rglob("*")) if p.is_file()}
        self._read_figures: dict[str, tuple[list[str], dict[str, list[str]]]] = {}
        self.paths = {name: path for name, path in self._all.items() if name.partition("/")[0] not in apart}
        self._packed = {n for n, p in self.paths.items() if not self._kind(n) and self.packages.holds(n, p)}

    @cached_property
    def scripts(self) -> dict[str, str]:
        """The scripts that the settings name, each with its reason."""
        listed = self._extra.get("scripts")
        named = [e for e in listed if isinstance(e, Mapping)] if isinstance(listed, list) else []
        return {str(e.get("file", "")): str(e.get("because", "")) for e in named}

    @cached_property
    def _extra(self) -> Mapping[str, object]:
        extra = self.settings.get("extra")
        return extra if isinstance(extra, Mapping) else {}

    @cached_property
    def _assets(self) -> set[str]:
        """The pictures that the settings name."""
        theme, listed = self.settings.get("theme"), self._extra.get("assets")
        named = [self._extra.get("card"), self._extra.get("touch_icon"), *(listed if isinstance(listed, list) else [])]
        named += [theme.get("favicon"), theme.get("logo")] if isinstance(theme, Mapping) else []
        return {n for n in named if isinstance(n, str)}

    @property
    def usable(self) -> frozenset[str]:
        """The scripts and stylesheets that pages may use."""
        return frozenset(n for n in self.paths if n.endswith((".css", ".js")))

    @cached_property
    def own_styles(self) -> dict[str, str]:
        """The project's own stylesheets."""
        own = {n: p for n, p in self.paths.items() if n.endswith(".css") and n not in self._packed}
        return {name: path.read_text("utf-8", "replace") for name, path in own.items()}

    @property
    def classes(self) -> frozenset[str]:
        """The classes that the project's own stylesheets dress."""
        return frozenset(name for text in self.own_styles.values() for name in _styles().classes(text))

    def _kind(self, name: str) -> str:
        """The check that the catalogue has for a file, if it knows it."""
        found = next((check for pattern, check in published.CATALOGUE.items() if fnmatchcase(name, pattern)), "")
        return "" if found == "table" and name.removeprefix("data/") not in published_files.FILES else found

    def problems(self, told: set[str], charts: set[str]) -> Iterator[Problem]:
        """What is wrong with the files beside the pages.

        `told` names the scripts of which a page tells, `charts` the charts that pages show.
        """
        for name, path in self.paths.items():
            if check := self._kind(name):
                yield from self._checked(check, name, path, charts)
            elif name in self.own_styles:
                for line, what in islice(_styles().faults(self.own_styles[name]), 20):
                    fix = "Let it dress what is on the page; pages have their text from Markdown and macros."
                    yield Problem(name, line, f"the stylesheet may not hold {what}", fix)
            elif name in self.scripts:
                if not self.scripts[name] or name not in told:
                    fix = "Give it a reason under `because`, and name the file on the Method page."
                    yield Problem(
                        name, 0, "the script runs, and no page tells readers so, or the settings no reason", fix
                    )
            elif name in self._assets and path.suffix.lower() in PICTURES:
                yield from self._picture(name, path)
            elif name not in self._packed:
                fix = (
                    "Take it out, or name it in mkdocs.yml: a picture under extra.assets, a script under extra.scripts."
                )
                yield Problem(name, 0, "the file is not one that the site publishes", fix)

    def _checked(self, check: str, name: str, path: Path, charts: set[str]) -> Iterator[Problem]:
        if check == "chart" and path.name.partition(".")[0] not in charts:
            yield Problem(name, 0, "the file belongs to no chart that a page shows", AGAIN)
        elif check in ("table", "told"):
            yield from self.tables.problems(check, name, path)
        elif hasattr(self, f"_{check}"):
            try:
                yield from getattr(self, f"_{check}")(name, path)
            except (OSError, ValueError, LookupError, EOFError) as error:
                yield Problem(name, 0, f"the file cannot be read: {error}", AGAIN)

    def _measure(self, name: str, path: Path) -> Iterator[Problem]:
        """A measure's file has the rows of the published table of figures that are of this measure, and no others."""
        head, by_measure = self._figures(path.suffix)
        if [repr(row) for row in _rows(path)] != [*head, *by_measure.get(path.stem, [])]:
            yield Problem(name, 0, f"the file does not hold the figures of measure '{path.stem}'", AGAIN)

    def _figures(self, suffix: str) -> tuple[list[str], dict[str, list[str]]]:
        """The published table of figures: its head, if it has one, and its rows by measure. It is read once for all measures."""
        if suffix not in self._read_figures:
            rows = _rows(self.paths[f"data/figures{suffix}"])
            head = [] if suffix == ".json" else [rows.pop(0)]
            at = head[0].index("measure") if head else "measure"
            by_measure: dict[str, list[str]] = {}
            for row in rows:
                by_measure.setdefault(row[at], []).append(repr(row))
            self._read_figures[suffix] = list(map(repr, head)), by_measure
        return self._read_figures[suffix]

    def _picture(self, name: str, path: Path) -> Iterator[Problem]:
        """A drawing of the project's own holds no numeral; that a photograph holds none, its maintainers see to."""
        if path.suffix.lower() == ".svg":
            text = LexborHTMLParser(path.read_text("utf-8", "replace")).text(separator=" ")
            for numeral in find(text):
                yield Problem(name, 0, f"'{numeral.text}' has no source, in a picture", "Take it out.")

    def _read_me(self, name: str, path: Path) -> Iterator[Problem]:
        """The read-me of the offline copy says how to open it, and holds no figure."""
        for number, what in carried.read_me(path.read_text("utf-8")):
            yield Problem(name, number, what, "Take it out.")

    def _sums(self, name: str, path: Path) -> Iterator[Problem]:
        """SHA256SUMS lists every file but itself, with its checksum, and nothing else."""
        listed = {}
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            found = _line.fullmatch(line)
            if not found or found[2] in listed:
                yield Problem(name, number, f"'{line}' is not the checksum of one file", AGAIN)
            else:
                listed[found[2]] = found[1]
        for missing in sorted(self._all.keys() - listed.keys() - {name}):
            yield Problem(name, 0, f"the file '{missing}' is not in the list", AGAIN)
        for other, checksum in sorted(listed.items()):
            if other not in self._all:
                yield Problem(name, 0, f"the file '{other}' is missing", AGAIN)
            elif hashlib.sha256(self._all[other].read_bytes()).hexdigest() != checksum:
                yield Problem(name, 0, f"the file '{other}' is not the one that was built", AGAIN)

    def _scripted_index(self, name: str, path: Path) -> Iterator[Problem]:
        """The script from which the offline copy loads its search index holds the audited index and nothing else."""
        index = self.paths.get(INDEX)
        if index is None or path.read_bytes() != b"var __index = " + index.read_bytes():
            yield Problem(name, 0, f"this is not {INDEX} as a script", AGAIN)

    def _sitemap(self, name: str, path: Path) -> Iterator[Problem]:
        """Addresses and days, and nothing else."""
        if not _sitemap.fullmatch(path.read_text("utf-8")):
            yield Problem(name, 0, "the sitemap holds more than addresses and days", AGAIN)

    def _packed_sitemap(self, name: str, path: Path) -> Iterator[Problem]:
        plain = self.paths.get("sitemap.xml")
        if plain is None or gzip.decompress(path.read_bytes()) != plain.read_bytes():
            yield Problem(name, 0, "this is not sitemap.xml, packed", AGAIN)

    def _robots(self, name: str, path: Path) -> Iterator[Problem]:
        if not _robots.fullmatch(path.read_text("utf-8")):
            yield Problem(name, 0, "the file holds more than rules for robots", "Leave the rules alone in it.")

    def _name(self, name: str, path: Path) -> Iterator[Problem]:
        if not re.fullmatch(r"[\w.-]+\s*", path.read_text("utf-8")):
            yield Problem(name, 0, "the file holds more than the name of a host", "Leave the name alone in it.")

    def _empty(self, name: str, path: Path) -> Iterator[Problem]:
        if path.stat().st_size:
            yield Problem(name, 0, "the file is not empty", "Empty it.")

    def _archive(self, name: str, path: Path) -> Iterator[Problem]:
        """The offline copy is the site, as files that open from a disk."""
        yield from carried.problems(self.site, name)


def _styles() -> ModuleType:
    """The reader of stylesheets, whose parser is slow to load: most projects have none of their own."""
    from factsheet.audit import styles

    return styles


def _rows(path: Path) -> list:
    """The rows of a table, as CSV or as JSON."""
    text = path.read_text("utf-8")
    return json.loads(text) if path.suffix == ".json" else list(csv.reader(io.StringIO(text)))
