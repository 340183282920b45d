"""Charts: the same checks on every one."""

import functools
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet import data, model
from factsheet.audit import frames
from factsheet.core.problems import Refusal
from factsheet.model import claims
from factsheet.plan import charts
from factsheet.plan.messages import english
from factsheet.render.charts import drawing, frame
from tests.calling import real_claims, real_sheet
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

SHEET = real_sheet()
CHARTS = list(SHEET.charts)


def printed(fact):
    """A fact's number as charts print it."""
    return f"{int(SHEET.shown(fact).value):,}"


def named(fact):
    """A mark's words: its fact, its number and its source."""
    return f"{SHEET.facts[fact].label}: {printed(fact)}, {SHEET.shown(fact).source.name}"


# Facts that the real charts draw: a point of a line, its highest, and a bar.
POINT, PEAK, LATER, BAR = "asylum-seekers-2016", "asylum-seekers-2024", "asylum-seekers-2021", "asylum-seekers-2021-bra"


@functools.cache
def plan(name):
    return charts.work_out(SHEET, SHEET.charts[name], real_claims(), english())


@pytest.fixture(scope="module")
def drawn(real):
    cache = real.file(".cache/charts")
    return {name: drawing.draw(plan(name), cache) for name in CHARTS if SHEET.charts[name].text("form") in charts.FORMS}


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_drawn_with_links_words_and_no_outside_address(name, drawn):
    svg = LexborHTMLParser(drawn[name].svg).css_first("svg")
    marks = svg.css("a")
    assert marks
    for mark in marks:
        assert mark.attributes["href"].startswith(drawing.INVALID)
        assert mark.css_first("title").text().strip()
    assert not re.search(r'href="(?!https://figure\.invalid/)', drawn[name].svg)
    assert "http://www.w3.org/1999/xlink" not in drawn[name].svg


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_keeps_its_size_and_takes_its_colours_from_the_page(name, drawn):
    svg = drawn[name].svg
    assert re.match(r'<svg [^>]*width="\d+" height="\d+" viewBox="0 0 \d+ \d+"', svg)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg))
    assert colours <= {"none", "transparent"} | {f"var(--fs-{c})" for c in ("ink", "soft", "stated", "data", "page")}, (
        colours
    )


@pytest.mark.parametrize("name", CHARTS)
def test_every_clip_has_an_id_of_its_chart(name, drawn):
    assert all(i.startswith(f"{name}-") for i in re.findall(r' id="([^"]*)"', drawn[name].svg))


@pytest.mark.parametrize("name", CHARTS)
def test_every_drawing_is_small(name, drawn):
    import gzip

    assert len(gzip.compress(drawn[name].svg.encode())) < 5000


def test_a_kept_drawing_and_a_fresh_one_are_the_same(tmp_path):
    first = drawing.draw(plan("trend"), tmp_path / "one")
    kept = drawing.draw(plan("trend"), tmp_path / "one")
    fresh = drawing.draw(plan("trend"), tmp_path / "two")
    assert first == kept == fresh


@pytest.mark.slow
def test_a_fresh_process_draws_the_same_bytes(tmp_path):
    script = (
        "import sys; from pathlib import Path; from tests.render.test_charts import plan; from factsheet.render.charts import drawing; "
        "sys.stdout.write(drawing.draw(plan('stock-sum'), Path(sys.argv[1])).svg)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / n)], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        for n in "ab"
    ]
    assert runs[0] == runs[1] != ""


def test_a_damaged_cache_is_drawn_anew(tmp_path):
    first = drawing.draw(plan("voices"), tmp_path)
    for path in tmp_path.iterdir():
        path.write_text("{")
    assert drawing.draw(plan("voices"), tmp_path) == first


def test_a_changed_cell_is_a_new_drawing(tmp_path):
    before = drawing.draw(plan("trend"), tmp_path)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = tmp_path / "data/figures.csv"
    shown = SHEET.shown(PEAK)
    row, value = f"{PEAK},{shown.source.id},", int(shown.value)
    path.write_text(path.read_text("utf-8").replace(f"{row}{value},", f"{row}{value + 1},"), "utf-8")
    sheet = model.build(data.read(tmp_path / "data"))
    after = drawing.draw(charts.work_out(sheet, sheet.charts["trend"], claims.results(sheet), english()), tmp_path)
    assert after.svg != before.svg and f"{value + 1:,}" in after.svg and f"{value + 1:,}" in after.csv


def test_a_warm_build_imports_no_drawing_library(real):
    script = (
        "import sys; from pathlib import Path; from factsheet.render.charts import drawing; from tests.render.test_charts import plan; "
        "drawing.draw(plan('trend'), Path(sys.argv[1])); print([m for m in ('pandas', 'altair', 'vl_convert') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(real.file(".cache/charts"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_columns_of_a_chart_are_those_that_are_documented():
    part = (ROOT / "data/README.md").read_text("utf-8").partition("| column | what it holds |")[2].partition("\n\n")[0]
    told = [
        name for line in part.splitlines() for name in re.findall(r"`(\w+)`", line.split("|")[1] if "|" in line else "")
    ]
    assert told == list(charts.COLUMNS)
    assert all(set(charts.COLUMNS) <= set(row) for row in plan("trend").rows)


# ---------------------------------------------------------------- scales


def timeline(values, times=None, kind="level"):
    """The labels of the axes of a timeline of these values."""
    rows = [
        {"value": v, "time": t, "series": "line", "named": "", "zero": kind == "count", "link": "a", "told": str(v)}
        for v, t in zip(values, times or range(2000, 2000 + len(values)), strict=True)
    ]
    import vl_convert

    from factsheet.render.charts.forms import FORMS, specify

    svg = vl_convert.vegalite_to_svg(specify(FORMS["timeline"], rows))
    return [re.findall(r">([^<]*)</text>", part.partition("</g>")[0]) for part in svg.split("role-axis-label")[1:]]


@pytest.mark.parametrize(("values", "kind"), [
    ([1.2, 1.6], "count"), ([1.2, 1.6], "level"), ([-0.5971, 0.1446, 1.1695], "level"), ([315.98, 424.61], "level"),
    ([0.0001, 0.0003], "level"), ([-28.0, 34.9], "rate"), ([19935400000000, 21727700000000], "count"), ([5, 6], "count"),
])  # fmt: skip
def test_the_ticks_of_an_axis_are_its_values_and_no_two_are_labelled_alike(values, kind):
    labels = timeline(values, kind=kind)[1]
    ticks = [float(label.replace(",", "").replace("−", "-")) for label in labels]
    steps = {round(b - a, 9) for a, b in pairwise(ticks)}
    assert len(set(labels)) == len(labels) > 1 and len(steps) == 1
    assert (0 in ticks) == (kind == "count" or min(values) < 0 < max(values))


@pytest.mark.parametrize(
    "times", [[2019.87, 2020.12, 2020.37], [2020.1, 2020.2], [2012, 2021], [1904, 2024], [2020, 2021]]
)
def test_an_axis_of_time_names_whole_years_and_at_least_two(times):
    years = [int(label) for label in timeline([1.5] * len(times), times)[0]]
    assert len(years) > 1 and len({b - a for a, b in pairwise(years)}) == 1


def test_the_break_is_drawn_as_a_break():
    series = {r["fact"]: r["series"] for r in plan("trend").rows if r["series"] in ("line", "break")}
    broken = {fact for fact in series if SHEET.facts[fact].coverage_break}
    assert broken and broken == {fact for fact, name in series.items() if name == "break"}
    assert {r["series"] for r in plan("trend").rows} == {"line", "break", "stated", "aside"}


def test_the_sum_stands_on_its_counts():
    *counts, added = plan("stock-sum").rows
    assert [r["start"] for r in counts[1:]] == [r["end"] for r in counts[:-1]]
    assert added["end"] == counts[-1]["end"]


def test_what_no_drawing_can_hold_does_not_end_the_process(tmp_path):
    sheet = model.build(data.read(ROOT / "tests/toy/data"))
    honest = charts.work_out(sheet, sheet.charts["lakes"], [], english())
    first = {**honest.rows[0], "label": "a bell\a, half a pair \ud83d"}
    made = drawing.draw(replace(honest, rows=(first, *honest.rows[1:])), tmp_path)
    assert "a bell\N{REPLACEMENT CHARACTER}, half a pair \N{REPLACEMENT CHARACTER}" in made.svg


def test_a_chart_that_adds_up_nothing_is_refused():
    sheet = model.build(data.read(ROOT / "data"))
    entry = next(e for e in sheet.charts.values() if e.text("form") == "accumulation")
    empty = replace(entry, fields={**entry.fields, "facts": ["no-such-fact"]})
    with pytest.raises(Refusal, match="draws no figure"):
        charts.work_out(sheet, empty, [], english())
    with pytest.raises(Refusal, match="unknown form 'pie'"):
        charts.work_out(sheet, replace(entry, fields={**entry.fields, "form": "pie"}), [], english())


@pytest.mark.parametrize("name", CHARTS)
def test_title_legend_and_sources_stand_within_every_drawing(name, drawn):
    svg, chart = LexborHTMLParser(drawn[name].svg).css_first("svg"), plan(name)

    def squeezed(text):
        return re.sub(r"\s", "", text)

    assert squeezed(frames.texts(svg, "role-title")) == squeezed(chart.title)
    assert squeezed(frames.texts(svg, "role-credit")) == squeezed(chart.credit)
    assert squeezed(frames.texts(svg, "role-legend")) == squeezed("".join(key.text for key in chart.legend))


@pytest.mark.parametrize("name", CHARTS)
def test_no_line_around_a_drawing_is_wider_than_it_in_any_common_font(name, drawn):
    svg = LexborHTMLParser(drawn[name].svg).css_first("svg")
    across = int(svg.attributes["width"])
    for text in (t for t in svg.css("text") if frames.around(t)):
        size = float(text.attributes["font-size"].removesuffix("px"))
        left = float(re.search(r"translate\(([\d.]+)", text.attributes["transform"])[1])
        assert left + frame.width(text.text(), size, "font-weight" in text.attributes) <= across
