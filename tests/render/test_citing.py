"""The line under an entry: references that can be copied, and letters that need no script."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from factsheet import data, model
from factsheet.data import settings
from factsheet.plan import citation
from factsheet.plan.citation_styles import STYLES
from factsheet.plan.messages import english
from factsheet.render import cite_and_report
from tests.browser import SITE_URL
from tests.calling import real_sheet
from tests.conftest import ROOT

TOOLS = "div.entry-tools"
REAL = real_sheet()


def page(project, name):
    return LexborHTMLParser(project.file(f"site/{name}/index.html").read_text("utf-8"))


def entries(tree):
    """Each entry of a page by its anchor."""
    return {s.css_first("h2, h3").attributes["id"]: s for s in tree.css("section.entry")}


def register(project):
    """The address and the tree of every page of the register, which has one for each measure where it is long."""
    for path in sorted(project.file("site/register").rglob("index.html")):
        name = path.parent.relative_to(project.file("site")).as_posix()
        yield name, page(project, name)


def statements(project):
    """The address and the tree of the page of every statement."""
    for path in sorted(project.file("site/claims").glob("*/index.html")):
        name = path.parent.relative_to(project.file("site")).as_posix()
        yield name, page(project, name)


def sources(project):
    """Each source's entry with its own address: on its page if it has one, else in the list of all."""
    listed = entries(page(project, "sources"))
    for name, section in listed.items():
        if project.file(f"site/sources/{name}/index.html").exists():
            yield f"sources/{name}/", page(project, f"sources/{name}").css_first("section.entry")
        else:
            yield f"sources/#{name}", section


def registered(project):
    """Each entry of the register by its anchor, whichever page it is on, and the tree of that page."""
    return {anchor: (section, tree) for _, tree in register(project) for anchor, section in entries(tree).items()}


def letter_of(section):
    """Address, subject and body of the letter that an entry begins."""
    parts = urlsplit(section.css_first(f'{TOOLS} a[href^="mailto:"]').attributes["href"])
    fields = parse_qs(parts.query, strict_parsing=True)
    return unquote(parts.path), fields["subject"], fields["body"]


def words(node):
    return " ".join(node.text().split())


# ---------------------------------------------------------------- references


def cited(tree):
    """What a data page says at its end."""
    return words(tree.css_first("div.take-along"))


def test_a_reference_says_who_when_what_in_what_where_and_when_read(built_toy):
    assert (
        "Reed, A. (2021, March 4). Otters doubled in 5 years. The Lakeland Herald. "
        "Retrieved January 2, 2024, from https://herald.example/otters" in cited(page(built_toy, "register/law"))
    )


def test_a_reference_to_an_edition_names_it(built_toy):
    told = cited(page(built_toy, "register/otters"))
    assert "Lakeland Survey. (2022, May 6). Otter survey (final) [Data set]. Retrieved " in told


def test_a_data_page_can_be_cited_with_release_and_address(built_toy):
    told = cited(page(built_toy, "register/otters"))
    assert "Otters (release 1.2.3). http://127.0.0.1:8000/register/otters/" in told
    assert all(f"{style} " in told for style in STYLES)


def test_every_measure_can_be_cited_and_its_files_are_there(real):
    for name in {REAL.facts[fact].measure.id for fact in REAL.by_fact}:
        tree = page(real, f"register/{name}")
        sources = {f.source for f in REAL.figures.values() if f.fact.measure.id == name}
        assert all(source.text("title") in cited(tree) for source in sources)
        for folder, ending in (("cite", "bib"), ("cite", "json"), ("measures", "csv"), ("measures", "json")):
            link = tree.css_first(f'article a[href$="../data/{folder}/{name}.{ending}"]')
            assert link is not None and real.file(f"site/data/{folder}/{name}.{ending}").is_file()


# ---------------------------------------------------------------- letters


def test_every_verdict_begins_a_letter_that_names_its_own_address(real):
    found = [(name, anchor, section) for name, tree in statements(real) for anchor, section in entries(tree).items()]
    assert found
    for name, anchor, section in found:
        to, (subject,), (body,) = letter_of(section)
        assert to == settings.load(ROOT)["extra"]["contact"] and subject.startswith("An error in ")
        assert body.startswith(f"Entry: {SITE_URL}{name}/#{anchor}\r\nIt shows: ")


def test_the_page_of_a_statement_can_be_cited_with_its_address(real):
    for name, tree in statements(real):
        told = words(tree.css_first("div.take-along"))
        assert tree.css_first("h1").text().split(":")[0] in told and f"{SITE_URL}{name}/" in told


def test_every_entry_begins_a_letter_that_names_its_own_address(real):
    found = [(f"register/#{anchor}", s) for _, tree in register(real) for anchor, s in entries(tree).items()]
    there = {node.attributes["id"] for node in page(real, "register").css("[id]")}
    assert found and there.issuperset(address.partition("#")[2] for address, _ in found)
    assert {name for name, _ in sources(real)} > {"sources/viewus/"}
    for address, section in (*found, *sources(real)):
        to, (subject,), (body,) = letter_of(section)
        assert to == settings.load(ROOT)["extra"]["contact"] and subject.startswith("An error in ")
        lines = body.split("\r\n")
        assert lines[0] == f"Entry: {SITE_URL}{address}"
        assert lines[1].startswith("It shows: ") and lines[2] == "What is wrong:"


def test_a_letter_tells_value_and_source_as_shown(real):
    found = {fact: section for fact, (section, _) in registered(real).items() if fact in REAL.by_fact}
    assert found
    for fact, section in found.items():
        _, (subject,), (body,) = letter_of(section)
        figure = REAL.shown(fact)
        shown = f"{english().value(figure)} – {citation.named(figure.source, english())}\r\n"
        assert fact in subject and shown in body


def test_letters_are_encoded_as_rfc_6068_asks(real):
    text = "".join(path.read_text("utf-8") for path in real.file("site/claims").glob("*/index.html"))
    sent = re.findall(r'href="mailto:([^"?]*)\?([^"]*)"', text)
    assert sent
    for _, query in sent:
        assert re.fullmatch(r"subject=(?:[\w.~-]|%[0-9A-F]{2})+&#38;body=(?:[\w.~-]|%[0-9A-F]{2})+", query, re.ASCII)


def test_nothing_in_the_data_can_add_a_field_to_a_letter():
    written = cite_and_report.letter_to("a+b@c.org", english(), "a&bcc=x@y.org", "u", "v?\r\n&cc=z")
    assert set(parse_qs(urlsplit(written).query)) == {"subject", "body"} and written.startswith("mailto:a%2Bb@c.org?")


def test_a_public_place_for_reports_stands_beside_where_there_is_one(toy):
    toy.add("mkdocs.yml", "  issues: https://code.example/otters/issues\n")
    assert toy.build("-q").returncode == 0
    found = [*entries(page(toy, "register/otters")).values(), *(section for _, section in sources(toy))]
    assert found
    for section in found:
        assert section.css_first(f'{TOOLS} a[href="https://code.example/otters/issues"]') is not None


def test_no_address_no_letter():
    assert cite_and_report.letter_to("", english(), "a", "u", "v") == ""


# ---------------------------------------------------------------- the entry itself


def test_a_figures_line_says_value_source_words_place_and_day_read(built_toy):
    lines = [words(li) for li in entries(page(built_toy, "register/otters"))["otters-2020"].css("ul.figures > li")]
    assert lines[1].startswith("nearly 3,000")
    for told in ("The Lakeland Herald, 4 March 2021", "nearly 3,000", "¶ 1", "read on 2 January 2024"):
        assert told in lines[1]


def test_every_passage_with_an_address_is_led_to(real):
    found = registered(real)
    quoted = [f for f in REAL.figures.values() if f.quote and f.source.text("URL")]
    assert quoted
    for figure in quoted:
        links = [a.attributes["href"] for a in found[figure.fact.id][0].css("ul.figures a[rel=noreferrer]")]
        fragments = [
            unquote(link.partition("#:~:text=")[2]) for link in links if link.startswith(figure.source.text("URL"))
        ]
        assert figure.quote in fragments


def languages(project, sheet):
    """What each quotation of the register says of its language, and what its source says."""
    for quote in (quote for _, tree in register(project) for quote in tree.css("q.quote")):
        yield quote.attributes.get("lang"), sheet.sources[quote.attributes["data-source"]].text("language") or None


def test_a_quotation_says_its_language(real):
    told = list(languages(real, REAL))
    assert told and all(said == given for said, given in told)


def test_a_quotation_of_a_source_that_gives_no_language_is_in_that_of_the_page(toy):
    """No attribute then: an empty one would say that the language is unknown."""
    toy.edit("data/sources.yml", "  - id: herald\n", "  - id: herald\n    language: en-GB\n")
    assert toy.problems() == [] and toy.build("-q").returncode == 0
    told = list(languages(toy, model.build(data.read(toy.root / "data"))))
    assert {said for said, _ in told} == {"en-GB", None} and all(said == given for said, given in told)
