"""Timelines: a line joins what datasets give, and nothing that others state is called a dataset's."""

from factsheet import data, model
from factsheet.plan import charts
from factsheet.plan.messages import english


def years(project):
    """The worked-out timeline of the made-up fact-sheet."""
    folder = data.read(project.root / "data")
    sheet, messages = model.build(folder, english().label), english()
    return charts.work_out(sheet, next(c for c in folder.charts if c.id == "years"), (), messages)


def column(chart, name):
    """The sources in a column of the table beside a chart, row by row."""
    at = chart.table.heads.index(name) - 1
    cells = [row[at] or () for _, row in chart.table.rows]
    return [[f.source.id for f in (cell if isinstance(cell, tuple) else (cell,))] for cell in cells]


def without(project, *facts):
    """Take what the dataset gives for facts out of the made-up fact-sheet."""
    path = project.file("data/figures.csv")
    gone = tuple(f"{fact},survey-2022" for fact in facts)
    path.write_text("".join(ln for ln in path.read_text("utf-8").splitlines(True) if not ln.startswith(gone)), "utf-8")


def test_a_figure_that_no_dataset_gives_stands_with_what_articles_state(toy):
    without(toy, "otters-2015")
    chart = years(toy)
    assert [row["source"] for row in chart.rows if row["series"] == "line"] == ["survey-2022"]
    assert [row["source"] for row in chart.rows if row["series"] == "stated"] == ["gazette", "herald"]
    assert column(chart, english()("data-column")) == [[], ["survey-2022"]]
    assert column(chart, english()("stated-column")) == [["gazette"], ["herald"]]


def test_where_no_dataset_gives_anything_no_word_says_so(toy):
    without(toy, "otters-2015", "otters-2020")
    toy.add("data/figures.csv", "otters-2015,herald,1000,exact,,survey-note,1000 otters,2,\n")
    chart = years(toy)
    assert [row["series"] for row in chart.rows] == ["line", "stated", "line"]
    assert english()("leading-column") in chart.table.heads
    told = " ".join([*chart.table.heads, *(key.text for key in chart.legend)]).lower()
    assert "dataset" not in told and "articles" not in told and chart.legend
