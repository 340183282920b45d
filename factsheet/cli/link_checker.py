"""Checks whether the cited addresses still answer.

This needs the network, so no build does it. It is polite: it says who is asking, obeys each host's
robots.txt (RFC 9309), makes one request at a time with a pause before each, and tries HEAD before GET.
It does not read the pages: an address that answers may no longer support a figure.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from factsheet.core.problems import FactsheetError
from factsheet.data import Folder

if TYPE_CHECKING:
    import requests

NAME = "factsheet-links"
PAUSE = 5.0  # seconds before each request
LONGEST_PAUSE = 60.0  # seconds; a host that wants longer pauses is not asked
LONGEST_PAGE = 5_000_000  # bytes; of a longer page the beginning is read
LONGEST_ROBOTS = 500 * 1024  # bytes; RFC 9309, 2.5: at least this much is read
TIMEOUT = (10, 20)  # seconds to connect, and to wait for an answer
FOR_GOOD = (301, 308)  # redirections after which the old address is not to be used; RFC 9110, 15.4.2 and 15.4.9
ALIVE, DEAD, UNCLEAR = "alive", "dead", "unclear"


@dataclass(frozen=True)
class Address:
    """Where a source can be read, and where an archived copy is (empty if there is none)."""

    source: str
    url: str
    archive: str
    place: str = ""  # file and line, where to change it


@dataclass(frozen=True)
class Answer:
    """The result for an address: `alive`, `dead`, or `unclear` if a person has to look; and why."""

    state: str
    reason: str
    moved: str = ""  # where it has moved for good


def cited(folder: Folder) -> Iterator[Address]:
    """The address of every source that has one, and of its archived copy, in the order of the data."""
    for entry in folder.sources:
        if url := entry.text("URL"):
            yield Address(entry.id, url, entry.text("custom.archive_url"), f"{entry.path}:{entry.at('URL')}")
        if copy := entry.text("custom.archive_url"):
            yield Address(f"{entry.id}, archived copy", copy, "", f"{entry.path}:{entry.at('custom.archive_url')}")


class Visitor:
    """Asks each address once, one request at a time. Every host is told `contact`; `pause` is in seconds."""

    def __init__(self, contact: str, pause: float = PAUSE, wait: Callable[[float], None] = time.sleep) -> None:
        import requests  # here, so that no other command waits for it

        self._client = requests.Session()
        self._client.headers["User-Agent"] = f"{NAME} (weekly check of cited addresses; {contact})"
        self._pause, self._wait = pause, wait
        self._robots: dict[str, RobotFileParser] = {}
        self._answers: dict[str, Answer] = {}
        self.reached = 0  # requests that got any answer

    def ask(self, url: str) -> Answer:
        """What an address answers; a failed connection is an answer too, and is not raised."""
        if url not in self._answers:
            self._answers[url] = self._caught(lambda: (self._ask(url), b""))[0]
        return self._answers[url]

    def page(self, url: str) -> tuple[Answer, bytes]:
        """What an address answers, and the page it gives if it is alive."""
        return self._caught(lambda: self._page(url))

    def _caught(self, asked: Callable[[], tuple[Answer, bytes]]) -> tuple[Answer, bytes]:
        from requests import RequestException

        try:
            return asked()
        except RequestException as error:
            cause = type(error).__name__
            return Answer(DEAD if cause == "ConnectionError" else UNCLEAR, f"no answer ({cause})"), b""
        except FactsheetError:
            return Answer(UNCLEAR, "not asked: robots.txt, or the page, did not come in time"), b""

    def _page(self, url: str) -> tuple[Answer, bytes]:
        pause, refused = self._pause_for(url)
        if refused:
            return refused, b""
        self._wait(max(self._pause, pause))
        with self._client.get(url, timeout=TIMEOUT, stream=True) as answer:
            self.reached += 1
            found = read(answer)
            return found, _beginning(answer, url, LONGEST_PAGE) if found.state == ALIVE else b""

    def _pause_for(self, url: str) -> tuple[float, Answer | None]:
        """The pause that a host wants, in seconds, or why it is not asked."""
        rules = self._rules(url)
        if not rules.can_fetch(NAME, url):
            return 0, Answer(UNCLEAR, "not asked: robots.txt does not allow it")
        pause = float(rules.crawl_delay(NAME) or 0)
        if pause > LONGEST_PAUSE:
            return 0, Answer(UNCLEAR, "not asked: robots.txt wants longer pauses than we make")
        return pause, None

    def _ask(self, url: str) -> Answer:
        pause, refused = self._pause_for(url)
        if refused:
            return refused
        answer = self._request("HEAD", url, pause)
        if answer.status_code >= 400:  # many servers answer HEAD wrongly
            answer = self._request("GET", url, pause)
        return read(answer)

    def _request(self, method: str, url: str, pause: float) -> requests.Response:
        """One request, after a pause; the body is never fetched."""
        self._wait(max(self._pause, pause))
        with self._client.request(method, url, timeout=TIMEOUT, allow_redirects=True, stream=True) as answer:
            self.reached += 1
            return answer

    def _rules(self, url: str) -> RobotFileParser:
        """The robots.txt of an address's host, fetched once. Without one everything is allowed; if the server fails, nothing is."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            rules = RobotFileParser()
            self._wait(self._pause)
            with self._client.get(f"{host}/robots.txt", timeout=TIMEOUT, stream=True) as answer:
                self.reached += 1
                if answer.ok:
                    rules.parse(_beginning(answer, host, LONGEST_ROBOTS).decode("utf-8", "replace").splitlines())
                elif answer.status_code >= 500:
                    rules.disallow_all = True
                else:
                    rules.allow_all = True
            self._robots[host] = rules
        return self._robots[host]


def _beginning(answer: requests.Response, host: str, longest: int) -> bytes:
    """The first bytes of an answer: of a robots.txt, as many as RFC 9309 has a crawler read.

    Raises FactsheetError if it comes too slowly.
    """
    from factsheet.core import fetch

    return fetch.within(host, LONGEST_PAUSE, lambda: next(answer.iter_content(longest), b""))


def read(answer: requests.Response) -> Answer:
    """What an answer says about the address that was asked (RFC 9110), after all redirections."""
    status, steps = answer.status_code, [*answer.history, answer]
    if 200 <= status < 300:
        lasting = len(list(takewhile(lambda step: step.status_code in FOR_GOOD, steps)))
        moved = steps[lasting].url if lasting else ""
        return Answer(ALIVE, f"{status}" + (f", moved to {answer.url}" if answer.history else ""), moved)
    if status in (404, 410):
        return Answer(DEAD, f"{status}, no such page")
    return Answer(UNCLEAR, f"{status}, look yourself")


def table(visited: Iterable[tuple[Address, Answer]]) -> str:
    """The report in Markdown: addresses that need a look come first, with their archived copies."""
    order = (DEAD, UNCLEAR, ALIVE)
    rows = sorted(visited, key=lambda row: order.index(row[1].state))
    counts = ", ".join(f"{sum(a.state == state for _, a in rows)} {state}" for state in order)
    lines = [
        f"{len(rows)} cited addresses: {counts}.",
        "",
        "| address | source | result | archive |",
        "|---|---|---|---|",
    ]
    for address, answer in rows:
        archive = "" if answer.state == ALIVE else address.archive or "none recorded"
        cells = (address.url, address.source, f"{answer.state}: {answer.reason}", archive)
        lines.append(f"| {' | '.join(map(cell, cells))} |")
    if changes := [line for address, answer in rows for line in _to_change(address, answer)]:
        lines += ["", "Rows to change:", "", *changes]
    return "\n".join(lines)


def _to_change(address: Address, answer: Answer) -> Iterator[str]:
    """The line of the data that an answer asks to change, and how."""
    if answer.moved:
        yield f"- {address.place}: it has moved for good. Write {cell(answer.moved)}"
    elif answer.state == DEAD and address.archive:
        yield f"- {address.place}: it is dead. Look for a new address; readers have the archived copy meanwhile."
    elif answer.state == DEAD:
        yield f"- {address.place}: it is dead. Look for a new address, or for an archived copy to enter as custom.archive_url."


def cell(text: str) -> str:
    """Text as a cell of a Markdown table, escaped so that it cannot end the cell or become HTML."""
    escaped = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("|", "&#124;"), ("`", "&#96;"), ("[", "&#91;")):
        escaped = escaped.replace(char, entity)
    return escaped
