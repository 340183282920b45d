"""Texts in attributes that a reader may meet, and elements that could show what the audit cannot read."""

from __future__ import annotations

import re

from factsheet.audit.page_model import Page

SPOKEN = frozenset(
    [
        "alt",
        "title",
        "placeholder",
        "label",
        "summary",
        "abbr",
        "data-md-tooltip",
        "aria-label",
        "aria-description",
        "aria-valuetext",
        "aria-valuenow",
        "aria-valuemin",
        "aria-valuemax",
        "aria-roledescription",
        "aria-placeholder",
        "aria-braillelabel",
        "aria-brailleroledescription",
        "aria-posinset",
        "aria-setsize",
        "aria-level",
        "aria-colcount",
        "aria-rowcount",
        "aria-colindex",
        "aria-rowindex",
    ]
)
# Elements whose content, value or effect the audit cannot see, and which a number could hide in.
UNSEEN = frozenset(
    [
        "iframe",
        "object",
        "embed",
        "applet",
        "frame",
        "frameset",
        "canvas",
        "portal",
        "meter",
        "progress",
        "marquee",
        "base",
        "video",
        "audio",
        "foreignobject",
        "use",
        "image",
        "img",
        "picture",
        "source",
        "bdo",
    ]
)
# Names of <meta> that tell programs about the form of the page, not about its subject.
FORMAL = frozenset(["viewport", "generator", "referrer", "color-scheme", "theme-color", "format-detection", "robots"])
ADDRESSES = frozenset(["og:image", "og:image:width", "og:image:height", "og:url", "twitter:image", "og:image:type"])
_written_style = re.compile(
    r"counter|content\s*:|list-style|quotes\s*:|display\s*:\s*list-item|unicode-bidi|direction\s*:|url\(|image-set\(",
    re.IGNORECASE,
)
# The theme's own files, and the Worker shim that search needs on a page opened from a disk.
THEME_FILE = re.compile(
    r"(?:\.\./|\./|/)*(?:[\w.-]+/)*assets/(?:(?:javascripts|stylesheets)/[\w./-]+\.min\.(?:js|css)|javascripts/iframe-worker\.js)$"
)

# `read` finds nothing in any other element or attribute.
TELLING = UNSEEN | {"input", "button", "option", "textarea", "meta", "link", "ol", "li"}
KEYS = SPOKEN | {"style"}


# How the theme's own inline scripts begin; and calls that write on the page, which none of them makes.
_theme_script = re.compile(
    r"__md_scope=new URL\(|var palette=__md_get\(|var target=document\.getElementById\(location\.hash"
)
_writes = re.compile(
    r"write|HTML|textContent|innerText|nodeValue|insert|append|prepend|replace|create|import|eval|Function"
)


def is_theme_script(text: str) -> bool:
    """Whether an inline script is one of the theme's, which set the colours and scroll to the link's target."""
    return bool(_theme_script.match(text.strip())) and not _writes.search(text)


def read(page: Page, tag: str, attributes: dict[str, str], styles: frozenset[str]) -> None:
    """Add to `page` the texts in an element's attributes, and a problem for what the audit cannot read."""
    for key, value in attributes.items():
        if key in SPOKEN and value.strip():
            page.spoken.append((f"{key} of <{tag}>", value))
    if tag in ("input", "button", "option", "textarea"):
        for key in ("value", "min", "max"):
            if attributes.get(key, "").strip():
                page.spoken.append((f"{key} of <{tag}>", attributes[key]))
    if tag == "meta":
        _meta(page, attributes)
    if tag == "link" and attributes.get("rel", "").lower() == "stylesheet":
        href = attributes.get("href", "")
        if not THEME_FILE.match(href) and href.split("/")[-1] not in styles:
            page.problems.append(f"the stylesheet '{href}' is not the site's, so it cannot be audited")
    if tag in UNSEEN:
        page.problems.append(f"<{tag}> may show a number that the audit cannot read")
    if (tag == "ol" and ("start" in attributes or "reversed" in attributes)) or (tag == "li" and "value" in attributes):
        page.problems.append(f"<{tag}> is numbered by hand")
    if _written_style.search(attributes.get("style", "")):
        page.problems.append(f"the style of <{tag}> could write text that is not audited")


def _meta(page: Page, attributes: dict[str, str]) -> None:
    """A <meta> that says something about the subject."""
    charset = attributes.get("charset", "utf-8").lower()
    if charset != "utf-8":
        page.problems.append(f"the page declares the encoding '{charset}', but is UTF-8")
    name = (attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or "").lower()
    if name not in FORMAL and name not in ADDRESSES and "http-equiv" not in attributes:
        page.spoken.append((f"<meta {name}>", attributes.get("content", "")))
