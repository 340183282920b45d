"""References as BibTeX, made of CSL-JSON items.

BibTeX: Oren Patashnik, BibTeXing (1988); `version`, `url`, `urldate`, `language` and
`annotation` are biblatex's, which older styles pass over. Written here and not by a library: the
best kept one (pybtex) escapes addresses, which no style undoes, and refuses a text with one brace.
"""

from __future__ import annotations

import re

# CSL's types that BibTeX knows by another name; every other is `misc`.
TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
# Where the two names of what holds a work, and of who brings it out, go.
HOLDERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
FIELDS = {
    "version": "version", "edition": "edition", "volume": "volume", "issue": "number", "number": "number", "page": "pages",
    "collection-title": "series", "publisher-place": "address", "genre": "type", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn",
    "language": "language", "license": "copyright", "note": "note",
}  # fmt: skip
ROLES = ("author", "editor", "translator")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A brace is spelled out: BibTeX counts even one behind a backslash.
_spelled = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "$&#_%"},
})  # fmt: skip
# Signs that TeX draws together into another one: -- is a dash, '' a quotation mark, ?` stands on its head.
_drawn_together = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=[?!])(?=`)")


def entry(item: dict) -> str:
    """A CSL-JSON item as an entry; its own names among `custom` are not BibTeX's, but for the profile."""
    kind = TYPES.get(str(item.get("type", "")), "misc")
    fields = {role: people(item[role]) for role in ROLES if item.get(role)}
    fields["title"] = f"{{{text(str(item.get('title', '')))}}}"  # a second pair keeps its capitals
    fields |= _held(kind, item)
    fields |= _dated(item)
    fields |= {name: text(str(item[key])) for key, name in FIELDS.items() if item.get(key)}
    if item.get("URL"):
        fields["url"] = address(item["URL"])
    if profile := (item.get("custom") or {}).get("profile"):
        fields["annotation"] = text(profile)
    written = "".join(
        f",\n  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items() if value
    )
    return f"@{kind}{{{item['id']}{written}\n}}\n"


def text(raw: str) -> str:
    """Text with every sign that LaTeX would obey spelled out; letters with accents stay as they are, in UTF-8."""
    apart = _drawn_together.split(" ".join(raw.split()))
    return "{}".join(part.translate(_spelled) for part in apart)


def address(raw: str) -> str:
    """An address as the command `url` of LaTeX takes it, letter for letter; what would end the field is percent-encoded."""
    return re.sub(r"[{}\\\s]", lambda m: f"%{ord(m[0]):02X}", raw)


def people(listed: list[dict[str, str]]) -> str:
    """Names as "Family, Given" joined by "and"; a name in one piece is kept in one by braces."""
    return " and ".join(filter(None, map(_person, listed)))


def _person(name: dict[str, str]) -> str:
    if name.get("literal") or not name.get("family"):
        whole = name.get("literal") or name.get("given", "")
        return f"{{{text(whole)}}}" if whole else ""
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    parts = [family, name.get("suffix"), " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))]
    return ", ".join(_whole(part) for part in parts if part)


def _whole(part: str) -> str:
    """A part of a name; one that would be taken apart stands in braces."""
    return f"{{{text(part)}}}" if re.search(r",|\band\b", part) else text(part)


def _held(kind: str, item: dict) -> dict[str, str]:
    """What holds the work, and who brings it out."""
    found = {}
    if holder := item.get("container-title"):
        found[HOLDERS.get(kind, "howpublished")] = text(holder)
    if publisher := item.get("publisher"):
        found[PUBLISHERS.get(kind, "publisher" if holder or kind != "misc" else "howpublished")] = text(publisher)
    return found


def _dated(item: dict) -> dict[str, str]:
    """`year`, `month` and `day` of issue; `urldate`, the day it was read."""
    found = {}
    for name, part in zip(("year", "month", "day"), _parts(item, "issued"), strict=False):
        found[name] = MONTHS[part - 1] if name == "month" else str(part)
    if read := _parts(item, "accessed"):
        found["urldate"] = "-".join(f"{part:02}" for part in read)
    return found


def _parts(item: dict, key: str) -> list[int]:
    return list((item.get(key) or {}).get("date-parts", [[]])[0])
