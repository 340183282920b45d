"""What a finished build has made, in a line for each part."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from factsheet.core.problems import counted
from factsheet.core.published import ARCHIVE
from factsheet.core.reports import for_machines


def tell(site: Path, archived: int, languages: int) -> None:
    """Print what is in a new site. The audit of each language has already said what it counted.

    `archived` is how many files the offline copy holds.
    """
    print("\n".join(_lines(site, archived, languages)), file=sys.stderr if for_machines() else sys.stdout, flush=True)


def _lines(site: Path, archived: int, languages: int) -> Iterator[str]:
    data, charts = len(list((site / "data").iterdir())), len(list((site / "charts").glob("*.svg")))
    size = (site / ARCHIVE).stat().st_size
    taken = f"{site.name}/{ARCHIVE} with {archived} files, {size / 1e6:.1f} MB"
    yield f"to take along: {counted(data, 'file')} in {site.name}/data/, {counted(charts, 'chart')} in {site.name}/charts/, {taken}"
    files = sum(path.is_file() for path in site.rglob("*"))
    yield f"site: {counted(files, 'file')} in {counted(languages, 'language')}, in place in {site.name}/"
