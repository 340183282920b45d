"""Notes of `check`: unused facts, stale exceptions, sources not checked for long."""

from datetime import date

import pytest

from factsheet.cli.housekeeping import upkeep
from factsheet.cli.main import main
from factsheet.data import settings
from factsheet.plan import pages, plan
from tests.translated import translate

TODAY = date(2024, 6, 1)


def planned(project):
    values = settings.load(project.root)
    return plan.make(project.root, values, pages.written(project.file("docs"), values))


def told(project, today=TODAY):
    made = planned(project)
    return [
        str(p) + (" (note)" if p.note else "")
        for p in (*made.notes, *made.problems, *upkeep(made, project.root, today))
    ]


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
    assert "on no page but the register: 'dens-2019'. Use them or delete them. (note)" in found
    done = toy.build()
    assert done.returncode == 0 and found.removesuffix(" (note)") in done.stdout + done.stderr
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
        ("index.md,all 17 lakes,why", "'all 17 lakes' is not found on 'index.md', so this seems to excuse nothing, in column text. Delete the row; make site says it for certain. (note)"),
        ("index.md,all 23 lakes,why", "'all 23 lakes' is not found on 'index.md', so this excuses nothing, in column text. Correct the text, or delete the row."),
        ("index.md,in 1804 or so,why", "so this seems to excuse nothing, in column text. Delete the row; make site says it for certain. (note)"),
        ("long-gone.md,all 17 lakes,why", "no page 'long-gone.md' for the exception 'all 17 lakes', in column page. Correct its name, or delete the row."),
        ("indx.md,of 17 lakes,why", "no page 'indx.md' for the exception 'of 17 lakes', in column page. Did you mean 'index.md'?"),
        ("index.md,of 17 lakes,why", ""),
    ],
)  # fmt: skip
def test_an_exception_that_excuses_nothing_is_told_and_is_a_note_where_only_a_build_can_tell(row, expected, toy):
    toy.add("docs/index.md", "\nThe law speaks *of **17***\nlakes.\n")
    toy.add("data/exceptions.csv", row + "\n")
    found = told(toy)
    assert found == [] if not expected else len(found) == 1 and found[0].endswith(expected), found


def test_an_exception_of_a_translation_is_looked_up_in_its_own_pages(toy, capsys):
    project = translate(toy)
    project.file("locales/zh-Hans/exceptions.csv").write_text("page,text,reason\nindex.md,23 个湖,例子\n", "utf-8")
    assert main(["--root", str(project.root), "check"]) == 1
    said = capsys.readouterr().err
    assert "locales/zh-Hans/exceptions.csv:2: '23 个湖' is not found on 'index.md', so this excuses nothing" in said, (
        said
    )


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
    assert "mkdocs.yml:1: the file cannot be read" in done.stderr and "'many' is not a number" in done.stderr


@pytest.fixture
def idle_dens(toy):
    """The toy with two facts that only a claim names, and no page shows."""
    for year in ("2018", "2019"):
        toy.add(
            "data/facts.yml",
            f"dens-{year}:\n  label: Dens, end of {year}\n  measure: dens\n  period: {year}-12-31\n  place: WLD\n",
        )
        toy.add("data/figures.csv", f'dens-{year},survey-2022,{year[2:]},exact,,,,"table dens; year={year}",\n')
    toy.file("data/claims.yml").write_text(
        "- id: more\n  source: gazette\n  quote: more\n  locator: 1\n  test: exceeds\n  left: dens-2019\n  right: [[dens-2018]]\n"
    )
    return toy


IDLE = "on no page but the register: 'dens-2018', 'dens-2019'"
SHOWN_NOWHERE = {
    "a claim that does not exist": "{{ claims('mroe') }}",
    "one right claim beside a wrong one": "{{ claims('more', 'mroe') }}",
    "a source that says nothing of it": "{{ figure('dens-2018', by='herald') }} {{ figure('dens-2019', 'nobody') }}",
    "a macro that does not exist": "{{ figrue('dens-2018') }} {{ claimss() }}",
    "one after another": "{% for fact in ['dens-2018', 'dens-2019'] %}{{ figure(fact) }} {% endfor %}",
    "text without braces": "Call claims() or figure('dens-2018').",
}


@pytest.mark.parametrize("text", SHOWN_NOWHERE.values(), ids=SHOWN_NOWHERE)
def test_what_a_page_does_not_show_is_idle(text, idle_dens):
    idle_dens.add("docs/index.md", f"\n{text}\n\nThe end.\n")
    assert IDLE in "\n".join(told(idle_dens))


@pytest.mark.parametrize(
    "text", ["{{ claims() }}", "{{ claims('more') }}", "{{ figure('dens-2018') | upper }} {{ figure('dens-2019') }}"]
)
def test_what_a_page_shows_is_not_idle(text, idle_dens):
    """The page of a statement shows what it is worked out with, however briefly another page tells the verdict."""
    idle_dens.add("docs/index.md", f"\n{text}\n\nThe end.\n")
    assert "but the register" not in "\n".join(told(idle_dens))


def test_nothing_is_said_of_idle_facts_while_the_data_are_wrong(idle_dens):
    assert IDLE in idle_dens.run("factsheet", "check").stderr
    idle_dens.edit("data/figures.csv", "410", "many")
    done = idle_dens.run("factsheet", "check")
    assert "'many' is not a number" in done.stderr and "on no page" not in done.stderr


def test_what_check_and_the_build_call_unused_is_the_same(idle_dens):
    idle_dens.add("docs/index.md", "\nCall claims('more').\n\n{# {{ claims() }} #}\n")
    done = idle_dens.build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert IDLE in done.stdout + done.stderr
    assert IDLE in "\n".join(told(idle_dens))
    idle_dens.add("docs/index.md", "\n{{ claims('more') }}\n")
    done = idle_dens.build()
    assert done.returncode == 0 and "on no page" not in done.stdout + done.stderr and told(idle_dens) == []
    statement = idle_dens.file("site/claims/more/index.html").read_text("utf-8")
    assert 'data-fact="dens-2018"' in statement and 'data-fact="dens-2019"' in statement
