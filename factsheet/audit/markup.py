"""Whether an element of a page is one that the catalogue knows, with the attributes and classes it may have there."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from factsheet.audit.packages import Packages, shape
from factsheet.core import published

ARTICLE, FRAME, HEAD, DRAWING = "the article", "the page's frame", "the head", "a drawing"
# Attributes that a reader meets as text, by eye or by ear.
SPOKEN = ("title", "aria-label", "placeholder")
_frame_attribute = re.compile(r"data-m[dx]-[\w-]+")
_transform = re.compile(r"translate\([-\d.]+,[-\d.]+\)(?: rotate\((?:270|-90)\) translate\([-\d.]+,[-\d.]+\))?")
_leads = re.compile(r"\s*(?:javascript|data|vbscript|file|blob)\s*:", re.IGNORECASE)
_class = re.compile(published.CLASS_PATTERN)
_frame_class = re.compile(published.FRAME_PATTERN)
_drawing_class = re.compile(published.DRAWING_PATTERN)
_META = {name: re.compile(form) if form else None for name, form in published.META.items()}


class Site(NamedTuple):
    """What the pages of a site may use: its packages, its own stylesheets' classes, and its files."""

    packages: Packages
    classes: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()  # of sources, in whatever script they write them


def faults(tag: str, given: dict[str, str], where: str, site: Site) -> tuple[str, ...]:
    """What is wrong with an element; nothing if the catalogue knows it."""
    if where == FRAME and tag in published.ICON:
        known = shape(tag, given) in site.packages.icons
        return () if known else ("an icon is not one that the theme or its settings name",)
    found = _shape(tag, tuple(given), given.get("class", ""), given.get("style", ""), where, site.classes)
    if ":" in given.get("href", "") and _leads.match(given["href"]):
        found = (*found, f"a link leads to '{given['href'][:40]}'")
    if where == DRAWING and not _transform.fullmatch(given.get("transform", "translate(0,0)")):
        found = (*found, f"a drawing is turned by '{given['transform']}'")
    return found


@functools.lru_cache(maxsize=4096)
def _shape(
    tag: str, keys: tuple[str, ...], classes: str, style: str, where: str, own: frozenset[str]
) -> tuple[str, ...]:
    """Faults of an element's name, attributes, classes and style."""
    known = {ARTICLE: published.ELEMENTS, FRAME: published.FRAME, DRAWING: published.DRAWING}[where].get(tag)
    if known is None:
        return (f"<{tag}> has no place in {where}",)
    allowed = {*known.split()} | (published.ANYWHERE if where != DRAWING else set())
    found = [f"<{tag}> may not have the attribute '{key}' in {where}" for key in keys if key not in allowed and not
             (where == FRAME and _frame_attribute.fullmatch(key))]  # fmt: skip
    if style and "style" in allowed and style not in published.STYLES:
        found.append(f"<{tag}> may not have the style '{style[:60]}'")
    if (
        tag in published.CARRIERS
        and where == ARTICLE
        and _named(tag) & {*classes.split()}
        and classes not in published.CARRIERS[tag]
    ):
        found.append(f"<{tag} class='{classes}'> is not a carrier that the macros write")
    found += [
        f"the class '{name}' of <{tag}> is not one that pages have in {where}"
        for name in classes.split()
        if not _classed(name, where, own)
    ]
    return tuple(found)


def _named(tag: str) -> set[str]:
    return {name for whole in published.CARRIERS[tag] for name in whole.split()}


def _classed(name: str, where: str, own: frozenset[str]) -> bool:
    if where == DRAWING:
        return bool(_drawing_class.fullmatch(name))
    if where == FRAME and (name in published.FRAME_CLASSES or _frame_class.fullmatch(name)):
        return True
    return name in own or name in published.CLASSES or (where == ARTICLE and bool(_class.fullmatch(name)))


def head(tag: str, given: dict[str, str], spoken: list[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with an element of the head; a text that it has for readers is added to `spoken`."""
    if tag == "link":
        rel = " ".join(given.get("rel", "").lower().split())
        if rel not in published.LINKS or given.keys() - {"rel", "href", "title", "type", "hreflang"}:
            yield f"<link rel='{rel}'> has no place in the head"
        return
    if tag == "base" and given == {"target": "_top"}:
        return  # of a page in a frame: its links leave the frame
    if tag == "meta":
        yield from _meta(given, spoken)
    elif tag not in ("head", "title", "html", "script") or given.keys() - {"type", "src", "lang", "class"}:
        yield f"<{tag}> has no place in the head"


def _meta(given: dict[str, str], spoken: list[tuple[str, str]]) -> Iterator[str]:
    """A <meta> of the list, which says something of the subject, or to programs something of its form."""
    name, said = given.get("name") or given.get("property") or "", given.get("content", "")
    if "charset" in given:
        if given["charset"].lower() != "utf-8":
            yield f"the page declares the encoding '{given['charset']}', but is UTF-8"
    elif "http-equiv" in given:  # the policy, which is checked where the page begins
        if given["http-equiv"].lower() != "content-security-policy":
            yield f"<meta http-equiv='{given['http-equiv']}'> has no place in the head"
    elif name not in _META or given.keys() - {"name", "property", "content"}:
        yield f"<meta {name}> has no place in the head"
    elif (form := _META[name]) is None:
        spoken.append((f"<meta {name}>", said))
    elif not form.fullmatch(said):
        yield f"<meta {name}> says '{said[:60]}'"


def inline(tag: str, given: dict[str, str], text: str, where: str, packages: Packages) -> Iterator[str]:
    """A script within a page is one of the theme's, or its settings; a style or a template stands nowhere."""
    if tag != "script" or where == ARTICLE:
        yield f"<{tag}> has no place in {where}"
    elif given == {"id": "__config", "type": "application/json"}:
        if wrong := packages.config(text):
            yield f"the settings of the theme's script say '{wrong[:60]}', which is not the theme's"
    elif given or not packages.script(text):
        yield "an inline script is not one of the theme's"
