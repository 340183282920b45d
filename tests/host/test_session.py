"""What macros write: the carriers of the contract, and what happens when they are called wrongly."""

import functools
import gc
import json
import re
import weakref

import pytest

from factsheet.plan import loaded
from tests.calling import begun, page, rendered, writes


def call(macro, *arguments):
    """A call as a page has it."""
    return f"{{{{ {macro}({', '.join(map(json.dumps, arguments))}) }}}}"


@pytest.fixture
def write(toy):
    """What a page of the toy writes for a text with macro calls."""
    return functools.partial(writes, toy.root)


def test_a_figure_is_a_linked_carrier_with_its_mark(write):
    assert write('{{ figure("otters-2020") }}') == (
        '<a href="../register/otters/#otters-2020"><data class="figure" value="2400" data-fact="otters-2020" '
        'data-source="survey-2022">2,400</data></a>&thinsp;'
        '<a class="cite" data-search-exclude href="../sources/#survey-2022" title="Lakeland Survey">[3]</a>'
    )


def test_a_figure_by_one_source_keeps_its_hedge_inside_the_carrier(write):
    assert 'data-source="herald">nearly 3,000</data>' in write('{{ figure("otters-2020", by="herald") }}')


def test_a_percentage_shows_its_sign_and_a_typed_zero_stays(write):
    assert ">more than 200%</data>" in write('{{ figure("rise-2015-2020") }}')
    assert 'value="12.30"' in write('{{ figure("dens-2020") }}') and ">12.30</data>" in write(
        '{{ figure("dens-2020") }}'
    )


def test_a_change_carries_formula_and_inputs(write):
    assert (
        '<data class="figure derived" value="100" data-formula="100*(b/a-1)" '
        'data-inputs="otters-2015@survey-2022 otters-2020@survey-2022">+100%</data>'
    ) in write('{{ change("otters-2015", "otters-2020") }}')


@pytest.mark.parametrize(
    ("macro", "arguments", "formula", "shown"),
    [
        ("times", ("otters-2015", "otters-2020"), "b/a", "2 times"),
        ("share", ("otters-2020-north", "otters-2020"), "100*a/b", "75%"),
        ("sum_of", ("otters-2020-north", "otters-2020-south"), "sum", "2,400"),
    ],
)
def test_other_calculations(write, macro, arguments, formula, shown):
    written = write(call(macro, *arguments))
    assert f'data-formula="{formula}"' in written and f">{shown}</data>" in written


def test_a_date_is_a_time(write):
    assert (
        '<time class="figure" datetime="2014-07-08" data-fact="otter-law" data-source="herald">8 July 2014</time>'
    ) in write('{{ date("otter-law") }}')


def test_a_count_names_what_it_counts(write):
    assert write('{{ count("articles") }}') == (
        '<data class="figure derived" value="2" data-formula="count" data-inputs="articles">2</data>'
    )


def test_site_values_come_from_the_configuration_and_the_newest_edition(write):
    assert write('{{ site("edition") }}') == '<data class="site" data-key="edition">May 2022</data>'
    assert write('{{ site("release") }}') == '<data class="site" data-key="release">1.2.3</data>'


def test_a_quote_and_its_place_stand_in_the_register(write):
    written = write('{{ register("otters") }}')
    assert '<q class="quote" data-fact="otters-2015" data-source="gazette">about 1,200 otters</q>' in written
    assert re.search(r'<span class="locator"[^>]*>¶ 1</span>', written)
    assert '<h3 id="otters-2015">' in written
    assert "#:~:text=about%201%2C200%20otters" in written


def test_sources_tell_whom_they_relay_and_who_relays_them(write):
    written = write("{{ sources() }}")
    assert '<h3 id="gazette">' in written and "A newspaper of the tests." in written
    assert "Rewrites" in write('{{ source("gazette") }}') and "Rewritten by" in write('{{ source("herald") }}')


WRONG = {
    "an unknown fact": (
        ("figure", "otters-2002"),
        "unknown fact &#39;otters-2002&#39;. Did you mean &#39;otters-2020&#39;",
    ),
    "an unknown source": (("figure", "otters-2020", "heralt"), "unknown source &#39;heralt&#39;"),
    "a source that is silent": (("figure", "births-2020", "herald"), "gives no figure of &#39;births-2020&#39;"),
    "too many arguments": (("date", "otter-law", "herald", "x"), "too many positional arguments"),
    "no argument": (("figure",), "missing a required argument"),
    "a number": (("figure", 2020), "is not text"),
    "a date that is none": (("date", "otters-2020"), "is a stock, not a date"),
    "nothing to count": (("count", "otters"), "nothing called &#39;otters&#39; is counted"),
    "a refused sum": (("sum_of", "otters-2015", "otters-2020"), "A stock is never added up over time"),
    "an unknown table": (("table", "lake"), "unknown chart &#39;lake&#39;. Did you mean &#39;lakes&#39;"),
    "an unknown site value": (("site", "editon"), "Did you mean &#39;edition&#39;"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_call_shows_a_box_and_is_told_with_its_place(case, toy):
    (macro, *arguments), expected = WRONG[case]
    session = begun(toy.root, page(f"---\ntitle: Lakes\n---\n\n# Lakes\n\n{call(macro, *arguments)}\n"))
    assert 'class="problem"' in rendered(session, "docs/lakes.md")
    (told,) = session.plan.problems
    assert expected.replace("&#39;", "'") in str(told) and str(told).startswith("docs/lakes.md:7: ")
    assert session.met == [], "what the plan has told is not told again"


HOSTILE = [
    "<script>alert(1)</script>", "*stars* _lines_ `code`", "{{ 7*7 }} {% raw %}", "[x](javascript:alert(1))", "a | b", "# head",
    "&lt;b&gt;", "\"quoted\" 'text'", "<!-- x -->", "![i](x)", "~~x~~ ==y==", "$x^2$", "<img src=x onerror=alert(1)>", "\\*",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text):
    """Whatever a cell holds, a browser shows it letter for letter after Markdown has had its turn."""
    import jinja2
    import markdown
    from selectolax.lexbor import LexborHTMLParser

    from factsheet.render.markup import attribute
    from factsheet.render.markup import text as escaped

    page = f'Before <span title="{attribute(text)}" class="x">{escaped(text)}</span> after.'
    assert attribute(text) in page
    html = markdown.markdown(
        jinja2.Environment().from_string("{{ x }}").render(x=page), extensions=["attr_list", "tables", "md_in_html"]
    )
    spans = LexborHTMLParser(html).css("span.x")
    assert [s.text() for s in spans] == [text]
    assert spans[0].attributes["title"] == text
    assert not LexborHTMLParser(html).css("script, img, b, em, strong, code")


def test_hostile_cells_never_become_markup(toy):
    for name, old in (
        ("facts.yml", "Otters, end of 2015"),
        ("sources.yml", "Otter news"),
        ("measures.yml", "Otters seen on the day."),
    ):
        toy.edit(f"data/{name}", old, "'<script>alert(1)</script> {{ 7*7 }}'")
    for macro in ("register", "sources"):
        written = writes(toy.root, call(macro))
        assert "<script" not in written and "{{" not in written


def test_a_break_in_coverage_stands_beside_its_figure_and_in_the_register(toy, write):
    toy.edit("data/facts.yml", "otters-2020-mid:\n", "otters-2020-mid:\n  break: The survey lost a lake.\n")
    assert 'class="break" href="../register/otters/#otters-2020-mid"' in write('{{ figure("otters-2020-mid") }}')
    assert "The survey lost a lake." in write('{{ register("otters") }}')


def test_a_claim_is_told_in_a_line_with_its_verdict(toy, write):
    toy.file("data/claims.yml").write_text(
        "- id: more\n  source: herald\n  quote: more otters\n  locator: 1\n  test: exceeds\n  left: otters-2020\n  right: otters-2015\n"
    )
    written = write('{{ claim("more") }}')
    assert '<q class="quote" data-claim="more">more otters</q>' in written and 'href="../claims/more/#more"' in written
    assert ">Right</strong>" in written
    assert "Wrong" not in written


def test_a_closed_session_keeps_nothing_of_the_data(toy):
    """What is audited after the pages has the memory to itself."""
    session = begun(toy.root, page('{{ figure("otters-2020") }}'))
    rendered(session, "docs/lakes.md")
    plan = weakref.ref(session.plan)
    session.close()
    loaded.forget()
    gc.collect()
    assert plan() is None
