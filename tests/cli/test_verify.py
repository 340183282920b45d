"""Quotes and locators against texts; here texts made for the tests."""

import hashlib

import pytest

from factsheet import data, model
from factsheet.cli.main import main
from factsheet.cli.verify import count, verify

HERALD = "Otters doubled in 5 years\n\nThere were nearly 3,000 otters.\n\nA rise of more than 200 percent.\n\nThe survey says since July 8, 2014.\n\nSign up!\n"
GAZETTE = "Otter news\nOtters: about 1,200 otters were seen.\n"


@pytest.fixture
def texts(toy):
    folder = toy.root / "texts"
    folder.mkdir()
    for name, text in (("herald", HERALD), ("gazette", GAZETTE)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        toy.edit("data/sources.yml", "sha256: " + "0" * 64, f"sha256: {digest}")
    return folder


def told(toy, texts):
    return "\n".join(map(str, verify(model.build(data.read(toy.root / "data", toy.root)), texts)))


def test_every_quote_is_in_its_paragraph(toy, texts):
    assert told(toy, texts) == ""


def test_a_quote_elsewhere_is_found_and_named(toy, texts):
    toy.edit("data/figures.csv", '"nearly 3,000",1', '"nearly 3,000",2')
    assert "is not in paragraph 2, in column locator. It is in paragraph 1." in told(toy, texts)


def test_a_quote_that_is_nowhere_is_told(toy, texts):
    toy.edit("data/figures.csv", '"nearly 3,000"', '"almost 3,000"')
    assert "'almost 3,000'" in told(toy, texts) and "Copy it letter for letter" in told(toy, texts)


def test_a_paragraph_past_the_end_is_told(toy, texts):
    toy.edit("data/figures.csv", '"nearly 3,000",1', '"nearly 3,000",9')
    assert "is not in paragraph 9, and the body has 3, in column locator. It is in paragraph 1." in told(toy, texts)


def test_a_changed_text_names_every_quote_that_rests_on_it_and_whether_it_stands(toy, texts):
    toy.file("data/claims.yml").write_text(
        "- id: more\n  source: herald\n  quote: nearly 3,000\n  locator: 1\n  test: exceeds\n  left: otters-2020\n  right: otters-2015\n"
    )
    changed = HERALD.replace("There were nearly", "There were then nearly").replace(
        "A rise of more than 200 percent.", "Nobody counted.\n\nA rise of more than 200 percent."
    )
    (texts / "herald.txt").write_text(changed.replace("July 8", "July 9"))
    found = told(toy, texts)
    assert "the text of 'herald' has changed" in found and "4 quotes from it, listed one by one" in found
    for name in ("figure 'otters-2020@herald'", "claim 'more'"):
        assert f"{name} quotes the changed text of 'herald'; its quote is still where it was" in found
    assert "figure 'rise-2015-2020@herald' is not in paragraph 2, in column locator. It is in paragraph 3." in found
    assert "figure 'otter-law@herald' is not in paragraph 3, in column quote. Copy it letter for letter" in found


def test_a_quote_that_stands_in_a_changed_text_is_a_note_and_the_change_is_none(toy, texts):
    (texts / "herald.txt").write_text(HERALD + "More.\n")
    found = list(verify(model.build(data.read(toy.root / "data", toy.root)), texts))
    assert [p.note for p in found] == [False, True, True, True]


def test_a_changed_text_without_its_body_names_what_rests_on_it_too(toy, texts):
    (texts / "gazette.txt").write_text("Badger news\n")
    found = told(toy, texts)
    assert "no body from 'Otters'" in found and "quotes the changed text of 'gazette'; its quote cannot" in found


@pytest.mark.parametrize(
    ("raw", "expected"), [(b"", "the file is empty"), (b"Ott\xe9rs", "byte 4, 0xe9, is not UTF-8")]
)
def test_a_text_that_cannot_be_read_is_told_and_the_others_are_looked_at(raw, expected, toy, texts):
    (texts / "gazette.txt").write_bytes(raw)
    toy.edit("data/figures.csv", '"nearly 3,000",1', '"nearly 3,000",2')
    found = told(toy, texts)
    assert expected in found and "is not in paragraph 2" in found


def test_quotes_are_counted(toy):
    assert count(model.build(data.read(toy.root / "data", toy.root))) == 4


def test_a_missing_text_or_body_is_told(toy, texts):
    (texts / "gazette.txt").unlink()
    assert "no text" in told(toy, texts)
    toy.edit("data/sources.yml", "from: There were", "from: There was")
    assert "no body from 'There was'" in told(toy, texts)


def test_words_of_the_headline_are_looked_for_in_the_title(toy, texts):
    toy.edit("data/figures.csv", '"nearly 3,000",1', '"nearly 3,000",title')
    assert "is not in the title" in told(toy, texts)


@pytest.mark.parametrize(
    ("quote", "locator", "told_of"),
    [
        ("otters were seen", 1, ""),
        ("otters were seen", 2, "It is in paragraph 1."),
        ("otters fled", 1, "Copy it letter for letter"),
    ],
)
def test_the_words_of_a_claim_are_looked_for_too(quote, locator, told_of, toy, texts):
    toy.file("data/claims.yml").write_text(
        f"- id: x\n  source: gazette\n  quote: {quote}\n  locator: {locator}\n  test: exceeds\n  left: otters-2020\n  right: otters-2015\n"
    )
    assert (told_of in told(toy, texts)) and bool(told_of) == bool(told(toy, texts))


def test_quotes_that_cannot_be_looked_up_are_not_passed_over(toy, texts, capsys):
    assert main(["--root", str(toy.root), "verify", str(texts)]) == 0
    toy.edit("data/figures.csv", ",nearly,", ",nearby,")
    assert main(["--root", str(toy.root), "verify", str(texts)]) == 1
    assert "unknown qualifier 'nearby'" in capsys.readouterr().err
    toy.file("data/figures.csv").write_text("fact;source;value\n", "utf-8")
    assert main(["--root", str(toy.root), "verify", str(texts)]) == 1
