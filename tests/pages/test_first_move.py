"""What a page does before its reader first moves, what it does then, and what it shows of where a number leads."""

import itertools

import pytest

from tests.browser import first_number

pytestmark = pytest.mark.slow

SCREENS = [(360, 740), (1280, 800)]
STARTED = "() => 'document$' in window"
COVERED = """link => {
    const inside = link.closest('p, li, td, th, dd, dt, figcaption').getBoundingClientRect();
    const over = document.querySelector('.preview').getBoundingClientRect();
    return {covers: over.top < inside.bottom && over.bottom > inside.top, top: over.top, bottom: over.bottom - innerHeight,
        left: over.left, right: over.right - document.documentElement.clientWidth};
}"""


@pytest.fixture
def asked():
    """Names of the scripts and search files that a page has asked for, as they come."""
    found = []

    def listen(page):
        page.on("request", lambda r: found.append(r.url) if "bundle." in r.url or "/search" in r.url else None)
        return found

    return listen


def test_nobody_who_only_reads_loads_the_script_of_the_theme_or_search(visit, asked):
    page = visit("about/")
    found = asked(page)
    page.goto(page.url.replace("about/", "trend/"), wait_until="networkidle")
    assert found == [] and not page.evaluate(STARTED)
    page.mouse.move(300, 300, steps=5)
    page.wait_for_function(STARTED)
    assert any("bundle." in url for url in found)


@pytest.mark.parametrize("act", ["scroll", "tab", "tap"])
def test_any_first_move_starts_the_theme(act, visit):
    page = visit("trend/", has_touch=True)
    if act == "scroll":
        page.evaluate("scrollTo(0, 400)")
    elif act == "tab":
        page.keyboard.press("Tab")
    else:
        page.touchscreen.tap(10, 300)
    page.wait_for_function(STARTED)


@pytest.mark.parametrize("path", ["", "trend/", "data/", "disagreements/", "register/asylum-seekers/"])
@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desk"])
def test_what_is_being_read_does_not_move_when_the_theme_starts(size, path, visit):
    width, height = size
    page = visit(path, viewport={"width": width, "height": height})
    tops = "() => [...document.querySelectorAll('article :is(h1, h2, h3, p, table, pre)')].map(e => e.getBoundingClientRect().top)"
    before = page.evaluate(tops)
    page.keyboard.press("Shift")
    page.wait_for_function(STARTED)
    if page.locator("article pre > code").count():
        page.locator("article pre .md-code__button").first.wait_for(state="attached")
    page.wait_for_timeout(300)
    assert page.evaluate(tops) == before


@pytest.mark.parametrize("address", ["trend/?q=refugees", "trend/#at-the-end-of-each-year"])
def test_an_address_that_asks_for_something_starts_it_too(address, visit):
    visit(address).wait_for_function(STARTED)


def test_a_key_that_opens_search_does_so_even_if_it_is_the_first_sign_of_its_reader(visit):
    page = visit("trend/")
    page.keyboard.press("/")
    page.wait_for_function("() => document.activeElement.name === 'query'")


def held(visit):
    """A page whose script of the theme is on its way, and what lets it arrive."""
    page, ways = visit("about/"), []
    page.route("**/bundle.*", lambda route: ways.append(route))
    page.goto(page.url.replace("about/", "trend/"))
    return page, ways


@pytest.mark.parametrize("first", ["/", "Shift", "a pointer"])
def test_what_is_typed_while_search_is_on_its_way_is_the_query(first, visit):
    """On some keyboards the sign that opens search needs Shift."""
    page, ways = held(visit)
    if first == "a pointer":
        page.mouse.move(300, 300, steps=5)
    elif first == "Shift":
        page.keyboard.press("Shift")
    page.keyboard.type("/refugees")
    assert page.evaluate("() => document.activeElement.name") is None and ways
    ways[-1].continue_()
    page.wait_for_function("() => document.activeElement.name === 'query'")
    assert page.locator("input[name=query]").input_value() == "refugees"
    page.locator(".md-search-result__item").first.wait_for()


def test_a_command_of_the_browser_opens_no_search(visit):
    page, ways = held(visit)
    page.keyboard.press("Control+f")  # f alone is a key of the theme's
    page.wait_for_timeout(100)
    ways[-1].continue_()
    page.wait_for_function(STARTED)
    assert page.evaluate("() => document.activeElement.name") is None


def test_a_click_before_the_theme_has_started_stays_where_it_leads(visit):
    page = visit("", reduced_motion="reduce")
    page.locator("article a[href$='#claims-you-may-have-seen']:not(.headerlink)").first.click()
    page.wait_for_function(STARTED)
    page.wait_for_load_state("networkidle")
    top = page.locator("#claims-you-may-have-seen").evaluate("e => e.getBoundingClientRect().top")
    assert -50 < top < 200 and page.url.endswith("#claims-you-may-have-seen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_first_visit_has_the_colours_of_its_system_before_and_after_the_first_move(scheme, visit):
    page = visit("trend/", color_scheme=scheme)
    colours = "() => ['body', '.md-header', 'article a', 'article p'].map(e => { const s = getComputedStyle(document.querySelector(e)); return s.color + s.backgroundColor; })"
    before = page.evaluate(colours)
    page.keyboard.press("Tab")
    page.wait_for_function(STARTED)
    page.wait_for_function("() => document.body.dataset.mdColorMedia && !('mdColorSwitching' in document.body.dataset)")
    assert page.evaluate(colours) == before
    assert (page.locator("body").get_attribute("data-md-color-scheme") == "slate") is (scheme == "dark")


@pytest.mark.parametrize("size", SCREENS, ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["", "trend/", "destinations/"])
def test_a_preview_stands_on_the_screen_and_beside_the_words_that_it_tells_of(path, size, visit):
    """Of numbers at the top, in the middle and at the end of the screen."""
    width, height = size
    page = visit(path, viewport={"width": width, "height": height}, reduced_motion="reduce")
    links = page.locator("article :is(p, li, td):not(details *) > a:has(> .figure)")
    tried = links.all()[:: max(1, links.count() // 6)][:6]
    assert len(tried) == 6
    for link, where in zip(tried, itertools.cycle(("start", "center", "end")), strict=False):
        page.mouse.move(1, 1)
        page.keyboard.press("Escape")  # it would stay for the way from a link to it
        assert page.locator(".preview").count() == 0
        link.evaluate("(link, where) => link.scrollIntoView({block: where})", where)
        if where == "start":
            page.mouse.wheel(0, -100)  # out from under the header
        link.hover()
        page.locator(".preview").wait_for()
        found = link.evaluate(COVERED)
        assert not found["covers"], (link.inner_text(), found)
        assert found["top"] >= 0 and found["bottom"] <= 0 and found["left"] >= 0 and found["right"] <= 0, found


def test_a_preview_waits_for_the_pointer_that_goes_to_it_and_leaves_at_a_word(visit):
    page = visit("trend/", viewport={"width": 1280, "height": 800})
    number = first_number(page, "article p")
    number.link.hover()
    preview = page.locator(".preview")
    preview.wait_for()
    preview.hover()
    page.wait_for_timeout(900)  # longer than the way may take
    assert preview.is_visible()
    page.keyboard.press("Escape")
    assert preview.count() == 0
    page.mouse.move(1, 1)  # what lay under the preview, and now under the pointer, shows none
    number.link.focus()
    preview.wait_for()
    page.locator(".headerlink").first.focus()
    preview.wait_for(state="detached")


def test_a_preview_repeats_no_name_of_the_page_and_its_links_lead_where_they_led(visit):
    page = visit("trend/", viewport={"width": 1280, "height": 800})
    number = first_number(page, "article p")
    number.link.hover()
    page.locator(".preview").wait_for()
    assert page.locator(".preview [id]").count() == 0
    page.locator(f'.preview a.cite[href$="#{number.source}"]').first.click()
    page.wait_for_url(f"**/project/sources/#{number.source}")


def test_the_scripts_of_a_project_may_rely_on_the_theme(toy):
    toy.edit(
        "mkdocs.yml", "extra:\n", "extra_javascript: [ours.js]\nextra:\n  scripts: [{file: ours.js, because: to try}]\n"
    )
    toy.file("docs/ours.js").write_text("document$.subscribe(() => {})\n", "utf-8")
    toy.add("docs/index.md", "\nThis page runs ours.js.\n")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    page = toy.file("site/index.html").read_text("utf-8")
    assert '"text/plain" src' not in page
    assert page.index("/bundle.") < page.index('src="ours.js"') < page.index("/factsheet.js")
