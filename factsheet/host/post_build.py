"""The end of a build: publish the data, audit the pages, and report every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from factsheet.audit import Audit, audit
from factsheet.core.problems import Problem
from factsheet.core.published import TRACE
from factsheet.data import locales
from factsheet.host import chart_files
from factsheet.host.live import Live
from factsheet.host.session import Session
from factsheet.publish import citation_files, data_package, discovery, feed, tables

CACHE = ".cache"
NOT_AUDITED = Problem("data", 0, "the pages were not audited", "Correct the data first.", note=True)
UNSPOKEN = Problem(
    "locales", 0, "the pages were not audited", "Correct the messages of their language first.", note=True
)


@dataclass(frozen=True)
class Published:
    """What lies in the folder `site`, built with these `settings`, and whether it can be audited.

    `found` has the problems so far, notes included; those that pages show in boxes are `boxed` too.
    """

    site: Path
    settings: Mapping[str, object]
    found: tuple[Problem, ...]
    boxed: tuple[Problem, ...]
    can_be_audited: bool


def publish(session: Session, site: Path, root: Path, settings: Mapping[str, object]) -> Published:
    """Publish the data beside the pages. `settings` are those of this build."""
    plan = session.plan
    found, unkept, whole = [*plan.loaded.problems, *session.problems, *plan.notes], set[str](), False
    if plan.loaded.problems:
        # The audit would compare the pages with data that the rules have refused. As nothing is published, it can wait.
        found.append(NOT_AUDITED)
    elif plan.messages.language != locales.language(settings):  # in English, as long as its own messages cannot be read
        found.append(UNSPOKEN)
    else:
        unkept, whole = _publish(session, site, root), True
    found += _cache_notes(session, unkept)
    return Published(site, settings, tuple(found), tuple(session.problems), whole)


def account(published: Published, root: Path, server: Live) -> tuple[list[Problem], Audit | None]:
    """Audit the pages, if they can be. Returns every problem, notes included, and the audit, if there was one.

    A live site shows the problems on its pages.
    """
    site, found, audited = published.site, list(published.found), None
    if published.can_be_audited:
        with tables.listing(site / TRACE) as keep:
            kept = server.unless_overtaken(keep)
            audited = audit(site, root, kept, published.settings, server.serving, memory=server.audited)
        # A box on a page repeats a problem that is reported already, with its line.
        told = [str(problem)[:150] for problem in published.boxed]
        found += [p for p in audited.problems if not any(text in p.what for text in told)]
    if server.serving:
        server.show_problems(site, [*(p for p in found if not p.note), *server.problems()])
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
