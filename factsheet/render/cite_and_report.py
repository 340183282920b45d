"""The line under an entry: how to cite it, and a letter that reports an error in it.

Both work without a script: the citation is text, its forms for programs are published files, and
the letter is an address that opens the reader's own mail program.
"""

from __future__ import annotations

from urllib.parse import quote

from factsheet.core.links import Links
from factsheet.model import Fact, Figure, Source
from factsheet.model.arithmetic import Derived
from factsheet.model.claims import Result
from factsheet.plan import citation, messages
from factsheet.plan.site_settings import Imprint
from factsheet.render import html
from factsheet.render.figures import derived_id
from factsheet.render.html import element
from factsheet.text import formats

L = messages.LABELS
FORMS = (("BibTeX", "bib"), ("CSL-JSON", "json"))


def of_fact(fact: Fact, figure: Figure, links: Links, imprint: Imprint, together: bool = False) -> str:
    """Under a fact: a reference to the figure shown and to its entry here, their files, and a letter.

    The files hold this entry, or all entries of its measure `together`.
    """
    name, label = (fact.measure.id, f"{L['cite-together']} ") if together else (fact.id, "")
    files = label + " · ".join(
        element("a", form, href=links.to_file(f"data/cite/{name}.{ending}"), download="") for form, ending in FORMS
    )
    told = element("p", reference(figure.source)) + element("p", entry_reference(fact, imprint)) + element("p", files)
    details = element("details", element("summary", L["cite-figure"]) + told, class_="citing")
    shown = f"{citation.value(figure)} – {citation.named(figure.source)}"
    return _line(details + letter(L["report-number"], fact.id, imprint.page("register", fact.id), shown, imprint))


def of_derived(derived: Derived, imprint: Imprint) -> str:
    """Under a calculated number: a letter with its formula and inputs."""
    name = derived_id(derived)
    shown = f"{formats.derived(derived.name, *derived.shown())} = {derived.formula}: {' '.join(f.key for f in derived.inputs)}"
    return _line(letter(L["report-number"], name, imprint.page("register", name), shown, imprint))


def of_source(source: Source, imprint: Imprint) -> str:
    """Under a source: a letter with its reference."""
    return _line(
        letter(
            L["report-source"], source.id, imprint.page("sources", source.id), citation.styled(source).strip(), imprint
        )
    )


def of_claim(result: Result, anchor: str, imprint: Imprint) -> str:
    """Under a judged statement: a letter with its words, its source and the verdict."""
    shown = f"“{result.quote}” – {citation.named(result.source)} → {result.verdict}"
    return _line(letter(L["report-claim"], result.id, imprint.page("claims", anchor), shown, imprint))


# ---------------------------------------------------------------- references


def reference(source: Source) -> str:
    """A source as a list of references has it."""
    return element("cite", html.text(citation.styled(source)), class_="source", data_source=source.id)


def entry_reference(fact: Fact, imprint: Imprint) -> str:
    """The entry of a fact on this site: its name, the site, the release, and the address that stays."""
    release = element("data", html.text(imprint.release), class_="site", data_key="release")
    address = element("data", html.text(imprint.page("register", fact.id)), class_="site", data_key="address")
    named = f"{html.text(imprint.name)} ({L['release']} {release})" if imprint.release else html.text(imprint.name)
    return f"{L['as-entry']} {html.text(fact.label)}. {named}. {address}"


# ---------------------------------------------------------------- letters


def letter(label: str, entry: str, address: str, shown: str, imprint: Imprint) -> str:
    """A link that begins an e-mail about an entry: where it is, what it shows, and a line for what is wrong.

    RFC 6068: every sign but letters, digits and `-._~` is percent-encoded, a line ends in CR LF.
    Beside it stands the address of the project's issues, where there is one.
    """
    links = []
    if imprint.contact:
        lines = (f"{L['letter-entry']} {address}", f"{L['letter-shown']} {shown}", L["letter-wrong"], "")
        fields = (("subject", L["letter-subject"].format(entry=entry)), ("body", "\r\n".join(lines)))
        asked = "&".join(f"{key}={quote(told, safe='')}" for key, told in fields)
        links.append(element("a", label, href=f"mailto:{quote(imprint.contact, safe='@')}?{asked}"))
    if imprint.issues:
        links.append(element("a", L["report-openly"], href=imprint.issues, rel="noreferrer"))
    return " ".join(links)


def _line(inner: str) -> str:
    """The line itself; search leaves it out, since it repeats what stands above."""
    return element("div", inner, class_="entry-tools", data_search_exclude="") if inner else ""
