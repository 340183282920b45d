"""A site built with every hostile text in every field at once: what is published, and what a real Chromium does with it."""

import csv
import json
import re
import xml.etree.ElementTree as ET

import pytest

from tests import browser as machine
from tests import hostile
from tests.conftest import copy_toy

pytestmark = pytest.mark.slow

PAGES = ("", "register/", "sources/", "claims/", "disagreements/", "corrections/", "tables/", "charts/")
ADDRESS = "http://127.0.0.1:8000/"  # of the made-up fact-sheet, within its files that stand alone
DRAWN = {"svg", "g", "path", "text", "title", "a", "defs", "clipPath", "rect", "line", "style"}
TRIPWIRE = "window.hits = []; window.hit = (...a) => window.hits.push(a.join() || 'hit'); document.addEventListener('securitypolicyviolation', e => hit(e.blockedURI))"


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """The built site, and its texts."""
    project = copy_toy(tmp_path_factory.mktemp("crowded") / "toy")
    hostile.complete(project)
    texts = hostile.crowd(project)
    done = project.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return project, texts


def test_a_site_full_of_hostile_text_builds_and_its_audit_passes(crowded):
    project, texts = crowded
    assert len(texts) > 180 and project.audit().problems == []


def test_published_tables_hold_no_formula(crowded):
    project, _ = crowded
    tables = sorted(project.file("site").rglob("*.csv"))
    assert len(tables) >= 4
    for path in tables:
        cells = [cell for row in csv.reader(path.read_text("utf-8").splitlines()) for cell in row]
        # Behind spaces and marks too; wide forms too. A signed number is a number.
        bad = [
            c
            for c in cells
            if re.match(r"[\s\"]*[=+\-@\t\r＝＋－＠]", c) and not re.fullmatch(r"[+-][\d.,]+(%| times)?", c)
        ]
        assert bad == [], path.name
    assert any(c.startswith("'=") for c in cells + project.file("site/data/figures.csv").read_text("utf-8").split(","))


def test_published_json_holds_the_texts_letter_for_letter(crowded):
    project, texts = crowded
    for path in project.file("site").rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    facts = {f["id"]: f for f in json.loads(project.file("site/data/facts.json").read_text("utf-8"))}
    sources = {s["id"]: s for s in json.loads(project.file("site/data/sources.json").read_text("utf-8"))}
    for n, text in enumerate(texts):
        assert facts[f"fact-{n}"]["because"] == facts[f"fact-{n}"]["label"] == sources[f"source-{n}"]["title"] == text


def test_published_references_hold_no_open_brace(crowded):
    project, texts = crowded
    written = sorted(project.file("site/data").rglob("*.bib"))
    assert len(written) > len(texts)
    for path in written:
        depth = 0
        for sign in path.read_text("utf-8"):
            depth += (sign == "{") - (sign == "}")
            assert depth >= 0, path.name
        assert depth == 0, path.name


def test_published_drawings_are_xml_without_script(crowded):
    project, texts = crowded
    drawings = sorted(project.file("site/charts").glob("*.svg"))
    assert len(drawings) == 3
    for path in drawings:
        parts = list(ET.fromstring(path.read_text("utf-8")).iter())
        assert {p.tag.rpartition("}")[2] for p in parts} <= DRAWN
        assert not [a for p in parts for a in p.attrib if a.lower().startswith("on")]
        assert all(re.match(rf"{ADDRESS}(register|sources)/", p.get("href", f"{ADDRESS}register/")) for p in parts)
    words = {
        "".join(p.itertext()) for p in ET.fromstring(project.file("site/charts/crowd.svg").read_text("utf-8")).iter()
    }
    assert all(any(text in w for w in words) for text in texts if "{{" not in text)


def test_nothing_in_it_runs_in_a_browser_even_without_the_policy(crowded, chromium):
    """The pages' policy is bypassed, so that only escaping keeps a text from running."""
    project, texts = crowded
    server = machine.serve(project.file("site"))
    base, wrong = f"http://127.0.0.1:{server.server_port}/project/", []
    try:
        context = chromium.new_context(bypass_csp=True)
        context.add_init_script(TRIPWIRE)
        page = context.new_page()
        page.on("dialog", lambda d: (wrong.append(d.message), d.dismiss()))
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((base, "data:", "blob:")) else None)
        for name in (*PAGES, "charts/crowd.svg"):
            page.goto(base + name)
            # Elements that a text would have made, wherever they came to stand; and every handler.
            made = page.evaluate(
                "[...document.querySelectorAll('article script, iframe, object, embed, base, form[action*=evil], plaintext, marquee, mglyph, foreignObject, animate')].length"
                "+ [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*(javascript|vbscript|data):/i.test(a.value) && ['href','src','xlink:href','action'].includes(a.name))).length"
            )
            page.evaluate(
                "document.querySelectorAll('[type=\"application/ld+json\"]').forEach(s => JSON.parse(s.text))"
            )
            assert made == 0 and page.evaluate("window.hits") == [], name
        page.goto(base + "register/measure-0/")
        shown = page.evaluate(
            """async ([base, count]) => {
                const read = async n => new DOMParser().parseFromString(
                    await (await fetch(`${base}register/measure-${n}/`)).text(), 'text/html')
                const pages = await Promise.all([...Array(count).keys()].map(read))
                return Object.fromEntries(pages.flatMap(d => [...d.querySelectorAll('h3[id^=fact-]')].map(h => [h.id, h.textContent.replace(/¶$/, '')])))
            }""",
            [base, len(texts)],
        )
        assert shown == {f"fact-{n}": text for n, text in enumerate(texts)}
        # What runs from right to left stays within its own element.
        kept = page.evaluate(
            "[...document.querySelectorAll('article data, article time, article q, article cite, .locator, .cite')].every(e => getComputedStyle(e).unicodeBidi === 'isolate')"
        )
        assert kept
        # The search builds its results of the same texts.
        page.goto(base)
        for word in ("script", "onerror", "hit"):
            page.locator(".md-search__input").fill(word)
            page.locator(".md-search-result__item").first.wait_for(state="attached")
        assert page.evaluate("window.hits") == [] and wrong == []
        # The wire is live: what this test looks for would have been seen.
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=hit()>')")
        page.wait_for_function("window.hits.length === 1")
        context.close()
    finally:
        server.shutdown()
