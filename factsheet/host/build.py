"""Building work: the finished site, with its copy to carry, takes the old one's place only when both are whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from factsheet import data, model
from factsheet.core import lock
from factsheet.core.problems import FactsheetError, Problem, fault
from factsheet.plan import build_date
from factsheet.publish import archive

HOME = Path(__file__).resolve().parents[2]
WORK = ".build"
# Within it: the lock, the former site between two renames, and what any build may throw away.
LOCK, OLD, SITE, COPY, DISCARDED = "lock", "old", "site", "copy", "discarded"


def build(root: Path) -> int:
    """Build and audit the site and its copy beside the old one, then swap; the exit code of the build.

    Raises FactsheetError where the disk, its rights or the settings do not allow it.
    """
    # Ended politely, it tidies up; ended by force, the next build does.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    work = root / WORK
    try:
        work.mkdir(exist_ok=True)
        with lock.held(work / LOCK) as descriptor:
            recover(root)
            sweep(work)
            try:
                return _build(root, work, descriptor)
            finally:
                sweep(work, strict=False)
    except BrokenPipeError:
        raise  # of the pipe that is written to, not of the disk
    except OSError as error:
        raise FactsheetError(fault(error, root)) from error


def _build(root: Path, work: Path, descriptor: int) -> int:
    site = root / "site"
    if site.is_symlink():
        what = f"it is a link to {site.readlink()}, and a build puts a folder in its place"
        raise FactsheetError(Problem("site", 0, what, "Remove the link, and let what it points to follow the folder."))
    if wrong := build_date.fix(root, lambda: model.build(data.read(root / "data", root))):
        raise FactsheetError(wrong[0])
    code = _mkdocs(root, descriptor, work / SITE, ARCHIVE=archive.NAME)
    code = code or _mkdocs(root, descriptor, work / COPY, "--quiet", OFFLINE="true")
    if code:
        return code
    if not archive.carried(work / COPY):
        fix = "Add `offline: {enabled: !ENV [OFFLINE, false]}` to plugins."
        raise FactsheetError(Problem("mkdocs.yml", 0, "the copy to carry was not built for a disk", fix))
    made = work / SITE / archive.NAME
    count = archive.pack(work / COPY, made, int(os.environ[build_date.VARIABLE]))
    archive.write_sums(work / SITE)
    size = made.stat().st_size
    swap(work / SITE, site, work)
    print(f"archive: site/{archive.NAME}, {count} files, {size} bytes", flush=True)
    return 0


def _mkdocs(root: Path, descriptor: int, to: Path, *options: str, **environment: str) -> int:
    """One build of the host, from the Python that runs this, so that the project's own versions build it."""
    kept = {k: v for k, v in os.environ.items() if k not in ("ARCHIVE", "OFFLINE")}
    # Where this engine lies, which need not be the project's folder.
    found = [str(HOME), *filter(None, [kept.get("PYTHONPATH")])]
    kept["PYTHONPATH"] = os.pathsep.join(found)
    command = [sys.executable, "-m", "factsheet.host.command", "build", *options, "--site-dir", str(to)]
    inherited = (descriptor,) if os.name == "posix" else ()
    return subprocess.call(command, cwd=root, env=kept | environment, pass_fds=inherited)


def swap(fresh: Path, site: Path, work: Path) -> None:
    """Put `fresh` where `site` was; the former site is whole in `work` for the moment between two renames."""
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
        # Renamed before it is deleted, so that nothing half-deleted is ever brought back.
        old.rename(work / DISCARDED)


def recover(root: Path) -> None:
    """Bring back the former site if a build was killed between the two renames."""
    site, old = root / "site", root / WORK / OLD
    if old.exists():
        sweep(root / WORK)
        old.rename(root / WORK / DISCARDED if site.exists() else site)


def sweep(work: Path, strict: bool = True) -> None:
    """Delete what a build leaves, and what a killed one left: all but the lock and the former site."""
    for path in sorted(work.iterdir()):
        if path.name in (LOCK, OLD):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=not strict)
        else:
            path.unlink()
