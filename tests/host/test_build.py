"""Real builds of the made-up fact-sheet, sound and broken, in every mode."""

import hashlib
import json
import re
import shutil

import pytest

from tests.conftest import ROOT, Project, copy_toy, with_own_look

pytestmark = pytest.mark.slow

# What a maintainer may get wrong on a page, and what the build must then say.
PAGES = {
    "an unknown fact": ('{{ figure("otters-2002") }}', "docs/index.md:{line}: unknown fact 'otters-2002'. Did you mean 'otters-2020'"),
    "an unknown source": ('{{ figure("otters-2020", by="heralt") }}', "docs/index.md:{line}: unknown source 'heralt'. Did you mean 'herald'?"),
    "an undefined name": ("{{ figrue }}", "docs/index.md:{line}: 'figrue' is not defined. Did you mean 'figure'?"),
    "an undefined macro": ('{{ figrue("x") }}', "docs/index.md:{line}: 'figrue' is not defined. Did you mean 'figure'?"),
    "a Jinja syntax error": ('{{ figure("otters-2020" }}', "docs/index.md:{line}: Jinja cannot read the page"),
    "an id without quotation marks": ("{{ figure(otters) }}", "docs/index.md:{line}: figure: otters is not an id between quotation marks"),
    "wrong arguments": ('{{ figure("otters-2020", "herald", "x") }}', "docs/index.md:{line}: figure(fact, by=\"\"): too many positional arguments"),
    "a refused sum": ('{{ sum_of("otters-2015", "otters-2020") }}', "docs/index.md:{line}: sum of 'otters-2015' (2015-12-31)"),
    "a number typed by hand": ("There were 17 otters.", "docs/index.md:{line}: '17' has no source"),
    "a number word": ("There were seventeen otters.", "docs/index.md:{line}: 'seventeen' has no source"),
    "a number in a table": ("| a |\n|---|\n| 17 |", "'17' has no source"),
    "an alternative text": ("![17 otters](x.png)", "<img> has no place in the article"),
    "a heading": ("## All 17 otters", "docs/index.md:{line}: '17' has no source"),
    "a macro in a heading": ('## All {{ figure("otters-2020-north") }}', "docs/index.md:{line}: a macro in a heading"),
    "a macro in a link": ('[{{ figure("otters-2020-north") }}](register.md)', "docs/index.md:{line}: a macro inside a link"),
}  # fmt: skip
MODES = {"plain": (), "strict": ("--strict",), "quiet": ("-q",), "strict and quiet": ("--strict", "-q")}


def fails(project: Project, expected: str, *options: str) -> None:
    done = project.build(*options)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert expected in said, said
    assert "Traceback" not in said, said


# What only the audit finds, which reads the pages once all else is in order.
AUDITED = ("a number typed by hand", "a number word", "a number in a table", "an alternative text", "a heading")


@pytest.mark.parametrize("audited", [False, True], ids=["told by the plan", "told by the audit"])
def test_each_page_at_fault_is_told_at_its_line(audited, toy):
    expected = []
    for n, (case, (text, told)) in enumerate(PAGES.items()):
        if (case in AUDITED) is audited:
            lines = ["# A page", "", "Text of this page.", "", *text.splitlines()]
            toy.file(f"docs/case-{n}.md").write_text("\n".join(lines) + "\n", "utf-8")
            expected.append(told.replace("index", f"case-{n}").format(line=5))
    toy.file("docs/x.png").write_bytes(b"")
    done = toy.build()
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "Traceback" not in said, said
    assert expected and [told for told in expected if told not in said] == [], said


@pytest.mark.parametrize("before", ["", "A word "], ids=["alone", "within a sentence"])
def test_a_box_is_told_as_the_one_problem_that_it_is(before, toy):
    toy.add("docs/index.md", f'\n{before}{{{{ figure("otters-2002") }}}} here.\n')
    fails(toy, "\n1 problem\n")


@pytest.fixture
def dreadful(toy: Project) -> Project:
    """A fact-sheet with faults of every sort at once, on pages and in the data."""
    for text, _ in PAGES.values():
        name = f"docs/{hashlib.sha256(text.encode()).hexdigest()[:6].translate(str.maketrans('0123456789', 'ghijklmnop'))}.md"
        toy.file(name).write_text(f"# A page\n\n{text}\n")
    toy.file("docs/titled.md").write_text("---\ntitle: All 17 otters\n---\n\n# Otters\n\nText of this page.\n")
    toy.edit("data/figures.csv", "410", "many")
    toy.edit("data/facts.yml", "measure: dens", "measure: denz")
    toy.edit("data/sources.yml", "https://herald.example/otters", "javascript:alert(1)")
    return toy


DREADFUL = [
    "data/figures.csv:9: 'many' is not a number, in column value",
    "unknown measure 'denz'",
    "address 'javascript:alert(1)'",
    "unknown fact 'otters-2002'",
    "'figrue' is not defined",
    "Jinja cannot read the page",
    "a macro in a heading",
    "a macro inside a link",
]
# What the audit says, once the data are in order.
TYPED = ["'17' has no source", "'seventeen' has no source", "docs/titled.md:2: '17'"]


@pytest.mark.parametrize("mode", MODES)
def test_everything_wrong_is_told_at_once_in_every_mode(mode, dreadful):
    done = dreadful.build(*MODES[mode])
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "Traceback" not in said, said
    assert [expected for expected in DREADFUL if expected not in said] == [], said
    assert "the pages were not audited" in said and not any(t in said for t in TYPED)
    assert re.search(r"\d+ problems(, \d+ notes?)?\n", said)


def test_numbers_typed_on_pages_are_told_once_the_data_are_in_order(dreadful):
    shutil.rmtree(dreadful.file("data"))
    shutil.copytree(ROOT / "tests/toy/data", dreadful.file("data"))
    done = dreadful.build()
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "Traceback" not in said, said
    assert [expected for expected in TYPED if expected not in said] == [], said


@pytest.mark.parametrize("mode", ["plain", "strict and quiet"])
def test_a_dreadful_data_folder_has_every_fault_told_in_every_mode(mode, toy):
    """A folder with faults in every file; the list beside it says what and how many they are."""
    shutil.rmtree(toy.file("data"))
    shutil.copytree(ROOT / "tests/bad/data", toy.file("data"))
    expected = (ROOT / "tests/bad/data.txt").read_text("utf-8").splitlines()
    assert sorted(set(toy.problems())) == sorted(expected)
    done = toy.build(*MODES[mode])
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "Traceback" not in said, said
    assert [e for e in expected if e not in said] == []


def test_a_sound_build_says_what_it_saw(built_toy, tmp_path):
    project = copy_toy(tmp_path / "toy")
    done = project.build()
    assert done.returncode == 0 and re.search(r"audit: \d+ pages read", done.stderr) and "problems 0" in done.stderr


def test_without_the_macros_plugin_nothing_is_published(toy):
    text = toy.file("mkdocs.yml").read_text()
    toy.file("mkdocs.yml").write_text(
        text.replace("  - macros:\n      module_name: macros\n      on_undefined: strict\n", "")
    )
    fails(toy, "the macros plugin is not loaded")


def test_a_page_that_is_not_text_is_named(toy):
    toy.file("docs/bad.md").write_bytes(b"# Otters\n\nCaf\xe9\n")
    fails(toy, "docs/bad.md:3: byte 0xe9 is not UTF-8")


def test_a_site_value_that_is_no_text_is_told_without_a_traceback(toy):
    toy.edit("mkdocs.yml", "release: 1.2.3", "release: 1.2")
    fails(toy, "no site value 'release'")


@pytest.mark.parametrize(
    "cell", ["accessed: yesterday", "accessed: {date-parts: x}", "accessed: [[a]]", "accessed: 2024-13-01"]
)
def test_a_broken_date_of_a_source_is_told_without_a_traceback(cell, toy):
    toy.edit("data/sources.yml", "accessed: 2024-01-02", cell)
    assert any(problem.startswith("data/sources.yml:9: accessed ") for problem in toy.problems())


def test_an_emptied_file_is_told_without_a_traceback(toy):
    toy.file("data/sources.yml").write_text("a: &b c\n")
    fails(toy, "data/sources.yml:1: anchor or alias 'b'")


def test_without_its_module_nothing_is_published(toy):
    toy.edit("mkdocs.yml", "      module_name: macros\n", "      module_name: other\n")
    done = toy.build()
    assert done.returncode != 0


def test_a_page_that_renders_nothing_is_caught(toy):
    for name, text in (("void", ""), ("headed", "# Empty\n"), ("titled", "---\ntitle: Empty\n---\n")):
        toy.file(f"docs/{name}.md").write_text(text)
    done = toy.build()
    for name in ("void", "headed", "titled"):
        assert f"docs/{name}.md:1: the page renders nothing" in done.stdout + done.stderr
    assert done.returncode == 1


def test_a_number_in_a_page_title_is_told_once_where_it_was_written(toy):
    toy.file("docs/titled.md").write_text("---\ntitle: All 17 otters\n---\n\n# Otters\n\nText of this page.\n")
    done = toy.build("-q")
    assert (done.stdout + done.stderr).count("'17' has no source, in 'All 17 otters'.") == 1
    assert "docs/titled.md:2: '17' has no source" in done.stdout
    assert "docs/index.md" not in done.stdout + done.stderr


def test_a_page_that_asks_not_to_be_rendered_is_caught(toy):
    toy.file("docs/raw.md").write_text(
        '---\nrender_macros: false\n---\n\n# Raw\n\nThere were {{ figure("otters-2020") }}.\n'
    )
    fails(toy, "was not rendered")


def test_a_page_beside_it_is_not_hidden_by_a_page_at_fault(toy):
    toy.file("docs/one.md").write_text("# One page\n\n{{ nothing }}\n")
    toy.file("docs/other.md").write_text("# Other page\n\nThere were 17.\n")
    done = toy.build()
    said = done.stdout + done.stderr
    assert "docs/one.md:3: 'nothing' is not defined" in said and "docs/other.md:3: '17'" in said


def test_pages_as_files_link_as_well_as_pages_as_folders(toy):
    toy.add("mkdocs.yml", "use_directory_urls: false\n")
    done = toy.build("-q")
    assert done.returncode == 0, done.stderr
    assert 'href="register/otters.html#otters-2020"' in toy.file("site/index.html").read_text()


def test_hostile_cells_appear_as_text_on_the_built_site(toy):
    hostile = "<b>bold</b> {{ config }} *x* [y](z) <script>alert()</script>"
    toy.edit("data/facts.yml", "label: Otters in North Lake, end of 2020", f"label: '{hostile}'")
    toy.edit("data/measures.yml", "definition: Otters seen on the day.", f"definition: '{hostile}'")
    toy.edit("data/sources.yml", "profile: A newspaper of the tests.", f"profile: '{hostile}'")
    toy.edit("data/places.yml", "North Lake", f"'{hostile}'")
    toy.edit("data/charts.yml", "says: Most otters live in the north.", f"says: '{hostile}'")
    done = toy.build("-q")
    assert done.returncode == 0, done.stderr
    from selectolax.lexbor import LexborHTMLParser

    for name in ("register", "sources", "."):
        article = LexborHTMLParser(toy.file(f"site/{name}/index.html").read_text()).css_first("article")
        assert hostile in article.text()
        assert not article.css("script")


def test_the_same_data_publish_the_same_bytes(toy, tmp_path):
    other = copy_toy(tmp_path / "other")
    for project in (toy, other):
        assert project.build("-q").returncode == 0
    for name in ("data/figures.json", "data/trace.json", "data/figures.csv", "register/index.html", "index.html"):
        assert toy.file(f"site/{name}").read_bytes() == other.file(f"site/{name}").read_bytes()


def test_what_is_published_names_value_words_and_place(built_toy):
    figures = json.loads(built_toy.file("site/data/figures.json").read_text())
    herald = next(f for f in figures if (f["fact"], f["source"]) == ("otters-2020", "herald"))
    assert herald | {
        "value": 3000, "qualifier": "nearly", "low": 2850, "high": 3000, "quote": "nearly 3,000", "locator": "1",
        "measure": "otters", "period": "2020-12-31", "place": "WLD", "unit": "otters", "worded": {"kind": "flow"},
    } == herald  # fmt: skip
    sources = json.loads(built_toy.file("site/data/sources.json").read_text())
    assert sources[0]["issued"] == {"date-parts": [[2021, 3, 4]]}
    facts = json.loads(built_toy.file("site/data/facts.json").read_text())
    assert next(f for f in facts if f["id"] == "otters-2020")["conflict"] is True


def test_templates_are_kept_compiled_and_never_stale(toy):
    """The theme's own are compiled once; one that was changed is compiled anew."""
    with_own_look(toy)
    assert toy.build("-q").returncode == 0
    kept = {p.name: p.stat().st_mtime_ns for p in toy.file(".cache/templates").iterdir()}
    assert len(kept) > 10
    assert toy.build("-q").returncode == 0
    assert {p.name: p.stat().st_mtime_ns for p in toy.file(".cache/templates").iterdir()} == kept
    toy.add("overrides/main.html", "{% block announce %}{{ 'shores' }}{% endblock %}")
    assert toy.build("-q").returncode == 0
    assert "shores" in toy.file("site/index.html").read_text("utf-8")


def test_a_damaged_kept_template_is_made_anew(toy):
    assert toy.build("-q").returncode == 0
    whole = toy.file("site/index.html").read_bytes()
    for n, path in enumerate(sorted(toy.file(".cache/templates").iterdir())):
        whole_code = path.read_bytes()
        path.write_bytes((b"", whole_code[:40], whole_code[:-1] + b"?")[n % 3])
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    assert toy.file("site/index.html").read_bytes() == whole
