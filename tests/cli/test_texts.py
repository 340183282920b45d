"""The texts we quote from."""

import hashlib

import pytest

from factsheet.cli import texts
from factsheet.core.problems import FactsheetError

NEWS = """Otters are back
By Ada Reed
4 March 2021

There were nearly 3,000 otters in the land at the end of the year.

A heading

They had been thought lost, said the survey, until they were seen again.
The survey goes on: it says since July 8, 2014, when the law began.
Share
Comments 0
More stories
Sport
Weather
You will not believe what this badger did with its lunch.
"""


def test_the_body_is_counted_without_blank_lines():
    head, body = texts.split(NEWS, "There were", "The survey")
    assert head[-1] == "4 March 2021" and len(body) == 4


def test_the_body_is_proposed_below_title_and_byline_and_above_what_else_the_page_shows():
    first, last = texts.ends(NEWS, "Otters are back")
    assert (first, last) == ("There were nearly 3,000", "The survey goes on")
    assert len(texts.split(NEWS, first, last)[1]) == 4


def test_a_title_that_reads_as_a_sentence_is_not_the_body():
    title = "Otters are back in the land after seven years of absence."
    assert texts.ends(f"{title}\n{NEWS}", title)[0] == "There were nearly 3,000"


def test_first_words_that_stand_twice_are_made_longer():
    text = "In the end they all came back home.\nIn the end they all came back again.\n"
    first, last = texts.ends(text, "x")
    assert len(texts.split(text, first, last)[1]) == 2


def test_a_text_without_paragraphs_is_proposed_whole():
    first, last = texts.ends("Otters\nThree\nFour\n", "Otters")
    assert texts.split("Otters\nThree\nFour\n", first, last)[1] == ["Three", "Four"]


BAD = {
    "Latin 1": ("café 5".encode("latin-1"), "x.txt:1: byte 4, 0xe9, is not UTF-8; the encoding may be WINDOWS-1252. Save it as UTF-8 in your editor, or: iconv -f WINDOWS-1252 -t UTF-8 x.txt > new.txt"),
    "on the second line": (b"one\n\xe9", "x.txt:2: byte 5, 0xe9"),
    "UTF-16": ("café 5".encode("utf-16"), "the encoding may be UTF-16"),
    "UTF-16 without its mark": ("otters 5".encode("utf-16-le"), "byte 2, 0x00, is not UTF-8; the encoding may be UTF-16"),
    "nothing": (b"", "the file is empty"),
    "blank": (b"\xef\xbb\xbf \n\n", "the file is empty"),
    "a PDF": (b"%PDF-1.7", "this is a PDF, not plain text"),
    "a word processor's file": (b"PK\x03\x04...", "this is a word processor's file"),
    "a web page": (b"\n<!DOCTYPE html><p>5", "this is HTML, not plain text"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_text_is_refused_with_a_remedy(case, tmp_path):
    raw, expected = BAD[case]
    path = tmp_path / "x.txt"
    path.write_bytes(raw)
    with pytest.raises(FactsheetError) as caught:
        texts.read(path)
    assert expected in str(caught.value)


def test_a_folder_or_nothing_in_place_of_a_text_is_refused(tmp_path):
    for path, expected in ((tmp_path, "cannot be read"), (tmp_path / "no.txt", "no such file")):
        with pytest.raises(FactsheetError, match=expected):
            texts.read(path)


def test_the_fingerprint_is_of_the_bytes_and_the_mark_is_no_word(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xef\xbb\xbfotters\r\n")
    text = texts.read(path)
    assert text.words == "otters\r\n"
    assert text.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
