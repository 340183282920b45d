"""`factsheet labels TAG`: enters what there is to translate of `data/` in the language's gettext files, and keeps what is translated."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from factsheet.core import files
from factsheet.core.problems import FactsheetError, Problem, counted, show
from factsheet.data import FILES, Folder, labels
from factsheet.data.forms import LANGUAGE
from factsheet.data.labels import Label, Labels
from factsheet.text.scripts import MADE_FROM, hand_kept

HEAD = """\
# What data/{name} says, in {tag}. `msgctxt` is the id of an entry and the field, `msgid` the English text; a text without
# `msgctxt` stands in several entries. Write no number: pages take numbers from data/figures.csv alone. In a quotation
# `{{figure}}` stands for the figure’s number, and the id of another figure in braces for that one’s.
# `factsheet labels {tag}` enters what is new, and marks as fuzzy what has another English text now."""


def update(root: Path, tag: str, folder: Folder) -> Iterator[str]:
    """Write the files of a language anew, and say what each lacks. Raises FactsheetError where one cannot be read or written."""
    if hand_kept(tag) != tag:
        fix = f"Translate into {show(hand_kept(tag))}; words that come out wrong go into locales/{tag}/terms.yml."
        raise FactsheetError(Problem(f"locales/{tag}", 0, f"{show(tag)} is made from {show(MADE_FROM[tag][0])}", fix))
    if not re.fullmatch(LANGUAGE.pattern, tag):
        fix = "Give the tag of a language: de, fr, zh-Hans."
        raise FactsheetError(Problem("labels", 0, f"{show(tag)} is no language tag", fix))
    held = labels.read(root, tag)
    if held.problems:
        raise FactsheetError(held.problems[0])
    for kind in labels.FIELDS:
        wanted = list(dict.fromkeys(_wanted(folder, kind, held)))
        if wanted:
            path = labels.file(root, tag, kind)
            path.parent.mkdir(parents=True, exist_ok=True)
            content, left = _catalogue(wanted, kind, tag, held)
            files.replace({path: content})
            yield f"{path.relative_to(root).as_posix()}: {counted(len(wanted), 'text')}, {left} to translate"


def _wanted(folder: Folder, kind: str, held: Labels) -> Iterator[tuple[str, str]]:
    """Context and English text of each label of a kind; a text that several entries have needs no context."""
    found = [
        (labels.context(entry, key), text)
        for k, entry, key, text in labels.texts(folder, held.tag)
        if k == kind and ((k, key) != labels.OPTIONAL or held.of(k, labels.context(entry, key), text))
    ]
    times = Counter(text for _, text in found)
    yield from ((name if times[text] == 1 else "", text) for name, text in found)


def _catalogue(wanted: list[tuple[str, str]], kind: str, tag: str, held: Labels) -> tuple[bytes, int]:
    """The file of a kind, and how many of its texts are not translated, or not as they are now."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    made = Catalog(header_comment=HEAD.format(name=FILES[kind].name, tag=tag), charset="utf-8", fuzzy=False)
    left = 0
    for name, text in wanted:
        label = held.of(kind, name, text) or Label(text, "", "", 0)
        stale = bool(label.text) and (label.fuzzy or label.english != text)
        left += stale or not label.text
        made.add(text, label.text, context=name or None, flags=["fuzzy"] if stale else [])
    out = io.BytesIO()
    write_po(out, made, width=110)
    # Babel's head says when the file was made, which would change it each time.
    text = out.getvalue().decode()
    first, _, rest = text.partition('msgid ""\nmsgstr ""\n')
    _, _, rest = rest.partition("\n\n")
    kept = f'"Language: {tag}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    return f'{first}msgid ""\nmsgstr ""\n{kept}\n{rest}'.rstrip().encode() + b"\n", left
