"""What a project adds of its own: pictures, scripts and stylesheets that its settings name, and classes that it dresses."""

import pytest

from factsheet.audit.files import Files
from factsheet.core import published
from tests.audit.test_audit import plant, told

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><title>Otters</title><path d="M1,1h3"/></svg>'


def write(site, name, text):
    path = site.file(f"site/{name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_picture_is_one_that_the_settings_name_and_a_drawing_holds_no_number(site):
    write(site, "assets/otter.svg", DRAWING)
    assert "assets/otter.svg: the file is not one that the site publishes" in told(site)
    site.edit("mkdocs.yml", "extra:\n", "extra:\n  assets: [assets/otter.svg]\n")
    assert told(site) == ""
    write(site, "assets/otter.svg", DRAWING.replace("Otters", "17 otters"))
    assert "'17' has no source, in a picture" in told(site)


@pytest.mark.parametrize("name", ["data/otters.csv", "data/places.json", "data/old/figures.csv"])
def test_a_table_is_one_that_the_site_publishes(name, site):
    write(site, name, "id\n")
    assert f"{name}: the file is not one that the site publishes" in told(site)


def test_a_script_runs_with_a_reason_and_where_a_page_tells_of_it(site):
    write(site, "own/map.js", "draw()")
    path = site.file("site/index.html")
    path.write_text(path.read_text("utf-8").replace("</body>", '<script src="own/map.js"></script></body>'), "utf-8")
    assert "own/map.js: the file is not one that the site publishes" in told(site)
    site.edit("mkdocs.yml", "extra:\n", "extra:\n  scripts: [{file: own/map.js, because: it draws the map}]\n")
    assert "own/map.js: the script runs, and no page tells readers so" in told(site)
    plant(site, "<p>Here own/map.js runs: it draws the map.</p>")
    assert told(site) == ""
    site.edit("mkdocs.yml", ", because: it draws the map", "")
    assert "or the settings no reason" in told(site)


def test_a_stylesheet_dresses_classes_of_the_projects_own(site):
    plant(site, '<p class="wide">Otters</p>')
    assert "the class 'wide' of <p> is not one that pages have" in told(site)
    dress = ".wide { max-width: calc(100% - 1rem); color: var(--md-primary-fg-color) } @media print { p.wide { display: none } }"
    write(site, "own.css", dress)
    assert told(site) == ""


@pytest.mark.parametrize("css", ["p { color: red", "p { color: }", "}", "<!-- p { color: red } -->"])
def test_a_stylesheet_that_breaks_off_stops_nothing(css, site):
    write(site, "own.css", css)
    told(site)


def test_a_theme_that_is_not_installed_leaves_its_files_unknown(site):
    site.edit("mkdocs.yml", "name: material", "name: otters")
    assert "assets/javascripts" in told(site) and "not one that the site publishes" in told(site)


def test_every_check_that_the_catalogue_names_is_one():
    methods = {name.removeprefix("_") for name in vars(Files)}
    elsewhere = {"page", "table", "told", "chart", "read_elsewhere"}
    assert set(published.CATALOGUE.values()) <= methods | elsewhere
