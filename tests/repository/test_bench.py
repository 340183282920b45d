"""The sites that are measured: valid fact-sheets, and twins that read the same. Nothing here is timed."""

import json

import pytest

from bench import __main__ as bench
from bench import sites, timing, twins


@pytest.fixture(scope="module")
def smallest(tmp_path_factory):
    """The smallest site and its twin, both built; the build audits ours."""
    folder = tmp_path_factory.mktemp("bench")
    ours = sites.make(folder / "ours", sites.size("3x20x1"))
    twin = twins.make(ours, folder / "twin")
    timing.build(ours)
    return ours, twin


def test_the_twin_reads_as_ours_does(smallest):
    ours, twin = (project / "site" for project in smallest)
    told = twins.articles(ours)
    assert (
        len(told) > 5 + sites.MEASURES
        and "otters were seen" in told["index.html"]
        and "Survey of Lakes" in told["register/kind-aaa/index.html"]
    )
    assert twins.differences(ours, twin) == []


def test_a_twin_that_reads_otherwise_is_told(smallest):
    ours, twin = (project / "site" for project in smallest)
    page = twin / "page-aab/index.html"
    kept = page.read_text("utf-8")
    page.write_text(kept.replace("walks the same shores", "walks other shores"), "utf-8")
    assert twins.differences(ours, twin) == ["page-aab/index.html"]
    page.write_text(kept, "utf-8")


def test_the_twin_has_the_macros_plugin_and_nothing_of_ours(smallest):
    _, twin = smallest
    text = (twin / "mkdocs.yml").read_text("utf-8")
    assert "- macros\n" in text and "hooks" not in text and not (twin / "data").exists()
    assert not (twin / "site/data").exists() and not (twin / "site/charts").exists()
    assert all("{{" not in p.read_text("utf-8") for p in (twin / "docs").rglob("*.md"))


def test_files_of_ours_are_those_beside_the_pages_that_the_twin_has_not(smallest):
    found = twins.published(*smallest)
    assert "data/figures.csv" in found and "charts/trend-aaa.svg" in found and "stylesheets/factsheet.css" in found
    assert not [name for name in found if name.endswith(".html")], "pages to embed are pages"
    assert not [name for name in found if name.startswith("assets/javascripts/lunr/")]


def test_every_figure_stands_on_a_page_and_the_size_is_as_asked(smallest):
    ours, _ = smallest
    rows = (ours / "data/figures.csv").read_text("utf-8").splitlines()[1:]
    pages = "\n".join(p.read_text("utf-8") for p in (ours / "docs").glob("*.md"))
    assert len(rows) == 20 and pages.count("{{ figure(") == 20 and pages.count("{{ chart(") == 1
    assert len(list((ours / "docs").glob("*.md"))) == 3 + 2


def test_a_build_that_fails_is_told_with_what_it_said(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    with pytest.raises(RuntimeError, match=r"(?s)mkdocs build -q failed:.*mkdocs\.yml"):
        timing.build(tmp_path)


def test_results_are_kept_with_the_goals_the_noise_and_the_machine(tmp_path):
    rows = list(bench._told(("the twin beside itself", 1, [0.9, 1.1, 1.0], ""), ("warm", 1.15, [1.4], "")))
    bench._keep(rows, tmp_path / "kept/bench.json")
    held = json.loads((tmp_path / "kept/bench.json").read_text("utf-8"))
    assert [m["median"] for m in held["measured"]] == [1.0, 1.4] and held["measured"][1]["goal"] == 1.15
    assert held["processors"] and held["python"]


@pytest.mark.parametrize("text", ["", "10", "10x", "x60", "10x60x4x1", "0x5", "3x60x4", "ten x five"])
def test_what_is_no_size_is_refused(text):
    with pytest.raises(ValueError, match=r"Write pages|more charts"):
        sites.size(text)


def test_a_peak_is_that_of_the_build_and_not_of_what_started_it(smallest):
    """A process begins with the peak of the one that starts it."""
    held = bytes(300 * timing.MEGABYTE) + b"otters"
    seconds, peak = timing.build(smallest[0])
    assert seconds > 0 and 20 * timing.MEGABYTE < peak < len(held)
