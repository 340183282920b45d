"""How each language prints numbers, dates and hedges: one table of one shape per language.

`of` finds the table for a language tag. A tag without a table has no number words that we know;
its digits are still read, with the separators that Babel has for it.
"""

from __future__ import annotations

import functools
import re
from importlib import import_module

from factsheet.text.languages.table import Language

# The tables, by tag: the first that begins a source's tag and is the longest, so that `de-CH` is read as `de`.
TABLES = {"en": "en", "de": "de", "fr": "fr", "zh": "zh"}
DEFAULT = "en"

# Han characters that only one of the two scripts has, among the most frequent.
SIMPLIFIED, TRADITIONAL = (
    frozenset("们国这说为会时对经过还给从难请寻护数据"),
    frozenset("們國這說為會時對經過還給從難請尋護數據"),
)
_HAN = re.compile("[\u4e00-\u9fff]")

__all__ = ["DEFAULT", "TABLES", "Language", "guess", "hedges", "of"]


@functools.lru_cache(maxsize=64)
def of(tag: str) -> Language:
    """The table for a language tag such as `de-CH` or `zh-Hant`; without a tag, that of English."""
    main = (tag or DEFAULT).replace("_", "-").split("-")[0].lower()
    if main not in TABLES:
        return Language(tag=main)
    return import_module(f"factsheet.text.languages.{TABLES[main]}").LANGUAGE


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
