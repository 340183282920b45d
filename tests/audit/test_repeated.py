"""An item that stands on many pages is stepped through once, and says the same on each."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.audit import reader
from factsheet.audit.markup import Site
from factsheet.audit.packages import Packages
from tests.audit.test_audit import told

PAGE = "<html><body><nav><ul>{items}</ul></nav><article><p>Otters of the land.</p>{article}</article></body></html>"
ITEMS = (
    '<li class="md-nav__item"><a href="a/" title="Otters">Otters</a></li>',
    '<li><a href="b/">Lakes <span>and shores</span></a> <ul><li>deep</li><li aria-label="shallow">x</li></ul></li>',
    "<li>seventeen</li>",
    '<li><data class="site" data-key="release">1.2.3</data></li>',
    '<li><script>document.write("17")</script></li>',
    "<li><style>li::before{content:'17'}</style></li>",
    '<li><div class="problem">a box</div></li>',
    '<li><a class="details" href="c/#d">a line</a></li>',
    "<li><article>an article</article></li>",
    '<li><iframe src="x"></iframe></li>',
    "<li><svg><text>12</text></svg></li>",
    "<li>shores</li><li><svg><desc><ul><li>shores</li></ul></desc></svg></li>",
)


class Forgetful(dict):
    """What knows no item again: each is stepped through wherever it stands, as the audit would without."""

    def get(self, key, default=None):
        return default


SITE = Site(Packages({}))


def read(name, page, repeated):
    return reader.read(name, LexborHTMLParser(page), SITE, repeated)


def said(page):
    """All that the audit looks at."""
    runs = [(r.text, r.article, r.drawn, [(p.text, p.carrier and p.carrier.kind) for p in r.pieces]) for r in page.runs]
    carriers = [(c.kind, c.text, c.href, c.marks) for c in page.carriers]
    return runs, carriers, page.spoken, page.details, page.boxes, page.problems, page.articles


@pytest.mark.parametrize("items", [*ITEMS, "".join(ITEMS)])
def test_a_page_read_after_others_says_what_it_says_alone(items):
    page, repeated = PAGE.format(items=items, article=""), {}
    alone = said(read("a.html", page, Forgetful()))
    assert [said(read(name, page, repeated)) for name in ("a.html", "b.html", "c.html")] == [alone] * 3


@pytest.mark.parametrize("item", ITEMS)
def test_the_same_item_within_an_article_is_of_the_article(item):
    page, repeated = PAGE.format(items=item, article=f"<ul>{item}</ul>"), {}
    alone = said(read("a.html", page, Forgetful()))
    assert [said(read(name, page, repeated)) for name in ("a.html", "b.html")] == [alone] * 2


def test_items_of_words_alone_are_kept():
    """Else nothing would be gained."""
    repeated = {}
    read("a.html", PAGE.format(items="".join(ITEMS[:3]), article=""), repeated)
    assert set(ITEMS[:3]) <= set(repeated)


def test_every_page_of_a_site_says_what_it_says_alone(built_toy):
    repeated = {}
    for path in sorted(built_toy.file("site").rglob("*.html")):
        html = path.read_text("utf-8")
        assert said(read(path.name, html, repeated)) == said(read(path.name, html, Forgetful())), path
    assert repeated


def test_a_number_in_an_item_that_all_pages_have_is_told(site):
    for page in ("index.html", "register/index.html", "sources/index.html"):
        path = site.file(f"site/{page}")
        text = path.read_text("utf-8")
        path.write_text(text.replace("<footer", "<ul><li>seventeen shores</li></ul><footer", 1), "utf-8")
    assert "'seventeen' has no source" in told(site)


def test_a_number_in_an_item_of_one_page_only_is_told(site):
    """The last one read."""
    path = site.file("site/sources/index.html")
    text = path.read_text("utf-8")
    assert "<li" in text
    path.write_text(text.replace("<li", "<li>seventeen</li><li", 1), "utf-8")
    assert "'seventeen' has no source" in told(site)
