"""The built site in a real Chromium, under a sub-path, every other origin blocked."""

import re

import pytest

from factsheet.plan.messages import english
from tests.browser import first_number
from tests.calling import real_sheet

pytestmark = pytest.mark.slow

SHEET = real_sheet()


@pytest.mark.parametrize("path", ["trend/", "sources/"])
def test_the_keyboard_stops_once_at_every_mark_and_its_printed_text_can_be_clicked(path, visit):
    page = visit(path, viewport={"width": 1280, "height": 900})
    marks = page.locator("figure.chart").first.locator("svg a")
    told = marks.locator("title").all_text_contents()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    links = [n["name"]["value"] for n in tree if n.get("role", {}).get("value") == "link" and "name" in n]
    assert len(told) == marks.count() and not set(told) - set(links)
    marks.first.focus()
    for label in told:
        assert page.evaluate("document.activeElement.querySelector('title')?.textContent") == label
        page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('svg')")
    printed = marks.filter(has=page.locator("text")).first
    leads = printed.evaluate("link => new URL(link.getAttribute('xlink:href'), location).href")
    printed.locator("text").last.click()
    page.wait_for_url(leads)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_follows_the_scheme_and_is_told_from_its_ground(scheme, visit):
    page = visit("trend/", color_scheme=scheme)
    page.wait_for_timeout(200)
    ink, ground = page.evaluate(
        """() => [getComputedStyle(document.querySelector('figure.chart svg text')).fill,
                  getComputedStyle(document.body).backgroundColor]"""
    )
    assert contrast(ink, ground) >= 4.5


def contrast(one, other):
    """Contrast of two `rgb(…)` colours, by WCAG 2.2's definition."""

    def light(colour):
        channels = [int(c) / 255 for c in re.findall(r"\d+", colour)[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_keyboard_leads_from_a_number_to_its_entry_and_its_source(visit, base):
    page = visit("")
    number = first_number(page)
    number.link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/register/**#{number.fact}")
    entry = page.locator(f"section:has(> #{number.fact})")
    assert number.shown in entry.inner_text() and SHEET.facts[number.fact].measure.kind in entry.inner_text()
    entry.locator(f'a.cite[href$="#{number.source}"]').first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/sources/#{number.source}")
    assert SHEET.sources[number.source].name in page.locator(f"section:has(> #{number.source})").inner_text()


def test_without_scripts_the_same_is_two_plain_links(visit):
    page = visit("", java_script_enabled=False)
    number = first_number(page)
    number.link.click()
    assert re.search(rf"/register/(?:[\w-]+/)?#{number.fact}$", page.url)
    page.locator(f'section:has(> #{number.fact}) a.cite[href$="#{number.source}"]').first.click()
    assert page.url.endswith(f"/sources/#{number.source}")


@pytest.mark.parametrize("kind", ["number", "number without its commas", "source", "subject"])
def test_search_finds_a_figure_by_number_source_and_subject(kind, visit):
    page = visit("")
    number = first_number(page)
    query = {
        "number": number.shown,
        "number without its commas": number.shown.replace(",", ""),
        "source": SHEET.sources[number.source].name,
        "subject": SHEET.facts[number.fact].measure.label,
    }[kind]
    page.locator("input[name=query]").click()
    page.locator("input[name=query]").press_sequentially(query, delay=20)
    page.locator(".md-search-result__item").first.wait_for()


def test_every_page_has_a_policy_without_unsafe_scripts(real):
    for path in (real.root / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1]
        scripts = re.search(r"script-src ([^;]*)", policy)[1]
        assert (
            "unsafe" not in scripts
            and ("sha256-" in scripts or "<script" not in text)
            and "default-src 'none'" in policy
        )
        assert '<meta name="referrer" content="no-referrer">' in text


def test_a_script_that_was_not_hashed_does_not_run(visit):
    """The policy is tried, not trusted: what it refuses shows in the console, and changes nothing."""
    page = visit("about/")
    add = "() => { const s = document.createElement('script'); s.textContent = 'window.broken = 1'; document.body.append(s) }"
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate(add)
    assert page.evaluate("window.broken") is None
    assert ["Content Security Policy" in w for w in visit.wrong] == [True]
    visit.wrong.clear()  # the refusal was what was asked for


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_a_preview_shows_what_a_number_is_then_who_says_so(way, visit):
    page = visit("trend/")
    number = first_number(page, "article p")
    getattr(number.link, way)()
    preview = page.locator(".preview")
    preview.locator("h3").wait_for()
    told = re.sub(r"\s+", " ", preview.inner_text())
    fact, source = SHEET.facts[number.fact], SHEET.sources[number.source]
    for known in (number.shown, fact.label, source.name):
        assert known in told, told
    assert told.index(fact.label) < told.index(number.shown) < told.index(source.name)
    assert english()("report-number") not in told  # what cannot be reached is not shown


@pytest.mark.parametrize("scripts", [True, False])
def test_a_figure_can_be_cited_and_reported_with_the_keyboard_alone(scripts, visit):
    fact = next(f for f, figures in SHEET.by_fact.items() if len(figures) > 1)  # others are rows of a table
    page = visit(f"register/#{fact}", java_script_enabled=scripts)
    if (line := page.locator(f"a.details#{fact}")).count():  # a long register has its entries on pages by measure
        line.press("Enter")
        page.wait_for_url(f"**/register/*/#{fact}")
    entry = page.locator("section.entry", has=page.locator(f"#{fact}"))
    fold = entry.locator(".entry-tools > details")
    reference = fold.locator("pre", has_text=SHEET.shown(fact).source.name).first
    assert not reference.is_visible()
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    reference.wait_for()
    with page.expect_download() as saved:
        page.locator("article a", has_text="BibTeX").press("Enter")
    assert saved.value.suggested_filename == f"{SHEET.facts[fact].measure.id}.bib"
    assert entry.locator("a", has_text=english()("report-number")).get_attribute("href").startswith("mailto:")
