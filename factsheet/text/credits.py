"""Whom a sentence credits with what it says, in the phrases of its language: "according to X", "X reported"."""

from __future__ import annotations

import re

from factsheet.text import languages

_EDGE = r"[^\W\u3400-\u9fff]"  # a letter or digit; Han characters stand without spaces between words


def name(text: str) -> str:
    """The pattern of a name that is no part of a longer word."""
    return rf"(?<!{_EDGE}){re.escape(text)}(?!{_EDGE})"


def credits(sentence: str, who: str, language: str) -> bool:
    """Whether a sentence credits somebody; that it names somebody is not enough."""
    phrases = (p.replace(" ", r"\s+").replace("{x}", name(who)) for p in languages.of(language).credits)
    return any(re.search(rf"(?<!{_EDGE})(?:{phrase})(?!{_EDGE})", sentence, re.IGNORECASE) for phrase in phrases)
