"""The first page: what it answers, how soon, and on how many sheets."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.faces import FACES, UNLIKE, dress
from tests.pages.test_geometry import printed

pytestmark = pytest.mark.slow

SCREENS = {"phone": {"width": 360, "height": 800}, "desk": {"width": 1280, "height": 800}}
# What a new reader asks: the links to follow from the first page, by the end of their address, and what has the answer.
ASKED = {
    "what was counted at the end of 2021": ([], 'data[data-fact="asylum-seekers-2021"][data-source^="unhcr"]'),
    "is the rise that is printed right": (
        ["#claims-you-may-have-seen"],
        'li:has(q[data-claim="viewus-growth-2012-2024"], a[href$="#viewus-growth-2012-2024"]) data[data-formula]',
    ),
    "where is the table": (["#download-cite-carry"], 'a[download][href$=".csv"]'),
    "how many claims were recognised in Canada": (
        ["#what-became-of-the-claims"],
        'data[data-fact^="recognised-"][data-fact*="-can"]',
    ),
    "is the number for 2012 that is printed right": (
        ["#claims-you-may-have-seen"],
        'li:has(q[data-fact="asylum-seekers-2012"][data-source="viewus"]) data[data-fact="asylum-seekers-2012"][data-source^="unhcr"]',
    ),
}
# How far below the top of the screen something begins, in screens.
BELOW = "e => e.getBoundingClientRect().top / innerHeight"
LANDED = "id => { const top = document.getElementById(id).getBoundingClientRect().top; return top > -50 && top < 200; }"
MORE_SOURCES = """n => { const list = document.querySelector('.bibliography'), one = list.lastElementChild;
    for (let i = 0; i < n; i++) list.append(one.cloneNode(true)); }"""


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("question", ASKED)
def test_a_new_reader_finds_the_answer_within_two_clicks_and_two_screens(question, screen, visit):
    page = visit("", viewport=SCREENS[screen], reduced_motion="reduce")
    ways, answer = ASKED[question]
    assert len(ways) <= 2
    for way in ways:
        link = page.locator(f'article a[href$="{way}"]:not(.headerlink)').first
        assert 0 <= link.evaluate(BELOW) < 2, f"{way} is too far down"
        link.click()
        page.wait_for_url(f"**{way}")
        page.wait_for_function(LANDED, arg=way.partition("#")[2])
    begin = page.locator(f"article {answer}").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().top / innerHeight)"
    )
    assert any(0 <= screens < 2 for screens in begin), f"the answer begins {begin} screens down"


def test_the_warning_stands_right_under_the_number_that_leads(real):
    page = LexborHTMLParser(real.file("site/index.html").read_text("utf-8"))
    leads, warns = page.css_first("article .lead"), page.css_first("article .lead + .admonition.warning")
    assert leads.css_first(".key data.figure") and warns.css_first("a.break")


def test_no_refuted_number_is_as_large_as_the_right_ones(real):
    """Among the key figures stands what the data give, and what is calculated from it."""
    page = LexborHTMLParser(real.file("site/index.html").read_text("utf-8"))
    keys = page.css("article .key data")
    assert len(keys) > 3
    sources = [key.attributes.get("data-source") or key.attributes["data-inputs"].replace("@", " ") for key in keys]
    assert all("unhcr" in source for source in sources)


@pytest.mark.parametrize(("face", "more"), [("", 0), *((face, 6) for face in ("", *UNLIKE))])
def test_it_prints_on_two_pages(more, face, visit):
    page = visit("", bypass_csp=True)
    dress(page, FACES.get(face, ""))
    page.evaluate(MORE_SOURCES, more)
    sheets, _ = printed(page)
    assert sheets == 2
