"""Takes what macros wrote out of a page while MkDocs reads its Markdown: finished HTML need not be parsed again.

Each piece of HTML is replaced by a small placeholder, which Markdown passes on unchanged: an empty
element of an unknown name within a line of text, or a horizontal rule where a block stands. (A
comment would not do: within a comment of the page's own it would end that one.) A piece that the
page changed after the macro wrote it, say by a filter of Jinja's, is not found, and goes through
Markdown like any other text.
"""

from __future__ import annotations

import html
import re

# A block is one line of HTML between blank ones.
_block = re.compile(r"(?<=\n\n)<[^\n]+?(?= *\n\n)")
_id = re.compile(r' id="([^"]*)"')
_NAME = "factsheet-stash-"
_placeholder = re.compile(rf"(<|&lt;)(?:hr )?{_NAME}(\d+)/(?:>|&gt;)")


class Stash:
    """The pieces of HTML of one page, in the order in which macros wrote them."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._pieces: list[str] = []

    def remember(self, written: str) -> str:
        """Remember what a macro wrote, and return it unchanged."""
        self._written.append(written)
        return written

    def stash(self, markdown: str) -> str:
        """The page's Markdown with a placeholder for each piece. What was stashed for the page before is forgotten."""
        written, self._written, self._pieces = self._written, [], []
        if _NAME in markdown:  # the page writes such an element itself
            return markdown
        out, at = [], 0
        for piece in written:
            start = markdown.find(piece, at)
            if start < 0 or not piece:
                continue
            out += [markdown[at:start], self._replace(piece)]
            at = start + len(piece)
        return "".join([*out, markdown[at:]])

    def restore(self, page: str) -> str:
        """The page's HTML with the pieces back in place of their placeholders; within code or an attribute, as text."""
        if not self._pieces:
            return page
        return _placeholder.sub(self._piece, page)

    def is_damaged(self, page: str) -> bool:
        """Whether a placeholder was changed on the way, as a highlighter of code does."""
        return bool(self._pieces) and _NAME in page

    def anchors(self) -> set[str]:
        """The ids within the pieces, to which pages may link."""
        return {html.unescape(name) for piece in self._pieces for name in _id.findall(piece)}

    def _replace(self, piece: str) -> str:
        """The placeholder of a piece."""
        if piece.startswith("\n\n"):
            return _block.sub(lambda m: f"<hr {_NAME}{self._add(m[0])}/>", piece)
        return f"<{_NAME}{self._add(piece)}/>" if piece.startswith("<") else piece

    def _add(self, piece: str) -> int:
        """Put a piece into the stash; its number."""
        self._pieces.append(piece)
        return len(self._pieces) - 1

    def _piece(self, match: re.Match[str]) -> str:
        piece = self._pieces[int(match[2])]
        return piece if match[1] == "<" else html.escape(piece)
