"""The catalogue of a language: a gettext file, whose `msgid` is the name of a message and not a sentence.

GNU gettext, with the placeholders of Python's `str.format`. English (`en.po`) is what the others are measured by.
"""

from __future__ import annotations

import functools
import gettext
import hashlib
import io
import re
import string
from collections.abc import Iterator
from pathlib import Path

from factsheet.core import cache
from factsheet.core.problems import Problem, Refusal, did_you_mean, show
from factsheet.text.scripts import MADE_FROM, Script, hand_kept

HERE = Path(__file__).parent
SOURCE = "en"
ENGLISH = HERE / f"{SOURCE}.po"
_markup = re.compile(r'[<>&"]')
_names = re.compile(r'^msgid "(.+)"$', re.MULTILINE)


def find(language: str, root: Path) -> Path | None:
    """The file of a language, or of the one it is made from: the project's own, else the engine's; None where neither has one."""
    kept = hand_kept(language)
    own = root / "locales" / kept / "messages.po"
    return next((p for p in (own, HERE / f"{kept.replace('-', '_')}.po") if p.is_file()), None)


def languages() -> list[str]:
    """The languages that the engine itself speaks."""
    kept = {p.stem.replace("_", "-") for p in HERE.glob("*.po")}
    return sorted(kept | {made for made, (base, _) in MADE_FROM.items() if base in kept})


def read(
    content: bytes, script: Script, name: str, kept: Path | None
) -> tuple[gettext.GNUTranslations | None, tuple[Problem, ...]]:
    """The messages of a file of that name, in a script, and what is wrong with them; None where it cannot be read.

    A message at fault is left out, so that the others stay in their language. `kept` is where they are kept compiled.
    """
    language = script.tag
    # Of all that it is made of and checked by: a catalogue is checked again where the English one has changed.
    digest = hashlib.sha256(
        b"\0".join((Path(__file__).read_bytes(), ENGLISH.read_bytes(), script.key.encode(), content))
    )
    compiled = kept / f"{digest.hexdigest()}.mo" if kept else None
    made, told = (cache.read(compiled) if compiled else None), ()
    if made is None:
        told = tuple(faults(content, language, name))
        whole = all(problem.note for problem in told)
        try:
            made = _compiled(content, script, whole)
        except ValueError:
            return None, told
        if compiled and whole:
            cache.write(compiled, made)
    found = gettext.GNUTranslations(io.BytesIO(made))
    if language != SOURCE:  # what is new is shown in English until it is translated
        english, _ = read(ENGLISH.read_bytes(), Script(SOURCE), ENGLISH.name, kept)
        found.add_fallback(english)
    found.add_fallback(_Missing(language))
    return found, told


class _Missing(gettext.NullTranslations):
    """Where a catalogue turns for what it does not have."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> str:
        """Refuse what is missing."""
        raise Refusal(f"message {show(message)} is missing in {show(self._language)}", "Add it to the catalogue.")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Refuse what is missing."""
        return self.gettext(msgid1)


def _compiled(content: bytes, script: Script, whole: bool) -> bytes:
    """A catalogue as gettext reads it, in the script in which it is shown, without what is wrong unless it is `whole`."""
    # Babel's writer is imported where it is needed: a warm build does without.
    from babel.messages.mofile import write_mo

    parsed, out = _parsed(content), io.BytesIO()
    english = {} if whole else _by_name(ENGLISH.read_bytes())
    for key, message in () if whole else _by_name(content).items():
        if any(_wrong(key, message, english)):
            parsed.delete(message.id)
    for message in parsed if script.is_made else ():
        if message.id:
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            made = tuple(map(script.text, texts))
            message.string = made if isinstance(message.string, tuple) else made[0]
    write_mo(out, parsed)
    return out.getvalue()


def _by_name(content: bytes) -> dict:
    return {_first(message.id): message for message in _parsed(content) if message.id}


def _parsed(content: bytes):
    from babel.messages.pofile import PoFileError, read_po

    try:
        return read_po(io.BytesIO(content), charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        raise ValueError(str(error)) from error


def faults(content: bytes, language: str, name: str) -> Iterator[Problem]:
    """A catalogue has every message of the English one, once, translated, with the same placeholders and without HTML."""
    try:
        messages, english = map(_by_name, (content, ENGLISH.read_bytes()))
    except ValueError as error:  # also where it is no UTF-8
        yield Problem(name, 0, f"the messages of {show(language)} cannot be read: {error}", "Correct the file's form.")
        return
    yield from _repeated(content.decode(), language, name)
    if missing := [key for key in english if key not in messages]:
        more = f", as are {len(missing) - 1} more," if len(missing) > 1 else ","
        what = f"message {show(missing[0])} is missing in {show(language)}{more} and shown in English"
        yield Problem(name, 0, what, f"Translate {show(_first(english[missing[0]].string))}.", note=True)
    for key, message in messages.items():
        for what, fix in _wrong(key, message, english):
            yield Problem(name, message.lineno or 0, f"message {show(key)} of {show(language)} {what}", fix)


def _repeated(text: str, language: str, name: str) -> Iterator[Problem]:
    """A message that stands in a catalogue again, at the line where it does."""
    first: dict[str, int] = {}
    for match in _names.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if (before := first.setdefault(match[1], line)) != line:
            what = f"message {show(match[1])} of {show(language)} stands there again, after line {before}"
            yield Problem(name, line, what, "Keep one.")


def _wrong(key: str, message, english: dict) -> Iterator[tuple[str, str]]:
    """What is wrong with one message, and what to do about it."""
    if key not in english:
        yield "is none that the engine shows", did_you_mean(key, english)
        return
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(texts) or message.fuzzy:
        yield "is not translated", f"Translate {show(_first(english[key].string))}, and take away the mark `fuzzy`."
        return
    wanted = fields(_first(english[key].string))
    for text in texts:
        try:
            found = fields(text)
        except ValueError as error:
            yield f"cannot be filled in, {show(text)}: {error}", "Close every brace."
            continue
        if found != wanted:
            names = [", ".join(f"{{{f}}}" for f in sorted(known)) or "nothing" for known in (found, wanted)]
            yield f"fills in {names[0]}", f"It is given {names[1]}."
        if sign := _markup.search(text):
            yield (
                f"holds {show(sign[0])}",
                "A message is no HTML: write typographic quotation marks, and other signs as words.",
            )


@functools.cache
def fields(text: str) -> frozenset[str]:
    """The placeholders of a message. Raises ValueError where its braces do not match."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def _first(forms: str | tuple[str, ...]) -> str:
    return forms[0] if isinstance(forms, tuple) else forms
