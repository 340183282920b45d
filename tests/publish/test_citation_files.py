"""References as files: CSL-JSON rendered by a CSL processor, and what the files of each measure hold."""

import html
import json
import re
import warnings

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from tests.publish.test_bibtex import read


def rendered(items):
    """Each item as the processor's own Harvard style has it."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        source = CiteProcJSON(json.loads(json.dumps(items)))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        made = CitationStylesBibliography(style, source, formatter.plain)
        for item in items:
            made.register(Citation([CitationItem(item["id"])]))
        lines = [html.unescape(str(line)) for line in made.bibliography()]
    # `custom` is CSL's own field for what others define; no processor prints it.
    told = {str(w.message) for w in heard if "unsupported" in str(w.message)}
    assert all(re.search(r"unsupported.*: (custom|license|custom, license|license, custom)\s*$", t) for t in told), told
    return lines


def test_a_csl_processor_prints_every_source(real):
    items = json.loads(real.file("site/data/sources.json").read_text("utf-8"))
    lines = rendered(items)
    assert len(lines) == len(items)
    for item in items:
        people = [p.get("family") or p["literal"] for p in item.get("author", [])]
        address = [item["URL"]] if "URL" in item else []
        wanted = [item["title"], *people, *address]
        if item["type"].startswith("article"):
            wanted.append(item.get("container-title", ""))
        if "issued" in item:
            wanted.append(str(item["issued"]["date-parts"][0][0]))
        held = [line for line in lines if all(w in line for w in wanted)]
        assert held, (wanted, lines)


def test_every_measure_has_its_two_files_and_no_other(real):
    measures = {f["measure"] for f in json.loads(real.file("site/data/facts.json").read_text("utf-8"))}
    there = sorted(p.name for p in real.file("site/data/cite").iterdir())
    assert there == sorted(f"{name}.{ending}" for name in measures for ending in ("bib", "json"))


@pytest.mark.parametrize(("name", "shown"), [("otters", "survey-2022"), ("law", "herald")])
def test_the_files_of_a_measure_hold_its_data_page_and_its_sources(name, shown, built_toy):
    folder = built_toy.file("site/data/cite")
    entry, source = json.loads((folder / f"{name}.json").read_text("utf-8"))
    assert source["id"] == shown and entry["URL"] == f"http://127.0.0.1:8000/register/{name}/"
    assert entry["container-title"] == "Otters" and entry["version"] == "1.2.3"
    both = read((folder / f"{name}.bib").read_text("utf-8"))
    assert set(both) == {entry["id"], source["id"]} and both[entry["id"]]["url"] == entry["URL"]
    assert len(rendered([entry, source])) == 2


KEPT = "https://code.example/otters/releases/tag/data-2026-06-30"


def test_a_citation_names_the_address_where_the_release_is_kept(toy):
    """On each data page and in its files, where mkdocs.yml has one; the audit holds the page to it."""
    toy.edit("mkdocs.yml", "extra:\n", f"extra:\n  kept: {KEPT}\n")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = list(toy.file("site/register").glob("*/index.html"))
    assert pages and all(f'data-key="kept">{KEPT}</data>' in html.unescape(page.read_text("utf-8")) for page in pages)
    items = [item for p in toy.file("site/data/cite").glob("*.json") for item in json.loads(p.read_text("utf-8"))]
    assert {
        item.get("archive_location")
        for item in items
        if item["type"] == "webpage" and item["id"].startswith("register-")
    } == {KEPT}
    page = pages[0]
    page.write_text(page.read_text("utf-8").replace(f"{KEPT[-10:]}</data>", f"{KEPT[-10:]}1</data>"), "utf-8")
    assert any("'kept'" in str(problem) for problem in toy.audit().problems)


def test_an_address_that_is_none_is_refused(toy):
    toy.edit("mkdocs.yml", "extra:\n", "extra:\n  kept: the shelf\n")
    done = toy.run("factsheet", "check")
    assert done.returncode == 1 and "extra.kept 'the shelf' is no web address" in done.stderr
