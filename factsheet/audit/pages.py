"""The audit of one page: every numeral stands in a carrier that agrees with `data/`, or is accounted for otherwise."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Protocol

from factsheet.audit import passages
from factsheet.audit.carriers import Judge
from factsheet.audit.cells import decimal
from factsheet.audit.expected import Expected
from factsheet.audit.page_model import Carrier, Page, Run, edges
from factsheet.core.problems import Problem
from factsheet.text import dates, hedges, numerals, writing_systems, years
from factsheet.text.hanzi import HAN
from factsheet.text.languages import DEFAULT
from factsheet.text.numerals import Numeral

HINT = "Show it with a macro, take it out, or list it in data/exceptions.csv with a reason."

# The line of HTML that embeds a chart: its address and its size are not read as numbers, its title is.
FRAME_CODE = re.compile(
    r'<iframe src="https?://[^"\s]+/charts/[\w-]+/embed(?:/|\.html)" title="(?P<title>[^"]*)" width="100%" height="\d+"></iframe>'
)
_says = re.compile(rf"[^\W\d_]{{2}}|[$€£¥~≈<>≤≥×{HAN}]")
_NAMED = (("fact", "data-fact"), ("source", "data-source"), ("formula", "data-formula"), ("inputs", "data-inputs"))


class Origin(Protocol):
    """Finds where a text of the page was written."""

    find: Callable[[str, str], tuple[str, int]]


class PageAudit:
    """The audit of one page. After `run`, `shown` holds the numerals that its body traces to a source."""

    def __init__(self, page: Page, expected: Expected, judge: Judge, origin: Origin) -> None:
        self.page, self.expected, self.judge, self.origin = page, expected, judge, origin
        self.problems: list[Problem] = []
        self.frame: list[Problem] = []  # of header, navigation and footer, which stand on every page
        self.trace: list[dict[str, str]] = []
        self.shown: set[str] = set()
        self.reported: set[str] = set()  # numerals with a problem already: their repetitions are not reported
        self.used_exceptions: set[int] = set()  # lines of exceptions.csv that excused something

    def run(self) -> None:
        """Account for everything on the page."""
        self._form()
        self._carriers()
        exceptions = self._exceptions()
        # Drawings and the frame of the page may repeat what the article traces, so they come after it.
        counted = [(n, run) for n, run in enumerate(self.page.runs) if run.numerals]
        for n, run in sorted(counted, key=lambda at: (not at[1].article, bool(at[1].drawn))):
            self._run(run, exceptions.get(n, []))
        for where, text in self.page.spoken:
            self.check_spoken(where, text)

    # ------------------------------------------------------------ parts

    def _form(self) -> None:
        """A page has an article with some text, and nothing in it failed to render."""
        page = self.page
        article = " ".join(r.text for r in page.runs if r.article)
        if not page.articles:
            self.problem(
                "", "", "no article found on the page", "A page must have an <article>; check the theme's overrides."
            )
        elif not re.search(r"\w\W+\w+\W+\w", article) and not page.boxes:
            self.problem("", "", "the page renders nothing", "Give it text, or take it out.")
        for problem in page.problems:
            self.problem("", "", problem, "Take it out.")
        for box in page.boxes:
            self.problem("", "", f"the page shows a problem: {box.strip()[:200]}", "Correct what the box names.")
            self.reported.update(n.text for n in numerals.find(box))
        for run in page.runs:
            for left in self._unrendered(run.text) if run.article else ():
                what = f"'{left}' was not rendered"
                self.problem(left, "", what, "Check the page's front matter and the macros plugin.")
        if re.search(r"Macro (Syntax|Rendering) Error", article):
            self.problem("", "", "a macro's error text is published", "Correct the macro call.")

    def _unrendered(self, text: str) -> list[str]:
        """Jinja's braces left in a run, except in texts of data/ that contain such braces."""
        if "{{" not in text and "{%" not in text:
            return []
        for cell in self.expected.braced:
            text = text.replace(cell, " ")
        return re.findall(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\{%", text, re.DOTALL)

    def _carriers(self) -> None:
        """Every carrier agrees with `data/`, and nothing beside it changes its number."""
        for carrier in self.page.carriers:
            problem = self.judge.judge(carrier, self.page.path)
            if problem:
                self.problem(_call(carrier), "", problem, "Let the macros write it, and never edit what they write.")
        runs = self.page.runs
        for n, run in enumerate(runs):
            if not run.carries:
                continue
            last, following = runs[n - 1 : n] if run.joined else [], [r for r in runs[n + 1 : n + 2] if r.joined]
            for carrier, text in edges(run, *(self._beside(beside) for beside in (last, following))):
                what = f"'{text}' says more than its figure: the text beside the number changes it"
                self.problem(_call(carrier), "", what, "Take the sign, unit or hedge out; hedges belong in the data.")

    def _beside(self, runs: list[Run]) -> str:
        """The text of a run beside another; empty where there is none, or where it is a label of data/."""
        text = " ".join(runs[0].text.split()) if runs else ""
        return "" if text in self.expected.labels else text

    def _exceptions(self) -> dict[int, list[tuple[int, int, int, str]]]:
        """Spans of runs that exceptions exception: by run, (start, end, line of the exception, reason)."""
        out: dict[int, list[tuple[int, int, int, str]]] = {}
        for entry in self.expected.folder.exceptions:
            text = _spaced(entry.text("text"))
            if not text or entry.text("page") not in names_of(self.page.path):
                continue
            hits = [
                (n, m.start(), m.end())
                for n, run in enumerate(self.page.runs)
                for m in re.finditer(re.escape(text).replace(r"\ ", r"\s+"), run.text)
            ]
            if len(list(numerals.find(text))) > 1 or not re.search(r"[^\W\d_]{2}", re.sub(r"\d\S*", "", text)):
                what = f"the exception '{text}' holds several numerals, or no word beside its numeral"
                self.problems.append(
                    Problem(entry.path, entry.line, what, "Write one numeral per row, with a word beside it.")
                )
                continue
            if len(hits) > 1:
                what = f"the exception '{text}' occurs {len(hits)} times on the page"
                self.problems.append(Problem(entry.path, entry.line, what, "Give it more of the words around it."))
            for n, start, end in hits:
                out.setdefault(n, []).append((start, end, entry.line, entry.text("reason")))
        for text in self.judge.spans:
            for n, run in enumerate(self.page.runs):
                if (at := run.text.find(text)) >= 0:
                    out.setdefault(n, []).append((at, at + len(text), 0, "a span of time in a quotation, rendered"))
        return out

    def _run(self, run: Run, exceptions: list[tuple[int, int, int, str]]) -> None:
        """Every numeral of a run."""
        if run.article and run.text.startswith(passages.BEGINS):
            written = "".join(piece.written or piece.text for piece in run.pieces)
            return self._passage(passages.Passage(written, run.language))
        if not run.carries:
            for numeral in run.numerals:
                self._free(numeral, run, exceptions)
            return
        text, owners = run.text, _owners(run)
        ends = [end for _, end, _ in owners]
        for numeral in run.numerals:
            first, last = bisect_right(ends, numeral.start), bisect_left(ends, numeral.end)
            inside = {
                owner for start, end, owner in owners[first : last + 1] if start < numeral.end and numeral.start < end
            }
            if len(inside) > 1:
                what = f"'{numeral.text}' is only partly within a figure"
                self.problem(
                    numeral.text, text[: numeral.start], what, "Set a space between the number and its neighbour."
                )
                continue
            carrier = next(iter(inside))
            if carrier is not None:
                self._seen(numeral, run, carrier.kind, carrier)
            else:
                self._free(numeral, run, exceptions)

    def _passage(self, passage: passages.Passage) -> None:
        """A passage to copy says of its figure what the data say, and leads to the figure's entry."""
        found = [*passage.faults(), *(self.judge.copied(carrier, self.page.path) for carrier in passage.carriers)]
        found += [self.judge.address_fault(address, self.page.path) for address in passage.addresses]
        for what in filter(None, found):
            text = " ".join(passage.run.text.split())
            self.problem("", "", f"in the passage to copy '{text[:60]}': {what}", "Let the macros write it.")
        self._run(passage.run, [])

    def _free(self, numeral: Numeral, run: Run, exceptions: list[tuple[int, int, int, str]]) -> None:
        """A numeral in no carrier: an axis label, a known year, an exception, a repetition outside the article, or a problem."""
        text = run.text
        exception = next((e for e in exceptions if e[0] <= numeral.start and numeral.end <= e[1]), None)
        if run.drawn == "axis" and re.fullmatch(r"[−-]?[\d,]+(?:\.\d+)?", text.strip()):
            self._seen(numeral, run, "axis")
        elif run.drawn and numeral.text in self.shown:
            pass  # a drawing has no carriers: it repeats a number that stands on the page
        elif self.is_year(numeral, text, run.language):
            self._seen(numeral, run, "year")
        elif self.is_day(numeral, text, run.language):
            self._seen(numeral, run, "date")
        elif (frame := FRAME_CODE.fullmatch(text.strip())) and not frame.start("title") <= numeral.start < frame.end(
            "title"
        ):
            self._seen(numeral, run, "excused", reason="the address or the size of a frame to copy")
        elif exception:
            self.used_exceptions.add(exception[2])
            self._seen(numeral, run, "excused", reason=exception[3])
        elif run.article or numeral.text not in self.shown | self.reported:
            before, what = text[: numeral.start], f"'{numeral.text}' has no source, in '{_around(numeral, text)}'"
            if run.article:
                self.problem(numeral.text, before, what, HINT)
            else:
                path, line = self.origin.find(numeral.text, before)
                self.frame.append(Problem(path, line, what, HINT))

    def is_year(self, numeral: Numeral, text: str, language: str = "en") -> bool:
        """Whether a numeral is a year that a cited fact or source has: four digits, where a year stands."""
        return years.is_year(numeral, text, self.expected.years, language)

    def is_day(self, numeral: Numeral, text: str, language: str = "en") -> bool:
        """Whether a numeral belongs to a date printed in full, on which the period of some figure begins or ends."""
        spans = dates.dated(text, language) if len(numeral.text) < 3 else ()
        return any(a <= numeral.start and numeral.end <= b and iso in self.expected.days for a, b, iso in spans)

    def check_spoken(self, where: str, text: str) -> None:
        """Text of attributes and metadata: every numeral is traced in the page's body, or is a known year."""
        text, languages = writing_systems.plain(text), (self.expected.language, DEFAULT)
        for numeral in numerals.find(text, self.expected.language):
            held = numeral.text in self.shown or numeral.text in self.reported
            # What is not translated is in English, also where nothing can say so.
            known = any(self.is_year(numeral, text, of) or self.is_day(numeral, text, of) for of in languages)
            if known or (held and not self._changed(numeral, text)):
                continue
            what = f"'{numeral.text}' in {where} has no source anywhere on the page, in '{_around(numeral, text)}'"
            self.problem(numeral.text, text[: numeral.start], what, "Take it out, or show it in the page with a macro.")

    def _changed(self, numeral: Numeral, text: str) -> bool:
        """Whether a hedge, a scale or a unit beside a numeral makes another number of it, which no carrier on the page has."""
        before, behind = hedges.before(text[: numeral.start]).lstrip(), hedges.behind(text, numeral.end)
        said = [f"{before}{numeral.text}"] if _says.match(before) else []
        said += [f"{numeral.text}{behind}"] if behind.strip() else []
        return any(" ".join(each.lower().split()) not in self._carried for each in said)

    @cached_property
    def _carried(self) -> str:
        """All that the page's carriers say."""
        return " ".join(" ".join(carrier.text.lower() for carrier in self.page.carriers).split())

    # ------------------------------------------------------------ records

    def _seen(self, numeral: Numeral, run: Run, kind: str, carrier: Carrier | None = None, reason: str = "") -> None:
        if kind in ("figure", "derived", "date", "quote", "source"):
            self.shown.add(numeral.text)
        kind = "date" if kind == "period" else kind
        entry = {"page": self.page.path, "text": numeral.text, "kind": kind, "context": _around(numeral, run.text)}
        if carrier is not None:
            for name, key in _NAMED:
                if key in carrier.attributes:
                    entry[name] = carrier.attributes[key]
            value = carrier.attributes.get("value") or carrier.attributes.get("datetime")
            if value:
                entry["value"] = value
                if decimal(value) is not None:
                    self.shown.add(value)
        if reason:
            entry["reason"] = reason
        self.trace.append(entry)

    def problem(self, text: str, before: str, what: str, fix: str) -> None:
        """Note what is wrong with a text of the page, where it was written."""
        self.reported.add(text)
        path, line = self.origin.find(text, before)
        self.problems.append(Problem(path, line, what, fix))


def _call(carrier: Carrier) -> str:
    """The id with which a macro call names what a carrier holds, in quotation marks."""
    first = carrier.attributes.get("data-inputs", "").split("@")[0]
    return f'"{carrier.attributes.get("data-fact") or carrier.attributes.get("data-key") or first}"'


def _owners(run: Run) -> list[tuple[int, int, Carrier | None]]:
    """Start, end and carrier (None outside any) of each piece of a run."""
    out, at = [], 0
    for piece in run.pieces:
        out.append((at, at + len(piece.text), piece.carrier))
        at += len(piece.text)
    return out


def _around(numeral: Numeral, text: str, width: int = 40) -> str:
    start, end = max(0, numeral.start - width), numeral.end + width
    return " ".join(text[start:end].split())


def _spaced(text: str) -> str:
    return " ".join(text.split())


def names_of(path: str) -> set[str]:
    """The names under which an exception may name a built page: its file, or its Markdown file."""
    stem = path.removesuffix("index.html").rstrip("/") if path.endswith("index.html") else path.removesuffix(".html")
    return {path, f"{stem}.md", f"{stem}/index.md"} if stem else {path, "index.md"}
