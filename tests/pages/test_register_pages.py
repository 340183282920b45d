"""The pages of the register as a phone gets them: none is longer, fuller or heavier than a reader can bear."""

import gzip

import pytest

from tests.browser import SITE_URL, first_number

PHONE = {"width": 360, "height": 740}
# What a page may come to: pixels in height on a phone, elements, and bytes as sent.
INDEX, PAGE = (40_000, 5_000, 25_000), (20_000, 2_000, 25_000)
SIZE = "[document.documentElement.scrollHeight, document.querySelectorAll('*').length, document.documentElement.scrollWidth]"


@pytest.fixture(scope="module")
def sizes(real, chromium, base):
    """Height, elements and width of every page of the register on a phone, by its address."""
    site, found = real.file("site"), {}
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    for path in sorted(site.glob("register/**/index.html")):
        address = path.parent.relative_to(site).as_posix() + "/"
        page.goto(base + address, wait_until="domcontentloaded")
        found[address] = page.evaluate(SIZE)
    context.close()
    return found


def test_every_page_is_short_and_light_enough_for_a_phone(sizes, real):
    assert len(sizes) > 30
    over = {}
    for address, (height, elements, _) in sizes.items():
        sent = len(gzip.compress(real.file(f"site/{address}index.html").read_bytes()))
        most = INDEX if address == "register/" else PAGE
        over |= {address: (height, elements, sent)} if any(map(int.__gt__, (height, elements, sent), most)) else {}
    assert over == {}


def test_no_page_is_wider_than_a_phone(sizes):
    assert {address: width for address, (_, _, width) in sizes.items() if width > PHONE["width"]} == {}


def test_a_preview_of_a_cell_shows_value_time_place_and_source(visit):
    page = visit("destinations/", viewport={"width": 1280, "height": 900})
    link = page.locator(
        'article p a[href*="/table/#"]:has(data.figure), article p a[href*="/from-"]:has(data.figure)'
    ).first
    link.hover()
    shown = page.locator(".md-tooltip2")
    shown.wait_for(state="visible")
    assert link.inner_text() in shown.inner_text() and shown.locator(".gist").is_visible()
    assert shown.locator("cite.source").inner_text()


def test_a_preview_of_a_block_shows_each_value_with_its_source_and_not_the_fine_print(visit):
    page = visit("trend/", viewport={"width": 1280, "height": 900})
    number = page.locator('article p a[href$="#asylum-seekers-2021"]:has(data.figure)').first
    number.hover()
    shown = page.locator(".md-tooltip2")
    shown.wait_for(state="visible")
    assert shown.locator("data.figure").count() > 1 and shown.locator(".verdict").count() >= 1
    assert not shown.locator(".fine").first.is_visible()


def test_without_scripts_a_number_leads_to_its_cell(visit):
    page = visit("destinations/", java_script_enabled=False)
    number = first_number(page, "article p:has(a[href*='/table/#'])")
    number.link.click()
    assert page.url.startswith(f"{SITE_URL}register/") and page.url.endswith(f"#{number.fact}")
    assert page.locator(f'[id="{number.fact}"]').is_visible()
