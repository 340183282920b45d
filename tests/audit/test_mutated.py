"""Every number of a built site forged in every way we can think of: the audit has to tell each."""

import html
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from factsheet import data
from factsheet.audit import _Origin, reader
from factsheet.audit.addresses import survey
from factsheet.audit.carriers import Judge
from factsheet.audit.expected import Expected
from factsheet.audit.files import Files
from factsheet.audit.markup import Site
from factsheet.audit.pages import PageAudit
from factsheet.data import settings
from factsheet.text import numerals
from factsheet.text.scripts import Script

CARRIER = re.compile(
    r'<(data|time|q|cite|span) class="(figure derived|figure|site|quote|source|locator|cite|period)"([^>]*)>([^<]*)</\1>'
)
LINK = re.compile(r'<a href="([^"]*register/[^"]*|#[^"]*)">(?=<(?:data|time) class="figure)')
MARK = re.compile(r'<a class="cite" [^>]*>\[(\d+)\]</a>')
ATTRIBUTE = re.compile(
    r' (value|datetime|data-fact|data-source|data-formula|data-inputs|data-key|data-claim)="([^"]*)"'
)


def bumped(text):
    """A text with its last digit another; not one of an entity."""
    return re.sub(r"(?<!&#)(?<!&#\d)\d(?!\d?;)(?=\D*$)", lambda d: str((int(d[0]) + 1) % 10), text)


def carried(match):
    """A carrier's forgeries, by name: what stands in its place."""
    tag, kind, attributes, text = match.groups()

    def made(kind=kind, attributes=attributes, text=text):
        return f'<{tag} class="{kind}"{attributes}>{text}</{tag}>'

    if any(not re.fullmatch(r"(?:19|20)\d\d", n.text) for n in numerals.find(html.unescape(text))):
        # A year that some source bears may stand anywhere, in a carrier or out of it.
        if bumped(text) != text:
            yield "its digit", made(text=bumped(text))
        yield "another class", made(kind="plain")
        yield "its element gone", f"<b>{text}</b>"
        yield "its words spelled out", made(text=f"{text} seventeen")
    if kind in ("figure", "figure derived"):
        for name, before, after in (
            ("a zero behind", "", "0"),
            ("a sign before", "−", ""),
            ("a percent sign", "", "%"),
            ("a scale", "", " million"),
            ("a letter", "", "k"),
            ("a hedge", "about ", ""),
            ("a denial", "not ", ""),
        ):
            yield name, f"{before}{made()}{after}"
            yield f"{name}, within", made(text=f"{before}{text}{after}")
        yield "nothing shown", made(text="")
        yield "hidden", made(attributes=f"{attributes} hidden")
    if kind == "quote":
        yield "a word more", made(text=f"{text} more")
        yield "a word less", made(text=" ".join(text.split()[1:]))
    for found in ATTRIBUTE.finditer(attributes):
        name, value = found.groups()
        whole = found[0]
        yield f"no {name}", made(attributes=attributes.replace(whole, ""))
        yield (
            f"another {name}",
            made(
                attributes=attributes.replace(
                    whole, f' {name}="{bumped(value) if bumped(value) != value else value + "x"}"'
                )
            ),
        )
        yield f"an empty {name}", made(attributes=attributes.replace(whole, f' {name}=""'))


def forged(page):
    """Every forgery of a page: its name, what it is made to, and the page with it."""
    start, end = page.index("<article"), page.index("</article>")
    for pattern, ways in ((CARRIER, carried), (LINK, linked), (MARK, marked)):
        for match in pattern.finditer(page, start, end):
            for name, instead in ways(match):
                yield name, match[0], page[: match.start()] + instead + page[match.end() :]


def linked(match):
    yield "a link to nowhere", match[0].replace(match[1], match[1] + "x")
    yield "a link to another site", match[0].replace(match[1], "https://elsewhere.example/" + match[1].lstrip("./"))
    yield "a link to the top", match[0].replace(match[1], match[1].split("#")[0] + "#derived")
    yield "no link", match[0].replace("<a ", "<b ")


def marked(match):
    yield "a mark of another number", match[0].replace(f"[{match[1]}]", f"[{int(match[1]) + 1}]")
    yield "a mark that leads elsewhere", re.sub(r'href="[^"]*"', 'href="https://elsewhere.example/"', match[0])
    yield "a mark without a link", f"[{match[1]}]"


@pytest.fixture(scope="module")
def judged(built_toy):
    """The built site's pages, and a judge of any page that takes the place of one."""
    site, root = built_toy.root / "site", built_toy.root
    expected = Expected(data.read(root / "data", root), settings.load(root))
    pages = {p.relative_to(site).as_posix(): p.read_text("utf-8") for p in sorted(site.rglob("*.html"))}
    files = Files(site, settings.load(root), expected)
    known = Site(files.packages, files.classes, files.usable, expected.names)
    surveyed = {name: survey(page) for name, page in pages.items()}
    judge = Judge(expected, {n: ids for n, (ids, _) in surveyed.items()}, {n: own for n, (_, own) in surveyed.items()})

    def judged(name, page):
        one = PageAudit(
            reader.read(name, LexborHTMLParser(page), known),
            expected,
            judge,
            _Origin(site, [root / "docs"], root, name, Script()),
        )
        one.run()
        return one.problems

    return pages, judged


@pytest.mark.slow
@pytest.mark.parametrize("name", ["index.html", "register/otters/index.html", "sources/index.html"])
def test_no_forgery_of_a_number_a_link_or_a_mark_passes(name, judged):
    """Each way of forging at some eight places of the page; all places take half a minute, and pass as well."""
    pages, judge = judged
    assert judge(name, pages[name]) == []
    ways = {}
    for what, old, page in forged(pages[name]):
        ways.setdefault(what, []).append((old, page))
    assert len(ways) > 5
    for what, tried in ways.items():
        for old, page in tried[:: -(-len(tried) // 8)]:
            assert judge(name, page), f"{what}: {old}"
