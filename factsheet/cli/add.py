"""`add`: writes a new source at the end of sources.yml, and proposes rows for the figures in its text."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from factsheet import data, model
from factsheet.cli import draft_rows, texts
from factsheet.cli.texts import Text
from factsheet.core import files
from factsheet.core.problems import Problem, counted, show
from factsheet.data import Folder, yaml_text
from factsheet.data.forms import LANGUAGE, TODO
from factsheet.model import Sheet, periods
from factsheet.text import dates, languages

SOURCES, FIGURES = "data/sources.yml", "data/figures.csv"


@dataclass(frozen=True)
class Wish:
    """What the maintainer says of a source. Dates in ISO 8601; `id`, `publisher`, `issued` and `language` may be empty."""

    url: str
    title: str
    id: str = ""
    publisher: str = ""
    issued: str = ""
    accessed: str = ""
    type: str = "article-newspaper"
    language: str = ""


@dataclass(frozen=True)
class Added:
    """What was added: the source's id, and the lines to print."""

    id: str
    told: tuple[str, ...]


def add(root: Path, path: Path, wish: Wish, today: date) -> tuple[Added | None, list[Problem]]:
    """Add a source with the text at `path`. Either everything is written, or nothing is and the problems are returned.

    Raises FactsheetError where `path` holds no plain text or a file cannot be written.
    """
    folder = data.read(root / "data", root)
    sheet = model.build(folder)
    text = texts.read(path)
    name = wish.id or proposed_id(wish, folder)
    found = list(_refused(folder, text, wish, name, today))
    if found:
        return None, found
    first, last = texts.ends(text.words, wish.title)
    body = texts.split(text.words, first, last)[1]
    guessed = replace(wish, language=wish.language or languages.guess("\n".join([wish.title, *body])))
    made, left = draft_rows.gather(sheet, wish.title, body, wish.issued, guessed.language)
    sources, figures = (root / SOURCES).read_bytes(), (root / FIGURES).read_bytes()
    fresh = {
        root / SOURCES: _appended(
            sources, entry(sheet, text, guessed, name, (first, last), sources.decode("utf-8-sig"))
        )
    }
    if made:
        fresh[root / FIGURES] = _appended(figures, draft_rows.rows(made, name, _newline(figures)))
    if problem := _not_appendable(fresh[root / SOURCES], folder, name):
        return None, [problem]
    files.replace(fresh)
    return Added(
        name,
        tuple(_told(root, path, name, len(folder.sources) + 1, (first, last, len(body)), made, left, guessed.language)),
    ), []


# ---------------------------------------------------------------- what is refused


def _refused(folder: Folder, text: Text, wish: Wish, name: str, today: date) -> Iterator[Problem]:
    """Data that cannot be read, an id or a text that is there already, an invalid date or address."""
    yield from (p for p in folder.problems if not p.note)
    ids = {e.id: e for e in folder.sources}
    if not name:
        yield Problem("--id", 0, "no id can be made of the title", "Give one: --id example-times.")
    elif not model.KEBAB.fullmatch(name):
        yield Problem(
            "--id", 0, f"id {show(name)} is not kebab-case", "Use lower-case letters and digits, joined by hyphens."
        )
    elif name in ids:
        fix = f"Give another: --id {_free(name, ids)}."
        yield Problem("--id", 0, f"id {show(name)} is taken, on line {ids[name].line} of {SOURCES}", fix)
    for other in folder.sources:
        if other.text("custom.sha256") == text.sha256:
            what = f"this text is entered already, as {show(other.id)}, on line {other.line} of {SOURCES}"
            yield Problem(str(text.path), 0, what, "There is nothing to add.")
    words = f"{wish.title} {wish.publisher}"
    if not wish.title.strip() or data.unseen(words) or re.search(r"[\n\t]", words):
        what = "no title, or a line end or an invisible character in title or publisher"
        yield Problem("--title", 0, what, "Copy the headline as printed, in one line.")
    if not model.ADDRESS.fullmatch(wish.url):
        yield Problem("--url", 0, f"address {show(wish.url)} is not https: or http:", "Write the full web address.")
    if wish.type == "dataset" or not model.KEBAB.fullmatch(wish.type):
        fix = "Write a type of CSL such as article-newspaper; a dataset is entered by hand, as data/README.md says."
        yield Problem("--type", 0, f"{show(wish.type)} is not the type of a text", fix)
    if wish.language and (wrong := LANGUAGE.wrong("language", wish.language)):
        yield Problem("--language", 0, *wrong)
    for option, value in (("--issued", wish.issued), ("--accessed", wish.accessed)):
        if value and not dates.is_date(value):
            yield Problem(option, 0, f"{show(value)} is not a date", "Write 2022-06-24, 2022-06 or 2022.")
        elif value and periods.bounds(value)[0] > today:
            yield Problem(option, 0, f"{show(value)} is in the future", "Correct the date.")


def _not_appendable(fresh: bytes, folder: Folder, name: str) -> Problem | None:
    """The new sources.yml holds the old entries and the new one, and reads without problems; a file of another form is left alone."""
    problems: list[Problem] = []
    try:
        tree, _ = yaml_text.read(fresh.decode("utf-8-sig"), SOURCES, problems)
    except yaml_text.Stop as stop:
        problems.append(Problem(SOURCES, stop.line, stop.what, stop.fix))
        tree = {}
    listed = tree.get("references", []) if isinstance(tree, dict) else tree
    ids = [e.get("id") for e in listed if isinstance(e, dict)] if isinstance(listed, list) else []
    if not problems and ids == [*(e.id for e in folder.sources), name]:
        return None
    fix = "End the file with the list of entries, one `- id:` under another; nothing was added."
    return Problem(SOURCES, 0, "an entry cannot be put at the file's end", fix)


# ---------------------------------------------------------------- what is written


def proposed_id(wish: Wish, folder: Folder) -> str:
    """An id from the publisher, else the title; with the year, then words of the title, where it is taken."""
    taken = {e.id for e in folder.sources}
    base = _kebab(wish.publisher) or _kebab(wish.title)
    year = wish.issued[:4]
    for name in (base, f"{base}-{year}" if year else base, _kebab(f"{base} {wish.title}")):
        if name not in taken:
            return name
    return _free(base, taken)


def _free(name: str, taken: object) -> str:
    return next(f"{name}-{n}" for n in range(2, 10**6) if f"{name}-{n}" not in taken)


def _kebab(text: str) -> str:
    """Words joined by hyphens, in ASCII, no longer than an address bears."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    parts = re.findall(r"[a-z0-9]+", plain)
    parts = parts[1:] if parts[:1] == ["the"] and len(parts) > 1 else parts
    out = ""
    for part in parts:
        if out and len(out) + len(part) > 40:
            break
        out = f"{out}-{part}" if out else part[:40]
    return out


def entry(sheet: Sheet, text: Text, wish: Wish, name: str, body: tuple[str, str], former: str) -> str:
    """The source as CSL-YAML, indented and set apart as the entries of the file are."""
    items = re.findall(r"^( *)- id:", former, re.MULTILINE)
    indent = items[-1] if items else "  "
    house = "container-title" if wish.type.startswith("article") else "publisher"
    fields = [
        ("type", wish.type), ("title", wish.title.strip()), (house, wish.publisher.strip()), ("issued", wish.issued),
        ("accessed", wish.accessed), ("URL", wish.url),
        ("language", wish.language),
    ]  # fmt: skip
    known = [f"{who} ({', '.join(ids)})" for who, ids in draft_rows.named(sheet, text.words).items()]
    lines = [
        f"- id: {name}",
        *(f"  {key}: {scalar(value)}" for key, value in fields if value),
        "  custom:",
        f"    profile: {TODO}",
        "    read: true",
        f"    relays: {TODO}" + (f" # the text names {'; '.join(known)}" if known else ""),
        "    checked:",
        "    body:",
        f"      from: {scalar(body[0])}",
        f"      to: {scalar(body[1])}",
        f"    sha256: {text.sha256}",
    ]
    apart = "\n" if re.search(r"\n\n *- id:", former.replace("\r\n", "\n")) else ""
    return apart + "".join(f"{indent}{line}\n" for line in lines)


def scalar(text: str) -> str:
    """A text as a YAML scalar: plain where YAML reads it back as it is, else in double quotes."""
    try:
        tree, _ = yaml_text.read(f"k: {text}\n", "", [])
    except yaml_text.Stop:
        tree = None
    return text if tree == {"k": text} else json.dumps(text, ensure_ascii=False)


def _newline(raw: bytes) -> str:
    return "\r\n" if b"\r\n" in raw else "\n"


def _appended(raw: bytes, more: str) -> bytes:
    """A file with more at its end, in its own kind of line end; what was there stays byte for byte."""
    newline = _newline(raw)
    joint = "" if raw.endswith(b"\n") else newline
    return raw + (joint + re.sub(r"\r?\n", newline, more)).encode("utf-8")


# ---------------------------------------------------------------- what is printed


def _told(
    root: Path, path: Path, name: str, mark: int, body: tuple[str, str, int], made: list, left: list, language: str
) -> Iterator[str]:
    yield f"added: source {show(name)} at the end of {SOURCES}, citation mark [{mark}]"
    yield f"  its body: {counted(body[2], 'paragraph')}, from {show(body[0])} to {show(body[1])}; look at both ends"
    if language:
        yield f"  its numbers are read as the language {show(language)} writes them; if it is another, add it again with --language"
    else:
        yield "  its language is not known, and its numbers are read as English; if it is another, add it again with --language"
    if made:
        against = sum(p.conflicts for p in made)
        unknown = sum(not p.facts for p in made)
        yield f"proposed: {counted(len(made), 'figure')} at the end of {FIGURES}, each row behind a #: {against} in conflict, {unknown} without a known fact"
    else:
        yield "proposed: nothing; no figure was found in the text. The source stands; claims may quote its words"
    for why, count in Counter(out.why for out in left).most_common():
        shown = list(dict.fromkeys(out.text for out in left if out.why == why))
        yield f"  left out as {why}: {count} ({', '.join(shown[:8])}{', …' if len(shown) > 8 else ''})"
    yield f"to do: write profile and relays in {SOURCES}; keep, edit or drop the rows in {FIGURES}; then make check"
    if path.name != f"{name}.txt":
        yield f"to do: make verify looks for this text as {name}.txt; rename {path.name}"
    if path.resolve().is_relative_to(root):
        yield "to do: move the text out of this repository; it is its author’s"
