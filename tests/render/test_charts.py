"""Charts: the same checks on every one, and every way a drawing could lie."""

import csv
import functools
import json
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
from factsheet.audit.addresses import resolve
from factsheet.core.problems import Refusal
from factsheet.model import claims
from factsheet.plan import charts
from factsheet.plan.messages import english
from factsheet.render.charts import drawing, frame, labels
from tests.browser import SITE_URL
from tests.calling import real_claims, real_sheet
from tests.conftest import ROOT, Project

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


# ---------------------------------------------------------------- what the audit sees


@pytest.fixture
def site(real, tmp_path) -> Project:
    shutil.copytree(real.root / "site", tmp_path / "p/site", ignore=shutil.ignore_patterns("*.map", "lunr"))
    for name in ("data", "docs"):
        shutil.copytree(real.root / name, tmp_path / "p" / name)
    shutil.copy(real.root / "mkdocs.yml", tmp_path / "p/mkdocs.yml")
    return Project(tmp_path / "p")


def told(site):
    return "\n".join(map(str, site.audit().problems))


def test_the_ticks_of_the_real_charts_are_axes(real):
    trace = json.loads(real.file("site/data/trace.json").read_text("utf-8"))
    assert any(t["kind"] == "axis" for t in trace)


LIES = {
    "a mark moved": ("trend/index.html", rf'(title>{named(POINT)}</title><path transform="translate\([\d.]+,)([\d.]+)', r"\g<1>20", "is not drawn where its value is"),
    "a bar drawn longer": ("destinations/index.html", rf'(title>{named(BAR)}</title><path d="M[\d.]+,[\d.]+h)([\d.]+)', r"\g<1>150", "is not as long as its value"),
    "a mark's words changed": ("trend/index.html", rf"{named(POINT)}</title>", f"{named(POINT).replace(printed(POINT), '7,001')}</title>", "7,001"),
    "a label written by hand": ("trend/index.html", f">{printed(PEAK)}</text>", ">7,001</text>", "'7,001' has no source"),
    "a mark that leads elsewhere": ("trend/index.html", r'(<figure class="chart".*?<a role="link" xlink:href=")[^"]*(#asylum-seekers-2000")', r"\g<1>https://elsewhere.example/\2", "which is no entry"),
    "a text alternative taken out": ("trend/index.html", r'(<svg data-search-exclude role="group" )aria-label="[^"]*"', r"\1", "it has no text alternative"),
    "the table taken out": ("trend/index.html", r"(?s)(<figure class=\"chart\".*?)<details[^>]*>.*?</details>", r"\1", "there is no table of its data beside it"),
    "a row of the CSV changed": ("charts/trend.csv", f",{SHEET.shown(POINT).value},", ",7001,", f"which is not {SHEET.shown(POINT).key}"),
    "a row of the CSV taken out": ("charts/trend.csv", rf".*,{SHEET.shown(POINT).value},.*\n", "", "is in no row"),
    "a row of the specification changed": ("charts/trend.vl.json", f'"value": {SHEET.shown(POINT).value}', '"value": 7001', "which is in no row"),
    "a file of another drawing": ("charts/trend.svg", r"translate\(([\d.]+),([\d.]+)\)\" d=\"M2", 'translate(1,1)" d="M2', "is not the drawing on the page"),
    "a printed value outside of its mark's link": ("trend/index.html", rf"(<text [^>]*>{printed(PEAK)}</text>)</a>", r"</a>\1", f"'{printed(PEAK)}' is printed outside any mark's link"),
    "another mark's value beside a mark": ("trend/index.html", f">{printed(LATER)}</text></a>", f">{printed(PEAK)}</text></a>", f"'{printed(PEAK)}' is printed beside the mark"),
    "a mark that leads to another figure's entry": ("trend/index.html", rf'#{POINT}"(><title>[^<]*: {printed(POINT)},)', r'#asylum-seekers-2015"\1', "is in no row"),
    "a key of the legend in another colour": ("trend/index.html", r'(<g class="role-legend".*?<path [^>]*fill=")var\(--fs-data\)', r"\1var(--fs-soft)", "a key of its legend looks as the marks of no series"),
    "a number in the legend": ("trend/index.html", r'(<g class="role-legend".*?<text [^>]*>)', r"\g<1>777 of ", "its drawing says '777' beside its marks"),
    "another title in the drawing": ("trend/index.html", r'(<g class="role-title"[^>]*><text [^>]*>)[^<]*', r"\1Something else", "its drawing is titled 'Something else"),
    "a source left out of the drawing": ("trend/index.html", r'(<g class="role-credit".*?)ViewUS', r"\1", "its drawing does not name the source 'ViewUS'"),
    "a break without its sign": ("trend/index.html", r'<path [^>]*d="M-[\d.]+,[\d.]+L-[\d.]+,-[\d.]+M[^"]*"[^>]*/>', "", "a break has no sign"),
    "an arrow without its head": ("sources/index.html", r'(<g class="mark-symbol role-mark[^>]*>)<path transform="[^"]*" d="M-[\d.]+,-[\d.]+L[\d.]+,0L[^"]*Z"[^>]*/>', r"\1", "an arrow has no head"),
    "a time below another place": ("destinations/index.html", r'(role-axis-label.*?id="chart-destinations-moved".*?)>Australia</text>', r"\1>Canada</text>", "stands at the name 'Canada'"),
    "a mark moved on a page to embed": ("charts/trend/embed/index.html", rf'(title>{named(POINT)}</title><path transform="translate\([\d.]+,)([\d.]+)', r"\g<1>20", "is not drawn where its value is"),
    "a size of the frame that says more": ("trend/index.html", "(&#60;iframe src&#61;[^<]*?) width", r"\1 of 777 people width", "'777' has no source"),
    "an address for pages alone in the specification": ("charts/trend.vl.json", "https?://[^\"]*#asylum-seekers-2000", "https://figure.invalid/asylum-seekers-2000", "charts/trend.vl.json holds 'figure.invalid'"),
    "a link of the file to another site": ("charts/trend.svg", 'href="[^"#]*#asylum-seekers-2000', 'href="https://elsewhere.example/#asylum-seekers-2000', "which is another site's"),
    "a number where the file comes from": ("charts/trend.svg", r'(<g class="role-origin".*?<text [^>]*>)', r"\g<1>777 ", "charts/trend.svg says '777'"),
    "a colour for pages alone in the file": ("charts/trend.svg", 'fill="#1b5e7a"', 'fill="var(--fs-data)"', "charts/trend.svg holds 'var('"),
    "a period of the CSV changed": ("charts/trend.csv", "end of 2016", "end of 2015", "its period is 2016-12-31"),
    "a tick that is a sentence": ("trend/index.html", r">50,000</text>", ">50,000 fled</text>", "'50,000' has no source"),
}  # fmt: skip


def unseen(site, cases):
    """Which of these lies, told at once, the audit does not see; the site is as before when it has looked."""
    before = {path: path.read_bytes() for path in {site.file(f"site/{LIES[case][0]}") for case in cases}}
    for case in cases:
        name, pattern, new, _ = LIES[case]
        text = site.file(f"site/{name}").read_text("utf-8")
        changed, times = re.subn(pattern, new, text, count=1, flags=re.S if "(?s)" not in pattern else 0)
        assert times == 1, f"{case}: nothing was changed"
        site.file(f"site/{name}").write_text(changed, "utf-8")
    said = told(site)
    for path, text in before.items():
        path.write_bytes(text)
    return [case for case in cases if LIES[case][3] not in said]


ROUNDS = 6


@pytest.mark.slow
@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_drawing_that_lies_is_caught(number, site):
    """Every sixth lie at once, each told in words of its own; one that others hide is told alone."""
    cases = list(LIES)[number::ROUNDS]
    assert len({LIES[case][3] for case in cases}) == len(cases)
    hidden = unseen(site, cases)
    assert len(hidden) < 2 and not (hidden and unseen(site, hidden)), hidden


def test_a_picture_of_another_drawing_is_caught(site):
    one, other = site.file("site/charts/trend.png"), site.file("site/charts/voices.png")
    assert one.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    one.write_bytes(other.read_bytes())
    assert "charts/trend.png is no picture of charts/trend.svg" in told(site)


def test_a_page_to_embed_stands_alone_and_leads_back(real):
    pages = sorted(real.file("site/charts").glob("*/embed/index.html"))
    assert len(pages) == len(list(real.file("site/charts").glob("*.svg"))) > 0
    for path in pages:
        text, found = path.read_text("utf-8"), tree(path)
        name = path.parent.parent.name
        assert "<script" not in text and found.css_first(f"#chart-{name} svg") is not None
        for link in found.css(".origin a")[:1]:
            page, anchor = resolve(path.relative_to(real.file("site")).as_posix(), link.attributes["href"])
            assert tree(real.file("site") / page).css_first(f'[id="{anchor}"]') is not None
        assert all("href" in link.attributes for link in found.css("svg a"))


def test_beside_every_chart_stands_the_line_that_embeds_it_and_a_link_past_its_marks(real):
    seen = 0
    for path in (p for p in real.file("site").rglob("*.html") if "embed" not in p.parts):
        for figure in tree(path).css("figure.chart"):
            code = figure.css_first("details.embed code").text()
            name = figure.id.removeprefix("chart-").partition("--")[0]
            assert re.fullmatch(
                rf'<iframe src="{SITE_URL}charts/{name}/embed/" title="[^"]+" width="100%" height="\d+"></iframe>', code
            )
            target = figure.css_first("a.pass").attributes["href"].removeprefix("#")
            assert figure.css_first(f'details[id="{target}"]') is not None
            seen += 1
    assert seen > 0


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


def test_numbers_beside_points_are_left_out_where_they_might_touch():
    import pandas as pd

    def kept(times, values):
        rows = pd.DataFrame([{"time": t, "value": v, "named": f"{v:,}", "series": "line", "zero": True} for t, v in zip(times, values, strict=True)])  # fmt: skip
        return {n for *_, part in labels.of_points(rows, (2000, 2020), 310, 210, 12) for n in part.named}

    assert kept([2000, 2010, 2020], [100_000, 200_000, 150_000]) == {"100,000", "200,000", "150,000"}
    assert kept([2000, 2018, 2019, 2020], [100_000, 200_000, 199_000, 150_000]) == {"100,000", "200,000", "150,000"}


def test_a_break_divides_what_is_before_from_what_is_after_in_whatever_order_facts_are_entered():
    rows = [r for r in plan("refugees-india").rows if r["series"] in ("line", "break")]
    at = next(r["time"] for r in rows if r["series"] == "break")
    assert {r["segment"] for r in rows if r["time"] < at}.isdisjoint(r["segment"] for r in rows if r["time"] >= at)


def test_the_totals_of_years_are_those_that_the_table_has():
    chart = plan("decisions")
    cells = [cell for _, line in chart.table.rows for cell in line]
    assert sorted(r["value"] for r in chart.rows) == sorted(float(cell.value) for cell in cells)
    rate = plan("protection-rate")
    assert [r["value"] for r in rate.rows] == [float(line[-1].value) for _, line in rate.table.rows]


def test_every_number_in_a_drawing_but_an_axis_tick_is_within_a_link_to_its_entry(real):
    """On the pages and in the files; what stands around the drawing belongs to no mark."""
    site, seen = real.file("site"), 0
    entries = {"sources/index.html"} | {p.relative_to(site).as_posix() for p in site.glob("register/**/index.html")}
    drawings = [(page, svg) for page in site.rglob("*.html") for svg in tree(page).css("figure.chart svg")]
    drawings += [(file, tree(file).css_first("svg")) for file in site.glob("charts/*.svg")]
    for path, svg in drawings:
        for text in (n for n in svg.css("text") if not frames.around(n) and re.search(r"\d", n.text())):
            above = list(ancestors(text))
            if any("role-axis-label" in (n.attributes.get("class") or "") for n in above):
                continue
            link = next((n for n in above if n.tag == "a"), None)
            assert link is not None, f"{text.text()} in {path}"
            href = link.attributes.get("xlink:href") or link.attributes["href"]
            page, anchor = resolve(path.relative_to(site).as_posix(), href.replace(SITE_URL, "../"))
            assert page in entries and tree(site / page).css_first(f'[id="{anchor}"]') is not None
            assert len(link.css("title")) == len(link.css("path")) == 1
            seen += 1
    assert seen > 0


@functools.cache
def tree(path):
    return LexborHTMLParser(path.read_text("utf-8"))


def ancestors(node):
    while (node := node.parent) is not None and node.tag != "svg":
        yield node


@pytest.mark.slow
def test_a_chart_drawn_from_a_hand_typed_number_fails_the_build(toy, monkeypatch):
    """The data stay as they are; only what is drawn is another number."""
    toy.add("docs/index.md", '\n{{ chart("lakes") }}\n')
    assert toy.build("-q").returncode == 0
    macros = toy.file("macros.py").read_text()
    cheat = (
        "\nfrom factsheet.plan import charts as _charts\n_honest = _charts._mark\n"
        "_charts._mark = lambda sheet, words, f, label, **more: _honest(sheet, words, f, label, **more) | ({'value': 1900} if f.fact.id == 'otters-2020-north' else {})\n"
    )
    toy.file("macros.py").write_text(macros + cheat)
    done = toy.build("-q")
    assert done.returncode == 1 and "which is not otters-2020-north@survey-2022" in done.stdout


def test_the_table_beside_a_chart_has_caption_and_scoped_headers(real):
    for name in ("trend", "destinations", "refugees", "claims"):
        tree = LexborHTMLParser(real.file(f"site/{name}/index.html").read_text("utf-8"))
        for table in tree.css("figure.chart details table"):
            assert table.css_first("caption").text().strip()
            assert all(th.attributes.get("scope") in ("col", "row") for th in table.css("th"))


def test_a_charts_files_carry_sources_and_day_of_reading(real):
    svg = real.file("site/charts/trend.svg").read_text("utf-8")
    edition = SHEET.shown(PEAK).source
    credit = frames.texts(LexborHTMLParser(svg).css_first("svg"), "role-credit")
    assert f"{edition.name}, {english().day(edition.issued)}" in credit
    assert f"read on {english().day(edition.accessed)}" in credit and "figure.invalid" not in svg
    with real.file("site/charts/trend.csv").open(encoding="utf-8", newline="") as file:
        assert all(r["fact"] and r["source"] for r in csv.DictReader(file))
    json.loads(real.file("site/charts/trend.vl.json").read_text("utf-8"))


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("form: ranking", "form: rankng", "unknown form 'rankng'. Did you mean 'ranking'"),
    ("form: ranking", "form: accumulation\n  sum: nothing", "unknown fact 'nothing' in sum"),
])  # fmt: skip
def test_a_chart_at_fault_is_told(old, new, expected, toy):
    toy.edit("data/charts.yml", old, new)
    assert any(expected in p for p in toy.problems())


@pytest.mark.slow
def test_a_kept_drawing_with_another_tick_or_of_another_chart_is_drawn_anew_and_never_published(toy):
    toy.add("docs/index.md", '\n{{ chart("lakes") }}\n\n{{ chart("years") }}\n')
    toy.file(".cache").mkdir()  # nothing is in it but what this build keeps
    assert toy.build("-q").returncode == 0
    published = {p.name: p.read_bytes() for p in toy.file("site/charts").iterdir() if p.is_file()}
    page = toy.file("site/index.html").read_text("utf-8")
    kept = sorted(p for p in toy.file(".cache/charts").iterdir() if p.suffix != ".png")
    whole = [path.read_bytes() for path in kept]

    def rebuilt():
        assert toy.build("-q").returncode == 0
        again = {p.name: p.read_bytes() for p in toy.file("site/charts").iterdir() if p.is_file()}
        assert again == published and toy.file("site/index.html").read_text("utf-8") == page
        assert [path.read_bytes() for path in kept] == whole

    for path, text in zip(kept, whole, strict=True):
        changed = text.replace(b">1,000</text>", b">9,000</text>")
        assert changed != text and len(changed) == len(text)
        path.write_bytes(changed)
    rebuilt()
    for path, text in zip(kept, reversed(whole), strict=True):  # each is sound, and stands in another's place
        path.write_bytes(text)
    rebuilt()


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
