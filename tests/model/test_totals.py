"""What hundreds of figures add up to, told by their measure and period."""

from fractions import Fraction

import pytest

from factsheet import data, model
from factsheet.core.problems import Refusal
from factsheet.model import arithmetic
from factsheet.model.derived import added
from factsheet.plan import lookups
from tests.conftest import EXPECTED, ROOT
from tests.model.test_flows import births

OUTCOMES = ("recognised", "complementary", "rejected")


@pytest.fixture(scope="module")
def real_sheet():
    return model.build(data.read(ROOT / "data", ROOT))


@pytest.mark.parametrize("year", EXPECTED["protection-rates"])
def test_the_rate_of_all_countries_is_calculated_from_their_rows(year, real_sheet):
    made = arithmetic.rate(*(lookups.total(real_sheet, measure, year) for measure in OUTCOMES))
    assert made.shown() == (EXPECTED["protection-rates"][year], None)
    assert len(made.inputs) > 50 and len(made.keys) == 3


@pytest.mark.parametrize("country", EXPECTED["rates-by-country"])
def test_the_rate_of_a_country_is_that_of_one_level(country, real_sheet):
    place, level = country.split()
    facts = (lookups.fact_of(real_sheet, measure, "2024", place, level) for measure in OUTCOMES)
    made = arithmetic.rate(*map(real_sheet.shown, facts))
    assert made.shown() == (EXPECTED["rates-by-country"][country], None)


@pytest.mark.parametrize("claims", EXPECTED["new-claims"])
def test_new_claims_of_several_years_are_added_up_over_all_countries(claims, real_sheet):
    assert str(lookups.total(real_sheet, *claims.split()).number) == EXPECTED["new-claims"][claims]


@pytest.fixture
def toy_sheet(toy):
    def build(*rows):
        facts, figures = births(*rows)
        toy.add("data/facts.yml", facts)
        toy.add("data/figures.csv", figures)
        return model.build(data.read(toy.root / "data"))

    return build


def test_a_total_is_told_by_its_measure_and_period(toy_sheet):
    sheet = toy_sheet((2018, "NLK", 30), (2018, "SLK", 5), (2019, "NLK", 20))
    total = lookups.total(sheet, "births", "2018/2019")
    assert (added(total).value, added(total).keys) == (Fraction(55), ("births[2018/2019]@survey-2022",))


def test_a_total_of_a_year_without_a_row_is_refused(toy_sheet):
    sheet = toy_sheet((2017, "NLK", 30), (2019, "NLK", 20))
    with pytest.raises(Refusal, match="2018"):
        lookups.total(sheet, "births", "2017/2019")


def test_a_stock_has_no_total_over_time(toy_sheet):
    with pytest.raises(Refusal, match="stock added up over"):
        lookups.total(toy_sheet(), "otters", "2015/2020")


def test_outcomes_of_two_levels_make_no_rate(real_sheet):
    levels = ("FI", "FI", "AR")
    facts = [lookups.fact_of(real_sheet, m, "2024", "FRA", at) for m, at in zip(OUTCOMES, levels, strict=True)]
    with pytest.raises(Refusal, match="FRA AR"):
        arithmetic.rate(*map(real_sheet.shown, facts))
