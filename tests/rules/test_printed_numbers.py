"""What no row of figures.csv may say of a source's words, and what `add` never proposes."""

import csv
import io
from datetime import date

import pytest

from factsheet.cli import add
from factsheet.cli.add import Wish

LINE = "data/figures.csv:3: "
# A row's value and qualifier, the words of its quote, their language, and what is said of it.
SLIPPED = {
    "a scale letter": ("1", "at-least", "at least 1m of them", "en", "it says 1000000 with the qualifier at-least"),
    "billions in euros": ("3.2", "exact", "€3.2bn", "en", "it says 3200000000 with the qualifier round"),
    "billions in dollars": ("94.8", "exact", "$94.8bn", "en", "it says 94800000000 with the qualifier round"),
    "a year": ("2017", "at-least", "since at least 2017", "en", "That number is a year there"),
    "German groups": ("176.239", "exact", "176.239 Menschen", "de", "it says 176239 with the qualifier exact"),
    "groups of an unknown language": ("176.239", "exact", "176.239 Menschen", "", "Write the language of 'gazette'"),
    "Indian groups in English": ("176239", "exact", "1,76,239 people", "en", "'1,76,239' is no number as the language 'en'"),
    "a scale in Chinese": ("12", "about", "约12万人", "zh-Hans", "it says 120000 with the qualifier about"),
    "half a million": ("1000000", "more-than", "Over half a million", "en", "it says 500000 with the qualifier more-than"),
    "part of a date": ("24", "exact", "on June 24", "en", "part of a date or a name"),
    "an ordinal": ("28", "exact", "the 28th congress", "en", "part of a date or a name"),
    "a round number as exact": ("12000", "exact", "12,000 in all", "en", "Write round."),
    "a hedge left out": ("12000", "exact", "nearly 12,000", "en", "Write nearly."),
    "a hedge made up": ("11850", "about", "11,850 of them", "en", "Write exact."),
    "a German hedge": ("12000", "exact", "fast 12.000", "de", "Write nearly."),
    "a number that only ends in zeros as round": ("1200", "round", "1,200 otters", "en", "Write exact."),
}  # fmt: skip


def enter(toy, value, qualifier, quote, language):
    toy.edit(
        "data/figures.csv",
        '1200,about,,survey-note,"about 1,200 otters"',
        f'{value},{qualifier},,survey-note,"{quote}"',
    )
    if language:
        toy.edit("data/sources.yml", "  - id: gazette\n", f"  - id: gazette\n    language: {language}\n")


@pytest.mark.parametrize("case", SLIPPED)
def test_check_refuses_what_the_words_do_not_say_and_tells_what_to_write(case, toy):
    *row, told = SLIPPED[case]
    enter(toy, *row)
    found = [p for p in toy.problems() if p.startswith(LINE)]
    assert len(found) == 1 and told in found[0], found


SOUND = {
    "a scale letter": ("1000000", "at-least", "at least 1m of them", "en"),
    "billions": ("3200000000", "round", "€3.2bn", "en"),
    "German groups": ("176239", "exact", "176.239 Menschen", "de"),
    "a German decimal": ("12.5", "exact", "12,5 Tonnen", "de"),
    "a hedge apart from its number": ("9789", "about", "an estimated new high of 9,789 pairs", "en"),
    "a range": ("500/600", "between", "between 500 and 600", "en"),
    "a ceiling": ("1500", "at-most", "up to 1,500 otters", "en"),
    "an Indian number": ("176239", "exact", "1,76,239 people", "en-IN"),
    "a Chinese number": ("118476", "exact", "11万8476人", "zh-Hans"),
    "a round number": ("12000", "round", "12,000 in all", "en"),
}


@pytest.mark.parametrize("case", SOUND)
def test_check_accepts_what_the_words_say(case, toy):
    enter(toy, *SOUND[case])
    assert [p for p in toy.problems() if p.startswith(LINE)] == []


def test_a_range_has_two_ends_and_the_lower_comes_first(toy):
    enter(toy, "600/500", "between", "between 500 and 600", "en")
    assert any("'600/500' is not the two ends of a range" in p for p in toy.problems())


SENTENCES = {
    "en": "There are at least 1m of them, worth €3.2bn or $94.8bn, since at least 2017. It was the 28th time, on June 24.",
    "de": "Seit 2017 sind es 176.239 Menschen, am 24. Juni gezählt.",
}


@pytest.mark.parametrize(
    ("language", "values"),
    [
        ("en", {("1000000", "at-least"), ("3200000000", "round"), ("94800000000", "round")}),
        ("de", {("176239", "exact")}),
    ],
)
def test_add_proposes_what_the_words_say_and_nothing_out_of_years_dates_and_ordinals(toy, tmp_path, language, values):
    text = tmp_path / "text.txt"
    text.write_text(f"A headline\n\n{SENTENCES[language]}\n\nAnd so it ends.\n", "utf-8")
    wish = Wish("https://times.example/x", "A headline", accessed="2024-05-31", language=language)
    added, problems = add.add(toy.root, text, wish, date(2024, 6, 1))
    assert problems == [] and f"the language '{language}'" in "\n".join(added.told)
    rows = list(csv.reader(io.StringIO(toy.file("data/figures.csv").read_text("utf-8"))))
    assert {(r[2], r[3]) for r in rows if r[0].startswith("#") and len(r) == 9} == values
    assert f"language: {language}" in toy.file("data/sources.yml").read_text("utf-8")


def test_add_proposes_the_language_it_finds(toy, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text(
        "Fischotter\n\nDie Zahl der Otter ist mit dem Jahr und von den Seen auf 176.239 gestiegen.\n\nUnd das ist nicht alles.\n",
        "utf-8",
    )
    added, _ = add.add(
        toy.root, text, Wish("https://times.example/x", "Fischotter", accessed="2024-05-31"), date(2024, 6, 1)
    )
    assert "the language 'de'" in "\n".join(added.told)
    assert "176239,exact" in toy.file("data/figures.csv").read_text("utf-8")
