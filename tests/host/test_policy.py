"""The policy of every page, and the bare numbers of the search index."""

import base64
import hashlib
import re

from factsheet.host.policy import protected
from factsheet.host.search import arrange
from tests.conftest import with_own_look

PAGE = '<html><head><meta charset="utf-8"></head><body><script>{}</script><script src="x.js"></script><script type="application/json">1</script></body></html>'
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/)[^>]*>(.*?)</script>", re.DOTALL)


def hashed(script):
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def allowed(page):
    return set(re.findall(r"'sha256-[^']*'", page.split("</head>")[0]))


def test_a_page_allows_the_inline_scripts_it_is_told_and_its_own_and_no_other():
    page = protected(PAGE.format("one()"), frozenset([hashed("two()")]))
    assert allowed(page) == {hashed("one()"), hashed("two()")}
    assert page.index("Content-Security-Policy") < page.index("<script>")


def test_a_page_without_inline_script_allows_none():
    assert "script-src 'self';" in protected('<meta charset="utf-8">', frozenset())


def test_every_page_of_a_site_allows_the_inline_scripts_of_all(toy):
    """However deep they lie: instant navigation runs the scripts of one page under the policy of another."""
    with_own_look(toy)
    for name in ("far", "far/farther", "far/farther/farthest"):
        toy.file(f"docs/{name}").mkdir(exist_ok=True)
        toy.file(f"docs/{name}/shore.md").write_text("# Shore\n\nText of a page.\n", "utf-8")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = [path.read_text("utf-8") for path in toy.file("site").rglob("*.html")]
    scripts = [{hashed(script) for script in INLINE.findall(page)} for page in pages]
    assert len(pages) >= 7 and all(scripts)
    assert [allowed(page) for page in pages] == [set().union(*scripts)] * len(pages)


def indexed(text):
    entry = {"location": "", "title": "", "text": text}
    arrange([entry])
    return entry["text"]


def test_a_grouped_number_is_indexed_bare_too(built_toy):
    assert indexed("118,476 and 12 and 1,158,739") == "118,476 and 12 and 1,158,739 118476 1158739"
    assert "2400" in built_toy.file("site/search/search_index.json").read_text("utf-8")


def test_the_index_has_no_dots_around_what_search_leaves_out():
    text = "<li>12 · Herald ·  · 7 July ·  · </li> a · b · "
    assert indexed(text) == "<li>12 · Herald · 7 July</li> a · b"
