"""Every page of the built site as a phone gets it: none is longer, fuller or heavier than a reader can bear."""

import gzip

import pytest

from tests.browser import pages_of

PHONE = {"width": 360, "height": 740}
# What a page may come to: pixels in height at the width of a phone, elements, and bytes as servers send them.
PAGE = (15_000, 2_000, 25_000)
DATA_PAGE = (20_000, 2_000, 25_000)  # below register/
INDEX = (40_000, 5_000, 25_000)  # register/ itself, with its line for every fact
SIZE = "[document.documentElement.scrollHeight, document.querySelectorAll('*').length, document.documentElement.scrollWidth]"


def limits(address):
    """What the page at an address may come to."""
    return INDEX if address == "register/" else DATA_PAGE if address.startswith("register/") else PAGE


@pytest.fixture(scope="module")
def sizes(real, chromium, base):
    """Height, elements and width of every page on a phone, by its address."""
    context, found = chromium.new_context(viewport=PHONE), {}
    page = context.new_page()
    for address in pages_of(real):
        page.goto(base + address, wait_until="load")
        found[address] = page.evaluate(SIZE)
    context.close()
    return found


@pytest.mark.slow
def test_every_page_can_be_finished_and_arrives_soon(sizes, real):
    assert len(sizes) > 50 and "register/" in sizes
    over = {}
    for address, (height, elements, _) in sizes.items():
        file = real.file(f"site/{address}")
        sent = len(gzip.compress((file / "index.html" if file.is_dir() else file).read_bytes()))
        if any(map(int.__gt__, (height, elements, sent), limits(address))):
            over[address] = f"{height} px tall, {elements} elements, {sent} bytes"
    assert over == {}


@pytest.mark.slow
def test_no_page_is_wider_than_a_phone(sizes):
    assert {address: width for address, (_, _, width) in sizes.items() if width > PHONE["width"]} == {}
