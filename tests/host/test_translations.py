"""A site in several languages: built side by side, swapped at once, with the same numbers on each page."""

import json
import re
import zipfile
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests import browser
from tests.conftest import ROOT, copy_toy
from tests.translated import begin_german, translate

pytestmark = pytest.mark.slow
TAGS = ("zh-Hans", "zh-Hant")
ENGLISH = '---\ntitle: The north\ndescription: The north, end of 2020.\n---\n\n# The north\n\nThere are {{ figure("otters-2020-north") }} otters in the north.\n\n{{ chart("lakes") }}\n'
BUILT = ("index.html", "register/index.html", "sources/index.html", "places/index.html")


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    """The made-up fact-sheet in three languages, as `make site` builds it."""
    project = translate(copy_toy(tmp_path_factory.mktemp("several") / "toy"))
    project.file("docs/places.md").write_text("# Places\n\n{{ places() }}\n", "utf-8")
    project.file("docs/north.md").write_text(ENGLISH, "utf-8")
    done = project.run("factsheet", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()  # one for each language, then what to take along and the site
    assert [line.partition(":")[0] for line in lines] == ["en", *TAGS, "to take along", "site"], lines
    assert all("accounted for, 0 problems" in line for line in lines[:-2])
    return project


def tree(project, name):
    return LexborHTMLParser(project.file(f"site/{name}").read_text("utf-8"))


def carried(page):
    """Fact, source and value of every figure of a page, but for our renderings of its quotations, which say these once more."""
    keys = ("data-fact", "data-source", "data-formula", "data-inputs", "value", "datetime")
    again = {n.mem_id for n in page.css("article .rendering .figure")}
    figures = (n for n in page.css("article .figure") if n.mem_id not in again)
    return sorted(tuple(n.attributes.get(k) or "" for k in keys) for n in figures)


@pytest.mark.parametrize("name", [*BUILT, "register/otters/index.html"])
def test_each_page_has_the_same_numbers_and_the_same_anchors_in_every_language(several, name):
    pages = [tree(several, f"{folder}{name}") for folder in ("", *(f"{tag}/" for tag in TAGS))]
    numbers = [carried(page) for page in pages]
    assert numbers[0] == numbers[1] == numbers[2]
    assert numbers[0] or name in BUILT[1:]  # the register and the sources are lists that lead to numbers
    anchors = [[n.attributes["id"] for n in page.css("article [id]")] for page in pages]
    assert anchors[0] == anchors[1] == anchors[2]


def test_a_page_speaks_its_language_and_leads_to_the_others(several):
    for tag, home in (("en", ""), ("zh-Hans", "zh-Hans/"), ("zh-Hant", "zh-Hant/")):
        for name in BUILT:
            page = tree(several, home + name)
            assert page.css_first("html").attributes["lang"] == tag
            links = {a.attributes["hreflang"]: a.attributes["href"] for a in page.css(".md-select a[hreflang]")}
            assert list(links) == ["en", *TAGS]
            for other, href in links.items():
                target = several.file(f"site/{home}{name}").parent / href / "index.html"
                there = several.file(f"site/{'' if other == 'en' else f'{other}/'}{name}")
                assert target.resolve() == there.resolve(), href
            told = {n.attributes["hreflang"]: n.attributes["href"] for n in page.css("link[hreflang]")}
            assert set(told) == {"en", *TAGS, "x-default"} and told["x-default"] == told["en"]
            below = name.removesuffix("index.html")
            assert told["zh-Hant"] == f"{told['en'].removesuffix(below)}zh-Hant/{below}"


def test_programs_are_told_the_language_of_a_page_and_of_a_feed(several):
    ids = []
    for home, name, told in (("", "index.html", "en"), ("zh-Hant/", "index.html", "zh-Hant"), ("zh-Hant/", "register/otters/index.html", "zh-Hant"),
                             ("zh-Hans/", "north/index.html", "zh-Hans")):  # fmt: skip
        page = tree(several, home + name)
        described = [json.loads(n.text()) for n in page.css('script[type="application/ld+json"]')]
        assert [d["inLanguage"] for d in described] == [told]
        assert described[0]["name"] in page.css_first('meta[property="og:title"]').attributes["content"]
        feed = ElementTree.parse(several.file(f"site/{home}data/feed.xml")).getroot()
        assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == (home.rstrip("/") or "en")
        ids.append({n.text for n in feed.iter("{http://www.w3.org/2005/Atom}id")})
    assert not ids[0] & ids[1]  # a feed reader would show one of them only


def test_a_chart_has_a_picture_only_where_every_machine_can_draw_its_letters(several):
    files = [{p.name for p in several.file(f"site/{home}charts").iterdir()} for home in ("", "zh-Hans/", "zh-Hant/")]
    assert files[0] - files[1] == {"lakes.png"} and files[1] == files[2] > {"lakes.svg", "lakes.csv"}
    for home, endings in (("", ["svg", "png", "csv", "json"]), ("zh-Hans/", ["svg", "csv", "json"])):
        links = tree(several, f"{home}north/index.html").css("figure.chart .files a")
        assert [a.attributes["href"].rpartition(".")[2] for a in links] == endings
    other = several.file("site/zh-Hant/charts/lakes.png")
    other.write_bytes(several.file("site/charts/lakes.png").read_bytes())
    done = several.run("factsheet", "audit", "site")
    other.unlink()
    assert done.returncode == 1 and "charts/lakes.png may show boxes" in done.stderr


def test_a_language_may_begin_with_one_page(toy):
    begin_german(toy).file("docs/north.md").write_text(ENGLISH, "utf-8")
    done = toy.run("mkdocs", "build", "-q", "-f", "mkdocs.de.yml")
    assert done.returncode == 0, done.stdout + done.stderr  # the audit has read it
    page, rest = tree(toy, "index.html"), tree(toy, "north/index.html")
    assert page.css_first("html").attributes["lang"] == "de" and not page.css(".untranslated")
    assert page.css_first("article data.figure").text() == "2.400"  # as German writes it
    assert rest.css_first("article > .untranslated").text() == "Diese Seite ist noch nicht übersetzt."
    assert rest.css_first("article > div").attributes["lang"] == "en"
    # The card, which cannot say its language, has the number as the page has it.
    assert "1,804" in rest.css_first('meta[property="og:description"]').attributes["content"]
    done = toy.run("factsheet", "check")
    told = [line for line in (done.stdout + done.stderr).splitlines() if "locales/de/messages.po" in line]
    assert done.returncode == 0 and len(told) == 1 and "more, and shown in English" in told[0], told


def test_what_is_not_translated_stands_in_english_and_says_so(several):
    page = tree(several, "zh-Hans/sources/index.html")
    assert page.css_first("article > .untranslated") and page.css_first("article > div").attributes["lang"] == "en"
    assert not tree(several, "zh-Hans/index.html").css(".untranslated")
    # Within it the blocks that macros write are in the language of the site.
    assert page.css_first("article div[lang=en] div[lang=zh-Hans]")
    # A label that is missing is marked where it stands.
    register = tree(several, "zh-Hans/register/index.html")
    assert (
        "Dens" in [n.text() for n in register.css("h2 [lang=en], article [lang=en] [lang=en]")]
        or "Dens" in register.html
    )


def test_one_language_is_made_from_the_other_but_for_what_is_quoted(several):
    page = tree(several, "zh-Hant/index.html")
    text = page.css_first("article").text()
    assert "水獺" in text and "水獭" not in text  # the page
    assert "獸窩" in text and "巢穴" not in text  # the project's own word
    assert page.css_first("article code").text() == "数据"  # code, and words that say their language
    assert page.css_first('article span[lang="zh-Hans"]').text() == "数据"
    assert "各湖的水獺數據" in text  # a label
    assert "水獺的數據" in page.css_first("title").text()  # the settings
    assert "版本" in page.css_first(".freshness").text()  # the engine's words
    listed = "".join(n.text() for n in page.css(".md-select__list"))
    assert "简体中文" in listed and "繁體中文" in listed


def test_the_data_are_published_once_and_the_trace_names_every_page(several):
    site = several.file("site")
    assert sorted(p.name for p in (site / "zh-Hans/data").iterdir()) == ["feed.xml"]
    trace = json.loads((site / "data/trace.json").read_text("utf-8"))
    homes = {entry["page"] for entry in trace if entry["page"].endswith("index.html")}
    assert {f"{home}{name}" for home in ("", "zh-Hans/", "zh-Hant/") for name in BUILT} <= homes
    figures = [sorted((e.get("fact", ""), e.get("value", "")) for e in trace if e["page"] == f"{home}index.html" and e["kind"] == "figure")
               for home in ("", "zh-Hans/", "zh-Hant/")]  # fmt: skip
    assert figures[0] and figures[0] == figures[1] == figures[2]


def test_robots_are_told_of_the_pages_in_every_language(several):
    maps = re.findall(r"^Sitemap: (\S+)$", several.file("site/robots.txt").read_text("utf-8"), re.M)
    home = maps[0].removesuffix("sitemap.xml")
    assert [several.file("site").joinpath(one.removeprefix(home)).is_file() for one in maps] == [True] * 3


def test_the_built_site_is_audited_whole_and_a_number_typed_in_any_language_is_found(several):
    assert several.run("factsheet", "audit", "site").returncode == 0
    path = several.file("site/zh-Hant/index.html")
    before = path.read_text("utf-8")
    path.write_text(before.replace("只水獺", "只水獺、十七只雛鳥", 1), "utf-8")
    done = several.run("factsheet", "audit", "site")
    path.write_text(before, "utf-8")
    assert done.returncode == 1 and "locales/zh-Hans/docs/index.md" in done.stderr and "十七" in done.stderr


PAGE = "zh-Hans/register/otters/index.html"


def test_a_rendering_stands_beside_its_quotation_with_the_number_in_its_carrier(several):
    page = tree(several, PAGE)
    rendered = page.css_first("article .rendering")
    assert rendered.prev.tag == "q" or rendered.prev.prev.tag == "q"
    assert "总数" in rendered.text() and rendered.css_first("data.figure").attributes["value"] == "3000"
    assert "總數" in tree(several, PAGE.replace("Hans", "Hant")).css_first("article .rendering").text()
    assert not tree(several, PAGE.removeprefix("zh-Hans/")).css(".rendering")


@pytest.mark.parametrize(
    ("old", "new"),
    [("总数", "新总数"), ('value="3000" data-fact="otters-2020" data-source="herald"', 'value="2400" data-fact="otters-2020" data-source="survey-2022"')],
)  # fmt: skip
def test_the_audit_refuses_a_rendering_that_is_not_the_one_kept(several, old, new):
    path = several.file(f"site/{PAGE}")
    before = path.read_text("utf-8")
    head, mark, tail = before.partition('class="rendering"')
    path.write_text(head + mark + tail.replace(old, new, 1), "utf-8")
    done = several.run("factsheet", "audit", "site")
    path.write_text(before, "utf-8")
    assert done.returncode == 1 and "is not that of 'otters-2020@herald'" in done.stderr, done.stdout + done.stderr


def test_the_copy_to_carry_has_every_language(several):
    with zipfile.ZipFile(several.file("site/fact-sheet.zip")) as packed:
        names = {name.partition("/")[2] for name in packed.namelist()}
        page = packed.read("fact-sheet/zh-Hans/sources/index.html").decode()
        told = packed.read("fact-sheet/READ-ME-FIRST.zh-Hant.txt").decode()
    assert {"index.html", "zh-Hans/index.html", "zh-Hant/search/search_index.js", "READ-ME-FIRST.txt"} <= names
    links = re.findall(r'class="?md-select__link', page)
    assert len(links) == 3 and "../../sources/index.html" in page and "../../zh-Hant/sources/index.html" in page
    assert "zh-Hant/index.html" in told and "文件夾" not in told


def test_a_message_that_stands_twice_is_one_problem_which_names_its_line(several):
    kept = (ROOT / "factsheet/plan/messages/zh_Hans.po").read_text("utf-8")
    again = '\nmsgid "because"\nmsgstr "因为{reason}"\n'
    several.file("locales/zh-Hans/messages.po").write_text(kept + again, "utf-8")
    done = several.run("mkdocs", "build", "-q", "-f", "mkdocs.zh-Hant.yml", "-d", ".build/other")
    several.file("locales/zh-Hans/messages.po").unlink()
    line = (kept + again).splitlines().index('msgid "because"', kept.count("\n")) + 1
    told = [x for x in (done.stdout + done.stderr).splitlines() if x.strip() and not x.endswith("(note)")]
    assert done.returncode == 1
    assert [x for x in told if f"locales/zh-Hans/messages.po:{line}: message 'because'" in x], told
    assert [x for x in told if x.startswith("1 problem")], told


def test_a_fault_in_one_language_leaves_the_whole_old_site(several):
    several.edit("locales/zh-Hans/docs/index.md", "只水獭；", "只水獭，另有十七只；")
    before = several.file("site/SHA256SUMS").read_bytes()
    done = several.run("factsheet", "site")
    several.edit("locales/zh-Hans/docs/index.md", "只水獭，另有十七只；", "只水獭；")
    assert done.returncode == 1
    assert re.search(r"locales/zh-Hans/docs/index\.md:\d+: '十七' has no source", done.stdout + done.stderr)
    assert several.file("site/SHA256SUMS").read_bytes() == before
    assert [p.name for p in several.file(".build").iterdir()] == ["lock"]


# ---------------------------------------------------------------- in a browser


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
