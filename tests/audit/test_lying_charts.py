"""Every way a drawing could lie, and that the audit sees it."""

import csv
import functools
import json
import re
import shutil

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.audit import frames
from factsheet.audit.addresses import resolve
from factsheet.plan.messages import english
from factsheet.render.charts import labels
from tests.browser import SITE_URL
from tests.conftest import Project
from tests.render.test_charts import BAR, LATER, PEAK, POINT, SHEET, named, plan, printed

pytestmark = pytest.mark.slow


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
