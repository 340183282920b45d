"""The search index shows what the pages show: each two neighbouring words of an entry stand so on the page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from factsheet.audit.page_model import Page
from factsheet.core.problems import Problem
from factsheet.text import writing_systems

INDEX = "search/search_index.json"
AGAIN = "Build the site again."
# The elements that the index keeps: some end a word, others stand within one.
_blocks, _inline = re.compile(r"</?(?:p|pre|li|ol|ul)>"), re.compile(r"</?(?:code|sub|sup)>")
_words = re.compile(r"[^\W_]+(?:[.,’'][^\W_]+)*|[%‰$€£¥+−<>≥≤≈~×=]")
_bare = re.compile(r"(?: \d+(?:\.\d+)?)+\Z")


class Index:
    """The entries of the search index, by the page they link to."""

    def __init__(self, site: Path) -> None:
        self.problems: list[Problem] = []
        self.entries: dict[str, list[dict[str, object]]] = {}
        try:
            held = json.loads((site / INDEX).read_text("utf-8"))
            docs = held["docs"]
            if held.keys() - {"config", "docs"} or not isinstance(docs, list):
                raise ValueError("it holds more than its settings and its entries")
        except FileNotFoundError:
            return self._problem("the search index is missing", "Enable the search plugin.")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            return self._problem(f"the search index cannot be read: {error}")
        if not docs:
            self._problem("the search index is empty")
        for entry in docs:
            if not isinstance(entry, dict) or entry.keys() - {"location", "title", "text", "boost"}:
                self._problem("an entry of the search index holds more than a place, a title, a text and its weight")
                continue
            location = str(entry.get("location", "")).partition("#")[0]
            page = f"{location}index.html" if location == "" or location.endswith("/") else location
            self.entries.setdefault(page, []).append(entry)

    def _problem(self, what: str, fix: str = AGAIN) -> None:
        self.problems.append(Problem(INDEX, 0, what, fix))

    def strangers(self, pages: set[str]) -> list[Problem]:
        """Entries that link to no page."""
        for page in sorted(self.entries.keys() - pages):
            self._problem(f"the search index links to '{page.removesuffix('index.html')}', which is no page")
        return self.problems


def extra(page: Page, entries: list[dict[str, object]]) -> Iterator[str]:
    """What the entries of a page say that it does not. They repeat its boxes, and a box fails the page already."""
    if not entries or page.boxes:
        return
    within, first, last = set(), set(), set()
    for text in [
        *(_searched(run.pieces) for run in page.runs if run.article or run.title),
        *(text for _, text in page.spoken),
    ]:
        words = _words.findall(text)
        if words:
            within.update(pairwise(words))
            first.add(words[0])
            last.add(words[-1])
    for entry in entries:
        for part in (str(entry.get("title", "")), _without_bare(str(entry.get("text", "")))):
            # Between the words of a script without spaces the theme sets an invisible one.
            text = writing_systems.plain(html.unescape(_inline.sub("", _blocks.sub(" ", part.replace("\u200b", "")))))
            words = _words.findall(text)
            for a, b in [*pairwise(words), *([(words[0], words[0])] if len(words) == 1 else [])]:
                if (a, b) not in within and not (a in last and b in first):
                    at = text.find(a)
                    yield f"the search index says '{a} {b}', which the page does not, in '{' '.join(text[max(0, at - 30) : at + 50].split())}'"
                    break


def _searched(pieces: list) -> str:
    """What search finds of a run of text."""
    return "".join([piece.text for piece in pieces if not piece.unsearched])


def _without_bare(text: str) -> str:
    """The text of an entry without the numbers at its end that only repeat others of it without commas."""
    found = _bare.search(text)
    if not found:
        return text
    grouped = {n.replace(",", "") for n in re.findall(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text)}
    words = text.split(" ")
    while words and words[-1] in grouped:
        words.pop()
    return " ".join(words)
