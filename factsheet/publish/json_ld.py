"""What a page shows, described for machines: a schema.org `Dataset` as JSON-LD.

Vocabulary: schema.org, in the form that Google's "Dataset structured data" asks for. It holds no
number but in addresses and dates, so that it can say nothing that the page does not show.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable

from factsheet.core import published
from factsheet.model import WORLD, Fact, Sheet, Source
from factsheet.plan.site_settings import SiteSettings
from factsheet.text import formats


def script(described: dict[str, object]) -> str:
    """JSON-LD as an element for a page's head; nothing in it can end the element or begin another."""
    written = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{written}</script>'


def dataset(
    sheet: Sheet,
    facts: Iterable[Fact],
    files: dict[str, str],
    title: str,
    told: str,
    address: str,
    settings: SiteSettings,
) -> dict[str, object]:
    """The figures of `facts` as a `Dataset`: what they measure, when, where, on what they rest, and where to fetch them.

    `title` and `told` are the page's own, `address` its canonical one; `files` are charts' titles by path.
    """
    facts = [f for f in facts if f.id in sheet.by_fact]
    publisher = {"@type": "Organization", "name": settings.name, "url": settings.address}
    found = {
        "@context": "https://schema.org", "@type": "Dataset", "@id": f"{address}#dataset", "url": address,
        "name": html.unescape(title), "description": html.unescape(told), "isAccessibleForFree": True,
        "license": settings.licence_url, "creator": publisher, "publisher": publisher,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": settings.name, "url": settings.address},
        "temporalCoverage": _coverage(facts),
        "spatialCoverage": [{"@type": "Place", "name": name} for name in _places(sheet, facts)],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": m.label, "description": m.definition, "unitText": formats.unit(m.unit)}
            for m in dict.fromkeys(f.measure for f in facts)
        ],
        "isBasedOn": [_work(s) for s in dict.fromkeys(g.source for f in facts for g in sheet.by_fact[f.id])],
        "distribution": [
            *(_download(name, f"data/{name}", settings) for name in published.FILES),
            *(_download(named, path, settings) for path, named in files.items()),
        ],
    }  # fmt: skip
    return {key: value for key, value in found.items() if value not in ("", [])}


def _coverage(facts: list[Fact]) -> str:
    """The time the facts span, as an ISO 8601 interval; empty where none has a beginning."""
    timed = [f for f in facts if f.measure.kind not in ("date", "count")]
    spans = [(f.period.first, f.period.last) for f in timed if f.period.first and f.period.last]
    return f"{min(a for a, _ in spans)}/{max(b for _, b in spans)}" if spans else ""


def _places(sheet: Sheet, facts: list[Fact]) -> list[str]:
    """The places the facts name; none where some are of all places together, which is no place."""
    named = dict.fromkeys(f.place for f in facts)
    return [] if WORLD in named else [sheet.places[p] for p in named if p in sheet.places]


def _work(source: Source) -> dict[str, str]:
    """A source by its name; its title may hold a number that the page does not show."""
    work = {"@type": "CreativeWork", "name": source.name, "url": source.address, "datePublished": source.issued}
    return {key: value for key, value in work.items() if value}


def _download(name: str, path: str, settings: SiteSettings) -> dict[str, str]:
    return {
        "@type": "DataDownload", "name": name, "contentUrl": settings.file(path),
        "encodingFormat": published.MEDIA[path.rpartition(".")[2]],
    }  # fmt: skip
