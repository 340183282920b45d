"""A site in several languages in a browser: the switch, search, and what the theme keeps."""

import zipfile

import pytest

from tests import browser
from tests.translated import in_three_languages

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    project, _ = in_three_languages(tmp_path_factory.mktemp("several"))
    return project


@pytest.fixture(scope="module")
def served(several):
    server = browser.serve(several.file("site"))
    yield f"http://127.0.0.1:{server.server_address[1]}/project/"
    server.shutdown()


@pytest.fixture(scope="module")
def carried_home(several, tmp_path_factory):
    """The copy to carry, unpacked: its address on the disk."""
    folder = tmp_path_factory.mktemp("carried")
    with zipfile.ZipFile(several.file("site/fact-sheet.zip")) as packed:
        packed.extractall(folder)
    return f"{(folder / 'fact-sheet').as_uri()}/"


def test_the_switch_leads_to_the_same_page_without_scripts_and_from_a_disk(chromium, served, carried_home):
    for home, to in ((served, "register/"), (carried_home, "register/index.html")):
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{home}zh-Hant/{to}")
        for tag, lang in (("zh-Hans", "zh-Hans"), ("en", "en"), ("zh-Hant", "zh-Hant")):
            page.locator(".md-header .md-select button").hover()
            page.locator(f'.md-select a[hreflang="{tag}"]').click()
            page.wait_for_url(f"{home}{'' if tag == 'en' else f'{tag}/'}{to}")
            assert page.locator("html").get_attribute("lang") == lang
        context.close()


def test_no_page_is_wider_than_a_phone_whose_browser_runs_no_scripts(chromium, served):
    """The list of languages is hidden, but as wide as its names."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for home in ("", "zh-Hant/"):
        page.goto(f"{served}{home}")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.locator(".md-header .md-select button").hover()
        assert page.locator(".md-select__inner").evaluate("e => e.getBoundingClientRect().right") <= 360
    context.close()


SOUGHT = {
    "zh-Hans": {"水獭": "水獭", "各湖的水獭": "水獭", "1200": "1200"},
    "zh-Hant": {"水獺": "水獺", "所有湖泊": "所有", "1,200": "1,200"},
}


@pytest.mark.parametrize("tag", SOUGHT)
def test_search_finds_chinese_words_and_bare_numbers_also_from_a_disk(chromium, served, carried_home, tag):
    for home in (f"{served}{tag}/", f"{carried_home}{tag}/index.html"):
        context = chromium.new_context()
        page = context.new_page()
        page.goto(home)
        field = page.locator("[data-md-component=search-query]")
        for sought, found in SOUGHT[tag].items():
            field.fill(sought)
            field.press("End")  # the theme's search looks at the field whenever a key is let go
            marked = "found => [...document.querySelectorAll('.md-search-result__item mark')].some(e => e.innerText.replaceAll('\\u200b', '') === found)"
            page.wait_for_function(marked, arg=found, timeout=browser.PATIENCE)
        context.close()


def test_nothing_is_stored_and_no_language_is_chosen_for_the_reader(chromium, served):
    context = chromium.new_context(locale="zh-TW")
    page = context.new_page()
    page.goto(served)
    assert page.url == served and page.locator("html").get_attribute("lang") == "en"
    page.locator(".md-header .md-select button").hover()
    page.locator('.md-select a[hreflang="zh-Hant"]').click()
    page.wait_for_url("**/zh-Hant/")
    assert context.cookies() == []
    # The theme keeps which colours a reader likes, under a name that tells neither language nor page.
    assert page.evaluate("Object.keys(sessionStorage)") == []
    assert set(page.evaluate("Object.keys(localStorage)")) <= {"/project/.__palette"}
    page.goto(served)
    assert page.locator("html").get_attribute("lang") == "en"
    context.close()


def test_no_chinese_is_slanted(chromium, served):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{served}zh-Hant/")
    slanted = """() => [...document.querySelectorAll('article *')].filter(e => e.matches(':lang(zh)') &&
        getComputedStyle(e).fontStyle != 'normal' && [...e.childNodes].some(n => n.nodeType == 3 && /\\p{sc=Han}/u.test(n.data))).map(e => e.outerHTML.slice(0, 80))"""
    assert page.evaluate(slanted) == []
    context.close()
