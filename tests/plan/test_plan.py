"""Which page shows what, known before a page is written: against what a build writes, and what check and diff say."""

import re
import subprocess
import sys

import pytest

from factsheet.data import settings
from factsheet.plan import pages, plan
from factsheet.plan.macros import NAMES
from factsheet.plan.page_index import Shown
from factsheet.render.macros import WRITTEN
from tests.calling import begun, page, rendered
from tests.conftest import ROOT


def planned(project):
    values = settings.load(project.root)
    return plan.make(project.root, values, pages.written(project.file("docs"), values))


def noted(made, path):
    """The figures that a page shows, as the plan has it."""
    return made.pages[path].names & made.sheet.figures.keys()


def built(project, path):
    """The figures that a built page shows."""
    name = path.removeprefix("docs/").removesuffix(".md")
    file = project.file("site/index.html" if name == "index" else f"site/{name}/index.html")
    article = file.read_text("utf-8").split("<article")[1].split("</article>")[0]
    shown = re.findall(r'class="figure"[^>]*? data-fact="([^"]+)" data-source="([^"]+)"', article)
    return {f"{fact}@{source}" for fact, source in shown}


def test_it_has_what_a_built_page_shows(built_toy):
    made = planned(built_toy)
    assert made.problems == () and built(built_toy, "docs/index.md")
    assert noted(made, "docs/index.md") == built(built_toy, "docs/index.md")
    assert noted(made, "docs/register.md") == set()


def test_it_has_what_the_pages_of_the_real_site_show(real):
    """Inputs of a number count for its page, where only the number is shown; no figure that is shown is missed."""
    made = planned(real)
    written = [page.relative_to(real.file("site")) for page in real.file("site").rglob("index.html")]
    assert made.problems == () and len(made.pages) == len([page for page in written if page.parts[0] != "charts"])
    ours = (
        "docs/register.md",
        "docs/register/",
        "docs/sources.md",
    )  # which list everything, the register on pages by measure
    written = [path for path in made.pages if not path.startswith(ours)]
    assert written
    for path in written:
        assert built(real, path) <= noted(made, path), path


def test_the_build_has_the_plan_that_check_has(toy):
    """The pages that a build lists are those that are found without a host, with their addresses."""
    toy.file("docs/notes").mkdir()
    for name in ("notes/README.md", "notes/first-shore.md", "notes/.hidden.md", "left-out.md"):
        toy.file(f"docs/{name}").write_text("# Shores\n\nText of a page.\n", "utf-8")
    toy.file("docs/README.md").write_text("# Not a page beside index.md\n", "utf-8")
    toy.edit("mkdocs.yml", "watch:", "exclude_docs: left-out.md\nstrict: false\nwatch:")
    toy.file("told.py").write_text(
        "from pathlib import Path\nfrom factsheet.host.session import host\n\n\ndef on_env(env, config, files):\n"
        "    told = [(p.page.path, p.page.url) for p in host.session.plan.pages.values()]\n"
        "    Path('told.txt').write_text(repr(sorted(told)))\n"
    )
    toy.edit("mkdocs.yml", "hooks: [hooks.py]", "hooks: [hooks.py, told.py]")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    told = [(p.page.path, p.page.url) for p in planned(toy).pages.values()]
    assert toy.file("told.txt").read_text() == repr(sorted(told)) and ("docs/notes/README.md", "notes/") in told


def test_calculated_numbers_counts_and_site_values_are_found_by_their_pages(toy):
    index = planned(toy).index
    for name in ("count articles", "site edition", "otters-2015", "gazette", "otters-2015@survey-2022"):
        assert [p.path for p in index.of(name)] == ["docs/index.md"], name
    assert {d.name for d in index.derived.values()} == {"change", "times", "share", "sum"}


def test_every_call_has_its_own_line_and_its_own_problem(toy):
    session = begun(toy.root, page('{{ figure("nowhere") }}\n\n{{ figure("nowhere") }} {{ cite("nobody") }}\n'))
    assert [p.line for p in session.plan.problems] == [1, 3, 3]
    boxes = re.findall(r"docs/lakes.md&#58;(\d)", rendered(session, "docs/lakes.md"))
    assert boxes == ["1", "3", "3"] and session.met == []


@pytest.mark.parametrize(
    "text",
    ["{% set f = figure %}{{ f('otters-2020') }}", "{{ project.figure('otters-2020') }}"],
    ids=["by another name", "by another way"],
)
def test_a_call_that_only_rendering_meets_is_refused(text, toy):
    session = begun(toy.root, page(f"Text.\n\n{text}\n"))
    assert session.plan.problems == ()
    project = {"figure": lambda fact: session.write("docs/lakes.md", "figure", (fact,))}
    assert 'class="problem"' in rendered(session, "docs/lakes.md", project=project)
    (told,) = session.met
    assert "the call does not stand in the page's own text" in str(told)


def test_a_call_from_an_included_page_is_refused_at_the_line_that_includes_it(toy):
    toy.file("docs/part.txt").write_text('{{ figure("otters-2020-north") }}', "utf-8")
    toy.add("docs/index.md", '\n{% include "part.txt" %}\n')
    line = len(toy.file("docs/index.md").read_text("utf-8").splitlines())
    done = toy.build("-q")
    assert done.returncode == 1
    assert f"docs/index.md:{line}: figure: the call does not stand in the page's own text" in done.stdout


def test_an_unknown_id_on_a_page_is_told_by_check_in_the_words_of_the_build(toy):
    toy.add("docs/index.md", '\n{{ figure("otters-2002") }} {{ figure(otters) }}\n')
    told = [str(p) for p in planned(toy).problems]
    assert len(told) == 2
    for done in (toy.run("factsheet", "check"), toy.build("-q")):
        assert done.returncode == 1 and all(line in done.stdout + done.stderr for line in told)


def test_check_imports_no_drawing_library(toy):
    code = (
        "import sys; from factsheet.cli import main; main.main(['check']); "
        "print([m for m in ('pandas', 'altair', 'vl_convert') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=toy.root, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


TITLES = {
    "a heading": ("# Otters of *all* [lakes](index.md) & `shores` { #shores }\n\nText.\n", "Otters of all lakes &amp; shores"),
    "an underlined heading": ("Otters\n======\n\nText.\n", "Otters"),
    "front matter": ("---\ntitle: Otters <1>\n---\n# Lakes\n\nText.\n", "Otters <1>"),
    "no heading": ("Text.\n\n# Later\n", "Far shore"),
    "a heading of the second level": ("## Otters\n\nText.\n", "Far shore"),
}  # fmt: skip


@pytest.mark.parametrize("case", TITLES)
def test_the_titles_are_those_that_the_host_gives(case, toy):
    text, title = TITLES[case]
    toy.file("docs/far-shore.md").write_text(text, "utf-8")
    toy.file("told.py").write_text(
        "from pathlib import Path\nfrom factsheet.host.session import host\n\n\ndef on_page_content(html, page, config, files):\n"
        "    if page.file.src_uri == 'far-shore.md':\n"
        "        planned = host.session.plan.pages['docs/far-shore.md'].page.title\n"
        "        Path('told.txt').write_text(f'{planned}\\n{page.title}')\n"
    )
    toy.edit("mkdocs.yml", "hooks: [hooks.py]", "hooks: [hooks.py, told.py]")
    toy.build("-q")
    assert toy.file("told.txt").read_text("utf-8").splitlines() == [title, title]


def test_a_refusal_that_follows_from_the_data_is_not_told_again(toy):
    toy.edit("data/figures.csv", "births-2020,survey-2022,410", "births-2020,survey-2022,many")
    session = begun(toy.root, page('{{ figure("births-2020") }} {{ figure("nowhere") }}'))
    assert ["nowhere" in str(p) for p in session.plan.problems] == [True]
    assert rendered(session, "docs/lakes.md").count('class="problem"') == 2


def test_what_a_call_shows_is_frozen():
    with pytest.raises(AttributeError):
        Shown().value = 1


def test_every_macro_that_a_page_may_call_is_written_and_no_other():
    assert set(WRITTEN) == set(NAMES)


def test_a_host_that_ignores_the_hooks_has_the_same_plan(toy, built_toy):
    """It says nothing of its pages, so they are looked for; what they show is the same."""
    toy.edit("mkdocs.yml", "hooks: [hooks.py]\n", "")
    done = toy.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    numbers = [re.findall(r"<data .*?</data>", p.file("site/index.html").read_text("utf-8")) for p in (toy, built_toy)]
    shown = [[n for n in found if 'class="figure' in n] for found in numbers]
    assert shown[0] == shown[1] != []
