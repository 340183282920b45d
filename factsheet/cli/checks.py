"""What `check` finds: problems of the data, the settings, the pages and the translations, without a build."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from factsheet.cli import generated_tables, housekeeping, schemas
from factsheet.core.problems import Problem
from factsheet.data import locales, settings
from factsheet.host import host_settings
from factsheet.plan import pages, plan, site_settings, translated_pages
from factsheet.rules import project
from factsheet.text.scripts import hand_kept


def all_problems(root: Path, values: dict, today: date, name: str) -> list[Problem]:
    """What `check` finds; if the data are sound, the schemas for editors are brought up to date too."""
    folders = project.folders(root, name)
    of_settings = site_settings.faults(root, name=name)
    planned = plan.make(root, values, pages.of_project(root, values), of_settings, name)
    found = [*planned.loaded.problems, *planned.problems, *planned.notes]
    found += housekeeping.upkeep(planned, root, today, name)
    found += [*housekeeping.unknown_macros(planned, root), *housekeeping.misplaced_macros(planned)]
    found += host_settings.faults(root, name, [p.page for p in planned.pages.values()])
    if not planned.loaded.folder.problems:  # for which a translation waits
        found += [problem for other in _kept_by_hand(root, name) for problem in _of_translation(root, other)]
    found += generated_tables.stale(root)
    found += [p for some in project.unfit(root, folders).values() for p in some]
    found += project.pages(root, folders)
    if not planned.loaded.problems:
        found += schemas.refreshed(root, planned.loaded.folder)
    return found


def _kept_by_hand(root: Path, name: str) -> Iterator[str]:
    """The settings of the translations that are kept by hand: what is made from them has no faults of its own."""
    for tag, other in locales.settings_files(root).items():
        if name == settings.FILE and hand_kept(tag) == tag:
            yield other


def _of_translation(root: Path, name: str) -> list[Problem]:
    """What is wrong with the pages and the labels of a translation."""
    values = settings.load(root, name)
    planned, folders = plan.make(root, values, pages.of_project(root, values), (), name), project.folders(root, name)
    found = [*planned.problems, *planned.notes, *translated_pages.faults(root, values)]
    found += host_settings.faults(root, name, [p.page for p in planned.pages.values()])
    found += [*housekeeping.stale_exceptions(planned, root), *housekeeping.misplaced_macros(planned)]
    found += [p for some in project.unfit(root, folders).values() for p in some]
    return [*found, *project.pages(root, folders)]
