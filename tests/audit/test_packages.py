"""The audit takes the theme that the settings name, whichever it is: its icons are known by their elements."""

import pytest

from factsheet.audit import markup
from factsheet.audit.markup import FRAME, Site
from factsheet.audit.packages import Packages

PANEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" fill="none" class="lucide" viewBox="0 0 24 24">'
    '<rect width="18" height="18" x="3"/><path d="M9 3v18"/></svg>'
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site whose theme is a package that lies nowhere else."""
    icons = tmp_path / "stoat/templates/.icons/lucide"
    icons.mkdir(parents=True)
    (icons / "panel.svg").write_text(PANEL, "utf-8")
    (icons / "unused.svg").write_text('<svg><circle r="7"/></svg>', "utf-8")
    (icons.parent.parent / "main.html").write_text('{% include ".icons/lucide/panel.svg" %}', "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return Site(Packages({"theme": {"name": "stoat"}}))


@pytest.mark.parametrize(
    ("tag", "given", "known"),
    [
        ("rect", {"width": "18", "height": "18", "x": "3"}, True),
        ("path", {"d": "M9 3v18"}, True),
        ("path", {"d": "M1 1h9l-5 9"}, False),  # a seven
        ("path", {"d": "M9 3v18", "stroke-width": "9"}, False),
        ("rect", {"width": "1", "height": "18", "x": "3"}, False),
        ("circle", {"r": "7"}, False),  # of an icon that no template names
    ],
)
def test_of_an_icon_only_the_elements_that_the_themes_files_have_are_known(tag, given, known, site):
    found = markup.faults(tag, given, FRAME, site)
    assert found == (() if known else ("an icon is not one that the theme or its settings name",))


@pytest.mark.parametrize(
    ("generator", "known"),
    [
        ("mkdocs-1.6.1, mkdocs-material-9.8.1", True),
        ("mkdocs-ProperDocs 1.6.7, mkdocs-materialx-10.2.2", True),
        ("mkdocs-1.6.1, mkdocs-material-9.8.1, of 17 otters", False),
    ],
)
def test_the_program_that_wrote_a_page_may_be_named_and_nothing_else_said(generator, known):
    assert (list(markup.head("meta", {"name": "generator", "content": generator}, [])) == []) == known
