"""What pages have called for, so that the register and the sources can tell where a number stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from factsheet.model.arithmetic import Derived


@dataclass
class Usage:
    """What pages have called for: pages by fact, source or calculated number; and those numbers."""

    pages: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)  # the same by page
    derived: dict[str, Derived] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)  # pages that show, or offer, all figures
    measures: dict[str, str] = field(default_factory=dict)  # pages that show all figures of a measure
    charts: dict[str, set[str]] = field(default_factory=dict)  # by page

    def note(self, url: str, *names: str) -> None:
        """A page shows these."""
        for name in names:
            self.pages.setdefault(name, set()).add(url)
        self.names.setdefault(url, set()).update(names)
