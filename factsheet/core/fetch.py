"""Fetch from a server within limits on size, time and address, and parse its answers strictly."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import TimeoutError as Overdue
from multiprocessing.pool import ThreadPool
from typing import TypeVar
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from factsheet.core.problems import FactsheetError, Problem, one_line, show

AGAIN = "Try again later; if it happens again, the server has changed: look at its answer by hand."
T = TypeVar("T")


@dataclass(frozen=True)
class Limits:
    """Limits on what a server may send; beyond them the request is abandoned."""

    pages: int = 50  # of one table or list
    size: int = 20_000_000  # bytes, of all answers together
    seconds: float = 300  # for all answers together
    silence: float = 60  # seconds without a byte, for one answer
    retries: int = 4  # if the server is busy or the connection fails
    pause: float = 1  # seconds before the first retry; doubled each time


def failed(where: str, what: str, fix: str = AGAIN) -> FactsheetError:
    """The error to raise for a failed request. `where` may hold what a user typed or a server sent."""
    return FactsheetError(Problem(one_line(where), 0, what, fix))


class Client:
    """Sends requests to one host only, within limits."""

    def __init__(self, address: str, agent: str, limits: Limits) -> None:
        self._address, self._limits, self._left = allowed(address), limits, limits.size
        self._session = requests.Session()
        retry = Retry(
            total=limits.retries, backoff_factor=limits.pause, status_forcelist=(429, 500, 502, 503, 504),
            allowed_methods=("GET",), raise_on_status=False,
        )  # fmt: skip
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))
        # A small compressed answer can be huge once decompressed, so only uncompressed ones are requested and read.
        self._session.headers["Accept-Encoding"] = "identity"
        self._session.headers["User-Agent"] = agent

    def get(self, path: str, parameters: dict[str, str]) -> tuple[str, bytes]:
        """The address requested and the complete body of the answer. Raises FactsheetError if it does not come."""
        url = f"{self._address}/{path}"
        try:
            url = str(requests.Request("GET", url, params=parameters).prepare().url)
            with self._session.get(url, timeout=self._limits.silence, allow_redirects=False, stream=True) as answer:
                _require_plain(answer, url)
                return url, self._body(answer, url)
        except (requests.RequestException, HTTPError) as error:
            raise failed(url, f"no complete answer came ({_cause(error)})") from error

    def _body(self, answer: requests.Response, url: str) -> bytes:
        body = bytearray()
        while part := answer.raw.read(65536, decode_content=False):
            body += part
            if len(body) > self._left:
                raise failed(url, f"the answers together are longer than {self._limits.size} bytes")
        self._left -= len(body)
        return bytes(body)


def _cause(error: BaseException) -> str:
    """The innermost error: libraries wrap one error in another, and only the innermost says what happened."""
    wrapped = (*error.args, getattr(error, "reason", None), error.__cause__)
    inner = next((e for e in wrapped if isinstance(e, BaseException)), None)
    return _cause(inner) if inner else f"{type(error).__name__}: {error}"


def allowed(address: str) -> str:
    """The address without a final slash, if it is https or on this machine. Raises FactsheetError for any other."""
    try:
        parts = urlsplit(address)
        host, named = parts.hostname or "", parts.username is None and parts.port != 0
    except ValueError:
        host = ""
    local = host in ("127.0.0.1", "::1", "localhost")
    if not (host and named and (parts.scheme == "https" or (parts.scheme == "http" and local))):
        raise failed(
            show(address), "this address is not allowed", "Give one that begins with https: and has no user name."
        )
    if parts.query or parts.fragment or not address.isprintable():
        fix = "Leave out what follows ? or #, and every invisible character."
        raise failed(show(address), "this is more than an address", fix)
    return address.rstrip("/")


def _require_plain(answer: requests.Response, url: str) -> None:
    """Raise FactsheetError for a redirect, an error, a partial answer or a compressed one."""
    if answer.is_redirect or 300 <= answer.status_code < 400:
        target = show(answer.headers.get("Location", ""))
        fix = "Redirects are not followed; if the server has moved for good, give its new address."
        raise failed(url, f"the server answers {answer.status_code} and points to {target}", fix)
    if answer.status_code != 200:
        fix = "Check the address." if answer.status_code in (404, 410) else AGAIN
        raise failed(url, f"the server answers {answer.status_code}", fix)
    encoding = answer.headers.get("Content-Encoding", "identity")
    if encoding.strip().lower() not in ("", "identity"):
        raise failed(url, f"the answer is compressed as {show(encoding)}, though it was requested uncompressed")


def within(where: str, seconds: float, work: Callable[[], T]) -> T:
    """The result of `work`. Raises FactsheetError if it takes longer than `seconds`.

    It runs in a thread that ends with the program, because a socket timeout restarts with each byte.
    """
    pool = ThreadPool(1)
    try:
        return pool.apply_async(work).get(seconds)
    except Overdue as error:
        raise failed(where, f"the answers took longer than {seconds:g} seconds") from error
    finally:
        pool.close()


def parsed(body: bytes, url: str) -> object:
    """The parsed JSON of a body. Raises FactsheetError for invalid JSON, NaN, or a name repeated in an object."""
    try:
        return json.loads(body, parse_constant=_not_json, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        begins = f"it begins {show(body[:60].decode('utf-8', 'replace'))}" if body else "it is empty"
        raise failed(url, f"the answer is not valid JSON ({error}); {begins}") from error


def _not_json(word: str) -> None:
    raise ValueError(f"{word} is not a JSON number")


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError(f"an object repeats a name, among {show(', '.join(k for k, _ in pairs))}")
    return values
