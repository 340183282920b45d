"""The offline copy: the whole site in one ZIP file with checksums; the same site gives the same bytes.

ZIP is the one format that every system opens with a double click. The checksums are in the format of
`sha256sum`: a line for each file, with two spaces between sum and name.
"""

from __future__ import annotations

import hashlib
import re
import time
import zipfile
from pathlib import Path

from factsheet.plan.messages import Messages
from factsheet.plan.site_settings import SiteSettings

# The name says nothing about the subject: a reader may have to show what they carry.
NAME = "fact-sheet.zip"
FOLDER = "fact-sheet"
SUMS = "SHA256SUMS"
READ_ME = "READ-ME-FIRST.txt"
SCRIPTED_INDEX = "search/search_index.js"  # only an offline copy has it, because a page on a disk may not fetch data
# Of use only on a server; in a copy their addresses would lead nowhere.
SERVED = ("404.html", "sitemap.xml.gz")
# How a copy is compared with its sums, by what comes with each system.
CHECKS = {
    "linux": f"sha256sum -c {SUMS}",
    "macos": f"shasum -a 256 -c {SUMS}",
    "windows": f'Get-Content {SUMS} | ForEach-Object {{ $sum, $file = $_ -split "  "; '
    'if ((Get-FileHash -LiteralPath $file).Hash -ne $sum) { "differs: $file" } }',
}
TEXTS = frozenset([".html", ".xml", ".json", ".csv", ".bib", ".svg", ".txt"])


def files(folder: Path) -> list[Path]:
    """Every file below a folder, sorted by name."""
    return sorted((p for p in folder.rglob("*") if p.is_file()), key=lambda p: p.relative_to(folder).as_posix())


def write_sums(folder: Path) -> None:
    """Write the checksums of all other files of a folder into it."""
    lines = [
        f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {name}\n"
        for p in files(folder)
        if (name := p.relative_to(folder).as_posix()) != SUMS
    ]
    (folder / SUMS).write_text("".join(lines), "utf-8", newline="\n")


def pack(folder: Path, to: Path, date: int) -> int:
    """Pack a folder and its checksums into the archive `to`. Returns how many files it holds.

    Every file gets `date`, in seconds since 1970, and the same permissions, so that every machine packs the same bytes.
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


def is_offline_copy(site: Path) -> bool:
    """Whether a built site is an offline copy."""
    return (site / SCRIPTED_INDEX).is_file()


def complete(site: Path, settings: SiteSettings, messages: Messages, below: str = "") -> None:
    """Complete a site that was built to be read from a disk: give it the public site's addresses, and a file that says what to open.

    A translation lies `below` a folder of the copy: `zh-Hant/`.
    """
    name, address = settings.name, settings.address
    for served in SERVED:
        (site / served).unlink(missing_ok=True)
    if address:
        # On the public site every page is a folder, here it is a file.
        public = re.compile(rf"{re.escape(address)}(?!404\.html)((?:[\w-]+/)*[\w-]+)\.html")
        for path in files(site):
            if path.suffix in TEXTS and address in (text := path.read_text("utf-8")):
                path.write_text(public.sub(lambda m: address + _folder(m[1]), text), "utf-8", newline="")
    whole = settings.root or address
    at = f":\n\n    {whole}{SUMS}" if address else "."
    text = messages(
        "archive-read-me", name=name, underline="=" * len(name), at=at, start=f"{below}index.html", **CHECKS
    )
    (site / READ_ME).write_text(text, "utf-8", newline="")


def _folder(page: str) -> str:
    """The public address of a page that is a file here: `a/b/` for `a/b.html`, and its folder for `index.html`."""
    return re.sub(r"(^|/)index/$", r"\1", f"{page}/")
