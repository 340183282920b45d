"""The words of text in Han characters in the search index: the same in every sentence, and in both scripts of 中文."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from factsheet.text.hanzi import HAN

GAP = "\u200b"  # the invisible space that the theme sets between words, and at which its search divides them
_run = re.compile(f"{GAP}*[{HAN}][{HAN}{GAP}]*")


def divide(entries: Iterable[dict[str, str]], traditional: bool) -> None:
    """Divide such text anew: into words of jieba's dictionary, and what it does not hold into characters.

    The theme lets jieba guess at words it does not know. Its dictionary is simplified, so in traditional characters it
    guesses nearly all, and joins parts of two words, where nobody finds either. `traditional` text is therefore divided
    where simplified text would be.
    """
    for entry in entries:
        for key in ("title", "text"):
            entry[key] = _run.sub(lambda run: _divided(run[0].replace(GAP, ""), traditional), entry[key]).strip(GAP)


@functools.lru_cache(maxsize=10_000)
def _divided(run: str, traditional: bool) -> str:
    import jieba  # reading its dictionary takes a second, and other languages do without

    known = "".join(map(_simplified, run)) if traditional else run
    words, at = [], 0
    for word in jieba.cut(known, HMM=False):
        words.append(run[at : at + len(word)])
        at += len(word)
    return f"{GAP}{GAP.join(words)}{GAP}"


@functools.cache
def _simplified(character: str) -> str:
    """A character in the simplified script; always one, so that a word is as long in both."""
    return _converter().convert(character)[:1] or character


@functools.cache
def _converter():
    from opencc import OpenCC  # imported where it is needed, as jieba is

    return OpenCC("t2s")
