"""Several hundred false numbers planted in a built site: the audit sees each, but for those listed with their reason."""

from collections import Counter

import pytest

from factsheet.audit import audit
from tests.audit.planted import judged
from tests.conftest import copy_toy

pytestmark = pytest.mark.slow

# Plantings that pass, and why they may.
PASSING = {
    "a frame set": "a browser takes no notice of it within a page, and neither does the parser",
    "a year before a noun": "“in 2020 lakes dried up” may tell of the year or of the lakes; what leads up to it is a year's",
    "a year that is called one, before a noun": "the word before it says that it is a year; no list of nouns that follow would end",
    "every year before a noun": "the word before it says that it is a year; no list of nouns that follow would end",
    "a year before its noun and verb": "the word before it says that it is a year; no list of nouns that follow would end",
    "a year before a remark": "labels that end in a year are followed by their source; “Otters: 2020.” passes for a label too",
    "a year in a cell": "a year alone in a cell is a period; the heading of its column says of what",
    "a year at the end": "“to 2020.” ends a period as well",
    "most": "no number, and no list of vague words would end",
    "a handful": "no number, and no list of vague words would end",
    "higher than": "the audit does not read what the words around a number mean",
    "wrongly": "the audit does not read what the words around a number mean",
    "letters of a marked language": "a passage marked as Russian is written with Russian letters",
    "a citation mark hidden": "a stylesheet of the project's own adds nothing; what it hides, a reviewer sees",
    "a verdict": "verdicts are the engine's words; their numbers are held against the pages",
    "another number of the data": "a reference may hold any number of the data; the page it is copied from is audited",
}
COMPONENTS = """# Charts

{{ chart("lakes") }}

{{ chart("years") }}

!!! warning inline end "A warning"
    Otters swim.

??? info "Folded"
    Otters *swim* in `code`{ .language-python }.

=== "First"
    Otters swim.

=== "Second"
    They dive. [To the register](register.md){ .md-button .md-button--primary }

``` python
def otters(): return "swim"
```

| Lake | Depth |
|:-----|------:|
| North | deep |

<div class="grid cards" markdown>

- __Otters__ swim
- They dive.

</div>

Ctrl, <kbd>x</kbd>, H<sub>x</sub>, <span lang="zh">水獭</span>.

Term
:   Its meaning.
"""


@pytest.fixture(scope="module")
def charted(tmp_path_factory):
    """The made-up fact-sheet with two charts and the theme's documented components on a page of their own, built."""
    project = copy_toy(tmp_path_factory.mktemp("charted") / "toy")
    project.file("docs/charts.md").write_text(COMPONENTS, "utf-8")
    extensions = "pymdownx.details, pymdownx.superfences, pymdownx.highlight, {pymdownx.tabbed: {alternate_style: true}}, def_list, tables]"
    project.edit("mkdocs.yml", "tables]", extensions)
    done = project.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_what_markdown_the_theme_and_the_macros_write_passes(charted):
    assert audit(charted.file("site"), charted.root).problems == []


def test_every_planting_is_seen_or_listed(charted, tmp_path):
    found = judged(charted.root, tmp_path)
    passed = {planting.name: planting.family for planting, said in found.items() if not said}
    assert passed.keys() == PASSING.keys(), passed
    assert len(found) > 800 and min(Counter(planting.family for planting in found).values()) >= 15
