"""One language in two writing systems: the hand-kept one, and the one that is made from it.

OpenCC converts, by dictionaries of characters and phrases. Words that it would get wrong, or that readers of the other
script do not use, are listed: ours here, and a project's own in its `locales/`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# A language that is made, with the one it is made from and OpenCC's configuration. `s2hk` writes Hong Kong's characters
# and leaves words alone; `s2twp` also changes words, and makes of a procedure (程序) a computer program (程式).
MADE_FROM = {"zh-Hant": ("zh-Hans", "s2hk")}
TERMS = {
    "zh-Hant": {
        "简体中文": "繁體中文",
        "发布": "發布",
        "链接": "連結",
        "电子邮件": "電郵",
        "文件夹": "資料夾",
        "文件": "檔案",
        "打印": "列印",
        "搜索": "搜尋",
        "单元格": "儲存格",
        "电子表格": "試算表",
        "账号": "帳號",
        "加载": "載入",
        "导入": "匯入",
        "服务器": "伺服器",
        "命令行": "命令列",
        "压缩包": "壓縮檔",
        "字段": "欄位",
        "字节": "位元組",
        "指针": "游標",
        "标识": "識別碼",
    }
}
# Signs that the other script sets otherwise: its quotation marks, and characters that OpenCC takes from a list of Hong Kong's
# and that few write there and nobody in Taiwan.
SIGNS = {"zh-Hant": str.maketrans("“”説閲衞裏啓脱敍", "「」說閱衛裡啟脫敘")}

_han = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# What a page says to machines, or quotes: front matter's keys are ASCII, and need no protection.
_kept = re.compile(
    r"""
    \{\{.*?\}\} | \{%.*?%\} | \{\#.*?\#\}                    # calls of macros
    | ^(?P<fence>```+|~~~+).*?^(?P=fence) | (?P<tick>`+).+?(?P=tick)   # code
    | <(?P<tag>\w+)\b[^>]*\blang="[^"]*"[^>]*>.*?</(?P=tag)>  # words in a language of their own
    | <[^>\n]+>                                               # elements and addresses
    | (?<=\])\([^)\n]*\) | (?<=\])\[[^\]\n]*\]                # where a link leads
    | \{[^}\n]*\}                                             # anchors and classes
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)


class Untranslated(str):
    """A text in another language than the page, which can so say in which it is."""

    language: str

    def __new__(cls, text: str, language: str = "en") -> Untranslated:
        """The text, in its language."""
        made = super().__new__(cls, text)
        made.language = language
        return made


@dataclass(frozen=True)
class Script:
    """A language as it is made from another. `terms` are a project's own words, `names` are left as they are."""

    tag: str = ""
    terms: Mapping[str, str] = field(default_factory=dict, hash=False)
    names: tuple[str, ...] = ()

    @property
    def kept(self) -> str:
        """The language that is kept by hand."""
        return hand_kept(self.tag)

    @property
    def is_made(self) -> bool:
        """Whether it is made from another."""
        return self.tag in MADE_FROM

    @property
    def key(self) -> str:
        """All that the conversion depends on."""
        if not self.is_made:
            return self.tag
        from importlib.metadata import version

        return repr((self.tag, version("opencc"), MADE_FROM[self.tag], sorted(self._terms.items()), self.names))

    @functools.cached_property
    def _terms(self) -> dict[str, str]:
        return {**TERMS.get(self.tag, {}), **self.terms}

    @functools.cached_property
    def _fixed(self) -> re.Pattern[str]:
        """Terms and names, the longest first, since one may begin another."""
        return re.compile("|".join(map(re.escape, sorted({*self._terms, *self.names}, key=len, reverse=True))))

    def text(self, text: str) -> str:
        """A text in this script, if it is one that is made."""
        if not self.is_made or not _han.search(text):
            return text
        return _apart(self._fixed, text, lambda m: self._terms.get(m[0], m[0]), self._converted)

    def page(self, text: str) -> str:
        """A page in Markdown in this script: what macros, code, addresses and quotations hold stays as it is."""
        if not self.is_made or not _han.search(text):
            return text
        return _apart(_kept, text, lambda m: m[0], self.text)

    def values(self, value: object) -> object:
        """Every text within a value of the settings."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key if key.isascii() else self.text(key): self.values(inner) for key, inner in value.items()}
        return [self.values(inner) for inner in value] if isinstance(value, list) else value

    def _converted(self, text: str) -> str:
        return _converter(MADE_FROM[self.tag][1]).convert(text).translate(SIGNS.get(self.tag, {}))


def hand_kept(tag: str) -> str:
    """The language from which one is made; the language itself where it is kept by hand."""
    return MADE_FROM[tag][0] if tag in MADE_FROM else tag


def _apart(pattern: re.Pattern[str], text: str, held, free) -> str:
    """A text with what a pattern finds treated in one way, and what stands between in another."""
    out, at = [], 0
    for match in pattern.finditer(text):
        out += [free(text[at : match.start()]), held(match)]
        at = match.end()
    return "".join([*out, free(text[at:])])


@functools.cache
def _converter(configuration: str):
    from opencc import OpenCC  # imported where it is needed: other languages do without

    return OpenCC(configuration)
