"""What mkdocs.yml and front matter say of the site and its pages, as it stands in attributes: escaped exactly once."""

import html
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.plan import site_settings
from tests.conftest import copy_toy
from tests.plan.test_site_settings import LINE

pytestmark = pytest.mark.slow

# Ends attributes of either kind, and elements; and holds what is taken for an entity once too often.
HOSTILE = """Said "so" & 'thus' &amp; <b> "><img src=x onerror=hit()>"""
NAME, TOLD, PAGE, TITLED = (f"{what}: {HOSTILE}" for what in ("Name", "Told", "Page", "Titled"))


def yaml(text):
    return json.dumps(text, ensure_ascii=False)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A project whose names and descriptions are full of signs of HTML, with its copy to carry."""
    project = copy_toy(tmp_path_factory.mktemp("head") / "project")
    settings = re.sub(r"(?m)^site_(name|description|author): .*\n", "", project.file("mkdocs.yml").read_text("utf-8"))
    told = {"site_name": NAME, "site_description": TOLD, "site_author": TOLD}
    named = "".join(f"{key}: {yaml(text)}\n" for key, text in told.items())
    project.file("mkdocs.yml").write_text(named + settings, "utf-8")
    front = f"title: {yaml(TITLED)}\ndescription: {yaml(PAGE)}\nauthor: {yaml(PAGE)}"
    text = 'There were {{ figure("otters-2020") }} otters.'
    project.file("docs/trend.md").write_text(f"---\n{front}\n---\n\n# Trend\n\n{text}\n", "utf-8")
    project.file("docs/own.md").write_text(
        "# Own: &lt;/title>&lt;img src=x onerror=hit()>\n\nA page of some words.\n", "utf-8"
    )
    done = project.run("factsheet", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def tree(project, page):
    return LexborHTMLParser(project.file(f"site/{page}").read_text("utf-8"))


def attributes(found):
    """Every attribute of a page, with its element."""
    return [(node.tag, key, value or "") for node in found.css("*") for key, value in node.attributes.items()]


def meta(found, name):
    (node,) = found.css(f'meta[name="{name}"], meta[property="{name}"]')
    return node.attributes["content"]


def test_values_stand_in_the_head_as_they_were_typed(hostile):
    home, page = tree(hostile, "index.html"), tree(hostile, "trend/index.html")
    assert meta(home, "og:title") == meta(home, "og:site_name") == NAME
    assert home.css_first("title").text().endswith(f" - {NAME}")
    assert meta(page, "og:title") == f"{TITLED} – {NAME}"
    assert page.css_first("title").text() == f"{TITLED} - {NAME}"
    assert meta(page, "description") == meta(page, "author") == PAGE
    number, written = meta(page, "og:description").split(". ", 1)  # the card's own number comes first
    assert re.fullmatch(r"[^:]+, end of 2020: 2,400 \([^)]+\)", number) and written == PAGE
    for found in (home, page):
        feed = found.css_first('link[type="application/atom+xml"]').attributes["title"]
        assert feed.startswith(f"{NAME}: ")
    own = tree(hostile, "own/index.html")
    assert own.css_first("title").text() == f"Own: </title><img src=x onerror=hit()> - {NAME}"
    plain = tree(hostile, "404.html")
    assert meta(plain, "description") == meta(plain, "og:description") == meta(plain, "author") == TOLD


def test_no_value_begins_an_element_or_an_attribute_on_any_page(hostile):
    pages = sorted(p.relative_to(hostile.root / "site").as_posix() for p in hostile.file("site").rglob("*.html"))
    assert len(pages) > 10
    for name in pages:
        for tag, key, value in attributes(tree(hostile, name)):
            assert re.fullmatch(r"[a-zA-Z][\w:.-]*", key) and not key.startswith("on"), (name, tag, key)
            assert key != "src" or value != "x", (name, tag, key)
            assert HOSTILE not in html.unescape(value) or HOSTILE in value, (name, tag, key, value)


def test_headings_and_links_to_the_site_bear_its_name(hostile):
    found = tree(hostile, "trend/index.html")
    named = [v for _, key, v in attributes(found) if key in ("title", "aria-label") and v.startswith("Name: ")]
    assert len(named) >= 2 and {v.split(": corrections")[0] for v in named} == {NAME}
    assert NAME in found.css_first(".md-header").text()


def test_programs_read_the_same_words(hostile):
    found = json.loads(tree(hostile, "trend/index.html").css_first('script[type="application/ld+json"]').text())
    assert found["name"] == f"{TITLED} – {NAME}" and found["description"] == PAGE
    assert found["publisher"]["name"] == found["includedInDataCatalog"]["name"] == NAME
    feed = ElementTree.parse(hostile.file("site/data/feed.xml")).getroot()
    assert feed.findtext("{http://www.w3.org/2005/Atom}title").startswith(f"{NAME}: ")
    assert NAME in json.loads(hostile.file("site/data/datapackage.json").read_text("utf-8"))["title"]


def test_the_copy_to_carry_is_as_sound(hostile):
    with zipfile.ZipFile(hostile.file("site/fact-sheet.zip")) as packed:
        found = LexborHTMLParser(packed.read("fact-sheet/trend/index.html").decode())
        assert NAME in packed.read("fact-sheet/READ-ME-FIRST.txt").decode()
    assert meta(found, "og:title") == f"{TITLED} – {NAME}" and meta(found, "description") == PAGE
    assert meta(found, "og:description").endswith(f". {PAGE}")
    assert not found.css("img[onerror]")


# ---------------------------------------------------------------- the contact


@pytest.mark.parametrize(
    "contact",
    ["a?bcc=x@y.z", "a&cc=b@y.org", "a%0Abcc=x@y.org", "a/b@y.org", "a,b@y.org", "a b@y.org", "a#b@y.org", "<a@y.org>", "a..b@y.org", ".a@y.org", "mailto:a@y.org", "a=b@y.org", "ä@y.org", "a@y.org ", "a@y.z?subject=x"],
)  # fmt: skip
def test_a_contact_is_one_plain_address(contact, toy):
    toy.edit("mkdocs.yml", LINE, f"  contact: {yaml(contact)}\n")
    (found,) = site_settings.faults(toy.root)
    assert f"extra.contact '{contact}' is no e-mail address" in str(found) and not found.note
    assert "one plain address" in found.fix and "contact: name@example.org" in found.fix
    assert site_settings.from_values({"extra": {"contact": contact}}).contact == ""


@pytest.mark.parametrize("contact", ["a@y.org", "first.last+tag@sub.y.org", "o'brien@y.org", "a_b-c@y.co"])
def test_plain_addresses_are_taken(contact, toy):
    toy.edit("mkdocs.yml", LINE, f"  contact: {yaml(contact)}\n")
    assert (
        list(site_settings.faults(toy.root)) == []
        and site_settings.from_values({"extra": {"contact": contact}}).contact == contact
    )


def test_check_and_build_refuse_a_contact_with_a_query(toy):
    toy.edit("mkdocs.yml", LINE, "  contact: a?bcc=x@y.z\n")
    line = (
        toy.file("mkdocs.yml")
        .read_text("utf-8")[: toy.file("mkdocs.yml").read_text("utf-8").index("a?bcc")]
        .count("\n")
        + 1
    )
    for done in (toy.build("-q"), toy.run("factsheet", "check"), toy.run("factsheet", "links")):
        assert done.returncode == 1 and f"mkdocs.yml:{line}: extra.contact 'a?bcc=x@y.z'" in done.stdout + done.stderr


@pytest.mark.parametrize("address", ['https://a.org/"x', "https://a.org/<b>", "javascript://a.org/%0ahit()"])
def test_an_address_of_the_site_that_would_break_its_links_is_refused(address, toy):
    toy.edit("mkdocs.yml", "site_url: http://127.0.0.1:8000/", f"site_url: {yaml(address)}")
    done = toy.run("factsheet", "check")
    assert done.returncode == 1 and f"mkdocs.yml:3: site_url '{address}' is no web address" in done.stderr
