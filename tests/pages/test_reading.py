"""What else readers do with a page: preview, print, enlarge, go without pictures or motion."""

import io
import re

import pytest
from pypdf import PdfReader

from tests.browser import first_number
from tests.calling import real_sheet

pytestmark = pytest.mark.slow

SHEET = real_sheet()


def printed(page):
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def words(reader):
    return re.sub(r"\s+", " ", " ".join(p.extract_text() for p in reader.pages))


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_a_number_shows_its_entry_before_anybody_leaves_the_page(way, visit):
    page = visit("")
    number = first_number(page)
    getattr(number.link, way)()
    shown = page.locator(".preview").filter(has_text=number.shown).first
    shown.wait_for()
    told, figure = shown.inner_text(), SHEET.shown(number.fact)
    assert told.index(number.shown) < told.index(figure.source.name), told


def test_a_tap_leads_to_the_entry(visit):
    page = visit("", has_touch=True, viewport={"width": 360, "height": 740})
    number = first_number(page)
    number.link.tap()
    page.wait_for_url(f"**/register/**#{number.fact}")


def test_on_paper_what_is_folded_is_open(visit):
    told = words(printed(visit("trend/")))
    assert "End of 2003" in told and "Calculated" not in told


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_whatever_the_screen_is(scheme, visit):
    page = visit("", color_scheme=scheme)
    page.wait_for_timeout(200)
    page.emulate_media(media="print")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = page.evaluate("getComputedStyle(document.querySelector('article p')).color")
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert sum(int(c) for c in re.findall(r"\d+", ink)[:3]) < 200


def test_without_pictures_nothing_is_lost(visit):
    page = visit("")
    before = page.locator("article").inner_text()
    bare = visit("")
    bare.route(re.compile(r"\.(png|svg|jpg|gif|ico)$"), lambda route: route.abort())
    bare.reload()
    after, images = bare.locator("article").inner_text(), bare.locator("article img").count()
    bare.close()  # a picture that comes late is refused, and told, late
    visit.wrong[:] = [w for w in visit.wrong if "ERR_FAILED" not in w]  # the pictures, refused on purpose
    assert re.sub(r"\s+", " ", after) == re.sub(r"\s+", " ", before)
    assert images == 0


def test_who_wants_no_motion_gets_none(visit):
    moving = """() => [...document.querySelectorAll('*')].filter(e => {
        const s = getComputedStyle(e);
        return Math.max(...s.transitionDuration.split(',').map(parseFloat)) > 0.01
            || (s.animationName !== 'none' && parseFloat(s.animationDuration) > 0.01);
    }).map(e => e.outerHTML.slice(0, 80))"""
    assert visit("", reduced_motion="no-preference").evaluate(moving) != []
    assert visit("", reduced_motion="reduce").evaluate(moving) == []


def test_the_site_has_a_mark_of_its_own(visit, real):
    page = visit("trend/")
    icon = page.locator("link[rel=icon]").get_attribute("href")
    assert icon.endswith("/assets/favicon.svg")
    card = page.locator("meta[property='og:image']").get_attribute("content")
    assert (
        card.endswith("/project/assets/social.png") and (real.root / "site/assets/social.png").stat().st_size < 100_000
    )
    drawn = (real.root / "site/assets/social.svg").read_text("utf-8")
    assert not re.search(r">[^<]*\d[^<]*<", drawn), "the picture other sites show holds no number"


def test_a_row_that_stands_upright_keeps_its_headings(visit):
    def row(width):
        return (
            visit("trend/", viewport={"width": width, "height": 740})
            .locator(".stacked:has(.verdict) tbody tr")
            .first.inner_text()
        )

    assert "With the source’s own numbers:" in row(360) and "With the dataset’s numbers:" in row(360)
    assert "With the dataset’s numbers:" not in row(1280)


def test_the_keyboard_never_walks_through_a_closed_drawer(visit):
    page = visit("trend/", viewport={"width": 360, "height": 740})
    for _ in range(12):
        page.keyboard.press("Tab")
        left = page.evaluate("document.activeElement.getBoundingClientRect().right")
        assert left >= 0, page.evaluate("document.activeElement.outerHTML")[:200]


@pytest.mark.parametrize("commas", [True, False], ids=["with commas", "without"])
def test_a_number_that_is_searched_for_is_found_where_it_stands_and_at_its_entry(commas, visit):
    page = visit("")
    shown = first_number(page).shown
    asked = page.locator("input[name=query]")
    asked.click()
    asked.fill(shown if commas else shown.replace(",", ""))
    asked.press("End")  # the theme looks again at every key: results of half a number are none
    results = page.locator(".md-search-result__item a")
    results.first.wait_for()
    found = results.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert any("register/" in address for address in found), found


def test_small_print_within_small_print_can_be_read(visit):
    """Whoever folds out a table, a citation or code beside a chart reads letters of twelve pixels at least."""
    page = visit("destinations/", viewport={"width": 360, "height": 740})
    small = page.evaluate("""() => [...document.querySelectorAll("article :not(svg *)")].filter(one =>
        [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim())
        && parseFloat(getComputedStyle(one).fontSize) < 12).map(one => one.outerHTML.slice(0, 90))""")
    assert small == []
