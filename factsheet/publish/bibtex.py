"""CSL-JSON items as BibTeX entries.

BibTeX: Oren Patashnik, BibTeXing (1988); `version`, `url`, `urldate`, `language` and `annotation`
are biblatex's, and older styles ignore them. We write it ourselves because the best library (pybtex)
escapes addresses, which no style undoes, and refuses text with a single brace.
"""

from __future__ import annotations

import re

# BibTeX's names for CSL's types; every other is `misc`.
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
# The fields for a work's container and its publisher, by type.
CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
FIELDS = {
    "version": "version", "edition": "edition", "volume": "volume", "issue": "number", "number": "number", "page": "pages",
    "collection-title": "series", "publisher-place": "address", "genre": "type", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn",
    "language": "language", "license": "copyright", "note": "note",
}  # fmt: skip
ROLES = ("author", "editor", "translator")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces need their names: BibTeX counts even one after a backslash.
_escapes = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "$&#_%"},
})  # fmt: skip
# Characters that TeX joins into another: -- is a dash, '' a quotation mark, ?` an inverted question mark.
_ligatures = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=[?!])(?=`)")


def entry(item: dict) -> str:
    """A CSL-JSON item as an entry; of what is under `custom` only the profile."""
    kind = TYPES.get(str(item.get("type", "")), "misc")
    fields = {role: people(item[role]) for role in ROLES if item.get(role)}
    fields["title"] = f"{{{text(str(item.get('title', '')))}}}"  # a second pair keeps its capitals
    fields |= _container(kind, item)
    fields |= _dates(item)
    fields |= {name: text(str(item[key])) for key, name in FIELDS.items() if item.get(key)}
    if item.get("URL"):
        fields["url"] = address(item["URL"])
    if profile := (item.get("custom") or {}).get("profile"):
        fields["annotation"] = text(profile)
    lines = [f",\n  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items() if value]
    return f"@{kind}{{{item['id']}{''.join(lines)}\n}}\n"


def text(raw: str) -> str:
    """Text with everything escaped that means something to LaTeX; accented letters stay as they are, in UTF-8."""
    parts = _ligatures.split(" ".join(raw.split()))
    return "{}".join(part.translate(_escapes) for part in parts)


def address(raw: str) -> str:
    """An address as LaTeX's `url` command takes it; characters that would end the field are percent-encoded."""
    return re.sub(r"[{}\\\s]", lambda m: f"%{ord(m[0]):02X}", raw)


def people(listed: list[dict[str, str]]) -> str:
    """Names as "Family, Given" joined by "and"; braces keep a literal name whole."""
    return " and ".join(filter(None, map(_person, listed)))


def _person(name: dict[str, str]) -> str:
    if name.get("literal") or not name.get("family"):
        whole = name.get("literal") or name.get("given", "")
        return f"{{{text(whole)}}}" if whole else ""
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    parts = [family, name.get("suffix"), " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))]
    return ", ".join(_whole(part) for part in parts if part)


def _whole(part: str) -> str:
    """A part of a name, in braces if it would be split otherwise."""
    return f"{{{text(part)}}}" if re.search(r",|\band\b", part) else text(part)


def _container(kind: str, item: dict) -> dict[str, str]:
    """What the work appeared in, and who published it."""
    fields = {}
    if container := item.get("container-title"):
        fields[CONTAINERS.get(kind, "howpublished")] = text(container)
    if publisher := item.get("publisher"):
        fields[PUBLISHERS.get(kind, "publisher" if container or kind != "misc" else "howpublished")] = text(publisher)
    return fields


def _dates(item: dict) -> dict[str, str]:
    """`year`, `month` and `day` of issue, and `urldate`, the day it was read."""
    fields = {}
    for name, part in zip(("year", "month", "day"), _parts(item, "issued"), strict=False):
        fields[name] = MONTHS[part - 1] if name == "month" else str(part)
    if read := _parts(item, "accessed"):
        fields["urldate"] = "-".join(f"{part:02}" for part in read)
    return fields


def _parts(item: dict, key: str) -> list[int]:
    return list((item.get(key) or {}).get("date-parts", [[]])[0])
