"""How pages are found: titles, descriptions, addresses, language, the sitemap."""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.browser import SITE_URL, pages_of
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def pages(real):
    """Every page by its address within the site."""
    files = {address: real.file(f"site/{address}") for address in pages_of(real)}
    return {
        address: LexborHTMLParser((file / "index.html" if file.is_dir() else file).read_text("utf-8"))
        for address, file in files.items()
    }


def meta(tree, name):
    (found,) = tree.css(f'meta[name="{name}"], meta[property="{name}"]')
    return found.attributes["content"]


def test_every_page_has_a_title_of_its_own(pages):
    titles = Counter(tree.css_first("title").text().strip() for path, tree in pages.items() if path != "404.html")
    assert "" not in titles and [t for t, n in titles.items() if n > 1] == []


def test_every_page_has_one_name(pages):
    """In its front matter, in the title of the window and in the menu."""
    for file in sorted((ROOT / "docs").glob("*.md")):
        name = re.search(r"^title: (.+)$", file.read_text("utf-8"), re.M)[1]
        tree = pages["" if file.stem == "index" else f"{file.stem}/"]
        assert tree.css_first("title").text().startswith(f"{name} - ")
        in_menu = [link.text().strip() for link in tree.css("nav.md-nav--primary a.md-nav__link--active")]
        assert name in in_menu, (file.name, in_menu)


def other_names(texts):
    """Pages whose heading, and links whose words, are not the name of the page. The home page is the site's own heading."""
    names = {page: re.search(r"^title: (.+)$", text, re.M)[1] for page, text in texts.items()}
    for page, text in texts.items():
        if page != "index.md" and f"\n# {names[page]}\n" not in text:
            yield page, "heading"
        for words, to in re.findall(r"\[([^\]]+)\]\((\w+\.md)\)", text):
            if "index.md" not in (page, to) and words != names[to]:
                yield page, words


def test_headings_and_links_to_whole_pages_bear_the_name_of_the_page():
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")}
    assert len(texts) > 1 and list(other_names(texts)) == []
    texts["data.md"] = "---\ntitle: Data\n---\n\n# Files\n\nSee the [lists](sources.md).\n"
    assert list(other_names(texts)) == [("data.md", "heading"), ("data.md", "lists")]


def test_every_page_has_a_description_of_its_own_and_of_a_length_that_is_shown(pages):
    told = {path: meta(tree, "description") for path, tree in pages.items()}
    assert {path: len(text) for path, text in told.items() if not 50 <= len(text) <= 160} == {}
    assert [text for text, n in Counter(told.values()).items() if n > 1] == []
    assert all(meta(tree, "og:description").endswith(told[path]) for path, tree in pages.items())


def test_every_page_that_has_a_number_of_its_own_has_a_card_of_its_own(pages):
    cards = {path: meta(tree, "og:description") for path, tree in pages.items()}
    numbered = [path for path, card in cards.items() if card != meta(pages[path], "description")]
    assert len(numbered) > len(pages) / 2 and len({cards[path] for path in numbered}) == len(numbered)


def test_every_page_names_its_own_address(pages):
    for path, tree in pages.items():
        named = [link.attributes["href"] for link in tree.css('link[rel="canonical"]')]
        assert named == ([] if path == "404.html" else [SITE_URL + path])
        if named:
            assert meta(tree, "og:url") == named[0]


def test_the_sitemap_lists_the_pages_and_nothing_else(pages, real):
    tree = ElementTree.fromstring(real.file("site/sitemap.xml").read_text("utf-8"))
    listed = [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert sorted(listed) == sorted(SITE_URL + path for path in pages if path != "404.html")


def test_every_page_says_its_language(pages):
    assert {tree.css_first("html").attributes.get("lang") for tree in pages.values()} == {"en"}


def test_no_heading_skips_a_level(pages):
    """Whoever hears a page goes through it by its headings."""
    for path, tree in pages.items():
        levels = [int(heading.tag[1]) for heading in tree.css("article :is(h1, h2, h3, h4, h5, h6)")]
        skipped = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert levels[:1] in ([], [1]) and not skipped, path
