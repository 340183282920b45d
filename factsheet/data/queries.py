"""The address of the query that returns a dataset's figure: `custom.query` of its source, filled in from its locator.

A template is an address with the names of keys between braces: https://api.example/{table}/?year={year}&place={place}.
A locator gives the keys: `table births; year=2020, place=LAK; column total` has table, year, place and column. Where it says
`all place`, the parameter with that key is left out, as an interface is asked for all of them together.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from urllib.parse import quote

_key = re.compile(r"\{(\w+)\}")
_given = re.compile(r"(?:^|[;,]\s*)(?:(table|column) ([\w-]+)|(\w+)=([\w.-]+))(?=\s*(?:[;,]|$))")
_all = re.compile(r"(?:^|[;,]\s*)all (\w+)(?=\s*(?:[;,]|$))")


def keys(template: str) -> list[str]:
    """The keys that a template names, in order."""
    return _key.findall(template)


def given(locator: str) -> dict[str, str]:
    """The keys that a locator gives, with their values."""
    return {word or key: name or value for word, name, key, value in _given.findall(locator)}


@functools.lru_cache(maxsize=65536)  # the address of a figure is asked for wherever its number stands
def address(template: str, locator: str) -> str:
    """The address of the query that returns what stands at a locator; empty if the locator lacks a key of the template."""
    held, everything = given(locator), set(_all.findall(locator))
    where, mark, asked = template.partition("?")
    whole = f"{where}{mark}{'&'.join(part for part in asked.split('&') if everything.isdisjoint(keys(part)))}"
    if not keys(template) or any(key not in held for key in keys(whole)):
        return ""
    return filled(whole, held)


def filled(template: str, held: Mapping[str, str]) -> str:
    """A template with its keys filled in."""
    return _key.sub(lambda m: quote(held[m[1]], safe=""), template)
