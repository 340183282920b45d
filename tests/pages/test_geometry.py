"""The geometry of the built pages, with very different fonts, on narrow and wide screens and on paper."""

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader

from factsheet.data import settings
from tests.browser import PAGES
from tests.calling import real_sheet
from tests.conftest import ROOT
from tests.faces import FACES, PLAIN, UNLIKE, dress

pytestmark = pytest.mark.slow

PHONE = {"width": 360, "height": 740}
WIDTH = "document.documentElement.scrollWidth"
CUT = """scrolled => [...document.querySelectorAll('article td .figure')].filter(e => {
    const box = e.getBoundingClientRect();
    const inside = scrolled && (e.closest('.scroll') ?? e.closest('table'));
    const reached = inside && getComputedStyle(inside).overflowX === 'auto' && inside.scrollWidth > inside.clientWidth;
    return box.width && (box.right > innerWidth || box.left < 0) && !reached;
}).map(e => e.textContent)"""


@pytest.fixture
def dressable(visit):
    """Open a page whose font can be changed, and on which nothing moves while it is measured."""

    def opened(path, **options):
        return visit(path, bypass_csp=True, reduced_motion="reduce", **options)

    return opened


def test_no_font_makes_a_page_wider_than_its_screen_or_cuts_a_number_at_the_edge_of_a_phone(dressable, base):
    """A number with its end cut off is another number: with usual fonts tables fit, with others they scroll."""
    page = dressable("", viewport=PHONE)
    for path in PAGES:
        page.set_viewport_size(PHONE)
        page.goto(base + path)
        dress(page, PLAIN)
        assert page.evaluate(CUT, False) == [], path
        for face, style in FACES.items():
            dress(page, style)
            assert page.evaluate(WIDTH) <= PHONE["width"], (path, face)
            assert page.evaluate(CUT, True) == [], (path, face)
        for width, height in ((640, 450), (1280, 800)):  # in the last face, the widest
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(WIDTH) <= width, (path, width)


# ---------------------------------------------------------------- paper

SHOWN = """() => [...document.querySelectorAll('article .figure')].filter(e => !e.closest('svg') && e.getClientRects().length)
    .map(e => e.textContent)"""
BEYOND = """() => [...document.querySelectorAll('article *:not(svg *)')].filter(
    e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 150))"""
LONGER = """() => {
    const article = document.querySelector('article'), key = article.querySelector('h2');
    for (let n = 0; n < 60; n++) {
        const told = n ? 'More has been said, and all of it stands here, line after line, as on any page that grew.' : 'It begins.';
        key.before(Object.assign(document.createElement('p'), {textContent: n < 59 ? told : 'So it ends.'}));
    }
}"""


def printed(page):
    """The number of sheets of the printed page, and its text without spaces, which line ends may put anywhere."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return len(reader.pages), bare(" ".join(sheet.extract_text() for sheet in reader.pages))


def bare(text):
    """A text without spaces, its ligatures as letters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(
    ("face", "longer"), [("", False), (UNLIKE[0], True), (UNLIKE[1], False), (UNLIKE[2], True)],
    ids=["as it is", "longer, monospace", "small", "longer, large"],
)  # fmt: skip
def test_the_first_page_prints_whole_with_its_sources_spelled_out(longer, face, dressable):
    """However long the page is, and however many sheets it takes."""
    page = dressable("")
    dress(page, FACES.get(face, ""))
    before, _ = printed(page)
    if longer:
        page.evaluate(LONGER)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})  # A4 within its margins
    assert page.evaluate(BEYOND) == []
    shown, cited = page.evaluate(SHOWN), page.locator("article a.cite").evaluate_all("all => all.map(a => a.href)")
    sheets, told = printed(page)
    assert sheets > before if longer else sheets == before
    assert len(shown) > 5 and [n for n in shown if bare(n) not in told] == []
    sheet = real_sheet()
    sources = {href.partition("#")[2] for href in cited}
    assert sources and [s for s in sources if bare(sheet.sources[s].text("URL")) not in told] == []
    extra = settings.load(ROOT)["extra"]
    assert bare(extra["disclaimer"]) in told and bare(extra["contact"]) in told
    assert "Skiptocontent" not in told and "Search" not in told
    assert ("Itbegins." in told and "Soitends." in told) is longer
