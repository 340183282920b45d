"""One file to carry: the site as an archive that opens from a disk, with checksums, audited like the site."""

import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from types import SimpleNamespace

import pytest

from factsheet.audit import audit
from factsheet.audit import carried as copies
from factsheet.audit.carried import problems
from factsheet.core.links import file_of
from factsheet.host import build
from factsheet.plan.messages import english
from factsheet.publish import archive, offline
from factsheet.publish.offline import Part
from tests.conftest import Project, copy_toy

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def carried(tmp_path_factory):
    """The made-up fact-sheet as `make site` builds it, its archive unpacked beside it."""
    project = copy_toy(tmp_path_factory.mktemp("carried") / "toy")
    done = project.run("factsheet", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"site/fact-sheet\.zip with \d+ files, [\d.]+ MB$", done.stdout, re.M)
    with zipfile.ZipFile(project.file("site/fact-sheet.zip")) as packed:
        packed.extractall(project.root)
    return project


@pytest.fixture
def copy(carried, tmp_path):
    """A copy of the unpacked archive, and of the project it is audited against, to break."""
    shutil.copytree(carried.root, tmp_path / "broken")
    return Project(tmp_path / "broken")


def pages(folder):
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*.html")}


def test_the_archive_holds_every_page_as_a_file_that_opens_by_itself(carried):
    packed = pages(carried.file("fact-sheet"))
    assert set(packed) == pages(carried.file("site")).keys() - {"404.html"}  # which only a server shows
    for name, text in packed.items():
        for href in re.findall(r' (?:xlink:)?(?:href|src)="(?!https?:|mailto:|data:|#)([^"#]*)', text):
            assert (carried.file("fact-sheet") / name).parent.joinpath(href).resolve().is_file(), (name, href)


def test_what_the_archive_holds_is_there_in_order_with_the_same_rights_and_date(carried):
    with zipfile.ZipFile(carried.file("site/fact-sheet.zip")) as packed:
        entries = packed.infolist()
    names = [e.filename for e in entries]
    assert names[1:-1] == sorted(names[1:-1])
    assert len({(e.date_time, e.external_attr, e.create_system) for e in entries}) == 1
    assert all(e.filename.startswith("fact-sheet/") for e in entries)
    assert names[0] == "fact-sheet/READ-ME-FIRST.txt" and names[-1] == "fact-sheet/SHA256SUMS"
    assert "fact-sheet/index.html" in names


@pytest.mark.parametrize("folder", ["site", "fact-sheet"])
def test_the_sums_are_those_of_every_file_as_the_usual_tool_reads_them(folder, carried):
    root = carried.file(folder)
    told = dict(reversed(line.split("  ")) for line in (root / "SHA256SUMS").read_text().splitlines())
    there = {p.relative_to(root).as_posix(): p for p in root.rglob("*") if p.is_file()}
    del there["SHA256SUMS"]
    assert told == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}
    assert ("fact-sheet.zip" in told) == (folder == "site")
    if tool := shutil.which("sha256sum"):
        assert subprocess.run([tool, "--check", "--quiet", "SHA256SUMS"], cwd=root, check=False).returncode == 0


def test_the_read_me_says_what_to_open_and_how_to_check(carried):
    text = carried.file("fact-sheet/READ-ME-FIRST.txt").read_text()
    assert text.startswith("Otters\n") and "index.html" in text
    assert "sha256sum -c SHA256SUMS" in text and "shasum -a 256 -c SHA256SUMS" in text and "Get-FileHash" in text
    assert "http://127.0.0.1:8000/SHA256SUMS" in text


def test_every_page_links_to_the_archive_and_the_archive_to_the_site(carried, built_toy):
    said = english()("carry")
    for name, text in pages(carried.file("site")).items():
        link = re.search(rf'href="([^"]*)">{said}', text)[1]
        assert link in ("/fact-sheet.zip", "../" * name.count("/") + "fact-sheet.zip"), name
    for name, text in pages(carried.file("fact-sheet")).items():
        assert said not in text and "fact-sheet.zip" not in text, name
        assert 'href="http://127.0.0.1:8000/">Newest copy' in text
    # Plain `mkdocs build`, and the live site, make no archive and link to none.
    assert not built_toy.file("site/fact-sheet.zip").exists()
    assert not any(said in text for text in pages(built_toy.file("site")).values())


def test_a_copy_names_the_addresses_of_the_public_site(carried):
    for name, text in pages(carried.file("fact-sheet")).items():
        assert not re.search(r"http://127.0.0.1:8000/[^\s\"]*\.html", text), name
    register = carried.file("fact-sheet/register/index.html").read_text()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/register/">' in register
    assert '<meta property="og:url" content="http://127.0.0.1:8000/register/">' in register
    index = carried.file("fact-sheet/index.html").read_text()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/">' in index
    assert "<loc>http://127.0.0.1:8000/register/</loc>" in carried.file("fact-sheet/sitemap.xml").read_text()
    assert not carried.file("fact-sheet/sitemap.xml.gz").exists()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../register/#a", "../register/index.html#a"), ("..", "../index.html"), (".", "./index.html"), ("a/?b=c#d", "a/index.html?b=c#d"),
        ("#a", "#a"), ("", ""), ("a.html#b", "a.html#b"), ("data/figures.csv", "data/figures.csv"),
        ("https://o.example/a/", "https://o.example/a/"), ("//o.example/", "//o.example/"), ("mailto:a@o.example", "mailto:a@o.example"),
    ],
)  # fmt: skip
def test_the_address_of_a_page_becomes_that_of_its_file(address, expected):
    assert file_of(address) == expected


def test_only_what_leads_from_a_page_is_changed():
    part = Part("", "Otters", "", english())
    text = '<p title="a href=../x/">So: &lt;a href="../x/"&gt; <a title="a > b" href="../x/#y" rel>x</a>'
    assert (
        '<p title="a href=../x/">So: &lt;a href="../x/"&gt; <a title="a > b" href="../x/index.html#y"'
        in offline.page(text, part).replace("&gt; b", "> b")
    )


def test_without_a_public_address_the_copy_names_none():
    part = Part("", "Otters", "", english())
    assert part.read_me("").endswith("in its own file SHA256SUMS.\n")
    footer = '<div class="freshness">a · <span class="carry"><a href="fact-sheet.zip">b</a> ·</span> c</div>'
    assert '<div class="freshness">a ·  c</div>' in offline.page(footer, part)


def test_search_in_a_copy_loads_the_index_that_was_audited(carried):
    told = carried.file("fact-sheet/search/search_index.js").read_text("utf-8")
    index = carried.file("fact-sheet/search/search_index.json").read_text("utf-8")
    assert told == f"var __index = {index}"
    assert any(re.search(r"\b1,804\b.* 1804\b", d["text"]) for d in json.loads(index)["docs"])


def test_no_page_of_a_copy_asks_for_a_script_from_elsewhere(carried):
    for name, text in pages(carried.file("fact-sheet")).items():
        sources = re.findall(r'<script[^>]* src="([^"]*)"', text)
        assert sources and not any("//" in s for s in sources), name
        assert sources[0].endswith("assets/javascripts/iframe-worker.js")
    assert not any("iframe-worker" in text for text in pages(carried.file("site")).values())


def test_the_archive_is_audited_like_the_site(carried):
    found = audit(carried.file("fact-sheet"), carried.root)
    assert (
        found.problems == [] and found.pages == audit(carried.file("site"), carried.root).pages - 1
    )  # the page of a server for what it has not


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("SHA256SUMS", lambda t: t + "and more\n", "'and more' is not the checksum of one file"),
        ("SHA256SUMS", lambda t: t.split("\n", 1)[1], "is not in the list"),
        ("SHA256SUMS", lambda t: t + "0" * 64 + "  gone.html\n", "the file 'gone.html' is missing"),
        ("stylesheets.css", lambda t: " ", "the file 'stylesheets.css' is not in the list"),
        ("data/figures.csv", lambda t: t + " ", "the file 'data/figures.csv' is not the one that was built"),
        ("READ-ME-FIRST.txt", lambda t: t + "There are 17 otters.\n", "'17' has no source, in 'There are 17 otters.'"),
        ("READ-ME-FIRST.txt", lambda t: t + "Two million otters.\n", "'Two million' has no source"),
        ("other.txt", lambda t: "There are 17 otters.\n", "other.txt: the file is not one that the site publishes"),
        ("search/search_index.js", lambda t: t + ";", "this is not search/search_index.json as a script"),
        ("index.html", lambda t: t.replace("iframe-worker.js", "other.js"), "is not a file of the site"),
    ],
)  # fmt: skip
def test_the_audit_reads_what_lies_beside_the_pages(name, change, expected, copy):
    path = copy.file(f"fact-sheet/{name}")
    path.write_text(change(path.read_text("utf-8") if path.exists() else ""), "utf-8")
    assert any(expected in str(p) for p in audit(copy.file("fact-sheet"), copy.root).problems)


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("index.html", lambda t: t.replace("otters", "beavers", 1), "'index.html' does not say what the page of the site says"),
        ("index.html", lambda t: t.replace("1,804", "1,805", 1), "'index.html' does not say what the page of the site says"),
        ("index.html", lambda t: t.replace('href="register/index.html', 'href="register/', 1), "leads to 'register/"),
        ("index.html", lambda t: t.replace('href="register/index.html', 'href="sources/index.html', 1), "does not say"),
        ("index.html", lambda t: t.replace("Newest copy", "All 17 otters"), "says 'All 17 otters"),
        ("index.html", lambda t: t.replace("<article", "<script src='x.js'></script><article"), "does not say"),
        ("search/search_index.json", lambda t: t.replace("1,804", "1,805", 1), "is not the search index of the site"),
        ("search/search_index.js", lambda t: t.replace("1,804", "1,805", 1), "is not the search index as a script"),
        ("data/figures.csv", lambda t: t + " ", "'data/figures.csv' is another than that of the site"),
        ("READ-ME-FIRST.txt", lambda t: t + "There are 17 otters.", "'17' has no source"),
        ("other.txt", lambda t: "otters", "'other.txt' is not one of the site"),
        ("sources/index.html", lambda t: None, "it lacks 'sources/index.html'"),
        ("SHA256SUMS", lambda t: t.split("\n", 1)[1], "its SHA256SUMS does not list its files"),
    ],
)  # fmt: skip
def test_the_audit_of_the_site_compares_every_file_of_the_archive_with_it(name, change, expected, copy):
    path = copy.file("site/fact-sheet.zip")
    with zipfile.ZipFile(path) as packed:
        held = {n: packed.read(n) for n in packed.namelist()}
    assert list(problems(copy.file("site"), path.name)) == []
    before = held.pop(f"fact-sheet/{name}", b"").decode()
    after = change(before)
    assert after != before
    with zipfile.ZipFile(path, "w") as packed:
        for each, content in (held if after is None else held | {f"fact-sheet/{name}": after.encode()}).items():
            packed.writestr(each, content)
    assert any(expected in str(p) for p in problems(copy.file("site"), path.name))


def test_an_archive_that_is_not_the_site_stops_the_build(toy, monkeypatch):
    def pack(site, date, parts):
        count = archive.pack(site, date, parts)
        (site / "index.html").write_text((site / "index.html").read_text("utf-8").replace("otters", "beavers"), "utf-8")
        return count

    monkeypatch.setattr(build, "archive", SimpleNamespace(pack=pack, write_sums=archive.write_sums))
    assert build.build(toy.root) == 1 and not toy.file("site").exists()


DRAWN = '<body><svg><a role="link" xlink:href="{}">x</a></svg></body>'


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        (DRAWN.format("entry/index.html#a"), []),
        (DRAWN.format("entry/#a"), ["leads to 'entry/#a', which is no file of the copy"]),
        (DRAWN.format("entry/index.html#b"), ["does not say what the page of the site says"]),
        (DRAWN.format('entry/index.html#a" href="index.html'), ["does not say what the page of the site says"]),
    ],
)
def test_the_audit_follows_the_links_of_drawings_and_none_has_two_addresses(copy, expected):
    held = {"index.html", "entry/index.html"}
    assert list(copies._page("index.html", copy, DRAWN.format("entry/#a"), held)) == expected
