"""The sites that are measured: valid fact-sheets, and twins that read the same. Nothing here is timed."""

import pytest

from bench import sites, twins


@pytest.fixture(scope="module")
def smallest(tmp_path_factory):
    """The smallest site and its plain twin, both built; the build audits ours."""
    folder = tmp_path_factory.mktemp("bench")
    ours = sites.make(folder / "ours", sites.size("3x20x1"))
    return ours, twins.make(ours, folder / "plain")


def test_the_twin_reads_as_ours_does(smallest):
    ours, plain = (project / "site" for project in smallest)
    told = twins.articles(ours)
    assert (
        len(told) == 6 + sites.MEASURES
        and "otters were seen" in told["index.html"]
        and "Survey of Lakes" in told["register/kind-aaa/index.html"]
    )
    assert twins.differences(ours, plain) == []


def test_a_twin_that_reads_otherwise_is_told(smallest):
    ours, plain = (project / "site" for project in smallest)
    page = plain / "page-aab/index.html"
    kept = page.read_text("utf-8")
    page.write_text(kept.replace("walks the same shores", "walks other shores"), "utf-8")
    assert twins.differences(ours, plain) == ["page-aab/index.html"]
    page.write_text(kept, "utf-8")


def test_the_twin_has_nothing_of_ours_that_costs_time(smallest):
    _, plain = smallest
    text = (plain / "mkdocs.yml").read_text("utf-8")
    assert "macros" not in text and "hooks" not in text and not (plain / "data").exists()
    assert not (plain / "site/data").exists() and not (plain / "site/charts").exists()
    assert all("{{" not in p.read_text("utf-8") for p in (plain / "docs").rglob("*.md"))


def test_the_plugin_alone_changes_nothing(smallest, tmp_path):
    _, plain = smallest
    plugged = twins.plugged(plain, tmp_path / "plugged")
    assert "- macros" in (plugged / "mkdocs.yml").read_text("utf-8")
    assert twins.differences(plugged / "site", plain / "site") == []


def test_every_figure_stands_on_a_page_and_the_size_is_as_asked(smallest):
    ours, _ = smallest
    rows = (ours / "data/figures.csv").read_text("utf-8").splitlines()[1:]
    pages = "\n".join(p.read_text("utf-8") for p in (ours / "docs").glob("*.md"))
    assert len(rows) == 20 and pages.count("{{ figure(") == 20 and pages.count("{{ chart(") == 1
    assert len(list((ours / "docs").glob("*.md"))) == 3 + 2


@pytest.mark.parametrize("text", ["", "10", "10x", "x60", "10x60x4x1", "0x5", "3x60x4", "ten x five"])
def test_what_is_no_size_is_refused(text):
    with pytest.raises(ValueError, match=r"Write pages|more charts"):
        sites.size(text)
