"""References for reference managers: every source, and every figure shown, as BibTeX and CSL-JSON files.

CSL-JSON: the Citation Style Language 1.0.2 input schema.
"""

from __future__ import annotations

import json
from pathlib import Path

from factsheet import bibtex, citing, figures, publish
from factsheet.imprint import Imprint
from factsheet.model import Fact, Sheet


def write(sheet: Sheet, imprint: Imprint, site: Path) -> None:
    """Write `data/sources.bib`, and for each fact `data/cite/<fact>.bib` and `.json`."""
    folder = site / "data"
    (folder / "cite").mkdir(parents=True, exist_ok=True)
    sources = {s.id: publish.source(s) for s in sheet.sources.values()}
    (folder / "sources.bib").write_text("\n".join(map(bibtex.entry, sources.values())), "utf-8")
    for name in sheet.by_fact:
        items = [entry(sheet, sheet.facts[name], imprint), sources[sheet.shown(name).source.id]]
        (folder / "cite" / f"{name}.bib").write_text("\n".join(map(bibtex.entry, items)), "utf-8")
        written = json.dumps(items, ensure_ascii=False, indent=1) + "\n"
        (folder / "cite" / f"{name}.json").write_text(written, "utf-8")


def entry(sheet: Sheet, fact: Fact, imprint: Imprint) -> dict[str, object]:
    """A fact's entry on this site as a CSL-JSON item; its note has the figure shown, and where in its source it stands."""
    shown = sheet.shown(fact.id)
    told = f"{citing.value(shown)} – {citing.named(shown.source)}, {figures.place(shown)}"
    item = {
        "id": fact.id, "type": "webpage", "title": fact.label, "container-title": imprint.name, "version": imprint.release,
        "URL": imprint.page("register", fact.id), "note": told,
    }  # fmt: skip
    return {key: text for key, text in item.items() if text}
