"""The list of claims and the page of every statement, built and in a real Chromium: what readers can do there."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from selectolax.lexbor import LexborHTMLParser

from tests.calling import real_claims
from tests.faces import FACES, UNLIKE, dress
from tests.pages.test_every_page import TARGETS
from tests.pages.test_geometry import printed

JUDGED = real_claims()


def tree(real, path):
    return LexborHTMLParser(real.file(f"site/{path}index.html").read_text("utf-8"))


def anchor(result):
    return result.id.replace("@", ".")


def test_every_verdict_keeps_its_anchor_on_the_list_and_leads_to_its_working(real):
    listed = tree(real, "claims/")
    for result in JUDGED:
        found = listed.css_first(f'[id="{anchor(result)}"]')
        assert found is not None, result.id
        page, _, at = found.css_first("a.details").attributes["href"].partition("#")
        assert page == f"{result.statement}/" and at == anchor(result)
        assert tree(real, f"claims/{page}").css_first(f'section.claim h2[id="{at}"]'), result.id
    assert listed.css_first("#claims") and listed.css_first("#press-figures")


def test_the_tally_counts_what_the_list_shows_and_each_number_leads_to_them(real):
    listed, seen = tree(real, "claims/"), 0
    for folded in listed.css(".tally details:has(data)"):
        shown = folded.css_first("data")
        tone = shown.attributes["data-inputs"].split()[1]
        ways = [a.attributes["href"][1:] for a in folded.css('li a[href^="#"]')]
        assert shown.text() == str(len(ways)) and len(set(ways)) == len(ways)
        for item in folded.css("li"):
            names = [a.text() for a in item.css('a[href^="#"]')]
            assert len(set(names)) == len(names), "a source that says it twice has two lines"
        for way in ways:
            assert tone in listed.css_first(f'li[id="{way}"]').attributes["class"].split()
        seen += len(ways)
    assert seen == len(JUDGED)


def test_no_verdict_is_told_by_colour_alone(real):
    """Each has its word, and a line of its own kind."""
    styles = real.file("site/stylesheets/factsheet.css").read_text("utf-8")
    kinds = dict(re.findall(r"\.answered\.(\w+) \{\s*border-inline-start: [\d.]+rem (\w+)", styles))
    kinds["open"] = re.search(r"\.answered \{[^}]*border-inline-start: [\d.]+rem (\w+)", styles)[1]
    assert len(set(kinds.values())) == len(kinds) == 4
    words = {}
    for answer in tree(real, "claims/").css(".answered"):
        tone = answer.attributes["class"].split()[1]
        words.setdefault(tone, set()).add(answer.css_first("strong.verdict").text())
    assert all(len(told) == 1 for told in words.values()) and len(set(map(str, words.values()))) == len(words)


@pytest.mark.slow
def test_the_ways_to_each_claim_open_without_a_script_and_by_keyboard(visit):
    page = visit("claims/", java_script_enabled=False)
    folded = page.locator(".tally details").first
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    way = folded.locator("li a").first
    to = way.get_attribute("href")
    way.click()
    assert page.url.endswith(to)
    page.locator(f'li[id="{to[1:]}"] a.details').click()
    assert page.url.endswith(f"/{to}") and page.locator(f'h2[id="{to[1:]}"]').is_visible()


def test_each_source_of_a_claim_leads_to_its_page_and_that_to_every_claim_of_it(real):
    listed = tree(real, "claims/")
    ways = {a.attributes["href"] for a in listed.css('.tally > ul a[href$="#claims"]')}
    assert ways == {f"../sources/{result.source.id}/#claims" for result in JUDGED}
    for source in {result.source.id for result in JUDGED}:
        page = tree(real, f"sources/{source}/")
        told = {a.attributes["href"] for a in page.css("#claims ~ ul a.way")}
        assert told == {f"../../claims/{r.statement}/#{anchor(r)}" for r in JUDGED if r.source.id == source}


@pytest.mark.slow
def test_ways_in_that_are_unfolded_have_room_for_a_finger(visit):
    page = visit("claims/", bypass_csp=True, viewport={"width": 360, "height": 740})
    page.evaluate("document.querySelectorAll('.tally details').forEach(one => (one.open = true))")
    page.evaluate(Axe().axe_script)
    for face in UNLIKE:
        dress(page, FACES[face])
        assert page.evaluate(TARGETS) == [], face


@pytest.mark.slow
def test_on_paper_every_claim_stands_once_with_its_verdict(visit):
    page = visit("claims/")
    _, told = printed(page)
    words = page.locator(".statement h3").all_inner_texts()
    assert words and all(re.sub(r"\s+", "", text.strip("“”")) in told for text in words)
