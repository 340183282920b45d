"""How programs find the site: its rules for robots, its search for browsers, and the links of a page to what belongs to it.

robots.txt: RFC 9309, which robots read at the root of a host only. Search: OpenSearch 1.1, draft 6, whose short name has at
most sixteen characters. The relations of links are IANA's; which a page has follows FAIR Signposting (level 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from factsheet.core.links import Links
from factsheet.data.published_files import MEDIA
from factsheet.plan.languages import Languages
from factsheet.plan.messages import Messages
from factsheet.plan.site_settings import SiteSettings

OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
SEARCH, ROBOTS, SITEMAP = "opensearch.xml", "robots.txt", "sitemap.xml"
CSL = "application/vnd.citationstyles.csl+json"
Link = dict[str, str]


def write(settings: SiteSettings, messages: Messages, site: Path, languages: Languages) -> None:
    """Write `opensearch.xml`, and at the root, for all languages, `robots.txt` unless the site has one of its own.

    Neither is written without an address.
    """
    if not settings.address:
        return
    if not languages.up and not (site / ROBOTS).exists():
        maps = [place.address for place in languages.of(SITEMAP)] or [settings.file(SITEMAP)]
        rules = ["User-agent: *", "Allow: /", *(f"Sitemap: {address}" for address in maps)]
        (site / ROBOTS).write_text("\n".join([*rules, ""]), "utf-8", newline="\n")
    root = ElementTree.Element("OpenSearchDescription", xmlns=OPENSEARCH)
    texts = (("ShortName", settings.short), ("Description", settings.description or settings.name))
    for tag, text in texts:
        ElementTree.SubElement(root, tag).text = text
    ElementTree.SubElement(root, "Url", type="text/html", template=f"{settings.address}?q={{searchTerms}}")
    for tag, text in (("Language", messages.language), ("InputEncoding", "UTF-8")):
        ElementTree.SubElement(root, tag).text = text
    ElementTree.indent(root, " ")
    ElementTree.ElementTree(root).write(site / SEARCH, "utf-8", xml_declaration=True)


def links(page: Links, address: str, measure: str, settings: SiteSettings) -> Iterator[Link]:
    """What belongs to a page that shows data: its licence, its address to cite, and what describes the data.

    `page` has the ways from it, `address` is its canonical one; of a data page, `measure` is the measure, whose figures and
    references lie in files of their own.
    """
    file = page.to_file
    if settings.licence_url:
        yield {"rel": "license", "href": settings.licence_url}
    yield {"rel": "cite-as", "href": address}
    yield {"rel": "describedby", "type": MEDIA["json"], "href": file("data/datapackage.json")}
    if measure:
        yield {"rel": "describedby", "type": MEDIA["bib"], "href": file(f"data/cite/{measure}.bib")}
        yield {"rel": "describedby", "type": CSL, "href": file(f"data/cite/{measure}.json")}
        # The theme takes a link that is `alternate` alone for another language.
        for ending in ("csv", "json"):
            path = f"data/measures/{measure}.{ending}"
            yield {"rel": "alternate item", "type": MEDIA[ending], "href": file(path)}
