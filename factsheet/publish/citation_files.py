"""Files for reference managers: every source, and the data page of every measure, as BibTeX and CSL-JSON.

CSL-JSON: the Citation Style Language 1.0.2 input schema.
"""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

from factsheet.model import Fact, Measure, Sheet
from factsheet.plan.site_settings import SiteSettings
from factsheet.publish import bibtex, tables


def write(sheet: Sheet, settings: SiteSettings, site: Path) -> None:
    """Write `data/sources.bib`, and for each measure `data/cite/<measure>.bib` and `.json`.

    A measure's files hold its data page, then the sources of the figures shown there, each once.
    """
    folder = site / "data"
    (folder / "cite").mkdir(parents=True, exist_ok=True)
    sources = {s.id: tables.source(s) for s in sheet.sources.values()}
    (folder / "sources.bib").write_text("\n".join(map(bibtex.entry, sources.values())), "utf-8")
    formatted = {name: _formatted(item) for name, item in sources.items()}
    for name, facts in _by_measure(sheet).items():
        cited = dict.fromkeys(sheet.shown(f.id).source.id for f in facts)
        entries = [_formatted(entry(sheet.measures[name], settings)), *(formatted[s] for s in cited)]
        (folder / "cite" / f"{name}.bib").write_text("\n".join(bib for bib, _ in entries), "utf-8")
        (folder / "cite" / f"{name}.json").write_text("[\n" + ",\n".join(csl for _, csl in entries) + "\n]\n", "utf-8")


def _by_measure(sheet: Sheet) -> dict[str, list[Fact]]:
    """The facts that have a figure, by the id of their measure."""
    facts: dict[str, list[Fact]] = {}
    for fact in map(sheet.facts.__getitem__, sheet.by_fact):
        facts.setdefault(fact.measure.id, []).append(fact)
    return facts


def _formatted(item: dict[str, object]) -> tuple[str, str]:
    """An item as BibTeX, and as an element of a CSL-JSON list."""
    return bibtex.entry(item), textwrap.indent(json.dumps(item, ensure_ascii=False, indent=1), " ")


def entry(measure: Measure, settings: SiteSettings) -> dict[str, object]:
    """The data page of a measure on this site as a CSL-JSON item."""
    item = {
        "id": f"register-{measure.id}", "type": "webpage", "title": measure.label, "container-title": settings.name,
        "version": settings.release, "URL": settings.page(f"register/{measure.id}"), "archive_location": settings.kept,
    }  # fmt: skip
    return {key: text for key, text in item.items() if text}
