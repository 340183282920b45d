"""What pages call for, read from their text, against what a build of them shows."""

import re

import pytest

from factsheet import data, model
from factsheet.cli import page_calls
from factsheet.data import settings
from tests.conftest import Project


def read(project: Project):
    extra = settings.load(project.root)["extra"]
    return page_calls.read(model.build(data.read(project.file("data"), project.root)), project.file("docs"), extra)


def noted(reader, page):
    """The figures that a page was found to call for."""
    keys = reader.sheet.figures
    return {k for k, found in reader.usage.pages.items() if page in found and k in keys}


def built(project, page):
    """The figures that a built page shows."""
    name = page.removeprefix("docs/").removesuffix(".md")
    path = project.file("site/index.html" if name == "index" else f"site/{name}/index.html")
    article = path.read_text("utf-8").split("<article")[1].split("</article>")[0]
    shown = re.findall(r'class="figure"[^>]*? data-fact="([^"]+)" data-source="([^"]+)"', article)
    return {f"{fact}@{source}" for fact, source in shown}


def test_it_finds_what_a_built_page_shows(built_toy):
    reader, unread = read(built_toy)
    assert unread == [] and built(built_toy, "docs/index.md")
    assert noted(reader, "docs/index.md") == built(built_toy, "docs/index.md")
    assert noted(reader, "docs/register.md") == set()


def test_it_finds_what_the_pages_of_the_real_site_show(real):
    """A claim in one line calls for figures whose words alone are shown; no figure that is shown is missed."""
    reader, unread = read(real)
    assert unread == []
    for path in sorted(real.file("docs").glob("*.md")):
        if path.stem not in ("register", "sources"):
            page = f"docs/{path.name}"
            assert built(real, page) <= noted(reader, page), page


def test_it_notes_calculated_numbers_and_counts(toy):
    reader, _ = read(toy)
    used = reader.usage.pages
    assert used["count articles"] == used["site edition"] == {"docs/index.md"}
    assert {d.name for d in reader.usage.derived.values()} == {"change", "times", "share", "sum"}


@pytest.mark.parametrize(
    "text", ['{# {{ figure("nowhere") }} #}', '{% raw %}{{ figure("nowhere") }}{% endraw %}', "{{ page.title }}"]
)
def test_what_the_template_engine_would_not_run_is_passed_over(text, toy):
    toy.add("docs/index.md", f"\n{text}\n")
    assert read(toy)[1] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{{ figure("nowhere") }}', "unknown fact 'nowhere'"),
        ("{{ figure(name) }}", "its ids are not written out"),
        ('{% set x = figure("otters-2020") %}', "more than a call with ids written out"),
        ('{{ figure("otters-2020") | upper }}', "more than a call with ids written out"),
        ('{{ figure("otters-2020", 3, 4) }}', "its ids are not written out"),
        ('{{ figure("otters-2020", "herald", "x") }}', "positional arguments"),
    ],
)
def test_a_call_that_cannot_be_followed_is_told(text, why, toy):
    toy.add("docs/index.md", f"\n{text}\n")
    (told,) = read(toy)[1]
    assert told.startswith("docs/index.md: ") and why in told
