"""The archive, unpacked and opened from a disk in a real Chromium: no server is asked, and search works."""

import itertools
import re
import shutil
import zipfile

import pytest

from factsheet.audit.carried import problems
from factsheet.core.published import ARCHIVE
from factsheet.plan import build_date
from factsheet.plan.messages import english
from factsheet.publish import archive
from factsheet.publish.offline import Part
from tests.browser import PATIENCE, SITE_URL, first_number, pages_to_look_at
from tests.conftest import EXPECTED

pytestmark = pytest.mark.slow

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def unpacked(real, tmp_path_factory):
    """The real site's archive, in a folder with an awkward name."""
    root = tmp_path_factory.mktemp("disk")
    site = shutil.copytree(real.file("site"), root / "site")
    archive.pack(site, build_date.EARLIEST, [Part("", "A fact-sheet", SITE_URL, english())])
    assert list(problems(site, ARCHIVE)) == []
    with zipfile.ZipFile(site / ARCHIVE) as packed:
        packed.extractall(root / "my stick, ünpacked")
    return root / "my stick, ünpacked" / "fact-sheet"


@pytest.fixture
def open_page(chromium, unpacked):
    """Open a page of the archive. Requests elsewhere, failures and console messages are collected, and the test fails if there is one."""
    contexts, wrong = [], []

    def opened(name, **options):
        contexts.append(chromium.new_context(**options))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
        # A page that is left before its icon has come gives that up: no failure.
        page.on("requestfailed", lambda r: None if "ABORTED" in r.failure else wrong.append(f"{r.url}: {r.failure}"))
        page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.goto((unpacked / name).as_uri())
        return page

    opened.wrong = wrong
    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def test_every_page_opens_styled_and_fits_a_phone(open_page, unpacked, real):
    """Some of them: how wide each is, has been seen from a server."""
    addresses = ["", "register/", "sources/", *pages_to_look_at(real)[2::4]]
    names = [f"{address}index.html" for address in addresses]
    page = open_page("index.html", viewport=PHONE)
    for name in names:
        page.goto((unpacked / name).as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], name


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_number_leads_to_its_entry_and_that_to_its_source(scripts, open_page):
    page = open_page("index.html", java_script_enabled=scripts)
    number = first_number(page)
    number.link.click()
    page.wait_for_url(re.compile(rf"^file:.*/register(?:/[\w-]+)?/index\.html#{number.fact}$"))
    page.locator(f'section:has(> #{number.fact}) a.cite[href$="#{number.source}"]').first.click()
    page.wait_for_url(re.compile(rf"^file:.*/sources/index\.html#{number.source}$"))


def test_a_number_that_is_pointed_at_breaks_nothing(open_page):
    page = open_page("index.html")
    page.locator("article a:has(data.figure)").first.hover()
    page.wait_for_timeout(800)  # after which, from a server, its entry is shown beside it


@pytest.mark.parametrize(("query", "size"), list(zip(EXPECTED["search"], itertools.cycle((WIDE, PHONE)), strict=False)))
def test_search_finds_from_a_disk_and_its_results_lead_to_pages(query, size, open_page):
    page = open_page("about/index.html", viewport=size)
    if size is PHONE:
        page.locator("label[for=__search].md-header__button").click()
    page.locator("input[name=query]").click()
    page.locator("input[name=query]").press_sequentially(query, delay=20)
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(lambda url: "about/index.html" not in url)
    assert query.replace(",", "") in page.locator("article").inner_text().replace(",", "")


def test_from_a_disk_too_nothing_is_asked_of_a_server_whatever_a_page_holds(open_page):
    """The policy is tried, not trusted."""
    page = open_page("about/index.html")
    page.evaluate(
        """() => { const s = document.createElement('script'); s.textContent = 'window.broken = 1'; document.body.append(s);
        for (const [tag, key] of [['img', 'src'], ['script', 'src'], ['iframe', 'src']]) {
          const e = document.createElement(tag); e[key] = 'https://elsewhere.invalid/x'; document.body.append(e) } }"""
    )
    assert page.evaluate("fetch('https://elsewhere.invalid/x').then(() => 'asked', () => 'refused')") == "refused"
    assert page.evaluate("window.broken") is None
    for _ in range(PATIENCE // 100):  # the refusals are told one by one
        if len(told := [w for w in open_page.wrong if "Content Security Policy" in w]) >= 5:
            break
        page.wait_for_timeout(100)
    assert len(told) >= 5 and not any("ERR_NAME" in w for w in open_page.wrong), open_page.wrong
    open_page.wrong.clear()
