"""Calculated numbers, charts and years that a new fact-sheet may well need: each builds, and passes its audit."""

import re
import shutil
import string

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import ROOT, Project

pytestmark = pytest.mark.slow

GAZETTE = """
  - id: gazette
    type: article-newspaper
    title: Nests
    container-title: The Gazette
    issued: 2020-03-04
    accessed: 2020-03-05
    URL: https://gazette.example/nests
    custom:
      profile: A newspaper of the tests.
      read: true
      body: {from: There were, to: The nests}
      sha256: 0000000000000000000000000000000000000000000000000000000000000000
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A new fact-sheet."""
    folder = tmp_path_factory.mktemp("new") / "mine"
    done = Project(ROOT).run("factsheet", "new", str(folder))
    assert done.returncode == 0, done.stderr
    mine = Project(folder)
    mine.add("data/sources.yml", GAZETTE)
    return mine


@pytest.fixture
def mine(begun, tmp_path):
    return Begun.of(begun, tmp_path / "mine")


class Begun(Project):
    """A new fact-sheet, to add facts, figures and words to."""

    @classmethod
    def of(cls, begun, folder):
        return cls(shutil.copytree(begun.root, folder))

    def measure(self, name, unit="pairs", kind="count"):
        self.add(
            "data/measures.yml",
            f"{name}:\n  label: Nests of kind {name}\n  definition: Nests.\n  unit: {unit}\n  population: nests\n  kind: {kind}\n",
        )

    def fact(self, name, measure="nests", period="2017", place="WLD"):
        place = f"\n  place: {place}" if place else ""
        self.add(
            "data/facts.yml", f'{name}:\n  label: Fact {name}\n  measure: {measure}\n  period: "{period}"{place}\n'
        )

    def figure(self, fact, value, qualifier="exact", source="wildlifer-2018", quote=""):
        place = f"table nests; row {fact}" if source == "wildlifer-2018" else "1"
        self.add("data/figures.csv", f'{fact},{source},{value},{qualifier},,,"{quote}","{place}",\n')

    def page(self, text):
        self.add("docs/index.md", f"\n{text}\n")

    def built(self):
        """The first page of the built site, which has no problem, and its pages of calculated numbers as one."""
        done = self.build()
        assert done.returncode == 0 and "problems 0" in done.stderr, done.stdout + done.stderr
        calculated = [p.read_text("utf-8") for p in sorted(self.file("site/register").glob("*/calculated/index.html"))]
        return LexborHTMLParser(self.file("site/index.html").read_text("utf-8")), LexborHTMLParser("".join(calculated))


SUMS = [
    (["10.25", "12.5"], "22.75"),
    (["0.75", "0.5"], "1.25"),
    (["1234.5", "1"], "1,235.5"),
    (["100000000000.25", "0.001"], "100,000,000,000.251"),
    (["10.5", "11.50"], "22"),
    (["about 10.5", "12.25"], "22.7 to 22.8"),
    (["at-least 10.5", "12.25"], "at least 22.75"),
]


def test_a_sum_keeps_all_decimals_of_what_is_added(mine):
    for n, (values, _) in zip(string.ascii_lowercase, SUMS, strict=False):
        mine.measure(f"nests-{n}")
        for place, value in zip(("min", "flo"), values, strict=True):
            *qualifier, value = value.split()
            mine.fact(f"nests-{n}-{place}", f"nests-{n}", place=place.upper())
            mine.figure(f"nests-{n}-{place}", value, *qualifier)
        mine.page(f'In all {{{{ sum_of("nests-{n}-min", "nests-{n}-flo") }}}} nests.')
    page, _ = mine.built()
    shown = [node.text() for node in page.css("data.derived[data-formula=sum]")]
    assert shown == [shown for _, shown in SUMS]


CLAIMED = [
    ([("400", "about", "about 400"), ("500", "about", "about 500")], "855 to 945", "57 to 147"),
    ([("400", "nearly", "nearly 400"), ("500", "exact", "500 nests")], "880 to 900", "102 to 122"),
    ([("400", "at-least", "at least 400"), ("500", "about", "about 500")], "at least 875", None),
    ([("400", "at-least", "at least 400"), ("500", "at-least", "at least 500")], "at least 900", None),
]


def test_a_claimed_sum_may_rest_on_figures_that_are_not_exact(mine):
    """A sum that the Gazette states, of figures it gives itself."""
    for n, (inputs, *_) in zip(string.ascii_lowercase, CLAIMED, strict=False):
        mine.measure(f"nests-{n}", kind="stock")
        mine.measure(f"added-{n}", kind="sum")
        mine.fact(f"all-{n}", f"added-{n}", "2018/2019")
        mine.figure(f"all-{n}", "1002", "exact", "gazette", "1,002 in all")
        for year, (value, qualifier, quote) in zip(("2018", "2019"), inputs, strict=True):
            mine.fact(f"nests-{n}-{year}", f"nests-{n}", f"{year}-12-31")
            mine.figure(f"nests-{n}-{year}", value, qualifier, "gazette", quote)
        mine.add(
            "data/claims.yml",
            f"- id: gazette-{n}\n  figure: all-{n}@gazette\n  test: sum\n  right: [nests-{n}-2018, nests-{n}-2019]\n",
        )
        mine.page(f'{{{{ claim("gazette-{n}") }}}}')
    mine.built()
    for n, (_, total, difference) in zip(string.ascii_lowercase, CLAIMED, strict=False):
        claims = LexborHTMLParser(mine.file(f"site/claims/all-{n}/index.html").read_text("utf-8"))
        made = {node.attributes["data-formula"]: node.text() for node in claims.css(f"#gazette-{n} ~ * data.derived")}
        assert made == {"sum": total} | ({"a-sum": difference} if difference else {})


def test_two_marks_may_print_one_number_for_two_values(mine):
    mine.measure("nests")
    mine.measure("growth", unit="times", kind="ratio")
    for name, stated, first, last in (("north", "7", "100", "703"), ("south", "5", "200", "900")):
        for year, value in (("2016", first), ("2017", last)):
            mine.fact(f"nests-{name}-{year}", period=year, place={"north": "MIN", "south": "FLO"}[name])
            mine.figure(f"nests-{name}-{year}", value)
        mine.fact(f"growth-{name}", "growth", "2016/2017", {"north": "MIN", "south": "FLO"}[name])
        mine.figure(f"growth-{name}", stated, "exact", "gazette", f"{stated} times")
        mine.add(
            "data/claims.yml",
            f"- id: gazette-{name}\n  figure: growth-{name}@gazette\n  test: times\n"
            f"  left: nests-{name}-2016\n  right: nests-{name}-2017\n",
        )
    mine.add("data/charts.yml", "growth:\n  form: comparison\n  title: Growth\n  says: As told, and as counted.\n")
    mine.page('{{ chart("growth") }}')
    page, _ = mine.built()
    told = [title.text() for title in page.css("#chart-growth svg a title")]
    assert sum(": 7 times" in words for words in told) == 2


def test_a_year_that_is_called_one_may_be_followed_by_a_verb(mine):
    mine.page("The year 1990 marks a start.")
    mine.page("It was cold, and the year 1990 brings snow.")
    mine.page("The counts of the year 1990 stand alone.")
    mine.built()


NO_YEARS = (
    "The year 1990 km were flown.", "The year 1990 million were flown.", "In 1990 or more places they nest.",
    "They counted 1990 visitors.", "Eagles: 1990 (or so).",
)  # fmt: skip


def test_a_number_that_looks_like_a_year_is_still_asked_for_its_source(mine):
    for sentence in NO_YEARS:
        mine.page(sentence)
    done = mine.build()
    assert done.returncode == 1
    for sentence in NO_YEARS:
        assert f"'1990' has no source, in '{sentence}'" in done.stdout + done.stderr


def test_the_inputs_of_a_long_sum_are_named_on_after_z(mine):
    mine.measure("nests")
    places = [f"{a}{b}X" for a in "AB" for b in string.ascii_uppercase][:30]
    for place in places:
        mine.add("data/places.yml", f"{place}: Place {place}\n")
        mine.fact(f"nests-{place.lower()}", place=place)
        mine.figure(f"nests-{place.lower()}", "12")
    mine.page("{{ sum_of(" + ", ".join(f'"nests-{p.lower()}"' for p in places) + ") }}")
    _, register = mine.built()
    named = [[n.text() for n in entry.css("li var")] for entry in register.css("section.entry")]
    assert [*string.ascii_lowercase, "aa", "ab", "ac", "ad"] in named


def test_an_input_that_bears_another_name_is_caught(mine):
    mine.built()
    pages = mine.file("site/register").glob("*/calculated/index.html")
    path = next(p for p in sorted(pages) if "<var>b</var>" in p.read_text("utf-8"))
    text = path.read_text("utf-8")
    path.write_text(text.replace("<var>b</var>", "<var>a</var>", 1), "utf-8")
    assert any("the input 'a'" in str(p) for p in mine.audit().problems)


def test_a_chart_that_is_called_twice_has_anchors_of_its_own_each_time(mine):
    mine.add(
        "data/charts.yml",
        "years:\n  form: timeline\n  measure: pairs\n  place: WLD\n  title: Years\n  says: They grew.\n",
    )
    mine.page('{{ chart("states") }}\n\n{{ chart("years") }}\n\n{{ chart("years") }}\n\n{{ chart("years") }}')
    page, _ = mine.built()
    ids = [n.attributes["id"] for n in page.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {"chart-states", "chart-years"} <= set(ids)
    html = mine.file("site/index.html").read_text("utf-8")
    assert all(name in ids for name in re.findall(r"url\(#([^)]*)\)", html))
    # Each file once, and a folder with the page to embed.
    assert {p.name for p in mine.file("site/charts").iterdir()} == {
        f"{name}{ending}" for name in ("states", "years") for ending in ("", ".svg", ".png", ".csv", ".vl.json")
    }
