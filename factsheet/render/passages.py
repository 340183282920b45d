"""A figure as a passage of HTML for other people's pages: what it is, its words, its source, and the way to its entry.

It is text to copy, and no part of our page. Its number, its words and its source bear the ids of data/, so that the audit,
and anybody else, can compare them.
"""

from __future__ import annotations

import re
from html import escape

from factsheet.model import Figure
from factsheet.plan import citation
from factsheet.render.views import View

_blanks = re.compile(r"[ \t\r\n]+")


def passage(view: View, figure: Figure) -> str:
    """The passage of a figure; empty where the site has no address to which it could lead."""
    if not view.settings.address:
        return ""
    messages, source = view.messages, figure.source
    address = _quoted(view.settings.page("register", figure.fact.id))
    ids = f'data-fact="{_quoted(figure.fact.id)}" data-source="{_quoted(source.id)}"'
    ids += f' data-locator="{_quoted(figure.locator)}"' if figure.is_apart else ""
    tag, key = ("time", "datetime") if figure.is_date else ("data", "value")
    number = f'<{tag} {key}="{_quoted(figure.value)}" {ids}>{_text(messages.value(figure))}</{tag}>'
    broken = f" ({_text(messages('break-mark'))})" if figure.fact.coverage_break else ""
    broken += f" ({_text(messages(f'status-{source.recalled}'))})" if source.recalled else ""
    words = f"<p><q {ids}>{_text(figure.quote)}</q></p>" if figure.quote else ""
    read = [messages("read", day=messages.day(source.accessed))] if source.accessed else []
    named = messages("comma").join([citation.named(source, messages), *read])
    return (
        f'<blockquote cite="{address}"><p>{_text(figure.fact.label)}: {number}{broken}</p>{words}'
        f'<footer><cite data-source="{_quoted(source.id)}">{_text(named)}</cite> · '
        f'<a href="{address}">{_text(view.settings.name)}</a></footer></blockquote>'
    )


def _text(raw: str) -> str:
    # A space that does not break is part of a number.
    return escape(_blanks.sub(" ", raw).strip(" "), quote=False)


def _quoted(raw: str) -> str:
    return escape(raw)
