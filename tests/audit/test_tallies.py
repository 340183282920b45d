"""The tally of verdicts: its numbers are those of the list below it, as the page itself shows it."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.audit import tallies

LISTED = (
    '<ul><li class="judgement holds">a</li><li class="judgement holds">b</li><li class="judgement open">c</li></ul>'
)
COUNT = '<data class="figure derived" value="{0}" data-formula="count" data-inputs="verdicts {1}">{2}</data>'


def told(value, kind, shown):
    page = f"<article><p>{COUNT.format(value, kind, shown)}</p>{LISTED}</article>"
    return [problem.what for problem in tallies.problems("claims/index.html", LexborHTMLParser(page))]


@pytest.mark.parametrize(("kind", "number"), [("holds", "2"), ("open", "1"), ("differs", "0")])
def test_a_tally_that_is_right_passes(kind, number):
    assert told(number, kind, number) == []


@pytest.mark.parametrize(
    "planted", [("3", "holds", "3"), ("2", "holds", "3"), ("3", "holds", "2"), ("1", "differs", "1"), ("3", "judgement.holds", "3")]
)  # fmt: skip
def test_a_tally_that_is_not_that_of_the_list_is_told(planted):
    (what,) = told(*planted)
    assert f"'{planted[2]}' verdicts are said to be '{planted[1]}'" in what


def test_the_audit_finds_a_tally_of_what_no_page_lists(site):
    text = site.file("site/index.html").read_text("utf-8")
    site.file("site/index.html").write_text(
        text.replace("</article>", f"<p>Right: {COUNT.format(7, 'holds', 7)}</p></article>", 1), "utf-8"
    )
    assert ["the page lists 0" in str(p) for p in site.audit().problems] == [True]
