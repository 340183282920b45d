"""What macros wrote is kept out of Markdown's way: the pages read as if Markdown had seen it, and nothing is lost."""

import html
import re
from pathlib import Path

import pytest
from markdown import Markdown

from factsheet.host.stash import Stash
from tests.calling import writes
from tests.conftest import Project, copy_toy

EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc"]
# A line of text and a block, wherever a page can have them.
PLACES = {
    "a paragraph": "There were {f} otters.",
    "its first word": "{f} otters were there.",
    "alone": "{f}",
    "two in a line": "{f}{f} and {f}",
    "a line of its own in a paragraph": "There were\n{f}\notters.",
    "in bold": "There were **{f}** otters, *{f}* of them.",
    "a list": "- {f} otters\n- otters: {f}\n    - {f}",
    "a table": "| Land | Otters |\n|---|---|\n| all {f} | {f} |",
    "a quotation": "> {f} otters\n> were there.",
    "a definition": "Otters\n:   {f} of them",
    "an admonition": '!!! note "A note"\n    {f} otters\n\n    {t}',
    "Markdown in HTML": '<div class="grid" markdown>\n\n{f} otters\n\n{t}\n\n</div>',
    "HTML of the page's own": "<div>{f} otters, <b>{f}</b></div>\n\n<p>{f}</p>",
    "a block": "Before.\n\n{t}\n\nAfter.",
    "a block in a line": "Before {t} after.",
    "a block at either end": "{t}\n\ntext\n\n{t}",
    "a block in a list": "- one\n\n    {t}\n\n- two",
    "blocks and headings": "# Otters\n\n{r}\n\n## After\n\n{f}",
    "a comment": "<!-- {f} -->\n\nThere were {f} otters. <!-- {f} -->\n\nAfter.",
    "a block in a comment": "Before.\n\n<!-- {t} -->\n\nBetween.\n\n<!--\n{t}\n-->\n\nAfter {f}.",
    "code": "`{f}` and\n\n    {f}\n\n```\n{f}\n```",
    "an alternative text": "![{f}](x.png)",
    "a title": '[x](y.md "{f}")',
    "a link": "[{f}](y.md)",
    "a heading": "## All {f}",
    "an attribute": '<img alt="{f}" src="x.png">',
}


@pytest.fixture(scope="module")
def macros(tmp_path_factory):
    """What a figure, a table and the register of the toy write."""
    root = copy_toy(tmp_path_factory.mktemp("stash") / "toy").root
    calls = {"f": 'figure("otters-2020")', "t": 'table("lakes")', "r": "register()"}
    return {name: writes(root, f"{{{{ {call} }}}}") for name, call in calls.items()}


def written(macros, text):
    """A page's Markdown after its macros, and the pieces that they wrote, in order."""
    pieces = [macros[name] for name in re.findall(r"\{([ftr])\}", text)]
    return re.sub(r"\{([ftr])\}", lambda match: macros[match[1]], text), pieces


def filled(text, pieces, change=lambda markdown: markdown):
    """What Markdown makes of a page whose macros wrote `pieces`; then the same with these stashed."""
    stash = Stash()
    for piece in pieces:
        stash.remember(piece)
    put = stash.stash(change(text))
    with_all, without = (Markdown(extensions=EXTENSIONS) for _ in range(2))
    return with_all.convert(change(text)), stash.restore(without.convert(put)), put


def spaced(text):
    """What is written, whatever the spaces; within code Markdown escapes an entity, within an attribute it does not."""
    return re.sub(r"\s+", "", html.unescape(html.unescape(text)))


@pytest.mark.parametrize("place", PLACES)
def test_a_page_reads_the_same(place, macros):
    text, pieces = written(macros, PLACES[place])
    seen, set_aside, put = filled(text, pieces)
    assert "<data" not in put and "<section" not in put
    if place == "a heading":  # refused elsewhere: only its anchor, made of the number, is another
        seen, set_aside = (re.sub(r' id="all[^"]*"', "", h) for h in (seen, set_aside))
    assert spaced(set_aside) == spaced(seen) and "factsheet-stash" not in set_aside
    assert set_aside.count("<data") == seen.count("<data")


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda m: m.replace("2,400", "9"),
        lambda m: m.replace("<data", "<b"),
        lambda m: re.sub("<[^>]*>", "", m),
    ],
    ids=["upper", "another number", "another element", "no element"],
)
def test_what_the_page_changes_is_read_as_it_stands(change, macros):
    """By a filter of the template engine, say: the audit has to meet it."""
    text, pieces = written(macros, "There were {f} otters.\n\n{t}")
    seen, set_aside, _ = filled(text, pieces, change)
    assert spaced(set_aside) == spaced(seen)


def test_a_macro_whose_text_is_used_elsewhere_or_not_at_all(macros):
    """{% set otters = figure("otters-2020") %} may be shown twice, later, or never."""
    _, (one, other) = written(macros, "{f} {t}")
    for text in (f"{one} and {one}", f"{other}\n\n{one}", "nothing", f"{other}"):
        seen, set_aside, _ = filled(text, [one, other])
        assert spaced(set_aside) == spaced(seen)


@pytest.mark.parametrize("own", ["<factsheet-stash-0/>", "<hr factsheet-stash-0/>", "`<factsheet-stash-0/>`"])
def test_a_page_that_writes_such_an_element_itself_gets_nothing_for_it(own, macros):
    text, pieces = written(macros, f"{own}\n\nThere were {{f}} otters.\n\n{own}")
    seen, set_aside, _ = filled(text, pieces)
    assert spaced(set_aside) == spaced(seen) and set_aside.count("<data") == 1


def test_nothing_is_left_for_the_next_page(macros):
    stash = Stash()
    _, pieces = written(macros, "{f}")
    stash.remember(pieces[0])
    stash.stash(pieces[0])
    assert stash.restore("<p><factsheet-stash-0/></p>") == f"<p>{pieces[0]}</p>"
    stash.stash("another page")
    assert stash.restore("<p><factsheet-stash-0/></p>") == "<p><factsheet-stash-0/></p>" and stash.anchors() == set()


def test_anchors_within_what_macros_wrote_may_be_linked_to(toy):
    """The host looks for anchors in what Markdown reads, and warns of others."""
    toy.edit("mkdocs.yml", "watch: [data]\n", "watch: [data]\nstrict: true\nvalidation: {links: {anchors: warn}}\n")
    toy.add("docs/index.md", "\nSee [the entry](register.md#otters-2020) and [its source](sources.md#herald).\n")
    done = toy.build()
    assert done.returncode == 0, done.stdout + done.stderr
    toy.add("docs/index.md", "\nSee [the entry](register.md#otters-1020).\n")
    done = toy.build()
    assert done.returncode == 1 and "does not contain an anchor '#otters-1020'" in done.stdout + done.stderr


@pytest.mark.parametrize("language", ["html", "text", ""])
def test_a_macro_in_highlighted_code_is_told(language, toy):
    """It is no place for a number; whatever the highlighter makes of it, nothing vanishes."""
    toy.edit("mkdocs.yml", "attr_list,", "attr_list, pymdownx.highlight, pymdownx.superfences,")
    toy.add("docs/index.md", f'\n```{language}\nThere were {{{{ figure("otters-2020") }}}} otters.\n```\n')
    done = toy.build("-q")
    told = done.stdout + done.stderr
    assert done.returncode == 1 and "docs/index.md:" in told and "Traceback" not in told
    assert "taken apart by an extension of Markdown" in told or "'2,400' has no source" in told, told


UNSET = "from factsheet.host.stash import Stash\n\nStash.stash = lambda self, markdown: markdown\n"


def test_a_whole_site_reads_the_same(built_toy, tmp_path):
    project: Project = copy_toy(tmp_path / "plain")
    project.edit("mkdocs.yml", "hooks: [hooks.py]", "hooks: [unset.py, hooks.py]")
    project.file("unset.py").write_text(UNSET)
    done = project.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = [p.relative_to(built_toy.root) for p in built_toy.file("site").rglob("*.html")]
    assert {Path("site/index.html"), Path("site/404.html")} < set(pages)
    for page in pages:
        ours, theirs = ((root / page).read_text("utf-8") for root in (built_toy.root, project.root))
        assert re.sub(r"\s+", "", ours) == re.sub(r"\s+", "", theirs), page
    index = "site/search/search_index.json"
    one, other = (re.sub(r"\s+", "", p.file(index).read_text("utf-8")) for p in (built_toy, project))
    assert one == other


def test_the_page_is_whole_before_any_plugin_reads_it(toy):
    """A hook of the project's own, at the host's usual priority, meets the numbers."""
    toy.edit("mkdocs.yml", "hooks: [hooks.py]", "hooks: [hooks.py, met.py]")
    toy.file("met.py").write_text(
        "from pathlib import Path\n\n\ndef on_page_content(html, page, config, files):\n"
        "    with Path('met.txt').open('a') as out:\n        out.write(html)\n"
    )
    assert toy.build("-q").returncode == 0
    met = toy.file("met.txt").read_text("utf-8")
    assert 'data-fact="otters-2020"' in met and "factsheet-stash" not in met
