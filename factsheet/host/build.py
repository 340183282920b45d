"""Builds the site in a working folder, and swaps it for the old one only when it is complete, with its offline copy."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from factsheet import data, model
from factsheet.audit import carried
from factsheet.core import lock, terminal
from factsheet.core.problems import FactsheetError, Problem, fault
from factsheet.core.published import ARCHIVE
from factsheet.core.reports import for_machines, report
from factsheet.data import locales, settings
from factsheet.host import outcome, runs, translations
from factsheet.host.runs import Run
from factsheet.plan import build_date, messages
from factsheet.plan import languages as site_languages
from factsheet.publish import archive
from factsheet.publish.offline import Part

WORK = ".build"
# Within it: the lock, the old site between two renames, and what any build may throw away.
LOCK, OLD, SITE, DISCARDED = "lock", "old", "site", "discarded"


def build(root: Path) -> int:
    """Build and audit the site and its offline copy, then put the site in place. Returns MkDocs' exit code.

    Raises FactsheetError where the settings are wrong, where `site` is a link, or where the disk or its permissions
    do not allow it.
    """
    # After SIGTERM this build tidies up; after SIGKILL the next one does.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    work = root / WORK
    try:
        work.mkdir(exist_ok=True)
        with lock.held(work / LOCK) as descriptor:
            recover(root)
            sweep(work)
            try:
                with terminal.progress("Building and auditing the site"):
                    code, archived = _build(root, work, descriptor)
            finally:
                sweep(work, strict=False)
        if not code:
            outcome.tell(root / "site", archived, len(languages(root)))
        return code
    except BrokenPipeError:
        raise  # about the pipe we print to, not about the disk
    except OSError as error:
        raise FactsheetError(fault(error, root)) from error


def _build(root: Path, work: Path, descriptor: int) -> tuple[int, int]:
    """MkDocs' exit code, and how many files the offline copy has."""
    site = root / "site"
    if site.is_symlink():
        what = f"this is a link to {site.readlink()}, and a build puts a folder in its place"
        raise FactsheetError(
            Problem("site", 0, what, "Remove the link, and point whatever uses its target at the folder.")
        )
    date, wrong = build_date.find(root, lambda: model.build(data.read(root / "data", root)))
    if wrong:
        raise FactsheetError(wrong[0])
    os.environ[build_date.VARIABLE] = str(date)
    tags = languages(root)
    code = runs.side_by_side(root, [_run(root, work, tag, tags) for tag in tags], descriptor)
    if code:
        return code, 0
    for tag in tags[1:]:
        translations.join(work / _folder(tag, tags), work / SITE, tag)
    count = archive.pack(work / SITE, date, [_part(root, tag, tags) for tag in tags])
    if found := sorted(set(carried.problems(work / SITE, ARCHIVE))):
        print(report(found), file=sys.stdout if for_machines() else sys.stderr)
        return 1, 0
    archive.write_sums(work / SITE)
    swap(work / SITE, site, work)
    return 0, count


def languages(root: Path) -> list[str]:
    """The languages of the site: that of mkdocs.yml, which lies at the root, then the translations."""
    own = locales.language(settings.load(root))
    return [own, *(tag for tag in locales.settings_files(root) if tag != own)]


def _run(root: Path, work: Path, tag: str, tags: list[str]) -> Run:
    """The build of the site in one language."""
    told, up, name = {}, "", settings.FILE
    if len(tags) > 1:
        told[site_languages.VARIABLE] = " ".join(tags)
    if tag != tags[0]:
        up, name = "../", locales.file_of(tag)
        told |= {"SITE_URL": where} if (where := translations.address(root, tag)) else {}
    return Run(name, work / _folder(tag, tags), {**told, "ARCHIVE": up + ARCHIVE})


def _part(root: Path, tag: str, tags: list[str]) -> Part:
    """A language as the offline copy has it."""
    own = tag == tags[0]
    name = settings.FILE if own else locales.file_of(tag)
    values = settings.load(root, name) if own else translations.values_of(root, tag, name)
    spoken, _ = messages.load(tag, root, name, root / ".cache" / "messages")
    said = [str(values.get(key) or "") for key in ("site_name", "site_url")]
    return Part("" if own else f"{tag}/", *said, spoken)


def _folder(tag: str, tags: list[str]) -> str:
    """Where a language is built: a translation beside the others, since MkDocs empties the folder into which it builds."""
    return SITE if tag == tags[0] else f"{SITE}.{tag}"


def swap(fresh: Path, site: Path, work: Path) -> None:
    """Put `fresh` in the place of `site`. Between two renames the old site lies whole in `work`."""
    old = work / OLD
    if site.exists():
        site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    if old.exists():
        # Rename it before deleting it, so that `recover` never brings back half a site.
        old.rename(work / DISCARDED)


def recover(root: Path) -> None:
    """Bring back the old site if a build was killed between the two renames."""
    site, old = root / "site", root / WORK / OLD
    if old.exists():
        sweep(root / WORK)
        old.rename(root / WORK / DISCARDED if site.exists() else site)


def sweep(work: Path, strict: bool = True) -> None:
    """Delete everything in `work` but the lock and the old site. If `strict`, raise OSError where that fails."""
    for path in sorted(work.iterdir()):
        if path.name in (LOCK, OLD):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=not strict)
        else:
            path.unlink()
