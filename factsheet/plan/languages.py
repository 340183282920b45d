"""The languages of a site that is built in several, side by side: the first at the root, each other below its tag.

The host builds each apart and tells each build by a variable which there are; a build by itself, as under `serve`, has one.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from factsheet.core.links import Links
from factsheet.plan import messages

VARIABLE = "SITE_LANGUAGES"  # all of them, the one at the root first, with spaces between


@dataclass(frozen=True)
class Place:
    """A page in one language: the way to it from the page that links to it, and its full address, if the site has one."""

    tag: str
    name: str
    path: str
    address: str
    is_here: bool


@dataclass(frozen=True)
class Languages:
    """The language of this build, and all of the site's by tag, each with its own name; none where it is built by itself."""

    own: str
    names: tuple[tuple[str, str], ...] = ()
    address: str = ""

    @property
    def up(self) -> str:
        """The way from the root of this build to that of the site."""
        return "../" if self.names and self._below(self.own) else ""

    @property
    def below(self) -> str:
        """Where this build lies in the site: `zh-Hant/`; empty for the root."""
        return self._below(self.own)

    def of(self, url: str) -> list[Place]:
        """The page at `url` in every language."""
        way = Links(f"{self._below(self.own)}{url}")
        public = re.sub(r"(?:^|(?<=/))index\.html$", "", url)
        public = re.sub(r"\.html$", "/", public)
        return [
            Place(
                tag,
                name,
                way.to_file(f"{self._below(tag)}{url}" or "./"),
                f"{self.address}{self._below(tag)}{public}" if self.address else "",
                tag == self.own,
            )
            for tag, name in self.names
        ]

    def _below(self, tag: str) -> str:
        return "" if not self.names or tag == self.names[0][0] else f"{tag}/"


def told(own: str, address: str, root: Path, kept: Path | None = None) -> Languages:
    """What the host was told: the languages of the site of which a build in `own` is one, and at which address that is."""
    tags = os.environ.get(VARIABLE, "").split()
    if own not in tags:
        return Languages(own)
    names = ((tag, messages.load(tag, root, kept=kept)[0]("language-name")) for tag in tags)
    below = "" if own == tags[0] else f"{own}/"
    return Languages(own, tuple(names), address.removesuffix(below) if below else address)
