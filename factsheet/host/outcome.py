"""What a finished build has made, in a line for each part."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from factsheet.core.problems import counted
from factsheet.core.reports import for_machines
from factsheet.publish import archive


def tell(site: Path, archived: int) -> None:
    """Print what is in a new site; `archived` is how many files its offline copy holds. The audit has already said what it counted."""
    print("\n".join(_lines(site, archived)), file=sys.stderr if for_machines() else sys.stdout, flush=True)


def _lines(site: Path, archived: int) -> Iterator[str]:
    charts = len(list((site / "charts").glob("*.svg")))
    yield f"data: {counted(len(list((site / 'data').iterdir())), 'file')} in {site.name}/data/"
    yield f"charts: {counted(charts, 'drawing')} in {site.name}/charts/, each with its data"
    size = (site / archive.NAME).stat().st_size
    yield f"archive: {site.name}/{archive.NAME}, {archived} files, {size} bytes"
    yield f"site: {site.name}/, {sum(p.is_file() for p in site.rglob('*'))} files, complete"
