"""The audit: each kind of untraced numeral planted in a built page, and seen to be caught."""

import json
import re
import shutil

import pytest

from factsheet.audit import audit
from factsheet.publish import tables
from tests.browser import pages_of
from tests.conftest import ROOT, Project

CITE = '<a class="cite" href="sources/#survey-2022">[3]</a>'
GOOD = '<a href="register/#births-2020"><data class="figure" value="410" data-fact="births-2020" data-source="survey-2022">410</data></a>'


def plant(site: Project, html: str, page: str = "index.html") -> None:
    path = site.file(f"site/{page}")
    text = path.read_text("utf-8")
    assert "</article>" in text
    path.write_text(text.replace("</article>", f"{html}</article>", 1), "utf-8")


def told(site: Project) -> str:
    return "\n".join(map(str, site.audit().problems))


def test_the_built_site_is_clean_and_everything_is_traced(site):
    found = site.audit()
    assert found.problems == []
    kinds = {t["kind"] for t in site.trace()}
    assert kinds >= {"figure", "derived", "date", "year", "quote", "source", "locator", "cite", "site"}
    told = rf"audit: {len(pages_of(site))} pages read, \d+ numerals seen: \d+ figures, \d+ derived, .* problems 0$"
    assert re.match(told, found.summary())


def test_a_good_carrier_passes(site):
    plant(site, f"<p>There were {GOOD}&thinsp;{CITE} births.</p>")
    assert told(site) == ""


NUMERALS = {
    "digits": "<p>There were 17 otters.</p>",
    "a number word": "<p>There were seventeen otters.</p>",
    "two million": "<p>It grew to two million.</p>",
    "tenfold": "<p>A tenfold rise.</p>",
    "double": "<p>It doubled.</p>",
    "half": "<p>About half of them.</p>",
    "percent": "<p>Ninety percent of them.</p>",
    "dozens": "<p>Dozens were seen.</p>",
    "an ordinal": "<p>The third largest lake.</p>",
    "a fraction sign": "<p>½ of them.</p>",
    "a superscript": "<p>many²</p>",
    "another script": "<p>١٢ otters</p>",
    "full width": "<p>１２ otters</p>",
    "an entity": "<p>&#49;&#55; otters</p>",
    "split by a tag": "<p>1<b>7</b> otters</p>",
    "a year nobody cites": "<p>In 1987 it was so.</p>",
    "a year as a number": "<p>They counted 2020 otters.</p>",
    "a year with a unit": "<p>It rose by 2020%.</p>",
    "a grouped year": "<p>They counted 2,020.</p>",
    "a year before a scale": "<p>2020 million</p>",
    "a negative year": "<p>It was −2020.</p>",
    "a year with a fraction": "<p>It was 2020.5.</p>",
    "a table cell": "<table><tr><td>17</td></tr></table>",
    "a heading": "<h2 id='x'>All 17 otters</h2>",
    "code": "<pre><code>17</code></pre>",
    "a folded detail": "<details><summary>More</summary>17</details>",
    "an alternative text": "<img src='x.png' alt='17 otters'>",
    "a tooltip": "<p title='17 otters'>Otters.</p>",
    "a label": "<p aria-label='seventeen otters'>Otters.</p>",
    "a placeholder": "<input placeholder='17'>",
    "an input's value": "<input value='17'>",
    "SVG text": "<svg><text>17</text></svg>",
    "linked data": '<script type=\'application/ld+json\'>{"name": "17 otters"}</script>',
    "a list numbered by hand": "<ol start='17'><li>x</li></ol>",
    "an item numbered by hand": "<ol><li value='17'>x</li></ol>",
    "a frame": "<iframe srcdoc='17'></iframe>",
    "a meter": "<meter value='17'></meter>",
    "raw Jinja": "<p>{{ figure('x') }}</p>",
    "hidden text": "<p hidden>17</p>",
    "a unit behind the mark": f"<p>{GOOD}&thinsp;{CITE} %</p>",
    "a scale sign behind the mark": f"<p>{GOOD}&thinsp;{CITE} bn</p>",
    "a fold behind the mark": f"<p>{GOOD}&thinsp;{CITE}-fold</p>",
    "a hedge of the page's own": f"<p>more than {GOOD}&thinsp;{CITE}</p>",
    "a denial": f"<p>not {GOOD}&thinsp;{CITE}</p>",
    "a currency": f"<p>$ {GOOD}&thinsp;{CITE}</p>",
    "a hidden sign between": f"<p>{GOOD}\u200bk {CITE}</p>",
    "words split by a hidden sign": "<p>t\u00adwo of them</p>",
    "words in full width": "<p>ｔｗｏ of them</p>",
    "words split by an unknown element": "<p>tw<nobr>o</nobr> of them</p>",
    "seventies": "<p>in their seventies</p>",
    "scores": "<p>scores of them</p>",
    "a bare percent sign": "<p>so many %</p>",
    "quintupled": "<p>it quintupled</p>",
    "a sixtieth": "<p>a sixtieth of it</p>",
    "a year after a hedge": "<p>over 2020 fled</p>",
    "a year before a noun": "<p>In all, 2020 swimmers fled.</p>",
    "a year that opens a title": "<p>2020 people</p>",
    "a year of one": "<p>to 2020 otter</p>",
    "a style on the page": "<style>p::after{content:'777 otters'}</style>",
    "a script on the page": "<script>document.write(777)</script>",
    "a script from elsewhere": "<script src='https://x.example/x.js'></script>",
    "a stylesheet from elsewhere": "<link rel='stylesheet' href='https://x.example/x.css'>",
    "a counter in a style": "<ol style='counter-reset:list-item 776'><li>x</li></ol>",
    "a reversed list": "<ol reversed><li>x</li></ol>",
    "an ARIA value": "<p aria-valuenow='777'>x</p>",
    "a range": "<input type='range' max='777'>",
    "a base": "<base href='https://x.example/'>",
    "linked data by another name": '<script type=\'application/LD+json; charset=utf-8\'>{"identifier": "777 otters"}</script>',
    "Jinja over lines": "<p>{{ figure(\n'x') }}</p>",
    "a template": "<template><p>777</p></template>",
    "an element in a carrier": GOOD.replace(">410<", "><span hidden>410</span><") + CITE,
    "two kinds of carrier": "<a class='cite source' href='https://x.example/'>[3]</a>",
    "letters cut from a citation": '<cite class="source" data-source="herald">seventeen dozen</cite>',
    "a noscript": "<noscript>17 otters</noscript>",
    "an abbreviation": "<abbr title='17 otters'>otters</abbr>",
}


@pytest.mark.parametrize("case", NUMERALS)
def test_planted_and_caught(case, site):
    plant(site, NUMERALS[case])
    assert told(site), "nothing was caught"


def test_a_year_that_a_cited_fact_bears_may_stand_in_the_text(site):
    plant(site, "<p>In 2015, by the end of 2020, and from 2015–2020 they grew.</p>")
    assert told(site) == ""


def test_a_title_or_description_may_repeat_only_what_the_page_traces(site):
    path = site.file("site/index.html")
    path.write_text(
        path.read_text().replace(
            '<meta name="description" content="', '<meta name="description" content="All 2,400, or 77, otters. ', 1
        )
    )
    assert "'77' in <meta description>" in told(site) and "2,400" not in told(site).split("'77'")[0]


def test_the_search_index_may_repeat_only_what_the_page_says(site):
    path = site.file("site/search/search_index.json")
    index = json.loads(path.read_text())
    index["docs"][0]["text"] += " 2400"  # of the page's 2,400, as the index has it for who types no comma
    path.write_text(json.dumps(index))
    assert told(site) == ""
    index["docs"][0]["text"] += ", and more than 2400"
    path.write_text(json.dumps(index))
    assert "the search index says" in told(site)


def test_a_page_without_article_or_text_is_a_problem(site):
    path = site.file("site/index.html")
    text = path.read_text()
    path.write_text(re.sub(r"<article.*?</article>", "<article></article>", text, flags=re.S))
    assert "renders nothing" in told(site)
    path.write_text(re.sub(r"<article.*?</article>", "", text, flags=re.S))
    assert "no article found" in told(site)


def test_an_audit_of_nothing_does_not_pass(site):
    empty = site.root / "empty"
    empty.mkdir()
    assert any("no page found" in str(p) for p in audit(empty, site.root).problems)


def test_a_missing_or_broken_search_index_is_a_problem(site):
    path = site.file("site/search/search_index.json")
    path.write_text("{")
    assert "cannot be read" in told(site)
    path.unlink()
    assert "the search index is missing" in told(site)


def test_a_page_that_is_not_text_is_a_problem(site):
    site.file("site/index.html").write_bytes(b"\xff\xfe\x00")
    assert "the page cannot be read" in told(site)


def test_an_exception_excuses_its_place_and_no_other(site):
    plant(site, "<p>Rule 17 of the game. And 17 more.</p>")
    site.add("data/exceptions.csv", "index.md,Rule 17 of,a rule and no figure\n")
    assert told(site).count("'17' has no source") == 1
    assert any(t["kind"] == "excused" and t["reason"] == "a rule and no figure" for t in site.trace())


def test_an_exception_that_excuses_nothing_is_a_problem(site):
    site.add("data/exceptions.csv", "index.md,Rule 17 of,why\nnowhere.md,Rule 18,why\n")
    assert "data/exceptions.csv:2: the exception 'Rule 17 of' of page 'index.md' excuses nothing" in told(site)
    assert "No such page is built" in told(site)


@pytest.mark.parametrize("text", ["17", "Rule 17 and 18 of", "17 18"])
def test_an_exception_excuses_one_numeral_with_a_word_around_it(text, site):
    plant(site, "<p>Rule 17 and 18 of it. 17 18</p>")
    site.add("data/exceptions.csv", f"index.md,{text},why\n")
    assert "holds several numerals, or no word beside its numeral" in told(site)


def test_a_mark_does_not_license_its_digit_elsewhere(site):
    path = site.file("site/index.html")
    path.write_text(
        path.read_text().replace('<meta name="description" content="', '<meta name="description" content="3 dead. ', 1)
    )
    assert "'3' in <meta description>" in told(site)


@pytest.mark.parametrize(
    "index", ["null", "5", '["x"]', "[]", '[{"location": "nowhere/"}]', '[{"location": "", "tags": 77}]']
)
def test_a_strange_search_index_is_told_and_stops_nothing(index, site):
    site.file("site/search/search_index.json").write_text(f'{{"docs": {index}}}')
    assert "search" in told(site)


def test_an_exception_must_occur_once(site):
    plant(site, "<p>Rule 17 here.</p><p>Rule 17 there.</p>")
    site.add("data/exceptions.csv", "index.md,Rule 17,why\n")
    assert "occurs 2 times on the page" in told(site)


def test_a_changed_cell_is_seen_on_every_page_that_shows_it(site):
    site.edit("data/figures.csv", "2400", "2401")
    found = told(site)
    assert "docs/index.md" in found and "register/otters/index.html" in found


def test_a_problem_names_the_line_of_the_markdown_it_was_written_in(site):
    plant(site, "<p>Otters of the land number 17.</p>")
    site.add("docs/index.md", "\nOtters of the land number 17.\n")
    lines = site.file("docs/index.md").read_text().splitlines()
    assert f"docs/index.md:{len(lines)}: '17' has no source" in told(site)


def test_the_dreadful_page_has_every_fault_counted(site):
    """One page with everything wrong; the list beside it says how many faults there are."""
    path = site.file("site/dreadful/index.html")
    path.parent.mkdir()
    shutil.copy(ROOT / "tests/bad/page.html", path)
    expected = (ROOT / "tests/bad/page.txt").read_text("utf-8").splitlines()
    found = [p.what for p in site.audit().problems if "dreadful" in p.path]
    assert sorted(found) == sorted(expected)


def test_the_published_trace_is_what_the_audit_tells(site):
    published = json.loads(site.file("site/data/trace.json").read_text("utf-8"))
    assert published == site.trace() and len(published) > 100
    told_of = re.search(r"(\d+) numerals seen", site.audit().summary())
    assert int(told_of[1]) == len(published)


def test_a_list_that_breaks_off_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "data" / "trace.json"
    with tables.listing(path) as keep:
        keep({"page": "a"})
        keep({"page": "b"})
    assert path.read_text("utf-8") == tables.listed([{"page": "a"}, {"page": "b"}])
    with pytest.raises(KeyError), tables.listing(path) as keep:
        keep({"page": "c"})
        raise KeyError
    assert path.read_text("utf-8") == tables.listed([{"page": "a"}, {"page": "b"}])
    with tables.listing(path):
        pass
    assert path.read_text("utf-8") == tables.listed([])
