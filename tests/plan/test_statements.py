"""Statements: what several sources say alike, the sentence of each verdict, and the pages that show the working."""

import re
from dataclasses import replace

import pytest

from factsheet import data, model
from factsheet.core.problems import Refusal
from factsheet.data.fields.claims import COMPARED
from factsheet.model import claims, verdicts
from factsheet.model.verdicts import VERDICTS
from factsheet.plan import sentences, statements
from factsheet.plan.messages import english
from factsheet.plan.sentences import Sentence
from tests.calling import begun, page, real_claims, rendered
from tests.plan.test_messages import KEYS

TEXT = """\
- id: more
  source: herald
  quote: more otters
  locator: 1
  test: exceeds
  left: otters-2020
  right: otters-2015
- id: not-more
  STATED
  source: herald
  quote: fewer before
  locator: 1
  test: rising
  right: [otters-2020, otters-2015]
"""


@pytest.fixture(scope="module")
def judged():
    return real_claims()


@pytest.fixture
def said(toy):
    """The made-up fact-sheet with two claims, of which the second has the statement given."""

    def write(statement=""):
        text = TEXT.replace("  STATED\n", f"  statement: {statement}\n" if statement else "")
        toy.file("data/claims.yml").write_text(text, "utf-8")
        return toy

    return write


# ---------------------------------------------------------------- sentences


def keys(part):
    """The messages of a sentence and of those within it."""
    if isinstance(part, Sentence):
        return {part.key, *(key for _, value in part.values for key in keys(value))}
    return {key for one in part for key in keys(one)} if isinstance(part, tuple) else set()


def within(part, kind):
    """Every part of a kind within a sentence."""
    if isinstance(part, kind):
        yield part
    for inner in [v for _, v in part.values] if isinstance(part, Sentence) else part if isinstance(part, tuple) else ():
        yield from within(inner, kind)


def number(sheet_results, verdict):
    """A press figure, as if it had been given this verdict."""
    result = next(
        r for r in sheet_results if r.kind == "figure" and dict(r.figure.worded).get("kind") and len(r.inputs) == 1
    )
    fact = result.inputs[0].fact
    other = replace(fact, id="elsewhere", measure=replace(fact.measure, id="elsewhere", label="Elsewhere"))
    changed = {"different-scope": other, "mid-year-figure": fact, "another-years-figure": fact}.get(verdict)
    found = (replace(result.inputs[0], fact=changed),) if changed else ()
    return replace(result, verdict=verdict, inputs=(*result.inputs, *found))


OF_NUMBERS = [
    v for v in VERDICTS if v not in (verdicts.BACKLOG, sentences.RATIO, sentences.STOCK_SUM, verdicts.CLOSE_SUM)
]


@pytest.mark.parametrize("verdict", OF_NUMBERS)
def test_every_verdict_on_a_number_has_a_sentence_with_the_right_number(verdict, judged):
    result = number(judged, verdict)
    sentence = sentences.of(result)
    assert sentence.key == f"answer-{verdict}" and keys(sentence) <= KEYS
    shown = list(within(sentence, model.Figure))
    assert (result.inputs[0] in shown) is (verdict != verdicts.UNCHECKED)


@pytest.mark.parametrize("verdict", (*verdicts.OF_COMPARISONS, verdicts.NOT_SUPPORTED))
def test_every_verdict_on_a_comparison_has_a_sentence_with_what_decides_it(verdict, judged):
    result = next(r for r in judged if r.verdict == verdicts.BACKLOG and r.figure is None)
    result = replace(result, verdict=verdict, then=result.outcomes)
    sentence = sentences.of(result)
    assert sentence.key == f"answer-comparison-{verdict}" and list(within(sentence, model.Figure))
    assert keys(sentence) <= KEYS


def test_every_verdict_of_the_scale_has_a_sentence(judged):
    sums = next(r for r in judged if r.flow_sums)
    rise = next(r for r in judged if r.test == "rise" and r.computed)
    of_sums = {v: sentences.of(replace(sums, verdict=v)) for v in VERDICTS}
    of_rises = {v: sentences.of(replace(rise, verdict=v)) for v in VERDICTS}
    for sentence in (*of_sums.values(), *of_rises.values()):
        assert keys(sentence) <= KEYS
    for verdict in (sentences.STOCK_SUM, verdicts.CLOSE_SUM):
        assert f"answer-{verdict}" in keys(of_sums[verdict]) and "of-series" in keys(of_sums[verdict])
    assert of_rises[sentences.RATIO].key == f"answer-{sentences.RATIO}"
    right = dict(of_rises[sentences.RATIO].values)["right"]
    assert right.name == "change" and right in rise.computed


def test_a_stated_rise_that_is_a_ratio_on_its_own_numbers_is_told_as_one(judged):
    rise = next(
        r for r in judged if r.test == "rise" and r.arithmetic == sentences.RATIO and r.verdict != sentences.RATIO
    )
    sentence = sentences.of(rise)
    assert sentence.key == "answer-own-ratio" and dict(sentence.values)["stated"] is rise.figure


def test_a_forecast_is_told_with_what_came(judged):
    forecast = next(r for r in judged if r.forecast)
    assert sentences.of(forecast).key == "answer-forecast" and list(within(sentences.of(forecast), model.Figure))
    assert sentences.of(replace(forecast, outcomes=())).key == f"answer-{verdicts.UNCHECKED}"


def test_a_comparison_is_told_by_the_outcome_that_its_verdict_rests_on(judged):
    for result in (r for r in judged if r.test in COMPARED and r.verdict == verdicts.MATCHES):
        held = next(o for o in (*result.flows, *result.outcomes) if o.holds)
        shown = [getattr(f, "key", f) for f in within(sentences.of(result), model.Figure)]
        given = {getattr(v, "key", v) for v in (*held.left, *held.right)}
        assert shown and set(shown) <= given, result.id


def test_a_rise_that_breaks_off_is_told_by_the_two_figures_that_do_not_rise(said):
    (result,) = [r for r in claims.results(model.build(data.read(said().root / "data"))) if r.id == "not-more"]
    first, last = within(sentences.of(result), model.Figure)
    assert result.verdict == verdicts.NOT_SUPPORTED and (first.fact.id, last.fact.id) == ("otters-2020", "otters-2015")


# ---------------------------------------------------------------- grouping


def test_claims_stand_together_by_statement_or_by_the_fact_whose_number_they_state(judged):
    for statement in statements.grouped(judged).values():
        for result in statement.results:
            assert result.statement == statement.id
            if result.kind == "figure":
                assert statement.id == result.figure.fact.id
    assert sum(len(s.results) for s in statements.grouped(judged).values()) == len(judged)


def test_a_claim_joins_the_numbers_of_the_fact_that_its_statement_names(said):
    results = claims.results(model.build(data.read(said("otters-2020").root / "data")))
    found = statements.grouped(results)["otters-2020"].results
    assert {r.kind for r in found} == {"claim", "figure"} and "more" in statements.grouped(results)


def test_what_most_sources_say_comes_first(judged):
    said_by = [len({r.source.id for r in s.results}) for s in statements.grouped(judged).values()]
    assert said_by == sorted(said_by, reverse=True) and len(set(said_by)) > 1


def test_an_answer_holds_those_that_differ_in_their_source_alone(judged):
    for statement in statements.grouped(judged).values():
        assert [r for a in statement.answers for r in a.results] and len(statement.answers) <= len(statement.results)
        for answer in statement.answers:
            assert len({(r.verdict, r.flags, r.standing) for r in answer.results}) == 1
            stated = {
                r.figure and (r.figure.value, r.figure.qualifier)
                for r in answer.results
                if "stated" in dict(answer.sentence.values)
            }
            assert len(stated) <= 1
        assert statement.words in statement.answers[0].results


def test_no_page_of_a_statement_has_a_number_in_its_name(judged):
    """In a head or a list of links a number could stand in no carrier; years may."""
    for statement in statements.grouped(judged).values():
        assert not re.search(r"\d", re.sub(r"\b(?:19|20)\d\d\b", "", statement.title(english()))), statement.id


def test_a_label_that_looks_like_a_template_names_no_page_either(said):
    project = said()
    for label in ("Otters, end of 2015", "Otters, end of 2020"):
        project.edit("data/facts.yml", f"label: {label}", f"label: 'Otters {{{{ config }}}} {label[-1]}'")
    project.edit("data/claims.yml", "quote: more otters", "quote: '{% raw %}'")
    results = claims.results(model.build(data.read(project.root / "data"), english().label))
    assert statements.grouped(results)["more"].title(english()) == english()("statement-unnamed")


@pytest.mark.parametrize("words", ["{{ config }}", "<b>more</b>", "шире прежнего", "more than 200 of them"])
def test_words_that_cannot_stand_in_a_head_name_no_page(words, said):
    project = said()
    project.edit("data/claims.yml", "quote: more otters", f"quote: '{words}'")
    results = claims.results(model.build(data.read(project.root / "data"), english().label))
    title = statements.grouped(results)["more"].title(english())
    assert words not in title and title.startswith("Otters")


# ---------------------------------------------------------------- pages


def pages(project, text, **values):
    lists = (page(f"{{{{ {name}() }}}}", name) for name in ("register", "sources"))
    session = begun(project.root, page(text), *lists, **values)
    assert not [problem for problem in session.plan.problems if not problem.note]
    return [p.url for p in session.plan.generated if p.url.startswith("claims/")], session


def test_a_statement_that_a_page_shows_has_a_page(said):
    project = said()
    assert pages(project, '{{ claim("more") }}')[0] == ["claims/more/"]
    assert pages(project, '{{ figure("otters-2020") }}')[0] == []
    assert set(pages(project, "{{ claims() }}")[0]) == {
        "claims/more/",
        "claims/not-more/",
        "claims/otters-2015/",
        "claims/otters-2020/",
    }
    assert pages(project, '{{ claim("more") }}', use_directory_urls=False)[0] == ["claims/more.html"]


def test_an_entry_shows_a_verdict_only_where_a_page_has_its_working(said):
    project = said()
    listed = pages(project, "{{ claims() }}")[1]
    alone = pages(project, '{{ figure("otters-2020") }}')[1]
    assert "claims/otters-2020/#otters-2020.herald" in rendered(listed, "docs/register/otters.md")
    assert "claims/" not in rendered(alone, "docs/register/otters.md")


def test_the_page_works_out_every_claim_of_its_statement_and_leads_back(said):
    _, session = pages(said("more"), "{{ claims() }}")
    written = rendered(session, "docs/claims/more.md")
    assert re.findall(r'<h2 id="([^"]*)"', written) == ["more", "not-more"]
    assert written.count(f"{english()('data-give')}</dt>") == 2
    assert 'href="../../lakes/"' in written and "mailto:" in written


def test_without_a_list_of_claims_no_link_leads_back(said):
    _, session = pages(said(), '{{ claim("more") }}')
    assert english()("statements") not in rendered(session, "docs/claims/more.md")


def test_the_list_keeps_the_anchor_of_every_verdict_and_leads_to_its_working(said):
    _, session = pages(said("more"), "{{ claims() }}")
    written = rendered(session, "docs/lakes.md")
    results = session.plan.results
    for result in results:
        anchor = result.id.replace("@", ".")
        found = re.search(
            rf'<li class="judgement (\w+)" id="{re.escape(anchor)}"><a class="details" href="([^"]*)"', written
        )
        assert found and found[2] == f"../claims/{result.statement}/#{anchor}"
        assert written.count(f'href="#{anchor}"') == 1  # by verdict


def test_an_unknown_statement_is_refused_with_the_nearest(said):
    _, session = pages(said(), "{{ claims() }}")
    with pytest.raises(Refusal, match="unknown statement 'not-mor'") as refused:
        session.plan.macros.statement("not-mor")
    assert "Did you mean 'not-more'" in refused.value.fix


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("more", ""),
        ("otters-2020", ""),
        ("mroe", "no other claim, and no fact, has the statement 'mroe'. Did you mean 'more'?"),
    ],
)
def test_a_statement_that_groups_nothing_is_refused_at_its_line(statement, told, said):
    problems = said(statement).problems()
    assert problems == [] if not told else len(problems) == 1
    assert all(p.startswith("data/claims.yml:9: ") and told in p for p in problems), problems
