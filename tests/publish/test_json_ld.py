"""JSON-LD: complete schema.org descriptions, with links to files that exist."""

import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.core import published
from factsheet.plan.site_settings import SiteSettings
from factsheet.publish import json_ld
from tests import browser

SITE = browser.SITE_URL
SHOWING = ("", "trend", "destinations", "refugees", "returns", "world", "claims", "disagreements", "register")
SILENT = ("glossary", "about", "404.html")


def file_of(project, name):
    return project.file(f"site/{name}" if name.endswith(".html") else f"site/{name}/index.html")


def described(project, name):
    """Every JSON-LD block of a page."""
    tree = LexborHTMLParser(file_of(project, name).read_text("utf-8"))
    return [json.loads(s.text()) for s in tree.css('script[type="application/ld+json"]')]


@pytest.mark.parametrize("name", SHOWING)
def test_a_page_that_shows_data_describes_them(name, real):
    (found,) = described(real, name)
    assert found["@context"] == "https://schema.org" and found["@type"] == "Dataset"
    assert found["name"] and 50 <= len(found["description"]) <= 5000
    assert found["url"] == f"{SITE}{name}/".replace("//", "/").replace(":/", "://")
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["creator"]["@type"] == found["publisher"]["@type"] == "Organization" and found["creator"]["name"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", found["temporalCoverage"])
    assert found["variableMeasured"] and all(v["name"] and v["description"] for v in found["variableMeasured"])
    assert found["isBasedOn"] and all(w["name"] for w in found["isBasedOn"])


@pytest.mark.parametrize("name", SHOWING)
def test_every_file_it_names_is_there(name, real):
    (found,) = described(real, name)
    paths = []
    for file in found["distribution"]:
        assert file["@type"] == "DataDownload" and file["contentUrl"].startswith(SITE)
        assert file["encodingFormat"] in published.MEDIA.values()
        paths.append(file["contentUrl"].removeprefix(SITE))
        assert real.file(f"site/{paths[-1]}").is_file(), paths[-1]
    assert {f"data/{n}" for n in published.FILES} <= set(paths)


def test_a_pages_charts_are_among_its_files(real):
    (found,) = described(real, "trend")
    paths = [f["contentUrl"].removeprefix(SITE) for f in found["distribution"]]
    assert "charts/trend.csv" in paths
    text = file_of(real, "trend").read_text("utf-8")
    assert sorted(p for p in paths if p.startswith("charts/")) == sorted(
        f"charts/{name}.csv" for name in re.findall(r'<figure class="chart" id="chart-([\w-]+)"', text)
    )


@pytest.mark.parametrize("name", SILENT)
def test_a_page_without_data_describes_none(name, real):
    assert described(real, name) == []


def test_only_the_figures_of_a_page_are_described(real):
    (world,), (register,) = described(real, "world"), described(real, "register")
    assert len(world["variableMeasured"]) < len(register["variableMeasured"])
    assert "spatialCoverage" not in world or world["spatialCoverage"] != register["spatialCoverage"]


def test_every_published_file_has_a_media_type():
    assert {name.rpartition(".")[2] for name in published.FILES} <= set(published.MEDIA)


def test_nothing_in_the_data_can_end_the_element():
    hostile = "</script><script>alert(1)</script><!-- & \u2028"
    written = json_ld.script({"name": hostile})
    assert written.count("<") == 2 and "\u2028" not in written
    assert json.loads(LexborHTMLParser(written).css_first("script").text()) == {"name": hostile}


def test_hostile_data_stay_data_in_a_whole_build(toy):
    toy.edit("data/measures.yml", "Otters seen on the day.", "'Otters </script><script>alert(document)</script>'")
    toy.edit("data/places.yml", "North Lake", "'</script><b>North'")
    assert toy.build("-q").returncode == 0
    (found,) = described(toy, "register")
    assert any("</script>" in v["description"] for v in found["variableMeasured"])
    text = toy.file("site/register/index.html").read_text("utf-8")
    assert "<script>alert" not in text and "<b>North" not in text


def test_a_number_that_the_page_does_not_show_is_refused_in_it(toy):
    assert toy.build("-q").returncode == 0
    toy.edit("site/index.html", "Otters seen on the day.", "Otters seen by 17 people.")
    assert any("'17' in JSON-LD has no source anywhere on the page" in problem.what for problem in toy.audit().problems)


def test_a_site_without_an_address_describes_nothing(toy):
    toy.edit("mkdocs.yml", "site_url: http://127.0.0.1:8000/", "site_url: ''")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    assert described(toy, "register") == []
    assert 'data-key="address">register/&#35;otters-2020</data>' in file_of(toy, "register").read_text("utf-8")


def test_entities_of_a_title_are_letters_again(toy):
    from factsheet import data, model

    sheet = model.build(data.read(toy.root / "data"))
    made = json_ld.dataset(
        sheet, sheet.facts.values(), {}, "A &amp; B", "C &lt; D", "https://o.example/", SiteSettings("O")
    )
    assert made["name"] == "A & B" and made["description"] == "C < D" and "license" not in made
