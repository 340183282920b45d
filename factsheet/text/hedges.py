"""Words and signs beside a number on a page that make another number of it: those of its language's table.

A hedge gives the number a qualifier; a scale, a unit or a denial changes it outright. Data and pages read the same table.
"""

from __future__ import annotations

import functools
import re

from factsheet.text import languages
from factsheet.text.hanzi import HAN
from factsheet.text.languages import DEFAULT

_SIGNS = "$€£¥₹₽₩¢#№±~≈<>≤≥×≃≅∼≲≳⩽⩾^～"
_NEAR = 48  # characters; no hedge is longer
_LETTER = f"[^\\W{HAN}]"  # Han characters stand beside numbers without spaces
_sign_before = re.compile(rf"(?:{_LETTER}|[{_SIGNS}]\s*|(?<![^\W\d_])[-–.,/]|(?<!\w)[+−–-]\s*)\Z")
_sign_behind = re.compile(rf"{_LETTER}|\s*[%‰‱％٪﹪°²³+{_SIGNS}]|[.,/:]\d")
_apart, _ended = re.compile(r"[\s(\[“‘\"',:（「『]+"), re.compile(r"[\s.,;:!?)\]”’\"'…）」』]+")
_gap = re.compile(r"[\s,()\[\]–—（）-]*")
_last, _first = re.compile(r"[^\W\d_](?=[\W\d_]*\Z)"), re.compile(r"[\W\d_]*([^\W\d_])")


@functools.lru_cache(maxsize=16)
def _phrases(tag: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The words of a language before and behind a number; and what is between two words: not all languages set spaces."""
    table = languages.of(tag)
    table = table if table.before else languages.of(DEFAULT)
    space = table.writing.space
    before = (*(w for said in table.before.values() for w in said), *table.changes)
    behind = (*(w for said in table.behind.values() for w in said), *table.scales, *table.letters, *table.units)
    return space, tuple(f"{space}{w}" for w in before), tuple(f"{w}{space}" for w in behind)


def before(text: str, tag: str = DEFAULT) -> str:
    """What at the end of `text` changes a number that follows it; empty if nothing does."""
    near = text[-_NEAR:]
    if found := _sign_before.search(near):
        return found[0]
    if not near.isascii() or tag[:2] == "zh":
        letter = _last.search(near)
        tag = languages.beside(letter[0] if letter else "", tag)
    space, phrases, _ = _phrases(tag)
    said = space + space.join(_apart.split(near.lower())).rstrip()
    if not said.endswith(phrases) or ((unlike := languages.of(tag).unlike) and said.endswith(unlike)):
        return ""
    return max((phrase for phrase in phrases if said.endswith(phrase)), key=len).strip() + space


def behind(text: str, at: int = 0, tag: str = DEFAULT) -> str:
    """What in `text` from `at` on changes a number that ends there; empty if nothing does."""
    if found := _sign_behind.match(text, at):
        return found[0]
    at = _gap.match(text, at).end()
    near = text[at : at + _NEAR]
    if not near.isascii() or tag[:2] == "zh":
        letter = _first.match(near)
        tag = languages.beside(letter[1] if letter else "", tag)
    space, _, phrases = _phrases(tag)
    said = space.join(_ended.split(near.lower())) + space
    if not said.startswith(phrases) or ((unlike := languages.of(tag).unlike_behind) and said.startswith(unlike)):
        return ""
    return space + max((phrase for phrase in phrases if said.startswith(phrase)), key=len).strip()
