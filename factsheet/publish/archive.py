"""The offline copy: the whole site in one ZIP file with checksums; the same site gives the same bytes.

ZIP is the one format that every system opens with a double click. The checksums are in the format of
`sha256sum`: a line for each file, with two spaces between sum and name.
"""

from __future__ import annotations

import hashlib
import time
import zipfile
from pathlib import Path

from factsheet.core.published import ARCHIVE, SUMS
from factsheet.publish import offline
from factsheet.publish.offline import Part

FOLDER = "fact-sheet"


def files(folder: Path) -> list[str]:
    """The names of all files below a folder but its checksums, sorted."""
    found = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return [name for name in found if name != SUMS]


def write_sums(folder: Path) -> None:
    """Write the checksums of all other files of a folder into it."""
    lines = [_sum(name, (folder / name).read_bytes()) for name in files(folder)]
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def pack(site: Path, date: int, parts: list[Part]) -> int:
    """Pack the built site, as files that open from a disk, into an archive within it. Returns how many files that holds.

    Every file gets `date`, in seconds since 1970, and the same permissions, so that every machine packs the same bytes.
    """
    stamp, sums = time.gmtime(date)[:6], []
    with zipfile.ZipFile(site / ARCHIVE, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in offline.files(site, [n for n in files(site) if n != ARCHIVE], parts):
            sums.append(_sum(name, content))
            out.writestr(_entry(name, stamp), content)
        out.writestr(_entry(SUMS, stamp), "".join(sums))
    return len(sums) + 1


def _entry(name: str, stamp: tuple[int, ...]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{FOLDER}/{name}", stamp)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
    return entry


def _sum(name: str, content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n"
