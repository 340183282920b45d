"""A small fact-sheet of degrees, dollars, rates, values below zero and decimals: what its pages print, and what its audit catches."""

import csv
import shutil

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.text import units
from tests.conftest import HOST, ROOT, Project


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = shutil.copytree(ROOT / "tests" / "weather", tmp_path_factory.mktemp("weather") / "weather")
    for name in HOST:
        shutil.copy(ROOT / name, root / name)
    project = Project(root)
    assert project.problems() == []
    done = project.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture
def weather(built, tmp_path):
    return Project(shutil.copytree(built.root, tmp_path / "weather"))


PRINTED = {
    ("1.55", "warmth-2024"): "1.55\u00a0°C",
    ("-1.2", "warmth-2023"): "−1.2\u00a0°C",
    ("1/2", "warmth-2024"): "between 1 and 2\u00a0°C",
    ("182700000000", "damage-2024"): "$182.7 billion",
    ("180000000000", "damage-2024"): "more than $180 billion",
    ("12.5", "deaths-2024"): "12.5 per 100,000",
    ("3.2", "emissions-2023"): "3.2\u00a0Mt",
}


CALCULATED = {
    ("sum", "24.45"): "24.45\u00a0Mt",
    ("sum", "277500000000"): "$277.5 billion",
    ("a-sum", "2.75"): "2.75\u00a0°C",
    ("a-sum", "21.25"): "21.25\u00a0Mt",
    ("100*(a+b)/(a+b+c)", "50"): "50%",
}


def test_a_number_is_printed_with_all_its_digits_and_its_unit_within_its_carrier(built):
    page = LexborHTMLParser(built.file("site/index.html").read_text("utf-8"))
    shown = {(n.attributes["value"], n.attributes["data-fact"]): n.text() for n in page.css("data.figure[data-fact]")}
    assert PRINTED.items() <= shown.items()
    made = {(n.attributes["data-formula"], n.attributes["value"]): n.text() for n in page.css("article data.derived")}
    assert CALCULATED.items() <= made.items()


def test_two_numbers_of_one_source_stand_side_by_side_with_their_places(built):
    page = LexborHTMLParser(built.file("site/disagreements/index.html").read_text("utf-8"))
    rows = page.css(".disagreement tbody tr")
    places = [(r.css_first("data").attributes["data-locator"], r.css_first(".locator").text()) for r in rows]
    assert places == [("title", "headline"), ("1", "¶ 1")]
    assert page.css_first('data[data-inputs="articles of powerless-2025"]').text() == "1"
    with built.file("site/data/figures.csv").open(encoding="utf-8", newline="") as file:
        assert [r["value"] for r in csv.DictReader(file) if r["fact"] == "powerless-2025"] == ["500000", "620000"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.55\u00a0°C", "1.55\u00a0°F"),
        ("1.55\u00a0°C", "1.6\u00a0°C"),
        ("−1.2\u00a0°C", "1.2\u00a0°C"),
        ("$182.7 billion", "$182.7 million"),
        ("$182.7 billion", "$183 billion"),
        ("$182.7 billion", "€182.7 billion"),
        ("12.5 per 100,000", "12.5 per 10,000"),
        ("between 1 and 2\u00a0°C", "between 1 and 3\u00a0°C"),
        ("24.45\u00a0Mt", "24.45\u00a0kt"),
    ],
)
def test_the_audit_reads_the_unit_the_scale_and_the_base_of_a_number(weather, old, new):
    dollar = "&#36;"  # a sign that Jinja or Markdown might read is written as an entity
    weather.edit("site/index.html", f">{old.replace('$', dollar)}</data>", f">{new.replace('$', dollar)}</data>")
    told = [str(p).replace(r"\xa0", " ") for p in weather.audit().problems]
    assert any(f"'{new}' where".replace("\u00a0", " ") in p for p in told), told


def test_a_number_is_told_apart_by_its_place_where_its_source_gives_two(weather):
    weather.edit("site/index.html", 'data-locator="1">at least 620,000', 'data-locator="title">at least 620,000')
    assert any("620000" in str(p) for p in weather.audit().problems)


REFUSED = {
    "a level added up over time": ('sum_of(measure="warmth", period="2023/2024")', "The zero of a level"),
    "a level's change": ('change("warmth-2023", "warmth-2024")', "The zero of a level"),
    "a sum with a gap": ('sum_of(measure="damage", period="2022/2024")', "has no figure for 2022-01-01"),
    "a sum in another unit": (
        'sum_of(measure="damage", period="2023/2024", unit="euros")',
        "counts US dollars, not euros",
    ),
    "rates added up": ('sum_of(measure="deaths", period="2023/2024")', "A rate has a population of its own"),
    "a rate of an unknown fact": (
        'rate("relief", "relief-in-part", "relief-refused", period="2023")',
        "no fact of 'relief' for '2023'",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_calculation_that_a_kind_does_not_allow_is_refused_on_its_page_with_the_reason(case, weather):
    call, told = REFUSED[case]
    weather.add("docs/index.md", f"\n{{{{ {call} }}}}\n")
    done = weather.run("factsheet", "check")
    assert done.returncode == 1 and "docs/index.md:" in done.stderr and told in done.stderr, done.stderr


def test_a_bare_source_that_gives_two_numbers_is_refused(weather):
    weather.edit("docs/index.md", 'by="bote:1"', 'by="bote"')
    done = weather.build("-q")
    assert done.returncode == 1 and "by='bote:title' or by='bote:1'" in done.stdout + done.stderr
    weather.edit("data/facts.yml", "show: bote:title", "show: bote")
    assert any("show names 'bote'" in p for p in weather.problems())


UNITS = {
    "a symbol as the unit's only field": ("{name: households}", "{symbol: hh}", "'powerless' has no unit"),
    "a side that is none": ("side: before", "side: left", "unknown unit.side 'left'"),
    "a field that is none": ("symbol: Mt", "sign: Mt", "unknown field 'unit.sign' in 'emissions'"),
    "a base in words": ("per: 100000", "per: many", "unit.per 'many' is not a whole number"),
    "a rate without base": ("unit: {name: deaths, per: 100000}", "unit: deaths", "a rate without a base"),
    "a base of no rate": ("symbol: Mt", "per: 100", "a flow with a base"),
    "a number in the name": ("name: megatonnes", "name: 1000 tonnes", "'1000' in unit.name of 'emissions'"),
}


@pytest.mark.parametrize("case", UNITS)
def test_a_unit_that_cannot_be_used_is_refused_at_its_line(case, weather):
    old, new, told = UNITS[case]
    weather.edit("data/measures.yml", "unit: households", "unit: {name: households}")
    weather.edit("data/measures.yml", old, new)
    assert any(p.startswith("data/measures.yml:") and told in p for p in weather.problems()), weather.problems()


@pytest.mark.parametrize("base", ["many", " ", "12,0x0", "0000", "1e5", "inf", "１００"])
def test_a_base_that_is_no_number_makes_no_unit(base):
    assert units.unit({"name": "deaths", "per": base}) is None
    assert units.unit({"name": "deaths", "per": "100000"}).per == "100000"
