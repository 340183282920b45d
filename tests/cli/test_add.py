"""A new source: what is written, what is refused, and that nothing is half-written."""

import hashlib
from datetime import date

import pytest

from factsheet import data, model
from factsheet.cli import add
from factsheet.cli.add import Wish
from factsheet.core.problems import FactsheetError

TODAY = date(2024, 6, 1)
TEXT = "More otters\n\nAt the end of 2020 there were about 2,500 otters in the land, says the survey.\n\nMost of the otters, 1,804 of them, were then in North Lake.\n"
WISH = {"url": "https://times.example/otters", "title": "More otters", "publisher": "The Lakeland Times"}


def add_source(toy, raw=TEXT, **fields):
    path = toy.root.parent / "text.txt"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8"))
    wish = Wish(**{**WISH, "accessed": "2024-05-31", **fields})
    return add.add(toy.root, path, wish, TODAY)


def state(toy):
    return {p.name: p.read_bytes() for p in sorted(toy.file("data").iterdir())}


def refused(toy, **fields):
    before = state(toy)
    added, problems = add_source(toy, **fields)
    assert added is None and state(toy) == before
    return "\n".join(map(str, problems))


def test_the_source_is_entered_in_the_form_of_the_file(toy):
    before = state(toy)
    added, problems = add_source(toy, issued="2021-02")
    assert (added.id, problems) == ("lakeland-times", [])
    assert (
        toy.file("data/sources.yml").read_bytes()
        == before["sources.yml"]
        + (
            "  - id: lakeland-times\n    type: article-newspaper\n    title: More otters\n"
            "    container-title: The Lakeland Times\n    issued: 2021-02\n    accessed: 2024-05-31\n"
            "    URL: https://times.example/otters\n    language: en\n    custom:\n      profile: TODO\n      read: true\n      relays: TODO\n"
            "      checked:\n      body:\n        from: At the end of\n        to: Most of the otters\n"
            f"      sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}\n"
        ).encode()
    )


def test_what_a_person_has_filled_in_passes_every_check(toy):
    add_source(toy)
    toy.edit("data/sources.yml", "profile: TODO", "profile: A newspaper.")
    toy.edit("data/sources.yml", "relays: TODO", "relays: [survey-note]")
    rows = toy.file("data/figures.csv").read_text("utf-8")
    kept = [r[1:] if r.startswith("#") and r[1] != " " else r for r in rows.splitlines() if not r.startswith("# ")]
    toy.file("data/figures.csv").write_text("\n".join(kept), "utf-8")
    assert [p.partition(" since")[0] for p in toy.problems()] == [
        "data/facts.yml:13: 'otters-2020' has gained 'lakeland-times'"  # beside which the reason was not read yet
    ]
    toy.edit("data/facts.yml", "weighed: [herald, survey-2022]", "weighed: [herald, survey-2022, lakeland-times]")
    assert toy.problems() == []
    sheet = model.build(data.read(toy.root / "data", toy.root))
    assert [(f.fact.id, f.value, f.qualifier) for f in sheet.of_source("lakeland-times")] == [
        ("otters-2020", "2500", "about"),
        ("otters-2020-north", "1804", "exact"),
    ]


def test_until_then_the_proposals_are_no_figures_and_are_told(toy):
    before = len(data.read(toy.root / "data").figures)
    add_source(toy)
    assert len(data.read(toy.root / "data").figures) == before
    told = toy.run("factsheet", "check").stderr
    assert "2 proposed figures of 'lakeland-times' still open" in told and "2 problems" in told
    for field in ("profile", "relays"):
        assert f"custom.{field} of 'lakeland-times' is still to be written" in told


def test_a_kept_row_without_a_fact_or_qualifier_says_what_to_do(toy):
    toy.add("data/figures.csv", "TODO,herald,77,TODO,,,77 crowns,1,\n")
    found = "\n".join(toy.problems())
    assert "fact of 'TODO@herald' is still to be written, in column fact. Name an id of facts.yml" in found
    assert "in column qualifier. Write `exact`, `about`" in found and len(toy.problems()) == 2


def test_a_spreadsheet_that_fills_up_the_rows_makes_no_figures_of_them(toy):
    add_source(toy)
    text = toy.file("data/figures.csv").read_text("utf-8")
    padded = [line + "," * 8 if line.startswith(("# ", '"# ')) else line for line in text.splitlines()]
    toy.file("data/figures.csv").write_text("\r\n".join(padded) + "\r\n", "utf-8")
    folder = data.read(toy.root / "data", toy.root)
    assert folder.problems == [] and len(folder.figures) == 11 and len(folder.aside) == 5
    assert "2 proposed figures" in toy.run("factsheet", "check").stderr


def test_remarks_left_over_are_told(toy):
    toy.add("data/figures.csv", "# paragraph 1\n")
    assert "1 remark left that begins with #" in toy.run("factsheet", "check").stderr


@pytest.mark.parametrize("name", ["sources.yml", "figures.csv"])
@pytest.mark.parametrize("raw", [lambda r: b"\xef\xbb\xbf" + r.replace(b"\n", b"\r\n"), lambda r: r.rstrip(b"\n")])
def test_line_ends_and_marks_stay_as_they_are(name, raw, toy):
    old = raw(toy.file(f"data/{name}").read_bytes())
    toy.file(f"data/{name}").write_bytes(old)
    assert add_source(toy)[0]
    new = toy.file(f"data/{name}").read_bytes()
    assert new.startswith(old) and (b"\r\n" in old) == (b"\r\n" in new)
    assert new.replace(b"\r\n", b"").count(b"\n") in (0, new.count(b"\n"))
    assert data.read(toy.root / "data").problems == []


@pytest.mark.parametrize("title", ["No: 5 otters", '"Otters"', "# otters", "- otters", "yes", "[otters]", "otters #1", "é 獺 'x'", "@x", "a\\b: c"])  # fmt: skip
def test_a_title_of_any_signs_is_read_back_as_it_is(title, toy):
    assert add_source(toy, title=title)[0]
    assert data.read(toy.root / "data").sources[-1].text("title") == title


IDS = {
    "of the publisher": ({}, "lakeland-times"),
    "of the title": ({"publisher": ""}, "more-otters"),
    "without accents": ({"publisher": "L’Été à Paris"}, "lete-a-paris"),
    "with the year where it is taken": ({"publisher": "Herald", "issued": "2021-02-03"}, "herald-2021"),
    "with the title where there is no year": ({"publisher": "Herald"}, "herald-more-otters"),
    "as wished": ({"id": "mine"}, "mine"),
}


@pytest.mark.parametrize("case", IDS)
def test_an_id_is_proposed(case, toy):
    fields, expected = IDS[case]
    assert add_source(toy, **fields)[0].id == expected


REFUSED = {
    "an id that exists": ({"id": "herald"}, "--id: id 'herald' is taken, on line 3 of data/sources.yml. Give another: --id herald-2."),
    "an id that is none": ({"id": "The Herald"}, "--id: id 'The Herald' is not kebab-case"),
    "no id to be made": ({"title": "獺", "publisher": ""}, "--id: no id can be made of the title"),
    "no address": ({"url": "times.example"}, "--url: address 'times.example' is not https: or http:"),
    "no title": ({"title": " "}, "--title: no title"),
    "a title with a line end": ({"title": "a\nb"}, "a line end or an invisible character in title"),
    "a day that is none": ({"issued": "31/05/2024"}, "--issued: '31/05/2024' is not a date. Write 2022-06-24"),
    "a future day": ({"accessed": "2024-06-02"}, "--accessed: '2024-06-02' is in the future"),
    "a dataset": ({"type": "dataset"}, "--type: 'dataset' is not the type of a text"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_wish_is_refused_and_nothing_is_written(case, toy):
    fields, expected = REFUSED[case]
    assert expected in refused(toy, **fields)


def test_everything_wrong_with_a_wish_is_told_at_once(toy):
    assert len(refused(toy, id="herald", url="x", issued="y").splitlines()) == 3


def test_a_text_that_is_entered_already_is_refused(toy):
    add_source(toy)
    assert "this text is entered already, as 'lakeland-times', on line 48" in refused(toy, id="other")


@pytest.mark.parametrize("raw", [b"caf\xe9 5", b"", "5 otters".encode("utf-16")])
def test_what_is_no_text_changes_nothing(raw, toy):
    before = state(toy)
    with pytest.raises(FactsheetError):
        add_source(toy, raw)
    assert state(toy) == before


def test_a_text_without_numbers_is_entered_and_nothing_is_proposed(toy):
    before = state(toy)
    added, _ = add_source(toy, "More otters\n\nNobody has counted the otters of the land, it is said.\n")
    assert any("proposed: nothing" in line for line in added.told)
    assert state(toy)["figures.csv"] == before["figures.csv"] and state(toy)["sources.yml"] != before["sources.yml"]


BROKEN = {
    "no YAML": ("sources.yml", "references:\n  - id: [\n", "data/sources.yml:3: the file is not YAML here"),
    "an end that is no list": ("sources.yml", None, "unknown field 'more' beside references"),
    "another separator": ("figures.csv", "fact;source;value\n", "separated by semicolons"),
    "no file": ("figures.csv", "", "data/figures.csv: the file is empty"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_data_that_cannot_be_read_are_left_alone(case, toy):
    name, text, expected = BROKEN[case]
    if text is None:
        toy.add(f"data/{name}", "more: things\n")
    else:
        toy.file(f"data/{name}").write_text(text)
    assert expected in refused(toy)


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(toy):
    toy.file("data/.figures.csv.new").mkdir()
    before = toy.file("data/sources.yml").read_bytes()
    with pytest.raises(FactsheetError, match="nothing was changed"):
        add_source(toy)
    assert toy.file("data/sources.yml").read_bytes() == before


def test_the_command_tells_what_it_did_and_what_is_left_to_do(toy):
    toy.file("text.txt").write_text(TEXT)
    done = toy.run("factsheet", "add", "text.txt", "--url", WISH["url"], "--title", WISH["title"])
    assert done.returncode == 0, done.stderr
    assert "added: source 'more-otters' at the end of data/sources.yml, citation mark [5]" in done.stdout
    assert "left out as years: 1 (2020)" in done.stdout and "rename text.txt" in done.stdout
    assert "move the text out of this repository" in done.stdout
    done = toy.run("factsheet", "add", "nothing.txt", "--url", "x", "--title", "x")
    assert done.returncode == 1 and "nothing.txt: no such file." in done.stderr and "Traceback" not in done.stderr
