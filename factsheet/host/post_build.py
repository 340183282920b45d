"""The end of a build: publish the data, audit the pages, and report every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from factsheet.audit import audit
from factsheet.core import published
from factsheet.core.problems import Problem, report, show
from factsheet.host import live
from factsheet.host.live import Live
from factsheet.host.policy import index_bare_numbers, protect
from factsheet.host.session import Session
from factsheet.publish import archive, citation_files, data_package, feed, tables
from factsheet.render.charts.figure import alone
from factsheet.rules import project

NOT_AUDITED = Problem("data", 0, "the pages were not audited", "Correct the data first.", note=True)


def check_files(session: Session, root: Path, docs: Path, theme: Path | None) -> tuple[str, set[Path]]:
    """A report of the files that cannot be read, empty if there are none, and the files that may not be published.

    MkDocs would meet a file that cannot be read with a traceback. The problems of files that may not be published are
    added to the session's.
    """
    folders = project.Folders(docs, theme)
    unreadable, unfit = list(project.unreadable(root, folders)), project.unfit(root, folders)
    session.problems += [problem for problems in unfit.values() for problem in problems]
    return report(unreadable) if unreadable else "", set(unfit)


def publish_and_audit(
    session: Session, site: Path, root: Path, settings: Mapping[str, object], server: Live
) -> tuple[str, bool]:
    """Publish the data and audit the pages. Returns the report, and whether a build must stop.

    `settings` are those of this build. A live site shows the problems on its pages; it has no content-security policy,
    because MkDocs reloads its pages by a script.
    """
    index_bare_numbers(site)
    if not server.serving:
        protect(site)
    found = [*session.data_problems, *session.problems, *session.notes, *_cache_notes(session)]
    if session.data_problems:
        # The audit would compare the pages with data that the rules have refused. As nothing is published, it can wait.
        found.append(NOT_AUDITED)
    else:
        _publish(session, site)
        with tables.listing(site / published.TRACE) as keep:
            audited = audit(site, root, keep, settings, server.serving)
        found += unused_facts(session)
        # A box on a page repeats a problem that is reported already, with its line.
        found += [p for p in audited.problems if not (session.problems and "the page shows a problem" in p.what)]
    problems = [p for p in found if not p.note]
    if server.serving:
        live.show_problems(site, [*problems, *server.problems()], server.pages)
    if problems:
        return report(found), True
    return "\n".join([*map(str, sorted(set(found))), audited.summary()]), False


def _publish(session: Session, site: Path) -> None:
    """Write everything that is published beside the pages."""
    tables.write(session.sheet, session.results(), site)
    citation_files.write(session.sheet, session.site_settings, site)
    data_package.write(session.sheet, session.results(), session.site_settings, site / "data")
    feed.write(session.sheet, session.site_settings, site / "data")
    _charts(session, site)
    if archive.carried(site):
        archive.complete(site, session.site_settings.name, session.site_settings.address)


def _charts(session: Session, site: Path) -> None:
    """Write the charts that pages show, as files of their own."""
    folder = site / "charts"
    for name, made in sorted(session.drawings().items()):
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.svg").write_text(alone(made.svg, *session.caption(name)), "utf-8")
        (folder / f"{name}.csv").write_text(made.csv, "utf-8", newline="")
        (folder / f"{name}.vl.json").write_text(made.spec, "utf-8")


def _cache_notes(session: Session) -> list[Problem]:
    """A note where drawings or templates could not be cached; the site is complete without."""
    why = sorted(session.templates.unkept | {made.unkept for made in session.drawings().values() if made.unkept})
    what = f"the cache cannot be written: {', '.join(why)}"
    fix = "Until it can, every build draws every chart again and takes longer."
    return [Problem(".cache", 0, what, fix, True)] if why else []


def unused_facts(session: Session) -> list[Problem]:
    """A note on facts that no page shows by name or in a table. The register, which shows all, does not count."""
    idle = [e for e in session.entries if e.id in session.sheet.by_fact and e.id not in session.usage.pages]
    if not idle:
        return []
    named = ", ".join(show(e.id) for e in idle[:8]) + (f" and {len(idle) - 8} more" if len(idle) > 8 else "")
    return [
        Problem(idle[0].path, idle[0].line, f"on no page but the register: {named}", "Use them or delete them.", True)
    ]
