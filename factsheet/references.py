"""References for reference managers: every source, and every figure shown, as BibTeX and CSL-JSON files.

CSL-JSON: the Citation Style Language 1.0.2 input schema.
"""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

from factsheet import bibtex, citing, figures, publish
from factsheet.imprint import Imprint
from factsheet.model import Fact, Sheet


def write(sheet: Sheet, imprint: Imprint, site: Path) -> None:
    """Write `data/sources.bib`, and for each fact `data/cite/<fact>.bib` and `.json`."""
    folder = site / "data"
    (folder / "cite").mkdir(parents=True, exist_ok=True)
    sources = {s.id: publish.source(s) for s in sheet.sources.values()}
    spelled = {name: (bibtex.entry(item), _json(item)) for name, item in sources.items()}
    (folder / "sources.bib").write_text("\n".join(bib for bib, _ in spelled.values()), "utf-8")
    for name in sheet.by_fact:
        item = entry(sheet, sheet.facts[name], imprint)
        bib, csl = spelled[sheet.shown(name).source.id]
        (folder / "cite" / f"{name}.bib").write_text(f"{bibtex.entry(item)}\n{bib}", "utf-8")
        (folder / "cite" / f"{name}.json").write_text(f"[\n{_json(item)},\n{csl}\n]\n", "utf-8")


def _json(item: dict[str, object]) -> str:
    """An item as it stands in a list."""
    return textwrap.indent(json.dumps(item, ensure_ascii=False, indent=1), " ")


def entry(sheet: Sheet, fact: Fact, imprint: Imprint) -> dict[str, object]:
    """A fact's entry on this site as a CSL-JSON item; its note has the figure shown, and where in its source it stands."""
    shown = sheet.shown(fact.id)
    told = f"{citing.value(shown)} – {citing.named(shown.source)}, {figures.place(shown)}"
    item = {
        "id": fact.id, "type": "webpage", "title": fact.label, "container-title": imprint.name, "version": imprint.release,
        "URL": imprint.page("register", fact.id), "note": told,
    }  # fmt: skip
    return {key: text for key, text in item.items() if text}
