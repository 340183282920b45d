"""What counts as a numeral on a page, cast as wide as a reader's eye.

`find` returns every numeral in a text: digits in any script, number words in English, in Han characters and in the language
of the text, with their value where one can be given. What counts as a numeral is
defined in .github/CONTRIBUTING.md; nothing else in the project decides it. What a source's printed number
means, in its own language, is the business of `printed`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from factsheet.text import hanzi, languages, words
from factsheet.text.languages import DEFAULT
from factsheet.text.languages.en import COUNTING, LOOSE, MULTIPLES, ONES, ORDINALS, PARTS, SCALES, TENS

_plain = {**ONES, **TENS}
_one = "one"
_words = "|".join(sorted((w for w in _plain if w != _one), key=len, reverse=True))
_scales = "|".join(f"{s}s?" for s in SCALES)
_gap = r"(?:[\s\u00a0_-]+(?:and[\s\u00a0]+)?)"
# Words may be run together beside a scale, or after tens: twomillion, twentyone.
_behind = rf"(?:(?<=ty)|{'|'.join(f'(?<={s})' for s in SCALES)})"
_joint = rf"(?:{_gap}|{_behind}(?:and)?|(?={_scales}))"
# An underscore is no letter: a numeral begins and ends beside it.
_edge, _end = r"(?<![^\W_])", r"(?![^\W_])"
_unit = rf"(?:{_words}|{_scales}|per[\s\u00a0]?cent)"
# "one" is a pronoun unless a scale, a part or a unit follows it.
_one_of = rf"one(?=[\s\u00a0-]+(?:{_scales}|per[\s\u00a0]?cent|half|quarter|in[\s\u00a0]+(?:every[\s\u00a0]+)?(?:\d|{_words}|{_scales})|out[\s\u00a0]+of[\s\u00a0]+(?:\d|{_words}|{_scales})|fold))"
_word = rf"(?:{_one_of}|{_unit})"
# "one" ends a number that is under way: twenty-one, a hundred and one.
_and_one = rf"(?:{_behind}{_joint}one{_end})"
# Roman numerals in capitals, but for those that are abbreviations or sizes more often.
_roman = r"(?!(?:CI|CV|DI|DIV|LI|LV|MI|MIX|MV|VIM|XL|XXL|XXX)(?![^\W_]))(?=[IVXLCDM]{2})(?=[IVXLCDM]*[IVX])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"

TOKEN = re.compile(
    rf"""
    (?P<digits>
        (?<![\w])[-−+](?=\d) )?          # a sign belongs to the number only where nothing touches it
    (?P<number>\d(?:[\d.,'’٬٫\u00a0\u2009\u202f]*\d)?)
    (?P<percent>[\s\u00a0\u2009\u202f]?[%‰])?
    |
    {_edge}(?P<fold>(?:(?:{_one}|{_words}|{_scales}){_gap}?)+fold){_end}
    |
    {_edge}(?P<words>{_word}(?:{_joint}{_word})*{_and_one}?(?P<nth>-(?:first|{"|".join(ORDINALS)}))?){_end}
    |
    {_edge}(?P<multiple>{"|".join(sorted(MULTIPLES, key=len, reverse=True))}|{"|".join(PARTS)}){_end}
    |
    {_edge}(?P<ordinal>(?:{"|".join(ORDINALS)})(?![\s-](?:part(?:y|ies)|countr(?:y|ies)|hand)\b)|{"|".join(LOOSE)}){_end}
    |
    {_edge}(?P<counting>(?:{"|".join(COUNTING)})(?=[\s\u00a0]+of\b(?![\s\u00a0]+\d))){_end}
    |
    {_edge}(?P<roman>(?-i:{_roman})){_end}
    |
    (?P<sign>(?<![\w)])[%‰])
    """,
    re.VERBOSE | re.IGNORECASE,
)


# Where a numeral may begin: at a digit, a sign of its own, or a word of these.
_begin = re.compile(r"\d|[%‰]|[^\W\d_]+")
_sign_or_digit = re.compile(r"\d|[%‰]")
_word_of = re.compile(r"[a-z]+")
_alike = re.compile("[ſKİıﬅﬆ]")  # what a pattern that ignores case takes for an s, a k or an i
_percent = re.compile(r"per[\s\u00a0]?cent\Z", re.IGNORECASE)
_vocabulary = frozenset(
    [_one, *_plain, *MULTIPLES, *PARTS, *ORDINALS, *COUNTING, "per", "percent"]
    + [f"{word}{end}" for word in (*SCALES, *ORDINALS) for end in ("", "s")]
    + [
        f"{word.rstrip('?').removesuffix('s')}{end}" if word.endswith("?") else word
        for word in LOOSE
        for end in ("", "s")
    ]
)
_counted = re.compile(rf"{_one}|{_words}|{_scales}|percent", re.IGNORECASE)  # what -fold may be joined to
_roman_letters = re.compile("[IVXLCDM]{2}")
_joined = re.compile("|".join(("fold", "percent", *SCALES)))
_after_tens = re.compile(rf"ty(?:and)?(?:{_one}|{_words})")
_beyond_ascii = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in a text: where it stands, how it is printed, and its value if it has one."""

    start: int
    end: int
    text: str
    value: Decimal | None
    percent: bool = False


@functools.lru_cache(maxsize=4096)  # most texts of a page stand on others too
def find(text: str, tag: str = DEFAULT) -> tuple[Numeral, ...]:
    """Every numeral in `text`, in order: digits of any script, and number words of English, of 中文 and of the language `tag`."""
    found = [_numeral(m) for m in tokens(text)] if text.isascii() else _beyond(text)
    if (main := tag[:2].lower()) not in ("en", "zh"):
        _take(found, _spoken_in(main, text))
    return tuple(found)


def _beyond(text: str) -> list[Numeral]:
    """The numerals of a text that is not ASCII alone: those of Han characters, and signs such as superscripts and fractions."""
    if hanzi.letters.search(text):
        found = [Numeral(start, end, text[start:end], *rest) for start, end, *rest in hanzi.numerals(text)]
        # Han characters are letters, but no part of the words and digits beside them.
        _take(found, [_numeral(m) for m in tokens(hanzi.letters.sub("|", text))])
    else:
        found = [_numeral(m) for m in tokens(text)]
    _take(found, [Numeral(m.start(), m.end(), m[0], None) for m in _beyond_ascii.finditer(text) if _counts(m[0])])
    return found


def _take(found: list[Numeral], more: list[Numeral]) -> None:
    """Add numerals that share no character with those that were found."""
    if more:
        covered = {i for n in found for i in range(n.start, n.end)}
        found += [n for n in more if covered.isdisjoint(range(n.start, n.end))]
        found.sort(key=lambda n: n.start)


def _spoken_in(language: str, text: str) -> list[Numeral]:
    """Number words of a language written with letters; one that may be an article counts only within a longer number."""
    table = languages.of(language)
    if not table.numbers:
        return []
    found = (m for m in words.pattern(language).finditer(text) if m["fold"] or m[0].lower() not in table.one)
    return [Numeral(m.start(), m.end(), m[0], table.multiples.get(m[0].lower())) for m in found]


@functools.lru_cache(maxsize=4096)
def _counts(sign: str) -> bool:
    """Whether a sign beyond ASCII is a number: numeric, or a picture whose Unicode name holds one, as KEYCAP TEN or DIE FACE-3.

    Which Han characters are, depends on those beside them.
    """
    if hanzi.letters.match(sign):
        return False
    if sign.isnumeric():
        return not sign.isdecimal()
    return unicodedata.category(sign) == "So" and any(tokens(unicodedata.name(sign, "").lower()))


def tokens(text: str) -> Iterator[re.Match[str]]:
    """The matches of `TOKEN.finditer(text)`, found many times faster by skipping words that cannot begin a numeral."""
    lowered = text.lower()
    plain = _vocabulary.isdisjoint(_word_of.findall(lowered)) and not _hidden(text, lowered)
    begin, at = _sign_or_digit if plain else _begin, 0
    while begun := begin.search(text, at):
        start, word = begun.start(), begun[0]
        if word.isalpha() and word.isascii() and word.lower() not in _vocabulary and not _begins(word):
            at = begun.end()
            continue
        # A sign may stand before a digit; all else begins where it was found.
        signed = start - 1 if start > at and text[start - 1] in "-−+" else start
        match = TOKEN.match(text, signed) or TOKEN.match(text, start)
        if match:
            yield match
        at = match.end() if match else begun.end() if word.isalpha() else start + 1


def _hidden(text: str, lowered: str) -> bool:
    """Whether a text without number words may still hold a numeral: run together, Roman, or in unusual letters."""
    joined = _joined.search(lowered) or _after_tens.search(lowered)
    return bool(joined or _roman_letters.search(text) or _alike.search(text))


def _begins(word: str) -> bool:
    """Whether a word that is not itself a numeral may begin one."""
    return bool(_counted.match(word) or _roman_letters.match(word))


def _numeral(match: re.Match[str]) -> Numeral:
    kind, percent = match.lastgroup, False
    if match["number"]:
        sign = -1 if (match["digits"] or "").strip() in ("-", "−") else 1
        value = grouped(match["number"])
        value = None if value is None else sign * value
        percent = bool(match["percent"])
    elif kind == "fold":
        value = _spoken(re.sub(r"[\s-]*fold$", "", match[0], flags=re.I))
    elif kind == "words":
        value = None if match["nth"] else _spoken(match[0])
        percent = bool(_percent.search(match[0]))
    elif kind == "multiple":
        word = match[0].lower()
        value = Decimal(MULTIPLES[word]) if word in MULTIPLES else Decimal(PARTS[word])
    else:
        value = None
    return Numeral(match.start(), match.end(), match[0], value, percent)


@functools.lru_cache(maxsize=1024)
def grouped(text: str) -> Decimal | None:
    """A number in figures, with commas or thin spaces between groups of three; None if it is not one."""
    if text.isdigit() and text.isascii():
        return Decimal(text)
    bare = re.sub(r"[,\u00a0\u2009\u202f](?=\d{3}(?!\d))", "", text)
    if "," in bare or not re.fullmatch(r"\d+(?:\.\d+)?", bare):
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


_split = re.compile(rf"{_words}|one|{_scales}|per[\s\u00a0]?cent|and|[^\s\u00a0_-]+")


def _spoken(text: str) -> Decimal | None:
    """The value of number words, set apart or run together: 'two hundred and ten thousand' is 210000."""
    total, current, seen = 0, 0, False
    for word in _split.findall(text.lower()):
        if word in _plain:
            current, seen = current + _plain[word], True
        elif word.rstrip("s") in SCALES:
            scale, current = SCALES[word.rstrip("s")], current or 1
            current, seen = current * scale, True
            if scale >= 1000:
                total, current = total + current, 0
        elif word != "and" and not word.startswith("per"):
            return None
    return Decimal(total + current) if seen else None
