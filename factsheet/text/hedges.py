"""Words and signs beside a number that make another number of it, one list per language.

A hedge gives the number a qualifier; a scale, a unit or a denial changes it outright. Data and pages read the same list.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT = "en"


@dataclass(frozen=True)
class Hedges:
    """What a language sets before and behind a number: hedges by the qualifier they give it, and words that change it otherwise."""

    before: Mapping[str, tuple[str, ...]]
    behind: Mapping[str, tuple[str, ...]]
    scales: tuple[str, ...]  # behind the digits
    units: tuple[str, ...]  # behind it too; a unit stands within the number's own element
    others: tuple[str, ...]  # before it


HEDGES = {
    "en": Hedges(
        before={
            "about": ("about", "around", "some", "roughly", "approximately", "approx.", "circa", "c.", "ca.", "an estimated", "estimated",
                      "an approximate", "in the region of", "in the order of", "on the order of", "somewhere around"),
            "nearly": ("nearly", "almost", "close to", "just under", "just short of", "just below", "short of", "shy of", "not quite",
                       "approaching", "nearing", "near", "practically", "virtually", "barely", "scarcely", "hardly"),
            "more-than": ("more than", "over", "above", "greater than", "higher than", "larger than", "beyond", "upwards of", "upward of",
                          "in excess of", "exceeding", "exceeded", "exceeds", "surpassing", "surpassed", "surpasses", "topping", "topped",
                          "north of", "well over", "just over"),
            "at-least": ("at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of", "minimum"),
            "at-most": ("at most", "under", "below", "beneath", "less than", "fewer than", "smaller than", "lower than", "up to", "as many as",
                        "as much as", "no more than", "not more than", "a maximum of", "maximum", "south of"),
        },
        behind={
            "about": ("or so", "or thereabouts", "give or take", "odd", "ish", "on average"),
            "at-least": ("or more", "or above", "or over", "and more", "and over", "and up", "and counting", "at least", "plus", "upwards"),
            "at-most": ("or less", "or fewer", "or under", "at most", "tops"),
        },
        scales=("hundred", "thousand", "million", "billion", "trillion", "millions", "billions", "dozen", "score", "lakh", "lakhs", "crore",
                "crores", "grand", "k", "m", "mn", "mln", "mio", "b", "bn", "bln", "tn", "trn", "fold", "squared", "cubed"),
        units=("x", "times", "percent", "per cent", "pct", "percentage", "point", "points", "usd", "eur", "gbp", "cny", "rmb", "dollars",
               "euros", "pounds", "yuan", "km", "kg", "tons", "tonnes", "hours", "too many", "too few"),
        others=("minus", "negative", "plus", "not", "no", "never", "neither", "only", "just", "a mere", "merely", "another", "a further",
                "a record", "twice", "half", "double", "triple", "thrice", "anything but", "as few as", "as little as", "what is not"),
    ),
    "zh": Hedges(
        before={
            "about": ("约", "約", "大约", "大約", "大概", "估计", "估計", "大致"),
            "nearly": ("近", "接近", "将近", "將近", "几乎", "幾乎", "差不多", "逼近"),
            "more-than": ("逾", "超过", "超過", "超", "多于", "多於", "高于", "高於", "突破"),
            "at-least": ("至少", "不少于", "不少於", "不低于", "不低於", "起码", "起碼", "最少"),
            "at-most": ("至多", "最多", "不超过", "不超過", "少于", "少於", "不到", "不足", "低于", "低於"),
        },
        behind={"about": ("左右", "上下"), "more-than": ("多", "余", "餘"), "at-least": ("以上",), "at-most": ("以下", "以内", "以內")},
        scales=("十", "百", "千", "万", "萬", "亿", "億"),
        units=("倍", "成", "个百分点", "個百分點"),
        others=("不", "非", "负", "負", "仅", "僅", "又", "另"),
    ),
}  # fmt: skip

_SIGNS = "$€£¥₹₽₩¢#№±~≈<>≤≥×≃≅∼≲≳⩽⩾^"
_NEAR = 48  # characters; no hedge is longer
_sign_before = re.compile(rf"(?:\w|[{_SIGNS}]\s*|(?<![^\W\d_])[-–.,/]|(?<!\w)[+−–-]\s*)\Z")
_sign_behind = re.compile(rf"\w|\s*[%‰‱％٪﹪°²³+{_SIGNS}]|[.,/:]\d")
_apart, _ended = re.compile(r"[\s(\[“‘\"',:]+"), re.compile(r"[\s.,;:!?)\]”’\"'…]+")
_gap = re.compile(r"[\s,()\[\]–—-]*")


def of(tag: str) -> Hedges:
    """The list of a language tag such as `zh-Hant`; of English, where there is none."""
    return HEDGES.get(tag.split("-")[0].lower(), HEDGES[DEFAULT])


@functools.lru_cache(maxsize=16)
def _phrases(tag: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The words of a language before and behind a number; and what is between two words: not all languages set spaces."""
    listed = of(tag)
    space = " " if all(word.isascii() for word in listed.scales) else ""
    before = (*(w for said in listed.before.values() for w in said), *listed.others)
    behind = (*(w for said in listed.behind.values() for w in said), *listed.scales, *listed.units)
    return space, tuple(f"{space}{w}" for w in before), tuple(f"{w}{space}" for w in behind)


def before(text: str, tag: str = DEFAULT) -> str:
    """What at the end of `text` changes a number that follows it; empty if nothing does."""
    near = text[-_NEAR:]
    if found := _sign_before.search(near):
        return found[0]
    space, phrases, _ = _phrases(tag)
    said = space + space.join(_apart.split(near.lower())).rstrip()
    if not said.endswith(phrases):
        return ""
    return max((phrase for phrase in phrases if said.endswith(phrase)), key=len).strip() + space


def behind(text: str, at: int = 0, tag: str = DEFAULT) -> str:
    """What in `text` from `at` on changes a number that ends there; empty if nothing does."""
    if found := _sign_behind.match(text, at):
        return found[0]
    space, _, phrases = _phrases(tag)
    at = _gap.match(text, at).end()
    said = space.join(_ended.split(text[at : at + _NEAR].lower())) + space
    if not said.startswith(phrases):
        return ""
    return space + max((phrase for phrase in phrases if said.startswith(phrase)), key=len).strip()
