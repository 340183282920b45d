"""JSON-LD: complete schema.org descriptions, with links to files that exist."""

import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.data import published_files, settings
from factsheet.plan.messages import english
from factsheet.plan.site_settings import SiteSettings
from factsheet.publish import json_ld
from tests import browser
from tests.conftest import ROOT

SITE = browser.SITE_URL


def tree_of(project, name):
    path = project.file(f"site/{name}")
    return LexborHTMLParser((path if path.suffix else path / "index.html").read_text("utf-8"))


def described(project, name):
    """Every JSON-LD block of a page."""
    return [json.loads(s.text()) for s in tree_of(project, name).css('script[type="application/ld+json"]')]


@pytest.fixture(scope="module")
def showing(real):
    """The pages that show a figure of the data, each with its description."""
    shows = [name for name in browser.PAGES if tree_of(real, name).css_matches("article .figure[data-fact]")]
    return {name: described(real, name)[0] for name in shows}


@pytest.mark.parametrize("name", ["glossary/", "about/", "404.html"])
def test_a_page_without_figures_and_files_describes_nothing(name, real):
    assert described(real, name) == []


def test_a_page_that_shows_figures_describes_them(showing):
    assert showing
    for name, found in showing.items():
        assert found["@context"] == "https://schema.org" and found["@type"] == "Dataset"
        assert found["name"] and 50 <= len(found["description"]) <= 5000
        assert found["url"] == f"{SITE}{name}"
        assert found["license"] == settings.load(ROOT)["extra"]["licence_url"]
        assert found["creator"]["@type"] == found["publisher"]["@type"] == "Organization" and found["creator"]["name"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", found.get("temporalCoverage", "2000-01-01/2000-01-01"))
        assert found["variableMeasured"] and all(v["name"] and v["description"] for v in found["variableMeasured"])
        assert found["isBasedOn"] and all(w["name"] for w in found["isBasedOn"])


def test_every_file_it_names_is_there(showing, real):
    for found in showing.values():
        paths = []
        for file in found["distribution"]:
            assert file["@type"] == "DataDownload" and file["contentUrl"].startswith(SITE)
            assert file["encodingFormat"] in published_files.MEDIA.values()
            paths.append(file["contentUrl"].removeprefix(SITE))
            assert real.file(f"site/{paths[-1]}").is_file(), paths[-1]
        assert {f"data/{n}" for n in published_files.FILES} <= set(paths)


def test_a_pages_charts_are_among_its_files(showing, real):
    drawn = {page: [f.id.removeprefix("chart-") for f in tree_of(real, page).css("figure.chart")] for page in showing}
    assert any(drawn.values())
    for page, charts in drawn.items():
        paths = [f["contentUrl"].removeprefix(SITE) for f in showing[page]["distribution"]]
        assert sorted(p for p in paths if p.startswith("charts/")) == sorted(f"charts/{c}.csv" for c in charts)


def test_only_the_figures_of_a_page_are_described(real):
    (world,), (whole,) = described(real, "world"), described(real, "data")
    assert len(world["variableMeasured"]) < len(whole["variableMeasured"])
    assert "spatialCoverage" not in world or world["spatialCoverage"] != whole["spatialCoverage"]


def test_every_published_file_has_a_media_type():
    assert {name.rpartition(".")[2] for name in published_files.FILES} <= set(published_files.MEDIA)


def test_nothing_in_the_data_can_end_the_element():
    hostile = "</script><script>alert(1)</script><!-- & \u2028"
    written = json_ld.script({"name": hostile})
    assert written.count("<") == 2 and "\u2028" not in written
    assert json.loads(LexborHTMLParser(written).css_first("script").text()) == {"name": hostile}


def test_hostile_data_stay_data_in_a_whole_build(toy):
    toy.edit("data/measures.yml", "Otters seen on the day.", "'Otters </script><script>alert(document)</script>'")
    toy.edit("data/places.yml", "North Lake", "'</script><b>North'")
    assert toy.build("-q").returncode == 0
    (found,) = described(toy, "register/otters")
    assert any("</script>" in v["description"] for v in found["variableMeasured"])
    text = toy.file("site/register/otters/index.html").read_text("utf-8")
    assert "<script>alert" not in text and "<b>North" not in text


def test_a_number_that_the_page_does_not_show_is_refused_in_it(toy):
    assert toy.build("-q").returncode == 0
    toy.edit("site/index.html", "Otters seen on the day.", "Otters seen by 17 people.")
    assert any("'17' in JSON-LD has no source anywhere on the page" in problem.what for problem in toy.audit().problems)


def test_a_site_without_an_address_describes_nothing(toy):
    toy.edit("mkdocs.yml", "site_url: http://127.0.0.1:8000/", "site_url: ''")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    assert described(toy, "register/otters") == []
    page = toy.file("site/register/otters/index.html").read_text("utf-8")
    assert 'data-key="address">register/otters/</data>' in page


def test_entities_of_a_title_are_letters_again(toy):
    from factsheet import data, model

    sheet = model.build(data.read(toy.root / "data"))
    made = json_ld.dataset(
        sheet, sheet.facts.values(), {}, "A &amp; B", "C &lt; D", "https://o.example/", SiteSettings("O"), english()
    )
    assert made["name"] == "A & B" and made["description"] == "C < D" and "license" not in made
