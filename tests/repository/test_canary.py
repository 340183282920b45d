"""The canary: what it compares, and that it reports a host that fails."""

import importlib.util
import re
import shutil
import sys

import pytest

from tests.conftest import ROOT

spec = importlib.util.spec_from_file_location("canary", ROOT / ".ci" / "canary.py")
canary = importlib.util.module_from_spec(spec)
sys.modules["canary"] = canary  # its frozen classes look their module up
spec.loader.exec_module(canary)

OURS = canary.Host("mkdocs", ("mkdocs", "build", "-q"))


@pytest.fixture
def copy(toy, monkeypatch):
    """A project for another host to build, with the engine importable."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return toy.root


def build(copy, ours, host=OURS):
    return canary.built("otter", host, sys.executable, copy, ours, (), lambda site: [])


def test_our_own_host_differs_from_itself_in_nothing(copy, built_toy):
    found = build(copy, built_toy.root / "site")
    assert (found.failed, found.missing, found.extra, found.differing) == ("", (), (), ())
    assert found.same == len(list((built_toy.root / "site").rglob("*.html"))) and "problems 0" in found.audit


def test_a_page_that_is_missing_or_reads_otherwise_is_told(site, tmp_path):
    theirs = tmp_path / "theirs"
    shutil.copytree(site.file("site"), theirs)
    (theirs / "sources/index.html").rename(theirs / "elsewhere.html")
    text = (theirs / "index.html").read_text("utf-8")
    assert "<article" in text
    (theirs / "index.html").write_text(text.replace("</article>", "<p>An otter.</p></article>"), "utf-8")
    found = canary.compare(site.file("site"), theirs)
    assert found["missing"] == ("sources/index.html",) and found["extra"] == ("elsewhere.html",)
    assert found["differing"] == (("index.html", 1),)


def test_code_in_other_colours_reads_the_same(tmp_path):
    for name, code in (("ours", "otters = 3"), ("theirs", '<span class="n">otters</span> <span>=</span> 3')):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f"<article><pre><code>{code}</code></pre></article>", "utf-8")
    assert canary.compare(tmp_path / "ours", tmp_path / "theirs")["same"] == 1


@pytest.mark.parametrize("command", [("mkdocs", "build", "--no-such-option"), ("no_such_module_of_otters",)])
def test_a_host_that_fails_is_told_with_what_it_said(copy, built_toy, command):
    found = build(copy, built_toy.root / "site", canary.Host("mkdocs", command))
    told = canary.report([found])
    assert "failed at building, with exit code" in told and "no" in found.output and "problems 0" not in told


def test_a_host_that_writes_nothing_is_no_success(copy, built_toy):
    assert build(copy, built_toy.root / "site", canary.Host("mkdocs", ("this",))).failed


def test_what_zensical_needs_changed_is_still_there_to_change(tmp_path):
    copy = canary.copied(tmp_path / "copy")
    assert canary.zensical(copy)
    assert "env.page.path" in (copy / "factsheet/host/environment.py").read_text("utf-8")
    assert "logo:" not in (copy / "mkdocs.yml").read_text("utf-8")
    with pytest.raises(SystemExit, match="Adapt"):
        canary.zensical(copy)


def test_an_unknown_host_is_refused_with_those_known(capsys):
    with pytest.raises(SystemExit) as left:
        canary.main(["otterpress"])
    assert left.value.code == 2 and ", ".join(canary.HOSTS) in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("", ""),
        ("<script>no_such_otter()</script>", "no_such_otter"),
        ('<img src="https://elsewhere.example/otter.png">', "elsewhere.example"),
    ],
    ids=["nothing", "a script that fails", "a picture from elsewhere"],
)
def test_a_browser_sees_what_is_wrong_with_a_site(broken, said, site, chromium):
    text = site.file("site/index.html").read_text("utf-8")
    if broken:
        text = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", text)
    site.file("site/index.html").write_text(text.replace("</article>", f"{broken}</article>"), "utf-8")
    found = canary.browse(site.file("site"), chromium)
    assert bool(found) == bool(broken) and said in " ".join(found), found


def test_the_report_begins_with_a_line_for_each_host():
    found = canary.Outcome("otter", "1.2", "", "", same=3, audit="audit: 3 pages read; problems 0", seen=("no chart",))
    table = canary.report([found, canary.Outcome("stoat", "2", "installing it", "no such package")]).split("\n## ")[0]
    assert "| otter | 1.2 | 3 | 0 | problems 0 | 1 |" in table and "| stoat | 2 | failed |" in table
