"""The line under an entry: its address and what else of it can be copied, and a letter that reports an error in it.

All of it works without a script: the letter is an address that opens the reader's own mail program, and what can be copied
is text. Where scripts run, the theme adds a button that copies it.
"""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from factsheet.model import Source
from factsheet.plan.messages import Messages
from factsheet.render.views import View


def tools(
    view: View,
    report: str,
    page: str,
    anchor: str,
    shown: str,
    name: str = "",
    passage: str = "",
    source: Source | None = None,
    cited: bool = True,
) -> Markup:
    """The line under the entry at an anchor of a page: a letter with what it shows, under the message `report`.

    With its address it offers the `passage` of a number, and a `source` as each style cites it; unless nothing of it is `cited`.
    """
    address = view.settings.page(page, anchor)
    letter = letter_to(view.settings.contact, view.messages, name or anchor, address, shown)
    return view(
        "cite-and-report", report=report, letter=letter, address=address, passage=passage, source=source, cited=cited
    )


def letter_to(contact: str, messages: Messages, entry: str, address: str, shown: str) -> str:
    """The address that begins an e-mail about an entry: where it is, what it shows, and a line for what is wrong.

    Empty where nobody is to be written to. RFC 6068: every sign but letters, digits and `-._~` is percent-encoded, a line
    ends in CR LF.
    """
    if not contact:
        return ""
    lines = (
        messages("letter-entry", address=address),
        messages("letter-shown", shown=shown),
        messages("letter-wrong"),
        "",
    )
    fields = (("subject", messages("letter-subject", entry=entry)), ("body", "\r\n".join(lines)))
    asked = "&".join(f"{key}={quote(text, safe='')}" for key, text in fields)
    return f"mailto:{quote(contact, safe='@')}?{asked}"
