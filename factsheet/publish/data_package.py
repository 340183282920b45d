"""The Data Package: the tables, what they mean, their keys, the licence, and how to credit them.

Data Package, version 2 (https://datapackage.org/standard/data-package/). `created` is the newest day
in the data, so that the same data give the same bytes.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from factsheet.data import published_files
from factsheet.data.fields.sources import SOURCES
from factsheet.data.published_files import PUBLISHED, TABLES, column
from factsheet.model import Sheet, Source
from factsheet.model.claims import Result
from factsheet.plan import citation
from factsheet.plan.build_date import newest_day
from factsheet.plan.messages import Messages
from factsheet.plan.site_settings import SiteSettings
from factsheet.publish import tables

PROFILE = "https://datapackage.org/profiles/2.0/"


def write(sheet: Sheet, results: list[Result], settings: SiteSettings, messages: Messages, folder: Path) -> None:
    """Write the tables that `tables` leaves out, the descriptor of the package, and its README."""
    rows = {
        "facts": [tables.fact(sheet, f) for f in sheet.facts.values() if f.id in sheet.by_fact],
        "sources": [source_row(s, messages) for s in sheet.sources.values()],
        "claims": [tables.claim(r) for r in results],
    }
    for name, entries in rows.items():
        (folder / f"{name}.csv").write_text(tables.table(name, entries), "utf-8", newline="")
    descriptor = json.dumps(describe(sheet, settings, messages), ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(descriptor + "\n", "utf-8")
    (folder / "README.md").write_text(readme(sheet, settings, messages), "utf-8")


def source_row(source: Source, messages: Messages) -> dict[str, object]:
    """A source as a row: its CSL fields and ours side by side."""
    fields = [(path, column(path, SOURCES.paths[path])) for path in PUBLISHED]
    row = {c.name: source.entry.list(path) if c.type == "list" else source.text(path) for path, c in fields}
    return row | {
        "number": source.number,
        "author": citation.people(source, messages),
        "issued": source.issued,
        "accessed": source.accessed,
        "read": source.read,
    }


def describe(sheet: Sheet, settings: SiteSettings, messages: Messages) -> dict[str, object]:
    """The package's descriptor."""
    licence = {"name": settings.licence.replace(" ", "-"), "path": settings.licence_url, "title": settings.licence}
    publisher = {"title": settings.name, "email": settings.contact, "path": settings.address, "roles": ["publisher"]}
    out = {
        "$schema": f"{PROFILE}datapackage.json",
        "name": _slug(settings.name),
        "title": settings.name,
        "description": settings.description,
        "homepage": settings.address,
        "version": settings.release,
        "created": f"{newest_day(sheet)}T00:00:00Z" if newest_day(sheet) else "",
        "citation": credit(sheet, settings, messages),
        "licenses": [_filled(licence)] if settings.licence else [],
        "contributors": [_filled(publisher)],
        "sources": [_source(s, messages) for s in sheet.sources.values() if s.read],
        "resources": [resource(name, messages) for name in published_files.FILES if name != "datapackage.json"],
    }
    return _filled(out)


def resource(name: str, messages: Messages) -> dict[str, object]:
    """A file as a resource; a CSV file as a table with its schema."""
    stem, kind = Path(name).stem, Path(name).suffix
    out: dict[str, object] = {
        # Names are unique in a package, so the table takes the name without its ending.
        "name": stem.lower() if kind == ".csv" else name.lower().replace(".", "-"),
        "path": name,
        "description": messages(f"file-{name}"),
        "format": kind.lstrip("."),
        "mediatype": published_files.MEDIA[kind.lstrip(".")],
        "encoding": "utf-8",
    }
    if kind == ".csv":
        out |= {
            "type": "table",
            "schema": TABLES[stem].schema({c: messages(f"column-{stem}-{c}") for c in TABLES[stem].names}),
        }
    return out


def credit(sheet: Sheet, settings: SiteSettings, messages: Messages) -> str:
    """How to credit the data, in one line: name, release, edition, address, licence."""
    edition = sheet.newest_edition()
    parts = {
        "release": messages("credit-release", release=settings.release) if settings.release else "",
        "edition": messages(
            "credit-edition", edition=messages.day(edition.issued[:7]), read=messages.day(edition.accessed)
        )
        if edition
        else "",
        "address": f"{settings.address} " if settings.address else "",
        "licence": messages("credit-licence", licence=settings.licence) if settings.licence else "",
    }
    return messages("credit", name=settings.name, **parts).strip()


def readme(sheet: Sheet, settings: SiteSettings, messages: Messages) -> str:
    """The README beside the published files: licence, credit, and what each file is."""
    files = "\n".join(
        f"- `{name}`: {messages(f'file-{name}')}" for name in published_files.FILES if name != "README.md"
    )
    parts = {"name": settings.name, "description": settings.description, "files": files}
    return messages("read-me", citation=credit(sheet, settings, messages), **parts)


def _source(source: Source, messages: Messages) -> dict[str, str]:
    title = source.text("title")
    title = title if title == source.name else f"{source.name}: {title}"
    if source.issued:
        title = f"{title}, {messages.day(source.issued)}"
    title = citation.dated(title, source.accessed, messages)
    return _filled({"title": title, "path": source.text("URL"), "version": source.text("version")})


def _slug(name: str) -> str:
    """A package's name: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "data"


def _filled(fields: dict) -> dict:
    """The fields that are not empty."""
    return {name: value for name, value in fields.items() if value not in ("", [])}
