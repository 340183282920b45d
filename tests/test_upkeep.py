"""Order in the house: what is idle, stale or long unchecked."""

from datetime import date

import pytest

from factsheet import data, model
from factsheet.upkeep import upkeep

TODAY = date(2024, 6, 1)


def told(project, today=TODAY):
    folder = data.read(project.root / "data", project.root)
    return [str(p) + (" (note)" if p.note else "") for p in upkeep(project.root, folder, model.build(folder), today)]


def term(toy, days):
    toy.edit("mkdocs.yml", "  generator: false\n", f"  generator: false\n  check_after_days: {days}\n")


def test_what_the_build_calls_unused_is_told_without_a_build(toy):
    assert told(toy) == []
    toy.add(
        "data/facts.yml",
        "dens-2019:\n  label: Dens, end of 2019\n  measure: dens\n  period: 2019-12-31\n  place: WLD\n",
    )
    toy.add("data/figures.csv", 'dens-2019,survey-2022,5,exact,,,,"table dens; year=2019",\n')
    [found] = told(toy)
    assert "no page names 'dens-2019'. Call them on a page, or delete them. (note)" in found
    done = toy.build()
    assert done.returncode == 0 and "on no page but the register: 'dens-2019'" in done.stdout + done.stderr
    toy.add("docs/index.md", "\nThere were {{ figure('dens-2019') }} dens.\n")
    assert told(toy) == []


def test_a_fact_that_only_a_claim_tests_is_used_where_claims_are_shown(toy):
    toy.add(
        "data/facts.yml",
        "dens-2019:\n  label: Dens, end of 2019\n  measure: dens\n  period: 2019-12-31\n  place: WLD\n",
    )
    toy.add("data/figures.csv", 'dens-2019,survey-2022,5,exact,,,,"table dens; year=2019",\n')
    toy.file("data/claims.yml").write_text(
        "- id: more\n  source: gazette\n  quote: more\n  locator: 1\n  test: exceeds\n  left: dens-2020\n  right: [[dens-2019]]\n"
    )
    assert "dens-2019" in told(toy)[0]
    toy.add("docs/index.md", "\n{{ claims() }}\n")
    assert told(toy) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("index.md,all 17 lakes,why", "'all 17 lakes' is not found on 'index.md', so this seems to excuse nothing, in column text. Delete the row; make site"),
        ("gone.md,all 17 lakes,why", "no page 'gone.md' for the exception 'all 17 lakes', in column page. Correct its name"),
        ("index.md,of 17 lakes,why", ""),
    ],
)  # fmt: skip
def test_an_exception_that_seems_to_excuse_nothing_is_told(row, expected, toy):
    toy.add("docs/index.md", "\nThe law speaks *of **17***\nlakes.\n")
    toy.add("data/exceptions.csv", row + "\n")
    found = "\n".join(told(toy))
    assert (expected in found and found.count("(note)") == 1) if expected else found == ""


def test_an_address_whose_term_is_over_is_told_with_what_rests_on_it(toy):
    term(toy, 150)
    assert "'survey-2022' was last checked on 2024-01-03" not in "\n".join(told(toy))
    found = "\n".join(told(toy, date(2024, 6, 2)))
    assert (
        "data/sources.yml:40: 'survey-2022' was last checked on 2024-01-03, 151 days ago; its term is 150 days, and 7 figures on it. Open its address"
        in found
    )


def test_addresses_never_checked_are_told_in_one_note(toy):
    term(toy, 150)
    [found] = told(toy)
    assert "2 sources with 4 figures never checked at their address: herald, gazette. Open each" in found
    assert found.endswith("(note)")


@pytest.mark.parametrize("days", ["0", "-3", "soon", "12.5", "true", "[]"])
def test_a_term_that_is_no_number_of_days_is_a_problem(days, toy):
    term(toy, days)
    [found] = told(toy)
    assert "mkdocs.yml: extra.check_after_days is" in found and "(note)" not in found


def test_without_a_term_nothing_is_said_of_checks(toy):
    assert told(toy) == []


def test_check_tells_the_data_where_the_settings_cannot_be_read(toy):
    toy.file("mkdocs.yml").write_text("site_name: [")
    toy.edit("data/figures.csv", "410", "many")
    done = toy.run("factsheet", "check")
    assert "mkdocs.yml: the file cannot be read" in done.stderr and "'many' is not a number" in done.stderr
