"""The policy of every page, and the bare numbers of the search index."""

import base64
import hashlib
import json

from factsheet.host.policy import index_bare_numbers, protect

PAGE = '<html><head><meta charset="utf-8"></head><body><script>{}</script><script src="x.js"></script><script type="application/json">1</script></body></html>'


def test_every_page_allows_the_inline_scripts_of_all_and_no_other(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(PAGE.format("one()"))
    (tmp_path / "a/index.html").write_text(PAGE.format("two()"))
    protect(tmp_path)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(s).digest()).decode()}'" for s in (b"one()", b"two()")]
    for name in ("index.html", "a/index.html"):
        text = (tmp_path / name).read_text()
        assert all(h in text for h in hashes) and text.count("sha256-") == 2
        assert text.index("Content-Security-Policy") < text.index("<script>")


def test_a_page_without_inline_script_allows_none(tmp_path):
    (tmp_path / "index.html").write_text('<meta charset="utf-8">')
    protect(tmp_path)
    assert "script-src 'self';" in (tmp_path / "index.html").read_text()


def test_a_grouped_number_is_indexed_bare_too(tmp_path):
    (tmp_path / "search").mkdir()
    path = tmp_path / "search/search_index.json"
    path.write_text(json.dumps({"docs": [{"location": "", "title": "", "text": "118,476 and 12 and 1,158,739"}]}))
    index_bare_numbers(tmp_path)
    assert json.loads(path.read_text())["docs"][0]["text"] == "118,476 and 12 and 1,158,739 118476 1158739"


def test_the_index_has_no_dots_around_what_search_leaves_out(tmp_path):
    (tmp_path / "search").mkdir()
    path = tmp_path / "search/search_index.json"
    path.write_text(json.dumps({"docs": [{"text": "<li>12 · Herald ·  · 7 July ·  · </li> a · b · "}]}))
    index_bare_numbers(tmp_path)
    assert json.loads(path.read_text("utf-8"))["docs"][0]["text"] == "<li>12 · Herald · 7 July</li> a · b"
