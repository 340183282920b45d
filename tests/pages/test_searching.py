"""What stands first in search, in a real browser: the page a reader means, before any row of data."""

import json
import re
from urllib.parse import quote

import pytest

from tests.browser import PATIENCE, serve
from tests.conftest import CHINESE, EXPECTED

DATA = re.compile(r"register/[\w-]+/")


def found(page, base, query):
    """The addresses of what is found, in order: the query is asked as a browser's search asks, by `?q=`."""
    page.goto("about:blank")
    page.goto(f"{base}?q={quote(query)}")
    links = page.locator(".md-search-result__item a[href]:has(h1)")
    links.first.wait_for(timeout=PATIENCE, state="attached")
    addresses = links.evaluate_all("all => all.map(link => link.getAttribute('href'))")
    return [address.removeprefix(base).partition("?")[0] for address in addresses]


@pytest.fixture(scope="module")
def results(chromium, base):
    """What is found, by query."""
    page = chromium.new_page()
    yield {query: found(page, base, query) for query in EXPECTED["found-first"]}
    page.close()


@pytest.mark.parametrize("query", EXPECTED["found-first"])
def test_the_page_that_a_reader_means_stands_first(query, results):
    assert results[query][0] == EXPECTED["found-first"][query], results[query][:3]


@pytest.fixture(scope="module", params=CHINESE)
def in_chinese(request, chinese, chromium):
    """The tag of a script of 中文, what is found in it by query, and the words that are marked there."""
    server, page = serve(chinese[request.param].file("site")), chromium.new_page()
    results = {}
    for query in EXPECTED["found-first-in-chinese"][request.param]:
        first = found(page, f"http://127.0.0.1:{server.server_address[1]}/project/", query)[0]
        marks = page.locator(".md-search-result__item mark").all_text_contents()
        results[query] = first, set(marks)
    page.close()
    server.shutdown()
    server.server_close()
    return request.param, results


def test_the_page_that_a_reader_of_chinese_means_stands_first(in_chinese):
    tag, results = in_chinese
    assert {query: first for query, (first, _) in results.items()} == EXPECTED["found-first-in-chinese"][tag]


def test_every_word_of_a_chinese_query_is_sought_and_no_part_of_a_word(in_chinese):
    _, results = in_chinese
    for query, (_, marked) in results.items():
        if not query[0].isdecimal() and len(query) > 1:
            assert all(len(word) > 1 for word in marked), (query, marked)
        if len(query) == 4:
            assert {query[:2], query[2:]} <= marked, (query, marked)


def test_no_row_of_data_stands_before_a_page(results):
    for query, found in results.items():
        rows = [bool(DATA.match(address)) for address in found]
        pages = [n for n, address in enumerate(found) if not DATA.match(address) and not address.startswith("claims/")]
        assert True not in rows[: max(pages, default=0)], (query, found)


def test_calculated_numbers_are_found_on_the_pages_that_show_them_and_not_apart(real):
    entries = json.loads(real.file("site/search/search_index.json").read_text("utf-8"))["docs"]
    assert len(entries) > 100 and not [e for e in entries if "/calculated/" in e["location"]]
    assert {e["location"].partition("#")[2] for e in entries if e["location"].startswith("register/#")} <= {"derived"}


def test_a_page_weighs_more_than_a_statement_and_a_statement_more_than_a_row(real):
    entries = json.loads(real.file("site/search/search_index.json").read_text("utf-8"))["docs"]
    of = {
        kind: {e.get("boost", 1) for e in entries if re.match(kind, e["location"])}
        for kind in ("trend/", r"claims/\w", r"register/\w")
    }
    assert min(of["trend/"]) > max(of[r"claims/\w"]) and min(of[r"claims/\w"]) > max(of[r"register/\w"])


def test_every_place_with_a_figure_is_listed_with_a_way_to_its_data_page(real):
    from selectolax.lexbor import LexborHTMLParser

    facts = json.loads(real.file("site/data/facts.json").read_text("utf-8"))
    tree = LexborHTMLParser(real.file("site/countries/index.html").read_text("utf-8"))
    for place in {fact["place"] for fact in facts if fact["place"]}:
        listed = tree.css(f"details#place-{place.lower()} a")
        links = {a.attributes["href"].split("/")[2] for a in listed}
        measures = {fact["measure"] for fact in facts if fact["place"] == place}
        assert links == measures, (place, links ^ measures)
