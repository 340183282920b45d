"""What its publisher retracted or withdrew says so wherever it is cited, and `check` names the facts that still show it."""

import re

from selectolax.lexbor import LexborHTMLParser

ENTRY = "  - id: survey-2022\n"
MARK = re.compile(r'(<a class="cite"[^>]*#survey-2022"[^>]*>\[\d+\]</a>) <a class="recalled"[^>]*>retracted</a>')


def test_every_mark_of_a_retracted_source_says_so_and_the_audit_holds_it(toy):
    toy.edit("data/sources.yml", ENTRY, f"{ENTRY}    status: retracted\n")
    assert toy.build("-q").returncode == 0
    for path in toy.file("site").rglob("*.html"):
        for mark in LexborHTMLParser(path.read_text("utf-8")).css('article a.cite[href$="#survey-2022"]'):
            after = mark.next
            while after is not None and not after.is_element_node:
                after = after.next
            assert after is not None and after.attributes.get("class") == "recalled", path
    assert "Retracted." in toy.file("site/sources/index.html").read_text("utf-8")
    index = toy.file("site/index.html")
    text = index.read_text("utf-8")
    assert MARK.search(text)
    index.write_text(MARK.sub(r"\1", text, count=1), "utf-8")
    told = toy.run("factsheet", "audit", "site")
    assert told.returncode == 1 and "whether 'survey-2022' was retracted or withdrawn" in told.stdout + told.stderr


def test_a_source_that_stands_is_not_said_to_be_retracted(built_toy):
    assert not any("recalled" in p.read_text("utf-8") for p in built_toy.file("site").rglob("index.html"))


def test_check_names_the_facts_that_show_what_was_retracted(toy):
    toy.edit("data/sources.yml", ENTRY, f"{ENTRY}    status: withdrawn\n")
    told = toy.run("factsheet", "check")
    assert "'survey-2022' was withdrawn, and is what 'otters-2015'" in told.stdout + told.stderr
