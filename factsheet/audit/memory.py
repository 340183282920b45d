"""What a server remembers of its last audit, so that a page that is as it was, beside data and files that are, is not accounted for again.

It lies in the memory of one process, is never written, and holds nothing that was wrong. A build audits everything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factsheet import data
from factsheet.audit.search import INDEX
from factsheet.core import published
from factsheet.core.problems import Problem
from factsheet.data import locales


@dataclass
class Account:
    """What the audit of one page has found: its problems, those of its frame, its numerals, and what of the site it has met."""

    problems: list[Problem] = field(default_factory=list)
    frame: list[Problem] = field(default_factory=list)
    trace: list[dict[str, str]] = field(default_factory=list)
    exceptions: set[int] = field(default_factory=set)  # lines of those that excuse something
    scripts: set[str] = field(default_factory=set)  # the names of those it tells of
    charts: set[str] = field(default_factory=set)
    calculated: set[str] = field(default_factory=set)  # values of its calculated numbers


@dataclass
class Memory:
    """The accounts of pages by what they were made of. All are forgotten when anything beside the pages has changed."""

    beside: object = None
    accounts: dict[str, tuple[object, Account]] = field(default_factory=dict)

    def begin(self, beside: object) -> None:
        """Begin an audit beside these data, settings, files and anchors."""
        if self.beside != beside:
            self.beside, self.accounts = beside, {}

    def of(self, page: str, made_of: object, account: Callable[[], Account]) -> Account:
        """The account of a page that was made of this, or of a file beside the pages."""
        known, kept = self.accounts.get(page, (None, None))
        if kept is None or known != made_of:
            kept = account()
            self.accounts.pop(page, None)
            if not kept.problems and not kept.frame:
                self.accounts[page] = made_of, kept
        return kept


def beside(
    root: Path, settings: Mapping[str, object], files: Mapping[str, Path], anchors: object, addresses: object
) -> object:
    """All that a page is compared with: the data, the settings, the files of the site, and the anchors of every page."""
    digest = hashlib.sha256()
    for name, path in files.items():
        if not name.endswith(".html") and name not in (INDEX, published.TRACE):
            digest.update(name.encode() + b"\0" + path.read_bytes())
    language = locales.fingerprint(root, locales.language(settings))
    return data.fingerprint(root / "data"), language, repr(settings), digest.digest(), anchors, addresses
