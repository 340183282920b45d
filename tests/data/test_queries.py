"""Queries: the address at which a dataset answers with a figure, made of its locator."""

import pytest

from factsheet import data, model
from factsheet.data import queries
from factsheet.rules.sources import query
from tests.render.test_register import PROFILE, QUERY


@pytest.mark.parametrize(
    ("locator", "address"),
    [
        ("table counts; year=2020, lake=LAK; column otters", "https://survey.example/counts/?year=2020&lake=LAK"),
        ("table counts; year=2020, all lake; column otters", "https://survey.example/counts/?year=2020"),
        ("table counts; lake=LAK; column otters", ""),
        ("table counts, mid-year; lake=LAK; column otters", ""),
        ("title", ""),
        ("", ""),
    ],
)
def test_a_locator_gives_the_query_or_none(locator, address):
    assert queries.address(QUERY, locator) == address


def test_a_source_without_a_query_gives_none():
    assert queries.address("", "table counts; year=2020") == ""


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("survey.example/{year}", "is no address with a key in it"),
        ("https://survey.example/", "is no address with a key in it"),
        ("https://survey.example/{yaer}", "names 'yaer', which no locator of its figures gives. Did you mean 'year'"),
    ],
)
def test_a_query_that_cannot_work_is_refused(template, said, toy):
    toy.edit("data/sources.yml", PROFILE, f'{PROFILE}      query: "{template}"\n')
    folder = data.read(toy.root / "data")
    (problem,) = query(folder, model.build(folder), None)
    assert said in str(problem) and problem.path == "data/sources.yml"


def test_only_a_dataset_can_be_queried(toy):
    paper = "      profile: A newspaper of the tests.\n"
    toy.edit("data/sources.yml", paper, f"{paper}      query: https://x.example/{{year}}\n")
    folder = data.read(toy.root / "data")
    (problem,) = query(folder, model.build(folder), None)
    assert "of 'herald', which is no dataset" in str(problem)
