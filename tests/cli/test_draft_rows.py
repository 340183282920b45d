"""Which fact a passage may speak of, and the rows that are proposed."""

import csv
import io

import pytest

from factsheet import data, model
from factsheet.cli import draft_rows

SOURCE = "  - id: {0}\n    type: webpage\n    title: T\n    publisher: {1}\n    custom: {{profile: P., read: false}}\n"


@pytest.fixture
def sheet(toy):
    return model.build(data.read(toy.root / "data", toy.root))


def gather(sheet, *body, issued=""):
    return draft_rows.gather(sheet, "Otters", list(body), issued)


BEST = {
    "an equal value": ("Births came to 410 that summer.", "births-2020", False),
    "an interval that meets": ("At the end of 2015 there were about 1,200 otters.", "otters-2015", False),
    "a place": ("At the end of 2020, 1,804 otters were in North Lake.", "otters-2020-north", False),
    "another value of it": ("At the end of 2020 there were 2,500 otters.", "otters-2020", True),
    "the middle of a year": ("In mid-2020 there were 2,300 otters.", "otters-2020-mid", False),
    "a percentage": ("Otters rose by more than 200 percent.", "rise-2015-2020", False),
    "a date": ("The otter law began on July 8, 2014, it says.", "otter-law", False),
    "the nearest of two places": (
        "At the end of 2020 North Lake had 1,900 otters, and South Lake 600.",
        "otters-2020-north",
        True,
    ),
    "the same digits in a sentence of other years": (
        "It fell after 2022 from 1,804 otters, it says of 2023.",
        "otters-2020-north",
        False,
    ),
    "nothing known": ("He paid 77 crowns for it.", "TODO", False),
}


@pytest.mark.parametrize("case", BEST)
def test_the_likeliest_fact_is_proposed_and_a_conflict_is_marked(case, sheet):
    text, fact, conflicts = BEST[case]
    made, _ = gather(sheet, text)
    assert [(p.fact, p.conflicts) for p in made][:1] == [(fact, conflicts)]
    assert ("CONFLICTS with" in made[0].remark()) == conflicts
    assert len(made[0].facts) <= 3


def test_last_year_is_known_by_the_day_of_issue(sheet):
    said = "Last year there were 2,900 otters."
    assert (
        gather(sheet, said, issued="2016-03-01")[0][0].fact == "otters-2020"
    )  # by its value, beside which no year is known
    years = [s.fact.id for s in gather(sheet, said, issued="2021-03-01")[0][0].facts]
    assert years[0] == "otters-2020"
    assert gather(sheet, said, issued="2021-03-01")[0][0].facts[0].points > gather(sheet, said)[0][0].facts[0].points


def test_an_upper_bound_and_a_range_are_proposed_with_their_qualifiers(sheet):
    [found] = gather(sheet, "At the end of 2020 there were fewer than 3,000 otters.")[0]
    assert (found.passage.qualifier, found.conflicts) == ("at-most", False)
    [found] = gather(sheet, "At the end of 2020 there were between 2,500 and 3,000 otters.")[0]
    assert (found.passage.value, found.passage.qualifier, found.conflicts) == ("2500/3000", "between", True)


def test_what_was_said_before_is_left_out_and_another_number_for_the_same_fact_is_marked(sheet):
    one = "At the end of 2020 there were 2,400 otters in the land."
    made, left = gather(sheet, one, one.replace("in the land", "there"), one.replace("2,400", "2,500"))
    assert [p.passage.value for p in made] == ["2400", "2500"] and made[1].again
    assert [out.why for out in left if out.why == "said before"] == ["said before"]
    assert "a row above names the same fact" in made[1].remark()


def test_a_date_that_no_fact_knows_is_left_out(sheet):
    made, left = gather(sheet, "He came on May 3, 1999, they say.")
    assert not made and [out.why for out in left] == ["dates"]


CREDITED = {
    "said": ("Old Zoo said that it had 2,400 otters.", "en", "zoo"),
    "a source of data": ("There are 2,400 otters, according to data from the Old Zoo.", "en", "zoo"),
    "named as a place": ("Visitors of Old Zoo saw 2,400 otters.", "en", ""),
    "named beside one that is credited": ("According to Old Zoo, there were 2,400 otters at New Zoo.", "en", "zoo"),
    "two credited": ("Old Zoo said and New Zoo reported that there are 2,400 otters.", "en", ""),
    "one name of two sources": ("The Pond reported 2,400 otters.", "en", ""),
    "nobody": ("There are 2,400 otters.", "en", ""),
    "in another sentence": ("Old Zoo said so. There are 2,400 otters here.", "en", ""),
    "in German": ("Laut Old Zoo gibt es dort 2400 Otter.", "de", "zoo"),
    "named in German": ("Beim Old Zoo gibt es etwa 2400 Otter.", "de", ""),
    "in French": ("Selon le Old Zoo, il y a 2400 loutres.", "fr", "zoo"),
    "named in French": ("Près du Old Zoo, il y a 2400 loutres.", "fr", ""),
    "in Chinese": ("据老动物园统计，全国的湖泊里共有2,400只水獭，比前几年多得多。", "zh-Hans", "laozoo"),
    "named in Chinese": ("如今在老动物园旁边的湖泊里共有2,400只水獭，比前几年多得多。", "zh-Hans", ""),
}


@pytest.mark.parametrize("case", CREDITED)
def test_the_only_source_that_a_sentence_credits_is_proposed_and_one_it_only_names_is_not(case, toy):
    text, language, via = CREDITED[case]
    for name, house in (
        ("zoo", "Old Zoo"),
        ("new", "New Zoo"),
        ("pond-1", "The Pond"),
        ("pond-2", "The Pond"),
        ("laozoo", "老动物园"),
    ):
        toy.add("data/sources.yml", SOURCE.format(name, house))
    sheet = model.build(data.read(toy.root / "data", toy.root))
    made, _ = draft_rows.gather(sheet, "Otters", [text], "", language)
    assert [p.via for p in made if p.passage.value == "2400"] == [via]


def test_every_row_begins_with_a_sign_and_has_the_columns_of_the_table(sheet):
    made, _ = gather(
        sheet, 'So "about 1,200, or more" otters were seen at the end of 2015.', "He paid 77 crowns for it."
    )
    rows = list(csv.reader(io.StringIO(draft_rows.rows(made, "times", "\r\n"), newline="")))
    assert len(rows) == 5 and all(row[0].startswith("#") for row in rows)
    assert [len(row) for row in rows] == [1, 1, 9, 1, 9]
