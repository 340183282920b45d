"""The number on a page's card: one that the page shows, and that needs nothing said beside it."""

from selectolax.lexbor import LexborHTMLParser


def card(project, name):
    tree = LexborHTMLParser(project.file(f"site/{name}index.html").read_text("utf-8"))
    return tree.css_first('meta[property="og:description"]').attributes["content"]


def test_a_card_begins_with_a_number_of_its_page_and_whose_it_is(built_toy):
    assert card(built_toy, "").startswith("Otters, end of 2020: 2,400 (Lakeland Survey). ")
    assert card(built_toy, "register/births/").startswith("Otter births in 2020: 410 (Lakeland Survey). ")


def test_a_page_without_a_number_shows_its_description_alone(built_toy):
    assert "(" not in card(built_toy, "register/")


def test_a_number_after_a_break_is_on_no_card(toy):
    toy.edit("data/facts.yml", "  show: survey-2022\n", "  show: survey-2022\n  break: Another lake was counted.\n")
    assert toy.build("-q").returncode == 0
    assert "Otters, end of 2020: 2,400" not in card(toy, "")


def test_the_audit_refuses_a_card_with_a_number_that_the_page_does_not_show(site):
    site.edit("site/index.html", 'og:description" content="', 'og:description" content="17 otters. ')
    assert any("'17' in <meta og:description>" in str(problem) for problem in site.audit().problems)


def test_no_card_shows_a_number_that_the_site_has_judged(real):
    judged = real.file("site/claims/index.html")
    assert judged.is_file() and "(our calculation)" not in card(real, "claims/")
    for path in sorted(real.file("site/claims").glob("*/index.html")):
        name = path.parent.relative_to(real.file("site")).as_posix() + "/"
        assert "Checked: " in card(real, name), name
