"""The audit: a date printed in full, as a fact's period may be, and no other beside it."""

import pytest

from factsheet.text.numerals import find

pytestmark = pytest.mark.slow


@pytest.fixture
def dated(toy):
    """A fact-sheet with a stock of a day that ends no year."""
    toy.edit("data/facts.yml", "measure: dens\n  period: 2020-12-31", "measure: dens\n  period: 2020-09-30")
    return toy


def test_a_stock_may_be_of_any_day_and_no_other_day_is_known_by_it(dated):
    dated.edit("docs/index.md", "# Otters of the land\n", "# Otters of the land\n\nCounted on 30 September 2020.\n")
    done = dated.build()
    assert done.returncode == 0, done.stdout + done.stderr
    for other in ("29 September 2020", "30 August 2020", "30 otters, 30 September"):
        dated.edit("site/index.html", "30 September 2020", other)
        found = dated.audit().problems
        assert any(f"'{find(other)[0].text}' has no source" in p.what for p in found), (other, found)
        dated.edit("site/index.html", other, "30 September 2020")
