"""What an SVG file of the project may not hold: scripts, other kinds of content, and links to other places.

A drawing that is opened by itself has no content-security policy, and the theme writes icons into pages as they are.
SVG 2, sections 5.10 (foreign content), 15 (scripts) and 16 (links).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from factsheet.core.problems import Problem, show

XHTML = "http://www.w3.org/1999/xhtml"
# Name spaces of attributes that browsers read; those of editors they pass over.
_READ = ("", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace")
FIX = "Take it out, or save the drawing as a plain SVG."
_FOREIGN = frozenset("script handler listener foreignobject iframe embed object audio video canvas".split())
_ADDRESSES = frozenset("href src base".split())
_SETTERS = frozenset("set animate".split())
# Of what is embedded, pictures alone: an SVG in an SVG could bring all the rest.
_inside = re.compile(r"#|data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_leads_out = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
_ignored = re.compile(r"[\x00-\x20]+")  # browsers pass over these within the name of a scheme
_url = re.compile(r"url\(\s*[\"']?([^\"')]*)", re.IGNORECASE)
_escape = re.compile(r"\\([0-9a-f]{1,6})\s?", re.IGNORECASE)
_comment = re.compile(r"/\*.*?\*/", re.DOTALL)


class _Declares(Exception):
    """The file declares entities, which could stand for anything and grow without end: it is read no further."""


class _Reader:
    """Collects what a drawing may not hold, with the line of each."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []
        self._style: str | None = None  # the text of the style element that is being read
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self, raw: bytes) -> None:
        """Raises ExpatError where this is not XML."""
        self._parser.Parse(raw, True)

    def _add(self, whats: Iterable[str]) -> None:
        self.found += [(self._parser.CurrentLineNumber, what) for what in whats]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if tag.lower() in _FOREIGN or space == XHTML:
            self._add([f"the element {show(tag)}"])
        for key, value in attributes.items():
            space, _, key = key.rpartition(" ")
            if space in _READ:
                self._add(_attribute(tag, key.lower(), value))
        self._style = "" if tag.lower() == "style" else None

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style += text

    def _end(self, name: str) -> None:
        if self._style is not None:
            self._add(_styled(self._style))
        self._style = None

    def _instruction(self, target: str, text: str) -> None:
        self._add([f"the instruction {show(target)}"])

    def _doctype(self, name: str, system: str | None, public: str | None, subset: bool) -> None:
        if subset:
            self._add(["declarations of its own in the DOCTYPE"])
            raise _Declares


def faults(raw: bytes, shown: str) -> Iterator[Problem]:
    """The problems of a drawing, each with its line; if it is not XML, that one only."""
    reader = _Reader()
    try:
        reader.read(raw)
    except expat.ExpatError as error:
        yield Problem(shown, error.lineno, f"the drawing is not XML: {expat.ErrorString(error.code)}", FIX)
        return
    except _Declares:
        pass  # it is among the problems found
    for line, what in reader.found:
        yield Problem(shown, line, f"a drawing may not hold {what}", FIX)


def _attribute(tag: str, key: str, value: str) -> Iterator[str]:
    """An attribute that runs code, leads out of the site, or sets one that could."""
    if key.startswith("on"):
        yield f"code, in the attribute {show(key)}"
    elif key in _ADDRESSES and _leads(value):
        yield f"a link to another place, {show(value)}"
    elif tag.lower() in _SETTERS and key == "attributename" and (value.lower().endswith("href") or value[:2] == "on"):
        yield f"a change of the attribute {show(value)}"
    else:
        yield from _styled(value, whole=False)


def _styled(text: str, whole: bool = True) -> Iterator[str]:
    """Addresses in a style, or in an attribute that takes part of one, that lead to another place."""
    text = _escape.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)), _comment.sub("", text))
    if whole and "@import" in text.lower():
        yield "a style from another file"
    for address in _url.findall(text):
        if _leads(address):
            yield f"a link to another place, {show(address)}"


def _leads(address: str) -> bool:
    """Whether an address leads to another place: another scheme, another server, the root of whatever serves it."""
    address = _ignored.sub("", address)
    return bool(_leads_out.match(address)) and not _inside.match(address)
