"""What programs are told: links in the head of pages, rules for robots, how to search the site. The audit holds all of it."""

import json
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.core.links import Links
from factsheet.plan.languages import Languages
from factsheet.plan.messages import english
from factsheet.plan.site_settings import SiteSettings, faults
from factsheet.publish import discovery, offline

HOME = "http://127.0.0.1:8000/"
OPEN = f"{{{discovery.OPENSEARCH}}}"


def head(project, name):
    tree = LexborHTMLParser(project.file(f"site/{name}index.html").read_text("utf-8"))
    return [(link.attributes["rel"], link.attributes["href"]) for link in tree.css("head link")]


def test_a_data_page_leads_to_its_licence_its_address_its_data_and_its_references(built_toy):
    found = head(built_toy, "register/otters/")
    assert ("cite-as", f"{HOME}register/otters/") in found
    for rel, name in (
        ("describedby", "datapackage.json"), ("describedby", "cite/otters.bib"), ("describedby", "cite/otters.json"),
        ("alternate item", "measures/otters.csv"), ("alternate item", "measures/otters.json"),
    ):  # fmt: skip
        assert (rel, f"../../data/{name}") in found and built_toy.file(f"site/data/{name}").is_file()


def test_a_page_links_to_the_licence_that_the_settings_name():
    settings = SiteSettings("Otters", HOME, licence_url="https://licence.example/")
    made = list(discovery.links(Links("a/"), f"{HOME}a/", "", settings))
    assert {"rel": "license", "href": "https://licence.example/"} in made
    assert not any(link["rel"] == "alternate item" for link in made)


def test_robots_are_led_to_the_sitemap_unless_the_project_has_rules_of_its_own(built_toy, tmp_path):
    assert f"Sitemap: {HOME}sitemap.xml" in built_toy.file("site/robots.txt").read_text("utf-8")
    (tmp_path / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    discovery.write(SiteSettings("Otters", HOME), english(), tmp_path, Languages("en"))
    assert "Disallow" in (tmp_path / "robots.txt").read_text()


def test_robots_are_led_to_the_sitemap_of_each_language_by_the_one_at_the_root(tmp_path):
    names = (("en", "English"), ("zh-Hant", "繁體中文"))
    discovery.write(SiteSettings("Otters", f"{HOME}zh-Hant/"), english(), tmp_path, Languages("zh-Hant", names, HOME))
    assert not (tmp_path / "robots.txt").exists()
    discovery.write(SiteSettings("Otters", HOME), english(), tmp_path, Languages("en", names, HOME))
    told = (tmp_path / "robots.txt").read_text().splitlines()
    assert told[2:] == [f"Sitemap: {HOME}sitemap.xml", f"Sitemap: {HOME}zh-Hant/sitemap.xml"]


def test_browsers_are_told_how_to_search(built_toy):
    root = ElementTree.parse(built_toy.file("site/opensearch.xml")).getroot()
    assert root.find(f"{OPEN}Url").attrib == {"type": "text/html", "template": f"{HOME}?q={{searchTerms}}"}
    assert 1 <= len(root.findtext(f"{OPEN}ShortName")) <= 16 and root.findtext(f"{OPEN}Language") == "en"
    assert ("search", "../../opensearch.xml") in head(built_toy, "register/otters/")


def test_a_site_without_an_address_tells_programs_of_none(tmp_path):
    discovery.write(SiteSettings("Otters"), english(), tmp_path, Languages("en"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "own", "short"),
    [("Otters", "", "Otters"), ("Otters of the whole land", "", "Otters of the"), ("Otters of the land", "Lakes", "Lakes"), ("Otterspeciesinventory", "", "Otterspeciesinve")],
)  # fmt: skip
def test_a_short_name_is_at_most_sixteen_characters_long(name, own, short):
    assert SiteSettings(name, short_name=own).short == short and len(short) <= 16


def test_a_short_name_that_is_too_long_is_named(toy):
    toy.add("mkdocs.yml", "  short_name: Otters of the whole land\n")
    (found,) = faults(toy.root)
    assert "extra.short_name 'Otters of the whole land' is no name of at most sixteen characters" in str(found)


PAGE = "site/register/otters/index.html"
WRONG = {
    "another address to cite": (PAGE, 'rel="cite-as" href="http://127.0.0.1:8000/register/otters/"', 'rel="cite-as" href="http://other.example/"', "<link rel='cite-as'>"),
    "a file that is missing": (PAGE, "measures/otters.csv", "measures/beavers.csv", "<link rel='alternate item'>"),
    "a licence that nobody set": (PAGE, '<link rel="cite-as"', '<link rel="license" href="https://other.example/"><link rel="cite-as"', "<link rel='license'>"),
    "another version": (PAGE, '"version":"1.2.3"', '"version":"1.2.4"', "'1.2.4' as 'version'"),
    "another language": (PAGE, '"inLanguage":"en"', '"inLanguage":"de"', "'de' as 'inLanguage'"),
    "another identifier": (PAGE, '"identifier":"http://127.0.0.1:8000/', '"identifier":"http://other.example/', "as 'identifier'"),
    "another sitemap": ("site/robots.txt", HOME, "https://other.example/", "is not a sitemap of this site"),
    "a sitemap in another folder": ("site/robots.txt", f"{HOME}sitemap", f"{HOME}register/otters/sitemap", "is not a sitemap of this site"),
    "another search": ("site/opensearch.xml", HOME, "https://other.example/", "which is not the home page"),
    "a number of nobody's": ("site/opensearch.xml", "<Description>", "<Description>17 ", "'17' has no source"),
    "another element": ("site/opensearch.xml", "<Language>", "<Contact>x</Contact><Language>", "more or less"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_the_audit_refuses(case, site):
    name, old, new, told = WRONG[case]
    site.edit(name, old, new)
    assert any(told in str(problem) for problem in site.audit().problems)


def test_the_audit_refuses_a_date_that_is_not_the_newest_of_the_data(site):
    text = site.file(PAGE).read_text("utf-8")
    day = json.loads(LexborHTMLParser(text).css_first('script[type="application/ld+json"]').text())["dateModified"]
    site.edit(PAGE, f'"dateModified":"{day}"', '"dateModified":"2001-01-01"')
    assert any("'2001-01-01' as 'dateModified'" in str(problem) for problem in site.audit().problems)


def test_the_copy_to_carry_names_no_search_of_a_server(site):
    names = ["index.html", "opensearch.xml", "robots.txt"]
    assert 'rel="search"' in site.file("site/index.html").read_text("utf-8")
    copy = dict(offline.files(site.file("site"), names, [offline.Part("", "Otters", "", english())]))
    assert copy.keys() == {"index.html", "READ-ME-FIRST.txt"} and b'rel="search"' not in copy["index.html"]
