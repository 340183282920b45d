"""Numbers in what pages show of data/ as plain words: check refuses at its line what the audit would refuse on the page."""

import functools
import hashlib
import json

import pytest

from factsheet import data, model, rules
from factsheet.rules.plain_words import SHOWN
from tests import hostile
from tests.conftest import copy_toy

# A stand-in for each text, set in data/ before the build and replaced in data/ and in the built site alike.
FIELDS = {
    f"{kind} {path}": f"qq{kind}{path.replace('.', '').replace('_', '')}"
    for kind, paths in SHOWN.items()
    for path in paths
}
FIELDS["figures worded"] = "qqstatus"
# The survey of the made-up data is of 2022, its facts of 2015 to 2021; it knows nothing of 1971.
TEXTS = {
    "no number": "Counted again by hand", "digits": "Some 17 of them", "a word": "Seventeen of them", "a fraction": "A half of them",
    "a percent sign": "Some % of them", "a known year": "Counted in 2020 again", "a known year at the end": "Counted in 2020",
    "a known year at the start": "2020 was a dry season", "a known year that counts": "Nearly 2020 otters were seen",
    "an unknown year": "Counted in 1971 again", "letters that look like others": "Some twеlve of them", "a superscript": "Some x² of them",
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The made-up fact-sheet with a stand-in in every field that pages show, built; and every text file of data and site."""
    project = copy_toy(tmp_path_factory.mktemp("plain") / "toy")
    hostile.complete(project)
    trees = hostile.trees(project)
    trees["places"]["NLK"] = {}
    trees["measures"]["otters"]["unit"] = {"name": "otters"}
    shown = {
        "sources": trees["sources"]["references"][0], "measures": trees["measures"]["otters"], "places": trees["places"]["NLK"],
        "facts": trees["facts"]["otters-2020"], "charts": trees["charts"]["lakes"], "claims": trees["claims"][0],
        "corrections": trees["corrections"][0],
    }  # fmt: skip
    for kind, entry in shown.items():
        for path in SHOWN[kind]:
            *within, name = path.split(".")
            functools.reduce(dict.__getitem__, within, entry)[name] = FIELDS[f"{kind} {path}"]
    del shown["sources"]["issued"]  # a date is inferred only for a text that bears none
    shown["sources"]["custom"]["earliest"] = "2021-03"
    for name, tree in trees.items():
        project.file(f"data/{name}.yml").write_text(json.dumps(tree, indent=1), "utf-8")
    table = project.file("data/figures.csv")
    lines = table.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if "kind=flow" in line)
    lines[at] = lines[at].replace("kind=flow", f"kind=flow;status={FIELDS['figures worded']}") + FIELDS["figures note"]
    table.write_text("\n".join(lines) + "\n", "utf-8")
    assert project.problems() == []
    done = project.build("-q")
    assert done.returncode == 0, done.stdout + done.stderr
    paths = [
        p
        for name in ("data", "site")
        for p in project.file(name).rglob("*")
        if p.suffix in (".yml", ".csv", ".html", ".json", ".svg", ".xml", ".md")
    ]
    return project, {p: p.read_text("utf-8") for p in paths}


def put(path, text):
    """A file with another text, and beside a drawing its picture, which names the drawing that it was made of."""
    picture = path.with_suffix(".png")
    if path.suffix == ".svg" and picture.is_file():
        before, after = (hashlib.sha256(t.encode()).hexdigest().encode() for t in (path.read_text("utf-8"), text))
        picture.write_bytes(picture.read_bytes().replace(before, after))
    path.write_text(text, "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("field", FIELDS)
def test_check_refuses_the_texts_that_the_audit_refuses_and_no_others(field, built):
    project, files = built
    touched = {path: text for path, text in files.items() if FIELDS[field] in text}
    said, at = {}, list(FIELDS).index(field)
    # Every field with no number and with digits; the other texts take turns at the fields.
    for case, text in [*list(TEXTS.items())[:2], *list(TEXTS.items())[2 + at % 5 :: 5]]:
        for path, before in touched.items():
            put(path, before.replace(FIELDS[field], text))
        refused = {(p.split(":")[0], int(p.split(":")[1])) for p in project.problems()}
        kind = field.split()[0]
        name = f"data/{kind}.{'csv' if kind == 'figures' else 'yml'}"
        line = files[project.file(name)].partition(FIELDS[field])[0].count("\n") + 1
        assert refused in (set(), {(name, line)}), (case, refused)
        said[case] = (bool(refused), [str(p) for p in project.audit().problems])
    for path, before in touched.items():
        put(path, before)
    differ = {case: found for case, (refused, found) in said.items() if refused != bool(found)}
    assert differ == {}
    assert {refused for refused, _ in said.values()} == {True, False}


def test_an_excused_number_is_excused_in_data_too(toy):
    toy.edit(
        "data/measures.yml", "  definition: Dens counted on the day.\n", "  definition: Dens counted by two rangers.\n"
    )
    assert any("'two' in definition of 'dens'" in p for p in toy.problems())
    toy.add("data/exceptions.csv", "register.md,by two rangers,how it was counted\n")
    assert toy.problems() == []


@pytest.mark.parametrize("key", ["title", "version", "publisher"])
def test_bibliographic_fields_may_hold_numbers(key, toy):
    path = toy.file("data/sources.yml")
    folder = data.read(toy.root / "data", toy.root)
    survey = next(e for e in folder.sources if e.id == "survey-2022")
    path.write_text(
        path.read_text("utf-8").replace(f"{key}: {survey.text(key)}", f"{key}: {survey.text(key)} of 12 lakes"), "utf-8"
    )
    folder = data.read(toy.root / "data", toy.root)
    assert [p for p in rules.check(folder, model.build(folder)) if not p.note] == []
