"""The forms that a field can have. Each says what is wrong with a value, what an editor accepts, and what a column holds.

Editors take `2021` for a number where our reader sees text, so a text may be a number in their schemas, which are JSON
Schema, draft-07. Patterns group with plain brackets, because XML Schema and some readers of tables know no others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from factsheet.core.problems import Problem, did_you_mean, show
from factsheet.data.entry import Entry
from factsheet.text import formats
from factsheet.text.dates import is_date

TODO = "TODO"  # what `add` leaves to be filled in; a rule of its own reports it
LONGEST_ID = 80  # it becomes a file name, whose length file systems limit
# Device names, which no file can have on Windows.
DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
# An address as in RFC 3986, without the apostrophe, which can end an attribute, and without a user name or password.
ADDRESS = re.compile(
    r"https?://[a-z0-9.-]*[a-z0-9](?::\d{1,5})?(?:[/?#][\w.~:/?#\[\]@!$&()*+,;=%-]*)?", re.ASCII | re.IGNORECASE
)
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"
DATE_FIX = "Write 2022-06-24, 2022-06 or 2022."

Schema = dict[str, object]


def of(entry: Entry, key: str) -> str:
    """A field and the entry it belongs to, as messages name them."""
    return f"{key} of {show(entry.id)}" if entry.id else key


class Form:
    """A form: its `faults` are what is wrong with a value, its `schema` what an editor accepts. Empty is neither's question.

    As a column: its type in Table Schema, its pattern, the words it may hold, the kind of entry whose ids it holds.

    `hint` is a pattern for editors alone, where a rule decides; `some` names those of the ids that editors offer, if not all.
    `write` says what to write. What has `shown`, pages show as it is, so that it may hold no number; a page sets it before.
    """

    type: ClassVar[str] = "string"
    pattern: str = ""
    hint: str = ""
    words: tuple[str, ...] = ()
    kind: str = ""
    ours: bool = True
    some: str = ""
    write: str = ""
    shown: str | None = None
    held: ClassVar[tuple[type, ...]] = (str,)  # what a value of this form is in YAML

    def named(self, key: str, value: object) -> Iterator[tuple[str, str, str]]:
        """The ids in a value: the field that holds each, the kind of entry it names, and the id."""
        if self.kind and isinstance(value, str):
            yield key, self.kind, value


@dataclass(frozen=True, kw_only=True)
class Text(Form):
    """One text. Its whole has to match `pattern`, or, where that is not all, to satisfy `fits`; else it is not `told`: "a date"."""

    pattern: str = ""
    fits: Callable[[str], object] | None = None
    told: str = ""
    write: str = ""
    hint: str = ""
    shown: str | None = None

    def faults(self, entry: Entry, key: str, value: object) -> Iterator[Problem]:
        """It is one text, in this form; what `add` has left to be filled in is not looked at."""
        if not isinstance(value, str):
            fix = f"Write its `{key.split('.')[-1]}` as one text."
            yield entry.problem(key, f"{of(entry, key)} is not one text", fix)
        elif value and value != TODO and (found := self.wrong(key, value)):
            yield entry.problem(key, *found)

    def wrong(self, key: str, text: str) -> tuple[str, str] | None:
        """What is wrong with a text that is not empty, and what to do about it."""
        fits = self.fits or re.compile(self.pattern, re.ASCII).fullmatch
        return None if not self.told or fits(text) else (f"{key} {show(text)} is not {self.told}", self.write)

    def schema(self) -> Schema:
        """A text, or a number that YAML reads where the text has digits alone."""
        held: Schema = {"type": ["string", "number"]}
        pattern = self.hint or self.pattern
        return held | {"pattern": f"^({pattern})$"} if pattern else held


@dataclass(frozen=True, kw_only=True)
class Id(Text):
    """An id: kebab-case, and fit to be an anchor and the name of a file."""

    pattern: str = KEBAB.pattern

    def wrong(self, key: str, text: str) -> tuple[str, str] | None:
        """It is kebab-case, not too long, and no name of a device."""
        if not KEBAB.fullmatch(text):
            return f"id {show(text)} is not kebab-case", "Use lower-case letters and digits, joined by hyphens."
        if len(text) > LONGEST_ID:
            return f"id {show(text)} has {len(text)} letters", f"Shorten it to at most {LONGEST_ID}."
        if DEVICES.fullmatch(text):
            return f"id {show(text)} is the name of a device", "Its files need another name."
        return None


@dataclass(frozen=True, kw_only=True)
class Address(Text):
    """A web address. Editors ask only how it begins."""

    hint: str = "https?://.*"

    def wrong(self, key: str, text: str) -> tuple[str, str] | None:
        """It begins with https: or http:, names a host, and holds only characters of addresses and no user name or password."""
        if ADDRESS.fullmatch(text):
            return None
        if not re.match(r"https?://", text, re.IGNORECASE):
            return f"address {show(text)} is not https: or http:", "Write the full web address."
        if "@" in re.split(r"[/?#]", text.split("://", 1)[1], maxsplit=1)[0]:
            return f"address {show(text)} contains a user name or password", "Delete everything between // and the @."
        fix = "Copy it from the browser's address bar, which percent-encodes the rest."
        return f"address {show(text)} has no host, or a character that addresses cannot contain", fix


@dataclass(frozen=True)
class Word(Text):
    """One word of a list of ours, or, without `ours`, of one that others keep, which no column repeats."""

    words: tuple[str, ...] = ()
    ours: bool = True

    def wrong(self, key: str, text: str) -> tuple[str, str] | None:
        """It is one of the words."""
        return None if text in self.words else (f"unknown {key} {show(text)}", did_you_mean(text, self.words))

    def schema(self) -> Schema:
        """The words."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, kw_only=True)
class Flag(Text):
    """`true` or `false`, and nothing else."""

    type: ClassVar[str] = "boolean"
    write: str = "Write true or false."

    def faults(self, entry: Entry, key: str, value: object) -> Iterator[Problem]:
        """It is one of the two."""
        if isinstance(value, str) and value not in ("true", "false"):
            yield entry.problem(key, f"{of(entry, key)} is {show(value)}", self.write)
        else:
            yield from super().faults(entry, key, value)

    def schema(self) -> Schema:
        """What YAML reads as one."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Ref(Text):
    """The id of an entry of another file. Whether there is one is a rule's question."""

    kind: str = ""
    some: str = ""

    def schema(self) -> Schema:
        """The ids there are."""
        return {"$ref": f"#/definitions/{self.some or self.kind}"}


@dataclass(frozen=True)
class Many(Form):
    """One text, or a list of them; with `depth` 2, a list of lists as well."""

    type: ClassVar[str] = "list"
    item: Form = Text()
    depth: int = 1
    write: str = ""

    @property
    def kind(self) -> str:
        """The kind of entry that each names."""
        return self.item.kind

    def faults(self, entry: Entry, key: str, value: object) -> Iterator[Problem]:
        """It is a text, or a list of texts, each in the form of one."""
        if isinstance(value, list) and self.depth:
            for place, inner in _placed(key, value):
                yield from replace(self, depth=self.depth - 1).faults(entry, place, inner)
        elif isinstance(value, self.item.held):
            yield from self.item.faults(entry, key, value)
        else:
            what, fix = ("ids", "Write [one-id, another-id].") if self.kind else ("texts", "Write [one, another].")
            name = ".".join(part for part in key.split(".") if not part.isdigit())
            yield entry.problem(key, f"{of(entry, name)} is not a list of {what}", fix)

    def named(self, key: str, value: object) -> Iterator[tuple[str, str, str]]:
        """The ids in each."""
        for place, inner in _placed(key, value) if isinstance(value, list) else ():
            yield from self.named(place, inner)
        if not isinstance(value, list):
            yield from self.item.named(key, value)

    def schema(self) -> Schema:
        """One, or a list."""
        held = one = self.item.schema()
        for _ in range(self.depth):
            held = {"anyOf": [one, {"type": "array", "items": held}]}
        return held


def _placed(key: str, values: list) -> Iterator[tuple[str, object]]:
    """The items of a list with their fields: a mapping, or a list, has its place in the list; a text has the line of the field."""
    for number, value in enumerate(values):
        yield f"{key}.{number}" if isinstance(value, (dict, list)) else key, value


def is_period(text: str) -> bool:
    """Whether a text is a period in ISO 8601 that ends no earlier than it begins."""
    first, *rest = text.split("/")
    if text == formats.EVERY_YEAR:
        return True
    if len(rest) > 1 or not all(map(is_date, (first, *rest))):
        return False
    # Of a month and its year neither is earlier: they are compared as far as both are given.
    return not rest or first[: len(rest[0])] <= rest[0][: len(first)]


DATE = Text(pattern=DATE_PATTERN, fits=is_date, told="a date", write=DATE_FIX)
PERIOD = Text(
    pattern=rf"(P1Y|{DATE_PATTERN}(/{DATE_PATTERN})?)",
    fits=is_period,
    told="ISO 8601",
    write="Write 2021-12-31, 2021-12, 2021, 2012/2021 or P1Y; the calendar has each day, and ends come after beginnings.",
)
PLACE = Text(pattern="[A-Z]{3}", told="an ISO 3166-1 alpha-3 code", write="Write three capitals.")
PARAGRAPH = Text(
    pattern=r"[1-9]\d*", told="a paragraph", write="Write the paragraph's number, counting from body.from."
)
SHA256 = Text(pattern="[0-9a-f]{64}", told="a SHA-256", write="Write its 64 hexadecimal digits.")
# RFC 5646, in its form alone: a language of two or three letters, and subtags.
LANGUAGE = Text(pattern="[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", told="a language tag", write="Write en, or zh-Hant.")
