"""The end of a build: publish the data, audit the pages, and tell everything at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from factsheet.audit import audit
from factsheet.core import published
from factsheet.core.problems import Problem, report, show
from factsheet.host import live
from factsheet.host.live import Live
from factsheet.host.policy import index_bare_numbers, protect
from factsheet.host.session import Book
from factsheet.publish import archive, citation_files, data_package, feed, tables
from factsheet.render.charts.figure import alone
from factsheet.rules import project

WAITS = Problem("data", 0, "the pages were not audited", "The audit follows once the data are in order.", note=True)


def sift(book: Book, root: Path, docs: Path, look: Path | None) -> tuple[str, set[Path]]:
    """What to tell of files that are no text, which the host would meet with a traceback, or nothing; and the files that
    may not be published, whose problems are the book's."""
    folders = project.Folders(docs, look)
    told, unfit = list(project.unreadable(root, folders)), project.unfit(root, folders)
    book.problems += [problem for problems in unfit.values() for problem in problems]
    return report(told) if told else "", set(unfit)


def finish(book: Book, site: Path, root: Path, settings: Mapping[str, object], server: Live) -> tuple[str, bool]:
    """Publish and audit; what to tell, and whether a build must stop. `settings` are those of this build.

    A live site shows what is wrong on its pages. It has no policy: it reloads by script.
    """
    index_bare_numbers(site)
    if not server.serving:
        protect(site)
    told = [*book.data_problems, *book.problems, *book.notes, *_unkept(book)]
    if book.data_problems:
        # The audit would compare the pages with what the rules refused. Nothing of this is published, so it can wait.
        told.append(WAITS)
    else:
        _publish(book, site)
        with tables.listing(site / published.TRACE) as keep:
            found = audit(site, root, keep, settings, server.serving)
        told += unused(book)
        # A box on a page is the echo of a problem told already, with its place.
        told += [p for p in found.problems if not (book.problems and "the page shows a problem" in p.what)]
    wrong = [p for p in told if not p.note]
    if server.serving:
        live.show(site, [*wrong, *server.problems()], server.pages)
    if wrong:
        return report(told), True
    return "\n".join([*map(str, sorted(set(told))), found.summary()]), False


def _publish(book: Book, site: Path) -> None:
    """Everything beside the pages."""
    tables.write(book.sheet, book.results(), site)
    citation_files.write(book.sheet, book.site_settings, site)
    data_package.write(book.sheet, book.results(), book.site_settings, site / "data")
    feed.write(book.sheet, book.site_settings, site / "data")
    _charts(book, site)
    if archive.carried(site):
        archive.complete(site, book.site_settings.name, book.site_settings.address)


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
