"""The citation marks of the numbers on a page: those that follow a number, or the one that a table has for all of its numbers."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.audit.page_model import Carrier


def read(tree: LexborHTMLParser, seen: dict[int, Carrier]) -> None:
    """The citation marks that follow each number; for one without, the one in the caption of its table."""
    for node in tree.css("data, time"):
        if node.mem_id not in seen:
            continue
        at = node.parent if node.parent is not None and node.parent.tag == "a" else node
        marks, recalled, after = [], [], at.next
        while after is not None:
            if after.is_element_node:
                classes = (after.attributes.get("class") or "").split()
                if after.tag == "a" and "cite" in classes and "hidden" not in after.attributes:
                    marks.append(after.attributes.get("href") or "")
                elif after.tag == "a" and "recalled" in classes and "hidden" not in after.attributes:
                    recalled.append(after.attributes.get("href") or "")
                elif not (after.tag == "a" and "break" in classes):
                    break
            elif (after.text_content or "").strip():
                break
            after = after.next
        carrier = seen[node.mem_id]
        carrier.marks = tuple(marks) or _shared(at)
        carrier.recalled = tuple(recalled) if marks else _shared(at, "recalled")


def _shared(node: LexborNode, name: str = "cite") -> tuple[str, ...]:
    """The one mark in the caption of the table in which a number stands, or what says there that its source was taken back."""
    at = node
    while at is not None and at.tag != "table":
        at = at.parent
    marks = (
        [mark.attributes.get("href") or "" for mark in at.css(f"caption a.{name}:not([hidden])")]
        if at is not None
        else []
    )
    return tuple(marks) if len(marks) == 1 else ()
