"""What a server remembers of its last audit: it saves work, and hides nothing. A build and an audit alone remember nothing."""

import csv
import json
import logging

import pytest

from factsheet.audit import _Pages, audit
from factsheet.audit.memory import Memory
from factsheet.host import events
from factsheet.host.live import Live
from tests.audit.test_audit import plant
from tests.browser import pages_of


@pytest.fixture
def accounted(monkeypatch):
    """The pages that were really accounted for, in order."""
    pages, account = [], _Pages.account
    monkeypatch.setattr(_Pages, "account", lambda self, path, *rest: pages.append(path) or account(self, path, *rest))
    return pages


def audited(site, memory):
    trace = []
    found = audit(site.file("site"), site.root, trace.append, live=True, memory=memory)
    return [str(p) for p in found.problems], trace, found.summary()


def test_the_trace_of_a_build_is_that_of_an_audit_alone(site):
    trace = []
    audit(site.file("site"), site.root, trace.append)
    assert trace == json.loads(site.file("site/data/trace.json").read_text("utf-8")) != []


def test_a_server_remembers_and_a_build_does_not(monkeypatch):
    for name, value in vars(Live()).items():
        monkeypatch.setattr(events.live, name, value)
    events.on_startup(command="serve", dirty=False)
    logging.getLogger("mkdocs").removeHandler(events.live.warnings)
    assert events.live.audited == Memory()
    events.on_startup(command="build", dirty=False)
    assert events.live.audited is None


def test_what_did_not_change_is_not_accounted_for_again_and_gives_the_same_trace(site, accounted):
    memory = Memory()
    first = audited(site, memory)
    pages = len(pages_of(site))
    assert len(accounted) == pages
    assert audited(site, memory) == first == audited(site, None)
    assert len(accounted) == 2 * pages, "once with the memory, and once without any"


def test_a_page_that_changed_is_accounted_for_again_and_the_others_are_not(site, accounted):
    memory = Memory()
    audited(site, memory)
    accounted.clear()
    plant(site, "<p>There were 17 otters.</p>")
    for _ in range(2):  # what is wrong is not remembered
        problems, _, _ = audited(site, memory)
        assert len(problems) == 1 and "'17' has no source" in problems[0]
    assert accounted == ["index.html"] * 2


@pytest.mark.parametrize("changed", ["the data", "a published file", "an anchor", "the search index"])
def test_what_pages_are_compared_with_is_part_of_what_is_remembered(site, changed):
    memory = Memory()
    assert audited(site, memory)[0] == []
    if changed == "the data":
        row = next(r for r in csv.DictReader(site.file("data/figures.csv").open()) if r["value"] == "410")
        site.edit("data/figures.csv", f"{row['fact']},{row['source']},410,", f"{row['fact']},{row['source']},411,")
    elif changed == "a published file":
        site.edit("site/data/figures.csv", ",410,", ",411,")
    elif changed == "an anchor":
        pages = site.file("site/register").rglob("*.html")
        page = next(p for p in pages if 'id="births-2020"' in p.read_text("utf-8"))
        page.write_text(page.read_text("utf-8").replace('id="births-2020"', 'id="births-other"'), "utf-8")
    else:
        site.edit("site/search/search_index.json", '"text":"', '"text":"Seventeen otters. ')
    assert audited(site, memory)[0] == audited(site, None)[0] != []
