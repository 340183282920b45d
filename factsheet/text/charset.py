"""Characters not allowed in any text of `data/`, because readers would see something other than what the file holds.

Source of the classes: the general categories and the default-ignorable code points of the
Unicode Standard (chapters 4.5 and 5.21).
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 4000  # characters of one text; the longest real one has a tenth of it
HIGHEST_PILE = 6  # marks on one letter; Tibetan and Hebrew need four or five

# Controls, formats, surrogates, private use, line and paragraph separators.
_UNSEEN = frozenset(["Cc", "Cf", "Cs", "Co", "Zl", "Zp"])
# Blank or ignored on display, though their category is that of letters, marks or symbols; and no characters at all.
_blank = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\ufdd0-\ufdef"
    "\U000e0000-\U000e0fff]"
)
# A joiner between letters of the scripts that are spelt with it.
_joined = re.compile("(?<=[\u0600-\u1cff])[\u200c\u200d](?=[\u0600-\u1cff])")


def fault(text: str) -> tuple[str, str] | None:
    """What is wrong with the characters of a text, and the remedy; None if nothing is."""
    if len(text) > LONGEST:
        return f"a text of {len(text)} characters", f"Shorten it to at most {LONGEST}."
    if text.isascii() and text.isprintable():
        return None
    if unseen := _unseen(text):
        name = f"invisible character U+{ord(unseen):04X}"
        return name, "Delete it: readers could be shown other text than the file holds."
    if pile := _pile(text):
        return f"{pile} marks on one letter", "Delete them: they would cover the words around."
    return None


def _unseen(text: str) -> str:
    """The first invisible character, or one that hides others; tabs and line ends count as spaces."""
    for sign in _joined.sub("", text):
        if sign not in "\t\n\r" and (
            unicodedata.category(sign) in _UNSEEN or _blank.match(sign) or ord(sign) & 0xFFFE == 0xFFFE
        ):
            return sign
    return ""


def _pile(text: str) -> int:
    """How many combining marks are stacked on one letter, or 0 if that is allowed; a mark without a letter is not."""
    height = HIGHEST_PILE  # as if before the text: a mark there would stand on what is not part of it
    for sign in text:
        height = height + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if height > HIGHEST_PILE:
            return height
    return 0
