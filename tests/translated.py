"""The made-up fact-sheet with two translations: one kept by hand, with a page of its own, and one made from it."""

from pathlib import Path

from tests.conftest import Project, copy_toy

PAGE = """---
title: 水獭
description: 虚构之地的水獭。
---

# 水獭 { #otters-of-the-land }

2020 年底有 {{ figure("otters-2020") }} 只水獭；《先驱报》说有 {{ figure("otters-2020", by="herald") }} 只。
自 {{ date("otter-law") }} 以来变化 {{ change("otters-2015", "otters-2020") }}，即 {{ times("otters-2015", "otters-2020") }}{{ cite("gazette") }}。

- {{ share("otters-2020-north", "otters-2020") }} 在北部；各湖合计 {{ sum_of("otters-2020-north", "otters-2020-south") }}。
- 巢穴 {{ figure("dens-2020") }}，出生 {{ figure("births-2020") }}，增幅 {{ figure("rise-2015-2020") }}，夏季 {{ figure("otters-2020-mid") }}。

| 范围 | 水獭 |
|---|---|
| 全部 | {{ figure("otters-2015") }} |

!!! note "说明"
    {{ count("articles") }} 篇文章，{{ site("edition") }}版，版本 {{ site("release") }}。`数据` <span lang="zh-Hans">数据</span>

{{ table("lakes") }}

{{ table("years") }}
"""
ENGLISH = '---\ntitle: The north\ndescription: The north, end of 2020.\n---\n\n# The north\n\nThere are {{ figure("otters-2020-north") }} otters in the north.\n\n{{ chart("lakes") }}\n'
# Of a third language only the first page and two messages: what a translator has after an hour.
GERMAN = """---
title: Fischotter
description: Fischotter eines erfundenen Landes, Ende 2020.
---

# Fischotter { #otters-of-the-land }

Ende 2020 gab es {{ figure("otters-2020") }} Fischotter, {{ change("otters-2015", "otters-2020") }} mehr als Ende 2015.
"""
GERMAN_SETTINGS = """INHERIT: mkdocs.yml
site_name: Fischotter
site_description: Zahlen für die Tests.
docs_dir: locales/de/docs
theme:
  language: de
"""
GERMAN_MESSAGES = {"language-name": "Deutsch", "untranslated": "Diese Seite ist noch nicht übersetzt."}
SETTINGS = """INHERIT: mkdocs.yml
site_name: 水獭的数据
docs_dir: locales/zh-Hans/docs
theme:
  language: zh-Hans
"""
LABELS = {
    "measures": {"otters.label": ("Otters", "水獭"), "otters.definition": ("Otters seen on the day.", "当日所见的水獭。"), "": ("otters", "只")},
    "figures": {"otters-2020@herald.quote": ("nearly 3,000", "总数 {figure}")},
    "places": {"NLK.label": ("North Lake", "北湖"), "SLK.label": ("South Lake", "下湖"), "WLD.label": ("all lakes", "所有湖泊")},
    "charts": {"lakes.title": ("Otters by lake", "各湖的水獭数据"), "lakes.says": ("Most otters live in the north.", "水獭多在北部。")},
}  # fmt: skip


def message(context: str, english: str, text: str) -> str:
    return (f'msgctxt "{context}"\n' if context else "") + f'msgid "{english}"\nmsgstr "{text}"\n\n'


def begin_german(project: Project) -> Project:
    """Give a project the beginning of a third language."""
    project.file("mkdocs.de.yml").write_text(GERMAN_SETTINGS, "utf-8")
    project.file("locales/de/docs").mkdir(parents=True)
    project.file("locales/de/docs/index.md").write_text(GERMAN, "utf-8")
    head = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    told = "".join(f'msgid "{name}"\nmsgstr "{text}"\n\n' for name, text in GERMAN_MESSAGES.items())
    project.file("locales/de/messages.po").write_text(head + told, "utf-8")
    return project


def translate(project: Project) -> Project:
    """Give a project both translations."""
    project.file("mkdocs.zh-Hans.yml").write_text(SETTINGS, "utf-8")
    made = "INHERIT: mkdocs.zh-Hans.yml\ntheme:\n  language: zh-Hant\n"
    project.file("mkdocs.zh-Hant.yml").write_text(made, "utf-8")
    for folder in ("zh-Hans/docs", "zh-Hans/labels", "zh-Hant"):
        project.file(f"locales/{folder}").mkdir(parents=True)
    project.file("locales/zh-Hans/docs/index.md").write_text(PAGE, "utf-8")
    project.file("locales/zh-Hant/terms.yml").write_text("巢穴: 獸窩\n", "utf-8")
    for kind, given in LABELS.items():
        text = "".join(message(context, *texts) for context, texts in given.items())
        project.file(f"locales/zh-Hans/labels/{kind}.po").write_text(f'msgid ""\nmsgstr ""\n\n{text}', "utf-8")
    return project


def in_three_languages(folder: Path) -> tuple[Project, list[str]]:
    """It with a page that is not translated, as `make site` builds it, and the lines that the build says."""
    project = translate(copy_toy(folder / "toy"))
    project.file("docs/places.md").write_text("# Places\n\n{{ places() }}\n", "utf-8")
    project.file("docs/north.md").write_text(ENGLISH, "utf-8")
    done = project.run("factsheet", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return project, done.stdout.splitlines()
