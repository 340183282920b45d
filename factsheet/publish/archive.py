"""One file to carry: the whole site as an archive with checksums, the same bytes from the same site.

ZIP as PKWARE's APPNOTE.TXT has it, the one form every system opens by a double click. Checksums as
`sha256sum` writes and reads them: a line a file, two spaces between sum and name.
"""

from __future__ import annotations

import hashlib
import re
import time
import zipfile
from pathlib import Path

from factsheet.plan import messages

# It names nothing of what is in it: whoever carries it may have to show what they carry.
NAME = "fact-sheet.zip"
FOLDER = "fact-sheet"
SUMS = "SHA256SUMS"
READ_ME = "READ-ME-FIRST.txt"
SCRIPTED_INDEX = "search/search_index.js"  # only a copy to carry has it: a page from a disk may not fetch data
# What only a server shows, and a crawler: here their addresses would lead nowhere.
SERVED = ("404.html", "sitemap.xml.gz")
TEXTS = frozenset([".html", ".xml", ".json", ".csv", ".bib", ".svg", ".txt"])


def files(folder: Path) -> list[Path]:
    """Every file below a folder, in the order of their names, whatever the system lists first."""
    return sorted((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.relative_to(folder).as_posix())


def write_sums(folder: Path) -> None:
    """Write the checksum of every other file of a folder into it."""
    told = [
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {name}\n"
        for p in files(folder)
        if (name := p.relative_to(folder).as_posix()) != SUMS
    ]
    (folder / SUMS).write_text("".join(told), "utf-8", newline="\n")


def pack(folder: Path, to: Path, date: int) -> int:
    """Pack a folder with its read-me and its sums into the archive `to`; how many files it holds.

    `date`, in seconds since 1970, is the date of each; rights and order are the same on every machine.
    """
    write_sums(folder)
    stamp = time.gmtime(date)[:6]
    packed = files(folder)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in packed:
            entry = zipfile.ZipInfo(f"{FOLDER}/{path.relative_to(folder).as_posix()}", stamp)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
            out.writestr(entry, path.read_bytes())
    return len(packed)


def carried(site: Path) -> bool:
    """Whether a built site is a copy to carry."""
    return (site / SCRIPTED_INDEX).is_file()


def complete(site: Path, name: str, address: str) -> None:
    """Make a copy to carry of a site built for a disk: it names the addresses of the public site, and says how to be read."""
    for served in SERVED:
        (site / served).unlink(missing_ok=True)
    if address:
        # The public site has a folder for every page.
        public = re.compile(rf"{re.escape(address)}(?!404\.html)((?:[\w-]+/)*[\w-]+)\.html")
        for path in files(site):
            if path.suffix in TEXTS and address in (text := path.read_text("utf-8")):
                path.write_text(public.sub(lambda m: address + _folder(m[1]), text), "utf-8", newline="")
    at = messages.ARCHIVE_AT.format(address=address) if address else "."
    told = messages.ARCHIVE_READ_ME.format(name=name, underline="=" * len(name), at=at)
    (site / READ_ME).write_text(told, "utf-8", newline="")


def _folder(page: str) -> str:
    """The public address of a page that stands here as a file: `a/b.html` is `a/b/`, `index.html` is its folder."""
    return re.sub(r"(^|/)index/$", r"\1", f"{page}/")
