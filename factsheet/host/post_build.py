"""The end of a build: publish the data, audit the pages, and report every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from factsheet.audit import Audit, audit
from factsheet.core import published
from factsheet.core.problems import Problem
from factsheet.data import locales
from factsheet.host import chart_files, live
from factsheet.host.live import Live
from factsheet.host.session import Session
from factsheet.publish import citation_files, data_package, discovery, feed, tables

CACHE = ".cache"
NOT_AUDITED = Problem("data", 0, "the pages were not audited", "Correct the data first.", note=True)
UNSPOKEN = Problem(
    "locales", 0, "the pages were not audited", "Correct the messages of their language first.", note=True
)


def publish_and_audit(
    session: Session, site: Path, root: Path, settings: Mapping[str, object], server: Live
) -> tuple[list[Problem], Audit | None]:
    """Publish the data and audit the pages. Returns what was found, notes included, and the audit, if there was one.

    `settings` are those of this build. A live site shows the problems on its pages.
    """
    plan, told = session.plan, session.problems
    found, unkept, audited = [*plan.loaded.problems, *told, *plan.notes], set[str](), None
    if plan.loaded.problems:
        # The audit would compare the pages with data that the rules have refused. As nothing is published, it can wait.
        found.append(NOT_AUDITED)
    elif plan.messages.language != locales.language(settings):  # in English, as long as its own messages cannot be read
        found.append(UNSPOKEN)
    else:
        unkept = _publish(session, site, root)
        with tables.listing(site / published.TRACE) as keep:
            audited = audit(site, root, keep, settings, server.serving, memory=server.audited)
        # A box on a page repeats a problem that is reported already, with its line.
        found += [p for p in audited.problems if not any(str(t)[:150] in p.what for t in told)]
    found += _cache_notes(session, unkept)
    if server.serving:
        live.show_problems(site, [*(p for p in found if not p.note), *server.problems()], server.pages)
    return found, audited


def _publish(session: Session, site: Path, root: Path) -> set[str]:
    """Write everything that is published beside the pages. Returns the reasons why some of it could not be cached."""
    sheet, results, settings = session.plan.sheet, list(session.plan.results), session.plan.settings
    messages = session.plan.messages
    if not session.plan.languages.up:  # one for all languages, at the root
        tables.write(sheet, results, site)
        citation_files.write(sheet, settings, site)
        data_package.write(sheet, results, settings, messages, site / "data")
    (site / "data").mkdir(exist_ok=True)
    feed.write(sheet, settings, messages, site / "data", session.plan.languages.below.rstrip("/"))
    discovery.write(settings, messages, site, session.plan.languages)
    return chart_files.write(session, site, root / CACHE / "charts")


def _cache_notes(session: Session, unkept: set[str]) -> list[Problem]:
    """A note where drawings, pictures or templates could not be cached; the site is complete without."""
    drawn = {drawing.unkept for drawing in session.drawings.values()} - {""}
    why = sorted(session.templates.unkept | drawn | unkept)
    what = f"the cache cannot be written: {', '.join(why)}"
    fix = "Until it can, every build draws every chart again and takes longer."
    return [Problem(CACHE, 0, what, fix, True)] if why else []
