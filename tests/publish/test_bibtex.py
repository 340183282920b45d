"""BibTeX, read back by a parser that is not ours."""

import json
import re

import bibtexparser
import pytest
from bibtexparser import middlewares
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc import latex2text

from factsheet.publish import bibtex

VERBATIM = ("url", "urldate")
# The parser's own table of LaTeX lacks two commands, and has a letter for a third.
KNOWN = latex2text.get_default_latex_context_db()
KNOWN.add_context_category(
    "signs",
    prepend=True,
    macros=[
        latex2text.MacroTextSpec(name, simplify_repl=sign)
        for name, sign in (("textbraceleft", "{"), ("textbraceright", "}"), ("textasciicircum", "^"))
    ],
)
DECODER = latex2text.LatexNodes2Text(latex_context=KNOWN, keep_comments=False, strict_latex_spaces=True)


def read(text):
    """Every entry by key, with its fields as a reader sees them."""
    library = bibtexparser.parse_string(text, append_middleware=[middlewares.MonthIntMiddleware()])
    assert library.failed_blocks == []
    return {
        e.key: {"": e.entry_type}
        | {f.key: f.value if f.key in VERBATIM or f.key == "month" else shown(str(f.value)) for f in e.fields}
        for e in library.entries
    }


def shown(latex):
    return DECODER.latex_to_text(latex)


def one(**fields):
    """The fields of one item, read back."""
    return read(bibtex.entry({"id": "x", "type": "webpage", "title": "T"} | fields))["x"]


ODD = {
    "accents": "Zürich, Malmö, Đặng, Łódź, 中国",
    "an ampersand": "Reed & Sons",
    "a percent sign": "Up 100% in a year",
    "an underscore": "column asylum_seekers".replace("asylum", "otter"),
    "braces": "a {b} c",
    "one brace": "a } b",
    "a hash and a dollar": "#1 for $5",
    "a tilde and a hat": "a~b^c",
    "a backslash": r"C:\newpage \input{x}",
    "quotation marks": "‘a’ “b” \"c\" 'd'",
    "two hyphens": "a -- b --- c",
    "two primes": "''a'' ``b`` ?`c !`d ,,e,, <<f>>",
    "an at sign": "mail a@b.example, @book{y}",
}


@pytest.mark.parametrize("case", ODD)
def test_text_is_read_back_as_it_was(case):
    assert one(title=ODD[case])["title"] == ODD[case]
    assert one(note=ODD[case])["note"] == ODD[case]


@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1).filter(lambda t: t == " ".join(t.split()))
)
def test_any_line_is_read_back_as_it_was(line):
    assert one(title=line)["title"] == line


def test_an_address_is_kept_letter_for_letter():
    address = "https://a.example/x_y?a=1&b=50%25#~z$^"
    assert one(URL=address)["url"] == address
    assert one(URL="https://a.example/{x}")["url"] == "https://a.example/%7Bx%7D"


def test_names_are_read_back_whole():
    names = [
        {"family": "Doe", "given": "Jo"},
        {"family": "Berg", "given": "Ann", "non-dropping-particle": "van der"},
        {"literal": "Lake and River, a Society"},
        {"family": "Smith and Sons", "given": "Ed"},
    ]
    stack = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    text = bibtex.entry({"id": "x", "type": "book", "title": "T", "author": names})
    found = bibtexparser.parse_string(text, append_middleware=stack).entries[0].fields_dict["author"].value
    told = [(" ".join(n.first), " ".join(n.von), " ".join(n.last)) for n in found]
    assert told == [
        ("Jo", "", "Doe"),
        ("Ann", "van der", "Berg"),
        ("", "", "{Lake and River, a Society}"),
        ("Ed", "", "{Smith and Sons}"),
    ]


def test_dates_of_each_precision_are_kept():
    assert {k: v for k, v in one(issued={"date-parts": [[2022, 6, 24]]}).items() if k in ("year", "month", "day")} == {
        "year": "2022",
        "month": 6,
        "day": "24",
    }
    assert "day" not in one(issued={"date-parts": [[2022, 6]]}) and "month" not in one(issued={"date-parts": [[2022]]})
    assert one(accessed={"date-parts": [[2024, 1, 2]]})["urldate"] == "2024-01-02"


def test_every_source_of_the_site_is_read_back_with_all_its_fields(real):
    items = {i["id"]: i for i in json.loads(real.file("site/data/sources.json").read_text("utf-8"))}
    found = read(real.file("site/data/sources.bib").read_text("utf-8"))
    assert list(found) == list(items)
    for name, item in items.items():
        entry = found[name]
        assert entry["title"] == item["title"] and entry.get("url") == item.get("URL")
        for key in ("container-title", "publisher", "version", "language", "license"):
            assert item.get(key) is None or item[key] in entry.values(), (name, key)
        for role in ("author", "translator", "editor"):
            for person in item.get(role, []):
                assert all(part in entry[role] for part in person.values())
        dated = [entry[k] for k in ("year", "month", "day") if k in entry]
        assert [int(d) for d in dated] == item.get("issued", {"date-parts": [[]]})["date-parts"][0]
        read_on = item.get("accessed", {"date-parts": [[]]})["date-parts"][0]
        assert [int(p) for p in re.findall(r"\d+", entry.get("urldate", ""))] == read_on
        assert entry["annotation"] == item["custom"]["profile"]


def test_signs_that_latex_obeys_are_spelled_out():
    """A reader may accept a bare character at which LaTeX would stop."""
    assert bibtex.text("a_b & 100% #1 $5") == r"a\_b \& 100\% \#1 \$5"
    assert bibtex.text("{~^\\") == r"\textbraceleft{}\textasciitilde{}\textasciicircum{}\textbackslash{}"
