"""The macro calls of a page: found where the template engine runs them, each with its line."""

import json

import pytest

from factsheet.plan import calls
from factsheet.plan.calls import Call
from factsheet.plan.macro_arguments import misfit
from factsheet.plan.macros import NAMES
from factsheet.plan.pages import split
from tests.calling import page

OTTERS = Call("figure", ("otters",))


def found(text):
    return calls.of_page(page(text), frozenset(NAMES), misfit)


RUN = {
    "in a paragraph": "There were {{ figure('otters') }} otters.",
    "trimmed": "{{- figure('otters') -}}",
    "by a filter": "{{ figure('otters') | upper }}",
    "within another expression": "{{ [figure('otters'), 2] | first }}",
    "given a name": "{% set x = figure('otters') %}",
    "under a condition": "{% if x %}{{ figure('otters') }}{% endif %}",
    "in a code block": "```\n{{ figure('otters') }}\n```",
    "in an indented code block": "Write:\n\n    {{ figure('otters') }}\n",
    "in code": "`{{ figure('otters') }}`",
    "in a comment of HTML": "<!-- {{ figure('otters') }} -->",
    "beside a raw part": "{% raw %}{{{% endraw %} {{ figure('otters') }}",
}


@pytest.mark.parametrize("text", RUN.values(), ids=RUN)
def test_what_the_engine_runs_is_a_call(text):
    assert [call for _, call in found(text).calls] == [OTTERS] and found(text).faults == ()


NOT_RUN = {
    "a comment of the template": "{# {{ figure('otters') }} #}",
    "a raw part": "{% raw %}{{ figure('otters') }}{% endraw %}",
    "a raw part that trims": "{%- raw -%}\n{{ figure('otters') }}\n{%- endraw -%}",
    "text without braces": "Call figure('otters').",
    "a method of that name": "{{ page.figure('otters') }}",
    "a macro of another name": "{{ figrue('otters') }}",
    "a page that is not rendered": "---\nrender_macros: false\n---\n{{ figure('otters') }}",
    "front matter without dashes": "title: Otters\nnote: {{ figure('otters') }}\n\nText.",
}


@pytest.mark.parametrize("text", NOT_RUN.values(), ids=NOT_RUN)
def test_what_the_engine_does_not_run_is_none(text):
    assert found(text) == calls.Calls()


def test_lines_count_from_the_top_of_the_file():
    text = '---\ntitle: Otters\n---\n\n\n# Otters\n\n{{ figure("a") }}\n{# two\nlines #}{{ figure("b",\n by="c") }}\n'
    assert found(text).calls == ((8, Call("figure", ("a",))), (10, Call("figure", ("b",), (("by", "c"),))))
    assert found(text).calls[1][1].values() == ("b", "c")


REFUSED = {
    "an id without quotation marks": ("{{ figure(otters) }}", "figure: otters is not an id between quotation marks"),
    "an id in a loop": ("{% for f in ['a'] %}{{ figure(f) }}{% endfor %}", "figure: f is not an id"),
    "an id that is put together": ("{{ figure('otters-' ~ year) }}", "figure: an id is worked out by the page"),
    "several ids at once": ("{{ sum_of(*facts) }}", "sum_of: its arguments are not written out"),
    "too many arguments": ("{{ date('a', 'b', 'c') }}", 'date(fact, by=""): too many positional arguments'),
    "no argument": ("{{ figure() }}", "missing a required argument"),
    "an argument of another name": ("{{ figure('a', form='b') }}", "unexpected keyword argument 'form'"),
    "a number": ("{{ figure(2020) }}", "figure: the argument '2020' is not text"),
    "a name of the page's own": ("{% set figure = 1 %}", "the name of the macro 'figure'"),
    "a macro of the page's own": ("{% macro site(key) %}{% endmacro %}", "the name of the macro 'site'"),
    "a syntax error": ("{{ figure('otters' }}", "Jinja cannot read the page"),
    "a macro in the title": ("---\ntitle: All {{ figure('otters') }}\n---\n", "a macro in the page's title"),
    "front matter of that name": ("---\ndate: 2024\n---\n{{ date('law') }}", "gives 'date' another meaning"),
    "what the plugin refuses": ("---\nignore_macros: true\n---\n", "the macros plugin refuses `ignore_macros`"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_call_that_cannot_be_followed_is_refused_at_its_line(case):
    text, what = REFUSED[case]
    (fault,) = found(f"{text}\n").faults
    assert what in fault.what and fault.fix
    assert fault.line == next(n for n, line in enumerate(text.splitlines(), 1) if set(line) & set("{_2"))


@pytest.mark.parametrize("text", ["{% include 'x.md' %}", "{% set f = figure %}", "{{ macros.figure('otters') }}"])
def test_the_line_that_may_bring_in_calls_from_elsewhere_is_known(text):
    assert found(f"{{{{ figure('otters') }}}}\n\n{text}\n").elsewhere == 3


def test_a_page_is_parsed_once_however_often_a_server_builds(monkeypatch):
    text = f"{{{{ figure('{json.dumps('otters')[1:-1]}-parsed-once') }}}}"
    first = found(text)
    monkeypatch.setattr(calls._engine, "parse", None)
    assert found(text) == first != calls.Calls()


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Otters\n---\n\nText.\n",
        "---\ntitle: Otters\n...\nText.\n",
        "---\ntitle: [\n---\nText.\n",
        "---\n- a\n---\nText.\n",
        "---\n---\nText.\n",
        "title: Otters\n    and more\nauthor: we\n\nText: of the page.\n",
        "Text of the page.\ntitle: Otters\n",
        "\n\ntitle: Otters\n\nText.\n",
        "Note: all of it\n",
        "",
    ],
)
def test_front_matter_ends_where_the_host_ends_it(text):
    from mkdocs.utils import meta

    assert split(text)[1] == meta.get_data(text)[0]
