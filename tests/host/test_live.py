"""What a server shows before the audit, and after it, with MkDocs' own server in hand and no request to it."""

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from factsheet.core.problems import Problem
from factsheet.data import settings
from factsheet.host import events
from factsheet.host.live import Live, Overtaken, can_show_early
from factsheet.host.post_build import Published, account

WRONG = Problem("index.html", 0, "'17' has no source", "Take it out.")
PAGE = "<body><p>There were 17 otters.</p></body>"


@pytest.fixture
def live(tmp_path, monkeypatch):
    """The state of a server whose rebuilds write one page, and leave to do what a test puts into `live.left`."""
    monkeypatch.setattr(events, "live", Live(serving=True))
    (tmp_path / "docs").mkdir()
    config = MkDocsConfig(str(tmp_path / "mkdocs.yml"))
    config.load_dict({"site_name": "Otters", "theme": {"name": None, "custom_dir": str(tmp_path)}})
    assert not config.validate()[0]

    def builder():
        (tmp_path / "index.html").write_text(PAGE)
        events.live.left = events.live.does

    with LiveReloadServer(builder, "127.0.0.1", 0, str(tmp_path)) as server:
        server._wanted_epoch += 1000  # as its loop does before a rebuild
        events.on_serve(server, config, builder)
        yield events.live


def waits(server):
    """Whether requests wait for another edition than the one that browsers have been told of."""
    return server._visible_epoch != server._wanted_epoch


def test_pages_are_seen_before_they_are_audited(live):
    done = []
    live.does = lambda: done.append(waits(live.server))
    assert waits(live.server)
    live.server.builder()
    assert done == [False] and not waits(live.server)
    assert live.left is None, "what was left is done once"


def test_what_the_audit_finds_is_another_edition(live, tmp_path):
    live.does = lambda: live.show_problems(tmp_path, [WRONG])
    seen = live.server._wanted_epoch
    live.server.builder()
    assert live.server._visible_epoch == seen < live.server._wanted_epoch, "the loop shows it once this has returned"
    assert "has no source" in (tmp_path / "index.html").read_text()
    live.show_problems(tmp_path, [WRONG])
    assert live.server._wanted_epoch == seen + 1, "a page with its box is left as it is, and so are browsers"


def test_an_audit_ends_when_a_file_is_saved_again(live, tmp_path):
    kept = []

    def audit():
        keep = live.unless_overtaken(kept.append)
        keep("the first numeral")
        live.server._want_rebuild = True  # as its observer does
        keep("the second")
        live.show_problems(tmp_path, [WRONG])

    live.does = audit
    live.server.builder()
    assert kept == ["the first numeral"] and (tmp_path / "index.html").read_text() == PAGE


def test_the_audit_of_a_site_is_what_ends(live, site):
    published = Published(site.file("site"), settings.load(site.root), (), (), can_be_audited=True)
    before = site.file("site/data/trace.json").read_bytes()
    live.server._want_rebuild = True
    with pytest.raises(Overtaken):
        account(published, site.root, live)
    assert site.file("site/data/trace.json").read_bytes() == before


def test_another_server_shows_pages_after_their_audit(live):
    assert live.server is not None and can_show_early(live.server)
    del live.server._want_rebuild
    assert not can_show_early(live.server)


def test_a_fault_of_the_audit_is_told_on_the_pages(live, tmp_path):
    def audit():
        raise LookupError("a fault of ours")

    live.does = audit
    live.server.builder()
    assert "a fault of ours" in (tmp_path / "index.html").read_text() and waits(live.server)
