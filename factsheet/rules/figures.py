"""Rules of figures.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from factsheet import model
from factsheet.core.problems import Problem, counted, did_you_mean, show
from factsheet.data import FILES, Entry, Folder, csl, legal
from factsheet.data.fields.figures import QUALIFIERS, WORDED_KEYS
from factsheet.data.forms import TODO, of
from factsheet.model import Sheet, intervals, periods
from factsheet.text import dates, languages, printed
from factsheet.text.printed import Printed

LONGEST_QUOTE = 16


def figures(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A figure's source is one we have read."""
    for entry in folder.figures:
        source = sheet.sources.get(entry.text("source"))
        if source and source.text("custom.read") == "false":
            fix = "Enter figures only from a text we hold; name this one as `via` or `relays`."
            yield entry.problem("source", f"source {show(source.id)} has not been read", fix)


def numbers(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A value is a finite number in plain digits, the two ends of a range, or a real date not in the future."""
    for entry in folder.figures:
        value, qualifier = entry.text("value"), entry.text("qualifier")
        fact = sheet.facts.get(entry.text("fact"))
        if fact is None:
            continue
        if fact.measure.kind == "date":
            yield from _date_value(entry, value, qualifier, today)
        elif not model.is_value(value, qualifier):
            yield entry.problem("value", f"{show(value)} is not {_expected(qualifier)}", _number_fix(value, qualifier))
        elif value.startswith("-") and fact.measure.kind not in legal.SIGNED:
            what = f"{show(value)} is negative, which a {fact.measure.kind} of {fact.measure.unit} cannot be"
            yield entry.problem("value", what, "Correct the value.")


def _expected(qualifier: str) -> str:
    return "the two ends of a range" if qualifier == "between" else "a number"


def _number_fix(value: str, qualifier: str) -> str:
    """What to do about a value that is not a number; the damage that spreadsheets do is recognised."""
    if qualifier == "between":
        return "Write the lower end, a slash and the upper end, in digits alone: 500/600."
    if "/" in value:
        return "Write between as its qualifier, or one number."
    if re.fullmatch(r"[-−]?\d{1,3}([.,' \u00a0\u202f]\d{3})+([.,]\d+)?", value):
        return "A spreadsheet has set groups apart; write the digits alone: 118476."
    if re.fullmatch(r"-?\d+,\d+", value):
        return "A spreadsheet has localised the decimal comma; write a point: 12.5."
    if re.fullmatch(r"-?\d+(\.\d+)?[eE][-+]?\d+", value):
        return "A spreadsheet has shortened it; write all digits."
    if "%" in value:
        return "Write the digits alone; the measure's unit says percent."
    if value.lower().lstrip("+-") in ("inf", "infinity", "nan"):
        return "Write a finite number."
    return "Write digits alone, with a point for decimals: 118476 or 12.5."


def _date_value(entry: Entry, value: str, qualifier: str, today: date) -> Iterator[Problem]:
    if not dates.is_date(value):
        fix = "Write 2012-11-15, 2012-11 or 2012; a spreadsheet may have localised it."
        if dates.looks_like_one(value):
            fix = "The calendar has no such day; look it up in the source."
        yield entry.problem("value", f"{show(value)} is not a date", fix)
    elif periods.bounds(value)[0] > today:
        yield entry.problem("value", f"date {show(value)} is in the future", "Correct the date.")
    if qualifier != "exact" and qualifier in QUALIFIERS:
        fix = "Write exact; give the date to the year or month if that is all the source says."
        yield entry.problem("qualifier", f"a date with qualifier {show(qualifier)}", fix)


def quotes(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A text's quote carries the value as printed, in at most sixteen words, never a whole sentence; a dataset's is empty."""
    for entry in folder.figures:
        quote, value, source = entry.text("quote"), entry.text("value"), sheet.sources.get(entry.text("source"))
        fact = sheet.facts.get(entry.text("fact"))
        if source is None or fact is None or source.text("type") not in csl.TYPES:
            continue
        if source.is_dataset:
            if quote:
                yield entry.problem(
                    "quote",
                    f"a dataset's figure has a quote {show(quote)}",
                    "Leave it empty; the locator is the query.",
                )
            continue
        if not quote.strip():
            yield entry.problem(
                "quote", f"no quote for {show(value)}", "Copy the shortest run of words that carries the figure."
            )
            continue
        if len(quote.split()) > LONGEST_QUOTE:
            what = f"a quote of {len(quote.split())} words, {show(quote)}"
            yield entry.problem("quote", what, f"Shorten it to at most {LONGEST_QUOTE} words that carry the figure.")
        if quote.rstrip().endswith((".", "!", "?")) and quote[:1].isupper():
            yield entry.problem(
                "quote", f"a whole sentence as quote, {show(quote)}", "Quote only the words that carry the figure."
            )
        if fact.measure.kind == "date":
            if dates.is_date(value) and value not in dates.dates(quote, source.text("language")):
                fix = "Copy the words with the date as printed, or correct the value."
                yield entry.problem("quote", f"quote {show(quote)} does not carry the value {show(value)}", fix)
        elif (
            not source.text("language")
            and fact.measure.kind in legal.COUNTED
            and re.fullmatch(r"-?\d{1,3}\.\d{3}", value)
        ):
            what = f"{show(value)} in a source without language: some languages print {value.replace('.', '')} so"
            yield entry.problem("value", what, f"Write the language of {show(source.id)}, as de or en, in sources.yml.")
        elif model.is_value(value, entry.text("qualifier")):
            yield from _carried(entry, source.text("language"), fact.measure.unit.symbol)


def _carried(entry: Entry, language: str, symbol: str) -> Iterator[Problem]:
    """The quote carries the value, read as the source's language writes numbers, with the qualifier that its words give."""
    quote, value, qualifier = (entry.text(k) for k in ("quote", "value", "qualifier"))
    found = [p for p in printed.read(quote, language, symbol) if p.value]
    same = [p for p in found if _ends(p.value) == _ends(value)]
    if value.startswith("-") and not same:
        same = [p for p in found if [-e for e in _ends(p.value)] == _ends(value) and printed.falls(quote, p, language)]
    if not same and qualifier == "at-least" and _ends(value) == printed.in_plural(quote, language):
        return  # "thousands of people" are at least a thousand
    if not same:
        what = f"quote {show(quote)} does not carry the value {show(value)}"
        yield entry.problem("quote", what, _reading(printed.read(quote, language, symbol), quote, language))
    elif qualifier in QUALIFIERS and qualifier not in (given := {_qualifier(p) for p in same}):
        if given <= {"exact", "round"} and qualifier in printed.hedged(quote, language):
            return  # a hedge apart from its number: "an estimated new high of 9,789"
        what = f"qualifier {show(qualifier)} for the words {show(quote)}"
        yield entry.problem("qualifier", what, f"Write {' or '.join(sorted(given))}.")


def _ends(value: str) -> list[Decimal]:
    return [Decimal(end) for end in value.split(intervals.RANGE)]


def _qualifier(number: Printed) -> str:
    """The qualifier of a printed number: that of its hedge, or `round` where it has none and looks rounded."""
    return "round" if number.qualifier == "exact" and intervals.is_round(number.value) else number.qualifier


def _reading(found: tuple[Printed, ...], quote: str, language: str) -> str:
    """What to write for a quote that does not carry its value: what its numbers mean, or why they mean none."""
    meant = [f"{p.value} with the qualifier {_qualifier(p)}" for p in found if p.value]
    if meant:
        return f"Read in the language {show(language or languages.DEFAULT)}, it says {' and '.join(meant)}: write that, copy other words, or correct the source's language."
    if any(p.kind == printed.YEAR for p in found):
        return "That number is a year there; quote the number that is counted, or enter a date."
    if any(p.kind in (printed.DATE, printed.ORDINAL) for p in found):
        return "That number is part of a date or a name there; quote the number that is counted."
    unread = " and ".join(show(quote[p.at : p.till]) for p in found)
    if unread:
        return f"{unread} is no number as the language {show(language or languages.DEFAULT)} writes them; correct the source's language, or copy other words."
    return "Copy the words with the number as printed, or correct the value."


def locators(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A text's locator is the paragraph, or `title` for words in the headline; a dataset's is the query."""
    for entry in folder.figures:
        source, locator = sheet.sources.get(entry.text("source")), entry.text("locator")
        if source is None or source.text("type") not in csl.TYPES:
            continue
        if (
            locator
            and not source.is_dataset
            and locator != "title"
            and not re.fullmatch(r"[1-9]\d*", locator, re.ASCII)
        ):
            fix = "Write the paragraph's number, counting from body.from, or `title`."
            yield entry.problem("locator", f"locator {show(locator)} is not a paragraph", fix)


def wordings(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """`worded` holds key=value pairs: kind, period, place or status, where the source's words differ from the fact."""
    for entry in (*folder.figures, *folder.claims):
        for key, value in model.pairs(entry.text("worded")):
            if key not in WORDED_KEYS:
                yield entry.problem("worded", f"unknown key {show(key)}", did_you_mean(key, WORDED_KEYS))
            elif not value:
                yield entry.problem("worded", f"{show(key)} without a value", f"Write {key}=…")
            elif key == "kind" and value not in model.KINDS:
                yield entry.problem("worded", f"unknown kind {show(value)}", did_you_mean(value, model.KINDS))
            elif key == "period" and periods.parse(value) is None:
                yield entry.problem("worded", f"period {show(value)} is not ISO 8601", "Write 2012 or 2012/2021.")
            elif key == "place" and value not in sheet.places:
                yield entry.problem("worded", f"unknown place {show(value)}", did_you_mean(value, sheet.places))


def rows(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """A source gives one figure for a fact: its first. Two that differ, in two places of a text, both stand; no two rows say the same."""
    seen: dict[str, int] = {}
    said: dict[tuple[str, ...], int] = {}
    for entry in folder.figures:
        fact, source, *_ = key = tuple(entry.text(k) for k in ("fact", "source", "value", "qualifier"))
        first = seen.get(entry.id) or said.get(key)
        if (
            first is None
            and entry.id != f"{fact}@{source}"
            and source in sheet.sources
            and sheet.sources[source].is_dataset
        ):
            first = next(e.line for e in folder.figures if (e.text("fact"), e.text("source")) == (fact, source))
            first = None if first == entry.line else first
        if first is not None:
            what = f"a second row for {show(f'{fact}@{source}')}, first on line {first}"
            yield entry.problem(
                "source", what, "Keep the first in the text; make another fact if it says something else."
            )
        seen.setdefault(entry.id, entry.line)
        said.setdefault(key, entry.line)


def proposed(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """Rows of figures.csv that begin with # are proposals or remarks: they are not data, and a note reports them."""
    rows_ = [e for e in folder.aside if e.path.endswith("figures.csv")]
    open_ = [e for e in rows_ if e.text("source").strip()]
    if open_:
        named = " and ".join(show(s) for s in dict.fromkeys(e.text("source") for e in open_))
        what = f"{counted(len(open_), 'proposed figure')} of {named} still open; nothing is shown of them"
        fix = "Delete the # before a row to keep it, or the whole row to drop it."
        yield open_[0].problem("", what, fix, note=True)
    elif rows_:
        what = f"{counted(len(rows_), 'remark')} left that begin{'s' if len(rows_) == 1 else ''} with #"
        yield rows_[0].problem("", what, "Delete these rows if they are done with.", note=True)


def todo(folder: Folder, sheet: Sheet, today: date) -> Iterator[Problem]:
    """No field that `add` has left to be filled in is still TODO."""
    for file in FILES.values():
        for entry in getattr(folder, file.kind):
            for path, field in file.paths.items():
                if TODO in entry.list(path):
                    yield entry.problem(path, f"{of(entry, path)} is still to be written", field.remedy(path))
