"""One file to carry: the site as an archive that opens from a disk, with checksums, audited like the site."""

import hashlib
import json
import re
import shutil
import subprocess
import zipfile

import pytest

from factsheet.audit import audit
from factsheet.plan.messages import english
from factsheet.plan.site_settings import SiteSettings
from factsheet.publish import archive
from tests.conftest import Project, copy_toy

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def carried(tmp_path_factory):
    """The made-up fact-sheet as `make site` builds it, its archive unpacked beside it."""
    project = copy_toy(tmp_path_factory.mktemp("carried") / "toy")
    done = project.run("factsheet", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^archive: site/fact-sheet\.zip, \d+ files, \d+ bytes$", done.stdout, re.M)
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
    there = {p.replace("/index.html", ".html") for p in pages(carried.file("site"))}
    packed = pages(carried.file("fact-sheet"))
    assert set(packed) == there - {"404.html"}  # which only a server shows
    for text in packed.values():
        assert not re.search(r'(?:href|src)="(?!https?:|mailto:|data:)[^"#]*/(?:#[^"]*)?"', text)


def test_what_the_archive_holds_is_there_in_order_with_the_same_rights_and_date(carried):
    with zipfile.ZipFile(carried.file("site/fact-sheet.zip")) as packed:
        entries = packed.infolist()
    assert [e.filename for e in entries] == sorted(e.filename for e in entries)
    assert len({(e.date_time, e.external_attr, e.create_system) for e in entries}) == 1
    assert all(e.filename.startswith("fact-sheet/") for e in entries)
    # The first thing that a list of the folder shows after the folders and the other sums.
    assert {"fact-sheet/READ-ME-FIRST.txt", "fact-sheet/SHA256SUMS", "fact-sheet/index.html"} <= {
        e.filename for e in entries
    }


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
        assert "http://127.0.0.1:8000/register.html" not in text, name
    register = carried.file("fact-sheet/register.html").read_text()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/register/">' in register
    assert '<meta property="og:url" content="http://127.0.0.1:8000/register/">' in register
    index = carried.file("fact-sheet/index.html").read_text()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/">' in index
    assert "<loc>http://127.0.0.1:8000/register/</loc>" in carried.file("fact-sheet/sitemap.xml").read_text()
    assert not carried.file("fact-sheet/sitemap.xml.gz").exists()


def test_addresses_of_pages_as_files_become_those_of_the_public_site(tmp_path):
    (tmp_path / "a.xml").write_text(
        "https://o.example/x/index.html#y https://o.example/p/index.html https://o.example/p/q.html?z "
        "https://o.example/404.html https://o.example/a.svg https://other.example/p.html"
    )
    archive.complete(tmp_path, SiteSettings("Otters", "https://o.example/"), english())
    assert (tmp_path / "a.xml").read_text() == (
        "https://o.example/x/#y https://o.example/p/ https://o.example/p/q/?z "
        "https://o.example/404.html https://o.example/a.svg https://other.example/p.html"
    )


def test_without_a_public_address_the_read_me_names_none(tmp_path):
    archive.complete(tmp_path, SiteSettings("Otters"), english())
    assert (tmp_path / "READ-ME-FIRST.txt").read_text().endswith("in its own file SHA256SUMS.\n")


def test_search_in_a_copy_loads_the_index_that_was_audited(carried):
    told = carried.file("fact-sheet/search/search_index.js").read_text("utf-8")
    index = carried.file("fact-sheet/search/search_index.json").read_text("utf-8")
    assert told == f"var __index = {index}"
    assert any(re.search(r"\b1,804\b.* 1804\b", d["text"]) for d in json.loads(index)["docs"])


def test_no_page_of_a_copy_asks_for_a_script_from_elsewhere(carried):
    for name, text in pages(carried.file("fact-sheet")).items():
        sources = re.findall(r'<script[^>]* src="([^"]*)"', text)
        assert len(sources) == 2 and not any("//" in s for s in sources), name
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


def test_a_project_without_the_offline_plugin_is_told_how_to_get_it(toy):
    toy.edit("mkdocs.yml", "  - offline: {enabled: !ENV [OFFLINE, false]}\n", "")
    done = toy.run("factsheet", "site")
    assert done.returncode == 1 and "Add `offline: {enabled: !ENV [OFFLINE, false]}` to plugins" in done.stderr
    assert "Traceback" not in done.stderr and not toy.file("site").exists()
