"""What `data/` calls its entries, in another language: gettext files in `locales/<tag>/labels/`, one for each file of `data/`.

`msgctxt` is the id of an entry and the name of its field (`otters.definition`), `msgid` the English text, as it was when
somebody translated it; without `msgctxt` it stands for every entry with that text. So a text that has changed since is told by its file alone, with any tool that knows gettext.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from factsheet.core import encoding
from factsheet.core.problems import FactsheetError, Problem, did_you_mean, show
from factsheet.data.entry import Entry
from factsheet.data.fields import FILES
from factsheet.data.folder import Folder
from factsheet.text import languages, numerals
from factsheet.text.scripts import Script, Untranslated
from factsheet.text.units import FIELDS as UNIT

FOLDER = "labels"
_NAMES = {("corrections", "who")}  # of people, in any language
# The fields that pages show as they are, by kind: what there is to translate.
FIELDS = {
    kind: [p for p, f in file.paths.items() if f.form.shown is not None and (kind, p) not in _NAMES]
    for kind, file in FILES.items()
}
# What tells a fact from its like is the source's code, which a label says in words; a fact that has no label is called by
# its measure, place, period and level.
LEVEL, TOLD = "level", "level-told"
FIELDS["facts"].append(LEVEL)
OPTIONAL = ("facts", "label")
# A quotation stays in its language; its label is our rendering, which stands beside it. In that, `{figure}` is the place
# of the figure's number, and the id of a figure in braces that of another's.
QUOTE, RENDERING, OWN = "quote", "rendering", "figure"
for kind in ("figures", "claims"):
    FIELDS[kind].append(QUOTE)
# What a source calls its figure, such as preliminary: a part of the cell `worded`.
STATUS = "worded.status"
FIELDS["figures"].append(STATUS)
_status = re.compile(r"(?:^|;)\s*status=([^;]*)")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_contexts = re.compile(r'^msgctxt "(.+)"$', re.MULTILINE)
UPDATE = "Run `factsheet labels {tag}`, which enters what is new, and translate it."


@dataclass(frozen=True)
class Label:
    """A translated text: of which English text, what it says, where it stands, and whether a tool marked it as a draft."""

    english: str
    text: str
    path: str
    line: int
    fuzzy: bool = False


@dataclass
class Labels:
    """The labels of a language, by kind and context; `problems` are those of reading them."""

    tag: str = ""
    given: dict[tuple[str, str], list[Label]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, kind: str, context: str, english: str) -> Label | None:
        """The label of a text; one of an older English text where there is none of this, and None where nothing is translated."""
        held = [one for one in self.given.get((kind, context), ()) if one.text]
        shared = [one for one in self.given.get((kind, ""), ()) if one.text and one.english == english]
        return next((one for one in (*held, *shared) if one.english == english), held[-1] if held and context else None)


def texts(folder: Folder, tag: str) -> Iterator[tuple[str, Entry, str, str]]:
    """Every text that pages show of `data/`, to be translated into a language: its kind, its entry, its field, and what it says."""
    own = {source.id for source in folder.sources if source.text("language").partition("-")[0] == tag.partition("-")[0]}
    for kind, fields in FIELDS.items():
        for entry in getattr(folder, kind):
            for key in fields:
                if (text := _text(entry, key)) and not (key == QUOTE and entry.text("source") in own):
                    yield kind, entry, key, text


def context(entry: Entry, key: str) -> str:
    """How a gettext file names a text: by its entry, or the day of an entry without an id, and its field."""
    return f"{entry.id or entry.text('date')}.{key}"


def loose(rendering: str, quotation: str, tag: str) -> list[str]:
    """The numbers of a rendering that stand in no figure's place: all but years and spans of time that the quotation has too."""
    lasting = languages.of(languages.DEFAULT).lasting
    said = {number.value for number in numerals.find(quotation)} | {
        n for word, n in lasting.items() if word in quotation
    }
    times = languages.of(tag).time
    text = PLACEHOLDER.sub(" ", rendering)
    of_time = re.compile(rf"\s?(?:{'|'.join(map(re.escape, times))})") if times else re.compile(r"(?!)")
    return [n.text for n in numerals.find(text, tag) if n.value not in said or not of_time.match(text, n.end)]


def _text(entry: Entry, key: str) -> str:
    """A text as it stands; of units, only the name of one that is not known in every language; of wordings, only the status."""
    if key == STATUS:
        given = _status.search(entry.text("worded"))
        return given[1].strip() if given else ""
    if key != "unit.name":
        return entry.text(key)
    value = entry.fields.get("unit")
    name = value if isinstance(value, str) else entry.text(key)
    return "" if name in languages.of(languages.DEFAULT).writing.units else name


def read(root: Path, tag: str, bytes_of: Callable[[Path], bytes] = Path.read_bytes) -> Labels:
    """The labels that the project at `root` keeps by hand for a language."""
    out = Labels(tag)
    for kind in FIELDS:
        path = file(root, tag, kind)
        shown = path.relative_to(root).as_posix()
        if path.is_file():
            try:
                text = encoding.read(path, shown, bytes_of)
                out.problems += _repeated(text, shown)
                for message in catalogue(text, shown):
                    label = Label(message.id, message.string, shown, message.lineno or 0, message.fuzzy)
                    out.given.setdefault((kind, message.context or ""), []).append(label)
            except FactsheetError as error:
                out.problems.append(error.problem)
            except OSError as error:
                what = f"the file cannot be read: {error.strerror or error}"
                out.problems.append(Problem(shown, 0, what, "Check its permissions."))
    return out


def _repeated(text: str, shown: str) -> Iterator[Problem]:
    """An entry that stands in a file again, of which gettext would take the last."""
    first: dict[str, int] = {}
    for match in _contexts.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if (before := first.setdefault(match[1], line)) != line:
            yield Problem(
                shown, line, f"the label {show(match[1])} stands there again, after line {before}", "Keep one."
            )


def file(root: Path, tag: str, kind: str) -> Path:
    """The file that holds the labels of a kind in a language."""
    return root / "locales" / tag / FOLDER / f"{kind}.po"


def catalogue(text: str, shown: str) -> list:
    """The messages of a gettext file, without its head. Raises FactsheetError where it cannot be read."""
    # Babel is imported where it is needed: a site in English does without.
    from babel.messages.pofile import PoFileError, read_po

    try:
        return [m for m in read_po(io.BytesIO(text.encode()), charset="utf-8", abort_invalid=True) if m.id]
    except (PoFileError, ValueError) as error:
        raise FactsheetError(Problem(shown, 0, f"the labels cannot be read: {error}", "Correct the file.")) from error


def translated(folder: Folder, labels: Labels, script: Script, source: str) -> Folder:
    """The data with each text in the language, in the script in which it is shown; one without a label is in the language `source`."""
    out = {}
    for kind, fields in FIELDS.items():
        out[kind] = [_translated(kind, entry, fields, labels, script, source) for entry in getattr(folder, kind)]
    return replace(folder, **out)


def _translated(kind: str, entry: Entry, fields: list[str], labels: Labels, script: Script, source: str) -> Entry:
    found = {}
    for key in fields:
        text = _text(entry, key)
        if text:
            label = labels.of(kind, context(entry, key), text)
            if key == QUOTE and not label:
                continue
            if (kind, key) != OPTIONAL or label:
                found[key] = script.text(label.text) if label else Untranslated(text, source)
            else:
                found[key] = ""
    if not found:
        return entry
    changed = copy.deepcopy(entry.fields)
    if status := found.pop(STATUS, None):
        changed["worded"] = _status.sub(lambda m: m[0].replace(m[1], status), entry.text("worded"))
    for key, text in found.items():
        *ways, last = key.split(".")
        within = changed
        for way in ways:
            if isinstance(within[way], str):
                within[way] = {UNIT[0]: within[way]}
            within = within[way]
        # The name of a unit is what pages call it by, in every language.
        if kind == "places":  # whose names put them in order, in every language alike
            within["original"] = entry.text(key)
        within[{"unit.name": "told", LEVEL: TOLD, QUOTE: RENDERING}.get(key, last)] = text
    return replace(entry, fields=changed)


def entries(folder: Folder, labels: Labels) -> Folder:
    """The labels alone, as entries at the lines where they stand: for the rules of what pages show."""
    out: dict[str, list[Entry]] = {}
    for kind, entry, key, text in texts(folder, labels.tag):
        if label := labels.of(kind, context(entry, key), text):
            name = "unit" if key == "unit.name" else key
            fields: dict = {"period": entry.text("period")} if kind == "facts" else {}
            _put(fields, name, label.text)
            out.setdefault(kind, []).append(Entry(label.path, label.line, entry.id, fields))
    return replace(folder, **{kind: out.get(kind, []) for kind in FIELDS})


def _put(fields: dict, key: str, text: str) -> None:
    *ways, last = key.split(".")
    for way in ways:
        fields = fields.setdefault(way, {})
    fields[last] = text


def faults(folder: Folder, labels: Labels) -> Iterator[Problem]:
    """A label belongs to a text of `data/`; a text without a label, or whose English has changed since, is a note."""
    yield from labels.problems
    known, shared, missing, stale = set(), set(), {}, {}
    for kind, entry, key, text in texts(folder, labels.tag):
        name = context(entry, key)
        known.add((kind, name))
        shared.add((kind, text))
        label = labels.of(kind, name, text)
        if label is None and (kind, key) != OPTIONAL:
            missing.setdefault(kind, []).append((entry, key))
        elif label and (label.english != text or label.fuzzy):
            stale.setdefault(kind, []).append((label, name, text))
    for given in stale.values():
        label, name, text = given[0]
        more = f", as {len(given) - 1} more have" if len(given) > 1 else ""
        what = f"the English of {show(name)} has changed since it was translated{more}; now it is {show(text)}"
        yield Problem(label.path, label.line, what, "Translate it again. Until then pages show it as it is.", True)
    update = UPDATE.format(tag=labels.tag)
    for kind, left in missing.items():
        entry, key = left[0]
        more = f", and {len(left) - 1} more of {FILES[kind].name}" if len(left) > 1 else ""
        what = f"{show(context(entry, key))} has no label in {show(labels.tag)}{more}: pages show it in English"
        at = next((one for (k, c), all_ in labels.given.items() for one in all_ if (k, c) == (kind, context(entry, key))), None)  # fmt: skip
        path = f"locales/{labels.tag}/{FOLDER}/{kind}.po"
        yield Problem(path, at.line if at else 0, what, update, True)
    names = {name for _, name in known}
    for (kind, name), given in labels.given.items():
        strange = [one for one in given if not name and (kind, one.english) not in shared]
        if not name and strange:
            what = f"no entry of data/{FILES[kind].name} has the text {show(strange[0].english)}"
            yield Problem(strange[0].path, strange[0].line, what, update)
        elif name and (kind, name) not in known:
            what = f"the label {show(name)} belongs to no text of data/{FILES[kind].name}"
            yield Problem(given[-1].path, given[-1].line, what, did_you_mean(name, names))
