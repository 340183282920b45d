"""Charts of a project's own: a file with one function, and what is told where it goes wrong."""

import re
import shutil

import pytest

from factsheet import data, model
from factsheet.plan import charts
from factsheet.plan.messages import english
from factsheet.render.charts import drawing
from tests.conftest import TOY, Project, copy_toy

DRAW = """\
import altair as alt


def draw(rows):
    base = alt.Chart(rows).encode(alt.X("value:Q").title(None), alt.Y("name:N").title(None))
    return base.mark_point(filled=True) + base.mark_text(dy=-12).encode(text="shown:N")
"""
CHART = """\
said:
  form: dots
  facts: [otters-2020]
  title: Otters as each source counts them
  says: The paper says more than the survey.
"""


def with_own_form(project: Project, code: str = DRAW) -> Project:
    project.file("charts").mkdir()
    project.file("charts/dots.py").write_text(code, "utf-8")
    project.add("data/charts.yml", CHART)
    project.add("docs/index.md", '\n{{ chart("said") }}\n')
    return project


@pytest.fixture
def own(toy):
    return with_own_form(toy)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    project = with_own_form(copy_toy(tmp_path_factory.mktemp("own") / "toy"))
    done = project.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture
def site(built, tmp_path):
    shutil.copytree(built.root, tmp_path / "copy")
    return Project(tmp_path / "copy")


def test_a_form_of_ones_own_is_drawn_with_links_words_table_and_files(site):
    page = site.file("site/index.html").read_text("utf-8")
    figure = page.partition('id="chart-said"')[2].partition("</figure>")[0]
    assert len(re.findall(r'xlink:href="register/otters/#otters-2020"><title>[^<]*2,400', figure)) == 1
    assert "nearly 3,000, The Lakeland Herald</title>" in figure and "<table" in figure
    assert {p.name for p in site.file("site/charts").glob("said.*")} == {
        "said.svg",
        "said.png",
        "said.csv",
        "said.vl.json",
    }
    assert site.audit().problems == []


def test_a_changed_form_is_drawn_anew_and_an_unchanged_one_is_not(tmp_path):
    shutil.copytree(TOY, tmp_path / "toy")
    project = with_own_form(Project(tmp_path / "toy"))
    sheet = model.build(data.read(project.file("data"), project.root))
    plan, form = charts.work_out(sheet, sheet.charts["said"], [], english()), project.file("charts/dots.py")
    first = drawing.draw(plan, tmp_path / "cache", form)
    assert drawing.draw(plan, tmp_path / "cache", form) == first and len(list((tmp_path / "cache").iterdir())) == 1
    form.write_text(DRAW.replace("dy=-12", "dy=-20"))
    assert drawing.draw(plan, tmp_path / "cache", form).svg != first.svg


WRONG = {
    "a mistake in the code": (lambda code: code.replace("alt.Chart(rows)", "alt.Chart(row)"), "charts/dots.py:5: NameError: name 'row' is not defined"),
    "no Python": (lambda code: code.replace("def draw(rows):", "def draw(rows)"), "charts/dots.py:4: SyntaxError"),
    "no function": (lambda code: code.replace("def draw", "def paint"), "charts/dots.py: AttributeError"),
    "no chart": (lambda code: code + "    return None\n" if "return base" not in code else code.replace("return base", "return None #"), "charts/dots.py: AttributeError"),
    "a colour of its own": (lambda code: code.replace("filled=True", 'filled=True, color="steelblue"'), "charts/dots.py: it draws in steelblue, which does not follow the page's colour scheme. Leave the colour out, or take one of var(--fs-data)"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_form_that_cannot_draw_stops_the_build_at_its_line(case, toy):
    spoil, told = WRONG[case]
    done = with_own_form(toy, spoil(DRAW)).build("-q")
    assert done.returncode == 1 and told in done.stdout + done.stderr, done.stdout + done.stderr


def test_a_form_that_is_no_file_is_told_and_so_is_one_with_an_engines_name(own):
    own.file("charts/dots.py").rename(own.file("charts/ranking.py"))
    told = own.problems()
    assert any("unknown form 'dots'." in p and "charts/dots.py" in p for p in told)
    assert any(p.startswith("charts/ranking.py: the engine has a form 'ranking'") for p in told)


# How the drawing of a form of one's own can lie: what is changed, and where.
PAGE, CSV, SVG, SPEC = "index.html", "charts/said.csv", "charts/said.svg", "charts/said.vl.json"
LIES = {
    "a mark moved": (PAGE, r'(2,400, Lakeland Survey</title><path transform="translate\()[\d.]+', r"\g<1>20"),
    "a mark at another's name": (PAGE, r'(2,400, Lakeland Survey</title><path transform="translate\([\d.]+,)[\d.]+', r"\g<1>30"),
    "a name of an axis changed": (PAGE, r"(role-axis-label.*?)Lakeland Survey</text>", r"\g<1>The Otter Times</text>"),
    "a mark's words changed": (PAGE, r"2,400, Lakeland Survey</title>", "2,500, Lakeland Survey</title>"),
    "a mark that leads to another entry": (PAGE, r'register/otters/#otters-2020("><title>[^<]*2,400)', r"register/otters/#otters-2015\1"),
    "a mark that leads out": (PAGE, r'register/otters/(#otters-2020"><title>[^<]*2,400)', r"https://elsewhere.example/\1"),
    "a printed number changed": (PAGE, r">2,400</text>", ">2,900</text>"),
    "a printed number out of its link": (PAGE, r"(<text [^>]*>2,400</text>)</a>", r"</a>\1"),
    "a tick changed": (PAGE, r"(role-axis-label.*?>)1,000</text>", r"\g<1>9,000</text>"),
    "the text alternative taken out": (PAGE, r'(id="chart-said".*?role="group" )aria-label="[^"]*"', r"\1"),
    "the table taken out": (PAGE, r'(id="chart-said".*?)<details.*?</details>', r"\1"),
    "a row of the CSV changed": (CSV, r",2400,", ",2500,"),
    "a row of the CSV taken out": (CSV, r"[^\n]*,2400,[^\n]*\n", ""),
    "a row of the specification changed": (SPEC, r'"value": 2400', '"value": 2500'),
    "the file of another drawing": (SVG, r"translate\([\d.]+,([\d.]+)\)\" d=", r'translate(1,\1)" d='),
}  # fmt: skip


@pytest.mark.parametrize("case", LIES)
def test_a_drawing_of_ones_own_that_lies_is_caught(case, site):
    name, pattern, new = LIES[case]
    path = site.file(f"site/{name}")
    changed, number = re.subn(pattern, new, path.read_text("utf-8"), count=1, flags=re.S)
    assert number == 1, "nothing was changed"
    path.write_text(changed, "utf-8")
    assert any("said" in str(p) or "2,900" in str(p) for p in site.audit().problems), site.audit().problems
