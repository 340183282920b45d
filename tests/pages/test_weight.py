"""What a browser downloads, in bytes as servers send them. MAINTAINING.md has the goals."""

import json
import re

from selectolax.lexbor import LexborHTMLParser

from bench import weights

KILOBYTE = 1000


def test_a_chart_adds_little_to_its_page_and_no_script(real):
    for path in real.file("site").rglob("*.html"):
        text = path.read_text("utf-8")
        for drawing in re.findall(r"<svg data-search-exclude.*?</svg>", text, re.S):
            without = text.replace(drawing, "")
            assert weights.sent(text.encode()) - weights.sent(without.encode()) <= 5 * KILOBYTE, path
            assert "<script" not in drawing and not re.search(r' on\w+="', drawing)
    assert len(list(real.file("site/charts").glob("*.svg"))) >= 4


def test_the_first_view_asks_this_site_alone_and_weighs_no_more_than_is_told(chromium, base):
    found = weights.first_view(chromium, base)
    assert all(path.startswith("/project/") for path in found)
    assert sum(found.values()) <= 60 * KILOBYTE, found


def test_search_leaves_out_what_it_would_find_a_hundred_times(real):
    index = real.file("site/search/search_index.json").read_text("utf-8")
    for repeated in (
        "To cite this page",
        "Report this",
        "open the source",
        "The same data as a table",
        "credited to",
        "Used on",
    ):
        assert repeated not in re.sub(r'"location":"(?:method|about|data)/.*?\}', "", index), repeated
    lists = [d["text"] for d in json.loads(index)["docs"] if d["location"].endswith("#sources-of-this-page")]
    assert lists and not any("http" in text for text in lists)
    assert " · · " not in index and "· </li>" not in index


def test_what_search_leaves_out_is_on_the_page(real):
    pages = sorted(real.file("site/register").rglob("*.html"))
    entry = next(
        e for p in pages if (e := LexborHTMLParser(p.read_text("utf-8")).css_first("section.entry:has(q.quote)"))
    )
    tools = entry.css_first(".entry-tools").text()
    assert "open the source" in entry.text() and "Report" in tools, tools
