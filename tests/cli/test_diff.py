"""`diff`: what a change of the data touches, in real repositories made of the toy."""

import re

import pytest

from factsheet.cli import diff
from tests.cli.test_revisions import commit, git

CLAIMS = """- id: herald-rise
  figure: rise-2015-2020@herald
  test: rise
  left: otters-2015
  right: otters-2020
"""
# The page that the engine makes for the statement, by its address; and the page whose file calls it.
CLAIMED = "claims/rise-2015-2020/, docs/index.md"


@pytest.fixture
def kept(toy):
    """The toy with a claim, under git."""
    toy.file("data/claims.yml").write_text(CLAIMS, "utf-8")
    toy.add("docs/index.md", '\n{{ claim("herald-rise") }}\n')
    commit(toy.root)
    return toy


def changes_since(project, revision="HEAD"):
    return diff.since(project.root, revision)


def row(report, first):
    """The cells after the first of the row that begins so."""
    found = [line for line in report.splitlines() if line.startswith(f"| {first} ")]
    assert len(found) == 1, report
    return [cell.strip() for cell in found[0].split("|")[2:-1]]


def test_nothing_changed_is_said(kept):
    report = changes_since(kept)
    assert report.startswith(f"# What has changed since {git(kept.root, 'rev-parse', 'HEAD')[:9]} of ")
    assert report.endswith("No figure, no verdict and no calculated number has changed.")


def test_a_changed_value_is_told_with_its_pages_and_what_is_calculated_from_it(kept):
    kept.edit("data/figures.csv", "survey-2022,2400,exact", "survey-2022,2900,exact")  # the herald's "nearly 3,000"
    report = changes_since(kept)
    assert row(report, "`otters-2020@survey-2022`") == ["2,400", "2,900", CLAIMED]
    assert row(report, "Change: Otters, end of 2015 → Otters, end of 2020") == ["+100%", "+142%", CLAIMED]
    assert row(report, "Ratio: Otters, end of 2020 ÷ Otters, end of 2015") == ["2 times", "2.4 times", "docs/index.md"]
    assert "Figures: 1 changed, 0 added, 0 removed. Verdicts that flip: 1." in report


def test_a_verdict_that_flips_is_told(kept):
    kept.edit("data/figures.csv", "survey-2022,2400,exact", "survey-2022,3700,exact")
    report = changes_since(kept)
    before, after, where = row(report, "`herald-rise`")
    assert before == "Ratio, not increase" and after == "Matches, rounded" and where == CLAIMED
    assert "Verdicts that flip: " in report and "Verdicts that flip: 0" not in report


def test_a_verdict_alone_flips_where_only_a_claim_is_edited(kept):
    kept.edit("data/claims.yml", "right: otters-2020", "right: otters-2020-mid")
    report = changes_since(kept)
    assert "## Figures" not in report and row(report, "`herald-rise`")[0] == "Ratio, not increase"


def test_added_and_removed_figures_are_told(kept):
    kept.edit("data/figures.csv", 'births-2020,survey-2022,410,exact,,,,"table births; year=2020",\n', "")
    kept.edit("docs/index.md", '{{ figure("births-2020") }}', "many")
    kept.add("data/figures.csv", "births-2020,gazette,400,about,,,about 400,1,\n")
    report = changes_since(kept)
    assert row(report, "`births-2020@survey-2022`") == ["410", "–", "docs/index.md"]
    assert row(report, "`births-2020@gazette`") == ["–", "about 400", "only where all are listed"]
    assert row(report, "`births-2020`") == ["shows survey-2022", "shows gazette", "only where all are listed"]
    assert "Figures: 0 changed, 1 added, 1 removed." in report


def test_a_change_of_words_is_told_as_words(kept):
    kept.edit(
        "data/figures.csv", 'about,,survey-note,"about 1,200 otters",1', 'about,place=NLK,survey-note,"about 1,200",2'
    )
    before, after, _ = row(changes_since(kept), "`otters-2015@gazette`")
    assert before == "worded none; “about 1,200 otters”; locator 1"
    assert after == "worded place=NLK; “about 1,200”; locator 2"


def test_another_figure_shown_is_told_and_so_are_the_numbers_made_of_it(kept):
    kept.edit("docs/index.md", '{{ claim("herald-rise") }}', "")  # it rests on the survey, whatever is shown
    commit(kept.root)
    kept.edit("data/facts.yml", "show: survey-2022", "show: herald")
    report = changes_since(kept)
    assert row(report, "`otters-2020`") == ["shows survey-2022", "shows herald", "docs/index.md"]
    assert row(report, "Change: Otters, end of 2015 → Otters, end of 2020")[0] == "+100%"
    assert "## Figures" not in report


def test_counts_and_the_edition_on_pages_are_told(kept):
    kept.edit("data/sources.yml", "issued: 2022-05-06", "issued: 2022-06-06")
    kept.edit("data/sources.yml", "type: article-newspaper", "type: report")
    report = changes_since(kept)
    assert row(report, "articles read") == ["2", "1", "docs/index.md"]
    assert row(report, "edition") == ["May 2022", "June 2022", "docs/index.md"]


def test_committed_changes_and_older_revisions_compare_the_same(kept):
    kept.edit("data/figures.csv", "survey-2022,2400,exact", "survey-2022,2500,exact")
    commit(kept.root)
    assert "has changed." in changes_since(kept) and "2,500" in changes_since(kept, "HEAD~1")


def test_what_the_data_say_is_no_markup(kept):
    kept.edit("data/figures.csv", 'exact,,,"July 8, 2014",3,', 'exact,,,"July 8, 2014",3,a|b <b>*c* [d](e)')
    told = changes_since(kept)
    assert r"note a\|b \<b\>\*c\* \[d\](e)" in told


def test_columns_stand_in_line(kept):
    kept.edit("data/figures.csv", "survey-2022,2400,exact", "survey-2022,2500,exact")
    for block in re.findall(r"(?:^\|.*\n?)+", changes_since(kept), re.M):
        assert len({len(line) for line in block.splitlines()}) == 1


def test_calls_that_are_refused_are_listed(kept):
    kept.add("docs/index.md", '\n{% for fact in ["otters-2020"] %}{{ figure(fact) }}{% endfor %}\n')
    line = len(kept.file("docs/index.md").read_text("utf-8").splitlines())
    assert f"- docs/index.md:{line}: figure: fact is not an id" in changes_since(kept)


# ---------------------------------------------------------------- what cannot be compared


def refused(project, revision="HEAD"):
    done = project.run("factsheet", "diff", revision)
    assert done.returncode == 1 and "Traceback" not in done.stderr and not done.stdout
    return done.stderr


def test_the_command_prints_the_report(kept):
    kept.edit("data/figures.csv", "survey-2022,2400,exact", "survey-2022,2500,exact")
    done = kept.run("factsheet", "diff", "HEAD")
    assert done.returncode == 0 and done.stdout == changes_since(kept) + "\n"


def test_a_revision_or_a_repository_that_is_not_there_is_told(kept, toy):
    assert "there is no revision 'v9'" in refused(kept, "v9")


def test_a_folder_without_git_is_told(toy):
    assert "not a git repository" in refused(toy)


def test_data_that_cannot_be_read_are_told_with_where(kept):
    good = kept.file("data/figures.csv").read_text("utf-8")
    kept.edit("data/figures.csv", "fact,source,value", "fact;source;value")
    assert "the data cannot be read now: data/figures.csv:1: " in refused(kept)
    commit(kept.root)
    kept.file("data/figures.csv").write_text(good, "utf-8")
    assert "the data cannot be read in revision" in refused(kept)


def test_a_revision_before_the_data_is_told(kept):
    git(kept.root, "rm", "-rq", "--cached", "data")
    git(kept.root, "commit", "-qm", "No data")
    assert "there is no data/ in revision" in refused(kept)


def test_nothing_in_the_folder_is_touched(kept):
    kept.edit("data/figures.csv", "survey-2022,2400,exact", "survey-2022,2500,exact")

    def state():
        paths = (p for p in kept.root.rglob("*") if p.is_file() and ".git" not in p.parts)
        return {p: p.read_bytes() for p in paths}

    before = state()
    changes_since(kept)
    assert state() == before and git(kept.root, "status", "--porcelain") == "M data/figures.csv"
