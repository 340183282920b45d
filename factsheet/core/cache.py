"""What a build keeps for the next one, below `.cache/`: it saves time, and nothing is missing without it."""

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
    """What was written at this path; None if there is nothing, or if it is not what was written there."""
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if digest == _digest(path, content) else None


def write(path: Path, content: bytes) -> str:
    """Write aside, then rename: a build that is killed leaves nothing half. Why it could not be kept, if so."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The folder goes with all that is in it, even where the disk fills up on the way.
        with tempfile.TemporaryDirectory(dir=path.parent, prefix="aside-", ignore_cleanup_errors=True) as aside:
            whole = Path(aside) / path.name
            whole.write_bytes(_digest(path, content) + b"\n" + content)
            whole.replace(path)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _digest(path: Path, content: bytes) -> bytes:
    """The first line of a kept file. The name is part of it, so that no file passes for another."""
    return hashlib.sha256(path.name.encode() + b"\n" + content).hexdigest().encode()


@dataclass
class Template:
    """A template, and its code if that is at hand."""

    path: Path
    code: CodeType | None = None


class Templates:
    """The theme's templates as Python's code, each under a key of all that goes into it.

    It stands where Jinja takes a `BytecodeCache`, of which its loaders call these two methods alone. Jinja's own
    would stop the build at a damaged file. `tools` are the versions of what compiles, `unkept` says why a template
    could not be kept.
    """

    def __init__(self, folder: Path, tools: Iterable[str]) -> None:
        self.unkept: set[str] = set()
        self._folder = folder
        self._tools = repr((importlib.util.MAGIC_NUMBER, *tools))

    def get_bucket(self, environment: object, name: str, filename: str | None, source: str) -> Template:
        """What is kept of a template of this name, file and text; its code is None if nothing is, or damaged."""
        key = hashlib.sha256(repr((self._tools, name, filename, source)).encode()).hexdigest()
        template = Template(self._folder / key)
        code = read(template.path)
        if code is not None:
            template.code = marshal.loads(code)
        return template

    def set_bucket(self, template: Template) -> None:
        """Keep a template that was compiled."""
        if why := write(template.path, marshal.dumps(template.code)):
            self.unkept.add(why)
