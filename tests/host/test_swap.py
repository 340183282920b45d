"""`make site`: a failure leaves the old site whole."""

import pytest

from factsheet.host import build

pytestmark = pytest.mark.slow


def test_a_good_build_takes_the_place_of_the_old(toy):
    toy.file("site").mkdir()
    toy.file("site/old.txt").write_text("old")
    done = toy.run("factsheet", "site")
    assert done.returncode == 0, done.stderr
    assert toy.file("site/index.html").is_file() and not toy.file("site/old.txt").exists()
    assert [p.name for p in toy.file(".build").iterdir()] == ["lock"]


def test_a_failed_build_leaves_the_old_site_untouched(toy):
    toy.file("site").mkdir()
    toy.file("site/old.txt").write_text("old")
    toy.add("docs/index.md", "\nThere were 17.\n")
    done = toy.run("factsheet", "site")
    assert done.returncode == 1 and "'17' has no source" in done.stdout + done.stderr
    assert [p.name for p in toy.file("site").iterdir()] == ["old.txt"]
    assert [p.name for p in toy.file(".build").iterdir()] == ["lock"]


def test_a_build_killed_between_the_renames_is_made_good(tmp_path):
    old = tmp_path / build.WORK / "old"
    old.mkdir(parents=True)
    (old / "index.html").write_text("old")
    build.recover(tmp_path)
    assert (tmp_path / "site/index.html").read_text() == "old"


def test_the_audit_runs_alone_and_writes_its_trace(site):
    trace = site.file("site/data/trace.json")
    trace.unlink()
    done = site.run("factsheet", "audit", "site")
    assert done.returncode == 0 and done.stdout.strip().endswith("problems 0") and trace.is_file()
    site.edit("data/figures.csv", "410", "411")
    done = site.run("factsheet", "audit", "site")
    assert done.returncode == 1 and "value '410' where data/ has '411'" in done.stderr


def test_check_tells_everything_and_fails(toy):
    assert toy.run("factsheet", "check").returncode == 0
    toy.edit("data/figures.csv", "410", "many")
    done = toy.run("factsheet", "check")
    assert done.returncode == 1 and "1 problem" in done.stderr and "Traceback" not in done.stderr


def test_commands_without_a_site_or_a_project_say_so(tmp_path, toy):
    done = toy.run("factsheet", "audit", "nowhere")
    assert done.returncode == 1 and "nowhere: no such folder. Build the site first" in done.stderr
    toy.file("mkdocs.yml").unlink()
    toy.file("site").mkdir()
    done = toy.run("factsheet", "audit", "site")
    assert done.returncode == 1 and "mkdocs.yml: the file is missing" in done.stderr and "Traceback" not in done.stderr
