"""The line under an entry: a letter that reports an error in it.

It works without a script: it is an address that opens the reader's own mail program.
"""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from factsheet.plan.messages import Messages
from factsheet.render.views import View


def tools(view: View, report: str, page: str, anchor: str, shown: str, name: str = "") -> Markup:
    """The line under the entry at an anchor of a page: a letter with what it shows, under the message `report`."""
    letter = letter_to(view.settings.contact, view.messages, name or anchor, view.settings.page(page, anchor), shown)
    return view("cite-and-report", report=report, letter=letter)


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
