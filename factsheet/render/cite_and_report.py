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
from factsheet.plan.site_settings import SiteSettings
from factsheet.render import markup
from factsheet.render.figures import derived_id
from factsheet.render.markup import element
from factsheet.text import formats

L = messages.LABELS
FORMS = (("BibTeX", "bib"), ("CSL-JSON", "json"))


def of_fact(fact: Fact, figure: Figure, links: Links, settings: SiteSettings) -> str:
    """Under a fact: a reference to the figure shown and to its entry here, their files, and a letter.

    The files hold all entries of its measure.
    """
    name = fact.measure.id
    files = f"{L['cite-together']} " + " · ".join(
        element("a", form, href=links.to_file(f"data/cite/{name}.{ending}"), download="") for form, ending in FORMS
    )
    told = element("p", reference(figure.source)) + element("p", entry_reference(fact, settings)) + element("p", files)
    details = element("details", element("summary", L["cite-figure"]) + told, class_="citing")
    shown = f"{citation.value(figure)} – {citation.named(figure.source)}"
    return _line(details + letter(L["report-number"], fact.id, settings.page("register", fact.id), shown, settings))


def of_derived(derived: Derived, settings: SiteSettings) -> str:
    """Under a calculated number: a letter with its formula and inputs."""
    name = derived_id(derived)
    shown = f"{formats.derived(derived.name, *derived.shown())} = {derived.formula}: {' '.join(f.key for f in derived.inputs)}"
    return _line(letter(L["report-number"], name, settings.page("register", name), shown, settings))


def of_source(source: Source, settings: SiteSettings) -> str:
    """Under a source: a letter with its reference."""
    return _line(
        letter(
            L["report-source"],
            source.id,
            settings.page("sources", source.id),
            citation.styled(source).strip(),
            settings,
        )
    )


def of_claim(result: Result, anchor: str, settings: SiteSettings) -> str:
    """Under a judged statement: a letter with its words, its source and the verdict."""
    shown = f"“{result.quote}” – {citation.named(result.source)} → {result.verdict}"
    return _line(letter(L["report-claim"], result.id, settings.page("claims", anchor), shown, settings))


# ---------------------------------------------------------------- references


def reference(source: Source) -> str:
    """A source as a list of references has it."""
    return element("cite", markup.text(citation.styled(source)), class_="source", data_source=source.id)


def entry_reference(fact: Fact, settings: SiteSettings) -> str:
    """The entry of a fact on this site: its name, the site, the release, and the address that stays."""
    release = element("data", markup.text(settings.release), class_="site", data_key="release")
    address = element("data", markup.text(settings.page("register", fact.id)), class_="site", data_key="address")
    named = (
        f"{markup.text(settings.name)} ({L['release']} {release})" if settings.release else markup.text(settings.name)
    )
    return f"{L['as-entry']} {markup.text(fact.label)}. {named}. {address}"


# ---------------------------------------------------------------- letters


def letter(label: str, entry: str, address: str, shown: str, settings: SiteSettings) -> str:
    """A link that begins an e-mail about an entry: where it is, what it shows, and a line for what is wrong.

    RFC 6068: every sign but letters, digits and `-._~` is percent-encoded, a line ends in CR LF.
    Beside it stands the address of the project's issues, where there is one.
    """
    links = []
    if settings.contact:
        lines = (f"{L['letter-entry']} {address}", f"{L['letter-shown']} {shown}", L["letter-wrong"], "")
        fields = (("subject", L["letter-subject"].format(entry=entry)), ("body", "\r\n".join(lines)))
        asked = "&".join(f"{key}={quote(told, safe='')}" for key, told in fields)
        links.append(element("a", label, href=f"mailto:{quote(settings.contact, safe='@')}?{asked}"))
    if settings.issues:
        links.append(element("a", L["report-openly"], href=settings.issues, rel="noreferrer"))
    return " ".join(links)


def _line(inner: str) -> str:
    """The line itself; search leaves it out, since it repeats what stands above."""
    return element("div", inner, class_="entry-tools", data_search_exclude="") if inner else ""
