"""What macros wrote, set aside while the host reads a page's Markdown: finished HTML needs no second reading.

Each piece leaves a small element in its place, an empty one of no known name in a line of text
and a rule where a block stands, which Markdown passes on as they are. (A comment would end one of
the page's own around it.) A piece that the page changed after the macro wrote it, by a filter of
the template engine say, is not found, and is read as any other text.
"""

from __future__ import annotations

import html as entities
import re

# A block is one line of HTML between blank ones.
_block = re.compile(r"(?<=\n\n)<[^\n]+?(?= *\n\n)")
_id = re.compile(r' id="([^"]*)"')
_NAME = "factsheet-aside-"


class Aside:
    """The pieces of one page, in the order of the macros."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._pieces: list[str] = []

    def note(self, written: str) -> str:
        """Remember what a macro wrote; the same."""
        self._written.append(written)
        return written

    def put(self, markdown: str) -> str:
        """The page's Markdown with each piece replaced. What was set aside for another page is forgotten."""
        written, self._written, self._pieces = self._written, [], []
        if _NAME in markdown:  # the page speaks of these elements itself
            return markdown
        out, at = [], 0
        for piece in written:
            start = markdown.find(piece, at)
            if start < 0 or not piece:
                continue
            out += [markdown[at:start], self._set(piece)]
            at = start + len(piece)
        return "".join([*out, markdown[at:]])

    def back(self, html: str) -> str:
        """The page's HTML with the pieces in their places; within code or an attribute, as text."""
        if not self._pieces:
            return html
        return _place.sub(self._piece, html)

    def lost(self, html: str) -> bool:
        """Whether a place was changed on the way, as a highlighter of code does."""
        return bool(self._pieces) and _NAME in html

    def ids(self) -> set[str]:
        """The anchors within the pieces, to which pages may link."""
        return {entities.unescape(name) for piece in self._pieces for name in _id.findall(piece)}

    def _set(self, piece: str) -> str:
        if piece.startswith("\n\n"):
            return _block.sub(lambda m: f"<hr {_NAME}{self._kept(m[0])}/>", piece)
        return f"<{_NAME}{self._kept(piece)}/>" if piece.startswith("<") else piece

    def _kept(self, piece: str) -> int:
        self._pieces.append(piece)
        return len(self._pieces) - 1

    def _piece(self, match: re.Match[str]) -> str:
        piece = self._pieces[int(match[2])]
        return piece if match[1] == "<" else entities.escape(piece)


_place = re.compile(rf"(<|&lt;)(?:hr )?{_NAME}(\d+)/(?:>|&gt;)")
