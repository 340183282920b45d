"""Whatever is fed to the readers, they return with problems, never with an error."""

import csv
import io
import json
import re

import jinja2
import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from factsheet import data, model, rules
from factsheet.data import yaml_text
from factsheet.render import markup
from factsheet.text import charset
from tests import hostile
from tests.conftest import copy_toy
from tests.pages.test_hostile import EXTENSIONS, written

pytestmark = pytest.mark.slow

# The same examples at every run: a suite that fails on some days tells nobody what changed.
few = settings(max_examples=60, derandomize=True, deadline=None)
fewest = settings(max_examples=15, derandomize=True, deadline=None)  # of what renders every page
many = settings(max_examples=300, derandomize=True, deadline=None)

FILES = (*(f"{n}.yml" for n in hostile.YAMLS), "figures.csv", "exceptions.csv")
SNIPPETS = (
    "&a ", "*a", "<<: ", "!!x ", "- ", "? ", ": ", "| ", "> ", "{", "}", "[", "]", "---\n", "...\n", "%YAML\n", '"', "'", "#", "\t", "\r", "\n", "\0", "\x85",
    "\u2028", "\ufeff", "\ud800", ",", ",,", ";", "null", "2012-13-45", "1e999", "9" * 40, "-0", "P1Y", "0001-01-01", "9999-12-31", "WLD", "otters", "herald", "@", "=", "<!--", "{{",
)  # fmt: skip
damage = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 12), st.sampled_from(SNIPPETS)), min_size=1, max_size=4
)
texts = st.text(max_size=40)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A made-up fact-sheet with every file, to be overwritten again and again."""
    made = copy_toy(tmp_path_factory.mktemp("fuzzed") / "toy")
    hostile.complete(made)
    return made, {name: made.file(f"data/{name}").read_bytes() for name in FILES}


def told(made, name, content):
    """What the checks say when one file holds `content`."""
    path = made[0].file(f"data/{name}")
    try:
        path.write_bytes(content)
        folder = data.read(made[0].root / "data", made[0].root)
        found = rules.check(folder, model.build(folder))
        assert all(str(p).isprintable() and p.what and p.fix and len(str(p)) < 1000 and p.line >= 0 for p in found)
        return found
    finally:
        path.write_bytes(made[1][name])


# ---------------------------------------------------------------- readers


@few
@given(
    st.sampled_from(FILES),
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass"))),
)
def test_any_bytes_are_read_or_told(project, name, content):
    told(project, name, content)


def damaged(content, strokes):
    """A file with stretches cut out and others put in."""
    text = content.decode("utf-8")
    for at, cut, put in strokes:
        spot = int(at * len(text))
        text = text[:spot] + put + text[spot + cut :]
    return text.encode("utf-8", "surrogatepass")


@many
@given(st.sampled_from(FILES), damage)
def test_a_damaged_file_is_read_or_told(project, name, strokes):
    told(project, name, damaged(project[1][name], strokes))


@fewest
@given(st.sampled_from(FILES), damage)
def test_pages_of_damaged_data_are_rendered_without_an_error(project, name, strokes):
    path = project[0].file(f"data/{name}")
    path.write_bytes(damaged(project[1][name], strokes))
    try:
        written(project[0])
    finally:
        path.write_bytes(project[1][name])


@few
@given(
    st.recursive(
        texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=12
    )
)
def test_a_tree_of_any_shape_is_read_or_told(project, tree):
    for name in ("sources.yml", "charts.yml", "claims.yml"):
        told(project, name, json.dumps(tree).encode())


trees = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc-é", min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


@many
@given(trees, st.sampled_from([True, False, None]), st.sampled_from([None, "'", '"', "|", ">"]))
def test_simple_yaml_is_read_as_its_own_loader_reads_it(tree, flow, style):
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, default_style=style, width=30)
    text = re.sub(r"^!!\w+ |(?<=[ :?-])!!\w+ ", "", text) if style else text
    problems = []
    assert yaml_text.read(text, "x", problems)[0] == yaml.load(text, yaml.BaseLoader) and problems == []


@many
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12), min_size=9, max_size=9
        ),
        max_size=5,
    )
)
def test_a_table_is_read_cell_by_cell(project, rows):
    out = io.StringIO()
    csv.writer(out).writerows([data.FILES["figures"].names, *rows])
    path = project[0].file("data/figures.csv")
    path.write_text(out.getvalue(), "utf-8", newline="")
    read = data.read(project[0].root / "data")
    assert len(read.figures) + len(read.aside) == sum(any(c.strip() for c in row) for row in rows)
    path.write_bytes(project[1]["figures.csv"])


# ---------------------------------------------------------------- markup


@many
@given(st.text(max_size=60).filter(lambda t: charset.fault(t) is None and t.strip()))
def test_text_and_attributes_come_back_through_markdown_as_they_were(text):
    span, block = (
        f'<{tag} title="{markup.attribute(text)}" class="x">{markup.text(text)}</{tag}>' for tag in ("span", "p")
    )
    page = f"Before {span} after.\n\n{block}"
    rendered = markdown.markdown(jinja2.Environment().from_string("{{ x }}").render(x=page), extensions=EXTENSIONS)
    found = LexborHTMLParser(rendered).css(".x")
    assert [n.text() for n in found] == [hostile.spaced(text)] * 2
    assert [n.attributes["title"] for n in found] == [hostile.spaced(text)] * 2
