"""The citation marks of the numbers on a page: those that follow a number, or the one that a table has for all of its numbers."""

from __future__ import annotations

import functools

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factsheet.audit.page_model import Carrier


def read(tree: LexborHTMLParser, seen: dict[int, Carrier]) -> None:
    """The citation marks that follow each number; for one without, the one in the caption of its table."""
    shared = functools.partial(_shared, {})
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
        carrier.marks = tuple(marks) or shared(at)
        carrier.recalled = tuple(recalled) if marks else shared(at, "recalled")


def _shared(known: dict[tuple[int, str], tuple[str, ...]], node: LexborNode, name: str = "cite") -> tuple[str, ...]:
    """The one mark in the caption of the table in which a number stands, or what says there that its source was taken back.

    What a table has is `known` after the first of its numbers.
    """
    at = node
    while at is not None and at.tag != "table":
        at = at.parent
    if at is None:
        return ()
    if (at.mem_id, name) not in known:
        marks = [mark.attributes.get("href") or "" for mark in at.css(f"caption a.{name}:not([hidden])")]
        known[at.mem_id, name] = tuple(marks) if len(marks) == 1 else ()
    return known[at.mem_id, name]
