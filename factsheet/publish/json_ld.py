"""What a page shows, described for machines: a schema.org `Dataset` as JSON-LD.

The fields are those that Google's "Dataset structured data" asks for. Addresses and dates aside it holds
no numbers, so it cannot claim anything that the page does not show.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable

from factsheet.data import published_files
from factsheet.model import WORLD, Fact, Sheet, Source
from factsheet.plan.build_date import newest_day
from factsheet.plan.messages import Messages
from factsheet.plan.site_settings import SiteSettings


def script(description: dict[str, object]) -> str:
    """JSON-LD as an element for a page's head; nothing in it can end the element or begin another."""
    text = json.dumps(description, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def dataset(
    sheet: Sheet,
    facts: Iterable[Fact],
    files: dict[str, str],
    title: str,
    description: str,
    address: str,
    settings: SiteSettings,
    messages: Messages,
) -> dict[str, object]:
    """The figures of `facts` as a `Dataset`: what they measure, when and where, their sources, and where to download them.

    It is identified by its address; what to cite beside it are the datasets whose figures it shows. It changed last on
    the newest day of the data.

    `title`, `description` and the canonical `address` are the page's;
    `files` holds the charts' titles by path.
    """
    facts = [f for f in facts if f.id in sheet.by_fact]
    publisher = {"@type": "Organization", "name": settings.name, "url": settings.address}
    fields = {
        "@context": "https://schema.org", "@type": "Dataset", "@id": f"{address}#dataset", "url": address, "identifier": address,
        "version": settings.release, "dateModified": newest_day(sheet), "inLanguage": messages.language,
        "name": html.unescape(title), "description": html.unescape(description), "isAccessibleForFree": True,
        "license": settings.licence_url, "creator": publisher, "publisher": publisher,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": settings.name, "url": settings.address},
        "temporalCoverage": _coverage(facts),
        "spatialCoverage": [{"@type": "Place", "name": name} for name in _places(sheet, facts)],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": m.label, "description": m.definition, "unitText": messages.unit(m)}
            for m in dict.fromkeys(f.measure for f in facts)
        ],
        "citation": [_work(s) for s in dict.fromkeys(sheet.shown(f.id).source for f in facts) if s.is_dataset],
        "isBasedOn": [_work(s) for s in dict.fromkeys(g.source for f in facts for g in sheet.by_fact[f.id])],
        "distribution": [
            *(_download(name, f"data/{name}", settings) for name in published_files.FILES),
            *(_download(title, path, settings) for path, title in files.items()),
        ],
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value not in ("", [])}


def _coverage(facts: list[Fact]) -> str:
    """The time the facts span, as an ISO 8601 interval; empty if none has a first day."""
    timed = [f for f in facts if f.measure.kind not in ("date", "count")]
    spans = [(f.period.first, f.period.last) for f in timed if f.period.first and f.period.last]
    return f"{min(a for a, _ in spans)}/{max(b for _, b in spans)}" if spans else ""


def _places(sheet: Sheet, facts: list[Fact]) -> list[str]:
    """The places of the facts; none if one of the facts is about all places together."""
    places = dict.fromkeys(f.place for f in facts)
    return [] if WORLD in places else [sheet.places[p] for p in places if p in sheet.places]


def _work(source: Source) -> dict[str, str]:
    """A source by its name, not its title, which may hold a number that the page does not show."""
    work = {"@type": "CreativeWork", "name": source.name, "url": source.address, "datePublished": source.issued}
    return {key: value for key, value in work.items() if value}


def _download(name: str, path: str, settings: SiteSettings) -> dict[str, str]:
    return {
        "@type": "DataDownload", "name": name, "contentUrl": settings.file(path),
        "encodingFormat": published_files.MEDIA[path.rpartition(".")[2]],
    }  # fmt: skip
