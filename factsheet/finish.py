"""The end of a build: publish the data, audit the pages, and tell everything at once."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path

from factsheet import archive, feed, package, publish, references
from factsheet.audit import audit
from factsheet.book import Book
from factsheet.charts.figure import alone
from factsheet.errors import Problem, report, show
from factsheet.policy import index_bare_numbers, protect


def finish(book: Book, site: Path, root: Path, live: bool = False) -> tuple[str, bool]:
    """Publish and audit; what to tell, and whether the build must stop. A live site has no policy: it reloads by script."""
    index_bare_numbers(site)
    if not live:
        protect(site)
    if not book.data_problems:
        publish.write(book.sheet, book.results(), site)
        references.write(book.sheet, book.imprint, site, together=bool(book.shelves()))
        package.write(book.sheet, book.results(), book.imprint, site / "data")
        feed.write(book.sheet, book.imprint, site / "data")
    _charts(book, site)
    if archive.carried(site):
        archive.complete(site, book.imprint.name, book.imprint.address)
    with _unburdened(), publish.listing(site / publish.TRACE) as keep:
        found = audit(site, root, keep)
    told = [*book.data_problems, *book.problems, *book.notes, *unused(book), *_unkept(book)]
    # A box on a page, a fact that is not in the register, or an anchor that two entries have is the echo of a problem
    # told already, with its place.
    echoes = ("the page shows a problem", "has no place in the register", "stands twice on the page")
    echoes = echoes if book.data_problems or book.problems else ()
    told += [p for p in found.problems if not any(echo in p.what for echo in echoes)]
    if any(not p.note for p in told):
        return report(told), True
    return "\n".join([*map(str, sorted(set(told))), found.summary()]), False


@contextlib.contextmanager
def _unburdened() -> Iterator[None]:
    """Spare Python's collector what the build holds: it would look through it all each time the audit has made much anew."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def unreadable(paths: list[str], root: Path) -> str:
    """What to tell of pages that are not UTF-8; empty if all are. The host would stop at the first, with a traceback."""
    told = []
    for path in map(Path, paths):
        try:
            path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            name = path.relative_to(root).as_posix()
            told.append(
                Problem(name, line, f"byte 0x{error.object[error.start]:02x} is not UTF-8", "Save the page as UTF-8.")
            )
    return report(told) if told else ""


def _charts(book: Book, site: Path) -> None:
    """The charts that pages show, as files of their own."""
    folder = site / "charts"
    for name, made in sorted(book.drawings().items()):
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.svg").write_text(alone(made.svg, *book.caption(name)), "utf-8")
        (folder / f"{name}.csv").write_text(made.csv, "utf-8", newline="")
        (folder / f"{name}.vl.json").write_text(made.spec, "utf-8")


def _unkept(book: Book) -> list[Problem]:
    """Drawings and templates that could not be kept; the site is whole without them."""
    why = sorted(book.templates.unkept | {made.unkept for made in book.drawings().values() if made.unkept})
    what, fix = (
        "nothing can be kept there: ",
        "Until it can be written, every build draws every chart and takes longer.",
    )
    return [Problem(".cache", 0, what + ", ".join(why), fix, True)] if why else []


def unused(book: Book) -> list[Problem]:
    """Facts that no page calls for by name or in a table; the register, which shows all, does not count."""
    idle = [e for e in book.entries if e.id in book.sheet.by_fact and e.id not in book.usage.pages]
    if not idle:
        return []
    named = ", ".join(show(e.id) for e in idle[:8]) + (f" and {len(idle) - 8} more" if len(idle) > 8 else "")
    return [
        Problem(idle[0].path, idle[0].line, f"on no page but the register: {named}", "Use them or delete them.", True)
    ]
