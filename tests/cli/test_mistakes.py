"""Mistakes of maintainers: the first line that a check writes names the cause, for people and for programs."""

import json
import re
import tomllib
from dataclasses import dataclass

import pytest
import yaml

from factsheet import data
from factsheet.cli import new
from factsheet.cli.arguments import COMMANDS
from factsheet.cli.main import main
from factsheet.core import reports
from factsheet.core.problems import Problem
from tests.conftest import ROOT, Project
from tests.translated import translate


@dataclass
class Mistake:
    """An edit of one file, and what has to be said of it: words, at the line that holds `at` (0: of the whole file)."""

    file: str
    old: str
    new: str
    said: str
    at: str = ""
    count: int = 1  # problems in all; more than one only where there is more than one to correct


MISTAKES = {
    # ---- files that cannot be read: whatever depends on them waits
    "a bad indent": Mistake("data/facts.yml", "\n  measure: births", "\n   measure: births", "", "   measure: births"),
    "a tab": Mistake("data/sources.yml", "    title: Otter news", "\ttitle: Otter news", "tab", "\ttitle: Otter news"),
    "an open quotation mark in YAML": Mistake("data/measures.yml", 'unit: "%"', 'unit: "%', "never closed", 'unit: "%'),
    "a colon in a title": Mistake("data/sources.yml", "title: Otter news", "title: Otters: news", "a colon stands where none may", "Otters: news"),
    "a line without a colon": Mistake("data/places.yml", "SLK: South Lake", "SLK South Lake", "no colon after its name"),
    "semicolons": Mistake("data/figures.csv", ",", ";", "separated by semicolons", "fact;source"),
    "a misspelt column": Mistake("data/figures.csv", "qualifier", "qualifer", "qualifer", "qualifer"),
    "another encoding": Mistake("data/places.yml", "NLK: North Lake", "NLK: Nördlicher See", "UTF-8"),
    "a file that is gone": Mistake("data/measures.yml", "", "", "missing"),
    "an empty file": Mistake("data/facts.yml", "", "", "empty"),
    "a merge left in": Mistake("data/figures.csv", "dens-2020,", "<<<<<<< HEAD\ndens-2020,", "two versions", "<<<<<<< HEAD"),
    "a header twice": Mistake("data/figures.csv", "note\n", "note\nfact,source,value,qualifier,worded,via,quote,locator,note\n", "a second time"),
    "tabs between cells": Mistake("data/figures.csv", ",", "\t", "separated by tabs", "fact\tsource"),
    "a row that is one cell": Mistake("data/figures.csv", "fact,source,value,qualifier,worded,via,quote,locator,note", '"fact,source,value,qualifier,worded,via,quote,locator,note"', "a single cell", '"fact'),
    "a comma too few": Mistake("data/figures.csv", '410,exact,,,,"table births; year=2020",', '410,exact,,,,"table births; year=2020"', "Write a comma for each cell", "410"),
    "quotation marks that curl": Mistake("data/figures.csv", '"about 1,200 otters"', "“about 1,200 otters”", "straight quotation marks", "“about"),
    "a comma too many": Mistake("data/figures.csv", ",1804,", ",1,804,", "", "1,804"),
    "settings that break off": Mistake("mkdocs.yml", "theme:\n", "theme\n", "cannot be read"),
    "the same key twice": Mistake("data/places.yml", "SLK: South Lake", "NLK: South Lake", "twice", "NLK: South Lake", 2),
    # ---- cells
    "a misspelt fact": Mistake("data/figures.csv", "births-2020,", "birth-2020,", "'births-2020'", "birth-2020,"),
    "a misspelt source": Mistake("data/figures.csv", "dens-2020,survey-2022", "dens-2020,survey-2002", "'survey-2022'", "survey-2002"),
    "a misspelt measure": Mistake("data/facts.yml", "measure: births", "measure: brths", "'births'", "measure: brths"),
    "a misspelt qualifier": Mistake("data/figures.csv", "200,more-than", "200,morethan", "'more-than'", "morethan"),
    "a separator in a value": Mistake("data/figures.csv", ",1804,", ',"1,804",', "is not a number", '"1,804"'),
    "a value that is no number": Mistake("data/figures.csv", ",410,", ",many,", "is not a number", ",many,"),
    "a quote without its number": Mistake("data/figures.csv", '"nearly 3,000"', '"nearly 4,000"', "4,000", "nearly 4,000"),
    "a row twice": Mistake("data/figures.csv", "dens-2020,survey", "otters-2015,survey-2022,1200,exact,,,,\"table otters; year=2015\",\ndens-2020,survey", "otters-2015"),
    "a spreadsheet's date": Mistake("data/figures.csv", ",2014-07-08,", ",08.07.2014,", "is not a date", "08.07.2014"),
    "a decimal comma": Mistake("data/figures.csv", ",12.30,", ',"12,30",', "write a point", '"12,30"'),
    "a 31st of June": Mistake("data/figures.csv", ",2014-07-08,", ",2014-06-31,", "The calendar has no such day", "2014-06-31"),
    "a source in capitals": Mistake("data/figures.csv", ",herald,3000", ",Herald,3000", "Did you mean 'herald'?", ",Herald,"),
    "a quote that is deleted": Mistake("data/figures.csv", '"nearly 3,000"', "", "no quote for '3000'", ",3000,"),
    "a dash that is no hyphen": Mistake("data/figures.csv", "dens-2020,", "dens–2020,", "'dens-2020'", "dens–2020"),
    "a space before a value": Mistake("data/figures.csv", ",1804,", ", 1804,", "a space around", ", 1804"),
    "a misspelt field": Mistake("data/sources.yml", "accessed:", "acessed:", "Did you mean 'accessed'", "acessed"),
    "a day that is not": Mistake("data/facts.yml", "period: 2015-12-31", "period: 2015-12-32", "2015-12-32", "2015-12-32"),
    "an unknown kind": Mistake("data/measures.yml", "kind: flow", "kind: flows", "'flow'", "kind: flows"),
    "an address without https": Mistake("data/sources.yml", "URL: https://herald", "URL: herald", "herald.example", "URL: herald"),
    "a conflict without a reason": Mistake("data/facts.yml", "  show: survey-2022\n  because: The survey counts; the paper rounds another count.\n  weighed: [herald, survey-2022]\n", "", "show", "otters-2020:"),
    # ---- pages and settings
    "a misspelt id on a page": Mistake("docs/index.md", 'figure("dens-2020")', 'figure("den-2020")', "'dens-2020'", "den-2020"),
    "a misspelt macro": Mistake("docs/index.md", '{{ cite("gazette")', '{{ cites("gazette")', "cite", "cites("),
    "a call that is not closed": Mistake("docs/index.md", '{{ figure("dens-2020") }}', '{{ figure("dens-2020" }}', "", "dens-2020"),
    "a register that lists nothing": Mistake("docs/register.md", "{{ register() }}", "", "no page calls register()"),
    "sources that are not listed": Mistake("docs/sources.md", "{{ sources() }}", "", "no page calls sources()"),
    "a quotation mark in a page that curls": Mistake("docs/index.md", 'figure("dens-2020")', "figure(„dens-2020“)", "straight quotation marks", "„dens"),
    "single braces": Mistake("docs/index.md", '{{ figure("dens-2020") }}', '{ figure("dens-2020") }', "single braces", "dens-2020"),
    "a macro without its parentheses": Mistake("docs/index.md", '{{ figure("dens-2020") }}', "{{ figure }}", "is not called here", "{{ figure }}"),
    "a macro's misspelt argument": Mistake("docs/index.md", 'by="herald"', 'buy="herald"', "'buy'", 'buy="herald"'),
    "a macro in a heading": Mistake("docs/index.md", "# Otters of the land", '# Otters {{ figure("dens-2020") }}', "in a heading", "# Otters {{"),
    "a macro in a link": Mistake("docs/index.md", "# Otters of the land", '# Otters\n\n[{{ figure("dens-2020") }}](register.md)', "inside a link", "](register"),
    "a colon in a page's title": Mistake("docs/index.md", "title: Otters", "title: Otters: all", "front matter cannot be read: a colon", "title: Otters: all"),
    "a merge left in a page": Mistake("docs/index.md", "# Otters of the land", "<<<<<<< HEAD\n# Otters\n=======\n# All\n>>>>>>> b", "two versions", "<<<<<<<"),
    "a misspelt plugin": Mistake("mkdocs.yml", "  - search", "  - serch", "Did you mean 'search'?", "serch"),
    "a misspelt theme": Mistake("mkdocs.yml", "name: material", "name: materail", "Did you mean 'material'?", "theme:"),
    "another theme": Mistake("mkdocs.yml", "name: material", "name: readthedocs", "need Material", "theme:"),
    "a misspelt extension": Mistake("mkdocs.yml", "tables]", "tabels]", "Did you mean 'tables'?", "tabels"),
    "a misspelt setting": Mistake("mkdocs.yml", "site_description", "strict: true\nsite_descripton", "Did you mean 'site_description'", "site_descripton"),
    "a page of the navigation that is not there": Mistake("mkdocs.yml", "theme:\n", "strict: true\nnav: [index.md,\n  sorces.md, register.md]\ntheme:\n", "Did you mean 'sources.md'", "sorces"),
    "a module of macros that is not there": Mistake("mkdocs.yml", "module_name: macros", "module_name: macro", "is no module of this folder", "module_name"),
    "no macros": Mistake("mkdocs.yml", "  - macros:\n      module_name: macros\n      on_undefined: strict\n", "", "the macros plugin is not loaded", "plugins:"),
    "a misspelt hook": Mistake("mkdocs.yml", "hooks: [hooks.py]", "hooks: [hook.py]", "'hook.py' isn't an existing file", "hook.py"),
    "no hook": Mistake("mkdocs.yml", "hooks: [hooks.py]\n", "", "no hook runs the engine"),
    "a tab in the settings": Mistake("mkdocs.yml", "  font: false", "\tfont: false", "a tab stands where only spaces may", "\tfont"),
    "an exception that excuses nothing": Mistake("data/exceptions.csv", "reason\n", "reason\nindex.md,all 23 lakes,why\n", "excuses nothing", "23"),
    "a contact that is missing": Mistake("mkdocs.yml", "  contact: otters@lakeland-survey.net\n", "", "contact"),
}  # fmt: skip


def make(toy: Project, name: str) -> str:
    """Make a mistake; the start of the line that has to come first."""
    mistake, path = MISTAKES[name], toy.file(MISTAKES[name].file)
    if name == "a file that is gone":
        path.unlink()
        return f"{mistake.file}: "
    text = path.read_text("utf-8")
    assert mistake.old in text
    changed = (
        text.replace(mistake.old, mistake.new, -1 if name in ("semicolons", "tabs between cells") else 1)
        if mistake.old
        else ""
    )
    path.write_bytes(changed.encode("latin-1" if name == "another encoding" else "utf-8"))
    lines = [n for n, line in enumerate(changed.splitlines(), 1) if mistake.at and mistake.at in line]
    return f"{mistake.file}:{lines[0]}: " if lines else mistake.file


def test_there_are_thirty():
    assert len(MISTAKES) >= 30


@pytest.mark.parametrize("name", MISTAKES)
def test_the_first_line_names_the_cause(name, toy, capsys):
    begins, mistake = make(toy, name), MISTAKES[name]
    assert main(["--root", str(toy.root), "check"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(begins) and mistake.said in lines[0], lines
    assert "(note)" not in lines[0]
    found = [line for line in lines[:-1] if "(note)" not in line]
    assert len(found) == mistake.count, found

    assert main(["--root", str(toy.root), "check", "--format", "json"]) == 1
    said = capsys.readouterr()
    objects = [json.loads(line) for line in said.out.splitlines()]
    assert said.err == ""
    first = Problem(objects[0]["path"], objects[0]["line"] or 0, objects[0]["what"], objects[0]["fix"])
    assert str(first) == lines[0] and objects[0]["note"] is False
    assert len(objects) == len(lines) - 1


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("See [all](regster.md#otters).", "the link to 'regster.md' leads nowhere. Did you mean 'register.md'"),
        ("![An otter](img/otter.png)", "the link to 'img/otter.png' leads nowhere. Correct the path"),
        ("`[x](regster.md)` [x](register.md) [x](https://a.example/b.md) [x](#otters)", ""),
    ],
)
def test_a_link_that_leads_nowhere_is_told_and_stops_only_what_is_strict(link, said, strict, toy, capsys):
    toy.edit("docs/index.md", "# Otters of the land", f"# Otters of the land\n\n{link}")
    if strict:
        toy.edit("mkdocs.yml", "theme:\n", "strict: true\ntheme:\n")
    assert main(["--root", str(toy.root), "check"]) == (strict and bool(said))
    told = capsys.readouterr()
    first = (told.err or told.out).splitlines()[0]
    assert first.startswith(f"docs/index.md:8: {said}") if said else first == "0 problems"
    assert (" (note)" in first) == (bool(said) and not strict)


@pytest.mark.parametrize(
    ("put", "said"),
    [
        (lambda path: path.symlink_to("nowhere.csv"), "this is a link to nowhere.csv, and nothing is there."),
        (lambda path: path.mkdir(), "this is a folder, not a file."),
    ],
    ids=["a broken link", "a folder"],
)
def test_what_stands_in_place_of_a_file_is_named(put, said, toy, capsys):
    toy.file("data/figures.csv").unlink()
    put(toy.file("data/figures.csv"))
    assert main(["--root", str(toy.root), "check"]) == 1
    assert capsys.readouterr().err.startswith(f"data/figures.csv: {said}")


@pytest.mark.parametrize(
    "changed", [lambda b: b"\xef\xbb\xbf" + b, lambda b: b.replace(b"\n", b"\r\n")], ids=["mark", "ends"]
)
def test_what_a_spreadsheet_may_do_to_a_file_without_harm_is_no_mistake(changed, toy, capsys):
    path = toy.file("data/figures.csv")
    path.write_bytes(changed(path.read_bytes()))
    assert main(["--root", str(toy.root), "check"]) == 0, capsys.readouterr().err


def test_one_note_says_that_pages_wait_for_the_data(toy, capsys):
    toy.edit("data/figures.csv", "births-2020,", "birth-2020,")
    toy.edit("docs/index.md", 'figure("dens-2020")', 'figure("den-2020")')
    main(["--root", str(toy.root), "check"])
    notes = [line for line in capsys.readouterr().err.splitlines() if "cannot be checked before the data" in line]
    assert len(notes) == 1 and notes[0].startswith("docs/index.md:12: from here on, 1 macro call"), notes


def test_what_a_page_shows_that_cannot_be_read_is_not_called_unused(toy, capsys):
    toy.edit("docs/index.md", 'figure("dens-2020")', "figure(")
    main(["--root", str(toy.root), "check"])
    assert "on no page but the register" not in capsys.readouterr().err


def test_a_translation_waits_for_the_data_that_it_translates(toy, capsys):
    project = translate(toy)
    project.edit("data/figures.csv", "qualifier,", "")
    assert main(["--root", str(project.root), "check"]) == 1
    found = [line for line in capsys.readouterr().err.splitlines()[:-1] if "(note)" not in line]
    assert len(found) == 1 and "column 'qualifier' is missing" in found[0], found


@pytest.mark.parametrize("hidden", [True, False])
def test_claims_on_no_page_are_told(hidden, tmp_path, capsys):
    root = new.start(tmp_path / "eagles")
    for path in (root / "docs").glob("*.md") if hidden else ():
        path.write_text(re.sub(r"\{\{ claims?\(.*?\) \}\}", "", path.read_text("utf-8")), "utf-8")
    assert main(["--root", str(root), "check"]) == 0
    claims = data.read(root / "data", root).claims
    assert claims and (f"claims on no page: '{claims[0].id}'" in capsys.readouterr().err) == hidden


def test_causes_come_in_the_order_in_which_files_build_on_each_other():
    assert tuple(f"data/{file.name}" for file in data.FILES.values()) == reports.ORDER[1:]


def test_a_pull_request_shows_each_problem_at_its_file_and_line(toy, capsys):
    begins = make(toy, "a misspelt fact").removesuffix(": ")
    path, line = begins.split(":")
    assert main(["--root", str(toy.root), "check", "--format", "github"]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"::error file={path},line={line}::") and "birth-2020" in first


def test_what_would_end_an_annotation_is_escaped(monkeypatch):
    monkeypatch.setenv(reports.VARIABLE, "github")
    told = reports.report([Problem("data/a,b:c.csv", 3, "50% of\nit", "Go", note=True)])
    assert told == "::notice file=data/a%2Cb%3Ac.csv,line=3::50%25 of\\nit. Go"


def test_an_unknown_form_is_refused_in_one_line(toy, capsys, monkeypatch):
    monkeypatch.setenv(reports.VARIABLE, "jsn")
    assert main(["--root", str(toy.root), "check"]) == 1
    assert capsys.readouterr().err == "PROBLEMS_FORMAT: unknown form 'jsn'. Did you mean 'json'?\n"


@pytest.mark.parametrize("form", ["json", "github"])
def test_a_sound_project_writes_only_notes_for_programs(form, toy, capsys):
    assert main(["--root", str(toy.root), "check", "--format", form]) == 0
    said = capsys.readouterr()
    assert said.err == "" and all(line.startswith(("{", "::notice ")) for line in said.out.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("command", ["site", "audit site"])
def test_builds_and_audits_write_objects_too_and_nothing_else_on_the_same_stream(command, toy):
    sound = toy.run("factsheet", "site", "--format", "json")
    assert sound.returncode == 0 and [json.loads(line) for line in sound.stdout.splitlines()] == []
    assert "numerals accounted for" in sound.stderr and "in place in site/" in sound.stderr
    toy.edit("docs/index.md", "# Otters of the land", "# Otters of the land\n\nThere were 17 otters.")
    if command == "audit site":
        toy.edit("site/index.html", "<p>", "<p>There were 17 otters. ")
    done = toy.run("factsheet", *command.split(), "--format", "json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1 and any("'17'" in p["what"] for p in found), done.stdout + done.stderr


# ---------------------------------------------------------------- editors and git


@pytest.mark.parametrize("name", ["a misspelt fact", "another encoding", "a misspelt id on a page"])
def test_editors_find_each_problem_at_its_line(name, toy, capsys):
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    note, error = (matcher["pattern"] for matcher in tasks[0]["problemMatcher"])
    make(toy, name)
    main(["--root", str(toy.root), "check"])
    lines = capsys.readouterr().err.splitlines()
    main(["--root", str(toy.root), "check", "--format", "json"])
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for line, problem in zip(lines, objects, strict=False):
        found = re.match((note if problem["note"] else error)["regexp"], line)
        assert found[1] == problem["path"] and found[2] == (problem["line"] and str(problem["line"]))
        assert found[3].startswith(problem["what"])
    assert not re.match(error["regexp"], lines[-1]) and not re.match(note["regexp"], lines[-1])


def test_the_hooks_of_git_run_commands_that_exist():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (own,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    program, command = hook["entry"].split()
    assert program in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert command in COMMANDS and own["entry"] == "make check"
    for pattern in (hook["files"], own["files"]):
        assert [p for p in reports.ORDER if not re.search(pattern, p)] == []
