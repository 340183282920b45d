"""How each language prints numbers, dates and hedges: one table of one shape per language.

`of` finds the table for a language tag. A tag without a table has no number words that we know;
its digits are still read and written, with the separators that Babel has for it, and so are its dates.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from importlib import import_module

from babel import Locale, UnknownLocaleError

from factsheet.text.languages.table import Language, Writing

# The tables, by tag: the first that begins a source's tag and is the longest, so that `de-CH` is read as `de`.
TABLES = {"en": "en", "de": "de", "fr": "fr", "zh": "zh"}
DEFAULT = "en"

# Han characters that only one of the two scripts has, among the most frequent.
SIMPLIFIED, TRADITIONAL = (
    frozenset("们国这说为会时对经过还给从难请寻护数据"),
    frozenset("們國這說為會時對經過還給從難請尋護數據"),
)
# Tags of scripts and places where 中文 is written in 繁體.
_TRADITIONAL = frozenset(["hant", "tw", "hk", "mo"])
_HAN = re.compile("[\u4e00-\u9fff]")

__all__ = ["DEFAULT", "TABLES", "Language", "Writing", "beside", "guess", "hedges", "of", "qualifiers"]


@functools.lru_cache(maxsize=64)
def of(tag: str) -> Language:
    """The table for a language tag such as `de-CH` or `zh-Hant`; without a tag, that of English."""
    main, *parts = (tag or DEFAULT).replace("_", "-").lower().split("-")
    if main not in TABLES:
        return _unwritten(main)
    module = import_module(f"factsheet.text.languages.{TABLES[main]}")
    return module.TRADITIONAL if main == "zh" and _TRADITIONAL & {*parts} else module.LANGUAGE


def _unwritten(main: str) -> Language:
    """A language without a table: its dates are Babel's, the words of its numbers those of English."""
    english = of(DEFAULT)
    try:
        locale = Locale.parse(main)
    except (UnknownLocaleError, ValueError):
        return Language(tag=main, writing=english.writing, months=english.months)
    long, month = locale.date_formats["long"].pattern, locale.datetime_skeletons["yMMMM"].pattern
    writing = replace(english.writing, day=_form(long), month=_form(month))
    return Language(tag=main, writing=writing, months=tuple(locale.months["format"]["wide"].values()))


def _form(pattern: str) -> str:
    """A date's form from a pattern of CLDR, in which text stands between apostrophes: d 'de' MMMM."""
    signs = {"d": "{d}", "dd": "{d}", "M": "{n}", "MM": "{n}", "MMMM": "{m}", "LLLL": "{m}", "y": "{y}"}
    return re.sub(r"'([^']*)'|[A-Za-z]+", lambda m: signs.get(m[0], m[1] or ""), pattern).strip()


def beside(sign: str, tag: str) -> str:
    """The language whose words are to be looked for where `sign` is the letter next to a number in a text of the language `tag`.

    That of Han characters beside one of them, whatever the text is in; and English beside another letter in 中文.
    """
    if _HAN.match(sign):
        return "zh"
    return DEFAULT if sign and tag[:2] == "zh" else tag


@functools.cache
def qualifiers(tag: str = DEFAULT) -> dict[str, str]:
    """Every qualifier, with the word that the site prints: the first hedge that says it; none for a number without a hedge."""
    table = of(tag)
    said = (table if table.before else of(DEFAULT)).before
    return {"exact": "", **{name: phrases[0] for name, phrases in said.items()}, "round": "", "between": ""}


@functools.lru_cache(maxsize=64)
def hedges(tag: str = DEFAULT) -> dict[str, str]:
    """Every hedge of a language, before or behind a number, with the qualifier that says it."""
    table = of(tag)
    return {phrase: name for group in (table.before, table.behind) for name, said in group.items() for phrase in said}


def guess(text: str) -> str:
    """The tag of the language that a text seems to be written in, by its script and its most common words; empty if none fits."""
    han = _HAN.findall(text)
    if len(han) > len(text) / 5:
        return "zh-Hant" if sum(c in TRADITIONAL for c in han) > sum(c in SIMPLIFIED for c in han) else "zh-Hans"
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {tag: sum(w in of(tag).common for w in words) for tag in TABLES}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > len(words) / 20 else ""
