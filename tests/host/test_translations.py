"""A site in several languages: built side by side, swapped at once, with the same numbers on each page."""

import json
import re
import zipfile
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import ROOT
from tests.translated import ENGLISH, begin_german, in_three_languages

pytestmark = pytest.mark.slow
TAGS = ("zh-Hans", "zh-Hant")
BUILT = ("index.html", "register/index.html", "sources/index.html", "places/index.html")


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    project, lines = in_three_languages(tmp_path_factory.mktemp("several"))
    # One for each language, then what to take along and the site.
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
