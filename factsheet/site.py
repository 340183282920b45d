"""Building aside: the finished site takes the old one's place only when it is whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from factsheet.errors import FactsheetError, Problem

ASIDE = ".build"


def build(root: Path) -> int:
    """Build and audit the site beside the old one, then swap; the exit code of the build."""
    aside = root / ASIDE
    recover(root)
    aside.mkdir(exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="site-", dir=aside))
    try:
        # mkdocs, found beside the Python that runs this, so that the project's own versions build it.
        code = subprocess.call([sys.executable, "-m", "mkdocs", "build", "--site-dir", str(fresh)], cwd=root)
        if code == 0:
            fresh.chmod(0o755)
            swap(fresh, root / "site", aside / "old")
        return code
    except OSError as error:
        problem = Problem("site", 0, f"the site cannot be put in place: {error}", "Check permissions and free space.")
        raise FactsheetError(problem) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def swap(fresh: Path, site: Path, old: Path) -> None:
    """Put `fresh` where `site` was; `old` holds the former site for the moment between two renames."""
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def recover(root: Path) -> None:
    """Bring back the former site if a build was killed between the two renames."""
    site, old = root / "site", root / ASIDE / "old"
    if old.exists() and not site.exists():
        old.rename(site)
