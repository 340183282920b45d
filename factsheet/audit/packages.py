"""What the installed theme and engine bring to a site: their files by their bytes, their inline scripts and their icons.

The folders are found as Python finds packages, so the audit knows them alone as well as within a build, and imports neither.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

ENGINE = ("factsheet", "host/theme")
_inline = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_jinja = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_icon = re.compile(r"\b(?:material|fontawesome|octicons|simple|lucide)(?:/[\w-]+)+")
_setting = re.compile(r"[\w./:-]*")
CONFIG = {
    "annotate": _setting, "base": _setting, "code": _setting, "features": _setting,
    "search": re.compile(r"(?!//)[\w./-]*(?:assets/javascripts/workers/search\.\w+\.min\.js|search/search_index\.js(?:on)?)|lunr|False"),
    "tags": _setting, "version": _setting,
}  # fmt: skip


class Packages:
    """The folders of the theme that the settings name, and of the engine."""

    def __init__(self, settings: Mapping[str, object]) -> None:
        theme = settings.get("theme")
        self._theme = {"name": theme} if isinstance(theme, str) else theme if isinstance(theme, Mapping) else {}
        self._folders = [*_folders(*ENGINE), *self._templates(str(self._theme.get("name") or "material"))]

    def _templates(self, name: str) -> list[Path]:
        found = _folders(name, "templates")
        if not found:
            from importlib.metadata import entry_points  # slow, and most themes lie where their name says

            for entry in entry_points(group="mkdocs.themes", name=name):
                found = _folders(*entry.value.partition(".")[::2])
        return found

    def holds(self, name: str, path: Path) -> bool:
        """Whether a file of the site is the one that a package has under this name, byte for byte."""
        kept = next((f / name for f in self._folders if (f / name).is_file()), None)
        return (
            kept is not None and kept.stat().st_size == path.stat().st_size and kept.read_bytes() == path.read_bytes()
        )

    def script(self, text: str) -> bool:
        """Whether an inline script is one of the theme's templates, with nothing but an address filled in."""
        return any(pattern.fullmatch(text) for pattern in self._scripts)

    @cached_property
    def _scripts(self) -> list[re.Pattern[str]]:
        found = (
            s
            for f in self._folders
            for p in sorted(f.glob("partials/javascripts/*.html"))
            for s in _inline.findall(p.read_text("utf-8"))
        )
        return [re.compile(_setting.pattern.join(map(re.escape, _jinja.split(script)))) for script in found]

    @cached_property
    def icons(self) -> frozenset[tuple[str, frozenset[tuple[str, str | None]]]]:
        """The elements, each with its attributes, of the icons that the theme's templates and its settings name."""
        names = set(_texts(self._theme))
        for folder in self._folders:
            for template in (*folder.glob("*.html"), *folder.glob("partials/*.html")):
                names |= set(_icon.findall(template.read_text("utf-8")))
        files = (f / ".icons" / f"{name}.svg" for name in names for f in self._folders if "\0" not in name)
        drawn = (LexborHTMLParser(path.read_text("utf-8")).css_first("svg") for path in files if path.is_file())
        return frozenset(shape(n.tag, n.attributes) for svg in drawn if svg is not None for n in svg.traverse())

    @cached_property
    def _said(self) -> str:
        """All that the theme says in any language."""
        return "".join(p.read_text("utf-8") for f in self._folders for p in sorted(f.glob("partials/languages/*.html")))

    def config(self, text: str) -> str:
        """What in the settings of the theme's script is not the theme's; empty if nothing is."""
        try:
            given = json.loads(text)
        except (ValueError, RecursionError):
            return "no JSON"
        for key, value in given.items() if isinstance(given, dict) else [("", given)]:
            if key == "translations" and isinstance(value, dict):
                told = (f'"{k}": {json.dumps(v, ensure_ascii=False)}' for k, v in value.items())
                wrong = [t for t in told if t not in self._said]
            else:
                form = CONFIG.get(key)
                wrong = [t for t in _texts(value) if not form or not form.fullmatch(t)]
            if wrong or key not in (*CONFIG, "translations"):
                return wrong[0] if wrong else key
        return ""


def shape(tag: str, given: Mapping[str, str | None]) -> tuple[str, frozenset[tuple[str, str | None]]]:
    """An element of an icon, by which it is known again."""
    return tag, frozenset(given.items())


def _folders(package: str, below: str) -> list[Path]:
    spec = find_spec(package) if package.isidentifier() else None
    places = spec.submodule_search_locations if spec else None
    found = [Path(place) / below.replace(".", "/") for place in places or ()]
    return [folder for folder in found if folder.is_dir()]


def _texts(value: object) -> Iterator[str]:
    """Every text within a value of settings."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)
