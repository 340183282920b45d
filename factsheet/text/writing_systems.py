"""The characters that a text in a language may hold: its writing system, punctuation, and the symbols listed here.

Anything else is refused, since a letter or a sign from elsewhere can look like a digit or a number word.
"""

from __future__ import annotations

import functools
import re
import unicodedata

# By language, the first words of the Unicode names of its letters. Latin letters stand in texts of every language.
SCRIPTS = {
    "ar": ("ARABIC",), "be": ("CYRILLIC",), "bg": ("CYRILLIC",), "bo": ("TIBETAN",), "el": ("GREEK",), "fa": ("ARABIC",), "he": ("HEBREW",),
    "hi": ("DEVANAGARI",), "hy": ("ARMENIAN",), "ja": ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC"), "ka": ("GEORGIAN",),
    "ko": ("HANGUL", "CJK"), "mn": ("CYRILLIC", "MONGOLIAN"), "my": ("MYANMAR",), "ru": ("CYRILLIC",), "th": ("THAI",), "ug": ("ARABIC",),
    "uk": ("CYRILLIC",), "ur": ("ARABIC",), "zh": ("CJK", "IDEOGRAPHIC"),
}  # fmt: skip
SYMBOLS = frozenset(" «»¡¿§¶©®™°±×÷·•…‐‑‒–—―‘’‚“”„‹›†‡′″−←→↑↓↔↗≈≠≤≥%‰№✓✗€£¥₩₽₹\u00a0\u2002\u2003\u2009\u202f")
# Fullwidth punctuation and that of East Asia; a fullwidth digit or letter is no punctuation.
_EAST = frozenset("、。〈〉《》「」『』【】〔〕・！（），．：；？～％　")
# Letters that are no accented ones, each with the one it could be taken for.
_LIKE = str.maketrans("øØłŁđĐðæÆœŒßþÞ", "oOlLdDdaAoOsbB")
LATIN = frozenset("øØłŁđĐðæÆœŒßþÞ")
_word, _latin = re.compile(r"[^\W\d_]+"), re.compile(r"[A-Za-zøłđæœßþ]", re.IGNORECASE)


@functools.lru_cache(maxsize=2048)  # many texts are the same few signs
def foreign(text: str, language: str) -> str:
    """The first character that has no place in a text of the language (a tag such as `zh-Hant`); empty if there is none."""
    if text.isascii() and text.isprintable():
        return ""
    tag, text = language.split("-")[0].lower(), unicodedata.normalize("NFC", text)
    if sign := next((sign for sign in text if not _known(sign, tag)), ""):
        return sign
    # No word is made of two alphabets: in Russian too, a Cyrillic letter within a Latin word looks like another.
    mixed = (
        (word for word in _word.findall(text) if _latin.search(word))
        if tag in SCRIPTS and "CJK" not in SCRIPTS[tag]
        else ()
    )
    return next((sign for word in mixed for sign in word if sign.isalpha() and not _latin.match(_bare(sign))), "")


def stray(text: str) -> str:
    """The first character for which a text fits no language listed here; empty if it fits one."""
    return foreign(text, "en") if all(foreign(text, tag) for tag in ("en", *SCRIPTS)) else ""


def is_pictured(text: str) -> bool:
    """Whether each letter of a text is Latin, Greek or Cyrillic: those alone are in the fonts that the renderer of charts
    brings along. For any other a picture would need a font of the machine, and without one it shows boxes."""
    return all(
        sign.isascii() or not sign.isalpha() or _letter(sign) in ("LATIN", "GREEK", "CYRILLIC") for sign in set(text)
    )


def _letter(sign: str) -> str:
    return unicodedata.name(unicodedata.normalize("NFKC", sign)[0], "").split(" ")[0]


@functools.lru_cache(maxsize=8192)
def _known(sign: str, tag: str) -> bool:
    if sign.isascii():
        return sign.isprintable() or sign in "\t\n\r"
    scripts = SCRIPTS.get(tag, ())
    if sign in SYMBOLS or sign in LATIN or ("CJK" in scripts and sign in _EAST):
        return True
    if sign in "\u200c\u200d" and scripts and "CJK" not in scripts:
        return True  # joiners, with which some of these scripts are spelt; numbers are read without them
    bare = unicodedata.normalize("NFD", sign)
    marked = len(bare) > 1 and bare[0].isascii() and bare[0].isalpha()
    name, kind = unicodedata.name(sign, "").split(" ")[0].split("-")[0], unicodedata.category(sign)
    return marked or (
        name in scripts and kind[0] in "LMP" and not (kind == "Lo" and "COMPATIBILITY" in unicodedata.name(sign))
    )


@functools.lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """The text with its letters without accents, so that a number word is one with accents too."""
    if text.isascii():
        return text
    return "".join(map(_bare, unicodedata.normalize("NFC", text))).translate(_LIKE)


@functools.lru_cache(maxsize=8192)
def _bare(sign: str) -> str:
    if sign.isascii():
        return sign
    bare = unicodedata.normalize("NFD", sign)
    if bare[0].isascii():
        return bare[0]
    return "" if unicodedata.category(sign) in ("Cf", "Mn", "Me") else sign
