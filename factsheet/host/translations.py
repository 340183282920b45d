"""A translation, built by itself, becomes a part of the site: it lies below its tag, and its numerals stand in the one trace."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from factsheet.audit import Audit, audit
from factsheet.core import published
from factsheet.data import locales, settings
from factsheet.publish import tables
from factsheet.text.scripts import Script


def audits(site: Path, root: Path, config: str, keep: Callable[[dict[str, str]], object]) -> Iterator[Audit]:
    """The audit of a built site, then of each translation below it, with the trace of all."""
    files = locales.settings_files(root) if config == settings.FILE else {}
    parts = {tag: name for tag, name in files.items() if (site / tag).is_dir()}
    yield audit(site, root, keep, settings.load(root, config), apart=frozenset(parts))
    for tag, name in parts.items():
        yield audit(site / tag, root, lambda entry, tag=tag: keep(_below(tag, entry)), values_of(root, tag, name))


def values_of(root: Path, tag: str, name: str) -> dict[str, object]:
    """The settings in the file `name` with which a translation is built."""
    values = settings.load(root, name)
    values["site_url"] = address(root, tag)
    return values | locales.said(values, Script(tag, locales.terms(root, tag, [])))


def address(root: Path, tag: str) -> str:
    """Where a translation is published: below the address of the site; empty where that has none."""
    whole = str(settings.load(root).get("site_url") or "")
    return f"{whole.rstrip('/')}/{tag}/" if whole else ""


def _below(tag: str, entry: dict[str, str]) -> dict[str, str]:
    return {**entry, "page": f"{tag}/{entry['page']}"}


def join(built: Path, whole: Path, tag: str) -> None:
    """Move a translation from where it was built into the site in the language it is translated from."""
    trace = built / published.TRACE
    with tables.listing(whole / published.TRACE) as keep:
        for entry in json.loads((whole / published.TRACE).read_text("utf-8")):
            keep(entry)
        for entry in json.loads(trace.read_text("utf-8")):
            keep(_below(tag, entry))
    trace.unlink()
    built.rename(whole / tag)
