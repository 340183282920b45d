"""The pages of the register as readers get them: previews, cells and entries."""

from tests.browser import SITE_URL, first_number


def test_a_preview_of_a_cell_shows_value_time_place_and_source(visit):
    page = visit("destinations/", viewport={"width": 1280, "height": 900})
    link = page.locator(
        'article p a[href*="/table/#"]:has(data.figure), article p a[href*="/from-"]:has(data.figure)'
    ).first
    link.hover()
    shown = page.locator(".preview")
    shown.wait_for(state="visible")
    assert link.inner_text() in shown.inner_text() and shown.locator(".gist").is_visible()
    assert shown.locator("cite.source").inner_text()


def test_a_preview_of_a_block_shows_each_value_with_its_source_and_not_the_fine_print(visit):
    page = visit("trend/", viewport={"width": 1280, "height": 900})
    number = page.locator('article p a[href$="#asylum-seekers-2021"]:has(data.figure)').first
    number.hover()
    shown = page.locator(".preview")
    shown.wait_for(state="visible")
    assert shown.locator("data.figure").count() > 1 and shown.locator(".verdict").count() >= 1
    assert not shown.locator(".fine, .entry-tools").count()


def test_without_scripts_a_number_leads_to_its_cell(visit):
    page = visit("destinations/", java_script_enabled=False)
    number = first_number(page, "article p:has(a[href*='/table/#'])")
    number.link.click()
    assert page.url.startswith(f"{SITE_URL}register/") and page.url.endswith(f"#{number.fact}")
    assert page.locator(f'[id="{number.fact}"]').is_visible()
