"""Reading `data/`: everything is text, every fault has a place, nothing is lost."""

import pytest

from factsheet import data


def read(toy):
    return data.read(toy.root / "data", toy.root)


def told(toy):
    return [str(p) for p in read(toy).problems]


def test_everything_is_text_and_knows_its_line(toy):
    folder = read(toy)
    assert folder.problems == []
    figure = next(f for f in folder.figures if f.text("fact") == "dens-2020")
    assert figure.text("value") == "12.30" and figure.line == 10
    source = folder.sources[0]
    assert source.text("custom.read") == "true" and source.at("custom.read") == 13
    assert folder.facts[0].text("period") == "2015-12-31"


def test_a_byte_order_mark_and_foreign_line_ends_are_accepted(toy):
    before = [(e.id, e.fields) for e in read(toy).figures]
    for name in ("figures.csv", "facts.yml", "sources.yml"):
        path = toy.file(f"data/{name}")
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert told(toy) == []
    assert [(e.id, e.fields) for e in read(toy).figures] == before


def test_a_cell_over_two_lines_keeps_later_line_numbers_right(toy):
    toy.edit("data/figures.csv", '"more than 200 percent"', '"more than\n200 percent"')
    assert next(f for f in read(toy).figures if f.text("fact") == "otter-law").line == 13


@pytest.mark.parametrize("name", data.REQUIRED)
def test_a_missing_or_empty_file_is_named(toy, name):
    toy.file(f"data/{name}").write_text("  \n")
    assert any(p.startswith(f"data/{name}: the file is empty") for p in told(toy))
    toy.file(f"data/{name}").unlink()
    assert any(p.startswith(f"data/{name}: the file is missing") for p in told(toy))


def test_bytes_that_are_not_utf8_are_named_with_their_line(toy):
    path = toy.file("data/figures.csv")
    path.write_bytes(path.read_bytes().replace(b"North", b"North").replace(b"July 8", b"Jul\xff 8"))
    assert told(toy) == ["data/figures.csv:12: byte 0xff is not UTF-8. Save the file as UTF-8."]


BROKEN = {
    "a ragged row": ("data/figures.csv", "exact,,,,\"table births", "exact,,,\"table births", "data/figures.csv:9: 8 cells where the header has 9"),
    "a missing column": ("data/figures.csv", "qualifier,worded", "qualifer,worded", "data/figures.csv:1: column 'qualifier' is missing"),
    "a misspelt column": ("data/figures.csv", "qualifier,worded", "qualifer,worded", "unknown column 'qualifer'. Did you mean 'qualifier'"),
    "an open quotation mark": ("data/figures.csv", '"July 8, 2014"', '"July 8, 2014', "data/figures.csv:"),
    "broken YAML": ("data/facts.yml", "  measure: otters", "  measure: [otters", "data/facts.yml:"),
    "a duplicate key": ("data/facts.yml", "  place: WLD", "  place: WLD\n  place: NLK", "data/facts.yml:6: 'place' stands twice; the first is on line 5"),
    "a duplicate id": ("data/facts.yml", "otters-2020-mid:", "otters-2015:", "data/facts.yml:14: 'otters-2015' stands twice; the first is on line 1"),
    "an alias": ("data/facts.yml", "  place: WLD", "  place: &a WLD", "data/facts.yml:5: anchor or alias 'a'"),
    "a tag": ("data/facts.yml", "place: WLD", "place: !!python/object:os.system WLD", "data/facts.yml:5: tag 'tag:yaml.org,2002:python/object:os.system'"),
    "a second document": ("data/facts.yml", "otters-2020:", "---\notters-2020:", "a second document begins here"),
    "an entry that is a text": ("data/facts.yml", "otters-2020:\n", "lonely: text\notters-2020:\n", "data/facts.yml:6: 'lonely' is not an entry with fields"),
    "an invisible character": ("data/facts.yml", "Otters, end of 2015", "Otters\u202e, end of 2015", "data/facts.yml:2: label: invisible character U+202E"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_told_with_its_place(case, toy):
    name, old, new, expected = BROKEN[case]
    toy.edit(name, old, new)
    assert any(expected in p for p in told(toy)), told(toy)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_another_separator_is_recognised(toy, separator):
    path = toy.file("data/figures.csv")
    path.write_text(path.read_text().replace(",", separator))
    assert "not commas" in told(toy)[0] and told(toy)[0].startswith("data/figures.csv:1:")


def test_deep_nesting_is_refused_without_recursion(toy):
    toy.file("data/facts.yml").write_text("a: " + "[" * 5000)
    assert any("nested too deep" in p for p in told(toy))


def test_a_very_long_cell_is_refused_not_read_for_ever(toy):
    toy.add("data/figures.csv", "x" * 200_000 + ",a,1,exact,,,,1,\n")
    assert any("figures.csv:13" in p for p in told(toy))


def test_equal_data_have_equal_fingerprints_and_others_not(toy):
    before = data.fingerprint(toy.root / "data")
    assert data.fingerprint(toy.root / "data") == before
    toy.edit("data/figures.csv", "410", "411")
    assert data.fingerprint(toy.root / "data") != before
