"""The project's files before a build: whether they exist, can be read, and may be published."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from factsheet import data
from factsheet.core import encoding
from factsheet.core.problems import FactsheetError, Problem, fault
from factsheet.data import settings
from factsheet.rules import raw_html, svg

# Documents that hold tables written from the code, and the command that writes those.
DOCUMENTS = (".github/CONTRIBUTING.md", "data/README.md")
REFERENCE = "factsheet reference"
TEXTS = frozenset(
    ".md .markdown .html .htm .xhtml .xht .xml .svg .css .js .mjs .json .csv .txt .yml .yaml".split()
)  # a build reads no other files as text
ENGINE = Path(__file__).resolve().parents[2]  # the folder that holds the engine that runs
_CHECKOUT = ("pyproject.toml", "factsheet/rules/project.py")
# What a browser shows as a page, scripts and all, and MkDocs copies as it is.
RAW = frozenset(".html .htm .shtml .xhtml .xht .xml .xsl .mht .mhtml".split())

# Both versions of a passage, as git leaves them where it cannot tell which is right.
_unmerged = re.compile(r"^<{7} ", re.MULTILINE)
_MERGE = (
    "git has left two versions of a passage here, and marks between them",
    "Keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.",
)
_RAW = (
    "a raw page would be published without a content-security policy",
    "Write it as a page in Markdown, or move it out of this folder.",
)


def require(root: Path) -> None:
    """Raises FactsheetError unless `root` is the folder of a fact-sheet."""
    elsewhere = "--root names the project's folder, if it is not this one."
    if not root.is_dir():
        what = "this is a file, not a folder" if root.exists() else "no such folder"
        raise FactsheetError(Problem(str(root), 0, what, elsewhere))
    if not (root / "mkdocs.yml").is_file():
        raise FactsheetError(Problem("mkdocs.yml", 0, f"the file is missing in {root.resolve()}", elsewhere))
    if not (root / "data").is_dir():
        fix = f"Restore it; README.md says what it holds. {elsewhere}"
        raise FactsheetError(Problem("data", 0, "no such folder", fix))
    if not any((root / "data" / name).is_file() for name in data.REQUIRED):
        what = f"the folder holds none of {', '.join(data.REQUIRED)}"
        raise FactsheetError(Problem("data", 0, what, f"This is another kind of project. {elsewhere}"))
    if root.resolve() != ENGINE and all((root / name).is_file() for name in _CHECKOUT):
        what = f"this folder has an engine of its own, and the one that runs is in {ENGINE}"
        raise FactsheetError(
            Problem("factsheet", 0, what, "Run `python -m factsheet` in this folder: it takes its own.")
        )


@dataclass(frozen=True)
class Folders:
    """Where the pages lie, and the project's changes to the theme, if it has any."""

    docs: Path
    look: Path | None = None

    def texts(self) -> Iterator[Path]:
        """Every file of a kind that is text."""
        for folder in filter(None, (self.docs, self.look)):
            yield from (p for p in _files(folder) if p.suffix.lower() in TEXTS)


def folders(root: Path, name: str = settings.FILE) -> Folders:
    """The folders that the settings in the file `name` give; if it cannot be read, those of MkDocs."""
    try:
        values = settings.load(root, name)
    except FactsheetError:
        values = {}
    theme = values.get("theme")
    look = theme.get("custom_dir") if isinstance(theme, dict) else None
    return Folders(root / str(values.get("docs_dir") or "docs"), root / look if isinstance(look, str) else None)


def unreadable(
    root: Path, published: Folders | None = None, bytes_of: Callable[[Path], bytes] = Path.read_bytes
) -> Iterator[Problem]:
    """Files that are not UTF-8, or cannot be read at all: the settings and the data, which every command reads.

    With `published`, also what a build or a check reads: texts in these folders, and documents. Whatever is
    made of such a file would be wrong, so these problems are reported alone.
    """
    names = ["mkdocs.yml", *(f"data/{name}" for name in (*data.REQUIRED, *data.OPTIONAL))]
    paths = [root / name for name in names]
    if published:
        paths += [*(root / name for name in DOCUMENTS), *published.texts()]
    yield from _faults(paths, root, bytes_of)


def _faults(paths: Iterable[Path], root: Path, bytes_of: Callable[[Path], bytes]) -> Iterator[Problem]:
    for path in paths:
        name = shown(path, root)
        if path.is_dir():
            yield Problem(name, 0, "this is a folder, not a file", "Move it away, and restore the file.")
        elif path.is_symlink() and not path.exists():
            what = f"this is a link to {path.readlink()}, and nothing is there"
            yield Problem(name, 0, what, "Put the file itself in place of the link.")
        if not path.is_file():
            continue
        try:
            text = encoding.read(path, name, bytes_of)
            if found := _unmerged.search(text):
                yield Problem(name, text.count("\n", 0, found.start()) + 1, *_MERGE)
        except FactsheetError as error:
            yield error.problem
        except OSError as error:
            yield fault(error, root)


def unfit(
    root: Path, published: Folders, bytes_of: Callable[[Path], bytes] = Path.read_bytes
) -> dict[Path, list[Problem]]:
    """Files that may not be published, by their paths: raw pages, which would have no policy, and drawings with code.

    HTML among the changes to the theme is a template, and not published as it is.
    """
    found = {p: [Problem(shown(p, root), 0, *_RAW)] for p in _files(published.docs) if p.suffix.lower() in RAW}
    if published.look:
        raw = (p for p in _files(published.look) if p.suffix.lower() in RAW - {".html"})
        found |= {p: [Problem(shown(p, root), 0, *_RAW)] for p in raw}
    for path in published.texts():
        if path.suffix.lower() == ".svg" and (problems := list(svg.faults(bytes_of(path), shown(path, root)))):
            found[path] = problems
    return found


def pages(root: Path, published: Folders) -> Iterator[Problem]:
    """What the pages' own text may not hold, at its line."""
    for path in published.texts():
        if path.suffix.lower() in (".md", ".markdown"):
            yield from raw_html.faults(encoding.read(path, shown(path, root)), shown(path, root))


def _files(folder: Path) -> list[Path]:
    """Every file below a folder, as the host finds them: through links to folders, and named as they are reached."""
    walked = os.walk(os.path.normpath(folder), followlinks=True)
    return sorted(Path(at, name) for at, _, names in walked for name in names)


def shown(path: Path, root: Path) -> str:
    """A path as problems name it: relative to the project."""
    return Path(os.path.relpath(path, root)).as_posix()
