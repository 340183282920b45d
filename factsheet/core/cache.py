"""Files below `.cache/` that save the next build time; a build without them gives the same result."""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType


def read(path: Path) -> bytes | None:
    """The content last written to this path; None if there is none, or if the file is damaged."""
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if digest == _digest(path, content) else None


def write(path: Path, content: bytes) -> str:
    """Write to a temporary file, then rename it, so that a killed build leaves no partial file. Returns the reason if it fails, else an empty text."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The temporary folder is deleted with its contents, even if the disk fills up.
        with tempfile.TemporaryDirectory(dir=path.parent, prefix="unfinished-", ignore_cleanup_errors=True) as folder:
            whole = Path(folder) / path.name
            whole.write_bytes(_digest(path, content) + b"\n" + content)
            whole.replace(path)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _digest(path: Path, content: bytes) -> bytes:
    """The first line of a cached file. It covers the name too, so that no file is taken for another."""
    return hashlib.sha256(path.name.encode() + b"\n" + content).hexdigest().encode()


@dataclass
class Template:
    """A template, and its compiled code if it is cached."""

    path: Path
    code: CodeType | None = None


class Templates:
    """A cache of the theme's compiled templates, each under a hash of everything it depends on.

    Used in place of Jinja's `BytecodeCache`, of which its loaders call only these two methods; Jinja's own
    stops the build at a damaged file. `tools` are the versions of the compilers, `unkept` the reasons why
    templates could not be cached.
    """

    def __init__(self, folder: Path, tools: Iterable[str]) -> None:
        self.unkept: set[str] = set()
        self._folder = folder
        self._tools = repr((importlib.util.MAGIC_NUMBER, *tools))

    def get_bucket(self, environment: object, name: str, filename: str | None, source: str) -> Template:
        """The cached template of this name, file and source; its code is None if it is not cached, or damaged."""
        key = hashlib.sha256(repr((self._tools, name, filename, source)).encode()).hexdigest()
        template = Template(self._folder / key)
        code = read(template.path)
        if code is not None:
            template.code = marshal.loads(code)
        return template

    def set_bucket(self, template: Template) -> None:
        """Cache a compiled template."""
        if why := write(template.path, marshal.dumps(template.code)):
            self.unkept.add(why)
