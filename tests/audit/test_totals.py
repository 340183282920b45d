"""The audit: what many figures add up to, named by their measure and period and worked out again."""

import pytest

from factsheet import data
from factsheet.audit.expected import Expected
from tests.model.test_flows import births

SOUND = {
    "births[2018/2019]@survey-2022": "55",
    "births[2018]@survey-2022": "35",
    "births[2018/2019,-SLK]@survey-2022": "50",
}
REFUSED = {
    "a stock": "otters[2015/2020]@survey-2022",
    "a source that gives none": "births[2018/2019]@herald",
    "a measure that there is not": "deaths[2018/2019]@survey-2022",
    "years without a figure": "births[1990/1991]@survey-2022",
}


@pytest.fixture
def expected(toy):
    facts, figures = births((2018, "NLK", 30), (2018, "SLK", 5), (2019, "NLK", 20))
    toy.add("data/facts.yml", facts)
    toy.add("data/figures.csv", figures)
    return Expected(data.read(toy.root / "data"), {})


@pytest.mark.parametrize("key", SOUND)
def test_a_total_is_added_up_again_from_the_data(key, expected):
    row = expected.row(key)
    assert row.value == SOUND[key] and expected.forbidden("sum", [row]) == ""


@pytest.mark.parametrize("case", REFUSED)
def test_what_may_not_be_added_up_has_no_total(case, expected):
    assert expected.row(REFUSED[case]) is None


def test_a_single_figure_is_no_sum(expected):
    assert "too few" in expected.forbidden("sum", [expected.row("births-2018-nlk@survey-2022")])
