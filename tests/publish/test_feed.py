"""The feed, read as feed readers do."""

from dataclasses import replace
from xml.etree import ElementTree

import feedparser
import pytest

from factsheet import data, model
from factsheet.plan.messages import english
from factsheet.plan.site_settings import SiteSettings
from factsheet.publish import feed
from tests.conftest import copy_toy

OURS = SiteSettings("Otters", "https://otters.example/", "otters@example.org", licence="CC0")
CORRECTIONS = """\
- date: 2024-02-01
  kind: correction
  figure: otters-2020@herald
  before: 300
  after: 3000
  why: A digit was lost & found <again>.
  who: a reader
- date: 2024-02-01
  kind: correction
  figure: otters-2020@herald
  after: 3000
  why: The qualifier was missing.
- date: 2024-03-05
  kind: revision
  why: The survey was revised as a whole.
"""


def written(toy, settings=OURS):
    """The feed of a project, as bytes."""
    folder = data.read(toy.root / "data", toy.root)
    assert folder.problems == []
    feed.write(model.build(folder), settings, english(), toy.root)
    return toy.file("feed.xml").read_bytes()


def test_without_corrections_it_tells_of_the_newest_edition(built_toy):
    found = feedparser.parse(built_toy.file("site/data/feed.xml").read_bytes())
    assert not found.bozo and found.version == "atom10"
    assert [e.title for e in found.entries] == ["Data edition of May 2022: Lakeland Survey"]
    assert found.entries[0].link == "http://127.0.0.1:8000/sources/#survey-2022"
    assert found.entries[0].updated == "2024-01-02T00:00:00Z" == found.feed.updated


def test_every_correction_is_an_entry_newest_first(toy):
    toy.file("data/corrections.yml").write_text(CORRECTIONS, "utf-8")
    found = feedparser.parse(written(toy))
    assert not found.bozo
    assert [(e.updated[:10], e.tags[0].term) for e in found.entries] == [
        ("2024-03-05", "revision"),
        ("2024-02-01", "correction"),
        ("2024-02-01", "correction"),
        ("2024-01-02", "addition"),
    ]
    first = found.entries[2]
    assert first.title == "Correction: Otters, end of 2020 (The Lakeland Herald)"
    assert first.summary == "Before: 300. After: 3000. A digit was lost & found <again>. noticed by a reader."
    assert first.link == "https://otters.example/register/#otters-2020"
    assert found.entries[0].link == "https://otters.example/corrections/"


def test_it_has_all_that_atom_demands(toy):
    toy.file("data/corrections.yml").write_text(CORRECTIONS, "utf-8")
    root = ElementTree.fromstring(written(toy))
    names = [c.tag.removeprefix(f"{{{feed.ATOM}}}") for c in root]
    assert {"title", "id", "updated", "author", "link"} <= set(names) and names.count("id") == 1
    entries = root.findall(f"{{{feed.ATOM}}}entry")
    for entry in entries:
        assert {"title", "id", "updated", "link", "summary"} <= {c.tag.split("}")[1] for c in entry}
    ids = [e.find(f"{{{feed.ATOM}}}id").text for e in entries]
    assert len(set(ids)) == len(ids) == 4 and all(i.startswith("urn:uuid:") for i in ids)


def ids(text):
    return {e.title: e.id for e in feedparser.parse(text).entries if "revision" not in e.tags[0].term}


def test_ids_stay_whatever_is_added_reworded_or_served_elsewhere(toy):
    toy.file("data/corrections.yml").write_text(CORRECTIONS, "utf-8")
    before = ids(written(toy))
    text = CORRECTIONS.replace("The qualifier was missing", "It had no qualifier")
    toy.file("data/corrections.yml").write_text(
        f"{text}- date: 2024-04-01\n  kind: revision\n  figure: otters-2015@gazette\n  why: Read again.\n", "utf-8"
    )
    assert ids(written(toy)) == before
    assert ids(written(toy, replace(OURS, address="https://mirror.example/copy/"))) == before
    assert ids(written(toy, replace(OURS, contact="weasels@example.org"))) != before


def test_the_same_data_give_the_same_bytes(toy):
    assert written(toy) == written(toy)


def test_without_an_address_its_links_are_relative(toy):
    found = feedparser.parse(written(toy, replace(OURS, address="", directories=False)))
    assert found.entries[0].link == "../sources.html#survey-2022"
    assert found.feed.links[0].href == "feed.xml"


def test_every_page_leads_to_it(built_toy):
    for page, href in (("index.html", "data/feed.xml"), ("register/index.html", "../data/feed.xml")):
        html = built_toy.file(f"site/{page}").read_text("utf-8")
        assert '<link rel="alternate feed" type="application/atom+xml"' in html and f'href="{href}"' in html


def test_the_page_of_corrections_links_to_it(real):
    assert 'href="../data/feed.xml"' in real.file("site/corrections/index.html").read_text("utf-8").split("<article")[1]


# ---------------------------------------------------------------- audited


PLANTED = [
    ("data/feed.xml", "After: 3000.", "After: 4000.", "'4000' has no source"),
    ("data/feed.xml", "A digit was lost", "Two digits were lost", "'Two' has no source"),
    ("data/feed.xml", "end of 2020 (", "end of 2021 (", "'2021' has no source"),
    ("data/feed.xml", "read on 2 January", "read on 3 January", "'3' has no source"),
    ("data/feed.xml", "#survey-2022", "#survey-2021", "no correction and no dataset edition"),
    ("data/feed.xml", "<updated>2024-03-05", "<updated>2024-03-06", "not that of its newest entry"),
    ("data/feed.xml", "<updated>2024-02-01", "<updated>2024-02-02", "no correction and no dataset edition"),
    ("data/feed.xml", "</feed>", "", "the feed cannot be read"),
    ("data/README.md", "How to credit", "9 ways to credit", "'9' has no source"),
]


@pytest.fixture(scope="module")
def corrected(tmp_path_factory):
    """The made-up fact-sheet with corrections, built."""
    project = copy_toy(tmp_path_factory.mktemp("corrected") / "toy")
    project.file("data/corrections.yml").write_text(CORRECTIONS, "utf-8")
    done = project.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.mark.parametrize(("file", "old", "new", "told"), PLANTED, ids=[p[2] or p[3] for p in PLANTED])
def test_a_number_of_no_correction_and_no_edition_fails_the_audit(file, old, new, told, corrected):
    path = corrected.file(f"site/{file}")
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")
    try:
        assert any(p.path == file and told in p.what for p in corrected.audit().problems)
    finally:
        path.write_text(before, "utf-8")


def test_the_feed_as_it_is_built_passes_the_audit(corrected):
    assert corrected.audit().problems == []


def test_the_name_that_its_period_gives_a_fact_is_traced(toy):
    toy.file("data/corrections.yml").write_text(CORRECTIONS, "utf-8")
    toy.edit("data/facts.yml", "  label: Otters, end of 2020\n", "")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout
    feed = toy.file("site/data/feed.xml").read_text("utf-8")
    assert "Otters, end of 2020" in feed
    toy.file("site/data/feed.xml").write_text(feed.replace("end of 2020", "end of 2021"), "utf-8")
    assert [p for p in toy.audit().problems if "'2021' has no source" in str(p)]
