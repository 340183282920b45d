"""The fields of sources.yml: those of CSL, and ours under `custom`."""

from dataclasses import replace

from factsheet.data import csl
from factsheet.data.csl_forms import Day, Names
from factsheet.data.declaration import YES, Field, Fields, File
from factsheet.data.forms import DATE, LANGUAGE, SHA256, Address, Flag, Id, Many, Ref, Text, Word

_NAMES, _DAY, _SOURCES = Names(), Day(), Many(Ref("sources"))
_READ_EDITION, _READ_TEXT = "for an edition we have read", "for a text that gives a figure or a claim"

_custom = (
    Field("profile", Text(shown=". ", write="Write one line: who publishes it, with what mandate or interest, whom it relays."), "one line: who publishes it, with what mandate or interest, and whom it relays", YES),
    Field("read", Flag(write="Write true if we hold the text, else false."), "`true` if we hold the text or have read the edition, otherwise `false`. Figures come only from sources with `true`", YES),
    Field("relays", replace(_SOURCES, write="Write the ids of the sources whose figures it passes on: [one-id, another-id]; or [] if it credits nobody."), "list of the sources whose figures it passes on"),
    Field("rewrites", _SOURCES, "the source it rewrites or translates"),
    Field("edition_of", _SOURCES, "for an edition, its dataset"),
    Field("profile_from", _SOURCES, "the sources from which the profile takes what it says: a publisher's page about itself, a report on who owns it. Each has an entry of its own, and needs no `body` and no `sha256`"),
    Field("owner_sought", DATE, "the day on which somebody looked for who owns it and found no statement"),
    Field("earliest", DATE, "for an undated text, the earliest day, month or year in which it can have been published, by our inference"),
    Field("latest", DATE, "the latest, if its words limit that too"),
    Field("inferred_from", Text(shown=". "), "the words or facts from which that is inferred", "with `earliest`"),
    Field("query", Text(write="Write an address with keys of its locators between braces: https://api.example/{table}/?year={year}."), "for an edition, the address of the query that returns a figure, with keys of the figures’ locators between braces: `https://api.example/{table}/?year={year}&place={place}`. A parameter whose key a locator gives as `all place` is left out. The number then leads to its query", published=False),
    Field("archive_url", Address(), "the address of an archived copy"),
    Field("checked", DATE, "the day somebody last saw the figures at its live address. While it is empty, pages say that the source was read from a stored copy. `make check` asks again after `extra.check_after_days` of mkdocs.yml"),
    Field("body", Fields((Field("from", Text()), Field("to", Text()))), "`from` and `to`: the first words of the first and of the last paragraph of the body, letter for letter", _READ_TEXT, published=False),
    Field("sha256", SHA256, "the SHA-256 of the text as read, in 64 lower-case hexadecimal digits", _READ_TEXT),
)  # fmt: skip

_csl = (
    Field("id", Id(), "its id", YES),
    Field("type", Word(tuple(sorted(csl.TYPES)), ours=False), "CSL's type. A `dataset` is an edition of a dataset, with rules of its own. Types that begin with `article` are counted as articles. Others: `report`, `webpage`, `post-weblog`, `post`, `book`", YES),
    Field("title", Text(), "its title, as printed; in square brackets if the title is ours", YES),
    Field("container-title", Text(), "the newspaper or site it appeared in", "no, but it or `publisher` gives the source its name"),
    Field("publisher", Text(), "who publishes it", "no, see `container-title`"),
    Field("author", _NAMES, "list of people, each with `family` and `given`, or `literal`"),
    Field("translator", _NAMES, "the same, shown if there is no `author`", published=False),
    Field("editor", _NAMES, "the same, shown if there is neither", published=False),
    Field("issued", _DAY, "when it was published: `2022-06-24`, `2022-06` or `2022`; CSL's `date-parts` and year, month and day work too", _READ_EDITION),
    Field("accessed", _DAY, "the day we read it, in the same form", "if `read` is true"),
    Field("version", Text(), "the edition's version", _READ_EDITION),
    Field("URL", Address(), "its address, `https:` or `http:`, without a user name or password; other characters than an address may hold are percent-encoded"),
    Field("status", Text(), "CSL's status. `retracted` and `withdrawn` stand beside every citation mark of the source, on all pages; `make check` names the facts that still show its figures", published=False),
    Field("language", LANGUAGE, "the language of its words, a tag such as `en` or `zh-Hant`, so that screen readers pronounce its quotations correctly. Without it they are taken to be in the language of the page"),
    Field("license", Text(), "its licence; published with the data and not shown on pages, like all other CSL fields"),
)  # fmt: skip

_named = {field.name for field in _csl}
_others = (
    *(Field(name, _NAMES) for name in sorted(csl.NAMES - _named)),
    *(Field(name, _DAY) for name in csl.DATES if name not in _named),
    *(Field(name, Text()) for name in sorted(csl.TEXTS - _named)),
    Field("categories", Many()),
)

SOURCES = File(
    "sources.yml",
    "Something somebody can read",
    (*_csl, *_others, Field("custom", Fields(_custom), required=YES)),
    required=True,
)
