"""Each style's own order: who, when, what, in what, where and when read. The examples are made up to the rules of its manual."""

import pytest

from factsheet import data, model
from factsheet.plan import citation_styles
from factsheet.plan.citation_styles import STYLES
from factsheet.plan.messages import english
from factsheet.plan.site_settings import SiteSettings
from factsheet.text import citation_dates

ARTICLE = {
    "type": "article-newspaper", "title": "Otters “doubled”", "container-title": "The Herald", "URL": "https://h.example/a",
    "author": [{"family": "Reed", "given": "Ann-Marie B."}, {"family": "Marsh", "given": "Lee"}], "issued": "2021-03-04", "accessed": "2024-01-02",
}  # fmt: skip
DATASET = {
    "type": "dataset", "title": "Otter survey", "publisher": "Lakeland Survey", "version": "final", "URL": "https://s.example/",
    "issued": "2022-09", "accessed": "2024-09-30",
}  # fmt: skip


def cited(style, **fields):
    source = model.Source("x", 1, data.Entry("sources.yml", 1, "x", fields))
    return STYLES[style](citation_styles.of_source(source), english())


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("APA", "Reed, A.-M. B., & Marsh, L. (2021, March 4). Otters “doubled”. The Herald. Retrieved January 2, 2024, from https://h.example/a"),
        ("Chicago", "Reed, Ann-Marie B., and Lee Marsh. “Otters ‘doubled’.” The Herald, March 4, 2021. Accessed January 2, 2024. https://h.example/a."),
        ("MLA", "Reed, Ann-Marie B., and Lee Marsh. “Otters ‘doubled’.” The Herald, 4 Mar. 2021, https://h.example/a. Accessed 2 Jan. 2024."),
    ],
)  # fmt: skip
def test_an_article_is_cited_in_the_order_of_each_style(style, told):
    assert cited(style, **ARTICLE) == told


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("APA", "Lakeland Survey. (2022, September). Otter survey (final) [Data set]. Retrieved September 30, 2024, from https://s.example/"),
        ("Chicago", "Lakeland Survey. “Otter survey.” final. September 2022. Accessed September 30, 2024. https://s.example/."),
        ("MLA", "“Otter survey.” Lakeland Survey, final, Sept. 2022, https://s.example/. Accessed 30 Sept. 2024."),
    ],
)  # fmt: skip
def test_a_dataset_is_cited_by_its_publisher_whom_no_style_names_twice(style, told):
    assert cited(style, **DATASET) == told


def test_what_has_no_date_says_so_where_its_style_asks_for_one():
    undated = {key: value for key, value in ARTICLE.items() if key != "issued"}
    assert "(n.d.)." in cited("APA", **undated) and "The Herald, n.d." in cited("Chicago", **undated)
    assert "n.d." not in cited("MLA", **undated)


def test_translators_stand_for_authors_with_their_role_and_of_three_authors_the_mla_names_one():
    people = [{"family": "Doe", "given": "Jo"}]
    translated = {**ARTICLE, "author": [], "translator": people}
    assert cited("APA", **translated).startswith("Doe, J. (Trans.). (")
    assert cited("Chicago", **translated).startswith("Doe, Jo, trans. “")
    assert cited("MLA", **translated).startswith("Doe, Jo, translator. “")
    assert cited("MLA", **{**ARTICLE, "author": people * 3}).startswith("Doe, Jo, et al. “")
    assert cited("Chicago", **{**ARTICLE, "author": [{"literal": "Lake and River"}]}).startswith("Lake and River. “")


@pytest.mark.parametrize("style", STYLES)
def test_a_page_of_the_site_is_cited_by_the_site_with_its_release_day_and_address(style):
    settings = SiteSettings("Lakes", "https://l.example/", release="1.2.3")
    work = citation_styles.of_page("Otters", "https://l.example/otters/", "2024-01-02", settings, english())
    told = STYLES[style](work, english())
    assert told.count("Lakes") == 1 and "release 1.2.3" in told and "https://l.example/otters/" in told
    key = {"APA": "apa", "Chicago": "chicago", "MLA": "mla"}[style]
    assert citation_dates.day("2024-01-02", key) in told


def test_a_date_is_written_as_each_style_writes_it():
    forms = {style: citation_dates.day("2021-09-04", style) for style in citation_dates.FORMS}
    assert forms == {
        "apa": "2021, September 4",
        "apa-read": "September 4, 2021",
        "chicago": "September 4, 2021",
        "mla": "4 Sept. 2021",
    }
    assert citation_dates.day("2021", "apa") == "2021" and citation_dates.day("soon", "mla") == "soon"
