"""The live site of the real project and of a new one, through mistakes and their mends.

The configuration is the one that ships. Every mistake shows as a box where a reader of the page would look for it,
no request hangs, the server lives, and saving the fix clears the box.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet.cli import new
from factsheet.core.problems import Problem
from factsheet.host.live import Live
from tests.conftest import HOST, ROOT, Project, with_own_look
from tests.host.test_serve import Server

pytestmark = pytest.mark.slow

PAGE = "claims/"  # a page of its own, which both projects have
EVERYWHERE = ("", PAGE, "register/")


@dataclass(frozen=True)
class Mistake:
    """How one is made in a file, what the box must say of it, and the pages that must show the box."""

    file: str
    make: Callable[[Path], object]
    told: str
    shown: tuple[str, ...] = EVERYWHERE


def append(text: str | bytes) -> Callable[[Path], object]:
    more = text.encode() if isinstance(text, str) else text
    return lambda path: path.write_bytes(path.read_bytes() + more)


def replace(old: bytes, new: bytes) -> Callable[[Path], object]:
    def change(path: Path) -> None:
        assert old in path.read_bytes()
        path.write_bytes(path.read_bytes().replace(old, new, 1))

    return change


def become_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def become_dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def become_faulty(path: Path) -> None:
    """A file that is there and fails on reading, for root too."""
    path.unlink()
    path.symlink_to("/proc/self/mem")


def value(cell: bytes) -> Callable[[Path], object]:
    """Put another value into the first exact figure of the table."""

    def change(path: Path) -> None:
        head, row, *rest = path.read_bytes().split(b"\n")
        cells = row.split(b",")
        path.write_bytes(b"\n".join([head, b",".join([*cells[:2], cell, *cells[3:]]), *rest]))

    return change


ON_PAGES = {
    "a misspelt fact": Mistake("docs/claims.md", append('\n{{ figure("no-such-fact") }}\n'), "unknown fact", (PAGE,)),
    "an unknown macro": Mistake("docs/claims.md", append('\n{{ figrue("x") }}\n'), "Did you mean", (PAGE,)),
    "a syntax error of Jinja": Mistake("docs/claims.md", append("\n{{ figure( }}\n"), "Jinja cannot read the page", (PAGE,)),
    "a page that is not UTF-8": Mistake("docs/claims.md", append(b"\nCaf\xe9\n"), "byte 0xe9 is not UTF-8", (PAGE,)),
    "another page that is not UTF-8": Mistake("docs/sources.md", append(b"\nna\xefve\n"), "docs/sources.md:", ("sources/",)),
    "a page that cannot be read": Mistake("docs/claims.md", become_dangling, "docs/claims.md: the page cannot be read", (PAGE,)),
    "a broken link": Mistake("docs/claims.md", append("\n[Otters](otters.md)\n"), "otters.md", (PAGE,)),
    "a link to no heading": Mistake("docs/claims.md", append("\n[Otters](#otters)\n"), "#otters", (PAGE,)),
    "a number typed by hand": Mistake("docs/claims.md", append("\nThere were 17 otters.\n"), "has no source", (PAGE,)),
}  # fmt: skip
IN_DATA = {
    "a value that is no number": Mistake("data/figures.csv", value(b'"12,0x0"'), "12,0x0"),
    "a misspelt qualifier": Mistake("data/figures.csv", replace(b",exact,", b",exat,"), "exat"),
    "a bad indent": Mistake("data/facts.yml", replace(b"\n  measure:", b"\n   measure:"), "the file is not YAML here"),
    "a data file that is not UTF-8": Mistake("data/measures.yml", append(b"# Caf\xe9\n"), "Save the file as UTF-8"),
    "a data file that is missing": Mistake("data/figures.csv", Path.unlink, "data/figures.csv: the file is missing"),
    "a folder in the place of a data file": Mistake("data/sources.yml", become_folder, "data/sources.yml: the file is missing"),
    "a data file that cannot be read": Mistake("data/places.yml", become_faulty, "data/places.yml: the file cannot be read"),
}  # fmt: skip
ELSEWHERE = {
    "a fault in the settings": Mistake("mkdocs.yml", append("\nbroken: [\n"), "mkdocs.yml"),
    "a setting that strictness refuses": Mistake("mkdocs.yml", append("\nsite_nam: Otters\n"), "configuration warning"),
    "a contact that is none": Mistake("mkdocs.yml", replace(b"contact: corrections@example.org", b"contact: the office"), "is no e-mail address"),
    "a fault in a template": Mistake("overrides/main.html", append("{% block %}"), "overrides/main.html:"),
}  # fmt: skip
MISTAKES = ON_PAGES | IN_DATA | ELSEWHERE
AT_THE_START = ("a misspelt fact", "a misspelt qualifier", "another page that is not UTF-8")


def real_project(folder: Path) -> Project:
    """The project as it is, with its own settings, pages and data."""
    folder.mkdir()
    for name in ("mkdocs.yml", *HOST):
        shutil.copy(ROOT / name, folder / name)
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    return with_own_look(Project(folder))


def new_project(folder: Path) -> Project:
    return with_own_look(Project(new.start(folder)))


PROJECTS = {"the real site": real_project, "a new project": new_project}


NEW = pytest.mark.parametrize("live", ["a new project"], indirect=True)  # which is built again ten times sooner


@pytest.fixture(scope="module", params=PROJECTS)
def live(request, tmp_path_factory):
    """A project and its server, started with mistakes in place: on one page, in another's bytes, and in the data."""
    project = PROJECTS[request.param](tmp_path_factory.mktemp("live") / "project")
    first = [MISTAKES[name] for name in AT_THE_START]
    kept = {mistake.file: project.file(mistake.file).read_bytes() for mistake in first}
    for mistake in first:
        mistake.make(project.file(mistake.file))
    server = Server(project, engine=request.getfixturevalue("engine") if request.param == "a new project" else ROOT)
    yield project, server, kept
    server.stop()


def boxes(page: str) -> str:
    """What the boxes of a page say."""
    return " ".join(box.text() for box in LexborHTMLParser(page).css(".problem"))


def sound(page: str) -> bool:
    return "</article>" in page and 'class="problem"' not in page


def restore(path: Path, text: bytes) -> None:
    if path.is_dir():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
    path.write_bytes(text)


def test_mistakes_that_are_there_at_the_start_show_as_boxes_and_saving_the_fixes_clears_them(live):
    project, server, kept = live
    for mistake in map(MISTAKES.__getitem__, AT_THE_START):
        for page in mistake.shown:
            server.until(lambda shown, told=mistake.told: told in boxes(shown), page)
        server.says(mistake.told)
    for name, text in kept.items():
        restore(project.file(name), text)
    for page in EVERYWHERE:
        server.until(sound, page)


@NEW
def test_each_mistake_shows_as_a_box_and_saving_the_fix_clears_it(live):
    """One after the other: as one is mended, the next is made, and only its own box is left."""
    project, server, kept = live
    for name, text in kept.items():
        restore(project.file(name), text)
    before, mended = "", {}
    for mistake in MISTAKES.values():
        for name, text in mended.items():
            restore(project.file(name), text)
        path = project.file(mistake.file)
        mended = {mistake.file: path.read_bytes()}
        mistake.make(path)

        def told(page, mistake=mistake, before=before):
            return mistake.told in boxes(page) and (not before or before not in boxes(page))

        for page in mistake.shown:
            server.until(told, page)
        server.says(mistake.told)
        before = mistake.told
    for name, text in mended.items():
        restore(project.file(name), text)
    for page in EVERYWHERE:
        server.until(sound, page)


@NEW
def test_a_mistake_is_boxed_once_on_its_page_and_nowhere_else(live):
    project, server, kept = live
    for name, text in kept.items():
        restore(project.file(name), text)
    server.until(sound, PAGE)
    path = project.file("docs/claims.md")
    whole = path.read_bytes()
    path.write_bytes(whole + b'\n{{ figure("no-such-fact") }}\n\nThere were 17 otters.\n\n[Otters](otters.md)\n')
    page = server.until(lambda shown: "otters.md" in boxes(shown), PAGE)
    assert [boxes(page).count(told) for told in ("unknown fact", "'17' has no source", "'otters.md'")] == [1, 1, 1]
    assert sound(server.page("sources/"))
    restore(path, whole)
    server.until(sound, PAGE)


# ---------------------------------------------------------------- a build is as strict as ever


MODES = {"plain": (), "strict": ("--strict",), "quiet": ("-q",), "strict and quiet": ("--strict", "-q")}
AT_ONCE = ("a misspelt fact", "a misspelt qualifier", "a contact that is none")
# Of a page that cannot be read, a server shows what it can; a build tells of such pages alone, and ends.
UNREADABLE = {
    "a page that is not UTF-8": "byte 0xe9 is not UTF-8",
    "a page that cannot be read": "docs/claims.md: this is a link to nowhere, and nothing is there",
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    return new_project(tmp_path_factory.mktemp("begun") / "project").root


@pytest.fixture
def mine(begun, tmp_path):
    return Project(shutil.copytree(begun, tmp_path / "project"))


@pytest.mark.parametrize("mode", MODES)
def test_a_build_fails_at_the_mistakes_that_a_server_survives(mode, mine):
    for mistake in map(MISTAKES.__getitem__, AT_ONCE):
        mistake.make(mine.file(mistake.file))
    done = mine.build(*MODES[mode])
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "Traceback" not in said, said
    for mistake in map(MISTAKES.__getitem__, AT_ONCE):
        assert mistake.told in said


@pytest.mark.parametrize("name", ["a broken link", "a link to no heading"])
def test_a_build_still_fails_at_a_warning_of_mkdocs(name, mine):
    mistake = MISTAKES[name]
    mistake.make(mine.file(mistake.file))
    done = mine.build()
    assert done.returncode == 1 and "in strict mode" in done.stdout + done.stderr, done.stdout + done.stderr


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_page_that_cannot_be_read_is_one_problem_of_a_build(name, mine):
    mistake = MISTAKES[name]
    mistake.make(mine.file(mistake.file))
    done = mine.build("-q")
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "Traceback" not in said, said
    assert UNREADABLE[name] in said and "\n1 problem\n" in said, said


def test_a_box_leaves_the_bytes_of_a_page_that_is_no_text_as_they_are(tmp_path):
    """A file of HTML among the pages need not be UTF-8; the audit says so, and the server lives."""
    page = tmp_path / "raw.html"
    page.write_bytes(b"<body>\nna\xefve\r\n</body>")
    Live().show_problems(tmp_path, [Problem("raw.html", 0, "the page cannot be read", "Build the site again.")])
    begin, end = page.read_bytes().split(b'<div class="problem"')
    assert begin == b"<body>" and end.endswith(b"\nna\xefve\r\n</body>")
