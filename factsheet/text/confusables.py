"""Text as a reader sees it: invisible characters removed, look-alikes replaced by plain letters and digits.

Source of the pairs: what the confusables of Unicode Technical Standard 39 have for the letters of
English number words and for the ten digits; compatibility forms and marks after the Unicode normal forms.
"""

from __future__ import annotations

import re
import unicodedata

# Latin letters, and beside each what it is taken for: Cyrillic, Greek, Armenian, small capitals.
LETTERS = {
    "a": "аαɑᴀ", "b": "ьβ", "c": "сᴄ", "d": "ԁᴅ", "e": "еεᴇ", "f": "ꜰ", "g": "ցɡɢ", "h": "һհнʜ", "i": "іιɩıɪ", "j": "јᴊ", "k": "кκᴋ", "l": "ʟӏ", "m": "мᴍ",
    "n": "пηոɴ", "o": "оοօᴏ", "p": "рρᴘ", "q": "ԛզ", "r": "гʀ", "s": "ѕςꜱ", "t": "тτᴛ", "u": "υսᴜ", "v": "ѵνᴠ", "w": "ԝωᴡ", "x": "хχ", "y": "уγʏ", "z": "ᴢ",
    "A": "АΑ", "B": "ВΒ", "C": "С", "D": "Ꭰ", "E": "ЕΕ", "F": "Ϝ", "G": "Ԍ", "H": "НΗ", "I": "ІΙӀ", "J": "Ј", "K": "КΚ", "M": "МΜ", "N": "Ν", "O": "ОΟՕ", "P": "РΡ",
    "Q": "Ԛ", "R": "Ꭱ", "S": "Ѕ", "T": "ТΤ", "U": "Ս", "V": "Ѵ", "W": "Ԝ", "X": "ХΧ", "Y": "ҮΥ", "Z": "Ζ",
}  # fmt: skip
# Letters taken for digits; a word of nothing else is a number, if one of them is not ASCII.
DIGITS = {"0": "ОоΟοՕօOo", "1": "ІІӀIl", "2": "ƨ", "3": "ЗзӠƷȜ", "4": "Ч", "5": "Ƽ", "6": "б", "8": "Ȣȣ"}
_letters = {ord(sign): plain for plain, signs in LETTERS.items() for sign in signs}
_digits = {ord(sign): plain for plain, signs in DIGITS.items() for sign in signs}
_digit = rf"[\d{''.join(DIGITS.values())}]"
_numberlike = re.compile(rf"(?<!\w)(?=[\w.,]*[^\x00-\x7f]){_digit}(?:[.,]?{_digit})+(?!\w)")
_odd = re.compile("[^\x00-\xac\xae-\xbf]")  # the soft hyphen, and all from U+00C0


def clean(text: str) -> str:
    """Invisible signs and marks gone; full-width, mathematical, accented and foreign look-alikes as plain letters and digits."""
    if text.isascii():
        return text
    text = _numberlike.sub(lambda m: m[0].translate(_digits), text)
    return _odd.sub(_plain_form, text).translate(_letters)


def _plain_form(match: re.Match[str]) -> str:
    """Nothing for an invisible sign or a mark; the plain letter or digit for a styled or accented one; any other unchanged."""
    sign = match[0]
    if unicodedata.category(sign) in ("Cf", "Mn", "Me"):
        return ""
    if sign.isnumeric() and not sign.isdecimal():
        return sign  # a numeral as it is
    bare = "".join(c for c in unicodedata.normalize("NFKD", sign) if unicodedata.category(c) != "Mn")
    return bare if len(bare) == 1 and bare.isascii() and bare.isalnum() else sign
