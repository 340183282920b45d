"""Names: no two things of one name where a link could not tell them apart; and charts and claims that cannot be computed."""

import re
from collections import Counter

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.rules import ids
from tests.calling import begun as built_page
from tests.calling import page, real_sheet, rendered
from tests.model.test_calculated import begun, mine

__all__ = ["begun", "mine"]  # fixtures


def refused(mine, path, words):
    """The one problem of the data, at the line of `path` that holds `words`."""
    at = next(n for n, line in enumerate(mine.file(path).read_text("utf-8").splitlines(), 1) if words in line)
    (told,) = mine.problems()
    assert told.startswith(f"{path}:{at}: "), told
    return told


def built_with_the_same_words(mine):
    """The build fails with what the checks say of the data, and says nothing else."""
    done = mine.build("-q")
    told = [line for line in done.stdout.splitlines() if ": " in line and not line.endswith("(note)")]
    assert done.returncode == 1 and "Traceback" not in done.stdout + done.stderr
    assert sorted(told) == sorted(mine.problems()) != []


def claim(name):
    return (
        f"- id: {name}\n  source: birdchick-2007\n  quote: more than before\n  locator: 1\n  test: exceeds\n"
        "  left: pairs-2006\n  right: pairs-1990\n"
    )


SHARED = {
    "a fact called as a source": (lambda m: m.fact("birdchick-2007", "pairs"), "data/facts.yml", "birdchick-2007:", "has the id of a source (data/sources.yml:N). Rename one."),
    "a claim called as a source": (lambda m: m.add("data/claims.yml", claim("interior-2021")), "data/claims.yml", "id: interior-2021", "has the id of a source (data/sources.yml:N). Rename one."),
    "a claim called as a fact": (lambda m: m.add("data/claims.yml", claim("pairs-1990")), "data/claims.yml", "id: pairs-1990", "has the id of a fact (data/facts.yml:N). Rename one."),
    "a fact called as a measure's heading": (lambda m: m.fact("measure-pairs", "pairs"), "data/facts.yml", "measure-pairs:", "has the anchor of measure 'pairs' (data/measures.yml:N). Rename one."),
    "a claim called as a chart": (lambda m: m.add("data/claims.yml", claim("chart-states")), "data/claims.yml", "id: chart-states", "has the anchor of chart 'states' (data/charts.yml:N). Rename one."),
    "a source called read": (lambda m: m.edit("data/sources.yml", "id: gazette", "id: read"), "data/sources.yml", "id: read", "has the anchor of a heading that the site has anyway. Rename it."),
    "a fact called derived": (lambda m: m.fact("derived", "pairs"), "data/facts.yml", "derived:", "has the anchor of a heading that the site has anyway. Rename it."),
    "a claim called claims": (lambda m: m.add("data/claims.yml", claim("claims")), "data/claims.yml", "id: claims", "has the anchor of a heading that the site has anyway. Rename it."),
    "a fact called as a published file": (lambda m: m.fact("figures-csv", "pairs"), "data/facts.yml", "figures-csv:", "has the anchor of a heading that the site has anyway. Rename it."),
    "a measure called index": (lambda m: m.measure("index"), "data/measures.yml", "index:", "would take the place of the register's. Rename it."),
    "a fact called index": (lambda m: m.fact("index", "pairs"), "data/facts.yml", "index:", "would take the place of the list of claims. Rename it."),
    "a statement called index": (lambda m: [m.add("data/claims.yml", claim(name).replace("  source:", "  statement: index\n  source:")) for name in ("more",)] and m.add("data/claims.yml", claim("again").replace("  source:", "  statement: more\n  source:")), "data/claims.yml", "statement: index", "would take the place of the list of claims. Rename it."),
    "a fact called as a device, which names its files": (lambda m: m.fact("con", "pairs"), "data/facts.yml", "con:", "is the name of a device"),
}  # fmt: skip


@pytest.mark.parametrize("case", SHARED)
def test_a_name_that_leads_to_two_places_is_refused_at_its_line(case, mine):
    make, path, words, told = SHARED[case]
    make(mine)
    if path == "data/facts.yml":
        mine.figure(words.rstrip(":"), "12")
    assert told in re.sub(r"yml:\d+\)", "yml:N)", refused(mine, path, words))


@pytest.mark.slow
def test_the_build_refuses_such_names_in_the_same_words(mine):
    for case in (
        "a claim called as a source",
        "a claim called claims",
        "a source called read",
        "a fact called derived",
    ):
        SHARED[case][0](mine)
    mine.figure("derived", "12")
    assert len(mine.problems()) == 4
    built_with_the_same_words(mine)


def anchors(html):
    """The anchors of a page, as often as each stands there."""
    return Counter(n.attributes["id"] for n in LexborHTMLParser(html).css("[id]"))


def twice(site):
    return {
        path.relative_to(site).as_posix(): repeated
        for path in site.rglob("*.html")
        if (repeated := [name for name, times in anchors(path.read_text("utf-8")).items() if times > 1])
    }


@pytest.mark.slow
def test_no_page_of_the_real_site_or_of_a_new_one_has_an_anchor_twice(real, mine):
    mine.built()
    assert twice(real.file("site")) == twice(mine.file("site")) == {}


@pytest.mark.slow
def test_no_data_page_has_an_anchor_twice(mine):
    """The name of the measure, as the host would make an anchor of it, is the name of a fact."""
    mine.fact("breeding-pairs", "pairs")
    mine.figure("breeding-pairs", "12")
    done = mine.build("-q")
    assert done.returncode == 0, done.stdout
    assert twice(mine.file("site")) == {}
    assert {"measure-pairs", "breeding-pairs"} <= set(anchors(mine.file("site/register/pairs/index.html").read_text()))


@pytest.mark.slow
def test_an_anchor_that_stands_twice_is_caught_by_the_audit(mine):
    mine.add("docs/sources.md", "\n## Again { #gazette }\n")
    done = mine.build("-q")
    assert done.returncode == 1 and "the anchor 'gazette' occurs twice on the page" in done.stdout


@pytest.mark.slow
def test_every_anchor_that_macros_write_is_an_id_bears_its_kind_or_is_reserved(real):
    calls = ("register", "sources", "claims", "disagreements", "downloads", "corrections")
    sheet = real_sheet()
    text = "\n".join([*(f"{{{{ {name}() }}}}" for name in calls), *(f'{{{{ chart("{c}") }}}}' for c in sheet.charts)])
    session = built_page(real.root, page(text))
    written = [rendered(session, "docs/lakes.md")]
    found = {
        name
        for text in written
        for name in re.findall(r'\{ #([^ }]+)[^}\n]*\}|<(?:h3|p|figure)[^>]* id="([^"]*)"', text)
    }
    found = {heading or element for heading, element in found}
    kept = {*sheet.sources, *sheet.facts, *sheet.claims, *ids.OWN}
    kept |= {f"measure-{m}" for m in sheet.measures} | {f"chart-{c}" for c in sheet.charts}
    assert {"derived", "read", "claims"} < found
    # No id of data/ has a dot or two hyphens, as those of press figures and of calculated numbers do.
    assert {name for name in found - kept if "--" not in name and "." not in name} == set()


# ---------------------------------------------------------------- charts and claims that cannot be computed


def dated(m):
    m.measure("law", unit="date", kind="date")
    for year in ("2014", "2015"):
        m.fact(f"law-{year}", "law", year, "")
        m.figure(f"law-{year}", f"{year}-07-08")


def every_year(m):
    m.measure("nests")
    m.fact("nests-yearly", "nests", "P1Y")
    m.figure("nests-yearly", "12")


def placeless(m):
    m.measure("eyries")
    for year in ("2015", "2016"):
        m.fact(f"nests-{year}", "eyries", year, "")
        m.figure(f"nests-{year}", year[2:])


def chart(form, draws):
    text = f"bad:\n  form: {form}\n  title: Bad\n  says: It cannot be drawn.\n  {draws}\n"
    return text + ("  sum: pairs-2006\n" if form == "accumulation" else "")


UNDRAWABLE = {
    "a date over time": (dated, "timeline", "measure: law", "which is a date"),
    "a date added up": (dated, "accumulation", "facts: [law-2014, law-2015]", "which is a date"),
    "a date ranked": (dated, "ranking", "facts: [law-2014, law-2015]", "which is a date"),
    "a date set beside": (dated, "timeline", "also: law-2014\n  facts: pairs-2006", "which is a date"),
    "every year over time": (every_year, "timeline", "facts: nests-yearly", "whose period 'P1Y' has no end"),
    "every year added up": (every_year, "accumulation", "facts: [nests-yearly, pairs-1990]", "whose period 'P1Y'"),
    "a ranking of what has no place": (placeless, "ranking", "facts: [nests-2015, nests-2016]", "which has no place"),
    "a ranking of one place": (lambda m: None, "ranking", "facts: [pairs-1990, pairs-2006]", "draws only 'WLD'"),
    "a sum of one": (lambda m: None, "accumulation", "facts: pairs-1990", "adds up 'pairs-1990' alone"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNDRAWABLE)
def test_a_chart_that_cannot_be_drawn_is_refused_at_its_line(case, mine):
    make, form, draws, told = UNDRAWABLE[case]
    make(mine)
    mine.add("data/charts.yml", chart(form, draws))
    at = "bad:" if "alone" in told or "only" in told else draws.splitlines()[0]
    assert told in refused(mine, "data/charts.yml", at)


@pytest.mark.slow
def test_the_build_refuses_such_charts_in_the_same_words(mine):
    for make in (dated, every_year, placeless):
        make(mine)
    for n, (_, form, draws, _) in enumerate(UNDRAWABLE.values()):
        mine.add("data/charts.yml", chart(form, draws).replace("bad:", f"bad-{n}:", 1))
        mine.page(f'{{{{ chart("bad-{n}") }}}}\n\n{{{{ table("bad-{n}") }}}}')
    built_with_the_same_words(mine)


@pytest.mark.parametrize("test", ["ranking", "exceeds", "first-above", "rise", "rising"])
def test_a_claim_on_dates_is_refused_at_its_line(test, mine):
    dated(mine)
    sides = "  right: [law-2014, law-2015]\n" if test == "rising" else "  left: law-2015\n  right: law-2014\n"
    stated = (
        "figure: pairs-1963@delisting-2007"
        if test in ("rise", "first-above")
        else "source: gazette\n  quote: a record\n  locator: 1"
    )
    mine.add("data/claims.yml", f"- id: gazette-record\n  {stated}\n  test: {test}\n{sides}")
    assert "'gazette-record': 'law-201" in refused(mine, "data/claims.yml", sides.strip().splitlines()[0])


@pytest.mark.slow
def test_a_date_that_a_dataset_and_an_article_give_needs_no_verdict(mine):
    dated(mine)
    mine.figure("law-2014", "2014-07-08", "exact", "gazette", "July 8, 2014")
    mine.built()


@pytest.mark.slow
def test_a_ranking_over_time_of_what_has_no_place_is_told_without_one(mine):
    placeless(mine)
    mine.add(
        "data/claims.yml",
        "- id: gazette-record\n  source: gazette\n  quote: a record\n  locator: 1\n  test: ranking\n  left: nests-2016\n  right: nests-2015\n",
    )
    mine.built()
    assert (
        "(, "
        not in LexborHTMLParser(mine.file("site/claims/index.html").read_text("utf-8")).css_first("article").text()
    )
