"""The numbers of a text, as they are proposed; the last test holds for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.cli import number_extraction
from factsheet.cli.number_extraction import LeftOut, Passage
from factsheet.text import dates, printed


def read(*body, title="Otters"):
    return list(number_extraction.read(title, list(body)))


FOUND = {
    "plain": ("In all there were 118,476 of them.", ("118476", "exact", "118,476", "")),
    "a hedge": ("There were nearly 3,000 otters.", ("3000", "nearly", "nearly 3,000", "")),
    "another": ("It rose by more than 200 percent since.", ("200", "more-than", "more than 200 percent", "%")),
    "a floor": ("They saw at least 12 otters.", ("12", "at-least", "at least 12", "")),
    "a floor told behind": ("They saw 12 or more otters.", ("12", "at-least", "12 or more", "")),
    "a scale": ("It reached almost 90 millions last year.", ("90000000", "nearly", "almost 90 millions", "")),
    "a broken scale": ("It cost 1.50 million last year.", ("1500000", "round", "1.50 million", "")),
    "a zero kept": ("It is 12.30 metres long here.", ("12.30", "exact", "12.30 metres", "")),
    "a fold": ("There was a tenfold increase.", ("10", "exact", "tenfold increase", "times")),
    "words": ("He named three methods of counting.", ("3", "exact", "three methods", "")),
    "a hyphen": ("They read a 69-page report.", ("69", "exact", "69-page report", "")),
    "a sign": ("It rose by 8% from then.", ("8", "exact", "8%", "%")),
    "a ceiling": ("There were fewer than 400 otters.", ("400", "at-most", "fewer than 400", "")),
    "a level passed": ("The count surpassed one million.", ("1000000", "more-than", "surpassed one million", "")),
    "a date": ("It has been law since July 8, 2014, here.", ("2014-07-08", "exact", "July 8, 2014", "")),
    "within brackets": ("The count (1,200) was new.", ("1200", "exact", "1,200", "")),
}


@pytest.mark.parametrize("case", FOUND)
def test_a_number_is_proposed_with_its_hedge_and_the_shortest_words(case):
    sentence, expected = FOUND[case]
    [found] = read(sentence)
    assert (found.value, found.qualifier, found.quote, found.unit) == expected


LEFT = {
    "It was so in 2012.": "years",
    "Most of the 1990s were dry.": "years",
    "It was the second largest.": "words without a value of their own",
    "Hundreds came.": "words without a value of their own",
    "It took ten years.": "spans of time",
    "It began at 10:30 there.": "spans of time",
    "See page 12 of it.": "numbers of pages, notes, lists and names",
    "So it says [4] there.": "numbers of pages, notes, lists and names",
    "After Covid-19 it fell.": "numbers of pages, notes, lists and names",
    "3. A heading": "numbers of pages, notes, lists and names",
    "Zero tolerance it was.": "the word zero",
    "Write to otter7@example.org today.": "parts of addresses",
    "It was the 28th time.": "ordinals",
    "It was on June 24 that they came.": "dates",
    "Since at least 2017 it was so.": "years",
    "A rate per 100,000 is given.": "bases of rates",
    "One in ten of them left.": "parts such as one in so many",
    "So Lee, 34, said it there.": "ages",
    "There were 1234567890123456789012 of them.": "numbers too long to be kept",
}


@pytest.mark.parametrize("sentence", LEFT)
def test_what_is_no_figure_is_left_out_with_the_reason(sentence):
    assert {f.why for f in read(sentence) if isinstance(f, LeftOut)} == {LEFT[sentence]}
    assert not [f for f in read(sentence) if isinstance(f, Passage)]


def test_paragraphs_are_counted_from_one_and_the_title_is_named():
    found = read("There were 12 otters.", "There were 13 otters.", title="No fewer than 11 otters seen")
    assert [(f.locator, f.value) for f in found] == [("title", "11"), ("1", "12"), ("2", "13")]


def test_words_that_stand_twice_are_made_longer_until_they_are_the_only_ones():
    first, second = read("In the north 12 otters lived then.", "In the south 12 otters died then.")
    assert (first.quote, second.quote) == ("12 otters lived", "12 otters died")


def test_a_quote_is_nothing_that_a_spreadsheet_takes_for_a_formula():
    [found] = read("The count fell by a whole −5% in it.")
    assert found.quote == "whole −5%"


def test_a_number_among_invisible_characters_is_left_out():
    assert [f.why for f in read("There were 12\u200b0 otters.")] == ["not to be quoted in so few words"] * 2


@given(st.lists(st.text(st.sampled_from("0123456789 ,.%-−$()[]\u200b\n") | st.sampled_from([*"aZé½七"]), max_size=40), max_size=3),
       st.lists(st.sampled_from(["about", "nearly", "one", "million", "tenfold", "or", "more", "12", "3,4", "May", "2014", "zero.", "“two"]), max_size=12))  # fmt: skip
def test_whatever_the_text_no_value_is_proposed_that_its_quote_does_not_carry(lines, words):
    body = [" ".join(line.split("\n")) for line in [*lines, " ".join(words)]]
    for found in number_extraction.read("", body):
        if isinstance(found, Passage):
            assert found.quote in body[int(found.locator) - 1] and len(found.quote.split()) <= 16
            carried = dates.dates(found.quote) if found.is_date else [p.value for p in printed.read(found.quote)]
            assert found.value in carried
