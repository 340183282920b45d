"""What holds of every page, seen in one walk: access, room for fingers, size, and what is left without scripts."""

import gzip
import itertools
import operator
import re
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from selectolax.lexbor import LexborHTMLParser

from tests.browser import file_of, pages_of, pages_that_call, pages_to_look_at, serve
from tests.conftest import CHINESE
from tests.faces import FACES, UNLIKE, dress

PHONE = {"width": 360, "height": 740}
WIDTHS = (360, 768, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What a page may come to: pixels in height at the width of a phone, elements, and bytes as servers send them.
PAGE = (15_000, 2_000, 25_000)
DATA_PAGE = (20_000, 2_000, 25_000)  # below register/
# register/ itself has a line for every fact: of so many facts, and beyond these in proportion.
INDEX, FACTS = (40_000, 5_000, 25_000), 1_200
SIZE = "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
# The theme sizes its sidebars a few frames after a screen changes: what is judged is the page as it then stands.
BROKEN = """async ([tags, colours]) => {
    for (let n = 0; n < 5; n++) await new Promise(drawn => requestAnimationFrame(drawn));
    const rules = {'color-contrast': {enabled: colours}};
    return axe.run({runOnly: tags, rules, resultTypes: ['violations']}).then(found => found.violations.flatMap(
        v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 120)}`)));
}"""
TARGETS = """() => axe.run({runOnly: ['target-size'], resultTypes: ['violations']}).then(found => found.violations.flatMap(
    v => v.nodes.map(n => `${n.any.map(a => a.message)}: ${n.html.slice(0, 150)}`)))"""


MOVED = (True, False, True, False, True)  # whether the reader has moved, and so started the theme's script


@dataclass
class Seen:
    """What a browser shows of a page: its size on a phone, its text and drawings, and what axe finds wrong with it."""

    height: int
    width: int
    told: tuple[str, int]
    plain: tuple[str, int]
    how: str
    broken: list[str]
    close: list[str]
    drawings: list[tuple[int, list[dict]]]  # the boxes of its charts, by the width of the screen


def told(page):
    article = page.locator("article")
    return re.sub(r"\s+", " ", article.inner_text()).replace("¶", ""), article.locator("svg").count()


def _boxes(page, width):
    page.set_viewport_size({"width": width, "height": PHONE["height"]})
    return page.locator("figure.chart svg").evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")


@pytest.fixture(scope="module")
def seen(real, chromium, base):
    """Each page to look at, by its address: schemes, widths and fonts take turns, so that every kind is seen in all."""
    # The policy would forbid axe and other fonts.
    scripted = chromium.new_context(viewport=PHONE, reduced_motion="reduce", bypass_csp=True)
    bare = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page, plain, found = scripted.new_page(), bare.new_page(), {}
    turns = (WIDTHS, ("light", "dark"), (True, True, False, False), (*UNLIKE, UNLIKE[0]), MOVED)
    turns = zip(*map(itertools.cycle, turns), strict=True)
    for address, (width, scheme, colours, face, moved) in zip(pages_to_look_at(real), turns, strict=False):
        page.set_viewport_size(PHONE)
        for one in (page, plain):
            one.goto(base + address)
        sizes, texts = page.evaluate(SIZE), (told(page), told(plain))
        boxes = [(one, _boxes(page, one)) for one in (PHONE["width"], 1280)]
        broken = _broken(page, width, scheme, moved, colours)
        how = f"{_how(width, scheme, moved)}, {face}"
        dress(page, FACES[face])
        found[address] = Seen(*sizes, *texts, how, broken, page.evaluate(TARGETS), boxes)
    scripted.close()
    bare.close()
    return found


def _broken(page, width, scheme, moved, colours):
    """What axe finds wrong with a page as it then stands."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    if moved:
        page.mouse.move(9, 9, steps=4)
        page.wait_for_function("() => 'document$' in window")
    page.evaluate(Axe().axe_script)
    return page.evaluate(BROKEN, [TAGS, colours])


def _how(width, scheme, moved):
    return f"{scheme}, {width} px, {'moved' if moved else 'unmoved'}"


@pytest.mark.slow
def test_no_accessibility_rule_is_broken_on_any_page(seen):
    assert len(seen) > 15 and {"", "register/", "sources/"} <= seen.keys()
    assert {f"{address}: {one.how}": one.broken for address, one in seen.items() if one.broken} == {}


@pytest.mark.slow
def test_no_accessibility_rule_is_broken_on_any_page_in_chinese(chinese, chromium):
    """Each page in one script, since they differ in nothing else; and its colours are those of the page in English."""
    servers = {tag: serve(project.file("site")) for tag, project in chinese.items()}
    page, found, seen = chromium.new_page(reduced_motion="reduce", bypass_csp=True), {}, set()
    turns = (CHINESE, (360, 1280, 1280), ("light", "dark", "dark", "light"), MOVED)
    turns = zip(*map(itertools.cycle, turns), strict=True)
    for address, (tag, width, scheme, moved) in zip(pages_to_look_at(chinese[CHINESE[0]]), turns, strict=False):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"http://127.0.0.1:{servers[tag].server_address[1]}/project/{address}")
        seen.add(page.locator("html").get_attribute("lang"))
        if broken := _broken(page, width, scheme, moved, colours=False):
            found[f"{tag}/{address}: {_how(width, scheme, moved)}"] = broken
    for server in servers.values():
        server.shutdown()
        server.server_close()
    page.close()
    assert found == {} and seen == set(CHINESE)


@pytest.mark.slow
def test_every_target_on_any_page_has_room_for_a_finger_whatever_the_font(seen):
    assert {f"{address}: {one.how}": one.close for address, one in seen.items() if one.close} == {}


@pytest.mark.slow
def test_nothing_is_lost_on_any_page_without_scripts_or_images(seen):
    for address, one in seen.items():
        assert one.plain == one.told, address


@pytest.mark.slow
@pytest.mark.parametrize("path", pages_that_call("chart"))
def test_every_chart_is_seen(path, seen):
    """A drawing may pass every check of colours and still have no size."""
    for width, boxes in seen[path].drawings:
        assert boxes
        for box in boxes:
            assert box["width"] > 250 and box["height"] > 120 and box["left"] >= 0 and box["right"] <= width


@pytest.mark.slow
def test_no_page_is_wider_than_a_phone(seen):
    assert {address: one.width for address, one in seen.items() if one.width > PHONE["width"]} == {}


@pytest.mark.slow
def test_every_page_can_be_finished_and_arrives_soon(seen, real):
    """Each page is weighed; how tall it is, is measured of those that a browser opens."""
    over = {}
    for address in pages_of(real):
        page = file_of(real, address).read_bytes()
        height = seen[address].height if address in seen else 0
        tree = LexborHTMLParser(page)
        elements, sent = len(tree.css("*")), len(gzip.compress(page))
        if any(map(operator.gt, (height, elements, sent), limits(address, len(tree.css("dd a[id]"))))):
            over[address] = f"{height} px tall, {elements} elements, {sent} bytes"
    assert over == {}


def limits(address, facts=0):
    """What the page at an address may come to, which has a line for so many facts."""
    if address == "register/":
        return tuple(most * max(1, facts / FACTS) for most in INDEX)
    return DATA_PAGE if address.startswith("register/") else PAGE
