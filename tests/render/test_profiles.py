"""What readers learn of a publisher: whom its profile draws on, who owns it, and when an undated text was published."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet import data, model, rules
from factsheet.cli.verify import verify
from factsheet.model import provenance
from factsheet.plan import charts
from factsheet.plan.messages import english
from tests.calling import writes
from tests.conftest import copy_toy

PAGE = "  - id: masthead\n    type: webpage\n    title: About us\n    container-title: The Lakeland Gazette\n    accessed: 2024-01-05\n    custom: {profile: Its own page., read: true}\n"
KNOWN = (
    "      rewrites: herald\n      profile_from: [masthead]\n      owner_sought: 2024-01-05\n"
    "      earliest: 2021-02\n      latest: 2021-08\n      inferred_from: it rewrites a report of March.\n"
)


def profiled(project):
    project.edit("data/sources.yml", "      rewrites: herald\n", KNOWN)
    project.add("data/sources.yml", PAGE)
    return project


def sheet_of(project):
    folder = data.read(project.root / "data", project.root)
    return folder, model.build(folder)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    project = profiled(copy_toy(tmp_path_factory.mktemp("profiles") / "toy"))
    done = project.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def entry(project, name):
    """What a site says of a source: on its page if it has one, else in the list of all."""
    page = project.file(f"site/sources/{name}/index.html")
    if page.exists():
        return LexborHTMLParser(page.read_text("utf-8")).css_first("section.entry")
    return listed(project, name)


def listed(project, name):
    tree = LexborHTMLParser(project.file("site/sources/index.html").read_text("utf-8"))
    return next(s for s in tree.css("section.entry") if s.css_first("h3").attributes["id"] == name)


def words(node):
    return " ".join(node.text().split())


def test_a_page_read_for_a_profile_needs_no_fingerprint_is_used_and_has_no_text_to_verify(toy, tmp_path):
    folder, sheet = sheet_of(profiled(toy))
    assert not [str(p) for p in rules.check(folder, sheet) if "masthead" in str(p)]
    assert not any("masthead" in str(p) for p in verify(sheet, tmp_path))
    assert any("herald" in str(p) for p in verify(sheet, tmp_path))  # a text with quotes is still asked for


def test_a_text_that_gives_a_figure_needs_its_fingerprint_though_a_profile_draws_on_it(toy):
    profiled(toy)
    toy.edit("data/sources.yml", "profile_from: [masthead]", "profile_from: [masthead, herald]")
    toy.edit("data/sources.yml", "      sha256: " + "0" * 64 + "\n", "")
    assert any("source 'herald' is read but has no custom.sha256" in p for p in toy.problems())


def test_who_relays_whom_leaves_out_what_only_profiles_draw_on(toy):
    toy.add("data/charts.yml", "voices:\n  form: network\n  title: Who relays whom\n  says: Lines join texts.\n")
    _, sheet = sheet_of(profiled(toy))
    rows, _ = charts.network(sheet, sheet.charts["voices"], (), english())
    drawn = {row["source"] for row in rows if row["series"] == "node"}
    assert provenance.background(sheet) == {"masthead"} and "masthead" not in drawn and "herald" in drawn


def test_an_entry_names_and_links_what_its_profile_draws_on_and_the_other_way_round(built):
    for name, other in (("gazette", "masthead"), ("masthead", "gazette")):
        assert entry(built, name).css_first(f'.relations a[href$="#{other}"]')
    assert english()("primary-not-found") not in words(entry(built, "masthead"))


def test_a_source_that_gives_a_figure_has_a_page_and_its_entry_in_the_list_leads_there(built):
    _, sheet = sheet_of(built)
    for name in sheet.sources:
        way, page = listed(built, name).css_first(f'a[href="{name}/"]'), built.file(f"site/sources/{name}/index.html")
        assert (way is not None) == page.exists() == bool(sheet.of_source(name)), name
    told = entry(built, "gazette")
    assert told.css_first('a[href$="sources/#gazette"]') or told.css_first('a[href="../#gazette"]')
    assert {a.attributes["href"] for a in told.css("#figures ~ ul a")} >= {"../../register/otters/"}


def test_an_entry_says_when_its_owner_was_looked_for_and_when_it_was_published_by_inference(built):
    told = words(entry(built, "gazette"))
    assert english()("owner-sought", day="5 January 2024") in told
    span = english()("issued-between", earliest="February 2021", latest="August 2021")
    assert f"{span} it rewrites a report of March." in told
    assert "2024" not in words(entry(built, "survey-note"))


@pytest.mark.parametrize("day", ["5 January 2024", "February 2021", "August 2021"])
def test_the_audit_finds_another_day_in_their_place(built, day):
    path = built.file("site/sources/gazette/index.html")
    whole = path.read_text("utf-8")
    assert day in whole and not built.audit().problems
    path.write_text(whole.replace(day, "7 May 1999", 1), "utf-8")
    try:
        assert any("in a citation is in no field of source 'gazette'" in str(p) for p in built.audit().problems)
    finally:
        path.write_text(whole, "utf-8")


def test_a_list_of_sources_has_no_heading_without_a_source_below_it(toy):
    """Whoever has read all sources has none that is only relayed."""
    heading = english()("sources-not-read")
    assert heading in writes(toy.root, "{{ sources() }}")
    text = toy.file("data/sources.yml").read_text("utf-8")
    toy.file("data/sources.yml").write_text(text.replace("read: false", "read: true"), "utf-8")
    assert heading not in writes(toy.root, "{{ sources() }}")
