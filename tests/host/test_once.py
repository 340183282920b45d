"""A build reads each file of the project once, and the audit once more; what it writes, it writes once."""

import runpy
from collections import Counter

from factsheet.host import events
from tests.conftest import ROOT, Project

OPENED = """
import atexit, os, sys
root, opened = os.getcwd() + "/", []
def note(event, arguments):
    if event == "open" and not isinstance(arguments[0], int):
        path, (_, mode, flags) = os.path.abspath(os.fsdecode(arguments[0])), arguments
        if path.startswith(root):
            opened.append(("write" if flags & (os.O_WRONLY | os.O_RDWR) else "read") + " " + path.removeprefix(root))
sys.addaudithook(note)
atexit.register(lambda: open("opened.txt", "w").write("\\n".join(list(opened))))
"""


def opened(project: Project) -> Counter:
    """How often one build opens each file of a project, to read or to write it."""
    project.edit("mkdocs.yml", "hooks: [hooks.py]", "hooks: [opened.py, hooks.py]")
    project.file("opened.py").write_text(OPENED, "utf-8")
    done = project.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    return Counter(project.file("opened.txt").read_text("utf-8").splitlines())


def test_a_build_reads_a_page_once_and_writes_it_once(toy):
    times = opened(toy)
    pages = [path.relative_to(toy.root).as_posix() for path in toy.file("site").rglob("*.html")]
    assert "site/index.html" in pages and {times[f"write {page}"] for page in pages} == {1}
    assert times["write site/search/search_index.json"] == 1
    texts = [path.relative_to(toy.root).as_posix() for path in toy.file("docs").glob("*.md")]
    assert len(texts) == 3 and {times[f"read {text}"] for text in texts} == {1}
    # The audit looks for itself: it takes nothing from what the build has read.
    assert all(times[f"read data/{path.name}"] in (1, 2) for path in toy.file("data").iterdir())


def test_a_projects_hooks_are_all_that_the_engine_handles():
    """A handler that is left out would be passed over without a word."""
    handled = {name for name in vars(events) if name.startswith("on_")}
    assert handled == set(events.__all__)
    for path in (ROOT / "hooks.py", ROOT / "examples/eagles/hooks.py"):
        assert handled <= set(runpy.run_path(str(path)))
